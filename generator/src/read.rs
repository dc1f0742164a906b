//! Documents and pages into the IR.
