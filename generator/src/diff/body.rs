//! What differs between the bodies, responses and headers of two operations.

use crate::diff::graph::Slot;
use crate::diff::kind::{Direction, Fate, Kind, Prose, Subject};
use crate::diff::operation::{Comparison, Here, Places};
use crate::diff::parameter::described;
use crate::ir::{Answer, Api, Encoding, Header, Id, Media, Operation, Response, Said, Status, Use};
use crate::manner::Fact;

/// Whether values of this media type are text, whatever their schema says.
fn is_loose(media: &str) -> bool {
    let essence = essence(media);
    essence.ends_with("/xml") || essence.ends_with("+xml") || essence.starts_with("text/")
}

/// A media type without its parameters, in lower case.
fn essence(media: &str) -> String {
    media.split(';').next().unwrap_or_default().trim().to_lowercase()
}

/// A media type with its parameters, spelt in one way.
fn full(media: &str) -> String {
    let parts: Vec<_> = media.split(';').map(|it| it.trim().to_lowercase()).collect();
    parts.join(";")
}

/// How one media type stands to another that took its place, if it did.
fn replaced(old: &str, new: &str, response: bool) -> Option<Kind> {
    let (one, two) = (essence(old), essence(new));
    let same = one == two;
    let parameters = old.contains(';') || new.contains(';');
    // `application/problem+json` is an `application/json`.
    let is_a = |narrow: &str, wide: &str| {
        let (Some((kind, name)), Some((other, base))) =
            (narrow.split_once('/'), wide.split_once('/'))
        else {
            return false;
        };
        kind == other && name.rsplit_once('+').is_some_and(|it| it.1 == base)
    };
    let _ = response;
    match (is_a(&one, &two), is_a(&two, &one)) {
        _ if same => Some(Kind::Media(Fate::Changed)),
        (true, _) | (_, true) if parameters => Some(Kind::Media(Fate::Changed)),
        (true, _) => Some(Kind::MediaGeneralized),
        (_, true) => Some(Kind::MediaSpecialized),
        _ => None,
    }
}

