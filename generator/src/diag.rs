//! Findings: what is wrong, where, why, and what to do next.
