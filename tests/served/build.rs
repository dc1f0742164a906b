//! Makes what is served of the document.

use specwright::Build;
use specwright::diag::Level;

fn main() -> Result<(), specwright::build::Failed> {
    // What it finds is meant: that such things are served, or refused, is tested.
    Build::new("contract.yaml")
        .level("unsupported-security", Level::Info)
        .level("unroutable-path", Level::Info)
        .rust("contract")
        .run()?;
    Build::new("sequences.yaml").rust("sequences").run()
}
