
/// A regular expression of ECMA-262, ready to be run. No text takes long: see `PATTERNS`.
pub struct Pattern {
    spelt: &'static str,
    most: usize,
    all: Vec<Fits>,
    none: Vec<Fits>,
}

type Fits = Box<dyn Fn(&str) -> bool>;

impl Pattern {
    /// Compiles one of those that are asked for.
    pub fn new(spelt: &'static str) -> Self {
        let each = |all: &[&str]| all.iter().map(|it| linear(it)).collect();
        match PATTERNS.iter().find(|it| it.pattern == spelt) {
            None => Self { spelt, most: usize::MAX, all: each(&[spelt]), none: Vec::new() },
            Some(it) if it.all.is_empty() => {
                Self { spelt, most: it.most, all: vec![going_back(spelt)], none: Vec::new() }
            }
            Some(it) => Self { spelt, most: it.most, all: each(it.all), none: each(it.none) },
        }
    }

    /// Finds it in a text.
    pub fn find(&self, text: &str) -> Result<(), Invalid> {
        if text.len() > self.most {
            return Err(Invalid::new(format!("must have at most {} bytes to be matched", self.most)));
        }
        let fits = self.all.iter().all(|it| it(text)) && !self.none.iter().any(|it| it(text));
        if fits { Ok(()) } else { Err(Invalid::new(format!("must match the pattern `{}`", self.spelt))) }
    }
}

/// A text that matches a pattern, which is compiled once a thread.
pub fn pattern(text: &str, pattern: &'static str) -> Result<(), Invalid> {
    thread_local! {
        // By where the pattern stands: to compare places is quicker than to compare texts.
        static COMPILED: std::cell::RefCell<super::BTreeMap<(*const u8, usize), Pattern>> =
            const { std::cell::RefCell::new(super::BTreeMap::new()) };
    }
    COMPILED.with_borrow_mut(|all| {
        all.entry((pattern.as_ptr(), pattern.len())).or_insert_with(|| Pattern::new(pattern)).find(text)
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
