//! Templates of paths and of servers' URLs: text with `{variables}`.

/// What is in a template.
#[derive(Debug, Default)]
pub struct Variables<'a> {
    /// The names between braces, in order, as often as they stand there.
    pub names: Vec<&'a str>,
    /// A brace without its other half, or nothing between the two.
    pub is_malformed: bool,
}

/// Takes a template apart.
pub fn variables(template: &str) -> Variables<'_> {
    let mut all = Variables::default();
    let mut rest = template;
    while let Some(at) = rest.find(['{', '}']) {
        let after = &rest[at..];
        let Some(inside) = after.strip_prefix('{') else {
            all.is_malformed = true;
            rest = &after[1..];
            continue;
        };
        let end = inside.find(['{', '}']).unwrap_or(inside.len());
        let (name, after) = inside.split_at(end);
        let closed = after.strip_prefix('}');
        all.is_malformed |= closed.is_none() || name.is_empty();
        if closed.is_some() && !name.is_empty() {
            all.names.push(name);
        }
        rest = closed.unwrap_or(after);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::variables;

    #[test]
    fn names_are_taken_out_in_order_and_broken_braces_told() {
        let shown = |template| {
            let all = variables(template);
            (all.names, all.is_malformed)
        };
        assert_eq!(shown("/a/{b}/{c}.{d}"), (vec!["b", "c", "d"], false));
        assert_eq!(shown("/a"), (vec![], false));
        assert_eq!(shown("/{}/{b}"), (vec!["b"], true));
        assert_eq!(shown("/{a/{b}"), (vec!["b"], true));
        assert_eq!(shown("/a}/{é"), (vec![], true));
    }
}
