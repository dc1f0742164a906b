//! Which schemas are compared with which: each pair once, however often it is
//! used, with what leads to it.
//!
//! A pair is compared without a direction. The directions and what a pair
//! stands in flow down from the operations afterwards, so that a definition
//! is judged for all its uses at once and a circle is no trouble.

use std::collections::BTreeMap;

use crate::diff::kind::{Direction, Kind, Subject};
use crate::diff::lens::Lens;
use crate::diff::types::Relation;
use crate::diff::view::strip;
use crate::ir::{Api, Id, Schema};
use crate::text::Span;

/// How one schema leads to another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Via<'a> {
    /// It is what is said of the same value.
    Same,
    /// It is what a list or a map holds.
    Item(&'static str),
    /// It is a property.
    Property { name: &'a str, read_only: bool, write_only: bool },
    /// It is what a value must not be.
    Not,
}

/// In what a schema stands. Several for one pair are a set of bits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(super) enum Slot {
    Body,
    Parameter,
    HeaderParameter,
    Header,
    Property,
    /// A body that is no JSON: all its values are text.
    LooseBody,
    LooseProperty,
    HeaderProperty,
    ParameterProperty,
    ResponseHeaderProperty,
    Dormant,
    /// Under a `not`: what narrows there widens here, or it does not.
    Inverted,
}

impl Slot {
    /// The first that a pair has names its changes.
    const ALL: [Self; 12] = [
        Self::Body,
        Self::Parameter,
        Self::HeaderParameter,
        Self::Header,
        Self::Property,
        Self::LooseBody,
        Self::LooseProperty,
        Self::HeaderProperty,
        Self::ParameterProperty,
        Self::ResponseHeaderProperty,
        Self::Dormant,
        Self::Inverted,
    ];

    pub(super) fn subject(self) -> Subject {
        match self {
            Self::Body | Self::LooseBody => Subject::Body,
            Self::Parameter | Self::HeaderParameter => Subject::Parameter,
            Self::Header => Subject::Header,
            Self::Property | Self::LooseProperty | Self::Inverted => Subject::Property,
            Self::HeaderProperty => Subject::HeaderProperty,
            Self::ParameterProperty => Subject::ParameterProperty,
            Self::ResponseHeaderProperty => Subject::ResponseHeaderProperty,
            Self::Dormant => Subject::Dormant,
        }
    }

    /// Whether values are spelt as text there.
    pub(super) fn is_text(self) -> bool {
        matches!(self, Self::Parameter | Self::HeaderParameter | Self::Header)
            || matches!(self, Self::LooseBody | Self::LooseProperty)
    }

    /// Whether any two types are alike there, since the wire has none.
    pub(super) fn is_loose(self) -> bool {
        matches!(self, Self::LooseBody | Self::LooseProperty)
    }

    fn through(self, via: Via<'_>, direction: Direction) -> Self {
        match (via, self) {
            (_, Self::Dormant | Self::Inverted) | (Via::Same, _) => self,
            (Via::Not, _) => Self::Inverted,
            (Via::Item(_), Self::Body) => Self::Property,
            (Via::Item(_), Self::LooseBody) => Self::LooseProperty,
            (Via::Item(_), _) => self,
            (Via::Property { read_only, write_only, .. }, _) => {
                let hidden = match direction {
                    Direction::Request => read_only,
                    Direction::Response | Direction::Both => write_only,
                };
                match self {
                    Self::Body | Self::Property | Self::LooseBody | Self::LooseProperty
                        if hidden =>
                    {
                        Self::Dormant
                    }
                    Self::Body | Self::Property => Self::Property,
                    Self::LooseBody | Self::LooseProperty => Self::LooseProperty,
                    Self::Parameter | Self::ParameterProperty => Self::ParameterProperty,
                    Self::HeaderParameter | Self::HeaderProperty => Self::HeaderProperty,
                    Self::Header | Self::ResponseHeaderProperty => Self::ResponseHeaderProperty,
                    Self::Dormant | Self::Inverted => self,
                }
            }
        }
    }
}

/// A set of slots for each direction.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) struct Slots(u32);

impl Slots {
    pub(super) fn of(slot: Slot, direction: Direction) -> Self {
        let shift = if direction == Direction::Response { 16 } else { 0 };
        Self(1 << (slot as u32 + shift))
    }

    fn has(self, slot: Slot, direction: Direction) -> bool {
        self.0 & Self::of(slot, direction).0 != 0
    }

    /// The slot that names what changes in this direction.
    pub(super) fn first(self, direction: Direction) -> Option<Slot> {
        Slot::ALL.into_iter().find(|it| self.has(*it, direction))
    }

    pub(super) fn through(self, via: Via<'_>) -> Self {
        if via == Via::Same {
            return self;
        }
        let mut through = Self::default();
        for direction in Direction::JUDGED {
            for slot in Slot::ALL {
                if self.has(slot, direction) {
                    through.0 |= Self::of(slot.through(via, direction), direction).0;
                }
            }
        }
        through
    }
}

