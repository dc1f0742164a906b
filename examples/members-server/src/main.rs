//! Serves the members API.
//!
//! - `PORT`: where to listen on this machine; 8080 unless it is set.
//! - `MEMBERS_DATABASE`: the file that keeps everything; without it, memory does.
//! - `MEMBERS_TOKEN`: the session token of the first user, when the database is
//!   new; one is made up, and printed, unless it is set.
#![expect(clippy::print_stdout, reason = "it says where it listens")]

use std::error::Error;
use std::path::PathBuf;

use members_server::{Store, seed};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let port: u16 = match std::env::var("PORT") {
        Ok(it) => {
            it.parse().map_err(|_| format!("PORT is `{it}`, and not the number of a port"))?
        }
        Err(_) => 8080,
    };
    let database = std::env::var_os("MEMBERS_DATABASE").map(PathBuf::from);
    let store = match &database {
        Some(path) => Store::open(path)
            .map_err(|why| format!("cannot open the database `{}`: {why}", path.display()))?,
        None => Store::in_memory()?,
    };
    if let Some(token) = seed::sow(&store, std::env::var("MEMBERS_TOKEN").ok())? {
        println!("a new database, in which `ada` may do everything");
        println!("Coder-Session-Token: {token}");
    }
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port))
        .await
        .map_err(|why| format!("cannot listen on port {port}: {why}"))?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, members_server::app(store))
        .with_graceful_shutdown(asked_to_stop())
        .await?;
    println!("stopped: every request was answered");
    Ok(())
}

/// Comes back once the process is asked to end, by a key or by a manager.
async fn asked_to_stop() {
    let interrupted = async {
        // Without the signal there is nothing to wait for but the other one.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminated = async {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut it) => drop(it.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    tokio::select! {
        () = interrupted => {}
        () = terminated => {}
    }
}
