
/// No pattern allows that.
fn linear(_: &str) -> Fits {
    Box::new(|_| false)
}
