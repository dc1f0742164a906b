//! Values that go through generated types and come back.
//!
//! Of each schema that has a type, values are made at random, and each is
//! changed in one place until it breaks the schema. Whether a value is one of
//! a schema is told by nobody of us: an independent validator reads the
//! document as it is written. What is valid must come back the same; what is
//! not must be refused, at the place that the validator names.

mod driver;
mod examples;
mod make;
mod mutate;
mod oracle;
pub(crate) mod pattern;
mod same;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;

use serde_json::Value;
use specwright::diag::Report;
use specwright::emit::rust::{self, TypeOf};
use specwright::ir::{Api, Id, Schema};
use specwright::read::Reading;

use crate::plant::Random;
use driver::Answer;
use make::Maker;
use oracle::{Fault, Oracle};

/// How much is tried of each type.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// How many values are made.
    pub values: usize,
    /// How many changes are tried of each of them.
    pub changes: usize,
    /// How many types are taken at most: of more, every so many.
    pub types: usize,
}

/// What came of one document.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Types that were tried.
    pub types: usize,
    /// Types of which no value could be made, or which the validator does not know.
    pub without: Vec<String>,
    /// Examples and made values that came back.
    pub back: usize,
    /// Examples that their schemas do not allow.
    pub bad_examples: usize,
    /// Broken values that were refused at the right place, by the keyword.
    pub refused: BTreeMap<String, usize>,
    /// Broken values that were taken, as a finding says that they are, by the keyword.
    pub told: BTreeMap<String, usize>,
    /// Types of which a broken value was found to be wrong as an example, by name.
    pub found: BTreeMap<String, usize>,
    /// What was not as it should be.
    pub wrong: Vec<String>,
}

impl Outcome {
    /// Errs where something was not as it should be, with each of it.
    pub fn verdict(&self) -> Result<(), String> {
        if self.wrong.is_empty() { Ok(()) } else { Err(self.wrong.join("\n")) }
    }

    /// How many broken values were refused at the right place.
    pub fn refusals(&self) -> usize {
        self.refused.values().sum()
    }

    /// Adds what came of another document.
    pub fn add(&mut self, other: Self) {
        self.types += other.types;
        self.without.extend(other.without);
        self.back += other.back;
        self.bad_examples += other.bad_examples;
        let pairs = [
            (&mut self.refused, other.refused),
            (&mut self.told, other.told),
            (&mut self.found, other.found),
        ];
        for (all, more) in pairs {
            for (keyword, count) in more {
                *all.entry(keyword).or_default() += count;
            }
        }
        self.wrong.extend(other.wrong);
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} types, {} without a value; {} values back, {} bad examples; refused {:?}, told {:?}",
            self.types,
            self.without.len(),
            self.back,
            self.bad_examples,
            self.refused,
            self.told
        )
    }
}

/// A value that is sent through a type, and what must become of it.
struct Question {
    /// The position of the type.
    of: usize,
    value: Value,
    /// What the validator says against it; nothing, if it is valid.
    faults: Vec<Fault>,
}

/// Sends values through the types of a document. The crate is built in a
/// folder that others share the dependencies of.
pub fn run(room: &Path, name: &str, reading: &Reading, plan: Plan) -> Result<Outcome, String> {
    let Some(api) = &reading.api else { return Err(format!("`{name}` is no API")) };
    let settings =
        rust::Settings { crate_name: Some(driver::CRATE.to_owned()), ..rust::Settings::default() };
    let mut found = Report::new();
    let output = rust::emit(api, &settings, &mut found);
    let oracle = Oracle::new(reading)?;
    let mut outcome = Outcome::default();
    // What a schema is in a scope, the validator sees from whoever refers to it.
    let standing: Vec<&TypeOf> =
        output.types.iter().filter(|it| !api.instances.contains_key(&it.schema)).collect();
    let step = standing.len().div_ceil(plan.types.max(1)).max(1);
    let types: Vec<&TypeOf> = standing.into_iter().step_by(step).collect();
    let mut questions = Vec::new();
    for (of, ty) in types.iter().enumerate() {
        outcome.types += 1;
        let before = questions.len();
        if let Some(judge) = oracle.of(api, ty.schema) {
            let mut random = Random::new(crate::plant::seed(), &format!("{name} {}", ty.name));
            examples(api, ty.schema, &judge, of, &mut questions, &mut outcome);
            made(api, ty, &judge, plan, &mut random, of, &mut questions);
        }
        if questions.len() == before {
            outcome.without.push(format!("{name}: {}", ty.name));
        }
    }
    examples::judge(name, reading, &types, &questions, &mut outcome)?;
    let told: BTreeSet<(String, String)> = oracle.told(&found);
    let answers = driver::ask(room, name, &output, &types, &questions)?;
    for (question, answer) in questions.iter().zip(&answers) {
        judge(name, types[question.of], question, answer, &told, &mut outcome);
    }
    if answers.len() != questions.len() {
        let at = questions.get(answers.len()).map(|it| (&types[it.of].name, &it.value));
        outcome.wrong.push(format!("{name}: no answer to {at:?}"));
    }
    Ok(outcome)
}

