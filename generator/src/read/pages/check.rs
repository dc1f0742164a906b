//! What is wrong with pages by themselves, whatever their document says.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::Report;
use crate::ir::{Api, Component, Schema};
use crate::read::pages::sheet::{PieceKind, Sheet};
use crate::read::pages::shown::{Curl, Shown, ShownOperation, ShownRow};
use crate::read::pages::types::link;
use crate::read::pages::{PageOptions, rules};
use crate::read::scrape;
use crate::text::{FileId, Span};

/// Looks at one page: whether it says anything, and its headings.
pub(super) fn page(sheet: &Sheet, shows_none: bool, found: &mut Report) {
    let is_filled = |kind| !matches!(kind, PieceKind::Heading { .. } | PieceKind::Comment);
    if let Some(first) = sheet.pieces.first()
        && shows_none
        && !sheet.pieces.iter().any(|it| is_filled(it.kind))
    {
        let at = sheet.at(first.at);
        found
            .add(&rules::EMPTY_PAGE, at, "this page has a heading and nothing else")
            .help("remove the page");
    }
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    for piece in &sheet.pieces {
        let PieceKind::Heading { level: 1 | 2, text, .. } = piece.kind else { continue };
        let name = sheet.slice(text);
        if name.is_empty() {
            continue;
        }
        if let Some(&first) = seen.get(name) {
            found
                .add(
                    &rules::REPEATED_HEADING,
                    sheet.at(text),
                    format!("the heading `{name}` is on this page already"),
                )
                .note(first, "first here");
        } else {
            seen.insert(name, sheet.at(text));
        }
    }
}

/// Looks at how a page ends: a block of code that is open there, or half a row
/// of a table, was cut off. What a scraper left says nothing of that.
pub(super) fn end(text: &str, file: FileId, options: &PageOptions, found: &mut Report) {
    if scrape::form(text, options.form.as_deref()).is_some() {
        return;
    }
    let mut start = 0;
    let mut open: Option<(Span, &str)> = None;
    let (mut first, mut last) = (None, None);
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        let lead = line.len() - line.trim_start().len();
        let at = Span::new(file, start + lead, start + lead + bare.len());
        start += line.len();
        let fence = fence(bare);
        match (open, fence) {
            (None, Some(mark)) => open = Some((at, mark)),
            (Some((_, mark)), Some(end)) if end == bare && end.starts_with(mark) => open = None,
            _ => {}
        }
        if open.is_some() || !bare.starts_with('|') {
            // Blank lines at the end are no end of the last table.
            (first, last) = if bare.is_empty() { (None, last) } else { (None, None) };
        } else {
            first = first.or(Some(bare));
            last = first.map(|first| (at, first, bare));
        }
    }
    if let Some((at, _)) = open {
        rules::unfinished(found, at, "this block of code is open at the end of the page");
    } else if let Some((at, first, line)) = last
        && (first.ends_with('|') && !line.ends_with('|') || first == line)
    {
        rules::unfinished(found, at, "the page ends in the middle of this table");
    }
}

/// The mark that opens or closes a block of code: three or more of a kind.
fn fence(line: &str) -> Option<&str> {
    let mark = line.chars().next().filter(|it| matches!(it, '`' | '~'))?;
    let length = line.len() - line.trim_start_matches(mark).len();
    let rest = &line[length..];
    (length >= 3 && (mark == '~' || !rest.contains('`'))).then_some(&line[..length])
}

/// Follows the links within pages and from one to another. A single page may
/// link to others that were not given.
pub(super) fn links(sheets: &[Sheet], paths: &[String], found: &mut Report) {
    let name = |path: &str| path.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
    let names: BTreeSet<String> = paths.iter().map(|it| name(it)).collect();
    let mut anchors: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for sheet in sheets {
        let path = paths.get(sheet.page.file.index()).map(|it| name(it)).unwrap_or_default();
        anchors.entry(path).or_default().extend(headings(sheet));
    }
    // Tables lead to one heading many times; where it is gone, that is one thing.
    let mut dead: BTreeMap<(FileId, String), Vec<Option<Span>>> = BTreeMap::new();
    for sheet in sheets {
        let own = paths.get(sheet.page.file.index()).map(|it| name(it)).unwrap_or_default();
        for piece in sheet.pieces.iter().filter(|it| it.kind == PieceKind::Table) {
            for (at, target) in targets(sheet, piece.at) {
                let (page, anchor) = target.split_once('#').unwrap_or((target, ""));
                if page.contains("://") || page.starts_with('/') {
                    continue;
                }
                let page = if page.is_empty() { own.clone() } else { name(page) };
                let message = match anchors.get(&page) {
                    Some(known) if anchor.is_empty() || known.contains(anchor) => continue,
                    // Sites set the anchors of headings in lower case, and find them so.
                    Some(known) if known.contains(&anchor.to_lowercase()) => continue,
                    Some(_) => format!("no heading of `{page}` has the anchor `{anchor}`"),
                    None if names.contains(&page) || names.len() < 2 => continue,
                    None => format!("there is no page `{page}` among these"),
                };
                dead.entry((sheet.page.file, message)).or_default().push(Some(sheet.at(at)));
            }
        }
    }
    for ((_, message), places) in dead {
        let at = places.first().copied().flatten();
        found.add(&rules::DEAD_LINK, at, message).reaches(&places[1..]);
    }
}

