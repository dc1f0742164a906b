/// Where the values of a path template are in a path, by their names.
pub type Captured = Vec<(&'static str, std::ops::Range<usize>)>;

/// Finds the values of a path template in an address.
pub fn captures(template: &'static str, uri: &axum::http::Uri) -> Option<Captured> {
    whole_parts(template, uri.path()).or_else(|| any_parts(template, uri))
}

/// The same, where each value reaches to the next slash, and all else is spelt
/// as in the template: so it mostly is.
fn whole_parts(template: &'static str, path: &str) -> Option<Captured> {
    let (mut all, mut template, mut at) = (Vec::new(), template, 0);
    loop {
        let (literal, value) = cut(template, b'{');
        let given = path.get(at..)?.strip_prefix(literal)?;
        let Some(value) = value else { return given.is_empty().then_some(all) };
        let (name, Some(after)) = cut(value, b'}') else { return None };
        let length = cut(given, b'/').0.len();
        if length == 0 || !after.is_empty() && !after.starts_with('/') {
            return None;
        }
        at += literal.len();
        all.push((name, at..at + length));
        (template, at) = (after, at + length);
    }
}

fn any_parts(template: &'static str, uri: &axum::http::Uri) -> Option<Captured> {
    let end = template.bytes().position(|it| matches!(it, b'?' | b'#'));
    let (template, rest) = template.split_at(end.unwrap_or(template.len()));
    // A query in the template must be there as it stands.
    if let Some(asked) = rest.strip_prefix('?') {
        let given = pairs(uri.query().unwrap_or_default());
        let asked = asked.split('&').filter(|it| !it.is_empty() && !it.contains('{'));
        for (name, value) in asked.map(|it| it.split_once('=').unwrap_or((it, ""))) {
            if !given.iter().any(|it| it.0 == name && it.1 == value) {
                return None;
            }
        }
    }
    let (mut all, mut at) = (Vec::new(), 0);
    let mut given = parts(uri.path(), b'/');
    for part in parts(template, b'/') {
        let end = at + given.next()?.len();
        capture(part, uri.path(), at..end, &mut all)?;
        at = end + 1;
    }
    given.next().is_none().then_some(all)
}

/// The values of one part of a template, between two slashes.
fn capture(template: &'static str, path: &str, at: std::ops::Range<usize>, all: &mut Captured) -> Option<()> {
    let given = path.get(at.clone())?;
    let (before, Some(rest)) = cut(template, b'{') else {
        return (template == given || template == decoded(given, false)).then_some(());
    };
    let given = given.strip_prefix(before)?;
    let start = at.start + before.len();
    let (name, Some(after)) = cut(rest, b'}') else { return None };
    if after.is_empty() {
        all.push((name, start..at.end));
        return (!given.is_empty()).then_some(());
    }
    // What stands between two values ends the first of them.
    let literal = after.split('{').next().unwrap_or_default();
    let ends: Vec<usize> = if literal.is_empty() {
        vec![given.len().min(1)]
    } else {
        given.match_indices(literal).map(|it| it.0).collect()
    };
    ends.into_iter().find_map(|length| {
        let end = start + length;
        let mut inner = vec![(name, start..end)];
        capture(after, path, end..at.end, &mut inner)?;
        all.append(&mut inner);
        Some(())
    })
}