/// What the document itself shows.
fn examples(
    api: &Api,
    schema: Id<Schema>,
    judge: &oracle::Judge<'_>,
    of: usize,
    questions: &mut Vec<Question>,
    outcome: &mut Outcome,
) {
    let Some(values) = api[schema].values.as_deref() else { return };
    for example in values.example.iter().chain(&values.examples).chain(&values.default) {
        let Ok(value) = serde_json::from_str::<Value>(&example.to_json()) else { continue };
        let value = make::known(api, &[schema], &value, 0);
        let faults = judge.faults(&value);
        if faults.is_empty() {
            questions.push(Question { of, value, faults });
        } else {
            outcome.bad_examples += 1;
        }
    }
}

/// Values that are made up, and what becomes of them by a change.
fn made(
    api: &Api,
    ty: &TypeOf,
    judge: &oracle::Judge<'_>,
    plan: Plan,
    random: &mut Random,
    of: usize,
    questions: &mut Vec<Question>,
) {
    let mut left = plan.values;
    for _ in 0..plan.values * 4 {
        let Some(value) = Maker::new(api, random).make(ty.schema) else { continue };
        if !judge.faults(&value).is_empty() {
            continue;
        }
        for _ in 0..plan.changes {
            let Some(broken) = mutate::mutate(&value, random) else { continue };
            let faults = judge.faults(&broken);
            if !faults.is_empty() {
                questions.push(Question { of, value: broken, faults });
            }
        }
        questions.push(Question { of, value, faults: Vec::new() });
        left -= 1;
        if left == 0 {
            break;
        }
    }
}

fn judge(
    name: &str,
    ty: &TypeOf,
    question: &Question,
    answer: &Answer,
    told: &BTreeSet<(String, String)>,
    outcome: &mut Outcome,
) {
    let shown: String = question.value.to_string().chars().take(600).collect();
    let place = format!("{name}: {}: {shown}", ty.name);
    match (answer, question.faults.first()) {
        (Answer::Back(back), None) if same::same(&question.value, back) => outcome.back += 1,
        (Answer::Back(back), None) => {
            outcome.wrong.push(format!("{place}\n  comes back as {back}"));
        }
        (Answer::Refused { pointer, why }, None) => {
            outcome.wrong.push(format!("{place}\n  is refused at `{pointer}`: {why}"));
        }
        (Answer::Back(_), Some(fault)) => {
            match question.faults.iter().find(|it| !it.is_told(told)) {
                None => *outcome.told.entry(fault.keyword.clone()).or_default() += 1,
                Some(other) => outcome.wrong.push(format!("{place}\n  is taken; {other}")),
            }
        }
        (Answer::Refused { pointer, why }, Some(_)) => {
            match question.faults.iter().find(|it| it.is_at(pointer)) {
                Some(fault) => *outcome.refused.entry(fault.keyword.clone()).or_default() += 1,
                None => {
                    let all: Vec<String> =
                        question.faults.iter().map(ToString::to_string).collect();
                    let all = all.join("; ");
                    outcome
                        .wrong
                        .push(format!("{place}\n  is refused at `{pointer}`: {why}; but {all}"));
                }
            }
        }
    }
}