/// The links in a table: where each stands, and where it leads.
fn targets(sheet: &Sheet, at: Span) -> Vec<(Span, &str)> {
    let text = sheet.slice(at);
    let mut all = Vec::new();
    let mut from = 0;
    while let Some(middle) = text.get(from..).and_then(|it| it.find("](")) {
        let middle = from + middle;
        let open = text[..middle].rfind('[').unwrap_or(middle);
        if let Some((_, target)) = link(&text[open..]) {
            let start = at.start as usize;
            all.push((Span::new(at.file, start + open, start + middle + 3 + target.len()), target));
        }
        from = middle + 2;
    }
    all
}

/// The anchors of a page: of its headings as sites make them, and those that
/// are written out.
fn headings(sheet: &Sheet) -> BTreeSet<String> {
    let mut anchors = BTreeSet::new();
    let mut uses: BTreeMap<String, usize> = BTreeMap::new();
    for piece in &sheet.pieces {
        match piece.kind {
            PieceKind::Heading { text, id, .. } => {
                anchors.extend(id.map(|it| sheet.slice(it).to_owned()));
                anchors.extend(ids(sheet.slice(piece.at)));
                let kept = |it: &char| it.is_alphanumeric() || matches!(it, '-' | '_' | ' ');
                let name: String = sheet.slice(text).chars().filter(kept).collect();
                let name = name.to_lowercase().replace(' ', "-");
                let count = uses.entry(name.clone()).or_default();
                *count += 1;
                anchors.insert(if *count > 1 { format!("{name}-{}", *count - 1) } else { name });
            }
            PieceKind::Anchor { id } => {
                anchors.insert(sheet.slice(id).to_owned());
                anchors.extend(ids(sheet.slice(piece.at)));
            }
            PieceKind::Html => anchors.extend(ids(sheet.slice(piece.at))),
            _ => {}
        }
    }
    anchors
}

/// The identifiers that HTML gives to its elements.
fn ids(html: &str) -> impl Iterator<Item = String> {
    html.split("id=\"").skip(1).filter_map(|it| Some(it.split_once('"')?.0.to_owned()))
}

/// Looks at each operation.
pub(super) fn operations(shown: &Shown, api: &Api, found: &mut Report) {
    let components = api.components.schemas.iter();
    let lists = |it: &&Component<Schema>| api[it.it.to].choices().is_some();
    let listing: BTreeSet<&str> = components.filter(lists).map(|it| &*it.name.text).collect();
    for it in &shown.operations {
        if let Some(curl) = &it.curl {
            command(it, curl, found);
        }
        let rows = it.tables.iter().flat_map(|it| &it.rows);
        types(rows.chain(&it.parameters), found);
        merged(it, &listing, found);
    }
    for it in &shown.schemas {
        types(it.tables.iter().flat_map(|it| &it.rows), found);
    }
}

fn command(it: &ShownOperation, curl: &Curl, found: &mut Report) {
    let at = curl.text.at;
    if let Some(method) = &curl.method
        && !method.eq_ignore_ascii_case(&it.method)
    {
        let message = format!("this calls `{method}`, the operation is `{}`", it.method);
        found.add(&rules::CURL_CONTRADICTS_ROUTE, method.at, message);
    }
    let Some(url) = &curl.url else { return };
    let called = url.split('?').next().unwrap_or_default();
    let path = it.path.split('?').next().unwrap_or_default();
    if !called.ends_with(path) {
        let message = format!("this calls `{called}`, the operation is at `{path}`");
        found.add(&rules::CURL_CONTRADICTS_ROUTE, url.at, message);
    }
    if url.contains('&') && !curl.is_quoted {
        found
            .add(&rules::SHELL_UNSAFE_CURL, url.at, "a shell ends this command at the first `&`")
            .help("put the address in quotes");
    }
    if curl.text.trim_end().ends_with('\\') {
        found
            .add(
                &rules::SHELL_UNSAFE_CURL,
                at,
                "this command ends with a `\\` that waits for another line",
            )
            .help("take the last backslash away");
    }
}

fn types<'a>(rows: impl Iterator<Item = &'a ShownRow>, found: &mut Report) {
    for row in rows.filter(|it| it.ty.split(' ').any(|it| it == "undefined")) {
        let message = format!("the type of `{}` is printed as `{}`", row.name, row.ty);
        found.add(&rules::UNDEFINED_TYPE, row.ty.at.or(row.at), message);
    }
}

/// Lists of values under a name that properties of several types have.
fn merged(it: &ShownOperation, listing: &BTreeSet<&str>, found: &mut Report) {
    for list in &it.enums {
        let Some(name) = &list.name else { continue };
        let rows = it.tables.iter().flat_map(|it| &it.rows).filter(|it| it.name == *name);
        let links: BTreeSet<&str> = rows
            .filter_map(|it| link(&it.ty))
            .map(|(name, _)| name)
            .filter(|it| listing.contains(it))
            .collect();
        if links.len() > 1 {
            let all: Vec<_> = links.into_iter().collect();
            let message =
                format!("these values of `{name}` belong to `{}` together", all.join("` and `"));
            found.add(&rules::MERGED_ENUM, name.at, message);
        }
    }
}
