//! Sections of the mirror beside those of the pages, and the lines that differ.

use std::collections::{BTreeMap, BTreeSet};

use crate::build::mirror::fences::{self, Fences};
use crate::build::mirror::lines::common;
use crate::build::mirror::section::{Row, Section, cells, sections};
use crate::emit::docs::plain_name;
use crate::read::pages::PageInput;
use crate::text::{FileId, Span, Texts};

/// A section of the mirror, and the one of the pages that shows the same.
#[derive(Debug)]
pub(super) struct Pair<'a> {
    pub(super) ours: Section<'a>,
    pub(super) theirs: Section<'a>,
    /// The rows that show schemas, where anything differs.
    pub(super) rows: Rows<'a>,
    /// The same of those that show what is in a body.
    pub(super) sent: Rows<'a>,
    /// The lines of the page, with what differs; none where nothing does.
    lines: Vec<Line>,
}

/// A line of a page.
#[derive(Debug)]
struct Line {
    end: usize,
    /// In a table: how deep its row is shown.
    depth: Option<usize>,
    /// The line itself: the mirror has no such line there.
    itself: Option<Difference>,
    /// Lines that the mirror has before it.
    before: Vec<Difference>,
}

/// What the title of parts has before the property that tells them apart.
const TOLD_APART: &str = " - discriminator: ";

/// What kind of line only one side has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Difference {
    /// A part of a sample.
    Sample,
    /// A row of a property that only one side has, one below such a row, or one
    /// that is shown at another depth for it.
    Property,
    /// A row without a name that only one side has, a row of another type, or
    /// the title of a part.
    Part,
    /// The title of parts that a property tells apart.
    Apart,
    /// A row that lists values.
    Values,
    /// Any other.
    Line,
}

/// How far the lines go that may tell of what stands at a place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Reach {
    /// A row and those below it, as far as they are not of a property that only
    /// one side has.
    Row,
    /// The same, as far as they tell what things are made of.
    Part,
    /// All rows, but those of such properties; all prose.
    Rows,
    /// Of those, the rows that list values.
    Values,
    /// All of the section.
    Section,
}

/// The sections that both have. Where one has several of the same, those that
/// stand for each other are not known.
pub(super) fn pairs<'a>(written: &'a [PageInput], pages: &'a Texts) -> Vec<Pair<'a>> {
    let ours = written.iter().filter_map(|it| std::str::from_utf8(&it.bytes).ok());
    let ours = keyed(ours.flat_map(|it| sections(FileId::new(0), it)));
    let mut theirs = keyed(pages.iter().flat_map(|(file, it)| sections(file, &it.text)));
    let both = ours.into_iter().filter_map(|(key, one)| Some(Pair::new(one, theirs.remove(&key)?)));
    let mut pairs: Vec<Pair<'_>> = both.collect();
    pairs.sort_by_key(|it| (it.theirs.at().file, it.theirs.at().start));
    pairs
}

/// Sections by what they are of; those of which there are several are left out.
fn keyed<'a>(all: impl Iterator<Item = Section<'a>>) -> BTreeMap<String, Section<'a>> {
    let mut keyed: BTreeMap<String, Option<Section<'a>>> = BTreeMap::new();
    for it in all {
        let known = keyed.contains_key(&it.key);
        keyed.insert(it.key.clone(), (!known).then_some(it));
    }
    keyed.into_iter().filter_map(|(key, it)| Some((key, it?))).collect()
}

impl<'a> Pair<'a> {
    fn new(ours: Section<'a>, theirs: Section<'a>) -> Self {
        let is_same = ours.text.trim_end() == theirs.text.trim_end();
        if is_same {
            let (rows, sent) = (Rows::default(), Rows::default());
            return Self { ours, theirs, rows, sent, lines: Vec::new() };
        }
        let rows = Rows::new(ours.rows(), theirs.rows());
        let sent = Rows::new(ours.sent(), theirs.sent());
        let lines = compared(&ours, &theirs, &rows);
        Self { ours, theirs, rows, sent, lines }
    }

