//! Jobs carried out in memory, and held against the disk.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::build::allow::{Allowance, allowances};
use crate::build::job::{Emitted, Job, Output};
use crate::build::judge::Judge;
use crate::build::load::{Root, understand};
use crate::build::mirror::Held;
use crate::build::threads::side_by_side;
use crate::build::{Failure, Input, input};
use crate::diag::{Diagnostic, Report};
use crate::diff::{Change, Terms};
use crate::files::{self, Drift, Files, Written};
use crate::ir::Api;
use crate::source::Tree;
use crate::text::Texts;

/// Everything that was made, in memory.
#[derive(Debug, Default)]
pub struct Made {
    /// What was understood of each job's input, in the order of the jobs.
    pub inputs: Vec<Understood>,
    /// What goes where; each folder once, in the order of first mention.
    pub folders: Vec<Folder>,
}

/// What was understood of an input.
#[derive(Debug)]
pub struct Understood {
    /// The path of the input, as a person wrote it.
    pub path: String,
    /// The API, unless the input is none at all.
    pub api: Option<Api>,
    /// Every file that was read.
    pub texts: Texts,
    /// Their trees.
    pub trees: Vec<Arc<Tree>>,
    /// The paths that were opened.
    pub files: Vec<String>,
    /// What is wrong with the input, by place.
    pub found: Vec<Diagnostic>,
    /// What the outputs could not say, by output and place.
    pub gaps: Vec<Diagnostic>,
    /// Whether it is pages, and no document.
    is_pages: bool,
    /// What the input allows itself.
    allowances: Vec<Allowance>,
}

impl Understood {
    /// The changes from this input to another, as [`compare`](super::compare)
    /// tells them; none where one of them is no API.
    pub fn compare(&self, new: &Self, terms: &Terms) -> Vec<Change> {
        match (self.held(), new.held()) {
            (Some(one), Some(two)) => one.compare(two, *terms),
            _ => Vec::new(),
        }
    }

    fn held(&self) -> Option<Held<'_>> {
        let api = self.api.as_ref()?;
        Some(Held { api, files: &self.files, texts: &self.texts })
    }

    /// What was found, and what could not be said.
    pub fn all_found(&self) -> impl Iterator<Item = &Diagnostic> {
        self.found.iter().chain(&self.gaps)
    }
}

/// A folder with everything that goes there.
#[derive(Debug)]
pub struct Folder {
    /// Where it is, as a person wrote it.
    pub out: PathBuf,
    /// What goes there.
    pub emitted: Emitted,
    /// The folder with links resolved, which tells it from others.
    real: PathBuf,
    /// Which output made what.
    pub owners: Vec<Owner>,
}

/// An output, with what it made in one folder.
#[derive(Debug)]
pub struct Owner {
    /// What it is: `rust`, `docs`.
    pub kind: &'static str,
    /// How messages name it.
    pub name: String,
    /// What it made.
    pub files: Files,
}

/// A folder that is not as it should be.
#[derive(Debug)]
pub struct Drifted<'a> {
    /// The folder.
    pub folder: &'a Folder,
    /// Its files that are not as they should be, by path; never none.
    pub drift: Vec<Drift>,
}

/// Reads each input once, and makes all outputs.
///
/// The same on any number of threads. Where one input cannot be read as an API
/// its outputs are missing from the folders: nobody should write these.
///
/// # Errors
/// Where an input cannot be opened, or outputs are in each other's way.
pub fn make(jobs: &[Job], judge: &Judge, threads: NonZeroUsize) -> Result<Made, Failure> {
    let inputs = side_by_side(jobs, threads, |job| read(job, judge));
    let mut inputs = inputs.into_iter().collect::<Result<Vec<_>, _>>()?;

    let work: Vec<(&Job, usize, &Output)> = jobs
        .iter()
        .enumerate()
        .flat_map(|(index, job)| job.outputs.iter().map(move |output| (job, index, output)))
        .collect();
    let results = side_by_side(&work, threads, |&(_, index, output)| {
        let mut report = Report::new();
        let input = inputs.get(index).and_then(|it| Some((it.api.as_ref()?, &it.trees)));
        let emitted = input.map(|(api, trees)| output.emit(api, trees, &mut report));
        let emitted = emitted.unwrap_or_default();
        (emitted, report)
    });

    let mut folders = Folders::default();
    for (&(job, index, output), (emitted, report)) in work.iter().zip(results) {
        if let Some(input) = inputs.get_mut(index) {
            let gaps = judge.settle(report.found, &input.trees, &mut input.allowances);
            input.gaps.extend(gaps);
        }
        folders.add(format!("{} of `{}`", output.kind, job.name), output, emitted)?;
    }
    let folders = folders.finish()?;
    spare_inputs(&inputs, &folders)?;
    Ok(Made { inputs, folders })
}

