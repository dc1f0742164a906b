//! Media types, and the Rust types that bodies in them are read into.

use std::collections::BTreeSet;

use crate::diag::Report;
use crate::emit::rust::writer::one_line;
use crate::emit::rust::{plan, rules};
use crate::ir::shape::{Edge, Kind, Shapes};
use crate::ir::{Api, Id, Media, Use};

use super::{Content, Spelling, What, is_header_name};

/// The media types of a body by the Rust type that they are read into.
pub(super) fn contents(
    api: &Api,
    shapes: &Shapes,
    content: &[Use<Media>],
    told: &mut BTreeSet<String>,
    found: &mut Report,
) -> Vec<Content> {
    let mut all: Vec<Content> = Vec::new();
    let forms: Vec<Spelling> = content.iter().map(|it| form_of(&api[it.to].name)).collect();
    let spoken = forms.iter().any(|it| *it != Spelling::Foreign);
    for (used, form) in content.iter().zip(forms) {
        let media = &api[used.to];
        if !is_media_type(&media.name) {
            found.add(
                &rules::UNSUPPORTED_MEDIA_TYPE,
                media.name.at.or(media.at),
                format!("`{}` is no media type, so it is left out", one_line(&media.name)),
            );
            continue;
        }
        if form == Spelling::Foreign {
            let rest = if spoken { "is left out" } else { "is handed over as bytes" };
            // Once a media type: documents that have it have it everywhere.
            let message =
                format!("`{}` is not taken apart: wherever it stands, it {rest}", &*media.name);
            if told.insert(message.clone()) {
                found.add(&rules::UNSUPPORTED_MEDIA_TYPE, media.name.at.or(media.at), message);
            }
            if spoken {
                continue;
            }
        }
        let edge = media.schema.map(|it| shapes.of(it));
        let (what, form) =
            items(shapes, media).unwrap_or_else(|| what(shapes, edge, form, &media.name));
        let entry = (media.name.to_string(), form);
        // Values are sent in the first of their media types; items can choose.
        let same = |it: &&mut Content| {
            it.what == what
                && (!matches!(what, What::Items(_)) || it.media.iter().all(|it| it.1 == form))
        };
        match all.iter_mut().find(same) {
            Some(same) => same.media.push(entry),
            None => all.push(Content { what, media: vec![entry] }),
        }
    }
    all
}

fn what(shapes: &Shapes, edge: Option<Edge>, form: Spelling, name: &str) -> (What, Spelling) {
    let kind = edge.map(|it| &shapes.shape(it).kind);
    let is_file =
        matches!(kind, Some(Kind::Text(text)) if plan::special(text) == Some(plan::Special::File));
    let plain = matches!(kind, None | Some(Kind::Any));
    match (form, edge) {
        (Spelling::Json, Some(edge)) if !is_file => (What::Value(edge), Spelling::Json),
        (Spelling::Json, None) => {
            (What::Value(Edge { shape: Id::new(0), nullable: false }), Spelling::Json)
        }
        (Spelling::Form | Spelling::Multipart, Some(edge)) if !is_file => (What::Value(edge), form),
        (Spelling::Form, _) => (What::Value(Edge { shape: Id::new(0), nullable: false }), form),
        // Anything that is meant as data is JSON: `*/*` beside a schema.
        (Spelling::Stream, Some(edge)) if name.starts_with("*/") && !is_file && !plain => {
            match kind {
                Some(Kind::Text(_)) => (What::Text, Spelling::Text),
                _ => (What::Value(edge), Spelling::Json),
            }
        }
        (Spelling::Text, Some(edge)) if !is_file => match kind {
            Some(Kind::Text(text)) if plan::special(text).is_none() && text.patterns.is_empty() => {
                if text.min_length.is_some() || text.max_length.is_some() {
                    (What::Value(edge), Spelling::Text)
                } else {
                    (What::Text, Spelling::Text)
                }
            }
            Some(Kind::Any | Kind::Null | Kind::Never) => (What::Text, Spelling::Text),
            Some(
                Kind::Record(_) | Kind::Map(_) | Kind::List(_) | Kind::Union(_) | Kind::Tuple(_),
            ) => (What::Value(edge), Spelling::Json),
            _ => (What::Value(edge), Spelling::Text),
        },
        (Spelling::Text, None) => (What::Text, Spelling::Text),
        _ => (What::Stream, Spelling::Stream),
    }
}

