//! What differs between two operations, and between two APIs around them.

use std::collections::BTreeSet;

use crate::diff::graph::Graph;
use crate::diff::kind::{Direction, Fate, Kind, Life, Notice, Prose, Subject};
use crate::diff::lens::{Lens, Pages};
use crate::diff::life::{self, Lifetime};
use crate::diff::{Change, Side, Terms, security, url};
use crate::ir::{Api, Id, Operation, PathItem, Said};
use crate::manner::Fact;
use crate::text::Span;

pub(super) type Places = (Option<Span>, Option<Span>);

/// What was found at an operation, before it is judged.
#[derive(Debug)]
pub(super) struct Raw {
    pub(super) kind: Kind,
    pub(super) subject: Subject,
    pub(super) direction: Option<Direction>,
    pub(super) text: String,
    pub(super) old: Option<Span>,
    pub(super) new: Option<Span>,
    pub(super) reach: Vec<u32>,
    /// Whether clients receive what it is about (a webhook, a callback).
    pub(super) received: bool,
}

/// An operation of either side.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) method: Box<str>,
    pub(super) path: Box<str>,
    pub(super) unstable: bool,
    both: Option<(Id<Operation>, Id<Operation>)>,
}

/// A comparison under way.
pub(super) struct Comparison<'a> {
    pub(super) old: Side<'a>,
    pub(super) new: Side<'a>,
    terms: Terms,
    pub(super) graph: Graph<'a>,
    pub(super) operations: Vec<Known>,
    pub(super) raw: Vec<Raw>,
    /// Whether what is compared now is received by clients.
    received: bool,
    /// The declared schemas of both sides.
    pub(super) names: (BTreeSet<&'a str>, BTreeSet<&'a str>),
}

/// Where in a comparison: an operation, and how deep in callbacks.
#[derive(Clone, Copy)]
pub(super) struct Here {
    pub(super) at: u32,
    depth: u8,
}

fn declared(api: &Api) -> BTreeSet<&str> {
    api.components.schemas.iter().map(|it| &*it.name).collect()
}

impl<'a> Comparison<'a> {
    pub(super) fn new(old: Side<'a>, new: Side<'a>, terms: Terms) -> Self {
        Self {
            old,
            new,
            terms,
            graph: Graph::new(old.api, new.api, Lens::new(&old, &new)),
            operations: Vec::new(),
            raw: Vec::new(),
            received: false,
            names: (declared(old.api), declared(new.api)),
        }
    }

    pub(super) fn run(mut self) -> Vec<Change> {
        let matched = url::matched(self.old.api, self.new.api);
        self.paths(&matched);
        self.webhooks();
        self.unused();
        self.around(matched.base.is_some());
        self.changes()
    }

    /// Notes what was found.
    pub(super) fn add(
        &mut self,
        kind: Kind,
        subject: Subject,
        direction: Option<Direction>,
        text: impl Into<String>,
        (old, new): Places,
        reach: &[u32],
    ) {
        if !self.graph.lens.sees(kind, subject, direction) {
            return;
        }
        let (text, reach) = (text.into(), reach.to_vec());
        let received = self.received;
        self.raw.push(Raw { kind, subject, direction, text, old, new, reach, received });
    }

    /// The matched operations of which this holds.
    pub(super) fn those(&self, holds: impl Fn(&Api, &Operation, &Operation) -> bool) -> Vec<u32> {
        let (old, new) = (self.old.api, self.new.api);
        (0u32..)
            .zip(&self.operations)
            .filter(|(_, it)| it.both.is_some_and(|(one, two)| holds(old, &old[one], &new[two])))
            .map(|it| it.0)
            .collect()
    }

    pub(super) fn today(&self) -> Option<life::Day> {
        self.terms.today
    }

    /// What clients send, or would if they were servers.
    pub(super) fn sent(&self) -> Direction {
        if self.received { Direction::Response } else { Direction::Request }
    }

    pub(super) fn returned(&self) -> Direction {
        if self.received { Direction::Request } else { Direction::Response }
    }

