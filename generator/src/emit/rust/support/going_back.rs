
/// By an engine that goes back, as `regex` cannot look around and back.
fn going_back(pattern: &str) -> Fits {
    let unicode = regress::Regex::with_flags(pattern, "u");
    let regex = unicode.or_else(|_| regress::Regex::new(pattern));
    Box::new(move |text| regex.as_ref().is_ok_and(|it| it.find(text).is_some()))
}
