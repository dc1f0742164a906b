//! For a `build.rs`, and for a test that generated code is fresh.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fmt};

use crate::build::made::{Made, Understood, make};
use crate::build::{Failure, Job, Judge, Output, threads};
use crate::diag::{Diagnostic, Level};
use crate::emit::{docs, rust};
use crate::files::{self, State};
use crate::words;

/// The variable that turns [`Build::fresh`] into [`Build::run`].
const UPDATE: &str = "SPECWRIGHT_UPDATE";

/// Makes Rust and reference pages of an API.
///
/// In a `build.rs`, where paths are relative to the package:
///
/// ```no_run
/// fn main() -> Result<(), specwright::build::Failed> {
///     specwright::Build::new("spec/members.yaml").rust("members").run()
/// }
/// ```
///
/// and in the crate, which then has a module `members`:
///
/// ```ignore
/// include!(concat!(env!("OUT_DIR"), "/members.rs"));
/// ```
///
/// Code that is committed is kept fresh by a test:
///
/// ```no_run
/// #[test]
/// fn generated_code_is_fresh() {
///     let build = specwright::Build::new("spec/members.yaml");
///     build.rust_in("src/api").docs_in("docs", "github").fresh().unwrap();
/// }
/// ```
#[derive(Clone, Debug)]
#[must_use = "nothing is done until `run` or `fresh` is called"]
pub struct Build {
    input: Vec<PathBuf>,
    root: Option<PathBuf>,
    outputs: Vec<Wanted>,
    deny: Vec<String>,
    judge: Judge,
}

#[derive(Clone, Debug)]
enum Wanted {
    /// A module of this name below `OUT_DIR`.
    Module(String),
    Rust {
        out: PathBuf,
    },
    Docs {
        out: PathBuf,
        style: String,
        set: Vec<(String, String)>,
    },
}

/// Why nothing, or not everything, is as it should be: the text for a person.
/// Its `Debug` is the same text, for `unwrap` and for a `main` that returns it.
#[derive(Clone, PartialEq, Eq)]
pub struct Failed(String);

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Failed {}

impl From<Failure> for Failed {
    fn from(it: Failure) -> Self {
        Self(it.to_string())
    }
}

impl From<files::Error> for Failed {
    fn from(it: files::Error) -> Self {
        Self(it.to_string())
    }
}

impl Build {
    /// Makes nothing yet of this input: an OpenAPI document.
    pub fn new(input: impl Into<PathBuf>) -> Self {
        Self {
            input: vec![input.into()],
            root: None,
            outputs: Vec::new(),
            deny: Vec::new(),
            judge: Judge::new(),
        }
    }

    /// Follows references below this folder, in place of the repository that
    /// the input is in.
    pub fn root(mut self, folder: impl Into<PathBuf>) -> Self {
        self.root = Some(folder.into());
        self
    }

    /// Writes Rust to `OUT_DIR`, where Cargo wants what a `build.rs` makes, as
    /// a module that `include!` takes in; its name is spelt as Rust has it.
    pub fn rust(mut self, module: impl AsRef<str>) -> Self {
        self.outputs.push(Wanted::Module(words::rust_module(module.as_ref())));
        self
    }

    /// Writes Rust to a folder, to be committed. Its `lib.rs` is the root of a
    /// crate, or a module that is taken in with `#[path = "…/lib.rs"]`.
    pub fn rust_in(mut self, folder: impl Into<PathBuf>) -> Self {
        self.outputs.push(Wanted::Rust { out: folder.into() });
        self
    }

    /// Writes reference pages to a folder, in a style of
    /// [`STYLES`](docs::STYLES); [`set`](Self::set) sets what it can be told.
    pub fn docs_in(mut self, folder: impl Into<PathBuf>, style: impl Into<String>) -> Self {
        let (out, style) = (folder.into(), style.into());
        self.outputs.push(Wanted::Docs { out, style, set: Vec::new() });
        self
    }

    /// Sets something for the pages that were asked for last. A file that is
    /// named as a value is relative to the package.
    pub fn set(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        if let Some(Wanted::Docs { set, .. }) =
            self.outputs.iter_mut().rev().find(|it| matches!(it, Wanted::Docs { .. }))
        {
            set.push((key.into(), value.into()));
        }
        self
    }

    /// Sets how much a rule matters.
    pub fn level(mut self, rule: impl Into<String>, level: Level) -> Self {
        self.judge.levels.set(rule, level);
        self
    }

