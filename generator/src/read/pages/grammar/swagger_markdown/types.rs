//! Types as swagger-markdown spells them.
//!
//! ```text
//! type     = term { (" or " | " and ") term } { ", <br>**" label ":** " text }
//! term     = "[ " type " ]" | "{ " { field ", " } " }" | link | word
//! field    = "**\"" name "\"**: " type
//! ```

use crate::ir::Type;
use crate::read::pages::shown::{ShownKind, ShownType};
use crate::read::pages::types::link;

/// How deep types may be nested.
const DEEPEST: usize = 24;

/// Takes a spelt type apart; `None` for a cell that says nothing.
pub(super) fn read(text: &str) -> Option<ShownType> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let mut spelling = Spelling { rest: text };
    let shown = spelling.either(0);
    if spelling.rest.trim().trim_end_matches("<br>").is_empty() {
        Some(shown)
    } else {
        Some(ShownType::of(ShownKind::Unknown(text.into())))
    }
}

/// `**application/json**: type<br>…`: media types with what they hold. A type
/// alone is of no media type.
pub(super) fn by_media(text: &str) -> Vec<(Option<&str>, Option<ShownType>)> {
    let mut all = Vec::new();
    let mut rest = text.trim();
    while let Some((media, after)) = media(rest) {
        let next = after
            .match_indices("<br>**")
            .map(|(at, _)| at)
            .find(|&at| media_of(&after[at + "<br>".len()..]).is_some());
        let (own, others) = after.split_at(next.unwrap_or(after.len()));
        all.push((Some(media), read(own.trim().trim_end_matches("<br>"))));
        rest = others.trim_start_matches("<br>").trim();
    }
    if all.is_empty()
        && let Some(shown) = read(rest)
    {
        all.push((None, Some(shown)));
    }
    all
}

fn media(text: &str) -> Option<(&str, &str)> {
    let media = media_of(text)?;
    Some((media, &text["**".len() + media.len() + "**:".len()..]))
}

fn media_of(text: &str) -> Option<&str> {
    let (media, rest) = text.strip_prefix("**")?.split_once("**")?;
    (media.contains('/') && !media.contains(' ') && rest.starts_with(':')).then_some(media)
}

struct Spelling<'a> {
    rest: &'a str,
}

impl Spelling<'_> {
    fn eat(&mut self, mark: &str) -> bool {
        let rest = self.rest.trim_start();
        match rest.strip_prefix(mark) {
            Some(after) => {
                self.rest = after;
                true
            }
            None => false,
        }
    }

    fn either(&mut self, depth: usize) -> ShownType {
        let mut parts = vec![self.all(depth)];
        while self.eat("or ") || self.eat("| ") || self.eat("\\| ") {
            parts.push(self.all(depth));
        }
        let count = parts.len();
        parts.retain(|it| it.kind != ShownKind::Plain(Type::Null));
        let nullable = parts.len() < count;
        let mut shown = match parts.len() {
            1 => parts.remove(0),
            _ => ShownType::of(ShownKind::Either(parts)),
        };
        shown.nullable |= nullable;
        self.labels(&mut shown);
        shown
    }

    fn all(&mut self, depth: usize) -> ShownType {
        let mut parts = vec![self.term(depth)];
        while self.eat("and ") || self.eat("& ") {
            parts.push(self.term(depth));
        }
        if parts.len() == 1 {
            return parts.remove(0);
        }
        ShownType::of(ShownKind::All(parts))
    }

    fn term(&mut self, depth: usize) -> ShownType {
        if depth > DEEPEST {
            let word = std::mem::take(&mut self.rest);
            return ShownType::of(ShownKind::Unknown(word.into()));
        }
        let rest = self.rest.trim_start();
        self.rest = rest;
        if let Some((name, target)) = link(rest).filter(|_| !rest.starts_with("[ ")) {
            self.rest = &rest["[](".len() + name.len() + target.len() + 1..];
            return ShownType::of(ShownKind::Named(name.into()));
        }
        if self.eat("[") {
            if self.eat("]") {
                return ShownType::of(ShownKind::List(Box::default()));
            }
            let items = self.either(depth + 1);
            self.eat("]");
            return ShownType::of(ShownKind::List(Box::new(items)));
        }
        if self.eat("{") {
            return self.object(depth);
        }
        if self.eat("(") {
            let inner = self.either(depth + 1);
            self.eat(")");
            return inner;
        }
        self.word()
    }

    fn object(&mut self, depth: usize) -> ShownType {
        let mut fields = Vec::new();
        while let Some(field) = self.rest.trim_start().strip_prefix("**") {
            let Some((name, after)) = field.split_once("**") else { break };
            let Some(after) = after.strip_prefix(':') else { break };
            self.rest = after;
            let name = name.trim_matches('"');
            fields.push((name.into(), self.either(depth + 1)));
            self.eat(",");
        }
        self.eat("}");
        if fields.is_empty() {
            return ShownType::plain(Type::Object);
        }
        ShownType::of(ShownKind::Object(fields))
    }

    /// A plain word, perhaps with a format behind it.
    fn word(&mut self) -> ShownType {
        let end = self
            .rest
            .find(|it: char| it.is_whitespace() || ",]})<".contains(it))
            .unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        let mut shown = plain(word);
        let after = self.rest.trim_start();
        if let Some((format, rest)) = after.strip_prefix('(').and_then(|it| it.split_once(')')) {
            shown.format = Some(format.trim().into());
            self.rest = rest;
        }
        shown
    }

    /// `, <br>**Default:** 1` and the like.
    fn labels(&mut self, shown: &mut ShownType) {
        loop {
            let rest = self.rest.trim_start();
            let rest = rest.strip_prefix(',').unwrap_or(rest).trim_start();
            let Some(label) = rest.strip_prefix("<br>**") else { return };
            let Some((name, said)) = label.split_once(":**") else { return };
            if name.contains(['*', '<', '"']) {
                return;
            }
            let end = ends(said);
            let (value, after) = said.split_at(end);
            self.rest = after;
            let value = value.trim();
            match name.to_ascii_lowercase().as_str() {
                "available values" | "enum" => shown.choices = values(value),
                "default" => shown.default = Some(value.trim_matches('"').into()),
                "example" => shown.example = Some(value.into()),
                _ => {}
            }
        }
    }
}

