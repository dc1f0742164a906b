//! Small schemas and their shapes.
