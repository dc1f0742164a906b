//! The one model of an API that everything reads and nothing owns.
