//! Makes the module `api` of this crate from its document.

fn main() -> Result<(), specwright::build::Failed> {
    specwright::Build::new("orders.yaml").rust("api").run()
}
