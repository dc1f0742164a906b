//! One change of a document, and what must be told of it.

use std::fmt::{self, Write as _};

use specwright::diff::{Fate, Kind, Prose};

use super::Random;
use super::places::Places;
use super::tree::{Step, Tree, Way};

/// What is planted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sort {
    /// A property is gone.
    PropertyRemoved,
    /// A type is another.
    TypeChanged,
    /// One more value is listed.
    EnumValueAdded,
    /// A parameter must be there.
    ParameterRequired,
    /// One more status.
    ResponseAdded,
    /// An operation is gone.
    OperationRemoved,
    /// Other prose.
    DescriptionChanged,
    /// Another format, or one where there was none.
    FormatChanged,
}

const SORTS: [Sort; 8] = [
    Sort::PropertyRemoved,
    Sort::TypeChanged,
    Sort::EnumValueAdded,
    Sort::ParameterRequired,
    Sort::ResponseAdded,
    Sort::OperationRemoved,
    Sort::DescriptionChanged,
    Sort::FormatChanged,
];

impl Sort {
    /// What it is called in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::PropertyRemoved => "property removed",
            Self::TypeChanged => "type changed",
            Self::EnumValueAdded => "enum value added",
            Self::ParameterRequired => "parameter required",
            Self::ResponseAdded => "response added",
            Self::OperationRemoved => "operation removed",
            Self::DescriptionChanged => "description changed",
            Self::FormatChanged => "format changed",
        }
    }

    /// Whether a change of this kind tells of it on pages: nothing but a sample
    /// may show it there, and an object without properties is shown as nothing.
    pub fn is_shown_by(self, kind: Kind) -> bool {
        let empty = self == Self::PropertyRemoved
            && matches!(kind, Kind::MediaSchema(Fate::Removed) | Kind::Member(_, Fate::Removed));
        empty || matches!(kind, Kind::Prose(Prose::Example)) || self.is_told_by(kind)
    }

    /// Whether a change of this kind tells of it.
    pub fn is_told_by(self, kind: Kind) -> bool {
        match self {
            Self::PropertyRemoved => matches!(kind, Kind::PropertyRemoved { .. }),
            Self::TypeChanged | Self::FormatChanged => matches!(
                kind,
                Kind::TypeChanged
                    | Kind::TypeGeneralized
                    | Kind::TypeSpecialized
                    | Kind::TypeCompatible
                    | Kind::TypesWidened
                    | Kind::TypesNarrowed
                    // Alternatives of a union are told by their types.
                    | Kind::Member(..)
                    | Kind::UnionChanged
            ),
            Self::EnumValueAdded => matches!(kind, Kind::EnumValue(Fate::Added)),
            Self::ParameterRequired => matches!(kind, Kind::BecameRequired(_)),
            Self::ResponseAdded => matches!(kind, Kind::NonSuccess(Fate::Added)),
            Self::OperationRemoved => {
                matches!(kind, Kind::OperationRemoved(_) | Kind::PathRemoved(_))
            }
            Self::DescriptionChanged => matches!(kind, Kind::Prose(Prose::Description)),
        }
    }
}

/// One change of a document.
#[derive(Debug)]
pub struct Planted {
    /// What is changed.
    pub sort: Sort,
    /// Where, in words.
    what: String,
    /// The last name on the way.
    pub name: String,
    /// Where the original may be pointed at.
    pub old: Vec<Way>,
    /// Where the changed one may be pointed at.
    pub new: Vec<Way>,
    /// What it is in: a definition, or a path.
    holder: Way,
    way: Way,
    edit: Edit,
}

