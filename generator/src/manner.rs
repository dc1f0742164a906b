//! The dialects that reference pages are written in, one file each: how each
//! rewrites prose, makes anchors and samples and tables, and what it can state.
//!
//! Writing pages and reading them back both ask here, so that they agree.

mod fact;
pub mod github;
mod states;
pub(crate) mod coder;
pub(crate) mod widdershins;

use std::fmt;

pub use fact::{Fact, Stated};

/// A dialect of pages, as far as it is known what its pages can say.
pub struct Manner {
    /// What `--dialect` takes, and `--style` where it is written too.
    pub name: &'static str,
    /// One line, lower case, no full stop.
    pub summary: &'static str,
    /// Whether its pages say a kind of fact.
    pub states: fn(Fact<'_>) -> Stated,
    /// Whether a prose and what its pages show of it are the same, where that
    /// is known exactly.
    pub same_prose: Option<fn(&str, &str) -> bool>,
}

impl fmt::Debug for Manner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Manner({})", self.name)
    }
}

/// Every manner that pages are read in.
pub static MANNERS: &[&Manner] = &[
    &states::CODER,
    &states::WIDDERSHINS,
    &states::SWAGGER_MARKDOWN,
    &states::OPENAPI_GENERATOR,
    &github::MANNER,
];

/// The manner of this name.
pub fn manner(name: &str) -> Option<&'static Manner> {
    MANNERS.iter().copied().find(|it| it.name == name)
}

/// What pages of a manner never say, each in words for a report.
pub fn unknown(manner: &Manner) -> Vec<&'static str> {
    const ASKED: &[(Fact<'_>, &str)] = &[
        (Fact::Info, "title, version, contact and licence of the API"),
        (Fact::Servers, "hosts and protocols of the servers"),
        (Fact::OperationId, "operation ids"),
        (Fact::FurtherTags, "further tags of an operation"),
        (Fact::Deprecated, "what is deprecated"),
        (Fact::SecurityChoices, "which security schemes satisfy an operation"),
        (Fact::FurtherMedia, "media types behind the first"),
        (Fact::ParameterStyle, "how lists in parameters are spelt"),
        (Fact::PropertyFormat("int64"), "formats without a sample value of their own, as int64"),
        (Fact::ItemEnum, "what values the items of a list may have"),
        (Fact::EnumOrder, "the order of listed values"),
        (Fact::Default, "defaults"),
        (Fact::Bound, "bounds and patterns"),
        (Fact::Example, "which sample values were examples"),
        (Fact::Nullable, "what may be null"),
        (Fact::AdditionalAllowed, "whether objects may have further properties"),
        (Fact::Discriminator, "discriminators"),
        (Fact::LinkOrCallback, "links, callbacks and webhooks"),
        (Fact::ExternalDocs, "documentation elsewhere"),
        (Fact::Extension, "extensions"),
    ];
    let never = ASKED.iter().filter(|(fact, _)| (manner.states)(*fact) == Stated::Cannot);
    never.map(|(_, words)| *words).collect()
}