    /// Whether both are the same, byte for byte.
    pub(super) fn is_same(&self) -> bool {
        self.lines.is_empty()
    }

    /// Whether the page differs in what tells of a place on it.
    pub(super) fn differs_at(&self, at: Span, reach: Reach) -> bool {
        let first = self.lines.iter().position(|it| (at.start as usize) < it.end);
        let Some(first) = first else { return false };
        let row = matches!(reach, Reach::Row | Reach::Part);
        let Some(depth) = self.lines[first].depth.filter(|_| row) else {
            return self.differs(0, self.lines.len(), reach);
        };
        let below = |it: &Line| it.depth.is_none_or(|it| it > depth);
        let count = self.lines[first + 1..].iter().take_while(|it| below(it)).count();
        self.differs(first, first + 1 + count, reach)
    }

    /// Whether either has titles of parts that a property tells apart.
    pub(super) fn has_titles(&self) -> bool {
        [&self.ours, &self.theirs].iter().any(|it| it.text.contains(TOLD_APART))
    }

    /// Whether the page has another title of parts at this place than the mirror;
    /// no answer where there is none of parts that a property tells apart.
    pub(super) fn has_other_title(&self, at: Span) -> Option<bool> {
        let rest = self.theirs.text.get((at.start - self.theirs.at().start) as usize..)?;
        rest.lines().next()?.contains(TOLD_APART).then(|| {
            let line = self.lines.iter().find(|it| (at.start as usize) < it.end);
            line.is_some_and(|it| it.itself.is_some())
        })
    }

    /// Whether the mirror alone has such a title.
    pub(super) fn lacks_title(&self) -> bool {
        self.lines.iter().any(|it| it.before.contains(&Difference::Apart))
    }

    /// Whether a property of this name is in the rows of one side only.
    pub(super) fn has_alone(&self, name: &str) -> bool {
        let is_it = |side: &Side<'_>| {
            let mut alone = side.alone.iter().map(|it| side.rows[*it].bare_name());
            alone.any(|it| it == name)
        };
        is_it(&self.rows.ours) || is_it(&self.rows.theirs)
    }

    /// Whether it differs, and has tables that list values.
    pub(super) fn lists_values(&self) -> bool {
        let lists =
            |it: &Section<'_>| [true, false].iter().any(|sent| !it.values(*sent).is_empty());
        !self.is_same() && (lists(&self.ours) || lists(&self.theirs))
    }

    /// Whether anything that is not a property is made of other parts.
    pub(super) fn differs_in_parts(&self) -> bool {
        self.differs(0, self.lines.len(), Reach::Part)
    }

    /// Whether there are differences among some lines.
    fn differs(&self, from: usize, to: usize, reach: Reach) -> bool {
        let has_rows = self.lines.iter().any(|it| it.depth.is_some());
        let counts = |it: &Difference| match it {
            // Where there are tables, values are listed in those of their own.
            it if reach == Reach::Values && !self.rows.is_empty() => *it == Difference::Values,
            // Pages without tables of schemas show their parts in words.
            Difference::Line | Difference::Values => reach != Reach::Part || self.rows.is_empty(),
            Difference::Part | Difference::Apart => true,
            Difference::Property => reach == Reach::Section,
            // Where there are no rows, a sample is all that is shown.
            Difference::Sample => reach == Reach::Section || !has_rows,
        };
        let itself = self.lines[from..to].iter().filter_map(|it| it.itself.as_ref());
        let before = self.lines.iter().take(to + 1).skip(from + 1).flat_map(|it| &it.before);
        itself.chain(before).any(counts)
    }
}

