
/// A text that matches a regular expression of ECMA-262; compiled once a thread.
/// No text takes long: see `PATTERNS`.
pub fn pattern(text: &str, pattern: &'static str) -> Result<(), Invalid> {
    thread_local! {
        // By where the pattern stands: to compare places is quicker than to compare texts.
        static COMPILED: std::cell::RefCell<super::BTreeMap<(*const u8, usize), Compiled>> =
            const { std::cell::RefCell::new(super::BTreeMap::new()) };
    }
    COMPILED.with_borrow_mut(|all| {
        let it = all.entry((pattern.as_ptr(), pattern.len())).or_insert_with(|| Compiled::new(pattern));
        if text.len() > it.most {
            return Err(Invalid::new(format!("must have at most {} bytes to be matched", it.most)));
        }
        let fits = it.all.iter().all(|it| it(text)) && !it.none.iter().any(|it| it(text));
        if fits { Ok(()) } else { Err(Invalid::new(format!("must match the pattern `{pattern}`"))) }
    })
}

/// How a pattern is run that the crate `regex` reads otherwise, or that takes long.
struct Spelt {
    pattern: &'static str,
    /// The most bytes that it is held against.
    most: usize,
    /// What must match, in the words of `regex`; nothing if only an engine that goes back can run it.
    all: &'static [&'static str],
    /// What must not match.
    none: &'static [&'static str],
}

type Fits = Box<dyn Fn(&str) -> bool>;

struct Compiled {
    most: usize,
    all: Vec<Fits>,
    none: Vec<Fits>,
}

impl Compiled {
    fn new(pattern: &'static str) -> Self {
        let each = |all: &[&str]| all.iter().map(|it| linear(it)).collect();
        match PATTERNS.iter().find(|it| it.pattern == pattern) {
            None => Self { most: usize::MAX, all: each(&[pattern]), none: Vec::new() },
            Some(it) if it.all.is_empty() => {
                Self { most: it.most, all: vec![going_back(pattern)], none: Vec::new() }
            }
            Some(it) => Self { most: it.most, all: each(it.all), none: each(it.none) },
        }
    }
}
