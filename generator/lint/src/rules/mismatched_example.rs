use crate::instance;
use specwright::diag::{Level, Rule};
use specwright::validate::Sample;
use specwright::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "mismatched-example",
        summary: "an example that its schema does not allow",
        page: include_str!("mismatched_example.md"),
        level: Level::Warning,
    },
    ask: Ask::Sample(ask),
};

fn ask(sample: &Sample<'_>, find: &mut Finder<'_>) {
    for misfit in instance::misfits(find.api(), sample) {
        find.add(misfit.at, format!("the {} does not fit its schema: {}", sample.key, misfit.why))
            .help("mend the one or the other")
            .note(misfit.rule, "the schema");
    }
}
