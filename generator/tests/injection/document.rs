//! A document whose every text is hostile, and its harmless twin.

/// What is tried at each text of the document, one after the other.
const PAYLOADS: &[&str] = &[
    "\"; pub fn pwn() {} //",
    "\r pub fn pwn() {}\r\n#[pwn]",
    "*/ pub fn pwn() {} /*",
    "\"#; pub fn pwn() {} r#\"",
    "\"###); pwn!(); r###\"\\",
    "\u{202e}\u{2066} pwn();\u{2069}\u{2028}pub fn pwn() {}\u{2029}\u{85}fn pwn() {}",
    "\n#![pwn]\n#[doc = \"\"] pub mod pwn;",
    "\"] pub struct Pwn; #[doc = \"",
    "{}{0}{pwn:?}{{{}}}${pwn}$pwn",
    "\")), get(pwn::<A>)); (\"",
    "\n[dependencies]\npwn = \"1\"\n[lib]\nproc-macro = true",
    "\ncargo:rustc-link-arg=pwn\ncargo::rustc-env=PWN=1\n",
    "../../../pwn.rs\0",
    "```rust\npwn!();\n```\n    pwn();\n~~~should_panic\n",
    "include_str!(\"/etc/passwd\") env!(\"PWN\") concat!(\"\")",
    "e\u{301} \u{e9} \u{1f600} \u{ff50}wn \u{200b}\u{feff}",
    "r#type r#\" b'\\'' c\"pwn\" '\\'",
    "<script>pwn()</script><!-- --> [`crate::pwn`](pwn) `",
    "\\\"\\n\\x00\\u{0}\\u{110000}\\",
    "self Self super crate _ async gen 'static \u{0}",
];

/// How many documents there are: each text meets each payload once.
pub(crate) const VARIANTS: usize = PAYLOADS.len();

const TEMPLATE: &str = include_str!("template.json");

/// The document in which no text wants anything.
pub(crate) fn harmless() -> String {
    // Two types that ask for the same would become one.
    filled(|text, kind, place| match kind {
        "pattern" => format!("{text}{place}"),
        _ => text.to_owned(),
    })
}

/// A document of which every text is an attack; `variant` says which payload
/// is where.
pub(crate) fn hostile(variant: usize) -> String {
    filled(|text, kind, place| {
        // What is named twice must be spelt alike, so its payload is its own.
        let turn = match kind {
            "prose" | "text" | "pattern" | "ascii" | "type" => place,
            _ => text.bytes().map(usize::from).sum(),
        };
        let payload = PAYLOADS[(variant + turn) % PAYLOADS.len()];
        match kind {
            "prose" => format!("{text}{payload}{}", PAYLOADS.concat()),
            "text" | "name" | "ref" if turn % 2 == 0 => format!("{payload}{text}"),
            "text" | "name" | "ref" => format!("{text}{payload}"),
            "part" => kept(text, payload, |it| !"{}/?#".contains(it)),
            "ascii" => kept(text, payload, |it| (' '..='~').contains(&it) && it != ';'),
            "token" => kept(text, payload, |it| {
                it.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(it)
            }),
            "pattern" => format!("{text}{place}{}", escaped(payload)),
            "type" => format!("Vec<[u8; {{ {payload} }}]>"),
            other => panic!("`{other}` is no kind of text"),
        }
    })
}

fn kept(text: &str, payload: &str, keep: impl Fn(char) -> bool) -> String {
    let rest: String = payload.chars().filter(|it| keep(*it)).collect();
    format!("{text}{rest}")
}

/// A pattern that means this text (ECMA-262, 22.2.1, `SyntaxCharacter`).
fn escaped(text: &str) -> String {
    let escape = |it: char| "^$\\.*+?()[]{}|/".contains(it).then_some('\\').into_iter().chain([it]);
    text.chars().flat_map(escape).collect()
}

/// The template with what is said at each of its places.
fn filled(say: impl Fn(&str, &str, usize) -> String) -> String {
    let mut out = String::new();
    let mut rest = TEMPLATE;
    for place in 0.. {
        let Some((before, after)) = rest.split_once('«') else { break };
        let (inside, after) = after.split_once('»').expect("a place has an end");
        let (kind, text) = inside.split_once(':').expect("a place has a kind");
        let mut said = say(text, kind, place);
        if kind == "ref" {
            said = pointed(&said);
        }
        out.push_str(before);
        out.push_str(&in_json(&said));
        rest = after;
    }
    out + rest
}

/// A name in a JSON Pointer in a fragment (RFC 6901, 3 and 6).
fn pointed(name: &str) -> String {
    let name = name.replace('~', "~0").replace('/', "~1");
    let plain = |it: u8| it.is_ascii_alphanumeric() || b"~-_.".contains(&it);
    let spelt = |it: u8| if plain(it) { char::from(it).to_string() } else { format!("%{it:02X}") };
    name.bytes().map(spelt).collect()
}

fn in_json(text: &str) -> String {
    let spelt = |it: char| match it {
        '"' | '\\' => format!("\\{it}"),
        it if it < ' ' => format!("\\u{:04x}", u32::from(it)),
        it => it.to_string(),
    };
    text.chars().map(spelt).collect()
}
