//! Which schemas bear the mark of a reference.
//!
//! The chain puts the target of a reference in its place, one shared object
//! for all of its uses, and writes the reference's name on that object: what
//! bears a name is shown as a link. Where a reference leads back into a target
//! that is still being expanded, the name is written on the schema *around*
//! the reference instead. So which schema of a circle is shown as what depends
//! on the order of the walk, which is followed here.

use crate::dialect::Version;
use crate::ir::{Api, Id, Media, Operation, Schema};
use crate::manner::widdershins::javascript::key_order;

/// How far the expansion of a schema is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Unseen,
    Expanding,
    Done,
}

/// What is left to do; the last comes first, so that no document can exhaust
/// the call stack.
enum Step {
    /// Walk a schema, which stands in another.
    Visit { schema: Id<Schema>, around: Option<Id<Schema>> },
    /// All that the target of a reference contains has been walked.
    Close { reference: Id<Schema>, target: Id<Schema> },
}

struct Walk<'a> {
    api: &'a Api,
    marks: Vec<Option<Id<Schema>>>,
    states: Vec<State>,
    /// Schemas that were walked, and references that were replaced: nobody
    /// meets them a second time.
    finished: Vec<bool>,
    steps: Vec<Step>,
}

/// For each schema the reference node that marks it. All paths are walked in
/// document order. (What only components refer to is never shown as a link
/// because of its mark, so they need no walk.)
pub(crate) fn marks(api: &Api) -> Vec<Option<Id<Schema>>> {
    let count = api.schemas.len();
    let mut walk = Walk {
        api,
        marks: vec![None; count],
        states: vec![State::Unseen; count],
        finished: vec![false; count],
        steps: Vec::new(),
    };
    for (_, operation) in api.operations() {
        for root in roots(api, operation) {
            walk.from(root);
        }
    }
    walk.marks
}

impl Walk<'_> {
    fn from(&mut self, root: Id<Schema>) {
        self.steps.push(Step::Visit { schema: root, around: None });
        while let Some(step) = self.steps.pop() {
            match step {
                Step::Visit { schema, around } => self.visit(schema, around),
                Step::Close { reference, target } => {
                    self.finished[reference.index()] = true;
                    self.states[target.index()] = State::Done;
                    self.marks[target.index()] = Some(reference);
                }
            }
        }
    }

    fn visit(&mut self, schema: Id<Schema>, around: Option<Id<Schema>>) {
        if self.finished[schema.index()] {
            return;
        }
        if self.api[schema].reference.is_none() {
            self.finished[schema.index()] = true;
            self.children(schema);
            return;
        }
        let Some(target) = self.api.resolve(schema) else { return };
        let state = self.states[target.index()];
        if state == State::Unseen {
            // The reference stands until its target has been expanded, so it
            // may be met again on the way.
            self.states[target.index()] = State::Expanding;
            self.steps.push(Step::Close { reference: schema, target });
            self.children(target);
            return;
        }
        self.finished[schema.index()] = true;
        let marked = if state == State::Done { Some(target) } else { around };
        if let Some(marked) = marked {
            self.marks[marked.index()] = Some(schema);
        }
    }

    /// Lays out the schemas in a schema. Those in `properties`, `allOf` and
    /// the like stand in that object or list, which is never shown.
    fn children(&mut self, schema: Id<Schema>) {
        let own = &self.api[schema];
        let mut found: Vec<(Id<Schema>, Option<Id<Schema>>)> = Vec::new();
        let array = own.array.as_deref();
        let object = own.object.as_deref();
        let logic = own.logic.as_deref();
        let direct = [
            array.and_then(|it| it.items),
            array.and_then(|it| it.additional),
            object.and_then(|it| it.additional),
            logic.and_then(|it| it.not),
        ];
        found.extend(direct.into_iter().flatten().map(|it| (it, Some(schema))));
        if let Some(object) = object {
            let properties = object.properties.iter().chain(&object.patterns);
            found.extend(properties.map(|it| (it.schema, None)));
        }
        if let Some(logic) = logic {
            let parts = logic.all_of.iter().chain(&logic.any_of).chain(&logic.one_of);
            found.extend(parts.map(|&it| (it, None)));
        }
        found.sort_by_key(|(it, _)| self.api[*it].at);
        let steps = found.into_iter().map(|(schema, around)| Step::Visit { schema, around });
        self.steps.extend(steps.rev());
    }
}

/// The schema of a media type, or of each of its items.
fn held(media: &Media) -> Option<Id<Schema>> {
    media.schema.or(media.item_schema)
}

/// The schemas that an operation holds, in the order in which it says them.
/// The body of Swagger 2.0 was a parameter, and became the last key.
fn roots(api: &Api, operation: &Operation) -> Vec<Id<Schema>> {
    let parameters = api.parameters_of(operation).into_iter().filter_map(|it| api[it.to].schema);
    let mut all: Vec<Id<Schema>> = parameters.collect();
    let body = operation.body.iter().flat_map(|it| &api[it.to].content);
    let body: Vec<Id<Schema>> = body.filter_map(|it| held(&api[it.to])).collect();
    let is_2_0 = api.version == Version::V2_0;
    if !is_2_0 {
        all.extend(&body);
    }
    let statuses: Vec<(String, _)> =
        operation.responses.all.iter().map(|it| (it.status.to_string(), it)).collect();
    for (_, answer) in key_order(&statuses, |(status, _)| status) {
        let response = &api[answer.response.to];
        all.extend(response.headers.iter().filter_map(|(_, it)| api[it.to].schema));
        all.extend(response.content.iter().filter_map(|it| held(&api[it.to])));
    }
    if is_2_0 {
        all.extend(&body);
    }
    all
}
