//! The shelf of rules. `cargo xtask new-rule NAME` adds to it.

use specwright::validate::Check;

mod untagged_operation;

/// Every rule of taste, by name.
pub static CHECKS: &[&Check] = &[&untagged_operation::CHECK];