    /// Fails on findings of a rule; `unsupported` and `errors` stand for their
    /// kind.
    pub fn deny(mut self, rule: impl Into<String>) -> Self {
        self.deny.push(rule.into());
        self
    }

    /// Writes what differs. Under Cargo it also says which files were read, so
    /// that it runs again when one of them changes, and shows what was found
    /// as warnings.
    ///
    /// # Errors
    /// Where the input is no API, nothing is written; where a denied rule has
    /// findings, everything is. Where a file cannot be read or written.
    #[expect(clippy::print_stdout, reason = "that is how a build script speaks to Cargo")]
    pub fn run(&self) -> Result<(), Failed> {
        let under_cargo = env::var_os("OUT_DIR").is_some();
        let say = |told: &str| {
            if under_cargo {
                println!("{}", warning(told));
            } else {
                eprintln!("{told}");
            }
        };
        let (jobs, settings) = self.jobs()?;
        let made = make(&jobs, &self.judge, threads());
        if under_cargo {
            let read = made.as_ref().map(|it| it.inputs.as_slice()).unwrap_or_default();
            print!("{}", self.directives(read, &settings));
        }
        let made = made?;
        if !made.is_readable() {
            return Err(unreadable(&made));
        }
        for input in &made.inputs {
            let shown = input.all_found().filter(|it| it.level >= Level::Warning);
            shown.for_each(|it| say(&line(it, input)));
        }
        for (folder, written) in made.write()? {
            for edited in written.edited {
                let path = folder.out.join(&edited.path);
                say(&format!("`{}` had been edited by hand, and was written over", path.display()));
            }
        }
        for wanted in &self.outputs {
            if let Wanted::Module(name) = wanted {
                write_door(name)?;
            }
        }
        self.refuse_denied(&made)
    }

    /// Whether all files are as [`run`](Self::run) would write them.
    /// With `SPECWRIGHT_UPDATE=1` in the environment, writes them instead.
    ///
    /// # Errors
    /// Where one is not, naming each with its state. As [`run`](Self::run).
    pub fn fresh(&self) -> Result<(), Failed> {
        if env::var_os(UPDATE).is_some_and(|it| it != "0" && !it.is_empty()) {
            return self.run();
        }
        let (jobs, _) = self.jobs()?;
        let made = make(&jobs, &self.judge, threads())?;
        if !made.is_readable() {
            return Err(unreadable(&made));
        }
        let mut text = String::new();
        for drifted in made.drift()? {
            for drift in &drifted.drift {
                let path = drifted.folder.out.join(&drift.path);
                let state = match drift.state {
                    State::Stale => "stale",
                    State::Missing => "missing",
                    State::Orphan => "orphan",
                };
                let _ = writeln!(text, "{state}: {}", path.display());
            }
        }
        if text.is_empty() {
            return self.refuse_denied(&made);
        }
        let _ = write!(text, "run the test again with {UPDATE}=1 to bring them up to date");
        Err(Failed(format!("generated files are not fresh\n{text}")))
    }

    /// The work, and the files that settings named.
    fn jobs(&self) -> Result<(Vec<Job>, Vec<String>), Failure> {
        let mut read = Vec::new();
        let mut outputs = Vec::new();
        for wanted in &self.outputs {
            outputs.push(match wanted {
                Wanted::Module(name) => Output::rust(out_dir()?.join(name), self.rust_settings()),
                Wanted::Rust { out } => Output::rust(out, self.rust_settings()),
                Wanted::Docs { out, style, set } => {
                    let style = docs::style(style).ok_or_else(|| unknown_style(style))?;
                    let mut load = |path: &str| {
                        read.push(path.to_owned());
                        super::text_of(Path::new(path))
                    };
                    let settings = docs::Settings::new(style, set, &mut load);
                    Output::docs(out, style, settings.map_err(Failure::new)?)
                }
            });
        }
        let name = self.input.first().map(|it| it.display().to_string()).unwrap_or_default();
        let (input, root) = (self.input.clone(), self.root.clone());
        Ok((vec![Job { name, input, root, outputs }], read))
    }

    fn rust_settings(&self) -> rust::Settings {
        let source = self.input.first().filter(|it| it.is_relative());
        let source = source.map(|it| it.to_string_lossy().replace('\\', "/"));
        rust::Settings { source, ..rust::Settings::default() }
    }

