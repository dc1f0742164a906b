/// Undoes percent-encoding; in forms and queries a plus is a space.
fn decoded(text: &str, plus: bool) -> Cow<'_, str> {
    if !is_encoded(text) {
        return text.into();
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let hex = |at: usize| bytes.get(at).and_then(|it| char::from(*it).to_digit(16));
        at += 1;
        match byte {
            b'+' if plus => out.push(b' '),
            b'%' => match (hex(at), hex(at + 1)) {
                (Some(high), Some(low)) => {
                    out.push((high * 16 + low) as u8);
                    at += 2;
                }
                _ => out.push(b'%'),
            },
            byte => out.push(byte),
        }
    }
    String::from_utf8_lossy(&out).into_owned().into()
}

fn is_encoded(text: &str) -> bool {
    text.bytes().any(|it| matches!(it, b'%' | b'+'))
}

/// What is before the first of an ASCII character, and what is behind it. Texts
/// of requests are short, and a search for longer ones takes time to begin.
fn cut(text: &str, at: u8) -> (&str, Option<&str>) {
    match text.bytes().position(|it| it == at) {
        Some(end) => (&text[..end], Some(&text[end + 1..])),
        None => (text, None),
    }
}

/// The parts of a text between ASCII characters.
fn parts(text: &str, by: u8) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let (part, more) = cut(rest?, by);
        rest = more;
        Some(part)
    })
}

/// The names and values of a query or a form, as they are spelt.
fn raw_pairs(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let pairs = parts(text, b'&').filter(|it| !it.is_empty()).map(|it| cut(it, b'='));
    pairs.map(|(name, value)| (name, value.unwrap_or_default()))
}

/// The value of a pair of this name, which may be marked as a list by `[]`.
fn named<'a>(pair: &'a str, name: &str) -> Option<&'a str> {
    // Most names differ in their first letter.
    let first = pair.bytes().next()?;
    if !matches!(first, b'%' | b'+') && name.bytes().next().is_some_and(|it| it != first) {
        return None;
    }
    if let Some(rest) = pair.strip_prefix(name) {
        let rest = rest.strip_prefix("[]").unwrap_or(rest);
        if rest.is_empty() || rest.starts_with('=') {
            return Some(rest.get(1..).unwrap_or_default());
        }
    }
    if !is_encoded(pair) {
        return None;
    }
    let (key, value) = cut(pair, b'=');
    let key = decoded(key, true);
    (key == name || key.strip_suffix("[]") == Some(name)).then(|| value.unwrap_or_default())
}

/// The names and values of a query or a form.
fn pairs(text: &str) -> Vec<(String, String)> {
    let decoded = |text| decoded(text, true).into_owned();
    raw_pairs(text).map(|(name, value)| (decoded(name), decoded(value))).collect()
}

fn split_pairs(parts: &[String], plain: impl Fn(&str) -> String) -> Vec<(String, String)> {
    let pairs = parts.iter().map(|it| it.split_once('=').unwrap_or((it, "")));
    pairs.map(|(name, value)| (plain(name), plain(value))).collect()
}

/// Names and values as an object; `name[key]` and `name[]` go into it.
fn nested(pairs: &[(String, String)]) -> Value {
    let mut root = Value::Object(serde_json::Map::new());
    for (name, value) in pairs {
        let (first, rest) = match name.find('[') {
            Some(at) if at > 0 && name.ends_with(']') => name.split_at(at),
            _ => (name.as_str(), ""),
        };
        // Nobody means to nest a form deeper than this.
        let steps = rest.split(['[', ']']).filter(|it| !it.is_empty()).take(16);
        put(&mut root, std::iter::once(first).chain(steps), Value::String(value.clone()));
    }
    root
}

/// The part of a query that is under one name.
fn deep(pairs: &[(String, String)], name: &str) -> Option<Value> {
    let mine: Vec<(String, String)> = pairs
        .iter()
        .filter(|it| it.0.strip_prefix(name).is_some_and(|it| it.is_empty() || it.starts_with('[')))
        .cloned()
        .collect();
    let Value::Object(mut map) = nested(&mine) else { return None };
    map.remove(name)
}

/// Puts a value into objects in objects. What comes twice becomes a list.
fn put<'a>(at: &mut Value, mut steps: impl Iterator<Item = &'a str>, value: Value) {
    let Some(step) = steps.next() else {
        match at {
            Value::Null => *at = value,
            Value::Array(all) => all.push(value),
            other => *other = Value::Array(vec![std::mem::take(other), value]),
        }
        return;
    };
    if at.is_null() {
        *at = Value::Object(serde_json::Map::new());
    }
    if let Value::Object(map) = at {
        put_boxed(map.entry(step).or_insert(Value::Null), &mut steps, value);
    }
}

fn put_boxed(at: &mut Value, steps: &mut dyn Iterator<Item = &str>, value: Value) {
    put(at, steps, value);
}
