//! What the document states for requests that are refused, so that the
//! scaffold keeps its contract there too.
//!
//! As much of the problem details is told as the document's schema takes: all
//! of them, or a sample of the schema with some of them beside, and with the
//! reason where the sample has a sentence of its own.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::rust::operation::{Answered, Content, Served, Spelling, What};
use crate::emit::rust::plan::Plan;
use crate::emit::rust::sample::{Maker, Way, fits, json};
use crate::emit::rust::server::Writer;
use crate::ir::Status;
use crate::ir::shape::Edge;
use crate::source::{self, Value};

/// What problem details say, each with a value for a try.
const DETAILS: &[(&str, &str)] = &[
    ("type", "\"about:blank\""),
    ("title", "\"Bad Request\""),
    ("status", "400"),
    ("detail", "\"must be a string\""),
    ("errors", "[{\"detail\":\"must be a string\",\"in\":\"body\",\"pointer\":\"#/a\"}]"),
];

/// What APIs call the sentence that says what is wrong.
const SENTENCES: &[&str] =
    &["message", "detail", "msg", "error_description", "description", "error"];

/// Adds what is stated to the samples; the method that answers so, if anything is.
pub(super) fn refused(
    writer: &Writer<'_>,
    lines: &mut BTreeMap<String, String>,
) -> Option<TokenStream> {
    let mut known: BTreeMap<String, String> = BTreeMap::new();
    let mut any = false;
    for (index, _) in writer.survey.modules.iter().enumerate() {
        let tr = writer.names(index).tr;
        for operation in writer.of(index) {
            let served = &writer.survey.served[operation];
            let stated = stated(writer, served, &mut known);
            if !stated.is_empty() {
                any = true;
                lines.insert(
                    format!("{tr}::{} refuses", served.method),
                    format!("{{{}}}", stated.join(",")),
                );
            }
        }
    }
    lines.extend(known.into_iter().map(|(answer, name)| (name, answer)));
    any.then(|| {
        quote! {
            fn refuse(&self, refusal: support::Refusal) -> Response {
                let problem = refusal.problem();
                let mut response = (&refusal).into_response();
                if let Some((media, body)) = stated(&refusal, problem) {
                    let answer = match body {
                        None => support::answers::text(refusal.status, media, &refusal.detail),
                        Some(body) => support::answers::json_as(refusal.status, media, &body),
                    };
                    let headers = std::mem::take(response.headers_mut());
                    let (parts, body) = answer.into_parts();
                    response = Response::from_parts(parts, body);
                    for (name, value) in headers.iter().filter(|it| it.0 == "www-authenticate") {
                        response.headers_mut().append(name, value.clone());
                    }
                }
                response
            }
        }
    })
}

/// The function that finds what is stated for a refusal.
pub(super) fn function() -> TokenStream {
    quote! {
        /// What the document states for a request that is refused, with as much
        /// of the reason as its schema takes; without a body where it is text.
        fn stated(
            refusal: &support::Refusal,
            problem: serde_json::Value,
        ) -> Option<(&'static str, Option<serde_json::Value>)> {
            let all = SAMPLES.get(format!("{} refuses", refusal.operation))?;
            let exact = all.get(refusal.status.as_str());
            let name = ["4XX", "default", "*"].iter().find_map(|it| all.get(*it));
            let name = exact.or(name)?.as_str()?;
            let answer = SAMPLES.get(name)?;
            let media = answer["media"].as_str()?;
            let Some(mut body) = answer.get("body").cloned() else { return Some((media, None)) };
            for name in answer["says"].as_array()?.iter().filter_map(|it| it.as_str()) {
                body[name] = refusal.detail.clone().into();
            }
            for name in answer["adds"].as_array()?.iter().filter_map(|it| it.as_str()) {
                if let Some(value) = problem.get(name) {
                    body[name] = value.clone();
                }
            }
            Some((media, Some(body)))
        }
    }
}