/// The lines of a page, each with how it differs from the mirror.
fn compared(ours: &Section<'_>, theirs: &Section<'_>, rows: &Rows<'_>) -> Vec<Line> {
    let (known, page) = (plain(ours), plain(theirs));
    let depths = theirs.depths();
    let line = |it: &Plain| Line {
        end: it.start + it.length,
        depth: depths.get(&it.start).copied(),
        itself: None,
        before: Vec::new(),
    };
    let mut lines: Vec<Line> = page.iter().map(line).collect();
    // What follows the last line.
    let end = theirs.at().end as usize;
    lines.push(Line { end, depth: None, itself: None, before: Vec::new() });
    let texts = |it: &[Plain]| it.iter().map(|it| it.text.clone()).collect::<Vec<_>>();
    let (mut at, mut next) = (0, 0);
    let pairs = common(&texts(&known), &texts(&page));
    for (one, two) in pairs.into_iter().chain([(known.len(), page.len())]) {
        let others = known[at..one].iter().filter_map(|it| difference(it, rows, &rows.ours));
        lines[two].before = others.collect();
        for (line, it) in lines[next..two].iter_mut().zip(&page[next..two]) {
            line.itself = difference(it, rows, &rows.theirs);
        }
        (at, next) = (one + 1, two + 1);
    }
    lines
}

/// What it means that only one side has a line, if anything.
fn difference(line: &Plain, rows: &Rows<'_>, side: &Side<'_>) -> Option<Difference> {
    if line.fenced {
        return Some(Difference::Sample);
    }
    let row = side.rows.iter().position(|it| it.at.start as usize == line.start);
    if let Some(row) = row {
        return Some(side.told[row]);
    }
    // Titles, heads and values come and go with the rows of a property.
    let titles = ["continued", "allOf", "and", "anyOf", "or", "oneOf", "xor", "not"];
    let heads = ["|-", "|Property|Value|", "|Property|Value(s)|", "#### Enumerated Values"];
    let text = line.text.trim_matches('*');
    let is_title = titles.contains(&text) || text.contains(TOLD_APART);
    let is_head = heads.contains(&text) || text.contains("|Restrictions|");
    let is_row = text.starts_with('|');
    match text {
        "" => None,
        _ if (is_title || is_head) && rows.has_properties() => None,
        _ if text.contains(TOLD_APART) => Some(Difference::Apart),
        _ if is_title => Some(Difference::Part),
        // Tables of values have two columns at most.
        _ if is_row && text.matches('|').count() <= 3 => {
            let name = plain_name(text.trim_start_matches('|').split('|').next()?);
            // One row lists what all of a name may be: it differs on both sides then.
            let gone = rows.ours.has_gone(&name) || rows.theirs.has_gone(&name);
            Some(if gone { Difference::Property } else { Difference::Values })
        }
        // Rows of other tables: of what is sent, and of responses.
        _ if is_row => Some(Difference::Part),
        _ => Some(Difference::Line),
    }
}

/// The rows of one kind of table in two sections.
#[derive(Default, Debug)]
pub(super) struct Rows<'a> {
    pub(super) ours: Side<'a>,
    pub(super) theirs: Side<'a>,
    /// The positions of those that show the same.
    pub(super) both: Vec<(usize, usize)>,
}

/// The rows of one section.
#[derive(Default, Debug)]
pub(super) struct Side<'a> {
    pub(super) rows: Vec<Row<'a>>,
    /// What it means for each that the other side has no such line.
    told: Vec<Difference>,
    /// The positions of the rows of such properties.
    pub(super) alone: Vec<usize>,
}

impl<'a> Rows<'a> {
    fn new(ours: Vec<Row<'a>>, theirs: Vec<Row<'a>>) -> Self {
        let both = aligned(&ours, &theirs);
        let told = |(one, two): (usize, usize)| {
            let (one, two) = (&ours[one], &theirs[two]);
            match one.cell("Type") == two.cell("Type") {
                _ if one.depth() != two.depth() => Difference::Property,
                true => Difference::Line,
                false => Difference::Part,
            }
        };
        let known = both.iter().map(|&it| (it.0, told(it))).collect();
        let shown = both.iter().map(|&it| (it.1, told(it))).collect();
        let (ours, theirs) = (Side::new(ours, &known), Side::new(theirs, &shown));
        Self { ours, theirs, both }
    }

    fn is_empty(&self) -> bool {
        self.ours.rows.is_empty() && self.theirs.rows.is_empty()
    }

