//! The way from a derived text back to the text on disk.

use crate::text::Span;

/// A text in the making: stretches of the original, and what was cut away
/// from between them put back.
#[derive(Debug)]
pub(crate) struct Derived<'a> {
    original: &'a str,
    pub(crate) text: String,
    places: Places,
}

/// For each stretch of a derived text where it stands in the original.
#[derive(Debug, Default)]
pub(crate) struct Places(Vec<Stretch>);

#[derive(Clone, Copy, Debug)]
struct Stretch {
    /// Where it begins in the derived text.
    derived: usize,
    /// Where it begins in the original.
    original: usize,
    /// How long it is in the original; 0 for what was put back.
    length: usize,
}

impl<'a> Derived<'a> {
    /// Nothing yet.
    pub(crate) fn new(original: &'a str) -> Self {
        Self {
            original,
            text: String::with_capacity(original.len() * 2),
            places: Places::default(),
        }
    }

    /// Takes over a stretch of the original; an empty text may be anyone's.
    pub(crate) fn keep(&mut self, part: &'a str) {
        let offset = (part.as_ptr() as usize).checked_sub(self.original.as_ptr() as usize);
        let Some(original) = offset.filter(|it| it + part.len() <= self.original.len()) else {
            return self.put(part);
        };
        self.places.0.push(Stretch { derived: self.text.len(), original, length: part.len() });
        self.text.push_str(part);
    }

    /// Puts back what was cut away.
    pub(crate) fn put(&mut self, text: &str) {
        let last = self.places.0.last();
        let original = last.map_or(0, |it| it.original + it.length);
        self.places.0.push(Stretch { derived: self.text.len(), original, length: 0 });
        self.text.push_str(text);
    }

    /// The text, and the way back.
    pub(crate) fn finish(self) -> (String, Places) {
        (self.text, self.places)
    }
}

impl Places {
    /// The place in the original.
    pub(crate) fn original(&self, at: Span) -> Span {
        let start = self.offset(at.start as usize, false);
        let end = self.offset(at.end as usize, true).max(start);
        Span::new(at.file, start, end)
    }

    /// The offset in the original. At a seam, the end of a place belongs to
    /// the stretch before it.
    fn offset(&self, at: usize, is_end: bool) -> usize {
        let after =
            self.0.partition_point(|it| if is_end { it.derived < at } else { it.derived <= at });
        let Some(stretch) = after.checked_sub(1).and_then(|it| self.0.get(it)) else { return 0 };
        stretch.original + (at - stretch.derived).min(stretch.length)
    }
}

#[cfg(test)]
mod tests {
    use super::Derived;
    use crate::text::{FileId, Span};

    #[test]
    fn a_place_leads_back_to_where_it_was_read() {
        let original = "| a |\nb";
        let mut derived = Derived::new(original);
        derived.put("# ");
        derived.keep(&original[2..3]);
        derived.put("\n\n");
        derived.keep(&original[6..7]);
        let (text, places) = derived.finish();
        assert_eq!(text, "# a\n\nb");
        let at = |start, end| places.original(Span::new(FileId::new(0), start, end)).range();
        assert_eq!(at(2, 3), 2..3);
        assert_eq!(at(5, 6), 6..7);
        assert_eq!(at(0, 6), 0..7);
    }
}
