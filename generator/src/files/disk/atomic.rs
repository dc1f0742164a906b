//! Files that appear whole or not at all.

use std::fs::{self, File, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};
use std::{process, thread};

use super::Error;
use crate::files::record::TEMPORARY;

/// How long we wait for another run to finish with the same folder.
const PATIENCE: Duration = Duration::from_secs(30);

/// Makes a single file hold these bytes; answers whether it had to be written.
///
/// For a file that a person names: a link is followed, and the folder created
/// if need be. A device or a pipe is written to as it is.
pub fn write_file(path: &Path, bytes: impl AsRef<[u8]>) -> io::Result<bool> {
    let bytes = bytes.as_ref();
    let Ok(kind) = fs::metadata(path) else {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        return replace(path, bytes).map(|()| true);
    };
    if !kind.is_file() {
        return File::options().write(true).open(path)?.write_all(bytes).map(|()| true);
    }
    let file = fs::canonicalize(path)?;
    if kind.len() == bytes.len() as u64 && fs::read(&file)? == bytes {
        return Ok(false);
    }
    replace(&file, bytes).map(|()| true)
}

/// Makes a new file with these bytes; answers whether it did, for what is
/// there already is left as it is.
pub fn write_new(path: &Path, bytes: impl AsRef<[u8]>) -> io::Result<bool> {
    match fs::symlink_metadata(path) {
        Ok(_) => Ok(false),
        Err(error) if error.kind() == io::ErrorKind::NotFound => write_file(path, bytes),
        Err(error) => Err(error),
    }
}

/// Puts bytes at a path, in one step for all who look: they are written to a
/// temporary file beside it, which then takes its name.
/// A crash of the machine, not of the program, may still lose them.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|it| *it != Path::new("")).unwrap_or(Path::new("."));
    let (temporary, mut file) = create_temporary(folder)?;
    let filled = file.write_all(bytes).and_then(|()| match fs::symlink_metadata(path) {
        Ok(old) if old.is_file() => file.set_permissions(old.permissions()),
        _ => Ok(()),
    });
    drop(file);
    let renamed = filled.and_then(|()| fs::rename(&temporary, path));
    if renamed.is_err() {
        // The first failure is the one to report.
        let _ = fs::remove_file(&temporary);
    }
    renamed
}

fn create_temporary(folder: &Path) -> io::Result<(PathBuf, File)> {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    loop {
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let path = folder.join(format!("{TEMPORARY}{}-{number}", process::id()));
        match File::create_new(&path) {
            Ok(file) => return Ok((path, file)),
            // Left by a process that had our number once.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
}

/// The right to write to a folder, until it is dropped.
pub(super) struct Lock(Option<File>);

/// Waits for the right to write to a folder.
///
/// The folder itself is locked, so that nothing is left behind. Where a system
/// cannot lock folders everyone goes ahead: each file is still whole.
pub(super) fn lock(dir: &Path) -> Result<Lock, Error> {
    let Ok(folder) = File::open(dir) else { return Ok(Lock(None)) };
    let start = Instant::now();
    loop {
        match folder.try_lock() {
            Ok(()) => return Ok(Lock(Some(folder))),
            Err(TryLockError::Error(_)) => return Ok(Lock(None)),
            Err(TryLockError::WouldBlock) if start.elapsed() > PATIENCE => {
                return Err(Error::Busy(dir.to_owned()));
            }
            Err(TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(5)),
        }
    }
}

impl Lock {
    /// Clears a folder of temporary files that nobody is writing any more.
    /// Without a lock only old ones are certain to be such.
    pub(super) fn clean(&self, folder: &Path) {
        let Ok(entries) = fs::read_dir(folder) else { return };
        for entry in entries.flatten() {
            let is_ours = entry.file_name().as_encoded_bytes().starts_with(TEMPORARY.as_bytes());
            if is_ours && (self.0.is_some() || is_old(&entry)) {
                // What cannot be removed now is tried again by the next run.
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

fn is_old(entry: &fs::DirEntry) -> bool {
    let changed = entry.metadata().and_then(|it| it.modified());
    let age = changed.ok().and_then(|it| it.elapsed().ok());
    age.is_some_and(|it| it > Duration::from_hours(1))
}
