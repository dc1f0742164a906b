use crate::diag::{Level, Rule};
use crate::ir::Api;
use crate::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "malformed-email",
        summary: "a contact whose email is no address",
        page: include_str!("malformed_email.md"),
        level: Level::Error,
    },
    ask: Ask::Api(ask),
};

fn ask(api: &Api, find: &mut Finder<'_>) {
    let Some(email) = api.info.contact.as_ref().and_then(|it| it.email.as_ref()) else { return };
    let is_address = email.rsplit_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && !host.is_empty() && !email.contains(|it: char| it.is_whitespace())
    });
    if !is_address {
        find.add(email.at, format!("`{email}` is no email address"))
            .help("write it as `name@example.com`");
    }
}