fn read(job: &Job, judge: &Judge) -> Result<Understood, Failure> {
    let path = job.input.first().map(|it| it.display().to_string()).unwrap_or_default();
    let root = match &job.root {
        Some(folder) => Root::new(folder)?,
        None => Root::of(job.input.first().map_or(Path::new("-"), PathBuf::as_path)),
    };
    let input = input::open(&job.input)?;
    let is_pages = matches!(input, Input::Pages(_));
    let reading = understand(input, &root);
    let mut found = reading.found;
    let (mut allowances, malformed) = allowances(&reading.trees);
    found.extend(malformed);
    let found = judge.settle(found, &reading.trees, &mut allowances);
    let gaps = Vec::new();
    let (api, texts, trees, files) = (reading.api, reading.texts, reading.trees, reading.files);
    Ok(Understood { path, api, texts, trees, files, found, gaps, is_pages, allowances })
}

/// Refuses outputs that would write over what was read. Pages may be written
/// anew where they are.
fn spare_inputs(inputs: &[Understood], folders: &[Folder]) -> Result<(), Failure> {
    let documents = inputs.iter().filter(|it| !it.is_pages);
    let read =
        documents.flat_map(|it| &it.files).filter_map(|it| Path::new(it).canonicalize().ok());
    let read: BTreeSet<PathBuf> = read.collect();
    for folder in folders {
        let all = folder.emitted.files.iter().chain(folder.emitted.once.iter());
        if let Some((path, _)) = all.into_iter().find(|it| read.contains(&folder.real.join(it.0))) {
            let path = folder.out.join(path);
            let message = format!("`{}` would be written, and is an input", path.display());
            return Err(Failure::new(message).help("give the output another name or folder"));
        }
    }
    Ok(())
}

/// Folders as they come together.
#[derive(Default)]
struct Folders {
    order: Vec<Folder>,
    by_place: BTreeMap<PathBuf, usize>,
}

impl Folders {
    fn add(&mut self, name: String, output: &Output, emitted: Emitted) -> Result<(), Failure> {
        let real = resolved(&output.out);
        let index = *self.by_place.entry(real.clone()).or_insert_with(|| {
            let (out, emitted) = (output.out.clone(), Emitted::default());
            self.order.push(Folder { out, emitted, real, owners: Vec::new() });
            self.order.len() - 1
        });
        let Some(folder) = self.order.get_mut(index) else { return Ok(()) };
        for (path, _) in emitted.files.iter().chain(emitted.once.iter()) {
            let other = folder.owners.iter().find(|it| it.files.get(path).is_some());
            if let Some(other) = other {
                return Err(in_the_way(&output.out.join(path), &other.name, &name));
            }
        }
        let refused = |why: files::Refused| Failure::new(format!("{name}: {why}"));
        folder.emitted.files.extend(emitted.files.clone()).map_err(refused)?;
        folder.emitted.once.extend(emitted.once.clone()).map_err(refused)?;
        let mut all = emitted.files;
        all.extend(emitted.once).map_err(refused)?;
        folder.owners.push(Owner { kind: output.kind, name, files: all });
        Ok(())
    }

