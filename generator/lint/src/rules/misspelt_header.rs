use specwright::diag::{Level, Rule};
use specwright::ir::{Api, Place, Said, SchemeKind};
use specwright::validate::{Ask, Check, Finder};
use specwright::words::did_you_mean;

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "misspelt-header",
        summary: "a header that is nearly a well-known one",
        page: include_str!("misspelt_header.md"),
        level: Level::Warning,
    },
    ask: Ask::Api(ask),
};

const KNOWN: [&str; 24] = [
    "Accept",
    "Accept-Encoding",
    "Accept-Language",
    "Authorization",
    "Cache-Control",
    "Content-Disposition",
    "Content-Encoding",
    "Content-Length",
    "Content-Type",
    "Cookie",
    "Date",
    "ETag",
    "Expires",
    "If-Match",
    "If-Modified-Since",
    "If-None-Match",
    "Last-Modified",
    "Location",
    "Origin",
    "Retry-After",
    "Set-Cookie",
    "User-Agent",
    "WWW-Authenticate",
    "X-Request-ID",
];

fn ask(api: &Api, find: &mut Finder<'_>) {
    let sent = api.parameters.iter().map(|(_, it)| it);
    let sent = sent.filter(|it| it.place == Place::Header).map(|it| &it.name);
    let answered = api.responses.iter().flat_map(|(_, it)| &it.headers).map(|it| &it.0);
    let keys = api.components.security.iter().filter_map(|it| match &it.kind {
        SchemeKind::ApiKey { name, place: Place::Header } => Some(name),
        _ => None,
    });
    for name in sent.chain(answered).chain(keys) {
        if let Some(known) = meant(name) {
            find.add(name.at, format!("`{name}` is nearly `{known}`"))
                .help(format!("write `{known}`, if that is meant"));
        }
    }
}

/// The well-known header that a name is but for one letter, or but for the
/// order of its letters; short names are near each other without being meant.
fn meant(name: &Said) -> Option<&'static str> {
    if name.len() < 7 || KNOWN.iter().any(|it| it.eq_ignore_ascii_case(name)) {
        return None;
    }
    let known = did_you_mean(KNOWN, name)?;
    let (one, other) = (name.to_ascii_lowercase(), known.to_ascii_lowercase());
    let sorted = |it: &str| {
        let mut letters: Vec<char> = it.chars().collect();
        letters.sort_unstable();
        letters
    };
    let near = sorted(&one) == sorted(&other) || lacks_one(&one, &other) || lacks_one(&other, &one);
    near.then_some(known)
}

/// Whether a word is the other without one of its letters.
fn lacks_one(word: &str, other: &str) -> bool {
    let same = word.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    word.chars().skip(same).eq(other.chars().skip(same + 1))
}
