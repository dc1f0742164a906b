//! A Markdown page, taken apart into its sections and fences.

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

/// What stands between one heading and the next.
pub struct Section {
    /// The headings that lead here, outermost first, joined by ` > `.
    pub title: String,
    /// The line of the heading, from 1.
    pub line: usize,
    /// The fenced blocks, in order.
    pub fences: Vec<Fence>,
}

/// A fenced block of code.
#[derive(Clone, Debug)]
pub struct Fence {
    /// The line of the opening fence, from 1.
    pub line: usize,
    /// The first word after the fence: `yaml`, `json`, `rust`, …
    pub language: String,
    /// The second word: the name of the file that the block is.
    pub file: Option<String>,
    /// What stands between the fences, with a newline at the end of each line.
    pub text: String,
}

impl Fence {
    /// The lines of the text, each with its line on the page.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().zip(self.line + 1..).map(|(text, line)| (line, text))
    }
}

/// The sections of a page in order, those without a fence left out.
pub fn sections(markdown: &str) -> Vec<Section> {
    let starts = line_starts(markdown);
    let line_of = |offset: usize| starts.partition_point(|start| *start <= offset);

    let mut headings: Vec<String> = Vec::new();
    let mut sections = vec![Section { title: String::new(), line: 1, fences: Vec::new() }];
    let mut heading: Option<String> = None;
    let mut fence: Option<Fence> = None;

    for (event, at) in Parser::new(markdown).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                // A level that was jumped over has no title.
                headings.resize(level as usize - 1, String::new());
                heading = Some(String::new());
            }
            Event::End(TagEnd::Heading(_)) => {
                headings.push(heading.take().unwrap_or_default());
                let named: Vec<&str> =
                    headings.iter().map(String::as_str).filter(|it| !it.is_empty()).collect();
                let title = named.join(" > ");
                sections.push(Section { title, line: line_of(at.start), fences: Vec::new() });
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                let mut words = info.split_whitespace();
                fence = Some(Fence {
                    line: line_of(at.start),
                    language: words.next().unwrap_or_default().to_owned(),
                    file: words.next().map(str::to_owned),
                    text: String::new(),
                });
            }
            Event::End(TagEnd::CodeBlock) => {
                if let (Some(fence), Some(section)) = (fence.take(), sections.last_mut()) {
                    section.fences.push(fence);
                }
            }
            Event::Text(text) | Event::Code(text) => {
                if let Some(fence) = &mut fence {
                    fence.text.push_str(&text);
                } else if let Some(heading) = &mut heading {
                    heading.push_str(&text);
                }
            }
            _ => {}
        }
    }
    sections.retain(|section| !section.fences.is_empty());
    sections
}

/// The offset at which each line starts.
fn line_starts(text: &str) -> Vec<usize> {
    std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::sections;

    const PAGE: &str = "\
# Reading

Prose, and `code` that is no fence.

## A `$ref` to *nowhere*

```yaml
a: 1

b: 2
```

- in a list

  ```rust types.rs
  struct A;
  ```

## Nothing here

# Writing

```` markdown page.md
# Not a heading
```shell
inner
```
````
";

    #[test]
    fn headings_open_sections_and_fences_keep_their_lines() {
        let found = sections(PAGE);
        let shown: Vec<_> = found.iter().map(|it| (it.title.as_str(), it.line)).collect();
        assert_eq!(shown, [("Reading > A $ref to nowhere", 5), ("Writing", 21)]);

        let fence = &found[0].fences[0];
        assert_eq!((fence.line, fence.language.as_str(), &fence.file), (7, "yaml", &None));
        assert_eq!(fence.lines().collect::<Vec<_>>(), [(8, "a: 1"), (9, ""), (10, "b: 2")]);
    }

    #[test]
    fn a_fence_in_a_list_loses_its_indent() {
        let fence = &sections(PAGE)[0].fences[1];
        assert_eq!(fence.file.as_deref(), Some("types.rs"));
        assert_eq!(fence.lines().collect::<Vec<_>>(), [(16, "struct A;")]);
    }

    #[test]
    fn a_longer_fence_holds_shorter_ones() {
        let fence = &sections(PAGE)[1].fences[0];
        assert_eq!(fence.file.as_deref(), Some("page.md"));
        assert_eq!(fence.text, "# Not a heading\n```shell\ninner\n```\n");
    }

    #[test]
    fn a_page_without_headings_has_one_nameless_section() {
        let found = sections("```yaml\na: 1\n```\n");
        assert_eq!((found.len(), found[0].title.as_str()), (1, ""));
    }
}
