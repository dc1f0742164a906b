//! What can be said on the command line.

use std::path::PathBuf;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{Args, Parser, Subcommand, ValueEnum};
use specwright::emit::rust;

/// The help in the colours that Cargo's has.
const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

/// Keeps an OpenAPI document, its Rust code and its reference pages in step.
#[derive(Debug, Parser)]
#[command(
    name = "specwright",
    version,
    styles = STYLES,
    max_term_width = 100,
    after_help = "Exit codes: 0 done, and nothing that fails; 1 findings that fail; \
                  2 the command could not be carried out."
)]
pub(crate) struct CommandLine {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[command(flatten)]
    pub(crate) common: Common,
}

/// What every command takes.
#[derive(Debug, Args)]
pub(crate) struct Common {
    /// The configuration; the nearest `specwright.toml` above the input unless given
    #[arg(long, value_name = "FILE", global = true, help_heading = "Common options")]
    pub(crate) config: Option<PathBuf>,
    /// When to colour what is shown
    #[arg(
        long,
        value_name = "WHEN",
        default_value = "auto",
        global = true,
        help_heading = "Common options"
    )]
    pub(crate) color: Color,
    /// Say nothing but what fails
    #[arg(short, long, global = true, help_heading = "Common options")]
    pub(crate) quiet: bool,
    /// Say more
    #[arg(short, long, global = true, conflicts_with = "quiet", help_heading = "Common options")]
    pub(crate) verbose: bool,
}

/// When to colour.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// How findings are shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Format {
    /// Code frames, for a person
    Text,
    /// A line a finding
    Concise,
    /// One JSON value; `specwright explain --schema` has its schema
    Json,
    /// Commands that GitHub shows beside the lines of a pull request
    Github,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// `JUnit` XML, for test reports
    Junit,
}

#[derive(Debug, Args)]
pub(crate) struct Reporting {
    /// How findings are shown
    #[arg(long, value_name = "FORMAT", default_value = "text", help_heading = "Common options")]
    pub(crate) format: Format,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Write everything that `specwright.toml` asks for
    ///
    /// Writes only files that changed, and removes what it generated once and no longer does.
    Generate(Generate),
    /// Say what `generate` would change, and change nothing
    ///
    /// Fails on drift: a stale, missing or orphaned file.
    Check(Generate),
    /// Write reference pages
    Docs(Docs),
    /// Write Rust types and axum server traits
    Rust(Rust),
    /// Find everything that is wrong with documents or pages
    Validate(Validate),
    /// Say what changed between two inputs, and whom it breaks
    ///
    /// Each input is a document, a page, a folder of pages, or a revision of a
    /// file: `main:openapi.json`.
    Diff(Diff),
    /// Say what changed from each version to the next
    Log(Log),
    /// Write reference pages as an OpenAPI document
    Import(Import),
    /// Write a document in another version
    Convert(Convert),
    /// Write a document of many files as one
    Bundle(Bundle),
    /// Print the page of a rule, or the schema of an output
    Explain(Explain),
}

#[derive(Debug, Args)]
pub(crate) struct Generate {
    #[command(flatten)]
    pub(crate) deny: Deny,
    #[command(flatten)]
    pub(crate) reporting: Reporting,
}

#[derive(Debug, Args)]
pub(crate) struct Deny {
    /// Fail on findings of this rule; `unsupported` and `errors` stand for their kind
    #[arg(long, value_name = "RULE")]
    pub(crate) deny: Vec<String>,
}

