impl Call {
    /// No operation takes a form in parts.
    async fn parts(&mut self) -> Result<Received, Refusal> {
        Err(Refusal::new(Reason::Unsupported, "forms in parts are not taken"))
    }
}
