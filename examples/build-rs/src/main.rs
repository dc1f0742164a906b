//! Takes orders, on the port that `PORT` names, or 8080.
#![expect(clippy::print_stdout, reason = "it says where it listens")]

#[tokio::main(flavor = "current_thread")]
async fn main() -> std::io::Result<()> {
    let port = std::env::var("PORT").ok().and_then(|it| it.parse().ok()).unwrap_or(8080);
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, orders_server::app()).await
}
