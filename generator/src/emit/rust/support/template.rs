/// The values of a path template in an address, still encoded.
pub fn captures(template: &'static str, uri: &axum::http::Uri) -> Option<Vec<(&'static str, String)>> {
    whole_parts(template, uri.path()).or_else(|| any_parts(template, uri))
}

/// The same, where each value reaches to the next slash, and all else is spelt
/// as in the template: so it mostly is.
fn whole_parts(template: &'static str, path: &str) -> Option<Vec<(&'static str, String)>> {
    let (mut all, mut template, mut given) = (Vec::new(), template, path);
    loop {
        let pairs = template.bytes().zip(given.bytes());
        let same = pairs.take_while(|(one, two)| one == two && *one != b'{').count();
        (template, given) = (template.get(same..)?, given.get(same..)?);
        if template.is_empty() && given.is_empty() {
            return Some(all);
        }
        let (name, Some(after)) = cut(template.strip_prefix('{')?, b'}') else { return None };
        let end = given.bytes().position(|it| it == b'/').unwrap_or(given.len());
        if end == 0 || !after.is_empty() && !after.starts_with('/') {
            return None;
        }
        all.push((name, given.get(..end)?.to_owned()));
        (template, given) = (after, given.get(end..)?);
    }
}

fn any_parts(template: &'static str, uri: &axum::http::Uri) -> Option<Vec<(&'static str, String)>> {
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
    let mut all = Vec::new();
    let mut given = parts(uri.path(), b'/');
    for part in parts(template, b'/') {
        capture(part, given.next()?, &mut all)?;
    }
    given.next().is_none().then_some(all)
}

/// The values of one part of a template, between two slashes.
fn capture(template: &'static str, given: &str, all: &mut Vec<(&'static str, String)>) -> Option<()> {
    let (before, Some(rest)) = cut(template, b'{') else {
        return (template == given || template == decoded(given, false)).then_some(());
    };
    let given = given.strip_prefix(before)?;
    let (name, Some(after)) = cut(rest, b'}') else { return None };
    if after.is_empty() {
        all.push((name, given.to_owned()));
        return (!given.is_empty()).then_some(());
    }
    // What stands between two values ends the first of them.
    let literal = after.split('{').next().unwrap_or_default();
    let ends: Vec<usize> = if literal.is_empty() {
        vec![given.len().min(1)]
    } else {
        given.match_indices(literal).map(|it| it.0).collect()
    };
    ends.into_iter().find_map(|end| {
        let mut inner = vec![(name, given.get(..end)?.to_owned())];
        capture(after, given.get(end..)?, &mut inner)?;
        all.append(&mut inner);
        Some(())
    })
}
