//! What a team has accepted: the findings of an earlier run, which are left
//! out of later ones. The file is what `--format json` printed.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::failure::Failure;
use crate::report::Checked;

/// A finding as it stays the same while lines move: rule, pointer, message.
type Key = (String, String, String);

/// Leaves out what the earlier run found, each finding as often as it did.
pub(super) fn leave_out(all: &mut [Checked], file: &Path) -> Result<(), Failure> {
    let mut known = read(file)?;
    for it in all {
        let findings = it.findings().into_iter();
        let keys = findings.map(|it| (it.rule.name.to_owned(), it.pointer, it.message));
        let mut keys: Vec<Key> = keys.collect();
        keys.reverse();
        it.found.retain(|_| {
            let left = keys.pop().and_then(|key| known.get_mut(&key));
            left.is_none_or(|left| {
                let is_new = *left == 0;
                *left = left.saturating_sub(1);
                is_new
            })
        });
    }
    Ok(())
}

fn read(file: &Path) -> Result<BTreeMap<Key, usize>, Failure> {
    let shown = file.display();
    let bytes = std::fs::read(file)
        .map_err(|why| Failure::new(format!("the baseline {shown} cannot be opened: {why}")))?;
    let value: Option<Value> = serde_json::from_slice(&bytes).ok();
    let files = value.as_ref().and_then(|it| it["files"].as_array()).ok_or_else(|| {
        Failure::new(format!("{shown} is no baseline"))
            .help("make one with `specwright validate … --format json`")
    })?;
    let text = |it: &Value, key: &str| it[key].as_str().unwrap_or_default().to_owned();
    let mut known = BTreeMap::new();
    for it in files.iter().filter_map(|it| it["diagnostics"].as_array()).flatten() {
        *known.entry((text(it, "rule"), text(it, "pointer"), text(it, "message"))).or_default() +=
            1;
    }
    Ok(known)
}