/// What differs, before it is judged.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum What {
    /// This.
    Kind(Kind),
    /// The types; how they relate depends on whether values are text.
    Types { strict: Relation, text: Relation, listed: bool, to_any: bool },
}

/// One difference between two schemas.
#[derive(Clone, Debug)]
pub(super) struct Difference<'a> {
    pub(super) what: What,
    /// What happened, as the beginning of a sentence.
    pub(super) text: String,
    /// Where in the schema it happened.
    pub(super) via: Via<'a>,
    pub(super) old: Option<Span>,
    pub(super) new: Option<Span>,
    /// On which sides something is said, where that is prose.
    pub(super) said: (bool, bool),
}

/// A pair of schemas.
#[derive(Debug)]
pub(super) struct Node<'a> {
    pub(super) old: Id<Schema>,
    pub(super) new: Id<Schema>,
    pub(super) edges: Vec<(u32, Via<'a>)>,
    pub(super) differences: Vec<Difference<'a>>,
    pub(super) slots: Slots,
    /// What first led here: a pair, or the place in an operation.
    pub(super) from: From<'a>,
    /// The operations that use it at once.
    pub(super) uses: Vec<(u32, Direction)>,
    /// Whether what leads here has told what became of null: one side says it
    /// of the definition, the other around each use.
    null_told: bool,
}

/// What first led to a pair.
#[derive(Clone, Debug)]
pub(super) enum From<'a> {
    Pair(u32, Via<'a>),
    Place(String),
}

/// All pairs.
#[derive(Debug)]
pub(super) struct Graph<'a> {
    pub(super) old: &'a Api,
    pub(super) new: &'a Api,
    pub(super) lens: Lens,
    pub(super) nodes: Vec<Node<'a>>,
    /// For each old schema the pair with the new one that it met first.
    first: Vec<u32>,
    /// The pairs with others, and those of which null is told already.
    others: BTreeMap<(u32, u32, bool), u32>,
    /// Pairs that are not compared yet.
    waiting: Vec<u32>,
    /// Pairs that no operation leads to.
    unused: Vec<u32>,
}

const NONE: u32 = u32::MAX;

impl<'a> Graph<'a> {
    pub(super) fn new(old: &'a Api, new: &'a Api, lens: Lens) -> Self {
        Self {
            old,
            new,
            lens,
            nodes: Vec::new(),
            first: vec![NONE; old.schemas.len()],
            others: BTreeMap::new(),
            waiting: Vec::new(),
            unused: Vec::new(),
        }
    }

    /// The pair of two schemas, which will be compared if it is not yet.
    fn pair(
        &mut self,
        (old, new): (Id<Schema>, Id<Schema>),
        null_told: bool,
        from: impl FnOnce() -> From<'a>,
    ) -> u32 {
        let (old, new) = (strip(self.old, old), strip(self.new, new));
        let next = u32::try_from(self.nodes.len()).unwrap_or(NONE);
        let first = self.first[old.index()];
        if first == NONE && !null_told {
            self.first[old.index()] = next;
        } else if !null_told && self.nodes[first as usize].new == new {
            return first;
        } else {
            let index = |it: Id<Schema>| u32::try_from(it.index()).unwrap_or(NONE);
            let key = (index(old), index(new), null_told);
            if let Some(&known) = self.others.get(&key) {
                return known;
            }
            self.others.insert(key, next);
        }
        self.nodes.push(Node {
            old,
            new,
            edges: Vec::new(),
            differences: Vec::new(),
            slots: Slots::default(),
            from: from(),
            uses: Vec::new(),
            null_told,
        });
        self.waiting.push(next);
        next
    }

    /// Lets an operation use a pair.
    pub(super) fn root(
        &mut self,
        (old, new): (Id<Schema>, Id<Schema>),
        slot: Slot,
        (direction, operation): (Direction, u32),
        place: impl FnOnce() -> String,
    ) {
        let pair = self.pair((old, new), false, || From::Place(place()));
        let node = &mut self.nodes[pair as usize];
        node.slots.0 |= Slots::of(slot, direction).0;
        node.uses.push((operation, direction));
        self.compare_waiting();
    }

    /// Compares a pair that no operation uses, unless one does after all.
    pub(super) fn unused(&mut self, (old, new): (Id<Schema>, Id<Schema>)) {
        let known = self.nodes.len();
        let (one, two) = (strip(self.old, old), strip(self.new, new));
        let index = |it: Id<Schema>| u32::try_from(it.index()).unwrap_or(NONE);
        if self.others.contains_key(&(index(one), index(two), true)) {
            return;
        }
        let name = || self.new.schema_name(new).map(|it| format!("`{}`", it.text));
        let place = name().unwrap_or_default();
        let pair = self.pair((old, new), false, || From::Place(place));
        if self.nodes.len() > known {
            self.unused.push(pair);
            self.compare_waiting();
        }
    }

