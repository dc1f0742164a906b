//! `specwright.toml`: what is asked for, with the place of each word.

mod table;

use std::path::{Path, PathBuf};

use specwright::build::{self, Emitted, Job, Judge, Output, Root};
use specwright::diag::{Level, Report};
use specwright::diff::Day;
use specwright::emit::{docs, rust};
use specwright::files::Files;
use specwright_openapi::{Order, Spelling, document};

use self::table::{At, Table};
use crate::failure::Failure;
use crate::rules;

/// The name of the file.
const NAME: &str = "specwright.toml";

/// What a configuration asks for.
#[derive(Debug)]
pub(crate) struct Config {
    /// The file, as a person would write it from the current folder.
    pub(crate) path: PathBuf,
    /// The APIs, in the order of the file.
    pub(crate) jobs: Vec<Job>,
    /// Which of them must say the same.
    pub(crate) agreements: Vec<Agreement>,
    /// What it says of rules.
    pub(crate) judge: Judge,
}

/// An API that must say the same as another one, as positions in the list.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Agreement {
    /// The one that must.
    pub(crate) api: usize,
    /// The one that counts.
    pub(crate) with: usize,
}

/// The configuration that was named, or the nearest one above `start`.
/// `None` where there is none.
pub(crate) fn find(named: Option<&Path>, start: &Path) -> Result<Option<Config>, Failure> {
    let path = match named {
        Some(path) => Some(path.to_owned()),
        None => nearest(start),
    };
    path.map(|it| read(&it)).transpose()
}

/// The nearest file above a file or folder, with steps upwards as `..` where
/// the start is relative.
fn nearest(start: &Path) -> Option<PathBuf> {
    let real = start.canonicalize().ok()?;
    let folder = if real.is_dir() { real.as_path() } else { real.parent()? };
    let found = folder.ancestors().map(|it| it.join(NAME)).find(|it| it.is_file())?;
    let current = std::env::current_dir().and_then(|it| it.canonicalize()).ok();
    Some(current.map_or_else(|| found.clone(), |current| from(&current, &found)))
}

/// A path as a person would write it from a folder.
fn from(folder: &Path, path: &Path) -> PathBuf {
    for (up, above) in folder.ancestors().enumerate() {
        // More steps up than that are harder to read than the whole path.
        if up > 4 || above.parent().is_none() {
            break;
        }
        if let Ok(rest) = path.strip_prefix(above) {
            return std::iter::repeat_n("..", up).collect::<PathBuf>().join(rest);
        }
    }
    path.to_owned()
}

fn read(path: &Path) -> Result<Config, Failure> {
    let text = build::text_of(path).map_err(Failure::new)?;
    let root = Table::parse(path, &text)?;
    let reader = Reader { folder: path.parent().unwrap_or(Path::new("")), at: &root.at };
    reader.config(path, &root)
}

/// A change that was accepted.
#[derive(Debug)]
pub(crate) struct Accepted {
    /// Which change.
    pub(crate) fingerprint: String,
    /// Why it may be.
    pub(crate) reason: String,
    /// The last day on which it may be; none: for ever.
    pub(crate) until: Option<Day>,
}

/// The changes that a file accepts: a table for each fingerprint, with a
/// `reason`, and `until`, the last day on which that holds.
pub(crate) fn accepted(path: &Path) -> Result<Vec<Accepted>, Failure> {
    let text = build::text_of(path).map_err(Failure::new)?;
    let root = Table::parse(path, &text)?;
    let mut all = Vec::new();
    for (fingerprint, table) in root.tables()? {
        table.only(&["reason", "until"])?;
        let reason = match table.text("reason")? {
            Some((reason, _)) if !reason.trim().is_empty() => reason.to_owned(),
            _ => return Err(table.lacks("reason", "say why the change may be")),
        };
        let until = match table.text("until")? {
            None => None,
            Some((text, at)) => match Day::read(text) {
                Some(day) => Some(day),
                None => {
                    let message = format!("`{text}` is no day");
                    let help = Some("it is written like `\"2026-12-31\"`".to_owned());
                    return Err(root.at.wrong(&at.value, message, help));
                }
            },
        };
        all.push(Accepted { fingerprint: fingerprint.to_owned(), reason, until });
    }
    Ok(all)
}

struct Reader<'a> {
    folder: &'a Path,
    at: &'a At<'a>,
}

