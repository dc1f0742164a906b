use crate::diag::{Level, Rule};
use crate::ir::{Id, Media, Type};
use crate::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "positions-without-array",
        summary: "encodings by position of what is no array",
        page: include_str!("positions_without_array.md"),
        level: Level::Error,
    },
    ask: Ask::Media(ask),
};

fn ask(id: Id<Media>, find: &mut Finder<'_>) {
    let api = find.api();
    let media = &api[id];
    let key = if !media.prefix_encoding.is_empty() {
        "prefixEncoding"
    } else if media.item_encoding.is_some() {
        "itemEncoding"
    } else {
        return;
    };
    if media.item_schema.is_some() {
        return;
    }
    let what = match media.schema.map(|it| api.resolve(it)) {
        None => "there is no schema",
        // A schema that states no type may be one of an array.
        Some(Some(schema)) if !api[schema].types.is_empty() => {
            if api[schema].types.has(Type::Array) {
                return;
            }
            "the schema is of no array"
        }
        Some(_) => return,
    };
    find.add(
        media.name.at.or(media.at),
        format!("`{key}` counts the items of an array, and {what}"),
    )
    .help("describe the parts with `itemSchema`, or an array under `schema`");
}