    fn know(&mut self, api: &Api, id: Id<Operation>, unstable: bool) -> u32 {
        let operation = &api[id];
        let path = api[operation.path].template.text.clone();
        let method = operation.method.name().into();
        self.operations.push(Known { method, path, unstable, both: None });
        u32::try_from(self.operations.len() - 1).unwrap_or(u32::MAX)
    }

    fn know_both(&mut self, old: Id<Operation>, new: Id<Operation>) -> u32 {
        let is_unstable = |it: &Operation| {
            Lifetime::new(it.deprecated == Some(true), &it.extensions).is_unstable()
        };
        let unstable = is_unstable(&self.old.api[old]) && is_unstable(&self.new.api[new]);
        let at = self.know(self.new.api, new, unstable);
        self.operations[at as usize].both = Some((old, new));
        at
    }

    fn paths(&mut self, matched: &url::Matched) {
        let (old, new) = (self.old.api, self.new.api);
        for pair in &matched.pairs {
            let at = self.know_both(pair.old, pair.new);
            if pair.moved {
                let (from, to) = (url::url(old, pair.old), url::url(new, pair.new));
                let text = format!("`{from}` moved to `{to}`");
                let places = (old[pair.old].method_at, new[pair.new].method_at);
                self.add(Kind::OperationMoved, Subject::Operation, None, text, places, &[at]);
            }
            self.operation(pair.old, pair.new, Here { at, depth: 0 });
        }
        if let Some((from, to)) = &matched.base {
            let shown = |it: &str| if it.is_empty() { "/".to_owned() } else { it.to_owned() };
            let text = format!(
                "every operation moved from the base path `{}` to `{}`",
                shown(from),
                shown(to)
            );
            let reach = self.those(|_, _, _| true);
            let at = |api: &Api| api.servers.first().and_then(|it| it.at).or(api.at);
            let places = (at(old), at(new));
            self.add(Kind::BasePathChanged, Subject::Api, None, text, places, &reach);
        }
        self.removed(matched);
        for &id in &matched.added {
            if !self.graph.lens.expects(Pages::Old(old), new, &new[id]) {
                continue;
            }
            let at = self.know(new, id, false);
            let it = &new[id];
            let text = format!("`{} {}` was added", it.method, new[it.path].template);
            let places = (None, it.method_at.or(it.at));
            self.add(Kind::OperationAdded, Subject::Operation, None, text, places, &[at]);
        }
    }

    fn removed(&mut self, matched: &url::Matched) {
        let (old, new) = (self.old.api, self.new.api);
        let kept: BTreeSet<String> =
            new.paths.iter().map(|it| url::shape(&new[*it].template)).collect();
        let hints = matched.removed.len() * matched.added.len() <= 50_000;
        for &id in &matched.removed {
            let it = &old[id];
            if !self.graph.lens.expects(Pages::New(new), old, it) {
                continue;
            }
            let template = &old[it.path].template;
            let life = Lifetime::new(it.deprecated == Some(true), &it.extensions);
            let notice = life.notice(self.terms.today);
            let survives = kept.contains(&url::shape(template))
                || matched.pairs.iter().any(|pair| old[pair.old].path == it.path);
            let kind =
                if survives { Kind::OperationRemoved(notice) } else { Kind::PathRemoved(notice) };
            let when = match notice {
                Notice::None | Notice::Unstable => "",
                Notice::Deprecated => " after it had been deprecated",
                Notice::Early => " before its end date",
                Notice::Due => " after its end date",
                Notice::Unreadable => "; its end date cannot be read",
            };
            let mut text = format!("`{} {template}` was removed{when}", it.method);
            if hints {
                let near = matched.added.iter().map(|&other| &new[other]);
                let near = near.filter(|other| other.method == it.method).map(|other| {
                    let path = &new[other.path].template;
                    (url::likeness(template, path), path)
                });
                let nearest = near.max_by(|one, two| one.0.total_cmp(&two.0));
                if let Some((_, path)) = nearest.filter(|it| it.0 >= 0.75) {
                    text = format!("{text}; is it `{} {path}` now?", it.method);
                }
            }
            let at = self.know(old, id, false);
            let places = (it.method_at.or(it.at), None);
            self.add(kind, Subject::Operation, None, text, places, &[at]);
        }
    }

