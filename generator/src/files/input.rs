//! What is read.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

/// The largest input that is read, in bytes: 1 GiB. It keeps an endless file
/// (a device, a pipe that never closes) from filling the memory.
pub const LARGEST: u64 = 1 << 30;

/// How many folders deep [`list`] looks.
const DEEPEST: usize = 64;

/// All bytes of a file, or of standard input where the path is `-`.
///
/// Errs as opening and reading do, and with [`io::ErrorKind::FileTooLarge`]
/// past [`LARGEST`].
pub fn read(path: &Path) -> io::Result<Vec<u8>> {
    if path == Path::new("-") {
        return read_all(io::stdin().lock());
    }
    let file = File::open(path)?;
    if file.metadata()?.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    read_all(file)
}

fn read_all(from: impl io::Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}

/// The files in a folder and in the folders below it, sorted, each with the
/// path of the folder in front. What begins with a dot is left out, and links
/// to folders are not followed.
pub fn list(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    list_into(folder, DEEPEST, &mut found)?;
    found.sort();
    Ok(found)
}

fn list_into(folder: &Path, deep: usize, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            continue;
        }
        let path = entry.path();
        if entry.file_type()?.is_dir() {
            if deep > 0 {
                list_into(&path, deep - 1, found)?;
            }
        } else if path.is_file() {
            found.push(path);
        }
    }
    Ok(())
}
