//! Text taken apart into a tree of nodes that know where they stand.

/// Stand-in.
#[derive(Clone, Debug)]
pub struct Value;
