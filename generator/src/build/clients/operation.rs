//! Operations of the document held against what the pages show of them.

use std::collections::BTreeMap;

use super::shape::{Shape, look};
use super::told::From;
use super::{Walk, name};
use crate::diff::{Direction, Fate, Kind, Reached, Subject};
use crate::ir::{Api, Body, Id, Operation, Parameter, Place, Response, Schema};

/// Headers that are said in other places, and are no parameters there (Parameter
/// Object, `name`).
const NO_PARAMETERS: &[&str] = &["accept", "contenttype", "authorization"];

/// What a client hands on in each call, and no request has.
const OF_THE_CLIENT: &[&str] = &["ctx", "context", "opts", "options", "connection", "apiclient"];

impl<'a> Walk<'a> {
    /// Holds an operation against its section.
    pub(super) fn operation(&mut self, one: &'a Operation, two: &'a Operation) {
        // A list of all operations shows nothing of one but its route.
        if !self.row(two.at).contains('\n') {
            return;
        }
        let route = Reached {
            method: one.method.name().to_uppercase().into(),
            path: self.document[one.path].template.text.clone(),
        };
        self.routes.push(route.clone());
        let body = (one.body.as_ref(), two.body.as_ref());
        let body =
            (body.0.map(|it| &self.document[it.to]), body.1.map(|it| &self.pages.api[it.to]));
        let left = self.parameters(one, two, &route, body);
        self.body(one, two, &route, body, left);
        self.responses(one, two, &route);
    }

    /// Compares parameters. Whether some are left over on either side, which
    /// might be the body.
    fn parameters(
        &mut self,
        one: &'a Operation,
        two: &'a Operation,
        route: &Reached,
        (body, shown): (Option<&'a Body>, Option<&'a Body>),
    ) -> (bool, bool) {
        let (document, pages) = (self.document, self.pages.api);
        let all = |api: &'a Api, it: &'a Operation| -> Vec<&'a Parameter> {
            api.parameters_of(it).into_iter().map(|it| &api[it.to]).collect()
        };
        let ours = all(document, one);
        // What has no place was made of the path.
        let theirs: Vec<_> = all(pages, two).into_iter().filter(|it| it.at.is_some()).collect();
        let names = |all: &[&'a Parameter]| -> Vec<&'a str> {
            all.iter().map(|it| &*it.name.text).collect()
        };
        let paired = name::pairs(&names(&ours), &names(&theirs));
        let is_told = |it: &Parameter| {
            let key = name::plain(&it.name);
            match it.place {
                Place::Query => true,
                Place::Header => !NO_PARAMETERS.contains(&key.as_str()),
                _ => false,
            }
        };
        let gone: Vec<&Parameter> =
            paired.only_one.iter().map(|it| ours[*it]).filter(|it| is_told(it)).collect();
        let come: Vec<&Parameter> = paired.only_two.iter().map(|it| theirs[*it]).collect();
        let come: Vec<&Parameter> = come
            .into_iter()
            .filter(|it| it.place != Place::Path)
            .filter(|it| !OF_THE_CLIENT.contains(&&*name::plain(&it.name)))
            .collect();
        // Which row is the body no page says. One that is called like a
        // parameter was taken for it, or the fields of a form are rows too.
        let taken = shown.map(|it| self.first_cell(it)).unwrap_or_default();
        let is_taken = |it: &&&Parameter| name::plain(&it.name) == taken;
        let fields = body.is_some_and(|it| is_form(document, it))
            != shown.is_some_and(|it| is_form(pages, it));
        let is_mixed = body.is_some() && shown.is_some() && fields;
        let is_swapped = is_mixed || ours.iter().any(|it| is_taken(&it));
        let left = (is_swapped || !gone.is_empty(), is_swapped || !come.is_empty());
        let label = format!("`{} {}`", route.method, route.path);
        let from = self.here(Direction::Request, Subject::Parameter);
        // A body that is shown as a parameter, or the other way, is none of these.
        let tells_gone = !is_swapped && (body.is_some() || shown.is_none());
        let tells_come = !is_swapped && (body.is_none() || shown.is_some());
        for it in gone.iter().filter(|_| tells_gone) {
            self.tell_parameter(false, it, &from, &label, (it.at, two.at));
        }
        for it in come.iter().filter(|_| tells_come) {
            self.tell_parameter(true, it, &from, &label, (one.at, it.at));
        }
        for (one, two) in paired.same {
            let (one, two) = (ours[one], theirs[two]);
            let label = format!("{label}: the {} parameter `{}`", one.place.name(), one.name);
            let places = (one.at, two.at);
            let required = (one.is_required(), two.is_required());
            if one.place != Place::Path
                && let Some(required) = self.must(required.0, required.1, two.at, true)
            {
                self.tell_required(required, &from, &label, places);
            }
            if let (Some(one), Some(two)) = (one.schema, two.schema) {
                self.meet((one, two), &label, places, from.clone());
            }
        }
        left
    }

    fn tell_parameter(
        &mut self,
        on_page: bool,
        it: &Parameter,
        from: &From,
        label: &str,
        places: (Option<crate::text::Span>, Option<crate::text::Span>),
    ) {
        let required = it.is_required();
        let must = if required { "required" } else { "optional" };
        let (kind, fate) = if self.is_new(on_page) {
            (Kind::ParameterAdded(required), "added")
        } else {
            (Kind::ParameterRemoved(crate::diff::Notice::None), "removed")
        };
        // Where a parameter goes only the document says.
        let place = if on_page { String::new() } else { format!("{} ", it.place.name()) };
        let text = format!("the {must} {place}parameter `{}` was {fate}", it.name);
        self.tell(kind, from, label, text, places);
    }