/// Where what a label says ends: before the next label, field or bracket.
fn ends(said: &str) -> usize {
    let mut quoted = false;
    for (at, letter) in said.char_indices() {
        let rest = &said[at..];
        match letter {
            '"' => quoted = !quoted,
            _ if quoted => {}
            _ if rest.starts_with(", <br>**") || rest.starts_with(", **\"") => return at,
            _ if rest.starts_with(" }") || rest.starts_with(" ]") => return at,
            _ if rest.starts_with("<br>") => return at,
            _ => {}
        }
    }
    said.len()
}

/// `"a", "b"`, or `` `"a"`, `"b"` ``.
pub(super) fn values(text: &str) -> Vec<Box<str>> {
    let mut all = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let bare = rest.trim_start_matches('`');
        let (value, after) = match bare.strip_prefix('"').and_then(|it| it.split_once('"')) {
            Some((value, after)) => (value, after.trim_start_matches('`')),
            None => bare.split_at(bare.find(',').unwrap_or(bare.len())),
        };
        let value = value.trim().trim_matches('`');
        all.push(value.into());
        rest = after.trim_start_matches([',', ' ']);
    }
    all
}

/// A word of the page: a type, or a format that stands for one.
fn plain(word: &str) -> ShownType {
    let of = |ty, format: &str| ShownType { format: Some(format.into()), ..ShownType::plain(ty) };
    match word {
        "any" | "undefined" | "" => ShownType::default(),
        "long" => of(Type::Integer, "int64"),
        "float" | "double" => of(Type::Number, word),
        "byte" | "binary" | "date" | "password" | "uuid" | "email" | "uri" | "hostname"
        | "ipv4" | "ipv6" => ShownType::text(word),
        "dateTime" | "date-time" => ShownType::text("date-time"),
        "file" => ShownType::text("binary"),
        "null" => ShownType::plain(Type::Null),
        _ => match Type::from_name(word) {
            Some(ty) => ShownType::plain(ty),
            None => ShownType::of(ShownKind::Unknown(word.into())),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::{by_media, read, values};
    use crate::ir::Type;
    use crate::read::pages::shown::{ShownKind, ShownType};

    fn kind(text: &str) -> ShownKind {
        read(text).expect("a type").kind
    }

    #[test]
    fn words_are_types_or_formats() {
        assert_eq!(kind("string"), ShownKind::Plain(Type::String));
        assert_eq!(read("long").expect("a type").format.as_deref(), Some("int64"));
        assert_eq!(read("string (uuid)").expect("a type").format.as_deref(), Some("uuid"));
        assert_eq!(kind("Whatever"), ShownKind::Unknown("Whatever".into()));
        assert!(read("  ").is_none());
    }

    #[test]
    fn lists_objects_and_alternatives_nest() {
        let named = |it: &str| ShownType::of(ShownKind::Named(it.into()));
        assert_eq!(kind("[ [Pet](#pet-schema) ]"), ShownKind::List(Box::new(named("Pet"))));
        let ShownKind::Object(fields) =
            kind("{ **\"a\"**: long, **\"b\"**: [ { **\"c\"**: [Pet](#pet) } ] }")
        else {
            panic!("an object");
        };
        assert_eq!(fields.len(), 2);
        let either = read("[Cat](#cat) or [Dog](#dog) or null").expect("a type");
        assert_eq!(either.kind, ShownKind::Either(vec![named("Cat"), named("Dog")]));
        assert!(either.nullable);
    }

    #[test]
    fn values_stand_behind_the_type() {
        let shown = read("string, <br>**Available values:** \"a, b\", \"c\", <br>**Default:** c");
        let shown = shown.expect("a type");
        assert_eq!(shown.choices, ["a, b".into(), "c".into()]);
        assert_eq!(shown.default.as_deref(), Some("c"));
        assert_eq!(values("`\"a\"`, `\"b\"`"), ["a".into(), "b".into()]);
        let ShownKind::Object(fields) =
            kind("{ **\"a\"**: string, <br>**Available values:** \"x\", \"y\", **\"b\"**: long }")
        else {
            panic!("an object");
        };
        assert_eq!(fields[0].1.choices.len(), 2);
        assert_eq!(&*fields[1].0, "b");
    }

    #[test]
    fn each_media_type_has_its_own() {
        let all = by_media("**application/json**: [Pet](#pet)<br>**text/xml**: string<br>");
        let names: Vec<_> = all.iter().map(|it| it.0).collect();
        assert_eq!(names, [Some("application/json"), Some("text/xml")]);
        assert_eq!(by_media("string")[0].0, None);
        assert!(by_media("").is_empty());
    }

    #[test]
    fn no_spelling_is_too_strange() {
        for text in ["[", "{", "[ ", "{ **\"", "a or ", ", <br>**", "[]()", &"[ ".repeat(5000)] {
            read(text);
            by_media(text);
        }
    }
}
