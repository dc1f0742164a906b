use specwright::diag::{Level, Rule};
use specwright::ir::{Id, Schema, Type};
use specwright::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "keyword-of-another-type",
        summary: "a keyword that says nothing of the schema's type",
        page: include_str!("keyword_of_another_type.md"),
        level: Level::Warning,
    },
    ask: Ask::Schema(ask),
};

fn ask(id: Id<Schema>, find: &mut Finder<'_>) {
    let schema = &find.api()[id];
    let types = schema.types;
    if types.is_empty() || types.has(Type::File) {
        return;
    }
    let number = types.has(Type::Integer) || types.has(Type::Number);
    let text = schema.text.as_deref().and_then(|it| {
        let least = it.min_length.map(|_| "minLength");
        least.or(it.max_length.map(|_| "maxLength")).or(it.pattern.as_ref().map(|_| "pattern"))
    });
    let object = schema.object.as_deref().and_then(|it| {
        let properties = (!it.properties.is_empty()).then_some("properties");
        properties.or(it.required.as_ref().map(|_| "required"))
    });
    let array = schema.items().map(|_| "items");
    let bounds = schema.number.as_deref().and_then(|it| {
        let least = it.minimum.as_ref().map(|_| "minimum");
        let most = it.maximum.as_ref().map(|_| "maximum");
        least.or(most).or(it.multiple_of.as_ref().map(|_| "multipleOf"))
    });
    let said = [
        (text, types.has(Type::String)),
        (object, types.has(Type::Object)),
        (array, types.has(Type::Array)),
        (bounds, number),
    ];
    for keyword in said.into_iter().filter(|it| !it.1).filter_map(|it| it.0) {
        let names: Vec<_> = types.iter().map(Type::name).collect();
        let message = format!("`{keyword}` says nothing of the type `{}`", names.join("` or `"));
        find.add(schema.at, message).help("take it out, or change the type");
    }
}
