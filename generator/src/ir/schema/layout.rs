use crate::ir::{Id, Schema};

/// What only the layout of a page says of a schema: nothing that JSON Schema
/// asks, but how the source of the page spelt it.
///
/// One page says as much in one table and not in another, so none of it counts
/// where APIs are compared.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Layout {
    /// The lone `allOf` stands for keys right beside a reference, which are
    /// gone where that is replaced by what it leads to.
    pub beside: bool,
    /// Its values are those of a part that stands alone in it, which only rows
    /// of its own take up.
    pub in_part: bool,
    /// Rows of a response, or behind links, say that it may be null; its section
    /// does not.
    pub nullable: bool,
    /// What rows show in its place where references are replaced.
    pub shown_as: Option<Id<Schema>>,
}
