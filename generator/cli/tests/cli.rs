//! The command as a user meets it: files in, files out, words, exit codes.

#[path = "cli/project.rs"]
mod project;

#[path = "cli/agreement.rs"]
mod agreement;
#[path = "cli/broken.rs"]
mod broken;
#[path = "cli/browser.rs"]
mod browser;
#[path = "cli/changes.rs"]
mod changes;
#[path = "cli/codes.rs"]
mod codes;
#[path = "cli/configuration.rs"]
mod configuration;
#[path = "cli/drift.rs"]
mod drift;
#[path = "cli/formats.rs"]
mod formats;
#[path = "cli/imported.rs"]
mod imported;
#[path = "cli/interrupted.rs"]
mod interrupted;
#[path = "cli/pages.rs"]
mod pages;
#[path = "cli/schema.rs"]
mod schema;
