//! Inputs read, with every file that they refer to and none beyond.

use std::path::{Path, PathBuf};

use crate::build::Failure;
use crate::build::input::{Input, Page, reason};
use crate::files;
use crate::read::pages::{PageInput, PageOptions};
use crate::read::{self, LoadError, Reading};

/// The folder below which references are followed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Root(PathBuf);

impl Root {
    /// This folder; links in it are resolved.
    ///
    /// # Errors
    /// Where it is not a folder, or cannot be opened.
    pub fn new(folder: &Path) -> Result<Self, Failure> {
        let shown = folder.display();
        match folder.canonicalize() {
            Ok(it) if it.is_dir() => Ok(Self(it)),
            Ok(_) => Err(Failure::new(format!("the root `{shown}` is not a folder"))),
            Err(why) => {
                Err(Failure::new(format!("cannot open the root `{shown}`: {}", reason(&why))))
            }
        }
    }

    /// The repository that an input is in, else the parent of its folder.
    /// Standard input is in the current folder.
    pub fn of(input: &Path) -> Self {
        let input = if input == Path::new("-") { Path::new("./-") } else { input };
        let folder = input.parent().filter(|it| *it != Path::new("")).unwrap_or(Path::new("."));
        // A link to a document stands for the document.
        let real = input.canonicalize().ok().and_then(|it| it.parent().map(Path::to_owned));
        let Some(real) = real.or_else(|| folder.canonicalize().ok()) else {
            return Self(folder.to_owned());
        };
        let repository = real.ancestors().find(|it| it.join(".git").exists());
        Self(repository.or(real.parent()).unwrap_or(&real).to_owned())
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.0
    }

    /// The bytes of a file that a reference names, if it is below this folder.
    /// Links are resolved first, so none leads out.
    pub(super) fn load(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        if path.contains('\0') {
            return Err(LoadError::Refused("its name holds a zero byte".to_owned()));
        }
        let real = match Path::new(path).canonicalize() {
            Ok(real) => real,
            // Whether a file outside exists is not for a document to learn.
            Err(_) if self.is_beyond(path) => return Err(LoadError::Outside),
            Err(why) => return Err(LoadError::Missing(reason(&why))),
        };
        if !real.starts_with(&self.0) {
            return Err(LoadError::Outside);
        }
        // Devices and pipes may never end.
        if !real.is_file() {
            return Err(LoadError::Refused("it is not a file".to_owned()));
        }
        files::read(&real).map_err(|why| LoadError::Missing(reason(&why)))
    }

    /// Whether a path that does not exist would be outside, going by its steps.
    fn is_beyond(&self, path: &str) -> bool {
        let Ok(path) = std::path::absolute(path) else { return true };
        let mut plain = PathBuf::new();
        for step in path.components() {
            match step {
                std::path::Component::ParentDir => {
                    plain.pop();
                }
                std::path::Component::CurDir => {}
                step => plain.push(step),
            }
        }
        // Some part of it exists; that part may be a link.
        let there = plain.ancestors().find_map(|it| it.canonicalize().ok().map(|real| (it, real)));
        let Some((start, real)) = there else { return true };
        let rest = plain.strip_prefix(start).unwrap_or(Path::new(""));
        !real.join(rest).starts_with(&self.0)
    }
}

/// Reads an input.
pub fn understand(input: Input, root: &Root) -> Reading {
    understand_as(input, root, &PageOptions::default())
}

/// Reads an input; pages in the dialect and the form that are named.
pub fn understand_as(input: Input, root: &Root, options: &PageOptions) -> Reading {
    match input {
        Input::Document(page) => {
            let path = written(&page.path);
            read::document(&path, page.bytes, &mut |path| root.load(path))
        }
        Input::Pages(pages) => {
            let folder = pages.iter().find_map(|it| it.folder.as_deref()).map(written);
            let page = |it: Page| PageInput { path: written(&it.path), bytes: it.bytes };
            let mut reading = read::pages::pages(pages.into_iter().map(page).collect(), options);
            if let Some(api) = &mut reading.api {
                api.folder = folder.map(Into::into);
            }
            reading
        }
    }
}

/// A path with `/` between its steps, as references have it.
fn written(path: &Path) -> String {
    let path = path.to_string_lossy();
    if cfg!(windows) { path.replace('\\', "/") } else { path.into_owned() }
}