    fn webhooks(&mut self) {
        self.received = true;
        let (old, new) = (self.old.api, self.new.api);
        for &id in &old.webhooks {
            let name = &old[id].template;
            match new.webhooks.iter().find(|it| new[**it].template == *name) {
                Some(&other) => self.items(id, other, 0, None),
                None => {
                    let text = format!("the webhook `{name}` was removed");
                    let kind = Kind::Webhook(Fate::Removed);
                    self.add(kind, Subject::Api, None, text, (name.at, None), &[]);
                }
            }
        }
        for &id in &new.webhooks {
            let name = &new[id].template;
            if !old.webhooks.iter().any(|it| old[*it].template == *name) {
                let text = format!("the webhook `{name}` was added");
                let kind = Kind::Webhook(Fate::Added);
                self.add(kind, Subject::Api, None, text, (None, name.at), &[]);
            }
        }
        self.received = false;
    }

    /// Compares the operations of two path items that are the same.
    fn items(&mut self, old: Id<PathItem>, new: Id<PathItem>, depth: u8, within: Option<u32>) {
        let (one, two) = (self.old.api, self.new.api);
        let kind = |fate| {
            if within.is_some() { Kind::Callback(fate) } else { Kind::Webhook(fate) }
        };
        let reach: Vec<u32> = within.into_iter().collect();
        for &id in &one[old].operations {
            let it = &one[id];
            let other = two[new].operations.iter().find(|it| two[**it].method == one[id].method);
            match other {
                Some(&other) => {
                    let at = within.unwrap_or_else(|| self.know_both(id, other));
                    self.operation(id, other, Here { at, depth });
                }
                None => {
                    let text = format!("`{} {}` was removed", it.method, one[old].template);
                    let kind = kind(Fate::Removed);
                    self.add(kind, Subject::Api, None, text, (it.method_at, two[new].at), &reach);
                }
            }
        }
        for &id in &two[new].operations {
            let it = &two[id];
            if !one[old].operations.iter().any(|other| one[*other].method == it.method) {
                let text = format!("`{} {}` was added", it.method, two[new].template);
                let kind = kind(Fate::Added);
                self.add(kind, Subject::Api, None, text, (one[old].at, it.method_at), &reach);
            }
        }
    }

    /// Compares two operations that are the same.
    fn operation(&mut self, old: Id<Operation>, new: Id<Operation>, here: Here) {
        let (one, two) = (&self.old.api[old], &self.new.api[new]);
        let at = (one.method_at.or(one.at), two.method_at.or(two.at));
        self.about(one, two, at, here);
        self.parameters(one, two, here);
        self.bodies(one, two, at, here);
        self.responses(one, two, here);
        if !self.received {
            security::own(self, one, two, here.at);
        }
        if here.depth < 3 {
            self.callbacks(one, two, here);
        }
    }

    /// What an operation says of itself.
    fn about(&mut self, old: &Operation, new: &Operation, at: Places, here: Here) {
        let reach = [here.at];
        let place = |it: Option<&Said>, or: Option<Span>| it.and_then(|it| it.at).or(or);
        let both = (place(old.id.as_ref(), at.0), place(new.id.as_ref(), at.1));
        let fate = match (&old.id, &new.id) {
            (None, Some(id)) => Some((Fate::Added, format!("the operationId `{id}` was added"))),
            (Some(id), None) => {
                Some((Fate::Removed, format!("the operationId `{id}` was removed")))
            }
            (Some(one), Some(two)) if one != two => {
                Some((Fate::Changed, format!("the operationId changed from `{one}` to `{two}`")))
            }
            _ => None,
        };
        if let Some((fate, text)) = fate {
            self.add(Kind::OperationId(fate), Subject::Operation, None, text, both, &reach);
        }
        // Pages show the first tag, and perhaps no other.
        let shown = if self.graph.lens.states(Fact::FurtherTags) { usize::MAX } else { 1 };
        let (before, after) =
            (&old.tags[..old.tags.len().min(shown)], &new.tags[..new.tags.len().min(shown)]);
        for tag in before.iter().filter(|it| !after.contains(it)) {
            let text = format!("the tag `{tag}` was removed");
            let places = (tag.at, at.1);
            self.add(Kind::Tag(Fate::Removed), Subject::Operation, None, text, places, &reach);
        }
        for tag in after.iter().filter(|it| !before.contains(it)) {
            let text = format!("the tag `{tag}` was added");
            let places = (at.0, tag.at);
            self.add(Kind::Tag(Fate::Added), Subject::Operation, None, text, places, &reach);
        }
        let life = |it: &Operation| Lifetime::new(it.deprecated == Some(true), &it.extensions);
        for (life, text) in life::lives(life(old), life(new)) {
            let text = match life {
                Life::StabilityInvalid => text.to_owned(),
                _ => format!("`{} {}` {text}", new.method, self.new.api[new.path].template),
            };
            self.add(Kind::Life(life), Subject::Operation, None, text, at, &reach);
        }
        let prose = [
            (Prose::Summary, &old.summary, &new.summary),
            (Prose::Description, &old.description, &new.description),
        ];
        for (what, one, two) in prose {
            self.prose(what, (one.as_ref(), two.as_ref()), at, None, &reach);
        }
        for (name, fate) in life::extensions(&old.extensions, &new.extensions) {
            let text = format!("`{name}` was {}", fate.name());
            let kind = Kind::Prose(Prose::Extension);
            self.add(kind, Subject::Operation, None, text, at, &reach);
        }
    }