    /// Folders in folders are fine as long as no file is in both.
    fn finish(self) -> Result<Vec<Folder>, Failure> {
        for outer in &self.order {
            for inner in &self.order {
                let Ok(below) = inner.real.strip_prefix(&outer.real) else { continue };
                if below == Path::new("") {
                    continue;
                }
                let below = below.to_string_lossy().replace('\\', "/");
                for owner in &inner.owners {
                    for (path, _) in owner.files.iter() {
                        let there = format!("{below}/{path}");
                        let other = outer.owners.iter().find(|it| it.files.get(&there).is_some());
                        if let Some(other) = other {
                            return Err(in_the_way(
                                &inner.out.join(path),
                                &other.name,
                                &owner.name,
                            ));
                        }
                    }
                }
            }
        }
        Ok(self.order)
    }
}

fn in_the_way(path: &Path, one: &str, other: &str) -> Failure {
    let message = format!("`{}` would be written twice: by {one}, and by {other}", path.display());
    Failure::new(message).help("give one of them another folder")
}

/// A folder that need not exist, with the links in what does resolved.
fn resolved(folder: &Path) -> PathBuf {
    let whole = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let mut plain = PathBuf::new();
    for step in whole.components() {
        match step {
            std::path::Component::ParentDir => {
                // Above a link is above what it leads to.
                plain = plain.canonicalize().unwrap_or(plain);
                plain.pop();
            }
            step => plain.push(step),
        }
    }
    let there = plain.ancestors().find_map(|it| Some((it, it.canonicalize().ok()?)));
    match there {
        Some((start, real)) => match plain.strip_prefix(start) {
            Ok(rest) if rest != Path::new("") => real.join(rest),
            _ => real,
        },
        None => plain,
    }
}

impl Made {
    /// Whether each input is an API.
    pub fn is_readable(&self) -> bool {
        self.inputs.iter().all(|it| it.api.is_some())
    }

    /// The folders that are not as they should be.
    ///
    /// # Errors
    /// Where a folder cannot be looked at.
    pub fn drift(&self) -> Result<Vec<Drifted<'_>>, files::Error> {
        let mut all = Vec::new();
        for folder in &self.folders {
            let drift = folder.emitted.files.stale(&folder.out)?;
            if !drift.is_empty() {
                all.push(Drifted { folder, drift });
            }
        }
        Ok(all)
    }

    /// Writes what differs, and says for each folder what was done.
    ///
    /// # Errors
    /// Where a file that we did not make is in the way of any of the folders:
    /// nothing is written then. Where the disk refuses.
    pub fn write(&self) -> Result<Vec<(&Folder, Written)>, files::Error> {
        self.refuse_foreign()?;
        let mut all = Vec::new();
        for folder in &self.folders {
            let mut written = folder.emitted.files.write(&folder.out)?;
            folder.write_once(&mut written)?;
            all.push((folder, written));
        }
        Ok(all)
    }

    /// Writes what differs over whatever is there, for a person who named the
    /// folder; keeps no record.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub fn write_over(&self) -> Result<Vec<(&Folder, Written)>, files::Error> {
        let mut all = Vec::new();
        for folder in &self.folders {
            let mut written = folder.emitted.files.write_over(&folder.out)?;
            folder.write_once(&mut written)?;
            all.push((folder, written));
        }
        Ok(all)
    }

    /// Looks at all folders before the first is written.
    fn refuse_foreign(&self) -> Result<(), files::Error> {
        let mut foreign = Vec::new();
        for folder in &self.folders {
            for drift in folder.emitted.files.stale(&folder.out)? {
                if drift.whose == files::Whose::Foreign {
                    let path = folder.out.join(&drift.path);
                    foreign.push(files::Foreign { path, what: "a file" });
                }
            }
        }
        if foreign.is_empty() { Ok(()) } else { Err(files::Error::Foreign(foreign)) }
    }
}

impl Folder {
    fn write_once(&self, written: &mut Written) -> Result<(), files::Error> {
        for (path, text) in self.emitted.once.iter() {
            let to = self.out.join(path);
            let disk = |error| files::Error::Disk { what: "write", path: to.clone(), error };
            if files::write_new(&to, text).map_err(disk)? {
                written.written.push(path.to_owned());
            }
        }
        Ok(())
    }
}
