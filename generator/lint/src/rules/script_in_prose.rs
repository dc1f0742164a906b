use specwright::diag::{Level, Rule};
use specwright::ir::Said;
use specwright::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "script-in-prose",
        summary: "prose with a script in it",
        page: include_str!("script_in_prose.md"),
        level: Level::Warning,
    },
    ask: Ask::Prose(ask),
};

fn ask(prose: &Said, find: &mut Finder<'_>) {
    // Few texts have either, and those that do are searched again.
    if !prose.contains(['<', '(']) {
        return;
    }
    let text = prose.to_ascii_lowercase();
    for trap in ["<script", "eval("] {
        if text.contains(trap) {
            find.add(prose.at, format!("prose with `{trap}` in it"))
                .help("take it out, or put it into a code block and escape it");
        }
    }
}