impl Reader<'_> {
    fn config(&self, path: &Path, root: &Table<'_>) -> Result<Config, Failure> {
        root.only(&["api", "rules"])?;
        let mut jobs = Vec::new();
        let mut agreements = Vec::new();
        if let Some(apis) = root.table("api")? {
            let tables = apis.tables()?;
            for (name, table) in &tables {
                jobs.push(self.job(name, table)?);
            }
            let names: Vec<&str> = tables.iter().map(|it| it.0).collect();
            for (api, (_, table)) in tables.iter().enumerate() {
                agreements.extend(self.agreement(api, table, &names)?);
            }
        }
        let mut judge = Judge::new();
        if let Some(table) = root.table("rules")? {
            for (name, at) in table.keys() {
                if rules::find(name).is_none() && rules::change(name).is_none() {
                    let near = rules::nearest(name);
                    return Err(self.at.wrong(&at.key, format!("there is no rule `{name}`"), near));
                }
                self.rule(name, &table, &mut judge)?;
            }
        }
        Ok(Config { path: path.to_owned(), jobs, agreements, judge })
    }

    /// `rule = "level"`, or a table with a level and the places where the rule
    /// may be broken, by pointer, each with its reason.
    fn rule(&self, name: &str, rules: &Table<'_>, judge: &mut Judge) -> Result<(), Failure> {
        let table = rules.table_or_text(name)?;
        if let Some(table) = &table {
            table.only(&["level", "allow"])?;
            if let Some(allow) = table.table("allow")? {
                for (pointer, at, reason) in allow.texts()? {
                    if !pointer.is_empty() && !pointer.starts_with('/') {
                        let message = format!("`{pointer}` is no JSON Pointer");
                        let help = "it is written like `/paths/~1users/get`".to_owned();
                        return Err(self.at.wrong(&at.key, message, Some(help)));
                    }
                    if reason.trim().is_empty() {
                        let message = "a permission needs a reason";
                        return Err(self.at.wrong(&at.value, message, None));
                    }
                    judge.allowed.push((name.to_owned(), pointer.to_owned()));
                }
            }
        }
        let level = match &table {
            Some(table) => table.text("level")?,
            None => rules.text(name)?,
        };
        if let Some((value, at)) = level {
            let Some(level) = Level::from_name(value) else {
                let message = format!("`{value}` is not a level");
                let help = Some("it is one of `off`, `info`, `warning`, `error`".to_owned());
                return Err(self.at.wrong(&at.value, message, help));
            };
            judge.levels.set(name, level);
        }
        Ok(())
    }

    /// With which of the APIs one must agree, if it must with any.
    fn agreement(
        &self,
        api: usize,
        table: &Table<'_>,
        names: &[&str],
    ) -> Result<Option<Agreement>, Failure> {
        let Some((name, at)) = table.text("agrees_with")? else { return Ok(None) };
        let wrong = |message: String, help: Option<String>| self.at.wrong(&at.value, message, help);
        match names.iter().position(|it| *it == name) {
            Some(with) if with == api => {
                Err(wrong(format!("`{name}` always agrees with itself"), None))
            }
            Some(with) => Ok(Some(Agreement { api, with })),
            None => {
                let help = match specwright::words::did_you_mean(names.iter().copied(), name) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("describe it in this file: `[api.{name}]`"),
                };
                Err(wrong(format!("there is no API `{name}`"), Some(help)))
            }
        }
    }

    fn job(&self, name: &str, table: &Table<'_>) -> Result<Job, Failure> {
        table.only(&["input", "agrees_with", "root", "rust", "docs", "openapi"])?;
        let input: Vec<PathBuf> =
            table.list("input")?.into_iter().map(|it| self.folder.join(it)).collect();
        if input.is_empty() {
            return Err(table.lacks("input", "name a document, pages, or a folder of pages"));
        }
        let root = table.text("root")?.map(|it| self.folder.join(it.0));
        let source =
            table.list("input")?.into_iter().next().filter(|it| Path::new(it).is_relative());
        let mut outputs = Vec::new();
        if let Some(table) = table.table("rust")? {
            outputs.push(self.rust(&table, source.as_deref())?);
        }
        if let Some(table) = table.table("docs")? {
            outputs.push(self.docs(&table)?);
        }
        if let Some(table) = table.table("openapi")? {
            outputs.push(self.openapi(&table)?);
        }
        Ok(Job { name: name.to_owned(), input, root, outputs })
    }

    /// Where an output goes.
    fn out(&self, table: &Table<'_>) -> Result<PathBuf, Failure> {
        match table.text("out")? {
            Some((out, _)) => Ok(self.folder.join(out)),
            None => Err(table.lacks("out", "name the folder to write to")),
        }
    }

    fn rust(&self, table: &Table<'_>, source: Option<&str>) -> Result<Output, Failure> {
        table.only(&[
            "out",
            "crate",
            "server",
            "operations",
            "layout",
            "dates",
            "derives",
            "validation",
        ])?;
        let crate_name = table.text("crate")?.map(|it| it.0.to_owned());
        let server = table.flag("server")?.unwrap_or_default();
        if server && crate_name.is_none() {
            return Err(table.lacks("crate", "a server needs a crate around it: give it a name"));
        }
        let source = source.map(str::to_owned);
        let settings = rust::Settings {
            crate_name,
            server,
            source,
            operations: self.each(table, "operations", rust::Selector::read)?,
            layout: self.word(table, "layout")?,
            dates: self.word(table, "dates")?,
            derives: self.each(table, "derives", rust::Derive::read)?,
            unchecked: !table.flag("validation")?.unwrap_or(true),
        };
        Ok(Output::rust(self.out(table)?, settings))
    }

    /// A setting that is one of a few words.
    fn word<T: rust::Word + Default>(&self, table: &Table<'_>, key: &str) -> Result<T, Failure> {
        let Some((text, at)) = table.text(key)? else { return Ok(T::default()) };
        T::read(text).map_err(|why| self.at.wrong(&at.value, why, None))
    }

    /// A setting that is a list, each item of which is read by itself.
    fn each<T>(
        &self,
        table: &Table<'_>,
        key: &str,
        read: fn(&str) -> Result<T, String>,
    ) -> Result<Vec<T>, Failure> {
        let all = table.list(key)?;
        let place = table.keys().into_iter().find(|it| it.0 == key).map(|it| it.1.value);
        all.iter()
            .map(|it| {
                read(it).map_err(|why| self.at.wrong(&place.clone().unwrap_or_default(), why, None))
            })
            .collect()
    }

    fn docs(&self, table: &Table<'_>) -> Result<Output, Failure> {
        table.only(&["out", "style", "set"])?;
        let style = match table.text("style")? {
            None => default_style()?,
            Some((name, at)) => match docs::style(name) {
                Some(style) => style,
                None => {
                    return Err(self.at.wrong(&at.value, no_style(name), Some(styles_help(name))));
                }
            },
        };
        let mut set = Vec::new();
        let mut place = None;
        if let Some(table) = table.table("set")? {
            place = Some(table.span.clone());
            for (key, _, value) in table.texts()? {
                set.push((key.to_owned(), value.to_owned()));
            }
        }
        let mut load = |path: &str| build::text_of(&self.folder.join(path));
        let settings = docs::Settings::new(style, &set, &mut load);
        let settings = settings.map_err(|why| match &place {
            Some(place) => self.at.wrong(place, why, None),
            None => Failure::new(why),
        })?;
        Ok(Output::docs(self.out(table)?, style, settings))
    }

    fn openapi(&self, table: &Table<'_>) -> Result<Output, Failure> {
        table.only(&["out"])?;
        let out = self.out(table)?;
        let name = out.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let Some(spelling) = Spelling::from_name(&name) else {
            let (_, at) = table.text("out")?.unwrap_or_default();
            let message = "a document ends with `.json`, `.yaml` or `.yml`";
            return Err(self.at.wrong(&at.value, message, None));
        };
        if let Err(why) = Files::new().insert(&*name, "") {
            let (_, at) = table.text("out")?.unwrap_or_default();
            return Err(self.at.wrong(&at.value, why.to_string(), None));
        }
        let folder = out.parent().unwrap_or(Path::new("")).to_owned();
        Ok(Output::new("openapi", folder, move |api, trees, found: &mut Report| {
            let document = document(api, api.version, &Order::new(trees), found);
            let mut files = Files::new();
            // The printer never refuses what the writer makes, and the name was
            // tried above.
            if let Ok(text) = document.print(spelling) {
                let _ = files.insert(name.clone(), text);
            }
            Emitted { files, once: Files::new() }
        }))
    }
}

