
/// A text that matches an ECMA-262 regular expression; compiled once a thread.
pub fn pattern(text: &str, pattern: &'static str) -> Result<(), Invalid> {
    thread_local! {
        static COMPILED: std::cell::RefCell<super::BTreeMap<&'static str, Option<regress::Regex>>> =
            const { std::cell::RefCell::new(super::BTreeMap::new()) };
    }
    let compile = || {
        let unicode = regress::Regex::with_flags(pattern, "u");
        unicode.or_else(|_| regress::Regex::new(pattern)).ok()
    };
    let fits = COMPILED.with_borrow_mut(|all| {
        let regex = all.entry(pattern).or_insert_with(compile);
        regex.as_ref().is_none_or(|it| it.find(text).is_some())
    });
    if fits { Ok(()) } else { Err(Invalid::new(format!("must match the pattern `{pattern}`"))) }
}
