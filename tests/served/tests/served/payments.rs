//! Records with rules of their own, in requests and in answers.

use specwright_tests_served::contract::support::{Invalid, Kept};
use specwright_tests_served::contract::types::Payment;

use crate::client::post;

fn paid(card: Option<&str>, address: Option<&str>) -> Payment {
    let text = |it: Option<&str>| it.map(ToOwned::to_owned);
    Payment { card: text(card), address: text(address), parts: None }
}

#[test]
fn a_record_that_keeps_its_rules_cannot_be_made_without_them() {
    let told = |it: Payment| Kept::new(it).map_err(|why| (why.pointer, why.detail.into_owned()));
    let refused = |pointer: &str, detail: &str| Some((pointer.to_owned(), detail.to_owned()));
    assert_eq!(told(paid(None, None)).err(), refused("", "must have at least 1 fields"));
    let without = told(paid(Some("1"), None)).err();
    assert_eq!(without, refused("/address", "is missing beside `card`"));
    let kept = Kept::new(paid(Some("1"), Some("here"))).expect("it keeps them");
    let around = Payment { parts: Some(vec![kept]), ..Payment::default() };
    let around: Result<Kept<Payment>, Invalid> = around.try_into();
    let json = serde_json::to_string(&around.expect("it keeps them")).expect("it is JSON");
    assert_eq!(json, r#"{"parts":[{"card":"1","address":"here"}]}"#);
    assert!(serde_json::from_str::<Kept<Payment>>(&json).is_ok());
    assert!(serde_json::from_str::<Kept<Payment>>(&json.replace("address", "other")).is_err());
}

#[tokio::test]
async fn neither_a_request_nor_an_answer_breaks_the_rules_of_a_record() {
    let whole = r#"{"card":"1","address":"here"}"#;
    let answer = post("/payments", "application/json", whole).await;
    assert_eq!((answer.status, &*answer.text), (200, whole));
    let inner = r#"{"address":"here","parts":[{"card":"1"}]}"#;
    let answer = post("/payments", "application/json", inner).await;
    assert_eq!(answer.status, 400);
    assert!(answer.text.contains("#/parts/0/address"), "{}", answer.text);
    // What is made by hand of a request is asked the same.
    let answer = post("/payments?forget=true", "application/json", whole).await;
    assert_eq!((answer.status, &*answer.text), (403, ""));
}