/// How a document is changed at a place.
#[derive(Debug)]
enum Edit {
    /// A property of the schema there is gone.
    Property(String),
    /// A key has this value, or none.
    Keys(Vec<(&'static str, Option<Tree>)>),
    /// One more value is listed.
    Value,
    /// One more status.
    Status(&'static str),
    /// A method of the path there is gone.
    Method(String),
}

impl Planted {
    /// Changes a document that has the place.
    pub fn apply(&self, tree: &mut Tree) {
        let Some(it) = tree.at_mut(&self.way) else { return };
        match &self.edit {
            Edit::Property(name) => remove_property(it, name),
            Edit::Keys(keys) => {
                for (key, value) in keys {
                    match value {
                        Some(value) => it.set(key, value.clone()),
                        None => it.remove(key),
                    }
                }
            }
            Edit::Value => {
                if let Some(Tree::List(all)) = it.at_mut(&[Step::Key("enum".to_owned())]) {
                    all.push(Tree::text("planted"));
                }
            }
            Edit::Status(status) => {
                let said = Tree::Map(vec![("description".to_owned(), Tree::text("Planted"))]);
                if let Some(all) = it.at_mut(&[Step::Key("responses".to_owned())]) {
                    all.set(status, said);
                }
            }
            Edit::Method(method) => it.remove(method),
        }
    }

    /// Whether neither of two can change what is told of the other.
    pub fn is_apart_from(&self, other: &Self) -> bool {
        self.holder != other.holder
    }
}

impl fmt::Display for Planted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at {}", self.sort.name(), self.what)
    }
}

/// A change of a random sort, where the document has a place for it.
pub(super) fn plant(document: &Tree, places: &Places, random: &mut Random) -> Option<Planted> {
    let first = random.below(SORTS.len());
    (0..SORTS.len()).find_map(|it| {
        let sort = SORTS[(first + it) % SORTS.len()];
        let all = places.of(sort);
        let way = all.get(random.below(all.len()))?;
        planted(document, sort, way, random)
    })
}

fn planted(document: &Tree, sort: Sort, way: &Way, random: &mut Random) -> Option<Planted> {
    let it = document.at(way)?;
    let key = |it: &Step| match it {
        Step::Key(key) => key.clone(),
        Step::Item(at) => at.to_string(),
    };
    let last = way.last().map(key).unwrap_or_default();
    let mut what = way.iter().map(key).collect::<Vec<_>>().join(" / ");
    let (mut at, mut new) = (way.clone(), vec![way.clone()]);
    let edit = match sort {
        Sort::PropertyRemoved => {
            // A table lists the values of all that have one name.
            let own = it.get("enum").is_some();
            if own && count(document, &last) > 1 || !own && count(it, "enum") > 0 {
                return None;
            }
            // Pages show an object without properties as nothing at all.
            if document.at(&way[..way.len() - 1])?.entries().len() == 1 {
                return None;
            }
            at = way[..way.len() - 2].to_vec();
            new = vec![at.clone()];
            Edit::Property(last)
        }
        Sort::TypeChanged => {
            let now = if it.get("type")?.as_text()? == "string" { "integer" } else { "string" };
            let _ = write!(what, " to {now}");
            Edit::Keys(vec![("type", Some(Tree::text(now))), ("format", None)])
        }
        Sort::EnumValueAdded => {
            let is_property = way.contains(&Step::Key("properties".to_owned()));
            if is_property && count(document, &last) > 1 {
                return None;
            }
            Edit::Value
        }
        Sort::ParameterRequired => {
            Edit::Keys(vec![("required", Some(Tree::Scalar("true".to_owned())))])
        }
        Sort::ResponseAdded => {
            let status = ["418", "451", "507"][random.below(3)];
            if it.get("responses")?.get(status).is_some() {
                return None;
            }
            let _ = write!(what, " {status}");
            Edit::Status(status)
        }
        Sort::OperationRemoved => {
            // Pages show one of those that share a heading: in its stead another
            // stands there then, as if it had moved.
            if has_twin(document, it) || is_referred_into(document, way) {
                return None;
            }
            at.pop();
            new.clear();
            Edit::Method(last)
        }
        Sort::DescriptionChanged => {
            if is_overridden(document, way) {
                return None;
            }
            let words = Tree::text("Planted words, which nobody wrote before.");
            Edit::Keys(vec![("description", Some(words))])
        }
        Sort::FormatChanged => {
            let now = match it.get("type")?.as_text()? {
                "string" => ["uuid", "date-time", "email", "uri", "planted"][random.below(5)],
                "integer" => ["int32", "int64"][random.below(2)],
                _ => ["float", "double"][random.below(2)],
            };
            if it.get("format").and_then(Tree::as_text) == Some(now) {
                return None;
            }
            let _ = write!(what, " to {now}");
            Edit::Keys(vec![("format", Some(Tree::text(now)))])
        }
    };
    // Pages say of each use what a definition says of itself.
    if sort == Sort::DescriptionChanged
        && let [.., Step::Key(group), Step::Key(name)] = &way[..]
        && ["definitions", "schemas"].contains(&group.as_str())
    {
        uses(document, &format!("/{name}"), &mut Vec::new(), &mut new);
    }
    // A part of a union has no name of its own: it is told where that stands.
    let mut old = vec![way.clone()];
    for all in [&mut old, &mut new] {
        let around: Vec<Way> = all.iter().filter_map(around).collect();
        all.extend(around);
    }
    let structure = [
        "schema",
        "items",
        "additionalProperties",
        "properties",
        "parameters",
        "allOf",
        "oneOf",
        "anyOf",
    ];
    let names = way.iter().rev().filter_map(|it| match it {
        Step::Key(key) => Some(key),
        Step::Item(_) => None,
    });
    let name = names.clone().find(|it| !structure.contains(&it.as_str()));
    let depth = if way[0] == Step::Key("components".to_owned()) { 3 } else { 2 };
    Some(Planted {
        sort,
        name: name.cloned().unwrap_or_default(),
        what,
        old,
        new,
        holder: way.iter().take(depth).cloned().collect(),
        way: at,
        edit,
    })
}

/// What stands around a part that has no name.
fn around(way: &Way) -> Option<Way> {
    let unnamed = |it: &Step| match it {
        Step::Key(key) => ["allOf", "oneOf", "anyOf", "schema", "items"].contains(&key.as_str()),
        Step::Item(_) => true,
    };
    let kept = way.iter().rposition(|it| !unnamed(it))?;
    (kept + 1 < way.len()).then(|| way[..=kept].to_vec())
}

/// The ways to what refers to a definition.
fn uses(it: &Tree, end: &str, way: &mut Way, all: &mut Vec<Way>) {
    if it.get("$ref").and_then(Tree::as_text).is_some_and(|it| it.ends_with(end)) {
        all.push(way.clone());
    }
    for (key, value) in it.entries() {
        way.push(Step::Key(key.clone()));
        uses(value, end, way, all);
        way.pop();
    }
    for (at, value) in it.items().iter().enumerate() {
        way.push(Step::Item(at));
        uses(value, end, way, all);
        way.pop();
    }
}

/// Whether all operations of a path say otherwise what a parameter of it says.
fn is_overridden(document: &Tree, way: &Way) -> bool {
    let [Step::Key(paths), Step::Key(_), Step::Key(parameters), Step::Item(_), ..] = &way[..]
    else {
        return false;
    };
    let is_it = paths == "paths" && parameters == "parameters";
    let Some(parameter) = document.at(&way[..4]).filter(|_| is_it) else { return false };
    let same = |it: &Tree| ["name", "in"].iter().all(|key| it.get(key) == parameter.get(key));
    let operations = document.at(&way[..2]).map(Tree::entries).unwrap_or_default().iter();
    let mut operations = operations.filter(|it| it.1.get("responses").is_some());
    operations.all(|(_, it)| it.get("parameters").is_some_and(|it| it.items().iter().any(same)))
}

/// Whether something refers to a part of what is there: it would lead nowhere.
fn is_referred_into(document: &Tree, way: &Way) -> bool {
    let key = |it: &Step| match it {
        Step::Key(key) => key.replace('~', "~0").replace('/', "~1"),
        Step::Item(at) => at.to_string(),
    };
    let pointer = way.iter().map(key).collect::<Vec<_>>().join("/");
    refers(document, &format!("#/{pointer}/"))
}

/// Whether anything refers to what is below this pointer.
fn refers(it: &Tree, below: &str) -> bool {
    let plain = |it: &str| it.replace("%7B", "{").replace("%7D", "}").starts_with(below);
    it.get("$ref").and_then(Tree::as_text).is_some_and(plain)
        || it.entries().iter().any(|it| refers(&it.1, below))
        || it.items().iter().any(|it| refers(it, below))
}

/// Whether another operation of the tag has the same heading.
fn has_twin(document: &Tree, operation: &Tree) -> bool {
    let tag = |it: &Tree| it.get("tags").and_then(|it| it.items().first()).cloned();
    let heading = |it: &Tree| it.get("summary").cloned();
    let paths = document.get("paths").map(Tree::entries).unwrap_or_default();
    let all = paths.iter().flat_map(|it| it.1.entries()).map(|it| &it.1);
    let like = |it: &&Tree| heading(it).is_some() && heading(it) == heading(operation);
    all.filter(like).filter(|it| tag(it) == tag(operation)).count() > 1
}

/// How many keys have a name.
fn count(it: &Tree, name: &str) -> usize {
    let own = it.entries().iter().filter(|it| it.0 == name).count();
    let inner = it.entries().iter().map(|it| count(&it.1, name)).sum::<usize>();
    own + inner + it.items().iter().map(|it| count(it, name)).sum::<usize>()
}

fn remove_property(schema: &mut Tree, name: &str) {
    if let Some(properties) = schema.at_mut(&[Step::Key("properties".to_owned())]) {
        properties.remove(name);
    }
    let Tree::Map(keys) = schema else { return };
    keys.retain_mut(|(key, value)| match (key.as_str(), value) {
        ("required", Tree::List(all)) => {
            all.retain(|it| it.as_text() != Some(name));
            // An empty list is forbidden in some versions.
            !all.is_empty()
        }
        _ => true,
    });
}
