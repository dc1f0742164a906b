//! Pages that came through something that mangled them: each form has one
//! small reader that gives the Markdown again, with the way back to the file.

mod places;

#[cfg(test)]
pub(super) use places::Derived;
pub(super) use places::Places;
