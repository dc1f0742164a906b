//! Examples in XML as data, by the way the widdershins family writes them: an
//! element a line, items as repeated elements.

use std::fmt::Write as _;

use crate::manner::widdershins::sample::Sample;
use crate::read::pages::assemble::examples::quoted;
use crate::source::{Kind, Value};

/// How deep elements may be nested.
const DEEPEST: usize = 64;

/// What an element holds.
#[derive(Debug)]
pub(super) enum Xml {
    Text(String),
    Elements(Vec<(String, Xml)>),
}

/// The elements of an example. `None` where it is laid out in another way.
pub(super) fn parse(text: &str) -> Option<Vec<(String, Xml)>> {
    let body = text.split_once("?>").map_or(text, |it| it.1);
    let mut open: Vec<(String, Vec<(String, Xml)>)> = vec![(String::new(), Vec::new())];
    for line in body.lines().map(str::trim).filter(|it| !it.is_empty()) {
        let rest = line.strip_prefix('<')?;
        if let Some(name) = rest.strip_prefix('/') {
            let (opened, inner) = open.pop()?;
            let around = &mut open.last_mut()?.1;
            if name.strip_suffix('>')? != opened {
                return None;
            }
            around.push((opened, Xml::Elements(inner)));
            continue;
        }
        let (name, rest) = rest.split_once('>')?;
        if rest.is_empty() {
            if open.len() > DEEPEST {
                return None;
            }
            open.push((name.to_owned(), Vec::new()));
            continue;
        }
        let said = rest.strip_suffix('>')?.strip_suffix(name)?.strip_suffix("</")?;
        let said = said.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        open.last_mut()?.1.push((name.to_owned(), Xml::Text(said)));
    }
    let (_, all) = open.pop()?;
    open.is_empty().then_some(all)
}

/// Elements as a JSON object; the sample of their schema says what is a list
/// and what is no text.
pub(super) fn object(elements: &[(String, Xml)], like: Option<&Sample<'_>>) -> String {
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in elements {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    let mut json = String::from("{");
    for (at, name) in names.into_iter().enumerate() {
        let held = match like {
            Some(Sample::Map(entries)) => entries.iter().find(|it| it.0 == name).map(|it| &it.1),
            _ => None,
        };
        let inner = elements.iter().filter(|it| it.0 == name).map(|it| &it.1);
        let between = if at > 0 { "," } else { "" };
        let _ =
            write!(json, "{between}{}:{}", quoted(name), value(&inner.collect::<Vec<_>>(), held));
    }
    json + "}"
}

/// What elements of one name hold.
pub(super) fn value(all: &[&Xml], like: Option<&Sample<'_>>) -> String {
    let (is_list, item) = match like {
        Some(Sample::List(items)) => (true, items.first()),
        other => (all.len() > 1, other),
    };
    let one = |it: &&Xml| match it {
        Xml::Elements(inner) => object(inner, item),
        Xml::Text(text) => scalar(text, item),
    };
    match all {
        [only] if !is_list => one(only),
        _ => format!("[{}]", all.iter().map(one).collect::<Vec<_>>().join(",")),
    }
}

/// A number or a word of JSON where the sample is one, else a text.
fn scalar(text: &str, like: Option<&Sample<'_>>) -> String {
    let is_text = matches!(like, Some(Sample::Text(_)));
    let plain = Value::from_json(text)
        .is_some_and(|it| matches!(it.node().kind(), Kind::Number | Kind::Bool));
    if plain && !is_text { text.to_owned() } else { quoted(text) }
}

#[cfg(test)]
mod tests {
    use super::{object, parse};
    use crate::manner::widdershins::sample::Sample;

    #[test]
    fn elements_become_what_the_sample_says_that_they_are() {
        let text = "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n<pets>\n  <name>a &amp; b</name>\n</pets>\n<zip>10557</zip>\n<more>\n</more>\n<open>true</open>\n";
        let like = Sample::Map(vec![
            ("pets".into(), Sample::List(Vec::new())),
            ("zip".into(), Sample::Text("1".into())),
        ]);
        let all = parse(text).expect("it is laid out so");
        assert_eq!(
            object(&all, Some(&like)),
            r#"{"pets":[{"name":"a & b"}],"zip":"10557","more":{},"open":true}"#
        );
    }

    #[test]
    fn what_is_laid_out_in_another_way_is_left() {
        for text in ["<a>", "</a>", "<a>\n</b>", "text", "<a b=\"c\">d</a>"] {
            assert!(parse(text).is_none(), "{text}");
        }
    }
}
