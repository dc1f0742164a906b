//! What is asked of the Rust that is written.

use crate::diag::Report;
use crate::ir::{Api, Operation, PathItem};
use crate::words::did_you_mean;

use super::rules;

/// What is asked of the Rust that is written.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The name of the crate; `None`: modules only, for a crate that is there.
    pub crate_name: Option<String>,
    /// Whether the crate gets a program that serves it; only with a name.
    pub server: bool,
    /// What the files say that they were generated from: a path as a person
    /// wrote it, never an absolute one.
    pub source: Option<String>,
    /// The operations that are wanted, and with them the types that they use;
    /// empty: all of them, and all types.
    pub operations: Vec<Selector>,
    /// How the modules lie in files.
    pub layout: Layout,
    /// What dates, and dates with times, are held by.
    pub dates: Dates,
    /// What is derived for every type of its own, beside what always is.
    pub derives: Vec<Derive>,
    /// Whether values are taken as they are: without bounds, lengths, patterns
    /// and counts.
    pub unchecked: bool,
}

/// How the modules lie in files.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Layout {
    /// A file for each tag, and one for what they share.
    #[default]
    Tags,
    /// All in one file.
    One,
}

/// A library that dates, and dates with times, are held by.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Dates {
    /// `jiff::Timestamp` and `jiff::civil::Date`
    #[default]
    Jiff,
    /// `chrono::DateTime<chrono::Utc>` and `chrono::NaiveDate`
    Chrono,
    /// `time::OffsetDateTime` and `time::Date`
    Time,
    /// None: text, as it is sent.
    Text,
}

/// A setting that is one of a few words.
pub trait Word: Copy + 'static {
    /// All of them, by their names.
    const ALL: &'static [(&'static str, Self)];

    /// The one of this name, or else a sentence that says why not.
    fn read(name: &str) -> Result<Self, String> {
        if let Some((_, it)) = Self::ALL.iter().find(|it| it.0 == name) {
            return Ok(*it);
        }
        let names = || Self::ALL.iter().map(|it| it.0);
        Err(match did_you_mean(names(), name) {
            Some(near) => format!("`{name}` is not known here; did you mean `{near}`?"),
            None => {
                let names: Vec<&str> = names().collect();
                format!("`{name}` is not known here; it is one of `{}`", names.join("`, `"))
            }
        })
    }
}

impl Word for Layout {
    const ALL: &'static [(&'static str, Self)] = &[("tags", Self::Tags), ("one", Self::One)];
}

impl Word for Dates {
    const ALL: &'static [(&'static str, Self)] = &[
        ("jiff", Self::Jiff),
        ("chrono", Self::Chrono),
        ("time", Self::Time),
        ("string", Self::Text),
    ];
}

/// A trait to derive: a path of Rust.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Derive(String);

impl Derive {
    /// The path in a text, or else a sentence that says why it is none.
    pub fn read(text: &str) -> Result<Self, String> {
        let plain = |it: &syn::Path| it.segments.iter().all(|it| it.arguments.is_none());
        match syn::parse_str::<syn::Path>(text) {
            Ok(path) if plain(&path) => Ok(Self(text.trim().to_owned())),
            _ => Err(format!("`{text}` is no path of a trait, like `schemars::JsonSchema`")),
        }
    }

    pub(super) fn path(&self) -> Option<syn::Path> {
        syn::parse_str(&self.0).ok()
    }
}

/// Some of the operations.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Selector {
    /// `tag:Users`: those with a tag.
    Tag(String),
    /// `/users/{id}`: those at a path.
    Path(String),
    /// `GET /users/{id}`: the one at a path for a method.
    Route(String, String),
    /// `listUsers`: the one of this id.
    Id(String),
}

