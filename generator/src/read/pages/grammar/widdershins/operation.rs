//! Operations, piece by piece.

use super::intro::unescaped;
use super::{Chapter, Family, Grammar, cells, code, curl};
use crate::ir::Said;
use crate::manner::widdershins::anchor::unnamed;
use crate::read::pages::sheet::{Piece, PieceKind};
use crate::read::pages::shown::{
    ANY_PROPERTY, ARRAY_ITEM, Headed, ShownExample, ShownOperation, ShownRow,
};
use crate::text::Span;

/// What the last heading within an operation opened.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    Start,
    Code,
    Description,
    Body,
    Parameters,
    Details,
    ParameterEnums,
    Examples,
    Responses,
    Schema,
    Enums,
    Headers,
    End,
}

/// The languages of samples that are written too. Samples in others say again
/// what the operation says.
const LANGUAGES: [&str; 8] = ["shell", "http", "javascript", "ruby", "python", "php", "java", "go"];

impl Grammar<'_> {
    /// Whether a heading is an operation's: before the next heading of its
    /// level stands a line with a method and a path.
    pub(super) fn begins_operation(&self, at: usize) -> bool {
        let Some(PieceKind::Heading { level, text, .. }) =
            self.sheet.pieces.get(at).map(|it| it.kind)
        else {
            return false;
        };
        if opened(self.slice(text), Section::Start).is_some() {
            return false;
        }
        if self.sampled {
            return self.opens_samples(at);
        }
        let inner = self.sheet.pieces.iter().skip(at + 1);
        (2..=4).contains(&level)
            && inner
                .take_while(
                    |it| !matches!(it.kind, PieceKind::Heading { level: l, .. } if l <= level),
                )
                .take(40)
                .any(|it| {
                    it.kind == PieceKind::Paragraph && cells::route(self.slice(it.at)).is_some()
                })
    }

    /// Whether an operation begins without a heading, as some templates have it:
    /// with the anchor of its `operationId`, and its method and path below.
    pub(super) fn begins_bare_operation(&self, at: usize) -> bool {
        let mut pieces = self.sheet.pieces.iter().skip(at);
        let is_its = |it: &Piece| match it.kind {
            PieceKind::Anchor { id } => self.slice(id).starts_with("opId"),
            _ => false,
        };
        let is_route = |it: &Piece| {
            it.kind == PieceKind::Paragraph && cells::route(self.slice(it.at)).is_some()
        };
        pieces.next().is_some_and(is_its) && pieces.next().is_some_and(is_route)
    }

    /// Whether code samples follow right below a heading, anchors aside.
    pub(super) fn opens_samples(&self, at: usize) -> bool {
        let mut pieces = self.sheet.pieces.iter().skip(at);
        let is_heading = |it: &Piece| matches!(it.kind, PieceKind::Heading { level: 2..=4, .. });
        if !pieces.next().is_some_and(is_heading) {
            return false;
        }
        let mut rest = pieces
            .skip_while(|it| matches!(it.kind, PieceKind::Anchor { .. } | PieceKind::Comment));
        rest.next().is_some_and(|it| match it.kind {
            PieceKind::Quote { text } => self.slice(text) == "Code samples",
            _ => false,
        })
    }

    pub(super) fn operation(&mut self, heading: Span) {
        let start = self.sheet.pieces[self.at].at;
        let tag = match self.chapter {
            Chapter::Tag(tag) => Some(tag),
            _ => None,
        };
        let mut it = ShownOperation::new(start, tag, self.said(heading));
        let mut section = Section::Start;
        self.detail = None;
        let mut described: Option<Span> = None;
        // An anchor in place of a heading says more than its name.
        if matches!(self.sheet.pieces[self.at].kind, PieceKind::Heading { .. }) {
            self.at += 1;
        }
        while let Some(piece) = self.peek() {
            let ends = match piece.kind {
                PieceKind::Anchor { .. } => {
                    !it.path.is_empty() && self.begins_bare_operation(self.at)
                }
                PieceKind::Heading { level: 1, .. } => self.begins_chapter(self.at),
                // A chapter too, deeper than usual.
                PieceKind::Heading { level: 2, text, id: Some(_) }
                    if self.slice(text) == "Schemas" && !it.path.is_empty() =>
                {
                    true
                }
                PieceKind::Heading { .. } => {
                    self.is_marked(piece) || self.begins_operation(self.at)
                }
                _ => false,
            };
            if ends {
                break;
            }
            section = self.in_operation(&mut it, section, piece, &mut described);
            it.at = it.at.to(piece.at);
            self.at += 1;
        }
        // Without an anchor there was no `operationId`, and no heading to make
        // one of.
        if self.has_ids && it.id.is_none() {
            it.headed = Headed::Nothing;
        }
        // Headings are made of ids, or of summaries, which then stand nowhere else.
        let is_summary = |it: &ShownOperation| match &it.id {
            Some(id) => *id != it.heading,
            None => *it.heading != *unnamed(&it.method, &it.path),
        };
        if self.sampled && it.summary.is_none() && is_summary(&it) {
            it.summary = Some(it.heading.clone());
        }
        let kept = described.map(|at| match self.family {
            Family::Stock => self.sheet.with_blanks(at),
            Family::Coder => at,
        });
        it.description = kept.map(|at| self.said(at));
        for remark in std::mem::take(&mut it.remarks).into_iter().filter(|it| !it.is_empty()) {
            it.description = Some(match it.description.take() {
                Some(said) => Said::new(format!("{said}\n\n{remark}"), said.at),
                None => remark,
            });
        }
        it.at = self.sheet.at(it.at);
        self.shown.operations.push(it);
    }

    /// Takes one piece of an operation; says which section comes next.
    fn in_operation(
        &mut self,
        it: &mut ShownOperation,
        section: Section,
        piece: Piece,
        described: &mut Option<Span>,
    ) -> Section {
        let slice = self.sheet.slice(piece.at);
        match piece.kind {
            PieceKind::Heading { text, id, .. } => {
                let opened = opened(self.sheet.slice(text), section);
                if let Some(id) = id {
                    self.slug(it, id);
                }
                if let Some(opened) = opened {
                    it.structured |= opened == Section::Schema;
                    return opened;
                }
            }
            PieceKind::Quote { text } => {
                if let Some(opened) = self.in_quote(it, section, text) {
                    return opened;
                }
            }
            PieceKind::Anchor { id } => {
                if let Some(name) = self.sheet.slice(id).strip_prefix("opId") {
                    it.id = Some(self.sheet.told(&*unescaped(name), id));
                }
                return section;
            }
            PieceKind::Comment => return section,
            PieceKind::Paragraph if matches!(section, Section::Start | Section::Code) => {
                if let Some((method, path)) = cells::route(slice) {
                    it.method = self.said(self.sheet.part(piece.at, method.start, method.end));
                    it.path = self.said(self.sheet.part(piece.at, path.start, path.end));
                    return Section::Description;
                }
            }
            PieceKind::Fence { info, body } => {
                let example = ShownExample { language: self.said(info), text: self.said(body) };
                match section {
                    Section::Start | Section::Code => {
                        let is_command =
                            it.curl.as_ref().is_some_and(|it| it.text.starts_with("curl "));
                        if !is_command && slice.contains("curl ") {
                            it.curl = Some(curl::read(self.sheet, body));
                        } else if it.curl.is_none() && &*example.language == "http" {
                            it.curl = curl::of_request(self.sheet, body);
                            // Pages of this family write a command instead.
                            if self.family == Family::Coder && it.curl.is_some() {
                                self.shown.derived.push(self.sheet.at(piece.at));
                            }
                        }
                        if !LANGUAGES.contains(&&*example.language) {
                            self.shown.derived.push(self.sheet.at(piece.at));
                        }
                        if self.sampled {
                            code::read(self.sheet, info, body, it);
                        }
                        return Section::Code;
                    }
                    Section::Body => {
                        it.bodies.push(example);
                        return section;
                    }
                    Section::Examples => {
                        match it.examples.last_mut() {
                            Some((_, shown @ None)) => *shown = Some(example),
                            Some((status, _)) => {
                                let status = status.clone();
                                it.examples.push((status, Some(example)));
                            }
                            None => self.lost(piece.at),
                        }
                        return section;
                    }
                    _ => {}
                }
            }
            PieceKind::Table if section == Section::Responses && self.family == Family::Stock => {
                self.stock_responses(it, piece.at);
                return section;
            }
            PieceKind::Table if section == Section::Headers && self.family == Family::Stock => {
                self.stock_headers(it, piece.at);
                return section;
            }
            PieceKind::Table if self.in_table(it, section, piece.at) => return section,
            PieceKind::Html if slice.starts_with("<aside") && self.may_end(section) => {
                cells::aside(self.sheet, piece.at, it);
                return Section::End;
            }
            _ => {}
        }
        if piece.kind == PieceKind::Paragraph
            && slice.starts_with("To perform this operation, you must be")
        {
            it.secured = Some(self.said(piece.at));
            return Section::End;
        }
        match section {
            Section::Description if self.is_summary(it, piece, *described) => {
                let (start, end) = (piece.at.start as usize + 1, piece.at.end as usize - 1);
                it.summary = Some(self.said(Span::new(piece.at.file, start, end)));
            }
            Section::Description => {
                *described = Some(described.map_or(piece.at, |it| it.to(piece.at)));
            }
            // The next response goes on behind the values of the last.
            Section::Enums if slice.starts_with("Status Code **") => {
                self.over_table(it, piece.at);
                return Section::Schema;
            }
            Section::Schema if piece.kind == PieceKind::Paragraph => self.over_table(it, piece.at),
            // Each response has its values right below its tables.
            Section::Enums
                if self.family == Family::Stock && slice.starts_with("Status Code **") =>
            {
                self.over_table(it, piece.at);
                return Section::Schema;
            }
            // Each parameter's prose once more, with its lines as they were.
            Section::Details => self.details(it, piece.at),
            _ => self.lost(piece.at),
        }
        section
    }

    /// Stock pages have the summary in italics right below the route.
    fn is_summary(&self, it: &ShownOperation, piece: Piece, described: Option<Span>) -> bool {
        let text = self.slice(piece.at);
        self.family == Family::Stock
            && piece.kind == PieceKind::Paragraph
            && it.summary.is_none()
            && described.is_none()
            && text.len() > 2
            && text.starts_with('*')
            && text.ends_with('*')
            && !text.starts_with("**")
    }

    fn in_quote(
        &mut self,
        it: &mut ShownOperation,
        section: Section,
        text: Span,
    ) -> Option<Section> {
        let said = self.sheet.slice(text);
        if let Some(status) = said.strip_suffix(" Response")
            && (section == Section::Examples || !self.sampled)
            && matches!(
                section,
                Section::Examples
                    | Section::Body
                    | Section::Parameters
                    | Section::ParameterEnums
                    | Section::Details
                    | Section::Description
            )
            && !status.contains(' ')
        {
            it.examples.push((self.said(self.sheet.part(text, 0, status.len())), None));
            return Some(Section::Examples);
        }
        match said {
            "Code samples" if section == Section::Start => Some(Section::Code),
            "Body parameter" if self.leads_to(|it| matches!(it, PieceKind::Fence { .. })) => {
                Some(Section::Body)
            }
            "Example responses" if self.leads_to(|it| matches!(it, PieceKind::Quote { .. })) => {
                Some(Section::Examples)
            }
            _ => None,
        }
    }

    /// Whether what is announced follows, or a heading with an identifier; else
    /// it is prose.
    fn leads_to(&self, is_it: impl Fn(PieceKind) -> bool) -> bool {
        let next = self.sheet.pieces.get(self.at + 1).map(|it| it.kind);
        let is_section = |it| matches!(it, PieceKind::Heading { id: Some(_), .. });
        !self.sampled || next.is_some_and(|it| is_it(it) || is_section(it))
    }

    /// Whether an operation may end behind this section: only behind its
    /// responses, where it has all of its sections.
    fn may_end(&self, section: Section) -> bool {
        let is_behind = matches!(
            section,
            Section::Responses | Section::Schema | Section::Enums | Section::Headers
        );
        is_behind || !self.sampled
    }

    /// The stem of the identifiers that the sections of an operation have.
    fn slug(&self, it: &mut ShownOperation, id: Span) {
        let text = self.sheet.slice(id);
        let stem = ["-responseschema", "-parameters", "-responses"]
            .iter()
            .find_map(|suffix| text.strip_suffix(suffix));
        if let Some(stem) = stem {
            it.slug = Some(self.said(self.sheet.part(id, 0, stem.len())));
        }
    }

    /// `**name**: prose`, which the table cut to its first line; prose of
    /// several paragraphs goes on below.
    fn details(&mut self, it: &mut ShownOperation, at: Span) {
        let text = self.slice(at);
        let named = text.strip_prefix("**").and_then(|it| it.split_once("**: "));
        let row = named.and_then(|(name, said)| {
            Some((self.detailed(it, name, said)?, text.len() - said.len()))
        });
        let (row, span) = match (row, self.detail) {
            (Some((row, from)), _) => {
                (row, Span::new(at.file, at.start as usize + from, at.end as usize))
            }
            (None, Some((row, so_far))) => (row, so_far.to(at)),
            (None, None) => return self.lost(at),
        };
        self.detail = Some((row, span));
        let end = self.sheet.with_blanks(span).end;
        let whole = self.sheet.said(Span { end, ..span });
        // What is shown here has a line end, if only a last one.
        let is_line = !whole.contains('\n');
        let whole = if is_line { Said::new(format!("{whole}\n"), whole.at) } else { whole };
        it.parameters[row].description = Some(whole);
    }

    /// The position of the parameter whose prose this is. Prose stands in the
    /// order of the table, which has its first line; where customised templates
    /// have it otherwise, the name alone counts.
    fn detailed(&self, it: &ShownOperation, shown: &str, said: &str) -> Option<usize> {
        let name = shown.trim_start_matches(['»', ' ']);
        let depth = shown.matches('»').count();
        let first = said.lines().next().unwrap_or_default().trim();
        let name_of = |row: &ShownRow| match name {
            "*anonymous*" => *row.name == *ARRAY_ITEM,
            "**additionalProperties**" => *row.name == *ANY_PROPERTY,
            _ => *row.name == *name,
        };
        let from = self.detail.map_or(0, |(row, _)| row + 1);
        let next = it.parameters.iter().enumerate().skip(from).find(|(_, row)| {
            let cut = row.description.as_deref().map(str::trim).unwrap_or_default();
            let is_cut = cut == first || cut.is_empty() && first == "none";
            name_of(row) && row.depth == depth && is_cut
        });
        if let Some((at, _)) = next {
            return Some(at);
        }
        if self.sampled {
            return None;
        }
        let named = it.parameters.iter().position(|it| *it.name == *name);
        named.or_else(|| it.parameters.iter().position(|it| it.name.ends_with(name)))
    }
}

/// The section that a heading within an operation opens.
pub(super) fn opened(heading: &str, section: Section) -> Option<Section> {
    let in_parameters =
        matches!(section, Section::Parameters | Section::Details | Section::ParameterEnums);
    Some(match heading {
        "Code samples" => Section::Code,
        "Body parameter" => Section::Body,
        "Parameters" => Section::Parameters,
        "Detailed descriptions" => Section::Details,
        "Enumerated Values" if in_parameters => Section::ParameterEnums,
        "Enumerated Values" => Section::Enums,
        "Example responses" => Section::Examples,
        "Responses" => Section::Responses,
        "Response Schema" => Section::Schema,
        "Response Headers" => Section::Headers,
        _ => return None,
    })
}
