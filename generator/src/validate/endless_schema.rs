use crate::diag::{Level, Rule};
use crate::ir::{Api, Id, Schema};
use crate::text::Span;
use crate::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "endless-schema",
        summary: "schemas that ask for each other of one and the same value",
        page: include_str!("endless_schema.md"),
        level: Level::Warning,
    },
    ask: Ask::Api(ask),
};

fn ask(api: &Api, find: &mut Finder<'_>) {
    let siblings = find.dialect().schema_ref_siblings;
    for circle in circles(api, siblings) {
        let places: Vec<Option<Span>> = circle.iter().map(|&it| place(api, it)).collect();
        let named = circle.iter().find_map(|&it| api.schema_name(it));
        let what = named.map_or("this schema".to_owned(), |it| format!("the schema `{it}`"));
        find.add_once(&places, format!("{what} asks for itself, of one and the same value"))
            .help("take one of the references out, or put it under `properties` or `items`");
    }
}

fn place(api: &Api, id: Id<Schema>) -> Option<Span> {
    let schema = &api[id];
    schema.reference.as_ref().and_then(|it| it.text.at).or(schema.at)
}

/// The schemas that hold for a value because this one does, by position.
fn parts(schema: &Schema, siblings: bool) -> Vec<usize> {
    let to = schema.reference.as_ref().and_then(|it| it.to).map(Id::index);
    if schema.reference.is_some() && !siblings {
        return to.into_iter().collect();
    }
    let not = schema.logic.as_deref().and_then(|it| it.not);
    let all = schema.all_of().iter().chain(schema.any_of()).chain(schema.one_of());
    all.chain(&not).map(|it| it.index()).chain(to).collect()
}

/// The circles that parts make, each with its schemas in order.
///
/// These are the strongly connected components (Tarjan 1972), without recursion.
fn circles(api: &Api, siblings: bool) -> Vec<Vec<Id<Schema>>> {
    let mut search = Search::new(api.schemas.len());
    let mut all = Vec::new();
    for start in 0..api.schemas.len() {
        // Frames of a walk: a schema, its parts, and how many were looked at.
        let mut walk: Vec<(usize, Vec<usize>, usize)> = Vec::new();
        let mut next = Some(start);
        loop {
            if let Some(at) = next.take().filter(|&it| search.enter(it)) {
                walk.push((at, parts(&api[Id::<Schema>::new(at)], siblings), 0));
            }
            let Some((at, parts, done)) = walk.last_mut() else { break };
            if let Some(&part) = parts.get(*done) {
                *done += 1;
                search.meet(*at, part);
                next = Some(part);
                continue;
            }
            let (at, is_own_part) = (*at, parts.contains(at));
            walk.pop();
            if let Some((above, ..)) = walk.last() {
                search.lowest[*above] = search.lowest[*above].min(search.lowest[at]);
            }
            let mut circle = search.leave(at);
            if circle.len() > 1 || !circle.is_empty() && is_own_part {
                circle.sort_unstable();
                all.push(circle.into_iter().map(Id::new).collect());
            }
        }
    }
    all.sort_by_key(|it: &Vec<Id<Schema>>| it[0].index());
    all
}

/// What the search knows of each schema, by position.
struct Search {
    /// When it was entered; 0: not yet.
    entered: Vec<usize>,
    /// The earliest of those that wait and that it leads to.
    lowest: Vec<usize>,
    /// Those whose circle is not known yet, in the order of entering.
    waiting: Vec<usize>,
    waits: Vec<bool>,
    clock: usize,
}

impl Search {
    fn new(count: usize) -> Self {
        let (entered, lowest, waits) = (vec![0; count], vec![0; count], vec![false; count]);
        Self { entered, lowest, waiting: Vec::new(), waits, clock: 0 }
    }

    /// Whether it was not entered before.
    fn enter(&mut self, at: usize) -> bool {
        if self.entered[at] != 0 {
            return false;
        }
        self.clock += 1;
        (self.entered[at], self.lowest[at]) = (self.clock, self.clock);
        self.waiting.push(at);
        self.waits[at] = true;
        true
    }

    /// One has another, which may have been entered, as its part.
    fn meet(&mut self, at: usize, part: usize) {
        if self.waits[part] {
            self.lowest[at] = self.lowest[at].min(self.entered[part]);
        }
    }

    /// All its parts were looked at: gives what hangs together, where it is
    /// the first of that.
    fn leave(&mut self, at: usize) -> Vec<usize> {
        if self.lowest[at] != self.entered[at] {
            return Vec::new();
        }
        let from = self.waiting.iter().rposition(|&it| it == at).unwrap_or(self.waiting.len());
        let circle = self.waiting.split_off(from);
        for &it in &circle {
            self.waits[it] = false;
        }
        circle
    }
}
