//! Types as the languages spell them that openapi-generator writes.
//!
//! A format is read only from a spelling that no other format, nor its
//! absence, could have in any of the languages.

use crate::ir::Type;
use crate::read::pages::shown::{ShownKind, ShownType};

/// How deep types may be nested.
const DEEPEST: usize = 24;

/// Takes a spelt type apart; `None` where nothing comes.
pub(super) fn read(cell: &str) -> Option<ShownType> {
    // A link without an address, as some templates leave it.
    let bare = cell.trim();
    let bare = bare.strip_prefix("[**").and_then(|it| it.strip_suffix("**]")).unwrap_or(bare);
    let (text, target) = unlinked(bare);
    let text = text.trim();
    if text.is_empty() || text.contains("empty response body") || text == "void" {
        return None;
    }
    Some(parse(text, target.as_deref(), 0))
}

/// A cell without the marks of Markdown, and what its first link leads to.
fn unlinked(cell: &str) -> (String, Option<String>) {
    let mut text = String::with_capacity(cell.len());
    let mut target = None;
    let mut rest = cell;
    while let Some(middle) = rest.find("](") {
        let Some(close) = rest[middle..].find(')') else { break };
        let open = opening(&rest[..middle]).unwrap_or_default();
        text.push_str(&rest[..open]);
        text.push_str(rest[open..middle].strip_prefix('[').unwrap_or(&rest[open..middle]));
        let leads = &rest[middle + 2..middle + close];
        target = target.or_else(|| Some(leads.to_owned()));
        rest = &rest[middle + close + 1..];
    }
    text.push_str(rest);
    let text = text.replace("**", "").replace(['`', '\\'], "");
    (entities(&text), target)
}