/// The names of an operation's answers to what it refuses, by status.
fn stated(
    writer: &Writer<'_>,
    served: &Served<'_>,
    known: &mut BTreeMap<String, String>,
) -> Vec<String> {
    let plan = writer.plan;
    let refuses = |it: &&Answered<'_>| {
        matches!(it.status, Status::Code(400..=499) | Status::Range(4) | Status::Default)
    };
    let mut all = Vec::new();
    for answered in served.answers.iter().filter(refuses) {
        let choices = &writer.survey.parts(answered).choices;
        let in_json = choices.iter().find_map(|it| match it.what {
            What::Value(edge) => {
                let media = it.media.iter().find(|it| it.1 == Spelling::Json)?;
                answer(plan, edge, &media.0)
            }
            What::Text | What::Stream | What::Items(_) => None,
        });
        let Some(answer) = in_json.or_else(|| in_text(plan, choices)) else { continue };
        let next = format!("refusal {}", known.len() + 1);
        let name = known.entry(answer).or_insert(next);
        let status = match answered.status {
            Status::Default => "default".to_owned(),
            status => status.to_string(),
        };
        all.push(format!("{}:{}", json(&status), json(name)));
    }
    if let Some(media) = produced(plan, served) {
        let adds: Vec<String> = DETAILS.iter().map(|it| json(it.0)).collect();
        let answer = line(media, "{}", &[], &adds);
        let next = format!("refusal {}", known.len() + 1);
        all.push(format!("\"*\":{}", json(known.entry(answer).or_insert(next))));
    }
    all
}

/// An answer in text that may be any sentence.
fn in_text(plan: &Plan<'_>, choices: &[Content]) -> Option<String> {
    let sentence = Value::from_json("\"`limit` in the query must be a whole number\"")?;
    let takes = |it: &Content| match it.what {
        What::Text => true,
        What::Value(edge) => fits(plan, edge, sentence.node(), Way::Told),
        What::Stream | What::Items(_) => false,
    };
    let media = choices.iter().filter(|it| takes(it)).flat_map(|it| &it.media);
    let media = media.map(|(name, form)| (name, *form)).find(|it| it.1 == Spelling::Text)?;
    let name = if media.0.contains('*') { "text/plain" } else { media.0 };
    Some(format!("{{\"media\":{}}}", json(name)))
}

/// The JSON that an operation of 2.0 says it produces, whatever the status.
fn produced<'a>(plan: &Plan<'a>, served: &Served<'a>) -> Option<&'a str> {
    let all = served.operation.produces.as_ref().or(plan.api.produces.as_ref())?;
    all.iter().map(|it| &**it).find(|it| *it == "application/json" || it.ends_with("+json"))
}

fn line(media: &str, body: &str, says: &[String], adds: &[String]) -> String {
    format!(
        "{{\"media\":{},\"body\":{body},\"says\":[{}],\"adds\":[{}]}}",
        json(media),
        says.join(","),
        adds.join(",")
    )
}

/// An answer as JSON: its media type, a sample, which of its fields say what is
/// wrong, and which of the problem details it takes besides.
fn answer(plan: &Plan<'_>, edge: Edge, media: &str) -> Option<String> {
    let takes = |fields: &[(String, String)]| {
        Value::from_json(&object(fields)).is_some_and(|it| fits(plan, edge, it.node(), Way::Told))
    };
    let owned = |(name, it): &(&str, &str)| ((*name).to_owned(), (*it).to_owned());
    let problem: Vec<(String, String)> = DETAILS.iter().map(owned).collect();
    let (mut fields, mut says, mut adds) = (Vec::new(), Vec::new(), Vec::new());
    if takes(&problem) {
        adds = DETAILS.iter().map(|it| json(it.0)).collect();
    } else {
        let sample = Maker::new(plan).make(edge, &[], 0)?;
        let sample = Value::from_json(&sample)?;
        if sample.node().kind() != source::Kind::Map {
            let sample = sample.to_json();
            return Some(format!(
                "{{\"media\":{},\"body\":{sample},\"says\":[],\"adds\":[]}}",
                json(media)
            ));
        }
        fields = sample
            .node()
            .entries()
            .map(|it| (it.name().to_string(), it.value.to_json()))
            .collect::<Vec<_>>();
        for name in SENTENCES {
            let Some(at) = fields.iter().position(|it| it.0 == *name && it.1.starts_with('"'))
            else {
                continue;
            };
            let mut tried = fields.clone();
            tried[at].1 = json("any sentence, of any length: (`with` #marks)");
            if takes(&tried) {
                says.push(json(name));
            }
        }
        for (name, value) in DETAILS {
            if fields.iter().any(|it| it.0 == *name) {
                continue;
            }
            let mut tried = fields.clone();
            tried.push(((*name).to_owned(), (*value).to_owned()));
            if takes(&tried) {
                adds.push(json(name));
            }
        }
    }
    Some(line(media, &object(&fields), &says, &adds))
}

fn object(fields: &[(String, String)]) -> String {
    let fields: Vec<String> = fields.iter().map(|it| format!("{}:{}", json(&it.0), it.1)).collect();
    format!("{{{}}}", fields.join(","))
}
