//! Who is let in: one of the alternatives has to be shown, and all of its
//! schemes; what is not shown, not accepted, or not declared, is refused.

use crate::client::{Answer, get};

const KEY: (&str, &str) = ("x-key", "k");
const BAD_KEY: (&str, &str) = ("x-key", "bad");
const COOKIE: (&str, &str) = ("cookie", "a=b; session=s; session=other");
const BEARER: (&str, &str) = ("authorization", "Bearer t");
const BAD_BEARER: (&str, &str) = ("authorization", "bearer bad");

/// Who the implementation hears it from, or the status.
fn who(answer: &Answer) -> String {
    match answer.said().split_once(" by ") {
        Some((_, who)) => who.trim_matches('"').replace("\\\"", "'"),
        None => answer.said(),
    }
}

async fn by(at: &str, headers: &[(&str, &str)]) -> String {
    who(&get(at, headers).await)
}

#[tokio::test]
async fn each_scheme_is_found_where_it_is_shown() {
    assert_eq!(by("/header", &[KEY]).await, "header=k[]");
    assert_eq!(by("/in-query?key=a%20b", &[]).await, "query=a b[]");
    assert_eq!(by("/cookie", &[COOKIE]).await, "cookie=s[]");
    assert_eq!(by("/basic", &[("authorization", "Basic YWRhOmE6Yg==")]).await, "basic=ada/a:b[]");
    assert_eq!(by("/bearer", &[BEARER]).await, "bearer=t[]");
    assert_eq!(
        by("/digest", &[("authorization", "Digest username=ada")]).await,
        "digest=username=ada[]"
    );
    assert_eq!(by("/oauth", &[BEARER]).await, "oauth=t['read', 'write']");
    assert_eq!(by("/oidc", &[BEARER]).await, "oidc=t['email']");
    assert_eq!(by("/certificate", &[("x-certificate", "c")]).await, "certificate=c[]");
}

#[tokio::test]
async fn what_is_not_shown_is_refused_with_a_challenge() {
    for (at, headers) in [
        ("/header", &[][..]),
        ("/header", &[("x-key", "")]),
        ("/header?X-Key=k", &[COOKIE, BEARER]),
        ("/in-query", &[KEY]),
        ("/in-query?key=", &[]),
        ("/cookie", &[("cookie", "sessions=s")]),
        ("/basic", &[BEARER]),
        ("/basic", &[("authorization", "Basic not-base64!")]),
        ("/basic", &[("authorization", "Basic YWRh")]),
        ("/bearer", &[("authorization", "Basic YWRhOmE6Yg==")]),
        ("/bearer", &[("authorization", "Bearer")]),
        ("/bearer", &[("authorization", "Bearer ")]),
        ("/bearer", &[("authorization", "Bearert")]),
        ("/digest", &[BEARER]),
        ("/oauth", &[]),
        ("/oidc", &[]),
        ("/either", &[COOKIE]),
        ("/both", &[KEY]),
        ("/both", &[COOKIE]),
        ("/mixed", &[KEY]),
        ("/undeclared", &[KEY, COOKIE, BEARER]),
        ("/partly-undeclared", &[BEARER]),
    ] {
        let answer = get(at, headers).await;
        assert_eq!(answer.refusal(""), "401: \"credentials are missing\"", "{at} {headers:?}");
        assert!(answer.challenge.is_some(), "{at}: {answer:?}");
    }
}

#[tokio::test]
async fn what_is_not_accepted_fails_as_the_implementation_says() {
    for (at, headers) in [
        ("/header", &[BAD_KEY][..]),
        ("/certificate", &[]),
        ("/oauth", &[BAD_BEARER]),
        ("/either", &[BAD_KEY]),
        ("/either", &[BAD_KEY, BAD_BEARER]),
        ("/both", &[BAD_KEY, COOKIE]),
        ("/mixed", &[KEY, BAD_BEARER]),
    ] {
        let status = get(at, headers).await.status;
        assert_eq!(status, 403, "{at} {headers:?}");
    }
}

#[tokio::test]
async fn one_alternative_is_enough_and_all_of_it_is_needed() {
    assert_eq!(by("/either", &[KEY]).await, "header=k[]");
    assert_eq!(by("/either", &[BEARER]).await, "bearer=t[]");
    assert_eq!(by("/either", &[BAD_KEY, BEARER]).await, "bearer=t[]");
    assert_eq!(by("/both", &[KEY, COOKIE]).await, "header=k[] and cookie=s[]");
    assert_eq!(by("/mixed", &[KEY, BEARER]).await, "oauth=t['write']");
    assert_eq!(by("/mixed", &[BAD_KEY, COOKIE, BEARER]).await, "oauth=t['write']");
    assert_eq!(by("/partly-undeclared", &[KEY]).await, "header=k[]");
}

#[tokio::test]
async fn where_nothing_is_needed_nothing_is_asked() {
    assert_eq!(by("/open", &[BAD_KEY]).await, "OpenRequest");
    assert_eq!(by("/optional", &[]).await, "None");
    assert_eq!(by("/optional", &[KEY]).await, "header=k[]");
    // Whoever shows something means it.
    assert_eq!(get("/optional", &[BAD_KEY]).await.status, 403);
}

#[tokio::test]
async fn strangers_hear_nothing_of_the_contract() {
    let answer = get("/oauth?limit=x", &[]).await;
    assert_eq!(answer.refusal("limit"), "401: \"credentials are missing\"");
}
