//! What is committed beside the document is as the document says.

#[test]
fn pages_are_fresh() {
    let build = specwright::Build::new("orders.yaml");
    build.docs_in("docs", "github").fresh().unwrap();
}