    fn refuse_denied(&self, made: &Made) -> Result<(), Failed> {
        let input = made.inputs.first();
        let found = input.into_iter().flat_map(|it| {
            let gap = |gap: bool| move |finding| (finding, gap);
            it.found.iter().map(gap(false)).chain(it.gaps.iter().map(gap(true)))
        });
        let denied: Vec<&Diagnostic> = found
            .filter(|(it, gap)| self.deny.iter().any(|deny| super::denies(deny, it, *gap)))
            .map(|it| it.0)
            .collect();
        match (denied.is_empty(), input) {
            (false, Some(input)) => Err(Failed(plain(&denied, input))),
            _ => Ok(()),
        }
    }

    /// Says to Cargo when to run a build script again.
    pub(super) fn directives(&self, inputs: &[Understood], settings: &[String]) -> String {
        let mut text = String::new();
        let own = self.input.iter().map(|it| it.to_string_lossy().into_owned());
        let read = inputs.iter().flat_map(|it| it.files.iter().cloned());
        let mut paths: Vec<String> = own.chain(read).chain(settings.iter().cloned()).collect();
        paths.sort_unstable();
        paths.dedup();
        for path in paths {
            // A line end in a name would be a directive of its own. Without
            // the line Cargo runs us too seldom; with its folder, too often.
            let safe = Path::new(&path)
                .ancestors()
                .find(|it| !it.to_string_lossy().contains(char::is_control))
                .map(|it| it.to_string_lossy().into_owned())
                .filter(|it| !it.is_empty());
            let _ = writeln!(text, "cargo::rerun-if-changed={}", safe.as_deref().unwrap_or("."));
        }
        text
    }
}

fn out_dir() -> Result<PathBuf, Failure> {
    env::var_os("OUT_DIR").map(PathBuf::from).ok_or_else(|| {
        Failure::new("there is no `OUT_DIR` to write Rust to")
            .help("call this from a `build.rs`, or name a folder with `rust_in`")
    })
}

/// Writes the file that `include!` takes in. The module's own root has inner
/// attributes, which may not be taken in like that.
fn write_door(name: &str) -> Result<(), Failed> {
    let out = out_dir()?;
    let root = out.join(name).join("lib.rs");
    let root = root.to_str().ok_or_else(|| Failure::new("`OUT_DIR` is not UTF-8"))?;
    let door = out.join(format!("{name}.rs"));
    // What a crate asks of its own code is not asked of what nobody edits.
    let allowed = "warnings, clippy::all, clippy::pedantic, clippy::restriction, clippy::nursery";
    let text = format!(
        "/// Generated by specwright.\n#[allow({allowed}, reason = \"it is generated\")]\n\
         #[path = {root:?}]\npub mod {name};\n"
    );
    match files::write_file(&door, text) {
        Ok(_) => Ok(()),
        Err(error) => Err(files::Error::Disk { what: "write", path: door, error }.into()),
    }
}

/// A line that Cargo shows; a line end in it would be a directive of its own.
pub(super) fn warning(text: &str) -> String {
    let text: String = text.chars().map(|it| if it.is_control() { ' ' } else { it }).collect();
    format!("cargo::warning={text}")
}

fn unreadable(made: &Made) -> Failed {
    let Some(input) = made.inputs.iter().find(|it| it.api.is_none()) else {
        return Failed("the input cannot be read".to_owned());
    };
    let found: Vec<&Diagnostic> =
        input.found.iter().filter(|it| it.level == Level::Error).collect();
    let text = plain(&found, input);
    Failed(format!("`{}` cannot be read as an API; nothing was written\n{text}", input.path))
}

fn unknown_style(name: &str) -> Failure {
    let known: Vec<_> = docs::STYLES.iter().map(|it| format!("`{}`", it.name)).collect();
    Failure::new(format!("there is no style `{name}`"))
        .help(format!("it is one of {}", known.join(", ")))
}

/// Findings as plain text, with the line that each is about.
fn plain(found: &[&Diagnostic], input: &Understood) -> String {
    let mut text = String::new();
    for it in found {
        let _ = writeln!(text, "{}", line(it, input));
        if let Some(place) = it.at.and_then(|at| Some((at, input.texts.get(at.file)?))) {
            let (at, file) = place;
            let shown: String =
                file.line_text(file.line(at.start)).trim().chars().take(100).collect();
            let _ = writeln!(text, "    {shown}");
        }
        if let Some(help) = &it.help {
            let _ = writeln!(text, "  help: {help}");
        }
    }
    text
}

fn line(it: &Diagnostic, input: &Understood) -> String {
    let (level, rule, message) = (it.level.name(), it.rule.name, &it.message);
    match it.at {
        Some(at) => format!("{}: {level}[{rule}]: {message}", input.texts.place(at)),
        None => format!("{}: {level}[{rule}]: {message}", input.path),
    }
}
