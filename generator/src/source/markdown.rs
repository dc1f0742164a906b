//! Markdown pages: a list of blocks that know where they stand.
//!
//! Only the outermost blocks are told apart. What is inside a paragraph, a
//! cell or a list is left as it was written, since pages of reference are read
//! by their spelling: a backtick more or less means something there.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

use crate::text::{FileId, Span};

/// A page as its outermost blocks, in order.
#[derive(Clone, Debug)]
pub struct Page {
    /// The file that it was read from.
    pub file: FileId,
    /// The whole text.
    pub text: Arc<str>,
    /// The blocks.
    pub blocks: Vec<Block>,
}

/// A block: what it is, and where.
#[derive(Clone, Copy, Debug)]
pub struct Block {
    /// From its first mark to the end of its last line, the line end left out.
    pub at: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// The kinds of blocks that pages are made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BlockKind {
    /// `# …` or an underlined line.
    Heading {
        /// From 1.
        level: u8,
        /// What stands between the marks.
        text: Span,
    },
    /// Lines of prose.
    Paragraph,
    /// A fenced block of code.
    Fence {
        /// What stands behind the opening fence.
        info: Span,
        /// The lines between the fences, with the last line end.
        body: Span,
    },
    /// An indented block of code.
    Code,
    /// A table: header, separator, rows. [`Page::rows`] has its cells.
    Table,
    /// `> …`
    Quote,
    /// A list.
    List,
    /// Lines of HTML.
    Html,
    /// `---` as a line across the page.
    Line,
    /// YAML between `---` at the very top.
    FrontMatter,
    /// What else Markdown knows: definitions of links and footnotes, each run
    /// of them.
    Other,
}

/// How the cells of a row are told apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cells {
    /// By each `|` without a `\` before it, as GitHub does.
    Marked,
    /// The same, but not within backticks, counted from the start of the row.
    Quoted,
}

/// A line of a table.
#[derive(Clone, Debug)]
pub struct Row {
    /// The line.
    pub at: Span,
    /// What its cells hold, blanks around it left out.
    pub cells: Vec<Span>,
    /// Whether it has a `|` at both ends.
    pub closed: bool,
}

/// Reads a page. Every text is one.
pub fn parse_markdown(text: Arc<str>, file: FileId) -> Page {
    let mut blocks = Vec::new();
    // Between two lines further below stands a part of the page, not YAML.
    let from = front_matter(&text);
    if from > 0 {
        let at = span(file, &trimmed(&text, 0..from));
        blocks.push(Block { at, kind: BlockKind::FrontMatter });
    }
    let mut depth = 0_usize;
    let events = Parser::new_ext(&text[from..], Options::ENABLE_TABLES).into_offset_iter();
    for (event, range) in events {
        let range = range.start + from..range.end + from;
        match event {
            Event::Start(tag) => {
                if depth == 0 {
                    let at = trimmed(&text, range);
                    blocks.extend(between(&text, file, &blocks, at.start));
                    blocks.push(Block { at: span(file, &at), kind: kind(&text, file, &tag, at) });
                }
                depth += 1;
            }
            Event::End(_) => depth -= 1,
            Event::Rule if depth == 0 => {
                blocks.extend(between(&text, file, &blocks, range.start));
                blocks
                    .push(Block { at: span(file, &trimmed(&text, range)), kind: BlockKind::Line });
            }
            _ => {}
        }
    }
    blocks.extend(between(&text, file, &blocks, text.len()));
    Page { file, text, blocks }
}

/// What stands between the last block and the next one, which Markdown shows
/// nowhere: definitions of links.
fn between(text: &str, file: FileId, blocks: &[Block], to: usize) -> Option<Block> {
    let from = blocks.last().map_or(0, |it| it.at.end as usize);
    let gap = text.get(from..to)?;
    let at = from + gap.len() - gap.trim_start().len();
    let at = trimmed(text, at..to);
    let kind = BlockKind::Other;
    (!at.is_empty()).then(|| Block { at: span(file, &at), kind })
}

/// Where the page begins behind the YAML at its very top; 0 where there is none.
fn front_matter(text: &str) -> usize {
    let mut lines = text.split_inclusive('\n');
    let Some(first) = lines.next().filter(|it| it.trim_end() == "---") else { return 0 };
    let mut at = first.len();
    for (index, line) in lines.enumerate() {
        let bare = line.trim_end();
        // A blank line right below makes it a line across the page.
        if index == 0 && bare.is_empty() {
            return 0;
        }
        at += line.len();
        if bare == "---" || bare == "..." {
            return at;
        }
    }
    0
}

impl Page {
    /// What is written at a place of this page.
    pub fn slice(&self, at: Span) -> &str {
        self.text.get(at.range()).unwrap_or_default()
    }