/// An input, and how far its references may lead.
#[derive(Debug, Args)]
pub(crate) struct Input {
    /// An OpenAPI document, Markdown pages or a folder of pages; `-` is standard input
    #[arg(required = true, value_name = "INPUT")]
    pub(crate) input: Vec<PathBuf>,
    /// References are followed below this folder
    ///
    /// Unless given: the repository that the input is in, else the parent of its folder.
    #[arg(long, value_name = "DIR")]
    pub(crate) root: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Docs {
    #[command(flatten)]
    pub(crate) input: Input,
    /// The folder to write the pages to
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// How the pages look
    #[arg(long, value_name = "STYLE")]
    pub(crate) style: Option<String>,
    /// A setting of the style
    #[arg(long, value_name = "KEY=VALUE", value_parser = setting)]
    pub(crate) set: Vec<(String, String)>,
    #[command(flatten)]
    pub(crate) deny: Deny,
    #[command(flatten)]
    pub(crate) reporting: Reporting,
}

#[derive(Debug, Args)]
pub(crate) struct Rust {
    #[command(flatten)]
    pub(crate) input: Input,
    /// The folder to write the modules to; with `--crate`, the root of the crate
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// Write a whole crate of this name that builds
    #[arg(long = "crate", value_name = "NAME")]
    pub(crate) krate: Option<String>,
    /// With a `main.rs` to start from, which is never written over
    #[arg(long, requires = "krate")]
    pub(crate) server: bool,
    /// Only these operations and the types that they use: an id, `tag:NAME`, a path, or a method and a path
    #[arg(long = "operation", value_name = "SELECTION", value_parser = rust::Selector::read)]
    pub(crate) operations: Vec<rust::Selector>,
    /// A file for each tag, or all in one: `tags` or `one`
    #[arg(long, value_name = "LAYOUT", default_value = "tags", value_parser = <rust::Layout as rust::Word>::read)]
    pub(crate) layout: rust::Layout,
    /// What dates are held by: `jiff`, `chrono`, `time` or `string`
    #[arg(long, value_name = "LIBRARY", default_value = "jiff", value_parser = <rust::Dates as rust::Word>::read)]
    pub(crate) dates: rust::Dates,
    /// Derive this trait too, for every type
    #[arg(long = "derive", value_name = "PATH", value_parser = rust::Derive::read)]
    pub(crate) derives: Vec<rust::Derive>,
    /// Take values as they are: no bounds, lengths, patterns or counts
    #[arg(long)]
    pub(crate) no_validation: bool,
    #[command(flatten)]
    pub(crate) deny: Deny,
    #[command(flatten)]
    pub(crate) reporting: Reporting,
}

#[derive(Debug, Args)]
pub(crate) struct Import {
    /// Markdown pages, scrapes of them, or a folder of pages; `-` is standard input
    #[arg(required = true, value_name = "PAGES")]
    pub(crate) pages: Vec<PathBuf>,
    /// The file to write: YAML or JSON by its name; `-` is standard output, in YAML
    #[arg(short, long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    /// The dialect of the pages; found by looking unless given
    #[arg(long, value_name = "DIALECT")]
    pub(crate) dialect: Option<String>,
    /// The form that a scraper left them in; found by looking unless given
    #[arg(long, value_name = "FORM")]
    pub(crate) form: Option<String>,
    /// Print what was inferred, and what remains unknown
    #[arg(long)]
    pub(crate) report: bool,
    #[command(flatten)]
    pub(crate) deny: Deny,
    #[command(flatten)]
    pub(crate) reporting: Reporting,
}

#[derive(Debug, Args)]
pub(crate) struct Convert {
    #[command(flatten)]
    pub(crate) bundle: Bundle,
    /// The version to write
    ///
    /// Unless given: 2.0 becomes 3.0, 3.0 becomes 3.1, and later versions become 3.0.
    #[arg(long, value_name = "VERSION")]
    pub(crate) to: Option<Version>,
}

/// The versions that can be written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Version {
    /// OpenAPI 3.0
    #[value(name = "3.0")]
    V3_0,
    /// OpenAPI 3.1
    #[value(name = "3.1")]
    V3_1,
}

#[derive(Debug, Args)]
pub(crate) struct Bundle {
    /// An OpenAPI document; `-` is standard input
    #[arg(value_name = "DOCUMENT")]
    pub(crate) document: PathBuf,
    /// The file to write: YAML or JSON by its name; `-` is standard output, in YAML
    #[arg(short, long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    /// References are followed below this folder
    ///
    /// Unless given: the repository that the input is in, else the parent of its folder.
    #[arg(long, value_name = "DIR")]
    pub(crate) root: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) deny: Deny,
    #[command(flatten)]
    pub(crate) reporting: Reporting,
}