    fn compare_waiting(&mut self) {
        while let Some(at) = self.waiting.pop() {
            let Node { old, new, null_told, .. } = self.nodes[at as usize];
            let (lens, edges, differences) = (self.lens, Vec::new(), Vec::new());
            let mut found = Compared { at, lens, null_told, edges, differences };
            super::schema::compare(self, &mut found, old, new);
            let node = &mut self.nodes[at as usize];
            node.edges = found.edges;
            node.differences = found.differences;
        }
    }

    /// Lets slots flow along the edges until nothing changes: those of the
    /// operations, and behind them those of definitions that none leads to.
    pub(super) fn flow(&mut self) {
        let all = 0..u32::try_from(self.nodes.len()).unwrap_or(NONE);
        let is_used = |it: &Node<'_>| it.slots != Slots::default();
        let used = all.filter(|&at| is_used(&self.nodes[at as usize])).collect();
        self.flow_from(used, |_| true);
        let unused = std::mem::take(&mut self.unused);
        let reached: Vec<bool> = self.nodes.iter().map(is_used).collect();
        for &at in &unused {
            self.nodes[at as usize].slots = Slots::of(Slot::Body, Direction::Request);
        }
        self.flow_from(unused, |to| !reached[to as usize]);
    }

    fn flow_from(&mut self, mut waiting: Vec<u32>, may: impl Fn(u32) -> bool) {
        while let Some(at) = waiting.pop() {
            let slots = self.nodes[at as usize].slots;
            for index in 0..self.nodes[at as usize].edges.len() {
                let (to, via) = self.nodes[at as usize].edges[index];
                let more = slots.through(via).0;
                let known = &mut self.nodes[to as usize].slots.0;
                if may(to) && *known | more != *known {
                    *known |= more;
                    waiting.push(to);
                }
            }
        }
    }

    /// For each pair, those that lead to it.
    pub(super) fn parents(&self) -> Vec<Vec<u32>> {
        let mut parents = vec![Vec::new(); self.nodes.len()];
        for (at, node) in (0u32..).zip(&self.nodes) {
            for (to, _) in &node.edges {
                parents[*to as usize].push(at);
            }
        }
        parents
    }

    /// How a pair is called: by its definition, or by the way to it.
    pub(super) fn label(&self, pair: u32) -> String {
        let mut steps: Vec<String> = Vec::new();
        let mut at = pair;
        for _ in 0..64 {
            let node = &self.nodes[at as usize];
            // What is a definition on one side only is told where it is used.
            let both = (self.old.schema_name(node.old), self.new.schema_name(node.new));
            if let (Some(_), Some(name)) = both {
                steps.push(format!("`{}", name.text));
                break;
            }
            match &node.from {
                From::Place(place) => {
                    let mut place = place.clone();
                    if !steps.is_empty() {
                        place.push_str(" `");
                    }
                    steps.push(place);
                    break;
                }
                From::Pair(parent, via) => {
                    steps.extend(step(*via));
                    at = *parent;
                }
            }
        }
        steps.reverse();
        let mut label = steps.concat().replace("` .", " `").replace("`.", "`");
        if label.matches('`').count() % 2 == 1 {
            label.push('`');
        }
        label
    }
}

/// A step as it stands in a label.
pub(super) fn step(via: Via<'_>) -> Option<String> {
    match via {
        Via::Same => None,
        Via::Item(mark) => Some(mark.to_owned()),
        Via::Property { name, .. } => Some(format!(".{name}")),
        Via::Not => Some(".not".to_owned()),
    }
}

/// What comparing one pair gave.
pub(super) struct Compared<'a> {
    at: u32,
    pub(super) lens: Lens,
    /// Whether what became of null is told already.
    pub(super) null_told: bool,
    pub(super) edges: Vec<(u32, Via<'a>)>,
    pub(super) differences: Vec<Difference<'a>>,
}

impl<'a> Compared<'a> {
    /// Leads on to what is said of the same value elsewhere.
    pub(super) fn definition(
        &mut self,
        graph: &mut Graph<'a>,
        both: (Id<Schema>, Id<Schema>),
        null_told: bool,
    ) {
        let at = self.at;
        let to = graph.pair(both, null_told, || From::Pair(at, Via::Same));
        self.edges.push((to, Via::Same));
    }

    /// Leads on to another pair.
    pub(super) fn edge(
        &mut self,
        graph: &mut Graph<'a>,
        old: Id<Schema>,
        new: Id<Schema>,
        via: Via<'a>,
    ) {
        let at = self.at;
        let to = graph.pair((old, new), false, || From::Pair(at, via));
        self.edges.push((to, via));
    }

    /// Notes a difference.
    pub(super) fn add(
        &mut self,
        kind: Kind,
        (old, new): (Option<Span>, Option<Span>),
        text: impl Into<String>,
    ) {
        self.add_at(Via::Same, kind, (old, new), text);
    }

    /// Notes a difference in a part of the schema.
    pub(super) fn add_at(
        &mut self,
        via: Via<'a>,
        kind: Kind,
        (old, new): (Option<Span>, Option<Span>),
        text: impl Into<String>,
    ) {
        let (text, what) = (text.into(), What::Kind(kind));
        self.differences.push(Difference { what, text, via, old, new, said: (true, true) });
    }
}
