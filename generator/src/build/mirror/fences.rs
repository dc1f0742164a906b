//! Which lines of a page are code.

/// Goes through the lines of Markdown, and knows which are of fenced code
/// (`CommonMark` 0.31, section 4.5).
#[derive(Debug, Default)]
pub(super) struct Fences {
    /// The mark that ends the code which is open, and how often it must stand.
    open: Option<(u8, usize)>,
}

/// What a line is to fenced code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Line<'a> {
    /// It begins code in this language, which may be none.
    Opens(&'a str),
    /// It is code.
    Code,
    /// It ends code.
    Closes,
    /// It is something else.
    Other,
}

impl Fences {
    /// What the next line is.
    pub(super) fn next<'a>(&mut self, line: &'a str) -> Line<'a> {
        let fence = fence(line);
        match (self.open, fence) {
            (None, Some((mark, count, rest))) => {
                self.open = Some((mark, count));
                Line::Opens(rest.trim())
            }
            (None, None) => Line::Other,
            (Some((mark, least)), Some((same, count, rest)))
                if mark == same && count >= least && rest.trim().is_empty() =>
            {
                self.open = None;
                Line::Closes
            }
            (Some(_), _) => Line::Code,
        }
    }
}

/// The mark of a line that begins or ends code, how often it stands, and what
/// follows it.
fn fence(line: &str) -> Option<(u8, usize, &str)> {
    let text = line.trim_start_matches(' ');
    let mark = *text.as_bytes().first().filter(|it| b"`~".contains(it))?;
    let rest = text.trim_start_matches(char::from(mark));
    let count = text.len() - rest.len();
    // Four blanks make code of another kind, and ticks on one line a word.
    let is_fence = line.len() - text.len() < 4 && count >= 3;
    (is_fence && !(mark == b'`' && rest.contains('`'))).then_some((mark, count, rest))
}

#[cfg(test)]
mod tests {
    use super::{Fences, Line};

    #[test]
    fn code_ends_with_a_fence_like_that_which_it_began_with() {
        let mut fences = Fences::default();
        let mut kinds = "";
        let text = "a\n ```\n~~~\n    ```\n```` x\n````\n~~~~ json\n```\n~~~\n~~~~~\n``` a` b\nz";
        let all: Vec<&str> = text
            .lines()
            .map(|it| match fences.next(it) {
                Line::Opens(language) => {
                    kinds = language;
                    "opens"
                }
                Line::Code => "code",
                Line::Closes => "closes",
                Line::Other => "other",
            })
            .collect();
        let expected = "other opens code code code closes opens code code closes other other";
        assert_eq!(all.join(" "), expected);
        assert_eq!(kinds, "json");
    }
}