    /// Notes prose that is another.
    pub(super) fn prose(
        &mut self,
        what: Prose,
        (old, new): (Option<&Said>, Option<&Said>),
        at: Places,
        direction: Option<Direction>,
        reach: &[u32],
    ) {
        let words = |it: Option<&Said>| it.map(|it| it.trim().to_owned()).unwrap_or_default();
        let (one, two) = (words(old), words(new));
        let said = (!one.is_empty(), !two.is_empty());
        if self.graph.lens.same_prose(&one, &two) || !self.graph.lens.sees_words(what, said) {
            return;
        }
        let name = what.name();
        let text = match (old, new) {
            (None, _) => format!("the {name} was added"),
            (_, None) => format!("the {name} was removed"),
            _ => format!("the {name} changed"),
        };
        let at = (old.and_then(|it| it.at).or(at.0), new.and_then(|it| it.at).or(at.1));
        self.add(Kind::Prose(what), Subject::Operation, direction, text, at, reach);
    }

    fn callbacks(&mut self, old: &Operation, new: &Operation, here: Here) {
        let (one, two) = (self.old.api, self.new.api);
        let reach = [here.at];
        for (name, callback) in &old.callbacks {
            let Some((_, other)) = new.callbacks.iter().find(|it| it.0 == *name) else {
                let text = format!("the callback `{name}` was removed");
                let kind = Kind::Callback(Fate::Removed);
                self.add(kind, Subject::Operation, None, text, (name.at, new.at), &reach);
                continue;
            };
            let was = self.received;
            self.received = !was;
            let (items, others) = (&one[callback.to].items, &two[other.to].items);
            for &id in items {
                let same = others.iter().find(|it| two[**it].template == one[id].template);
                match same {
                    Some(&other) => self.items(id, other, here.depth + 1, Some(here.at)),
                    None => {
                        let text = format!("the callback to `{}` was removed", one[id].template);
                        let places = (one[id].template.at, two[other.to].at);
                        let kind = Kind::Callback(Fate::Removed);
                        self.add(kind, Subject::Operation, None, text, places, &reach);
                    }
                }
            }
            for &id in others {
                if !items.iter().any(|it| one[*it].template == two[id].template) {
                    let text = format!("the callback to `{}` was added", two[id].template);
                    let places = (one[callback.to].at, two[id].template.at);
                    let kind = Kind::Callback(Fate::Added);
                    self.add(kind, Subject::Operation, None, text, places, &reach);
                }
            }
            self.received = was;
        }
        for (name, _) in &new.callbacks {
            if !old.callbacks.iter().any(|it| it.0 == *name) {
                let text = format!("the callback `{name}` was added");
                let kind = Kind::Callback(Fate::Added);
                self.add(kind, Subject::Operation, None, text, (old.at, name.at), &reach);
            }
        }
    }
}