/// The style that is meant where none is named.
pub(crate) fn default_style() -> Result<&'static docs::Style, Failure> {
    docs::STYLES.first().copied().ok_or_else(|| Failure::new("this build has no style for pages"))
}

pub(crate) fn no_style(name: &str) -> String {
    format!("there is no style `{name}`")
}

/// What to write in place of the name of a style that there is not.
pub(crate) fn styles_help(name: &str) -> String {
    let names = || docs::STYLES.iter().map(|it| it.name);
    match specwright::words::did_you_mean(names(), name) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("it is one of `{}`", names().collect::<Vec<_>>().join("`, `")),
    }
}

/// What is said of rules where an input is: by the configuration that was
/// named, or the nearest one above it.
pub(crate) fn judge(named: Option<&Path>, input: &Path) -> Result<Judge, Failure> {
    let start = if input == Path::new("-") { Path::new(".") } else { input };
    Ok(find(named, start)?.map(|it| it.judge).unwrap_or_default())
}

/// The root that was named, or that of the input.
pub(crate) fn root(named: Option<&Path>, input: &Path) -> Result<Root, Failure> {
    match named {
        Some(folder) => Ok(Root::new(folder)?),
        None => Ok(Root::of(input)),
    }
}

#[cfg(test)]
mod tests;
