//! Paths that a router does not take as they are.

use crate::client::{ask, get};

async fn heard(at: &str) -> String {
    get(at, &[]).await.said()
}

#[tokio::test]
async fn parts_of_a_path_are_taken_apart() {
    assert_eq!(heard("/compare/a...b").await, "CompareRequest { base: \"a\", head: \"b\" }");
    assert_eq!(
        heard("/compare/a%2F1...b...c").await,
        "CompareRequest { base: \"a/1\", head: \"b...c\" }"
    );
    assert_eq!(heard("/tables('a%27b')").await, "TablesRequest { key: \"a'b\" }");
    let cancelled = ask("POST", "/jobs/7:cancel", &[], axum::body::Body::empty()).await;
    assert_eq!(cancelled.said(), "CancelRequest { id: 7 }");
}

#[tokio::test]
async fn what_shares_a_route_is_told_apart() {
    assert_eq!(heard("/files/a.json").await, "FileJsonRequest { name: \"a\" }");
    assert_eq!(heard("/files/a.yaml").await, "FileRequest { name: \"a.yaml\" }");
    assert_eq!(heard("/files/7/parts").await, "PartsRequest { id: 7 }");
    assert_eq!(heard("/asked?kind=one").await, "AskedOneRequest");
    assert_eq!(heard("/asked?kind=two&more=1").await, "AskedTwoRequest");
}

#[tokio::test]
async fn what_stands_in_a_path_is_found_however_it_is_spelt() {
    assert_eq!(heard("/plain%20text/%C3%BC/:id/*all").await, "OddRequest");
    assert_eq!(heard("/fragment").await, "FragmentRequest");
}

#[tokio::test]
async fn what_is_nowhere_is_not_found() {
    for at in [
        "/compare/a..b",
        "/compare/...",
        "/asked",
        "/asked?kind=three",
        "/files/",
        "/files/7/parts/",
        "/plain%20text/%C3%BC/7/*all",
        "/tables('a'",
        "/nothing",
    ] {
        assert_eq!(get(at, &[]).await.status, 404, "{at}");
    }
    assert_eq!(ask("PUT", "/fragment", &[], axum::body::Body::empty()).await.status, 405);
    assert_eq!(
        get("/files/x/parts", &[]).await.refusal("x/parts"),
        "400 path id#: \"`id` in the path must be a whole number\""
    );
}