/// The bracket that the one at the end of a text closes.
fn opening(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate().rev() {
        match byte {
            b']' => depth += 1,
            b'[' if depth == 0 => return Some(at),
            b'[' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// A text without the entities of HTML that stand for letters.
pub(super) fn entities(text: &str) -> String {
    const ENTITIES: [(&str, &str); 9] = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&#124;", "|"),
        ("&#x60;", "`"),
        ("&#x3D;", "="),
        ("&amp;", "&"),
    ];
    let mut text = text.to_owned();
    for (entity, letter) in ENTITIES {
        if text.contains(entity) {
            text = text.replace(entity, letter);
        }
    }
    text
}

fn parse(text: &str, target: Option<&str>, depth: usize) -> ShownType {
    let text = text.trim();
    if depth > DEEPEST {
        return ShownType::of(ShownKind::Unknown(text.into()));
    }
    let inner = |text: &str| parse(text, target, depth + 1);
    let nullable = |text: &str| ShownType { nullable: true, ..parse(text, target, depth + 1) };
    let parts = split(text, '|');
    if parts.len() > 1 {
        return union(&parts, target, depth);
    }
    if let Some(rest) = text.strip_prefix("Pointer to ").or_else(|| text.strip_prefix('*')) {
        return inner(rest);
    }
    if let Some(rest) = text.strip_suffix('?').or_else(|| text.strip_prefix('?')) {
        return nullable(rest);
    }
    if let Some(items) = text.strip_suffix("[]").or_else(|| text.strip_prefix("[]"))
        && !items.is_empty()
        && text != "byte[]"
    {
        return ShownType::of(ShownKind::List(Box::new(inner(items))));
    }
    if let Some(held) = text.strip_prefix("map[string]") {
        return ShownType::of(ShownKind::Map(Box::new(inner(held))));
    }
    for (open, close) in [('[', ']'), ('{', '}')] {
        let Some(within) = text.strip_prefix(open).and_then(|it| it.strip_suffix(close)) else {
            continue;
        };
        let within = within.trim().trim_end_matches(';');
        // `[String: Pet]`, `{ [key: string]: Pet; }`
        let at = split(within, ':').first().map_or(0, |it| it.len());
        return match within
            .get(at + 1..)
            .filter(|_| at < within.len() && !within[at..].starts_with("::"))
        {
            Some(held) => ShownType::of(ShownKind::Map(Box::new(inner(held)))),
            None if open == '{' => ShownType::plain(Type::Object),
            None => ShownType::of(ShownKind::List(Box::new(inner(within)))),
        };
    }
    generic(text, target, depth).unwrap_or_else(|| word(text, target, depth))
}

/// `'a' | 'b'`, `Pet | null`, `Cat | Dog`
fn union(parts: &[&str], target: Option<&str>, depth: usize) -> ShownType {
    let mut choices: Vec<Box<str>> = Vec::new();
    let mut kinds = Vec::new();
    let mut nullable = false;
    for part in parts.iter().map(|it| it.trim()) {
        let quoted = |mark: char| part.strip_prefix(mark).and_then(|it| it.strip_suffix(mark));
        if let Some(value) = quoted('\'').or_else(|| quoted('"')) {
            choices.push(value.into());
        } else if matches!(part, "null" | "None" | "nil" | "undefined") {
            nullable |= part != "undefined";
        } else {
            kinds.push(parse(part, target, depth + 1));
        }
    }
    let mut shown = match (choices.is_empty(), kinds.len()) {
        (false, _) => ShownType { choices, ..ShownType::plain(Type::String) },
        (true, 1) => kinds.remove(0),
        (true, _) => ShownType::of(ShownKind::Either(kinds)),
    };
    shown.nullable |= nullable;
    shown
}

/// `List<Pet>`, `Dict[str, Pet]`, `dict(str, Pet)`
fn generic(text: &str, target: Option<&str>, depth: usize) -> Option<ShownType> {
    let open = text.find(['<', '[', '('])?;
    let close = match &text[open..=open] {
        "<" => '>',
        "[" => ']',
        _ => ')',
    };
    let within = text[open + 1..].strip_suffix(close)?;
    let parts = split(within, ',');
    let part = |at: usize| parse(parts.get(at).copied().unwrap_or_default(), target, depth + 1);
    let last = parts.len().saturating_sub(1);
    Some(match &*last_word(&text[..open]).to_ascii_lowercase() {
        "option" | "optional" | "maybe" | "box" | "promise" | "future" | "annotated" | "ref" => {
            part(0)
        }
        "nullable" => ShownType { nullable: true, ..part(0) },
        "array" if parts.len() == 2 => ShownType::of(ShownKind::Map(Box::new(part(1)))),
        "list" | "array" | "vec" | "set" | "hashset" | "linkedhashset" | "collection" | "seq"
        | "builtlist" | "builtset" | "iterable" | "sequence" | "ienumerable" | "icollection"
        | "ilist" | "arraylist" | "readonlyarray" | "conlist" | "uniqueset" => {
            ShownType::of(ShownKind::List(Box::new(part(0))))
        }
        "map" | "dict" | "hashmap" | "hash" | "dictionary" | "idictionary" | "record"
        | "linkedhashmap" | "builtmap" | "btreemap" => {
            ShownType::of(ShownKind::Map(Box::new(part(last))))
        }
        // A part of the request of a form.
        "partial" => part(0),
        // `Pet<…>` of some language: what it is of is its own affair.
        _ if close == '>' => word(&text[..open], target, depth),
        _ => return None,
    })
}

/// The parts of a text, divided where no bracket is open.
fn split(text: &str, mark: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut depth, mut from) = (0_usize, 0);
    let mut quote = None;
    for (at, letter) in text.char_indices() {
        match letter {
            _ if quote == Some(letter) => quote = None,
            _ if quote.is_some() => {}
            '\'' | '"' => quote = Some(letter),
            '<' | '[' | '(' | '{' => depth += 1,
            '>' | ']' | ')' | '}' => depth = depth.saturating_sub(1),
            _ if letter == mark && depth == 0 => {
                parts.push(&text[from..at]);
                from = at + letter.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&text[from..]);
    parts
}

/// The last part of a name that lives somewhere: `models::Pet`, `\Shop\Pet`.
fn last_word(text: &str) -> String {
    text.rsplit([':', '.', '\\', '/']).next().unwrap_or_default().trim().to_owned()
}

/// The page that a link leads to, without its folder and its ending.
fn stem(target: &str) -> Option<&str> {
    let page = target.split('#').next().unwrap_or_default();
    let page = page.rsplit('/').next().unwrap_or_default();
    page.strip_suffix(".md").filter(|it| !it.is_empty())
}

/// A model: by the page that is linked, else by its word.
fn named(word: &str, target: Option<&str>) -> ShownKind {
    let by_page = target.and_then(stem).map(last_word);
    let name = by_page.unwrap_or_else(|| word.to_owned());
    let is_name = |it: char| it.is_alphanumeric() || matches!(it, '_' | '-' | '.');
    if name.is_empty() || !name.chars().all(is_name) {
        return ShownKind::Unknown(word.into());
    }
    ShownKind::Named(name.into())
}

fn word(text: &str, target: Option<&str>, depth: usize) -> ShownType {
    let last = last_word(text);
    if text.starts_with("serde_json") {
        return ShownType::default();
    }
    if let Some(shown) = primitive(&last) {
        return shown;
    }
    let items = || match target.and_then(stem) {
        Some(page) if depth < DEEPEST => {
            primitive(&last_word(page)).unwrap_or_else(|| ShownType::of(named(page, None)))
        }
        _ => ShownType::default(),
    };
    match &*last.to_ascii_lowercase() {
        "list" | "array" | "set" => ShownType::of(ShownKind::List(Box::new(items()))),
        "map" | "dict" | "hash" | "hashmap" | "dictionary" => {
            ShownType::of(ShownKind::Map(Box::new(items())))
        }
        // Go has a type of its own for each type that may be null.
        it if it.starts_with("nullable") && it.len() > "nullable".len() => {
            let rest = &last["nullable".len()..];
            let shown = match rest {
                "Time" => ShownType::text("date-time"),
                _ => primitive(&rest.to_ascii_lowercase())
                    .unwrap_or_else(|| ShownType::of(named(rest, None))),
            };
            ShownType { nullable: true, ..shown }
        }
        _ => ShownType::of(named(&last, target)),
    }
}

/// What a word of some language stands for.
fn primitive(word: &str) -> Option<ShownType> {
    let of = |ty, format: &str| ShownType { format: Some(format.into()), ..ShownType::plain(ty) };
    Some(match &*word.to_ascii_lowercase() {
        "string" | "str" | "&str" | "char" => ShownType::plain(Type::String),
        "integer" | "int" | "int32" | "i32" | "u32" | "uint32" | "short" | "int16" | "i16"
        | "u16" | "u8" | "i8" | "uint" | "bigint" | "biginteger" | "u64" | "usize" | "isize" => {
            ShownType::plain(Type::Integer)
        }
        "long" | "int64" | "i64" => of(Type::Integer, "int64"),
        "f32" => of(Type::Number, "float"),
        "number" | "double" | "f64" | "float64" | "float" | "float32" | "bigdecimal"
        | "decimal" => ShownType::plain(Type::Number),
        "boolean" | "bool" => ShownType::plain(Type::Boolean),
        "localdate" | "naivedate" | "dateonly" => ShownType::text("date"),
        "offsetdatetime" | "zoneddatetime" => ShownType::text("date-time"),
        _ if word == "date" => ShownType::text("date"),
        // Of Go and Ruby.
        _ if word == "datetime" || word == "Time" => ShownType::text("date-time"),
        "date" | "datetime" | "instant" | "localdatetime" | "bytearray" | "bytes" | "byte[]"
        | "time" | "base64" => ShownType::plain(Type::String),
        "uuid" | "guid" => ShownType::text("uuid"),
        "uri" => ShownType::text("uri"),
        "file" | "blob" | "inputstream" | "stream" | "fileparameter" | "splfileobject"
        | "pathbuf" | "multipartfile" | "formfile" => ShownType::text("binary"),
        "object" | "jsonobject" => ShownType::plain(Type::Object),
        "any"
        | "interface{}"
        | "anytype"
        | "mixed"
        | "dynamic"
        | "oas_any_type_not_mapped"
        | "unknown"
        | "json"
        | "null"
        | "none"
        | "anyvalue" => ShownType::default(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::ir::Type;
    use crate::read::pages::shown::{ShownKind, ShownType};

    fn of(text: &str) -> ShownType {
        read(text).expect("a type")
    }

    fn pet() -> ShownType {
        ShownType::of(ShownKind::Named("Pet".into()))
    }

    fn list(items: ShownType) -> ShownType {
        ShownType::of(ShownKind::List(Box::new(items)))
    }

    #[test]
    fn a_model_is_the_same_in_every_language() {
        for text in [
            "[**Pet**](Pet.md)",
            "[Pet](Pet.md)",
            "**Pet**",
            "Option<[**models::Pet**](Pet.md)>",
            "Pointer to [**Pet**](Pet.md)",
            "[**\\OpenAPI\\Client\\Model\\Pet**](../Model/Pet.md)",
            "[**Org.OpenAPITools.Model.Pet**](Pet.md)",
            "[**models::Pet**](models::Pet.md)",
            "`Promise<Pet>`",
        ] {
            assert_eq!(of(text), pet(), "{text}");
        }
    }

    #[test]
    fn a_list_of_models_is_the_same_in_every_language() {
        for text in [
            "[**List&lt;Pet&gt;**](Pet.md)",
            "[**Vec<models::Pet>**](Pet.md)",
            "[**List[Pet]**](Pet.md)",
            "[**list[Pet]**](Pet.md)",
            "[**[]Pet**](Pet.md)",
            "[**Pet[]**](Pet.md)",
            "[**[Pet]**](Pet.md)",
            "[**Array&lt;Pet&gt;**](Pet.md)",
            "[**kotlin.collections.List&lt;Pet&gt;**](Pet.md)",
            "[**List**](../Models/Pet.md)",
            "[**BuiltList&lt;Pet&gt;**](Pet.md)",
            "Option<[**Vec<models::Pet>**](Pet.md)>",
        ] {
            assert_eq!(of(text), list(pet()), "{text}");
        }
    }

    #[test]
    fn a_map_is_the_same_in_every_language() {
        let map = ShownType::of(ShownKind::Map(Box::new(ShownType::plain(Type::String))));
        for text in [
            "**Map&lt;String, String&gt;**",
            "Option<**std::collections::HashMap<String, String>**>",
            "**Dict[str, str]**",
            "**dict(str, str)**",
            "**map[string]string**",
            "**Dictionary&lt;string, string&gt;**",
            "**array<string,string>**",
            "**{String: String}**",
            "**[String: String]**",
            "**{ [key: string]: string; }**",
            "**Hash&lt;String, String&gt;**",
        ] {
            assert_eq!(of(text), map, "{text}");
        }
    }

    #[test]
    fn alternatives_and_null_stand_in_unions() {
        let shown = of("**Array<&#39;a&#39; &#124; &#39;b&#39;>**");
        let ShownKind::List(items) = shown.kind else { panic!("a list") };
        assert_eq!(items.choices, ["a".into(), "b".into()]);
        assert!(of("**string | null**").nullable);
        assert!(of("Pointer to **NullableString**").nullable);
        assert!(of("**string?**").nullable);
    }

    #[test]
    fn a_format_is_read_where_only_it_is_spelt_so() {
        assert_eq!(of("**Long**").format.as_deref(), Some("int64"));
        assert_eq!(of("**i64**").format.as_deref(), Some("int64"));
        assert_eq!(of("**int**").format, None);
        assert_eq!(of("**Date**").format, None);
        assert_eq!(of("**UUID**").format.as_deref(), Some("uuid"));
    }

    #[test]
    fn nothing_comes_back() {
        for text in ["void (empty response body)", "null (empty response body)", "", " "] {
            assert!(read(text).is_none(), "{text}");
        }
    }

    #[test]
    fn no_spelling_is_too_strange() {
        for text in ["[", "](", "[](", "<", ">", "|", "'", "&lt;", "[é]", &"List<".repeat(3000)] {
            read(text);
        }
        read(&("[".repeat(3000) + &"]".repeat(3000)));
    }
}
