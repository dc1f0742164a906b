//! Each construct of each version, as the dump shows it.

mod corpus;
