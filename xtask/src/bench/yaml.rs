//! YAML: from text to a tree, beside its events alone.

use std::path::Path;
use std::sync::Arc;

use specwright::source;
use specwright::text::FileId;

use super::measure::usual;
use super::{bytes_of, megabytes, name};
use crate::Outcome;

pub(super) fn run(corpus: &Path) -> Outcome {
    println!("\n{:<28} {:>8} {:>10} {:>18}", "YAML", "MB", "events", "tree");
    for file in ["asana.yaml", "openai.yaml", "docker-engine.yaml"] {
        let path = corpus.join("specs").join(file);
        let bytes = bytes_of(&path)?;
        let text: Arc<str> = String::from_utf8_lossy(&bytes).into();
        let events = usual(super::ROUNDS, || events(&text));
        let tree = usual(super::ROUNDS, || source::parse(text.clone(), FileId::new(0)));
        let ratio = tree / events;
        println!(
            "{:<28} {:>8.2} {:>7.1} ms {:>18}",
            name(&path),
            megabytes(&bytes),
            events * 1e3,
            format!("{:.1} ms ({ratio:.2})", tree * 1e3)
        );
    }
    Ok(())
}

/// How many events there are, which is all that is done with them.
fn events(text: &str) -> usize {
    granit_parser::Parser::new_from_str(text).map_while(Result::ok).count()
}
