//! Text taken apart into a tree of nodes that know where they stand.
