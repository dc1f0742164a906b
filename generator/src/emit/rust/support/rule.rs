/// What is asked of a value as a whole, which its type does not say. A rule
/// that speaks of one sort of values holds for all others.
#[derive(Debug)]
pub enum Rule {
    /// It is of one of these types of JSON.
    Is(&'static [&'static str]),
    /// It is one of these values, each as JSON.
    In(&'static [&'static str]),
    /// A text has so many characters.
    Length(usize, usize),
    /// A text matches a regular expression.
    Matches(&'static str),
    /// A number is not less.
    AtLeast(f64),
    /// A number is more.
    Above(f64),
    /// A number is not more.
    AtMost(f64),
    /// A number is less.
    Below(f64),
    /// A number is a multiple.
    Times(f64),
    /// A list has so many items.
    Items(usize, usize),
    /// The item at a place in a list, if it is there.
    At(usize, &'static [Rule]),
    /// Each item of a list from a place on.
    Each(usize, &'static [Rule]),
    /// So many items of a list keep these rules.
    Contains(usize, usize, &'static [Rule]),
    /// A list has no item twice.
    Unique,
    /// An object has so many fields.
    Fields(usize, usize),
    /// An object has these fields.
    Has(&'static [&'static str]),
    /// If an object has the one field, it has the others.
    Needs(&'static str, &'static [&'static str]),
    /// If an object has a field, it keeps these rules.
    With(&'static str, &'static [Rule]),
    /// The value of a field, if it is there.
    Under(&'static str, &'static [Rule]),
    /// The values of all fields with names that match.
    Like(&'static str, &'static [Rule]),
    /// The values of all fields but those of these names and patterns.
    Others(&'static [&'static str], &'static [&'static str], &'static [Rule]),
    /// The name of each field.
    Named(&'static [Rule]),
    /// At least one of several.
    Any(&'static [&'static [Rule]]),
    /// Exactly one of several.
    One(&'static [&'static [Rule]]),
    /// These are not kept.
    Not(&'static [Rule]),
    /// Where the first are kept, so are the second, and else the third.
    If(&'static [Rule], &'static [Rule], &'static [Rule]),
    /// There is no such value.
    Never,
}

/// Holds a value against rules.
pub fn keep(rules: &[Rule], value: &Value, source: &Source) -> Result<(), Invalid> {
    rules.iter().try_for_each(|it| it.ask(value, source))
}

/// Holds a value that was made in Rust against rules.
pub fn keep_typed<T: Serialize>(rules: &[Rule], it: &T) -> Result<(), Invalid> {
    let value = serde_json::to_value(it).map_err(|why| Invalid::new(why.to_string()))?;
    keep(rules, &value, &Source::json())
}

impl Rule {
    fn ask(&self, value: &Value, source: &Source) -> Result<(), Invalid> {
        let keeps = |rules: &[Self]| keep(rules, value, source).is_ok();
        let list = || value.as_array().map(Vec::as_slice).unwrap_or_default();
        let fields = || value.as_object().into_iter().flatten();
        let has = |name: &str| value.get(name).is_some();
        match self {
            Self::Is(types) => holds(types.iter().any(|it| is_of(it, value, source)), || {
                format!("must be of type {}", types.join(" or "))
            }),
            Self::In(all) => holds(all.iter().any(|it| is_json(it, value, source)), || {
                format!("must be one of `{}`", all.join("`, `"))
            }),
            Self::Length(min, max) => value.as_str().map_or(Ok(()), |it| check::length(it, *min, *max)),
            Self::Matches(pattern) => {
                let fits = value.as_str().is_none_or(|it| is_like(it, pattern));
                holds(fits, || format!("must match the pattern `{pattern}`"))
            }
            Self::AtLeast(bound) => number(value, source).map_or(Ok(()), |it| check::at_least(&it, *bound)),
            Self::Above(bound) => number(value, source).map_or(Ok(()), |it| check::above(&it, *bound)),
            Self::AtMost(bound) => number(value, source).map_or(Ok(()), |it| check::at_most(&it, *bound)),
            Self::Below(bound) => number(value, source).map_or(Ok(()), |it| check::below(&it, *bound)),
            Self::Times(of) => number(value, source).map_or(Ok(()), |it| check::multiple_of(&it, *of)),
            Self::Items(min, max) => value.as_array().map_or(Ok(()), |it| check::count(it.len(), *min, *max)),
            Self::At(at, rules) => list().get(*at).map_or(Ok(()), |it| {
                keep(rules, it, source).map_err(|why| why.within(at))
            }),
            Self::Each(from, rules) => list().iter().enumerate().skip(*from).try_for_each(|(at, it)| {
                keep(rules, it, source).map_err(|why| why.within(at))
            }),
            Self::Contains(min, max, rules) => {
                let count = list().iter().filter(|it| keep(rules, it, source).is_ok()).count();
                let fits = !value.is_array() || (*min..=*max).contains(&count);
                holds(fits, || format!("must have {} such as are asked for", span(*min, *max, "items")))
            }
            Self::Unique => {
                let mut seen = BTreeSet::new();
                let fits = list().iter().all(|it| seen.insert(it.to_string()));
                holds(fits, || "must have no item twice".to_owned())
            }
            Self::Fields(min, max) => {
                let fits = value.as_object().is_none_or(|it| (*min..=*max).contains(&it.len()));
                holds(fits, || format!("must have {}", span(*min, *max, "fields")))
            }
            Self::Has(names) => match names.iter().find(|it| value.is_object() && !has(it)) {
                Some(name) => Err(Invalid::new("is missing").within(name)),
                None => Ok(()),
            },
            Self::Needs(name, others) => match others.iter().find(|it| has(name) && !has(it)) {
                Some(other) => Err(Invalid::new(format!("is missing beside `{name}`")).within(other)),
                None => Ok(()),
            },
            Self::With(name, rules) => if has(name) { keep(rules, value, source) } else { Ok(()) },
            Self::Under(name, rules) => value.get(name).map_or(Ok(()), |it| {
                keep(rules, it, source).map_err(|why| why.within(name))
            }),
            Self::Like(pattern, rules) => fields().filter(|it| is_like(it.0, pattern)).try_for_each(|(name, it)| {
                keep(rules, it, source).map_err(|why| why.within(name))
            }),
            Self::Others(names, patterns, rules) => fields()
                .filter(|it| !names.contains(&it.0.as_str()) && !patterns.iter().any(|like| is_like(it.0, like)))
                .try_for_each(|(name, it)| match rules {
                    // Names that nobody asked for are the sender's, and not repeated.
                    [Self::Never] => Err(Invalid::new("must have no fields but those that are known")),
                    rules => keep(rules, it, source).map_err(|why| why.within(name)),
                }),
            Self::Named(rules) => fields().try_for_each(|it| {
                let named = keep(rules, &Value::String(it.0.clone()), source);
                named.map_err(|why| Invalid::new(format!("has a field with a name that {}", why.detail)))
            }),
            Self::Any(all) => {
                holds(all.iter().any(|it| keeps(it)), || "must be one of the alternatives".to_owned())
            }
            Self::One(all) => holds(all.iter().filter(|it| keeps(it)).count() == 1, || {
                "must be exactly one of the alternatives".to_owned()
            }),
            Self::Not(rules) => holds(!keeps(rules), || "must not be what is ruled out".to_owned()),
            Self::If(when, then, otherwise) => keep(if keeps(when) { then } else { otherwise }, value, source),
            Self::Never => Err(Invalid::new("must not be there")),
        }
    }
}

fn holds(it: bool, asked: impl FnOnce() -> String) -> Result<(), Invalid> {
    if it { Ok(()) } else { Err(Invalid::new(asked())) }
}

/// A range of counts in words.
fn span(min: usize, max: usize, of: &str) -> String {
    match (min, max) {
        (min, usize::MAX) => format!("at least {min} {of}"),
        (0, max) => format!("at most {max} {of}"),
        (min, max) => format!("{min} to {max} {of}"),
    }
}

fn is_like(text: &str, pattern: &'static str) -> bool {
    check::pattern(text, pattern).is_ok()
}

fn number(value: &Value, source: &Source) -> Option<f64> {
    let scalar = value.is_number() || source.text && value.is_string();
    scalar.then(|| f64::decode(value.clone(), source).ok()).flatten()
}

fn is_json(json: &str, value: &Value, source: &Source) -> bool {
    serde_json::from_str(json).is_ok_and(|it: Value| is_same(&it, value, source))
}

fn is_of(name: &str, value: &Value, source: &Source) -> bool {
    match name {
        "null" => <()>::suits(value, source).is_some(),
        "boolean" => bool::suits(value, source).is_some(),
        "integer" => integer(value, source).is_some(),
        "number" => number(value, source).is_some(),
        "string" => value.is_string(),
        "array" => value.is_array() || source.text,
        _ => value.is_object(),
    }
}
