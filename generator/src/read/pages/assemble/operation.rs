//! Operations, their parameters, and the paths that they stand under.

use std::collections::BTreeMap;

use crate::ir::{
    Few, Id, Known, Method, Operation, Parameter, PathItem, Place, Said, Schema, Server, Type, Use,
    Where,
};
use crate::manner::coder::SERVER;
use crate::manner::widdershins::sample::text::of_format;
use crate::read::pages::assemble::allot::Kept;
use crate::read::pages::assemble::examples::data;
use crate::read::pages::assemble::schema::{Around, Branch, is_required};
use crate::read::pages::assemble::{Assembly, order};
use crate::read::pages::rules;
use crate::read::pages::shown::{Headed, Shown, ShownOperation, ShownRow, ShownServer, ShownValue};
use crate::read::pages::types::link;

impl Assembly<'_> {
    /// All operations, under their paths in the order of the pages.
    pub(super) fn operations(&mut self, shown: &mut Shown) {
        self.servers(shown);
        let shown = &*shown;
        self.call_schemes(&shown.operations);
        let mut paths: BTreeMap<&str, usize> = BTreeMap::new();
        let mut items: Vec<Id<PathItem>> = Vec::new();
        let mut lists: Vec<Vec<usize>> = Vec::new();
        let mut page = None;
        let mut ids = BTreeMap::new();
        let mut known: BTreeMap<(String, &str), Id<Operation>> = BTreeMap::new();
        for it in &shown.operations {
            if it.path.is_empty() {
                continue;
            }
            let route = (it.method.to_uppercase(), &*it.path.text);
            if let Some(&first) = known.get(&route) {
                self.again(shown, it, first);
                continue;
            }
            let index = *paths.entry(&it.path).or_insert_with(|| {
                let item =
                    PathItem { at: it.path.at, template: it.path.clone(), ..PathItem::default() };
                items.push(self.api.path_items.add(item));
                items.len() - 1
            });
            if page != Some(it.tag) || lists.is_empty() {
                lists.push(Vec::new());
                page = Some(it.tag);
            }
            if let Some(list) = lists.last_mut().filter(|list| list.last() != Some(&index)) {
                list.push(index);
            }
            let operation = self.operation(shown, it, items[index], &mut ids);
            let id = self.api.operations.add(operation);
            self.api[items[index]].operations.push(id);
            known.insert(route, id);
        }
        self.api.paths = order::merged(&lists).into_iter().map(|it| items[it]).collect();
    }

    /// An operation that is shown already: under another tag it has that too.
    fn again(&mut self, shown: &Shown, it: &ShownOperation, first: Id<Operation>) {
        let tag = it.tag.and_then(|tag| shown.tags.get(tag)).map(|it| &it.name);
        let further = tag.filter(|tag| self.api[first].tags.iter().all(|known| known != *tag));
        let place = self.api[first].method_at.or(self.api[first].at);
        rules::repeated_operation(self.found, it, further.is_some(), place);
        self.api[first].tags.extend(further.cloned());
    }

    fn operation(
        &mut self,
        shown: &Shown,
        it: &ShownOperation,
        path: Id<PathItem>,
        ids: &mut BTreeMap<String, usize>,
    ) -> Operation {
        let is_body = |row: &ShownRow| row.place.as_deref() == Some("body");
        let mut rows = it.parameters.clone();
        if self.ordered {
            self.allot_sent(&mut rows, it);
        }
        let (bodies, others): (Vec<ShownRow>, Vec<ShownRow>) = rows.into_iter().partition(is_body);
        let mut parameters = Vec::new();
        for row in &others {
            let parameter = self.parameter(it, row);
            let id = self.api.parameters.add(parameter);
            parameters.push(Use::here(id));
            let value = it.values.iter().find(|it| it.name == row.name);
            let header = || {
                let headers = &it.curl.as_ref()?.headers;
                let (name, text) = headers.iter().rev().find(|(name, _)| *name == row.name)?;
                Some(ShownValue { name: name.clone(), text: text.to_string(), is_data: false })
            };
            if self.api[id].place == Place::Header && self.ordered {
                self.sent.extend(header().map(|it| (id, it, String::new())));
            } else if let Some(value) = value.filter(|_| self.api[id].place == Place::Query) {
                let url = it.curl.as_ref().and_then(|it| it.url.as_deref());
                let query = url.and_then(|it| it.split_once('?')).map_or("", |it| it.1);
                self.sent.push((id, value.clone(), decoded(query)));
            }
        }
        let body = match &it.body {
            Some(body) => Some(self.typed_body(body)),
            None => self.body(it, &bodies),
        };
        let responses = self.responses(it);
        let security = self.requirement(it);
        let summary = it
            .summary
            .clone()
            .or_else(|| (it.id.is_none() && it.headed == Headed::Summary).then(|| summary(it)));
        let id = match &it.id {
            None if it.headed == Headed::Nothing => None,
            None => Some(self.operation_id(it, ids)),
            stated => stated.clone(),
        };
        Operation {
            at: Some(it.at),
            method: Method::from_name(&it.method),
            method_at: it.method.at,
            path,
            place: Where::Path,
            id,
            summary,
            description: it.description.clone(),
            tags: it
                .tag
                .and_then(|tag| shown.tags.get(tag))
                .map(|tag| tag.name.clone())
                .into_iter()
                .collect(),
            external_docs: None,
            parameters,
            body,
            responses,
            callbacks: Vec::new(),
            deprecated: it.deprecated.then_some(true),
            security,
            servers: Vec::new(),
            consumes: None,
            produces: None,
            schemes: None,
            extensions: Vec::new(),
        }
    }

    /// Gives the parameters, and what is in the body, the values listed for
    /// them. A parameter that is of a named schema lists its values, but not
    /// those of a part of it.
    fn allot_sent(&mut self, rows: &mut [ShownRow], it: &ShownOperation) {
        let tree = it.bodies.first().and_then(data).and_then(Result::ok);
        let sample = tree.as_ref().map(|it| it.root());
        self.allot(rows, &it.parameter_enums, sample, Kept::Sent);
        for row in rows.iter().filter(|it| it.place.as_deref() != Some("body")) {
            let Some((name, _)) = link(&row.ty).filter(|_| row.listed.is_none()) else { continue };
            let Some(&(id, Known::Section)) = self.names.get(name) else { continue };
            if self.api[id].choices().is_some() {
                self.api[id].layout.in_part = true;
            }
        }
    }

    /// A name made of the heading, which no other operation has.
    fn operation_id(&mut self, it: &ShownOperation, ids: &mut BTreeMap<String, usize>) -> Said {
        let mut id = String::new();
        for letter in it.heading.chars() {
            if letter.is_alphanumeric() {
                id.extend(letter.to_lowercase());
            } else if !id.ends_with('-') && !id.is_empty() {
                id.push('-');
            }
        }
        let id = id.trim_end_matches('-').to_owned();
        let uses = ids.entry(id.clone()).or_default();
        *uses += 1;
        let id = if *uses > 1 { format!("{id}-{uses}") } else { id };
        self.inferred(it.heading.at, format!("operationId `{id}`"), "from the heading");
        Said::new(id, it.heading.at)
    }

    fn parameter(&mut self, it: &ShownOperation, row: &ShownRow) -> Parameter {
        let place = row.place.as_deref().and_then(Place::from_name).unwrap_or(Place::Query);
        let required = is_required(row) || place == Place::Path;
        let sample = sent(it, row, place);
        let owner = &*row.name.text;
        let around = Around { enums: &it.parameter_enums, owner, kept: Kept::Stated };
        let bare = ShownRow { description: None, ..row.clone() };
        let schema = match &row.shape {
            Some(shape) => self.typed(shape, row.at),
            None => self.row(&Branch { row: &bare, below: Vec::new() }, None, around),
        };
        if row.shape.is_none() {
            self.parameter_values(schema, sample.as_deref());
        }
        if let Some(rule) = row.guessed {
            let fact = format!("parameter `{}` in {}", row.name, place.name());
            self.inferred(row.at, fact, rule);
        }
        Parameter {
            at: row.at,
            name: row.name.clone(),
            place,
            description: row.description.clone(),
            required: required.then_some(true),
            deprecated: row.deprecated.then_some(true),
            allow_empty: None,
            stated_style: None,
            stated_explode: None,
            allow_reserved: None,
            collection: None,
            schema: Some(schema),
            content: Few::default(),
            example: None,
            examples: Few::default(),
            extensions: Vec::new(),
        }
    }

    /// The values of a list are those of its items; and the value that the
    /// command line sends is the first.
    fn parameter_values(&mut self, id: Id<Schema>, sent: Option<&str>) {
        let is_list = self.api[id].types.has(Type::Array);
        if is_list && let Some(values) = self.api[id].values.take() {
            let items = self.api[id].items();
            let items = items.unwrap_or_else(|| {
                let types = [Type::String].into_iter().collect();
                let items = self.api.schemas.add(Schema { types, ..Schema::default() });
                self.api[id].array.get_or_insert_default().items = Some(items);
                items
            });
            self.api[items].values = Some(values);
            return;
        }
        let Some(sent) = sent else { return };
        let as_text = self.api[id].types.is_empty() || self.api[id].types.has(Type::String);
        let Some(sent) = super::schema::value(sent, as_text) else { return };
        let at = self.api[id].at;
        let choices = self.api[id].values.as_deref_mut().and_then(|it| it.choices.as_mut());
        if let Some(choices) = choices {
            // Where values stand in the order of their source, it is an example.
            let place = choices.iter().position(|it| it.same(&sent));
            if let Some(place) = place.filter(|it| *it > 0 && !self.ordered) {
                let first = choices.remove(place);
                choices.insert(0, first);
                self.inferred(at, "the first value of a parameter", "from the command line");
            }
            return;
        }
        let ty = self.api[id].types.single();
        let format = self.api[id].format.as_deref();
        let plain = match ty {
            Some(Type::String) => {
                sent.node().as_text().is_some_and(|it| it == of_format(format, None))
            }
            Some(Type::Integer | Type::Number) => sent.node().number().is_some_and(|it| it == "0"),
            Some(Type::Boolean) => sent.node().as_bool() == Some(true),
            _ => true,
        };
        if !plain {
            self.inferred(at, "the example of a parameter", "from the command line");
            self.api[id].values.get_or_insert_default().example = Some(sent);
        }
    }

    /// The addresses that are listed; else what stands before the path in a
    /// command line, without the host where that is the page's invention.
    fn servers(&mut self, shown: &mut Shown) {
        for ShownServer { url, variables } in std::mem::take(&mut shown.servers) {
            self.api.servers.push(Server { at: url.at, url, variables, ..Server::default() });
        }
        if !self.api.servers.is_empty() {
            return;
        }
        for it in &shown.operations {
            let Some(url) = it.curl.as_ref().and_then(|it| it.url.as_ref()) else { continue };
            let without_query = url.split('?').next().unwrap_or_default();
            let Some(before) =
                without_query.strip_suffix(it.path.split('?').next().unwrap_or_default())
            else {
                continue;
            };
            // Stock pages list addresses: if there is no list, there is none, and
            // the command has one of nobody. Templates without it say no more.
            let is_command = it.curl.as_ref().is_some_and(|it| it.text.starts_with("curl "));
            if shown.ordered && (is_command || !before.contains("://")) {
                continue;
            }
            // A host with variables is one of several, or of nobody.
            let invented = before.starts_with(SERVER) || before.contains('{');
            let rest = before.split_once("://").map_or(before, |(_, rest)| rest);
            let base = rest.find('/').map_or("/", |at| &rest[at..]);
            let base = Said::new(if invented { base } else { before }, url.at);
            self.inferred(url.at, format!("the server `{base}`"), "from the command line");
            self.api.servers.push(Server { at: url.at, url: base, ..Server::default() });
            return;
        }
    }
}

