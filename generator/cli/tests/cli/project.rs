//! A project of a user, in a folder of its own.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A document without a fault.
pub(crate) const UNITS: &str = "openapi: 3.0.3
info:
  title: Units
  version: '1.0'
  description: What is measured in what.
  contact: {email: units@example.com}
  license: {name: MIT}
servers:
  - url: https://units.example
security: []
tags:
  - name: units
    description: The units.
paths:
  /units:
    get:
      operationId: listUnits
      summary: List units
      tags: [units]
      responses:
        '200':
          description: All of them.
          content:
            application/json:
              schema:
                type: array
                items:
                  $ref: '#/components/schemas/Unit'
        '400':
          description: The request makes no sense.
  /units/{unit}:
    get:
      operationId: getUnit
      summary: Get a unit
      tags: [units]
      parameters:
        - name: unit
          in: path
          required: true
          schema:
            type: string
      responses:
        '200':
          description: The unit.
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/Unit'
        '404':
          description: There is no such unit.
components:
  schemas:
    Unit:
      type: object
      required: [id]
      properties:
        id:
          type: string
        name:
          type: string
";

/// The same, with two operations that have no tag.
pub(crate) fn untagged() -> String {
    let declared = "tags:\n  - name: units\n    description: The units.\n";
    UNITS.replace("      tags: [units]\n", "").replace(declared, "")
}

/// What is asked of it.
pub(crate) const CONFIGURATION: &str = r#"[api.units]
input = "spec/units.yaml"

[api.units.rust]
out = "generated/src"

[api.units.docs]
out = "generated/docs"
style = "coder"

[api.units.openapi]
out = "generated/openapi/units.json"
"#;

pub(crate) struct Project(TempDir);

/// How a run of the command ended.
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Project {
    /// Nothing but a place that is its own repository.
    pub(crate) fn empty() -> Self {
        let project = Self(tempfile::tempdir().expect("a temporary folder can be made"));
        project.put(".git/HEAD", "ref: refs/heads/main\n");
        project
    }

    /// A document, and a configuration that asks for everything.
    pub(crate) fn new() -> Self {
        let project = Self::empty();
        project.put("spec/units.yaml", UNITS);
        project.put("specwright.toml", CONFIGURATION);
        project
    }

    /// The same after a first `generate`.
    pub(crate) fn generated() -> Self {
        let project = Self::new();
        let ran = project.run(&["generate"]);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        project
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    #[expect(clippy::disallowed_methods, reason = "a test makes its own world")]
    pub(crate) fn put(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("below the project")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    #[expect(clippy::disallowed_methods, reason = "a test makes its own world")]
    pub(crate) fn get(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|why| panic!("{path}: {why}"))
    }

    pub(crate) fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.get(path);
        assert!(text.contains(from), "{path} has no {from}");
        self.put(path, text.replacen(from, to, 1));
    }

    pub(crate) fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).unwrap_or_else(|why| panic!("{path}: {why}"));
    }

    pub(crate) fn exists(&self, path: &str) -> bool {
        self.path(path).exists()
    }

    /// Every file below a folder with its bytes.
    pub(crate) fn files(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        let mut all = BTreeMap::new();
        collect(&self.path(folder), self.0.path(), &mut all);
        all
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_specwright"));
        command.args(arguments).current_dir(self.0.path()).stdin(Stdio::null());
        for name in ["NO_COLOR", "CLICOLOR_FORCE", "SPECWRIGHT_THREADS", "OUT_DIR"] {
            command.env_remove(name);
        }
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        Ran::from(self.command(arguments).output().expect("the command starts"))
    }

    pub(crate) fn run_with_input(&self, arguments: &[&str], input: &str) -> Ran {
        self.put("stdin", input);
        let input = fs::File::open(self.path("stdin")).expect("it was just written");
        let output = self.command(arguments).stdin(input).output();
        Ran::from(output.expect("the command starts"))
    }
}

impl From<Output> for Ran {
    fn from(it: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("what is said is UTF-8");
        let (out, err) = (text(it.stdout), text(it.stderr));
        assert!(!err.contains("panicked"), "{err}");
        Self { code: it.status.code(), out, err }
    }
}

fn collect(folder: &Path, base: &Path, all: &mut BTreeMap<String, Vec<u8>>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, base, all);
        } else {
            let name = path.strip_prefix(base).expect("below").to_string_lossy().into_owned();
            all.insert(name, fs::read(&path).expect("a file"));
        }
    }
}
