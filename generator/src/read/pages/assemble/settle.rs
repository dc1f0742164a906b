//! Whether what was understood is written as the page has it.
//!
//! Each fence and each value in code is made once more in the way that pages
//! make it. Where that is another text, the page knew more than its schemas
//! say: a value of its own, which becomes the example of the media type or the
//! parameter; or the name of an XML element.

use crate::ir::{Api, Id, Media, Parameter, Place, Said, Schema, Use};
use crate::manner::widdershins::document::Document;
use crate::manner::widdershins::sample::{Sample, Sampler, Skip};
use crate::read::pages::assemble::Assembly;
use crate::read::pages::assemble::examples::quoted;
use crate::read::pages::assemble::xml;
use crate::read::pages::shown::{ShownExample, ShownValue};
use crate::source::{self, Kind, parse_yaml};
use crate::text::FileId;

/// How large an example may be, in bytes or so.
const LARGEST: usize = 4 << 20;

/// A fence, with what it shows.
#[derive(Debug)]
pub(super) struct Fence {
    pub(super) shown: ShownExample,
    pub(super) schema: Option<Id<Schema>>,
    /// The media types that have the value; the first of them is sampled.
    pub(super) media: Vec<Id<Media>>,
    pub(super) skip: Skip,
}

/// What is not written as it was shown, and how it would be.
enum Mend {
    /// The media types state the value.
    Value { media: Vec<Id<Media>>, json: String },
    /// The schema states the name of its element.
    Root { schema: Id<Schema>, name: Said },
    /// The parameter states the value.
    Sent { parameter: Id<Parameter>, json: String },
    /// The parameter is sent as JSON.
    Content { parameter: Id<Parameter> },
    /// The parameter repeats its name for each item.
    Explode { parameter: Id<Parameter> },
}

impl Assembly<'_> {
    /// Lets every fence and every value in code come out as it is shown.
    pub(super) fn settle(&mut self) {
        let mut mends = Vec::new();
        let document = Document::new(&self.api);
        let mut settling = Settling { document: &document, sampler: Sampler::new() };
        for fence in &self.fences {
            settling.fence(fence, &mut mends);
        }
        for (parameter, value, query) in &self.sent {
            settling.parameter(*parameter, value, query, &mut mends);
        }
        for mend in mends {
            self.mend(mend);
        }
    }

    fn mend(&mut self, mend: Mend) {
        const RULE: &str = "no rule samples the value that is shown";
        match mend {
            Mend::Value { media, json } => {
                for &it in &media {
                    self.api[it].example = source::Value::from_json(&json);
                }
                let at = media.first().and_then(|it| self.api[*it].at);
                self.inferred(at, "an example", RULE);
            }
            Mend::Root { schema, name } => {
                let xml =
                    self.api[schema].notes.get_or_insert_default().xml.get_or_insert_default();
                xml.name = Some(name);
            }
            Mend::Sent { parameter, json } => {
                self.api[parameter].example = source::Value::from_json(&json);
                let at = self.api[parameter].at;
                self.inferred(at, "the example of a parameter", RULE);
            }
            Mend::Content { parameter } => {
                let at = self.api[parameter].at;
                let name = Said::from("application/json");
                let schema = self.api[parameter].schema.take();
                let media = self.api.media.add(Media { at, name, schema, ..Media::default() });
                self.api[parameter].content.push(Use::here(media));
                self.inferred(at, "the media type of a parameter", "code sends it as JSON");
            }
            Mend::Explode { parameter } => self.api[parameter].stated_explode = Some(true),
        }
    }
}

struct Settling<'a> {
    document: &'a Document<'a>,
    sampler: Sampler,
}

