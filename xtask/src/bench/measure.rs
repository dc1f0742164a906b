//! How much time and memory something takes.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// What this thread spends on something, dropping what it made included.
pub(super) fn cost<T>(it: impl FnOnce() -> T) -> Duration {
    let (wall, cpu) = (Instant::now(), on_cpu());
    drop(black_box(it()));
    match (cpu, on_cpu()) {
        (Some(before), Some(after)) => after.saturating_sub(before),
        _ => wall.elapsed(),
    }
}

/// The time that this thread was on a processor, where the system tells.
fn on_cpu() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}

pub(super) fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// The median of several runs.
pub(super) fn usual<T>(rounds: usize, mut it: impl FnMut() -> T) -> f64 {
    median((0..rounds).map(|_| cost(&mut it)).collect()).as_secs_f64()
}

/// The most memory that this process had so far, in bytes, where the system tells.
pub(super) fn peak() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = text.lines().find_map(|it| it.strip_prefix("VmHWM:"))?;
    let kilobytes: f64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kilobytes * 1024.0)
}