impl Comparison<'_> {
    /// Where a schema stands, as the place of its changes.
    pub(super) fn within(&self, here: Here, what: &str) -> String {
        let it = &self.operations[here.at as usize];
        format!("{what} of `{} {}`", it.method, it.path)
    }

    /// Compares request bodies.
    pub(super) fn bodies(&mut self, old: &Operation, new: &Operation, at: Places, here: Here) {
        let (one, two) = (self.old.api, self.new.api);
        let direction = self.sent();
        let reach = [here.at];
        match (&old.body, &new.body) {
            (None, None) => {}
            (None, Some(body)) => {
                let body = &two[body.to];
                let required = body.required == Some(true);
                let must = if required { "required" } else { "optional" };
                let text = format!("the {must} request body was added");
                let kind = Kind::BodyAdded(required);
                self.add(kind, Subject::Body, Some(direction), text, (at.0, body.at), &reach);
            }
            (Some(body), None) => {
                let places = (one[body.to].at, at.1);
                let text = "the request body was removed";
                self.add(Kind::BodyRemoved, Subject::Body, Some(direction), text, places, &reach);
            }
            (Some(was), Some(is)) => {
                let (before, after) = (&one[was.to], &two[is.to]);
                let places = (before.at, after.at);
                let must = (before.required == Some(true), after.required == Some(true));
                let kind = match must {
                    (false, true) => Some((Kind::BecameRequired(false), "became required")),
                    (true, false) => Some((Kind::BecameOptional, "became optional")),
                    _ => None,
                };
                // A form's fields say it each for itself.
                let form = !(before.fields.is_empty() && after.fields.is_empty());
                let form = form && self.graph.lens.is_used();
                if let Some((kind, text)) = kind.filter(|_| !form) {
                    let text = format!("the request body {text}");
                    self.add(kind, Subject::Body, Some(direction), text, places, &reach);
                }
                let prose = (
                    described(was, before.description.as_ref()),
                    described(is, after.description.as_ref()),
                );
                self.prose(Prose::Description, prose, places, Some(direction), &reach);
                let content = (&before.content[..], &after.content[..]);
                self.content(content, "the request body", direction, places, here);
            }
        }
    }

    /// Compares what a body may be.
    fn content(
        &mut self,
        (old, new): (&[Use<Media>], &[Use<Media>]),
        what: &str,
        direction: Direction,
        at: Places,
        here: Here,
    ) {
        let (one, two) = (self.old.api, self.new.api);
        let mut left: Vec<Id<Media>> = new.iter().map(|it| it.to).collect();
        let mut gone: Vec<Id<Media>> = Vec::new();
        for media in old {
            let name = full(&one[media.to].name);
            match left.iter().position(|it| full(&two[*it].name) == name) {
                Some(found) => {
                    let other = left.remove(found);
                    self.media(media.to, other, what, direction, here);
                }
                None => gone.push(media.to),
            }
        }
        // Samples show one of several, perhaps under another name.
        if self.graph.lens.is_used()
            && !self.graph.lens.states(Fact::FirstMedia)
            && let ([first, ..], [other, ..]) = (&gone[..], &left[..])
        {
            self.media(*first, *other, what, direction, here);
        }
        let reach = [here.at];
        for id in gone {
            let it = &one[id];
            let place = it.at.or(it.name.at).or(at.0);
            let response = direction == Direction::Response;
            let found = left.iter().enumerate().find_map(|(position, other)| {
                Some((position, replaced(&it.name, &two[*other].name, response)?))
            });
            let Some((position, kind)) = found else {
                let text = format!("{what} is no longer `{}`", it.name);
                let kind = Kind::Media(Fate::Removed);
                self.add(kind, Subject::Body, Some(direction), text, (place, at.1), &reach);
                continue;
            };
            let other = left.remove(position);
            let name = &two[other].name;
            let text = format!("{what} was `{}` and is `{name}`", it.name);
            let places = (place, two[other].at.or(name.at).or(at.1));
            self.add(kind, Subject::Body, Some(direction), text, places, &reach);
            self.media(id, other, what, direction, here);
        }
        for id in left {
            let it = &two[id];
            let text = format!("{what} may be `{}` now", it.name);
            let places = (at.0, it.at.or(it.name.at).or(at.1));
            let kind = Kind::Media(Fate::Added);
            self.add(kind, Subject::Body, Some(direction), text, places, &reach);
        }
    }

    fn media(
        &mut self,
        old: Id<Media>,
        new: Id<Media>,
        what: &str,
        direction: Direction,
        here: Here,
    ) {
        let (one, two) = (&self.old.api[old], &self.new.api[new]);
        let at = (one.at, two.at);
        let reach = [here.at];
        let slot = if is_loose(&two.name) { Slot::LooseBody } else { Slot::Body };
        let place = self.within(here, what);
        for (before, after) in [(one.schema, two.schema), (one.item_schema, two.item_schema)] {
            let (kind, text) = match (before, after) {
                (None, None) => continue,
                (Some(before), Some(after)) => {
                    let uses = (direction, here.at);
                    self.graph.root((before, after), slot, uses, || place.clone());
                    continue;
                }
                (None, Some(_)) => (Kind::MediaSchema(Fate::Added), "has a schema now"),
                (Some(_), None) => (Kind::MediaSchema(Fate::Removed), "has no schema any more"),
            };
            let text = format!("{what} {text}");
            self.add(kind, Subject::Body, Some(direction), text, at, &reach);
        }
        for (name, before) in &one.encoding {
            if let Some((_, after)) = two.encoding.iter().find(|it| it.0 == *name) {
                let means =
                    |it: &Encoding| (it.content_type.as_deref().map(full), it.style, it.explode);
                if means(before) != means(after) {
                    let text = format!("`{name}` in {what} is sent in another way");
                    let kind = Kind::EncodingChanged;
                    let places = (before.at, after.at);
                    self.add(kind, Subject::Body, Some(direction), text, places, &reach);
                }
            }
        }
    }

    /// Compares responses.
    pub(super) fn responses(&mut self, old: &Operation, new: &Operation, here: Here) {
        let (before, after) = (&old.responses.all, &new.responses.all);
        // Before 3.1 an operation must have a response: one that says nothing
        // means what none means in later versions.
        let silent = |api: &Api, it: &[Answer]| matches!(it, [one] if one.status == Status::Default && says_nothing(&api[one.response.to]));
        if before.is_empty() && silent(self.new.api, after)
            || after.is_empty() && silent(self.old.api, before)
        {
            return;
        }
        let direction = Some(self.returned());
        let find =
            |all: &'_ [Answer], status: &Status| all.iter().position(|it| it.status == *status);
        // Of a status that is said twice the first counts.
        let first = |(at, it): &(usize, &Answer)| find(before, &it.status) == Some(*at);
        for (_, it) in before.iter().enumerate().filter(first) {
            match find(after, &it.status) {
                Some(at) => self.response(it, &after[at], here),
                None => {
                    let text = format!("the response {} was removed", it.status);
                    let places = (it.at, new.responses.at.or(new.at));
                    let kind = Kind::response(&it.status, Fate::Removed);
                    self.add(kind, Subject::Body, direction, text, places, &[here.at]);
                }
            }
        }
        for it in after.iter().filter(|it| find(before, &it.status).is_none()) {
            let text = format!("the response {} was added", it.status);
            let places = (old.responses.at.or(old.at), it.at);
            let kind = Kind::response(&it.status, Fate::Added);
            self.add(kind, Subject::Body, direction, text, places, &[here.at]);
        }
    }

    fn response(&mut self, old: &Answer, new: &Answer, here: Here) {
        let (one, two) = (&self.old.api[old.response.to], &self.new.api[new.response.to]);
        let direction = self.returned();
        let at = (one.at.or(old.at), two.at.or(new.at));
        let prose = (
            described(&old.response, one.description.as_ref()),
            described(&new.response, two.description.as_ref()),
        );
        self.prose(Prose::Description, prose, at, Some(direction), &[here.at]);
        let what = format!("the response {}", new.status);
        self.content((&one.content, &two.content), &what, direction, at, here);
        self.headers(&one.headers, &two.headers, &what, at, here);
        self.links(one, two, at, here);
    }

    fn links(&mut self, old: &Response, new: &Response, at: Places, here: Here) {
        let direction = Some(self.returned());
        let has = |it: &Response, name: &Said| it.links.iter().any(|link| link.0 == *name);
        for (name, _) in old.links.iter().filter(|it| !has(new, &it.0)) {
            let text = format!("the link `{name}` was removed");
            let kind = Kind::Link(Fate::Removed);
            self.add(kind, Subject::Body, direction, text, (name.at, at.1), &[here.at]);
        }
        for (name, _) in new.links.iter().filter(|it| !has(old, &it.0)) {
            let text = format!("the link `{name}` was added");
            let kind = Kind::Link(Fate::Added);
            self.add(kind, Subject::Body, direction, text, (at.0, name.at), &[here.at]);
        }
    }

    fn headers(
        &mut self,
        old: &[(Said, Use<Header>)],
        new: &[(Said, Use<Header>)],
        what: &str,
        at: Places,
        here: Here,
    ) {
        let (one, two) = (self.old.api, self.new.api);
        let direction = self.returned();
        let reach = [here.at];
        let find = |all: &'_ [(Said, Use<Header>)], name: &Said| {
            all.iter().position(|it| it.0.eq_ignore_ascii_case(name))
        };
        // Headers are told apart without case: of those that are alike the first counts.
        let first = |(at, it): &(usize, &(Said, Use<Header>))| find(old, &it.0) == Some(*at);
        for (_, (name, header)) in old.iter().enumerate().filter(first) {
            let before = &one[header.to];
            let required = before.required == Some(true);
            let Some(position) = find(new, name) else {
                let text = format!("the header `{name}` of {what} was removed");
                let kind = Kind::HeaderRemoved(required);
                let places = (name.at, at.1);
                self.add(kind, Subject::Header, Some(direction), text, places, &reach);
                continue;
            };
            let (now, other) = &new[position];
            let after = &two[other.to];
            let places = (name.at, now.at);
            let kind = match (required, after.required == Some(true)) {
                (true, false) => Some((Kind::BecameOptional, "became optional")),
                (false, true) => Some((Kind::BecameRequired(false), "became required")),
                _ => None,
            };
            if let Some((kind, text)) = kind {
                let text = format!("the header `{now}` of {what} {text}");
                self.add(kind, Subject::Header, Some(direction), text, places, &reach);
            }
            let schema = |api: &Api, it: &Header| {
                it.schema.or_else(|| it.content.first().and_then(|it| api[it.to].schema))
            };
            let schemas = (schema(one, before), schema(two, after));
            let prose = (
                described(header, before.description.as_ref()),
                described(other, after.description.as_ref()),
            );
            self.prose_of_value(prose, schemas, places, Some(direction), &reach);
            let old_ones = (before.example.as_ref(), &before.examples[..], schemas.0);
            let new_ones = (after.example.as_ref(), &after.examples[..], schemas.1);
            self.examples_of_value(old_ones, new_ones, places, Some(direction), &reach);
            if let (Some(old), Some(new)) = (schema(one, before), schema(two, after)) {
                let place = self.within(here, &format!("header `{now}` of {what}"));
                self.graph.root((old, new), Slot::Header, (direction, here.at), || place);
            }
        }
        for (name, _) in new.iter().filter(|it| find(old, &it.0).is_none()) {
            let text = format!("the header `{name}` of {what} was added");
            let places = (at.0, name.at);
            let kind = Kind::HeaderAdded;
            self.add(kind, Subject::Header, Some(direction), text, places, &reach);
        }
    }
}

/// Whether a response may be anything, and nothing is told of it.
fn says_nothing(it: &Response) -> bool {
    it.content.is_empty()
        && it.headers.is_empty()
        && it.links.is_empty()
        && it.extensions.is_empty()
        && it.summary.is_none()
        && it.description.as_deref().is_none_or(|it| it.trim().is_empty())
}
