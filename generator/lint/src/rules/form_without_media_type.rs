use specwright::diag::{Level, Rule};
use specwright::dialect::Version;
use specwright::ir::{Id, Operation};
use specwright::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "form-without-media-type",
        summary: "a form of 2.0 that does not say how it is sent",
        page: include_str!("form_without_media_type.md"),
        level: Level::Warning,
    },
    ask: Ask::Operation(ask),
};

fn ask(id: Id<Operation>, find: &mut Finder<'_>) {
    let api = find.api();
    let operation = &api[id];
    let fields = operation.body.as_ref().map(|it| &api[it.to].fields);
    let Some(first) = fields.and_then(|it| it.first()) else { return };
    let forms = ["multipart/form-data", "application/x-www-form-urlencoded"];
    let consumes = operation.consumes.as_ref().or(api.consumes.as_ref());
    let says = consumes.is_some_and(|it| it.iter().any(|it| forms.contains(&&**it)));
    if api.version == Version::V2_0 && !says {
        let field = &api[first.to];
        find.add(field.name.at.or(field.at), "`consumes` does not say how this form is sent")
            .help("add `consumes: [application/x-www-form-urlencoded]` to the operation");
    }
}