    /// Compares bodies; `left`: whether parameters are left over on either side.
    fn body(
        &mut self,
        one: &'a Operation,
        two: &'a Operation,
        route: &Reached,
        bodies: (Option<&'a Body>, Option<&'a Body>),
        left: (bool, bool),
    ) {
        let (document, pages) = (self.document, self.pages.api);
        let from = self.here(Direction::Request, Subject::Body);
        let label = format!("`{} {}`", route.method, route.path);
        match bodies {
            (Some(one), Some(two)) if left != (true, true) => {
                if is_form(document, one) != is_form(pages, two) {
                    return;
                }
                let label = format!("{label}: the request body");
                let places = (one.at, two.at);
                let required = (one.required == Some(true), two.required == Some(true));
                if !is_form(document, one)
                    && (self.marks_bodies || !required.1)
                    && let Some(required) = self.must(required.0, required.1, two.at, true)
                {
                    self.tell_required(required, &from, &label, places);
                }
                if let (Some(one), Some(two)) = (first(document, one), first(pages, two)) {
                    self.meet((one, two), &label, places, from);
                }
            }
            (Some(body), None) if !left.1 && !body.content.is_empty() => {
                let (kind, text) = self.body_fate(false, body);
                self.tell(kind, &from, &label, text, (body.at, two.at));
            }
            (None, Some(body)) if !left.0 => {
                let (kind, text) = self.body_fate(true, body);
                self.tell(kind, &from, &label, text, (one.at, body.at));
            }
            _ => {}
        }
    }

    fn body_fate(&self, on_page: bool, body: &Body) -> (Kind, String) {
        if self.is_new(on_page) {
            (Kind::BodyAdded(body.required == Some(true)), "the request body was added".to_owned())
        } else {
            (Kind::BodyRemoved, "the request body was removed".to_owned())
        }
    }

    /// Compares statuses, where a table has them, and what success returns.
    fn responses(&mut self, one: &'a Operation, two: &'a Operation, route: &Reached) {
        let (document, pages) = (self.document, self.pages.api);
        let label = format!("`{} {}`", route.method, route.path);
        let from = self.here(Direction::Response, Subject::Body);
        let (ours, theirs) = (listed(document, one), listed(pages, two));
        // Without a table the status is a guess, and stands where the operation does.
        let is_stated = theirs.values().all(|it| it.at != two.at) && !ours.is_empty();
        let mut tell = |on_page: bool, status: &str, places| {
            let fate = if self.is_new(on_page) { Fate::Added } else { Fate::Removed };
            let success = status.starts_with('2');
            let kind = if success { Kind::Success(fate) } else { Kind::NonSuccess(fate) };
            let text = format!("the response {status} was {}", fate.name());
            self.tell(kind, &from, &label, text, places);
        };
        for (status, it) in ours.iter().filter(|it| is_stated && !theirs.contains_key(it.0)) {
            tell(false, status, (it.at, two.at));
        }
        for (status, it) in theirs.iter().filter(|it| is_stated && !ours.contains_key(it.0)) {
            tell(true, status, (one.responses.at, it.at));
        }
        let (Some(status), Some(own)) = success(&ours) else { return };
        let shown = theirs.values().find(|it| !it.content.is_empty());
        let schema = own.content.first().and_then(|it| document[it.to].schema);
        let Some(schema) = schema else { return };
        let returned = shown.and_then(|it| pages[it.content.first()?.to].schema);
        let label = format!("{label}: the response {status}");
        if let (Some(two), Some(shown)) = (returned, shown) {
            self.meet((schema, two), &label, (own.at, shown.at), from);
            return;
        }
        // Nothing is returned, says the page.
        let is_void = self.row(two.at).contains("(empty response body)");
        let is_something = matches!(look(document, schema).shape, Shape::Record | Shape::List(_));
        if is_void && is_something {
            let fate = if self.is_new(false) { Fate::Added } else { Fate::Removed };
            let text = format!("what is returned was {}", fate.name());
            self.tell(Kind::MediaSchema(fate), &from, &label, text, (own.at, two.at));
        }
    }

    /// What the first cell of the row says that was taken for the body, as
    /// languages keep it.
    fn first_cell(&self, body: &Body) -> String {
        let row = self.row(body.at).trim_start_matches([' ', '|']);
        name::plain(row.split('|').next().unwrap_or_default())
    }
}

/// The responses of an operation by status, in lower case.
fn listed<'r>(api: &'r Api, it: &'r Operation) -> BTreeMap<String, &'r Response> {
    let all = it.responses.all.iter();
    all.map(|it| (it.status.to_string().to_lowercase(), &api[it.response.to])).collect()
}

/// The response that means success, if there is one and no other.
fn success<'r>(all: &BTreeMap<String, &'r Response>) -> (Option<String>, Option<&'r Response>) {
    let mut real = all.iter().filter(|it| it.0.starts_with('2'));
    let first = real.next().filter(|_| real.next().is_none());
    (first.map(|it| it.0.clone()), first.map(|it| *it.1))
}

/// The schema of the media type that a generator takes: the first.
fn first(api: &Api, body: &Body) -> Option<Id<Schema>> {
    body.content.first().and_then(|it| api[it.to].schema)
}

fn is_form(api: &Api, body: &Body) -> bool {
    let first = body.content.first().map(|it| &*api[it.to].name.text).unwrap_or_default();
    first.starts_with("multipart/") || first.starts_with("application/x-www-form-urlencoded")
}
