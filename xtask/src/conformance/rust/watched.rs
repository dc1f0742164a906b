//! What a compiler that cargo runs takes of the machine, as Linux tells it.

use std::collections::BTreeMap;
use std::process::{Child, Output};
use std::time::Duration;

/// What was taken. Zero on systems that do not tell.
#[derive(Clone, Copy, Default)]
pub(super) struct Cost {
    /// Processor time, of user and system.
    pub(super) cpu: Duration,
    /// The most memory at once, in bytes.
    pub(super) memory: u64,
}

/// How often a process is looked at.
const PAUSE: Duration = Duration::from_millis(20);
/// The ticks of a second in `/proc`, the same on every Linux that Rust runs on.
const TICKS: u64 = 100;

/// Waits for cargo, and meanwhile looks at the compilers of one crate.
pub(super) fn watch(mut cargo: Child, krate: &str) -> std::io::Result<(Cost, Output)> {
    let mut costs: BTreeMap<u32, Cost> = BTreeMap::new();
    // A full pipe would stop cargo.
    let reader = cargo.stderr.take().map(|mut pipe| {
        std::thread::spawn(move || {
            let mut text = Vec::new();
            std::io::Read::read_to_end(&mut pipe, &mut text).map(|_| text)
        })
    });
    let status = loop {
        if let Some(status) = cargo.try_wait()? {
            break status;
        }
        for (process, cost) in compilers(cargo.id(), krate) {
            costs.insert(process, cost);
        }
        std::thread::sleep(PAUSE);
    };
    let stderr = reader.and_then(|it| it.join().ok()).transpose()?.unwrap_or_default();
    let mut sum = Cost::default();
    for cost in costs.values() {
        sum.cpu += cost.cpu;
        sum.memory = sum.memory.max(cost.memory);
    }
    Ok((sum, Output { status, stdout: Vec::new(), stderr }))
}

/// The children of a process that compile a crate.
fn compilers(parent: u32, krate: &str) -> Vec<(u32, Cost)> {
    let Ok(folder) = std::fs::read_dir("/proc") else { return Vec::new() };
    let ids = folder.flatten().filter_map(|it| it.file_name().to_str()?.parse().ok());
    ids.filter_map(|id| Some((id, cost(id, parent, krate)?))).collect()
}

fn cost(id: u32, parent: u32, krate: &str) -> Option<Cost> {
    let read = |what: &str| std::fs::read_to_string(format!("/proc/{id}/{what}")).ok();
    let stat = read("stat")?;
    // The name of the program is in parentheses, and may have any in it.
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let field = |at: usize| fields.get(at).and_then(|it| it.parse::<u64>().ok());
    if field(1)? != u64::from(parent) {
        return None;
    }
    let line = read("cmdline")?;
    let mut words = line.split('\0');
    words.find(|it| *it == "--crate-name")?;
    if words.next()? != krate {
        return None;
    }
    let ticks = field(11)? + field(12)?;
    let status = read("status")?;
    let peak = status.lines().find_map(|it| it.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = peak.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(Cost { cpu: Duration::from_millis(ticks * 1000 / TICKS), memory: kilobytes * 1024 })
}