/// The items of a sequence, and how they stand in it, if both are known
/// (Sequential Media Types, 3.2). Before 3.2 the schema is read as that of the
/// items, or of an array of them.
fn items(shapes: &Shapes, media: &Media) -> Option<(What, Spelling)> {
    let framing = framing_of(&media.name)?;
    let item = match (media.item_schema, media.schema) {
        (Some(item), _) => shapes.of(item),
        (None, Some(all)) => match &shapes.shape(shapes.of(all)).kind {
            Kind::List(list) => list.items,
            Kind::Any | Kind::Text(_) | Kind::Null | Kind::Never => return None,
            _ => shapes.of(all),
        },
        (None, None) => return None,
    };
    let framing = match framing {
        "Events" if !is_event(shapes, item, 0) => "EventData",
        other => other,
    };
    Some((What::Items(item), Spelling::Items(framing)))
}

/// How items stand in a media type, by the name that support has for it.
fn framing_of(name: &str) -> Option<&'static str> {
    let name = name.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let (kind, subtype) = name.split_once('/')?;
    let lines =
        ["jsonl", "x-jsonl", "jsonlines", "x-jsonlines", "json-lines", "ndjson", "x-ndjson"];
    match (kind, subtype) {
        ("text", "event-stream") => Some("Events"),
        (_, "json-seq") => Some("Sequence"),
        _ if subtype.ends_with("+json-seq") => Some("Sequence"),
        _ if lines.contains(&subtype) => Some("Lines"),
        _ => None,
    }
}

/// Whether values are server-sent events themselves, and not what these carry
/// (Server-Sent Event Streams, 3.2): their fields are those of an event.
fn is_event(shapes: &Shapes, edge: Edge, depth: usize) -> bool {
    let known = ["data", "event", "id", "retry"];
    match &shapes.shape(edge).kind {
        Kind::Record(record) => {
            record.fields.iter().any(|it| *it.name == *"data")
                && record.fields.iter().all(|it| known.contains(&&*it.name))
        }
        Kind::Union(union) => {
            depth < 4 && union.variants.iter().all(|it| is_event(shapes, it.value, depth + 1))
        }
        _ => false,
    }
}

fn is_media_type(name: &str) -> bool {
    let essence = name.split(';').next().unwrap_or_default().trim();
    let token = |it: &str| is_header_name(it);
    let printable = name.bytes().all(|it| (b' '..=b'~').contains(&it));
    printable && essence.split_once('/').is_some_and(|(one, two)| token(one) && token(two))
}

/// How a media type is spelt.
pub(in crate::emit::rust) fn form_of(name: &str) -> Spelling {
    let name = name.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let foreign = [
        "xml",
        "yaml",
        "protobuf",
        "cbor",
        "msgpack",
        "x-msgpack",
        "vnd.msgpack",
        "x-yaml",
        "x-protobuf",
        "toml",
        "bson",
    ];
    let Some((kind, subtype)) = name.split_once('/') else { return Spelling::Stream };
    let (base, suffix) = subtype.rsplit_once('+').unwrap_or((subtype, ""));
    match (kind, subtype) {
        _ if subtype == "json" || suffix == "json" => Spelling::Json,
        ("application", "x-www-form-urlencoded") => Spelling::Form,
        ("multipart", _) => Spelling::Multipart,
        _ if foreign.contains(&subtype)
            || foreign.contains(&suffix)
            || subtype.ends_with(".protobuf") =>
        {
            Spelling::Foreign
        }
        ("text", "event-stream") => Spelling::Stream,
        ("text", _) => Spelling::Text,
        _ if base == "xml" => Spelling::Foreign,
        _ => Spelling::Stream,
    }
}