    /// The lines of a table with their cells: the header first, then the rows.
    /// The separator is left out. Empty for other blocks.
    pub fn rows(&self, block: &Block, cells: Cells) -> Vec<Row> {
        if block.kind != BlockKind::Table {
            return Vec::new();
        }
        let lines = lines(&self.text, block.at.range());
        let rows = lines.enumerate().filter(|(index, _)| *index != 1);
        rows.map(|(_, line)| row(&self.text, self.file, line, cells)).collect()
    }

    /// The cells of one line, wherever it stands.
    pub fn row(&self, line: Span, cells: Cells) -> Row {
        row(&self.text, self.file, line.range(), cells)
    }
}

fn kind(text: &str, file: FileId, tag: &Tag<'_>, at: Range<usize>) -> BlockKind {
    match tag {
        Tag::Heading { level, .. } => {
            BlockKind::Heading { level: *level as u8, text: heading(text, file, at) }
        }
        Tag::Paragraph => BlockKind::Paragraph,
        Tag::CodeBlock(CodeBlockKind::Fenced(_)) => fence(text, file, at),
        Tag::CodeBlock(CodeBlockKind::Indented) => BlockKind::Code,
        Tag::Table(_) => BlockKind::Table,
        Tag::BlockQuote(_) => BlockKind::Quote,
        Tag::List(_) => BlockKind::List,
        Tag::HtmlBlock => BlockKind::Html,
        _ => BlockKind::Other,
    }
}

/// What a heading says: without `#` before and behind, or the underline.
fn heading(text: &str, file: FileId, at: Range<usize>) -> Span {
    let written = &text[at.clone()];
    if !written.starts_with('#') {
        let end = written.rfind('\n').unwrap_or(written.len());
        return span(file, &trimmed(text, at.start..at.start + end));
    }
    let marks = written.len() - written.trim_start_matches('#').len();
    let said = written[marks..].trim();
    let closing = said.trim_end_matches('#');
    // A closing run of `#` counts only behind a blank, or where nothing else stands.
    let said = if closing.is_empty() || closing.ends_with([' ', '\t']) {
        closing.trim_end()
    } else {
        said
    };
    let start = at.start + marks + (written[marks..].len() - written[marks..].trim_start().len());
    Span::new(file, start, start + said.len())
}

/// A fenced block, perhaps without its closing fence.
fn fence(text: &str, file: FileId, at: Range<usize>) -> BlockKind {
    let written = &text[at.clone()];
    let mark = written.chars().next().unwrap_or('`');
    let first = written.find('\n').unwrap_or(written.len());
    let marks = written.len() - written.trim_start_matches(mark).len();
    let info = trimmed(text, at.start + marks.min(first)..at.start + first);
    let lead = text[info.clone()].len() - text[info.clone()].trim_start().len();
    let body = (at.start + first + 1).min(at.end);
    let last = text[body..at.end].rfind('\n').map_or(body, |it| body + it + 1);
    let closing = text[last..at.end].trim();
    let closed = closing.len() >= marks && closing.chars().all(|it| it == mark);
    let end = if closed { last } else { at.end };
    BlockKind::Fence {
        info: Span::new(file, info.start + lead, info.end),
        body: Span::new(file, body, end),
    }
}

/// The lines within a range, line ends left out.
fn lines(text: &str, at: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let mut start = at.start;
    text[at].split('\n').map(move |line| {
        let range = start..start + line.trim_end_matches('\r').len();
        start += line.len() + 1;
        range
    })
}

fn row(text: &str, file: FileId, line: Range<usize>, how: Cells) -> Row {
    let written = &text[line.clone()];
    let mut bars = Vec::new();
    let (mut escaped, mut quoted) = (false, false);
    for (at, byte) in written.bytes().enumerate() {
        match byte {
            b'|' if !(escaped || quoted && how == Cells::Quoted) => bars.push(at),
            // A mark that nothing closes quotes nothing.
            b'`' => quoted = !quoted && written[at + 1..].contains('`'),
            _ => {}
        }
        escaped = byte == b'\\' && !escaped;
    }
    let blank = |range: Range<usize>| written[range].trim().is_empty();
    let opens = bars.first().is_some_and(|&at| blank(0..at));
    let closes = bars.len() > usize::from(opens)
        && bars.last().is_some_and(|&at| blank(at + 1..written.len()));
    let mut edges: Vec<usize> = Vec::with_capacity(bars.len() + 2);
    if !opens {
        edges.push(0);
    }
    let mut cells = Vec::with_capacity(bars.len() + 1);
    let starts = edges.into_iter().chain(bars.iter().map(|it| it + 1));
    let ends = bars.iter().copied().skip(usize::from(opens)).chain(std::iter::once(written.len()));
    for (start, end) in starts.zip(ends) {
        let cell = &written[start..end];
        let lead = cell.len() - cell.trim_start().len();
        let from = line.start + start + lead;
        cells.push(Span::new(file, from, from + cell.trim().len()));
    }
    if closes {
        cells.pop();
    }
    Row { at: span(file, &line), cells, closed: opens && closes }
}

