//! Parameters in all places and styles (OpenAPI 3.1, 4.8.12.2 to 4.8.12.6).

use crate::client::get;

/// What the implementation is asked, without the names of its types.
async fn heard(at: &str, headers: &[(&str, &str)]) -> String {
    let said = get(at, headers).await.said();
    said.split_once(' ').map_or_else(|| said.clone(), |it| it.1.to_owned())
}

/// Why it is not.
async fn refused(at: &str, headers: &[(&str, &str)], sent: &str) -> String {
    get(at, headers).await.refusal(sent)
}

const POINT: &str = "Point { x: 1, y: 2 }";

#[tokio::test]
async fn paths_are_simple_labels_or_matrices() {
    let all =
        "list: [3, 4], each: [3, 4], map: Point { x: 1, y: 2 }, pairs: Point { x: 1, y: 2 } }";
    assert_eq!(
        heard("/simple/a%2Fb%2Cc%20d/3,4/x,1,y,2/x=1,y=2", &[]).await,
        format!("{{ one: \"a/b,c d\", {}", all.replace("each: [3, 4], ", "")),
    );
    assert_eq!(
        heard("/label/.a%2E+b/.3,4/.3.4/.x,1,y,2/.x=1.y=2", &[]).await,
        format!("{{ one: \"a.+b\", {all}"),
    );
    assert_eq!(
        heard("/matrix/;one=a%3Bb/;list=3,4/;each=3;each=4/;map=x,1,y,2/;x=1;y=2", &[]).await,
        format!("{{ one: \"a;b\", {all}"),
    );
}

#[tokio::test]
async fn queries_are_forms_or_delimited_or_deep() {
    let asked = async |query: &str| heard(&format!("/query?q={query}"), &[]).await;
    let with = async |query: &str| {
        let said = asked(&format!("a{query}")).await;
        let fields =
            said.split(", ").filter(|it| !it.ends_with(": None") && !it.ends_with(": None }"));
        fields
            .collect::<Vec<_>>()
            .join(", ")
            .replace("{ q: \"a\", limit: 10", "")
            .trim_matches([',', ' '])
            .to_owned()
    };
    assert_eq!(with("").await, "");
    assert!(asked("a%20b+c%2Bd%26%3D%C3%A4").await.starts_with("{ q: \"a b c+d&=ä\""));
    // What is no UTF-8, and no encoding, is as the URL Standard has it (5.1).
    assert!(asked("%FF%").await.starts_with("{ q: \"\u{fffd}%\""));
    assert!(asked("&limit=3").await.starts_with("{ q: \"\", limit: 3"));
    assert_eq!(with("&flag=true&sort=down").await, "flag: true, sort: Down");
    assert_eq!(with("&each=1&each=2").await, "each: [1, 2]");
    assert_eq!(with("&each=1").await, "each: [1]");
    assert_eq!(with("&list=a,b%2Cc,d").await, "list: [\"a\", \"b,c\", \"d\"]");
    assert_eq!(with("&space=a%20b").await, "space: [\"a\", \"b\"]");
    assert_eq!(with("&space=a+b").await, "space: [\"a\", \"b\"]");
    assert_eq!(with("&pipe=a|b").await, "pipe: [\"a\", \"b\"]");
    assert_eq!(with("&pipe=a%7Cb").await, "pipe: [\"a\", \"b\"]");
    assert_eq!(with("&deep[x]=1&deep%5By%5D=2").await, format!("deep: {POINT}"));
    assert_eq!(with("&map=x,1,y,2").await, format!("map: {POINT}"));
    assert_eq!(with("&left=1&right=2&other=3").await, "pairs: QueryPairs { left: 1, right: 2 }");
    assert_eq!(with("&where=%7B%22x%22%3A1%2C%22y%22%3A2%7D").await, format!("where: {POINT} }}"));
}

#[tokio::test]
async fn queries_that_break_the_contract_are_refused_with_their_place() {
    let why = async |query: &str, sent: &str| refused(&format!("/query?{query}"), &[], sent).await;
    insta::assert_snapshot!([
        why("", "").await,
        why("limit=1", "").await,
        why("q=a&limit=777", "777").await,
        why("q=a&limit=", "").await,
        why("q=a&limit=seven", "seven").await,
        why("q=a&limit=1.5", "1.5").await,
        why("q=a&limit=1&limit=2", "").await,
        why("q=a&flag=TRUE", "TRUE").await,
        why("q=a&flag", "").await,
        why("q=a&sort=sideways", "sideways").await,
        why("q=a&each=1&each=nope", "nope").await,
        why("q=a&each=1&each=2&each=3&each=4", "").await,
        why("q=a&deep[y]=2", "").await,
        why("q=a&deep[x]=1&deep[y]=-777", "777").await,
        why("q=a&deep=x", "").await,
        why("q=a&map=x,1,y", "").await,
        why("q=a&where=%7B%22x", "").await,
        why("q=a&where=%7B%22x%22%3A%22secret%22%7D", "secret").await,
    ].join("\n"), @r#"
    400 query q#: "`q` in the query is missing"
    400 query q#: "`q` in the query is missing"
    400 query limit#: "`limit` in the query must be at most 50"
    400 query limit#: "`limit` in the query must be a whole number"
    400 query limit#: "`limit` in the query must be a whole number"
    400 query limit#: "`limit` in the query must be a whole number"
    400 query limit#: "`limit` in the query must be given once"
    400 query flag#: "`flag` in the query must be true or false"
    400 query flag#: "`flag` in the query must be true or false"
    400 query sort#: "`sort` in the query must be one of `up` `down`"
    400 query each#/1: "`each` in the query: /1 must be a whole number"
    400 query each#: "`each` in the query must have at most 3 items"
    400 query deep#/x: "`deep` in the query: /x is missing"
    400 query deep#/y: "`deep` in the query: /y must be at least 0"
    400 query deep#: "`deep` in the query must be an object"
    400 query map#/y: "`map` in the query: /y must be a whole number"
    400 query where#: "`where` in the query must be JSON"
    400 query where#/x: "`where` in the query: /x must be a whole number"
    "#);
}

#[tokio::test]
async fn headers_and_cookies_are_simple_or_forms() {
    let headers = [
        ("x-one", "a b"),
        ("x-list", "1, 2"),
        ("x-list", "3"),
        ("x-map", "x,1,y,2"),
        ("x-pairs", "x=1,y=2"),
    ];
    assert_eq!(
        heard("/headers", &headers).await,
        format!("{{ x_one: \"a b\", x_list: [1, 2, 3], x_map: {POINT}, x_pairs: {POINT} }}"),
    );
    assert_eq!(
        heard("/cookies", &[("cookie", "one=a; list=1,2"), ("cookie", "map=x,1,y,2")]).await,
        format!("{{ one: \"a\", list: [1, 2], map: {POINT} }}"),
    );
    insta::assert_snapshot!([
        refused("/headers", &[("x-one", "too-long")], "too-long").await,
        refused("/headers", &[("x-list", "1,two")], "two").await,
        refused("/headers", &[("x-map", "y,2")], "").await,
        refused("/cookies", &[], "").await,
        refused("/cookies", &[("cookie", "one=a; list=x")], "").await,
    ].join("\n"), @r#"
    400 header X-One#: "`X-One` in the header must have at most 5 characters"
    400 header X-List#/1: "`X-List` in the header: /1 must be a whole number"
    400 header X-Map#/x: "`X-Map` in the header: /x is missing"
    400 cookie one#: "`one` in the cookie is missing"
    400 cookie list#/0: "`list` in the cookie: /0 must be a whole number"
    "#);
}
