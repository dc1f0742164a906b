//! Makes what is served of the document.

fn main() -> Result<(), specwright::build::Failed> {
    specwright::Build::new("contract.yaml").rust("contract").run()
}