#[derive(Debug, Args)]
pub(crate) struct Validate {
    #[command(flatten)]
    pub(crate) input: Input,
    /// Show errors alone
    #[arg(long)]
    pub(crate) errors_only: bool,
    /// Leave out what an earlier run found, of which this is the JSON
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// Make findings of this rule errors
    #[arg(long, value_name = "RULE")]
    pub(crate) deny: Vec<String>,
    /// Make findings of this rule warnings
    #[arg(long, value_name = "RULE")]
    pub(crate) warn: Vec<String>,
    /// Leave findings of this rule out
    #[arg(long, value_name = "RULE")]
    pub(crate) allow: Vec<String>,
    #[command(flatten)]
    pub(crate) reporting: Reporting,
}

#[derive(Debug, Args)]
pub(crate) struct Diff {
    /// What there was: a document, a page, a folder of pages, or a revision of a file
    #[arg(value_name = "OLD")]
    pub(crate) old: PathBuf,
    /// What there is
    #[arg(value_name = "NEW")]
    pub(crate) new: PathBuf,
    /// Print which part of a version must move, on the wire and for the generated crate
    #[arg(long)]
    pub(crate) semver: bool,
    #[command(flatten)]
    pub(crate) judging: Judging,
}

#[derive(Debug, Args)]
pub(crate) struct Log {
    /// The versions, the oldest first
    #[arg(value_name = "INPUT", required_unless_present = "git")]
    pub(crate) input: Vec<PathBuf>,
    /// Take the versions of this file from the history of its repository
    #[arg(long, value_name = "FILE", conflicts_with = "input")]
    pub(crate) git: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) judging: Judging,
}

/// How changes are judged and shown.
#[derive(Debug, Args)]
pub(crate) struct Judging {
    /// What to fail on
    #[arg(long, value_name = "CHANGES", default_value = "breaking")]
    pub(crate) fail_on: FailOn,
    /// A file of changes that were accepted: fingerprints, each with a reason and a last day
    #[arg(long, value_name = "FILE")]
    pub(crate) accepted: Option<PathBuf>,
    /// References are followed below this folder
    ///
    /// Unless given: the repository that the input is in, else the parent of its folder.
    #[arg(long, value_name = "DIR")]
    pub(crate) root: Option<PathBuf>,
    /// How changes are shown
    #[arg(long, value_name = "FORMAT", default_value = "text", help_heading = "Common options")]
    pub(crate) format: ChangeFormat,
}

/// Which changes make a comparison fail.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum FailOn {
    /// Errors and warnings
    Breaking,
    /// What cannot be judged
    Undecided,
    /// Any change that is shown
    Any,
    /// Nothing
    Never,
}

/// How changes are shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum ChangeFormat {
    /// For a person
    Text,
    /// One JSON value; `specwright explain --schema diff` has its schema
    Json,
    /// A changelog, grouped by what a client's author must do
    Markdown,
    /// Commands that GitHub shows beside the lines of a pull request
    Github,
    /// One page that is read in a browser, without a network
    Html,
    /// `JUnit` XML, for test reports
    Junit,
}

#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// The name of a rule, or the id of a change
    ///
    /// Without one, every rule is listed.
    #[arg(value_name = "RULE")]
    pub(crate) name: Option<String>,
    /// Print the JSON Schema of what a command prints with `--format json`
    #[arg(long, value_name = "COMMAND", conflicts_with = "name")]
    pub(crate) schema: Option<Schema>,
}

/// The outputs that have a schema.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Schema {
    /// Of `validate --format json`
    Validate,
    /// Of `diff --format json`
    Diff,
    /// Of `check --format json`
    Check,
}

/// `KEY=VALUE` taken apart.
fn setting(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((key, value)) if !key.is_empty() => Ok((key.to_owned(), value.to_owned())),
        _ => Err("a setting is written as KEY=VALUE".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_has_no_contradictions() {
        super::CommandLine::command().debug_assert();
    }
}