/// A range without the blanks and line ends behind it.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    range.start..range.start + text[range.clone()].trim_end().len()
}

fn span(file: FileId, range: &Range<usize>) -> Span {
    Span::new(file, range.start, range.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(text: &str) -> Page {
        parse_markdown(text.into(), FileId::new(0))
    }

    fn told(text: &str) -> Vec<String> {
        let page = page(text);
        let tell = |it: &Block| match it.kind {
            BlockKind::Heading { level, text } => format!("h{level} {}", page.slice(text)),
            BlockKind::Fence { info, body } => {
                format!("fence [{}] {:?}", page.slice(info), page.slice(body))
            }
            kind => format!("{kind:?} {:?}", page.slice(it.at)),
        };
        page.blocks.iter().map(tell).collect()
    }

    #[test]
    fn the_outermost_blocks_are_told_apart() {
        let text = "---\na: 1\n---\n\n# One #\n\nTwo\n===\n\nprose\nmore\n\n> quote\n\n- item\n  - item\n\n---\n\n<h3 id=\"x\">Three</h3>\n";
        insta::assert_debug_snapshot!(told(text), @r#"
        [
            "FrontMatter \"---\\na: 1\\n---\"",
            "h1 One",
            "h1 Two",
            "Paragraph \"prose\\nmore\"",
            "Quote \"> quote\"",
            "List \"- item\\n  - item\"",
            "Line \"---\"",
            "Html \"<h3 id=\\\"x\\\">Three</h3>\"",
        ]
        "#);
    }

    #[test]
    fn definitions_of_links_are_blocks_however_often_they_stand_there() {
        let told = told("a [1]\n\n[1]: b\n[2]: c\n\n# D\n\n[1]: b\n");
        let all = ["Paragraph \"a [1]\"", "Other \"[1]: b\\n[2]: c\"", "h1 D", "Other \"[1]: b\""];
        assert_eq!(told, all);
    }

    #[test]
    fn only_the_top_of_a_page_is_front_matter() {
        let told = told("---\na: 1\n---\nb\n\n---\n## c\nd\n\n---\n");
        assert_eq!(
            told,
            [
                "FrontMatter \"---\\na: 1\\n---\"",
                "Paragraph \"b\"",
                "Line \"---\"",
                "h2 c",
                "Paragraph \"d\"",
                "Line \"---\""
            ]
        );
    }

    #[test]
    fn a_fence_has_its_language_and_its_lines() {
        assert_eq!(told("```json\n{}\n```\n"), ["fence [json] \"{}\\n\""]);
        assert_eq!(told("~~~~ a b\n~~~\n~~~~\n"), ["fence [a b] \"~~~\\n\""]);
        assert_eq!(told("```\n\n```\n"), ["fence [] \"\\n\""]);
        assert_eq!(told("```json\n{"), ["fence [json] \"{\""]);
        assert_eq!(told("```"), ["fence [] \"\""]);
    }

    #[test]
    fn a_table_has_cells_that_know_where_they_stand() {
        let page = page("|A|B|\n|---|---|\n|`a|b`|c \\| d|\n| |x|\n");
        let cells = |how| {
            let rows = page.rows(&page.blocks[0], how);
            let cells =
                |it: &Row| it.cells.iter().map(|&at| page.slice(at).to_owned()).collect::<Vec<_>>();
            rows.iter().map(cells).collect::<Vec<_>>()
        };
        assert_eq!(cells(Cells::Quoted), [vec!["A", "B"], vec!["`a|b`", "c \\| d"], vec!["", "x"]]);
        assert_eq!(
            cells(Cells::Marked),
            [vec!["A", "B"], vec!["`a", "b`", "c \\| d"], vec!["", "x"]]
        );
    }

    #[test]
    fn a_row_may_lack_its_outer_bars() {
        let page = page("a | b\n--|--\nc | d\ne\n");
        let rows = page.rows(&page.blocks[0], Cells::Marked);
        let closed: Vec<_> = rows.iter().map(|it| (it.cells.len(), it.closed)).collect();
        assert_eq!(closed, [(2, false), (2, false), (1, false)]);
    }

    #[test]
    fn no_text_is_too_strange() {
        for text in [
            "", "|", "#", "# ", "#\n", "```\u{0}", "\r\n\r\n", "|a|\n|-|", "> ", "é\n=", "\t\tx",
            "---\n",
        ] {
            let page = page(text);
            for block in &page.blocks {
                page.rows(block, Cells::Quoted);
            }
        }
    }
}