impl Selector {
    /// The selection in a text, or else a sentence that says why it is none.
    pub fn read(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if text.is_empty() {
            return Err(
                "a selection is `tag:NAME`, an operation's id, a path, or a method and a path"
                    .into(),
            );
        }
        if let Some(tag) = text.strip_prefix("tag:") {
            return Ok(Self::Tag(tag.trim().to_owned()));
        }
        if text.starts_with('/') {
            return Ok(Self::Path(text.to_owned()));
        }
        Ok(match text.split_once(' ') {
            Some((method, path)) if path.trim_start().starts_with('/') => {
                Self::Route(method.to_uppercase(), path.trim().to_owned())
            }
            _ => Self::Id(text.to_owned()),
        })
    }

    fn takes(&self, operation: &Operation, path: &PathItem) -> bool {
        match self {
            Self::Tag(tag) => operation.tags.iter().any(|it| **it == *tag),
            Self::Path(at) => *path.template == **at,
            Self::Route(method, at) => {
                *path.template == **at && operation.method.name().eq_ignore_ascii_case(method)
            }
            Self::Id(id) => operation.id.as_deref() == Some(id),
        }
    }

    /// What a person meant by a selection that takes nothing, as far as it can be told.
    fn nearest(&self, api: &Api) -> Option<String> {
        let all = || api.operations().map(|(_, it)| it);
        let near = |names: Vec<&str>, name: &str| did_you_mean(names, name).map(str::to_owned);
        match self {
            Self::Tag(tag) => {
                let tags = all().flat_map(|it| it.tags.iter().map(|it| &**it)).collect();
                near(tags, tag).map(|it| format!("tag:{it}"))
            }
            Self::Id(id) => near(all().filter_map(|it| it.id.as_deref()).collect(), id),
            Self::Path(at) | Self::Route(_, at) => {
                near(all().map(|it| &*api[it.path].template).collect(), at)
            }
        }
    }

    fn shown(&self) -> String {
        match self {
            Self::Tag(tag) => format!("tag:{tag}"),
            Self::Path(it) | Self::Id(it) => it.clone(),
            Self::Route(method, path) => format!("{method} {path}"),
        }
    }
}

impl Settings {
    /// Whether an operation is wanted.
    pub(super) fn wants(&self, api: &Api, operation: &Operation) -> bool {
        let path = &api[operation.path];
        self.operations.is_empty() || self.operations.iter().any(|it| it.takes(operation, path))
    }

    /// Tells of selections that take nothing.
    pub(super) fn report(&self, api: &Api, found: &mut Report) {
        for selector in &self.operations {
            if api.operations.iter().any(|(_, it)| selector.takes(it, &api[it.path])) {
                continue;
            }
            let message = format!("no operation is meant by `{}`", selector.shown());
            let finding = found.add(&rules::UNKNOWN_OPERATION, None, message);
            if let Some(near) = selector.nearest(api) {
                finding.help(format!("did you mean `{near}`?"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Dates, Derive, Layout, Selector, Word};

    #[test]
    fn a_selection_says_what_it_means_by_its_look() {
        let all = ["tag: Users", "listUsers", "/users", "get /users/{id}", "a b"];
        let read = all.map(|it| Selector::read(it).expect("a selection").shown());
        assert_eq!(read, ["tag:Users", "listUsers", "/users", "GET /users/{id}", "a b"]);
        assert!(Selector::read("  ").is_err());
    }

    #[test]
    fn a_word_that_is_not_known_is_told_with_the_nearest() {
        let why = Dates::read("cronos").expect_err("it is misspelt");
        assert_eq!(why, "`cronos` is not known here; did you mean `chrono`?");
        let why = Layout::read("folders").expect_err("there is no such layout");
        assert_eq!(why, "`folders` is not known here; it is one of `tags`, `one`");
    }

    #[test]
    fn nothing_but_a_path_is_derived() {
        for bad in ["", "a b", "Eq)] fn pwn() {} #[derive(Eq", "Vec<u8>", "1"] {
            assert!(Derive::read(bad).is_err(), "{bad}");
        }
        assert!(Derive::read("schemars::JsonSchema").is_ok());
    }
}
