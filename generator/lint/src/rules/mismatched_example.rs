use crate::instance;
use specwright::diag::{Level, Rule};
use specwright::ir::Api;
use specwright::validate::{Ask, Check, Finder, samples};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "mismatched-example",
        summary: "an example that its schema does not allow",
        page: include_str!("mismatched_example.md"),
        level: Level::Warning,
    },
    ask: Ask::Api(ask),
};

fn ask(api: &Api, find: &mut Finder<'_>) {
    let mut steps = instance::STEPS_IN_ALL;
    for sample in samples(api) {
        for misfit in instance::misfits(api, &sample, &mut steps) {
            find.add(
                misfit.at,
                format!("the {} does not fit its schema: {}", sample.key, misfit.why),
            )
            .help("mend the one or the other")
            .note(misfit.rule, "the schema");
        }
    }
}
