//! What a generated server does before its implementation is asked, over HTTP.

use std::net::SocketAddr;

use serde_json::{Value, json};

/// A server on a port of its own, which lives as long as the test.
fn server() -> SocketAddr {
    let (ready, address) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build().unwrap();
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
            ready.send(listener.local_addr().unwrap()).unwrap();
            axum::serve(listener, orders_server::app()).await.unwrap();
        });
    });
    address.recv().unwrap()
}

/// The status, the media type and the body of the answer to a `POST`.
fn post(path: &str, media: &str, body: &[u8]) -> (u16, String, Value) {
    let agent: ureq::Agent =
        ureq::Agent::config_builder().http_status_as_error(false).build().into();
    let request = agent.post(format!("http://{}{path}", server())).header("Content-Type", media);
    let mut answer = request.send(body).unwrap();
    let media = answer.headers()["content-type"].to_str().unwrap().to_owned();
    (answer.status().as_u16(), media, answer.body_mut().read_json().unwrap())
}

fn order() -> Value {
    json!({"customer": "Ada", "lines": [{"sku": "ABC-1234", "quantity": 2}]})
}

fn placed(path: &str, body: &Value) -> (u16, String, Value) {
    post(path, "application/json", body.to_string().as_bytes())
}

#[test]
fn what_keeps_the_contract_reaches_the_implementation_with_its_defaults() {
    let (status, media, receipt) = placed("/shops/one/orders", &order());
    assert_eq!((status, &*media), (201, "application/json"));
    assert_eq!(receipt, json!({"order": 1, "shop": "one", "priority": 5, "things": 2}));
}

#[test]
fn what_breaks_it_gets_problem_details_with_the_place_and_no_echo() {
    let secret = "do-not-repeat-me";
    let mut text = order();
    text["lines"][0]["sku"] = secret.into();
    let mut many = order();
    many["lines"] = json!([]);
    let mut missing = order();
    missing.as_object_mut().unwrap().remove("customer");
    for (path, body, place, pointer) in [
        ("/shops/one/orders", &text, "body", "#/lines/0/sku"),
        ("/shops/one/orders", &many, "body", "#/lines"),
        ("/shops/one/orders", &missing, "body", "#/customer"),
        ("/shops/one/orders?priority=10", &order(), "query", "#"),
        ("/shops/one/orders?dry_run=do-not-repeat-me", &order(), "query", "#"),
        ("/shops/x/orders", &order(), "path", "#"),
    ] {
        let (status, media, problem) = placed(path, body);
        assert_eq!((status, &*media), (400, "application/problem+json"), "{path}");
        assert_eq!(problem["status"], 400);
        assert_eq!(problem["errors"][0]["in"], place, "{problem}");
        assert_eq!(problem["errors"][0]["pointer"], pointer, "{problem}");
        assert!(!problem.to_string().contains(secret), "{problem}");
    }
}

#[test]
fn bodies_have_a_type_an_end_and_a_limit() {
    let path = "/shops/one/orders";
    assert_eq!(post(path, "text/plain", b"an order").0, 415);
    assert_eq!(post(path, "application/json", b"{\"customer\":").0, 400);
    let large = vec![b' '; 2 * 1024 * 1024 + 1];
    assert_eq!(post(path, "application/json", &large).0, 413);
}

#[test]
fn a_number_beyond_64_bits_is_too_large_and_not_rounded() {
    let text = order().to_string().replace(":2", ":-9223372036854775809");
    assert!(text.contains("-9223372036854775809"));
    let (status, _, problem) = post("/shops/one/orders", "application/json", text.as_bytes());
    assert_eq!(status, 400);
    assert_eq!(problem["errors"][0]["pointer"], "#/lines/0/quantity");
}
