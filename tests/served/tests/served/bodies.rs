//! Bodies of all kinds, and those that break the contract.

use axum::body::Body;

use crate::client::{ask, post};

const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";
const PARTS: &str = "multipart/form-data; boundary=x";

async fn heard(at: &str, media: &str, body: impl Into<Body>) -> String {
    post(at, media, body).await.said()
}

async fn refused(at: &str, media: &str, body: impl Into<Body>, sent: &str) -> String {
    post(at, media, body).await.refusal(sent)
}

/// A form in parts: headers beside the name, and content.
fn parts(all: &[(&str, &str)]) -> String {
    let part = |(head, content): &(&str, &str)| {
        format!("--x\r\nContent-Disposition: form-data; {head}\r\n\r\n{content}\r\n")
    };
    all.iter().map(part).collect::<String>() + "--x--\r\n"
}

#[tokio::test]
async fn json_is_read_and_checked_with_a_pointer_to_the_place() {
    let order =
        "Order { name: \"ab\", count: 7, tags: [\"t\"], at: Point { x: 1, y: None }, a_b_c: true }";
    let text = r#"{"name":"ab","count":7,"tags":["t"],"at":{"x":1},"a/b~c":true}"#;
    for (at, media) in [
        ("/json", JSON),
        ("/json", "Application/JSON; charset=utf-8"),
        ("/vendor", "application/vnd.order+json"),
    ] {
        let said = heard(at, media, text).await;
        assert!(said.contains(order), "{said}");
    }
    assert!(
        heard("/json", JSON, r#"{"name":"ab"}"#).await.contains("count: 1"),
        "a default stands for it"
    );
    let why = async |body: &'static str, sent: &str| refused("/json", JSON, body, sent).await;
    insta::assert_snapshot!([
        why(r#"{"name":"#, "").await,
        why("", "").await,
        why("null", "").await,
        why("[]", "").await,
        why("{}", "").await,
        why(r#"{"name":"s"}"#, "\"s\"").await,
        why(r#"{"name":null}"#, "").await,
        why(r#"{"name":"ab","count":0}"#, "").await,
        why(r#"{"name":"ab","count":"secret"}"#, "secret").await,
        why(r#"{"name":"ab","tags":["a","b","c","d"]}"#, "").await,
        why(r#"{"name":"ab","tags":["a","secret"]}"#, "secret").await,
        why(r#"{"name":"ab","at":{"x":1,"y":-777}}"#, "777").await,
        why(r#"{"name":"ab","a/b~c":"secret"}"#, "secret").await,
        why(r#"{"name":"ab","more":1}"#, "").await,
        why("{\"name\":\"ab\"} x", "").await,
    ].join("\n"), @r#"
    400: "the body must be JSON, and is not at line 1, column 8"
    400: "the body is missing"
    400 body #: "the body must be an object"
    400 body #: "the body must be an object"
    400 body #/name: "/name is missing"
    400 body #/name: "/name must have at least 2 characters"
    400 body #/name: "/name must be a string"
    400 body #/count: "/count must be at least 1"
    400 body #/count: "/count must be a whole number"
    400 body #/tags: "/tags must have at most 3 items"
    400 body #/tags/1: "/tags/1 must have at most 4 characters"
    400 body #/at/y: "/at/y must be at least 0"
    400 body #/a~1b~0c: "/a~1b~0c must be true or false"
    400 body #: "the body must have no fields but those that are known"
    400: "the body must be JSON, and is not at line 1, column 15"
    "#);
}

#[tokio::test]
async fn a_body_is_of_a_media_type_and_there() {
    insta::assert_snapshot!([
        refused("/json", "text/plain", "{}", "").await,
        refused("/vendor", JSON, "{}", "").await,
        refused("/form", "multipart/form-data", "", "").await,
        ask("POST", "/json", &[], Body::empty()).await.refusal(""),
        ask("POST", "/multipart", &[("content-type", "multipart/form-data")], "x").await.refusal(""),
    ].join("\n"), @r#"
    415: "the body must be application/json"
    415: "the body must be application/vnd.order+json"
    400: "the body is missing"
    400: "the body is missing"
    400: "the body must be a form in parts"
    "#);
    // What does not say what it is, is what it must be.
    let said = ask("POST", "/json", &[], r#"{"name":"ab"}"#).await.said();
    assert!(said.contains("name: \"ab\""), "{said}");
}

#[tokio::test]
async fn forms_have_lists_and_objects() {
    let said =
        heard("/form", FORM, "name=a%26b+c&count=7&tags=t&tags=u&at[x]=1&a%2Fb~c=true").await;
    let order = "Order { name: \"a&b c\", count: 7, tags: [\"t\", \"u\"], at: Point { x: 1, y: None }, a_b_c: true }";
    assert!(said.contains(order), "{said}");
    insta::assert_snapshot!([
        refused("/form", FORM, "", "").await,
        refused("/form", FORM, "name=ab&count=secret", "secret").await,
        refused("/form", FORM, "name=ab&tags=t&tags=secret", "secret").await,
        refused("/form", FORM, "name=ab&at[x]=1&at[y]=-777", "777").await,
        refused("/form", FORM, "name=ab&name=cd", "").await,
        refused("/form", FORM, "name=ab&more=1", "").await,
    ].join("\n"), @r#"
    400: "the body is missing"
    400 body #/count: "/count must be a whole number"
    400 body #/tags/1: "/tags/1 must have at most 4 characters"
    400 body #/at/y: "/at/y must be at least 0"
    400 body #/name: "/name must be a string"
    400 body #: "the body must have no fields but those that are known"
    "#);
}

#[tokio::test]
async fn forms_in_parts_have_files() {
    let file = "name=\"scan\"; filename=\"a.pdf\"\r\nContent-Type: application/pdf";
    let body = parts(&[
        (file, "\u{1}%PDF"),
        ("name=\"pages\"", "3"),
        ("name=\"tags\"", "a"),
        ("name=\"tags\"", "b"),
        ("name=\"at\"\r\nContent-Type: application/json", "{\"x\":1}"),
    ]);
    let said = heard("/multipart", PARTS, body).await;
    for part in [
        "name: \"a.pdf\"",
        "content_type: \"application/pdf\"",
        "bytes: [1, 37, 80, 68, 70]",
        "pages: 3",
        "tags: [\"a\", \"b\"]",
        "at: Point { x: 1, y: None }",
    ] {
        assert!(said.contains(part), "no `{part}` in {said}");
    }
    insta::assert_snapshot!([
        refused("/multipart", PARTS, parts(&[("name=\"pages\"", "3")]), "").await,
        refused("/multipart", PARTS, parts(&[(file, "x"), ("name=\"pages\"", "secret")]), "secret").await,
        refused("/multipart", PARTS, parts(&[(file, "x"), ("name=\"at\"\r\nContent-Type: application/json", "{\"x\"")]), "").await,
        refused("/multipart", PARTS, "--x\r\nContent-Disposition: form-data", "").await,
        refused("/multipart", PARTS, parts(&[(file, &"x".repeat(5000))]), "xxx").await,
    ].join("\n"), @r#"
    400 body #/scan: "/scan is missing"
    400 body #/pages: "/pages must be a whole number"
    400: "the body must be a form in parts"
    400: "the body must be a form in parts"
    413: "the body must be at most 4096 bytes"
    "#);
}

#[tokio::test]
async fn text_and_bytes_are_taken_as_they_are() {
    assert!(heard("/text", "text/plain; charset=utf-8", "äöü").await.contains("\"äöü\""));
    assert_eq!(heard("/bytes", "application/octet-stream", vec![0xff; 9]).await, "9 bytes");
    // How much of a stream is read is up to the implementation.
    assert_eq!(heard("/bytes", "application/octet-stream", vec![0xff; 9000]).await, "9000 bytes");
    insta::assert_snapshot!([
        refused("/text", "text/plain", "secret", "secret").await,
        refused("/text", "text/plain", vec![0xff, 0xfe], "").await,
    ].join("\n"), @r#"
    400 body #: "the body must have at most 5 characters"
    400: "the body must be UTF-8"
    "#);
}

#[tokio::test]
async fn one_of_several_media_types_is_read_by_what_it_says() {
    for (media, body, part) in [
        (JSON, r#"{"name":"ab"}"#, "Order { name: \"ab\""),
        ("text/csv", "a,b", "\"a,b\""),
        (FORM, "x=1", "Point { x: 1, y: None }"),
    ] {
        let said = heard("/many", media, body).await;
        assert!(said.contains(part), "{said}");
    }
    let said = ask("POST", "/many", &[], Body::empty()).await.said();
    assert!(said.contains("body: None"), "{said}");
    assert_eq!(post("/many", "image/png", "x").await.status, 415);
}

#[tokio::test]
async fn bodies_that_are_read_have_a_limit() {
    let text = |length: usize| format!("{{\"name\":\"{}\"}}", "n".repeat(length - 11));
    assert_eq!(post("/json", JSON, text(4096)).await.status, 200);
    insta::assert_snapshot!(refused("/json", JSON, text(4097), "nnn").await, @r#"413: "the body must be at most 4096 bytes""#);
    // Whatever length is stated.
    let headers = [("content-type", JSON), ("content-length", "18446744073709551615")];
    assert_eq!(ask("POST", "/json", &headers, text(4097)).await.status, 413);
}