/// What the command line sends for a parameter.
fn sent(it: &ShownOperation, row: &ShownRow, place: Place) -> Option<String> {
    let curl = it.curl.as_ref()?;
    match place {
        Place::Header => {
            let last = curl.headers.iter().rev().find(|(name, _)| *name == row.name);
            last.map(|(_, value)| value.to_string())
        }
        Place::Query => {
            let (_, query) = curl.url.as_ref()?.split_once('?')?;
            let pairs = query.split('&').filter_map(|it| it.split_once('='));
            let value = pairs.into_iter().find(|(name, _)| decoded(name) == *row.name.text)?.1;
            Some(decoded(value))
        }
        _ => None,
    }
}

/// The heading, with the mark at its end that only the identifier kept.
fn summary(it: &ShownOperation) -> Said {
    let heading = &it.heading;
    let Some(slug) = &it.slug else { return heading.clone() };
    let own = heading.to_lowercase().replace(' ', "-");
    match slug.strip_prefix(&own) {
        Some(lost) if !lost.is_empty() && lost.chars().all(|it| ".,;:!。，；：！".contains(it)) => {
            Said::new(format!("{heading}{lost}"), heading.at)
        }
        _ => heading.clone(),
    }
}

/// A text without its percent-encoding.
pub(super) fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let hex = |it: u8| char::from(it).to_digit(16);
        if first == b'%'
            && let [high, low, ..] = after
            && let (Some(high), Some(low)) = (hex(*high), hex(*low))
        {
            bytes.push(u8::try_from(high * 16 + low).unwrap_or(b'?'));
            rest = &after[2..];
            continue;
        }
        bytes.push(first);
        rest = after;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
