//! Types that say the same word for word.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::ir::shape::{Kind, Rest, Shape};
use crate::ir::{Id, Schema};
use crate::source;

use super::Plan;

impl Plan<'_> {
    /// Finds types that are written where they are used, again and again, with
    /// the same words. One is enough; the others are other names for it.
    pub(super) fn find_doubles(&mut self) {
        let mut classes: BTreeMap<String, usize> = BTreeMap::new();
        let mut class_of: Vec<Option<usize>> = vec![None; self.shapes.len()];
        let mut first: BTreeMap<usize, Id<Shape>> = BTreeMap::new();
        for index in 0..self.named.len() {
            let shape = self.named[index].shape;
            let class = self.class(shape, &mut classes, &mut class_of, 0);
            let named = &self.named[index];
            if named.component.is_some() || self.circles[shape.index()].is_some() {
                continue;
            }
            let same = *first.entry(class).or_insert(shape);
            if same != shape {
                self.named[index].same_as = Some(same);
            }
        }
    }

    /// A number that two shapes share if they are the same word for word.
    fn class(
        &self,
        shape: Id<Shape>,
        classes: &mut BTreeMap<String, usize>,
        class_of: &mut Vec<Option<usize>>,
        depth: usize,
    ) -> usize {
        if let Some(class) = class_of[shape.index()] {
            return class;
        }
        let own = self.name_of(shape).is_some_and(|it| it.component.is_some());
        let mut text = String::new();
        if own || depth > 64 || self.circles[shape.index()].is_some() || self.knots[shape.index()] {
            let _ = write!(text, "#{}", shape.index());
        } else {
            let kind = &self.shapes[shape].kind;
            let edges: Vec<(usize, bool)> = kind
                .edges()
                .into_iter()
                .map(|it| (self.class(it.shape, classes, class_of, depth + 1), self.takes_null(it)))
                .collect();
            self.describe(shape, &edges, &mut text);
        }
        let next = classes.len();
        let class = *classes.entry(text).or_insert(next);
        class_of[shape.index()] = Some(class);
        class
    }

    /// All that the type of a shape depends on, what is in it by its class.
    fn describe(&self, shape: Id<Shape>, edges: &[(usize, bool)], text: &mut String) {
        let _ = write!(text, "{:?} ", self.rules(shape));
        match &self.shapes[shape].kind {
            Kind::Record(record) => {
                let rest = match record.rest {
                    Rest::Unsaid => "unsaid",
                    Rest::Closed => "closed",
                    Rest::Open(_) => "open",
                };
                let _ = write!(text, "record {rest} {edges:?}");
                for field in &record.fields {
                    let always = self.is_always(shape, field);
                    let _ =
                        write!(text, " {:?} {always} {:?}", &*field.name, self.prose(&field.said));
                    for said in &field.said {
                        let default = self.api[*said].default_value().map(source::Value::to_json);
                        let notes =
                            [Schema::is_read_only, Schema::is_write_only, Schema::is_deprecated]
                                .map(|it| self.says(field, it));
                        let _ = write!(text, " {default:?} {notes:?}");
                    }
                }
            }
            Kind::Choice(choice) => {
                let _ = write!(text, "choice {}", choice.open);
                for value in &choice.values {
                    let said = value.said.and_then(|it| self.prose(&[it]));
                    let _ = write!(text, " {} {said:?}", value.value.to_json());
                }
            }
            Kind::Union(union) => {
                let _ =
                    write!(text, "union {edges:?} {:?} {:?}", union.tag, self.variant_names(union));
                for variant in &union.variants {
                    let _ = write!(text, " {:?}", self.prose(&[variant.said]));
                }
            }
            kind => {
                let _ = match kind {
                    Kind::Integer(it) | Kind::Number(it) => write!(text, "{kind:?}{it:?}"),
                    Kind::List(it) => {
                        write!(text, "list {edges:?} {:?} {:?} {}", it.min, it.max, it.unique)
                    }
                    Kind::Tuple(_) => write!(text, "tuple {edges:?}"),
                    Kind::Map(it) => write!(text, "map {edges:?} {:?} {:?}", it.min, it.max),
                    kind => write!(text, "{kind:?}"),
                };
            }
        }
    }
}
