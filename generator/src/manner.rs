//! The dialects that reference pages are written in, one file each: how each
//! rewrites prose, makes anchors and samples and tables, and what it can state.