impl<'a> Settling<'a> {
    fn api(&self) -> &'a Api {
        self.document.api
    }

    fn sample(&mut self, schema: Option<Id<Schema>>, skip: Skip) -> Sample<'a> {
        let view = schema.map(|it| self.document.resolved(it));
        view.and_then(|it| self.sampler.sample(it, skip)).unwrap_or(Sample::Null)
    }

    fn fence(&mut self, fence: &Fence, mends: &mut Vec<Mend>) {
        let Some(&media) = fence.media.first() else { return };
        let given = self.api()[media].example.as_ref();
        let value = match given.and_then(given_sample) {
            Some(given) => given,
            None => self.sample(fence.schema, fence.skip),
        };
        let text = fence.shown.text.trim_end();
        if *fence.shown.language == *"xml" {
            return self.xml(fence, &value, text, mends);
        }
        let written = |it: &Sample<'_>| written(it, fence);
        if written(&value).is_some_and(|it| it.trim_end() == text) {
            return;
        }
        let Some(json) = json_of(fence) else { return };
        let comes_out = source::Value::from_json(&json)
            .and_then(|it| written(&given_sample(&it)?))
            .is_some_and(|it| it.trim_end() == text);
        if comes_out {
            mends.push(Mend::Value { media: fence.media.clone(), json });
        }
    }

    fn xml(&mut self, fence: &Fence, value: &Sample<'_>, text: &str, mends: &mut Vec<Mend>) {
        let stated = fence.schema.and_then(|it| self.document.resolved(it).element());
        let is_so = |it: &Sample<'_>, name: Option<&str>| {
            it.to_xml(name).is_some_and(|it| it.trim_end() == text)
        };
        if is_so(value, stated) {
            return;
        }
        let Some(elements) = xml::parse(text) else { return };
        let Some((first, _)) = elements.first() else { return };
        let around = elements.iter().all(|(name, _)| name == first).then_some(&**first);
        let schema = fence.schema.map(|it| self.api().resolve(it).unwrap_or(it));
        let root = |name: &str| {
            let name = Said::new(name, fence.shown.text.at);
            schema.map(|schema| Mend::Root { schema, name })
        };
        if let Some(name) = around.filter(|it| is_so(value, Some(it))) {
            return mends.extend(root(name));
        }
        let inner: Vec<&xml::Xml> = elements.iter().map(|it| &it.1).collect();
        // What is a property of the schema is no element around the value.
        let is_property = |name: &str| match value {
            Sample::Map(entries) => entries.iter().any(|(key, _)| key == name),
            _ => false,
        };
        let named = around.filter(|it| stated.is_some() || schema.is_some() && !is_property(it));
        let json = match named {
            Some(_) => xml::value(&inner, Some(value)),
            None => xml::object(&elements, Some(value)),
        };
        let Some(made) = source::Value::from_json(&json) else { return };
        if given_sample(&made).is_some_and(|it| is_so(&it, named)) {
            mends.extend(named.filter(|it| Some(*it) != stated).and_then(root));
            mends.push(Mend::Value { media: fence.media.clone(), json });
        }
    }

    fn parameter(
        &mut self,
        id: Id<Parameter>,
        shown: &ShownValue,
        query: &str,
        mends: &mut Vec<Mend>,
    ) {
        let parameter = &self.api()[id];
        let value = self.sample(parameter.schema, Skip::ReadOnly);
        if parameter.place == Place::Header && value.to_plain() == shown.text {
            return;
        }
        let is_structure = matches!(value, Sample::List(_) | Sample::Map(_));
        let json = match (shown.is_data, &value) {
            (false, Sample::List(_) | Sample::Map(_)) => {
                let json = source::Value::from_json(&shown.text);
                let json = json.filter(|it| matches!(it.node().kind(), Kind::List | Kind::Map));
                let listed = || items_of(&shown.text, &value);
                let listed = listed().filter(|_| parameter.place == Place::Header);
                let json = json.map(|it| it.to_json()).or(listed);
                Some(json.unwrap_or_else(|| quoted(&shown.text)))
            }
            (false, Sample::Text(_)) => Some(quoted(&shown.text)),
            (true, _) | (false, Sample::Number(_) | Sample::Bool(_)) => Some(shown.text.clone()),
            (false, Sample::Null) => None,
        };
        let Some(made) = json.as_deref().and_then(source::Value::from_json) else { return };
        let Some(sent) = given_sample(&made) else { return };
        let is_sent_structure = matches!(sent, Sample::List(_) | Sample::Map(_));
        let is_json = is_structure && is_sent_structure && !shown.is_data;
        if is_json && parameter.place == Place::Query {
            mends.push(Mend::Content { parameter: id });
        } else if repeats(&sent, &parameter.name, query) {
            mends.push(Mend::Explode { parameter: id });
        }
        if sent.to_json() != value.to_json() && sent.is_true() {
            mends.push(Mend::Sent { parameter: id, json: made.to_json() });
        }
    }
}

/// The items of a list in a header, as JSON.
fn items_of(text: &str, like: &Sample<'_>) -> Option<String> {
    let Sample::List(items) = like else { return None };
    let is_text = matches!(items.first(), None | Some(Sample::Text(_) | Sample::Null));
    let item = |it: &str| if is_text { quoted(it) } else { it.to_owned() };
    let json = format!("[{}]", text.split(',').map(item).collect::<Vec<_>>().join(","));
    source::Value::from_json(&json).map(|_| json)
}

/// Whether a query has the parts of a value each under a name.
fn repeats(value: &Sample<'_>, name: &str, query: &str) -> bool {
    let mut encoded = String::new();
    for pair in query.split('&') {
        let key = pair.split('=').next().unwrap_or_default();
        encoded.push_str(key);
        encoded.push('\n');
    }
    let keys = || encoded.lines();
    match value {
        Sample::List(items) if items.len() > 1 => keys().filter(|it| *it == name).count() > 1,
        Sample::Map(entries) => {
            !entries.is_empty() && entries.iter().all(|(key, _)| keys().any(|it| it == key))
        }
        _ => false,
    }
}

/// A value of the page as a sample.
fn given_sample(value: &source::Value) -> Option<Sample<'_>> {
    Sample::given(value.node(), 0, &mut { LARGEST })
}

/// What a fence of this language would show.
fn written(value: &Sample<'_>, fence: &Fence) -> Option<String> {
    Some(match &*fence.shown.language.text {
        "json" => value.to_json_pretty(),
        "yaml" => value.to_yaml(),
        "" if fence.skip == Skip::ReadOnly => value.to_yaml(),
        "" => value.to_json(),
        _ => return None,
    })
}

/// The value in a fence, as JSON.
fn json_of(fence: &Fence) -> Option<String> {
    let text = &fence.shown.text;
    let is_yaml = match &*fence.shown.language.text {
        "yaml" => true,
        "" => fence.skip == Skip::ReadOnly,
        _ => false,
    };
    if !is_yaml {
        return source::Value::from_json(text).map(|it| it.to_json());
    }
    let (tree, faults) = parse_yaml(text.text.as_ref().into(), FileId::NOWHERE);
    faults.is_empty().then(|| tree.root().to_json())
}