    /// Whether a property is in the rows of one side only.
    pub(super) fn has_properties(&self) -> bool {
        !self.ours.alone.is_empty() || !self.theirs.alone.is_empty()
    }

    /// Whether a row stands elsewhere on the other side.
    pub(super) fn has_moved(&self) -> bool {
        let names = |it: &Side<'_>| -> BTreeSet<String> {
            it.alone.iter().map(|at| it.rows[*at].name.clone()).collect()
        };
        !names(&self.ours).is_disjoint(&names(&self.theirs))
    }
}

impl<'a> Side<'a> {
    /// `matched`: the rows that the other side has, and what it means that they
    /// differ.
    fn new(rows: Vec<Row<'a>>, matched: &BTreeMap<usize, Difference>) -> Self {
        let (mut told, mut alone) = (Vec::with_capacity(rows.len()), Vec::new());
        let mut above: Option<usize> = None;
        for (at, row) in rows.iter().enumerate() {
            let depth = row.depth();
            // What a property holds may be shown no deeper than itself.
            let is_held = !row.is_named() && at > 0 && rows[at - 1].may_hold();
            above = above.filter(|it| *it < depth || *it == depth && is_held);
            if let Some(difference) = matched.get(&at) {
                above = None;
                told.push(*difference);
                continue;
            }
            if above.is_none() && row.is_named() {
                above = Some(depth);
                alone.push(at);
            }
            told.push(if above.is_some() { Difference::Property } else { Difference::Part });
        }
        Self { rows, told, alone }
    }
}

impl Side<'_> {
    /// Whether a row of this name came or went with a property.
    pub(super) fn has_gone(&self, name: &str) -> bool {
        let mut all = self.rows.iter().zip(&self.told);
        all.any(|(row, told)| *told == Difference::Property && row.bare_name() == name)
    }
}

/// Which rows show the same: those that say the same, between them those of the
/// same name, and between these those that say the same at another depth. How
/// deep a row is shown depends on all that stands before it.
fn aligned(ours: &[Row<'_>], theirs: &[Row<'_>]) -> Vec<(usize, usize)> {
    let bare = |it: &Row<'_>| {
        let cells = it.cells.iter().skip(1).copied();
        std::iter::once(it.bare_name()).chain(cells).collect::<Vec<_>>().join("|")
    };
    let stages: [&dyn Fn(&Row<'_>) -> String; 3] =
        [&|it| it.cells.join("|"), &|it| it.name.clone(), &bare];
    let mut both: Vec<(usize, usize)> = Vec::new();
    for stage in stages {
        let texts = |it: &[Row<'_>]| it.iter().map(stage).collect::<Vec<_>>();
        let (known, page) = (texts(ours), texts(theirs));
        let (mut at, mut next) = (0, 0);
        for (one, two) in std::mem::take(&mut both).into_iter().chain([(ours.len(), theirs.len())])
        {
            let close = common(&known[at..one], &page[next..two]);
            both.extend(close.into_iter().map(|it| (it.0 + at, it.1 + next)));
            both.extend((one < ours.len()).then_some((one, two)));
            (at, next) = (one + 1, two + 1);
        }
    }
    both
}

/// A line, without the blanks around cells.
struct Plain {
    start: usize,
    length: usize,
    fenced: bool,
    text: String,
}

/// The lines of a section.
fn plain(section: &Section<'_>) -> Vec<Plain> {
    let mut fences = Fences::default();
    let mut start = section.at().start as usize;
    let line = |line: &str| {
        let text = line.trim_end();
        let within = fences.next(text) != fences::Line::Other;
        let is_rule = |it: &str| it.bytes().all(|it| b"|-: ".contains(&it));
        let text = match text.strip_prefix('|') {
            Some(rule) if !within && is_rule(rule) => "|-".to_owned(),
            Some(_) if !within => format!("|{}|", cells(text).join("|")),
            _ => text.to_owned(),
        };
        start += line.len();
        Plain { start: start - line.len(), length: line.len(), fenced: within, text }
    };
    section.text.split_inclusive('\n').map(line).collect()
}
