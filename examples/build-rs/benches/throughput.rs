//! What the generated server costs beside one written by hand: requests per
//! second under `wrk`, and the time on a processor that a request takes.
//!
//! ```console
//! $ cargo bench -p orders-server
//! ```
//!
//! Both are tried in turn, on one thread each, so that a busy machine slows
//! both alike; the figures are medians, and the ratios are what counts.
#![expect(clippy::print_stdout, reason = "a bench reports to the person who runs it")]
#![expect(clippy::disallowed_methods, reason = "it writes a script, and generates nothing")]

mod by_hand;

use std::net::SocketAddr;
use std::process::Command;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

const ROUNDS: usize = 9;
const SECONDS: u32 = 2;

/// A request with a parameter in the path, two in the query, and a body.
const SCRIPT: &str = r#"
wrk.method = "POST"
wrk.path = "/shops/analytical/orders?priority=7&dry_run=false"
wrk.headers["Content-Type"] = "application/json"
wrk.body = '{"customer":"Ada Lovelace","note":"by the back door, please","lines":[{"sku":"ABC-1234","quantity":2},{"sku":"XYZ-0001","quantity":40,"gift":true},{"sku":"QQQ-7777","quantity":1}]}'
"#;

/// A server on a thread of its own, which tells its time on a processor.
struct Server {
    name: &'static str,
    at: SocketAddr,
    ask: Sender<()>,
    told: Receiver<Duration>,
}

impl Server {
    fn start(name: &'static str, app: axum::Router) -> Self {
        let (ready, address) = channel();
        let (ask, asked) = channel::<()>();
        let (tell, told) = channel();
        thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build();
            let runtime = runtime.expect("a runtime starts");
            runtime.block_on(async {
                let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await;
                let listener = listener.expect("there is a port");
                let _ = ready.send((listener.local_addr().expect("it has an address"), on_cpu()));
                axum::serve(listener, app).await.expect("it serves");
            });
        });
        let (at, task) = address.recv().expect("the server starts");
        // The clock of another thread is read by its path.
        thread::spawn(move || while asked.recv().is_ok() && tell.send(task.read()).is_ok() {});
        Self { name, at, ask, told }
    }

    fn on_cpu(&self) -> Duration {
        self.ask.send(()).expect("the clock is there");
        self.told.recv().expect("the clock tells")
    }

    /// Requests per second, and microseconds on a processor for each.
    fn round(&self, script: &std::path::Path) -> (f64, f64) {
        let (before, start) = (self.on_cpu(), Instant::now());
        let output = Command::new("wrk")
            .args(["--threads", "1", "--connections", "32", "--duration"])
            .arg(format!("{SECONDS}s"))
            .arg("--script")
            .arg(script)
            .arg(format!("http://{}", self.at))
            .output()
            .expect("`wrk` is installed (apt-get install wrk)");
        let (took, cpu) = (start.elapsed(), self.on_cpu().saturating_sub(before));
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(!said.contains("Non-2xx"), "{}: {said}", self.name);
        let count = said.lines().find_map(|it| it.trim().split_once(" requests in"));
        let count: f64 = count.and_then(|it| it.0.parse().ok()).unwrap_or_else(|| panic!("{said}"));
        (count / took.as_secs_f64(), cpu.as_secs_f64() * 1e6 / count)
    }
}

/// Where a thread's time on a processor can be read.
struct Clock(String);

impl Clock {
    fn read(&self) -> Duration {
        let text = std::fs::read_to_string(&self.0).unwrap_or_default();
        let nanoseconds = text.split_whitespace().next().and_then(|it| it.parse().ok());
        Duration::from_nanos(nanoseconds.unwrap_or(0))
    }
}

fn on_cpu() -> Clock {
    let task = std::fs::read_link("/proc/thread-self").unwrap_or_default();
    Clock(format!("/proc/{}/schedstat", task.display()))
}

fn median(values: &[(f64, f64)], of: fn(&(f64, f64)) -> f64) -> f64 {
    let mut values: Vec<f64> = values.iter().map(of).collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn main() {
    // `cargo test --benches` asks whether it starts, and not how fast it is.
    if !std::env::args().any(|it| it == "--bench") {
        return;
    }
    let script = std::env::temp_dir().join(format!("orders-{}.lua", std::process::id()));
    std::fs::write(&script, SCRIPT).expect("the script is written");
    let servers = [
        Server::start("by hand", by_hand::app()),
        Server::start("generated", orders_server::app()),
    ];
    let mut all = [Vec::new(), Vec::new()];
    for round in 0..=ROUNDS {
        for (server, seen) in servers.iter().zip(&mut all) {
            let figures = server.round(&script);
            // The first one warms up.
            if round > 0 {
                seen.push(figures);
            }
        }
    }
    let _ = std::fs::remove_file(&script);
    println!("{:<12} {:>16} {:>16}", "server", "requests / s", "CPU µs / request");
    for (server, seen) in servers.iter().zip(&all) {
        println!(
            "{:<12} {:>16.0} {:>16.2}",
            server.name,
            median(seen, |it| it.0),
            median(seen, |it| it.1)
        );
    }
    let [hand, ours] = &all;
    println!(
        "ratio        {:>16.3} {:>16.3}   (generated to by hand; medians of {ROUNDS} rounds in turn)",
        median(ours, |it| it.0) / median(hand, |it| it.0),
        median(hand, |it| it.1) / median(ours, |it| it.1)
    );
}
