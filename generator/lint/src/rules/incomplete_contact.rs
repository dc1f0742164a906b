use specwright::diag::{Level, Rule};
use specwright::ir::Api;
use specwright::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "incomplete-contact",
        summary: "a contact without name, URL and email",
        page: include_str!("incomplete_contact.md"),
        level: Level::Off,
    },
    ask: Ask::Api(ask),
};

fn ask(api: &Api, find: &mut Finder<'_>) {
    let Some(contact) = &api.info.contact else { return };
    let parts = [("name", &contact.name), ("url", &contact.url), ("email", &contact.email)];
    let lacks: Vec<_> = parts.iter().filter(|it| it.1.is_none()).map(|it| it.0).collect();
    if !lacks.is_empty() {
        let message = format!("the contact has no `{}`", lacks.join("` and no `"));
        find.add(contact.at, message).help("add what is missing");
    }
}
