use std::collections::BTreeSet;

use crate::diag::{Level, Rule};
use crate::dialect::Version;
use crate::ir::{Api, Place, Type};
use crate::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "misplaced-file",
        summary: "a file where 2.0 cannot send one",
        page: include_str!("misplaced_file.md"),
        level: Level::Error,
    },
    ask: Ask::Api(ask),
};

fn ask(api: &Api, find: &mut Finder<'_>) {
    if api.version != Version::V2_0 {
        return;
    }
    let forms = ["multipart/form-data", "application/x-www-form-urlencoded"];
    let fields = api.parameters.iter().map(|(_, it)| it);
    let answered = api.responses.iter().flat_map(|(_, it)| &it.content);
    let answered = answered.filter_map(|it| api[it.to].schema);
    let mut allowed: BTreeSet<_> = answered.collect();
    allowed.extend(fields.filter(|it| it.place == Place::Form).filter_map(|it| it.schema));
    for (id, it) in api.schemas.iter() {
        if it.types.has(Type::File) && !allowed.contains(&id) {
            find.add(it.at, "a file can only be a field of a form, or a whole response")
                .help("write `in: formData`, or `type: string`");
        }
    }
    for (_, operation) in api.operations.iter() {
        let Some(body) = &operation.body else { continue };
        let fields = api[body.to].fields.iter().map(|it| &api[it.to]);
        let file =
            fields.into_iter().find(|it| it.schema.is_some_and(|it| api[it].types.has(Type::File)));
        let consumes = operation.consumes.as_ref().or(api.consumes.as_ref());
        let is_form = consumes.is_some_and(|it| it.iter().any(|it| forms.contains(&&**it)));
        if let Some(file) = file.filter(|_| !is_form) {
            let message = format!("the file `{}` needs a form in `consumes`", file.name);
            find.add(file.name.at.or(file.at), message)
                .help("add `consumes: [multipart/form-data]` to the operation");
        }
    }
}
