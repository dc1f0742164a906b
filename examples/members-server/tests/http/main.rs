//! The server as its clients see it: over HTTP, on a port of its own.

mod client;

use client::{Client, ORGANIZATION};
use serde_json::json;

const OTHER: &str = "00000000-0000-4000-8000-000000000000";

fn members(rest: &str) -> String {
    format!("/api/v2/organizations/{ORGANIZATION}/{rest}")
}

fn role(name: &str) -> serde_json::Value {
    json!({
        "name": name,
        "display_name": "Template Author",
        "organization_permissions": [
            {"resource_type": "template", "action": "create"},
            {"resource_type": "template", "action": "update", "negate": false},
        ],
    })
}

#[test]
fn without_a_good_token_nothing_is_told() {
    let server = Client::start();
    for token in ["", "wrong"] {
        let answer = server.signed("GET", &members("members"), token, None);
        answer.is(401).problem("Sign in to go on.");
    }
    server.close_account("mary");
    server.by("mary", "GET", &members("members"), None).is(401).problem("Sign in to go on.");
    server.get("/api/v2/users/roles", "ada").is(200);
    server.signed("GET", "/api/v2/users/roles", "", None).is(401);
}

#[test]
fn members_are_listed_all_or_by_page() {
    let server = Client::start();
    let all = server.get(&members("members"), "ada").is(200).json();
    let names: Vec<&str> =
        all.as_array().unwrap().iter().map(|it| it["username"].as_str().unwrap()).collect();
    assert_eq!(names.len(), 3, "{names:?}");
    let page = |query: &str| {
        let path = members(&format!("paginated-members{query}"));
        let page = server.get(&path, "ada").is(200).json()[0].clone();
        let names = page["members"].as_array().unwrap().iter();
        let names = names.map(|it| it["username"].as_str().unwrap().to_owned());
        (names.collect::<Vec<_>>(), page["count"].as_u64().unwrap())
    };
    assert_eq!(page(""), (names.iter().map(ToString::to_string).collect(), 3));
    assert_eq!(page("?limit=1&offset=1"), (vec![names[1].to_owned()], 3));
    let second = all[1]["user_id"].as_str().unwrap();
    assert_eq!(page(&format!("?after_id={second}")), (vec![names[2].to_owned()], 3));
    assert_eq!(page("?q=GRACE"), (vec!["grace".to_owned()], 1));
    assert_eq!(page("?q=%25"), (vec![], 0), "no wildcard means anything");
}

#[test]
fn a_page_that_nobody_can_turn_to_is_refused_with_its_field() {
    let server = Client::start();
    for (query, field, detail) in [
        ("limit=-1", "limit", "`limit` in the query must be at least 0"),
        ("limit=1001", "limit", "`limit` in the query must be at most 1000"),
        ("offset=x", "offset", "`offset` in the query must be a whole number"),
        ("after_id=ada", "after_id", "`after_id` in the query must be a UUID"),
    ] {
        let answer = server.get(&members(&format!("paginated-members?{query}")), "ada");
        answer.is(400).invalid(field, detail);
    }
}

#[test]
fn a_member_is_found_by_name_by_id_and_as_me() {
    let server = Client::start();
    let ada = server.get(&members("members/ada"), "ada").is(200).json();
    assert_eq!(ada["name"], "Ada Lovelace");
    assert_eq!(ada["global_roles"][0]["name"], "owner");
    let id = ada["user_id"].as_str().unwrap();
    for name in [id, "me", "ADA"] {
        let same = server.get(&members(&format!("members/{name}")), "ada").is(200).json();
        assert_eq!(same["user_id"], id);
    }
    server.get(&members("members/nobody"), "ada").is(404).problem("There is no such user.");
    let answer = server.get(&members("members/alan"), "ada").is(404);
    answer.problem("The organization has no such member.");
}

#[test]
fn an_organization_is_not_there_for_those_outside() {
    let server = Client::start();
    let unknown = "There is no such organization.";
    for path in ["members", "paginated-members", "members/ada", "members/roles"] {
        server.get(&members(path), "alan").is(404).problem(unknown);
        let other = format!("/api/v2/organizations/{OTHER}/{path}");
        server.get(&other, "ada").is(404).problem(unknown);
    }
    let body = Some(json!({"roles": []}));
    server.by("alan", "PUT", &members("members/ada/roles"), body).is(404).problem(unknown);
    server.by("alan", "POST", &members("members/alan"), None).is(404).problem(unknown);
    server.by("alan", "DELETE", &members("members/ada"), None).is(404).problem(unknown);
    server.by("alan", "POST", &members("members/roles"), Some(role("x"))).is(404).problem(unknown);
    server.by("alan", "PUT", &members("members/roles"), Some(role("x"))).is(404).problem(unknown);
    server.by("alan", "DELETE", &members("members/roles/x"), None).is(404).problem(unknown);
}

#[test]
fn members_come_and_go() {
    let server = Client::start();
    let made = server.by("ada", "POST", &members("members/alan"), None).is(200).json();
    assert_eq!(made["organization_id"], ORGANIZATION);
    assert_eq!(made["roles"], json!([]));
    let again = server.by("ada", "POST", &members("members/alan"), None).is(409);
    again.problem("The user is already a member of this organization.");
    server.by("ada", "POST", &members("members/nobody"), None).is(404);
    server.get(&members("members/grace"), "alan").is(200);
    let not_theirs = server.by("grace", "DELETE", &members("members/alan"), None).is(403);
    not_theirs.problem("You may not delete organization_member in this organization.");
    server.by("grace", "POST", &members("members/alan"), None).is(403);
    assert_eq!(server.by("ada", "DELETE", &members("members/alan"), None).is(204).text, "");
    server.by("ada", "DELETE", &members("members/alan"), None).is(404);
    server.by("grace", "DELETE", &members("members/me"), None).is(204);
    server.get(&members("members/ada"), "grace").is(404);
}

#[test]
fn roles_are_given_and_taken_and_what_they_permit_is_so() {
    let server = Client::start();
    let give = |by: &str, to: &str, roles: &[&str]| {
        let path = members(&format!("members/{to}/roles"));
        server.by(by, "PUT", &path, Some(json!({"roles": roles})))
    };
    give("grace", "mary", &[]).is(403);
    let made = give("ada", "grace", &["organization-user-admin"]).is(200).json();
    assert_eq!(made["roles"][0]["display_name"], "Organization User Admin");
    server.by("grace", "POST", &members("members/alan"), None).is(200);
    give("grace", "alan", &["organization-user-admin"]).is(200);
    let too_much = give("grace", "alan", &["organization-admin"]).is(403);
    too_much.problem("The role `organization-admin` permits more than you may do yourself.");
    give("ada", "mary", &["no-such-role"]).is(404).problem("The organization has no such role.");
    give("ada", "nobody", &[]).is(404);
    give("ada", "grace", &[]).is(200);
    server.by("grace", "POST", &members("members/alan"), None).is(403);
}

#[test]
fn an_assignment_that_says_nothing_is_refused_where_it_fails() {
    let server = Client::start();
    let path = members("members/grace/roles");
    for (body, field, detail) in [
        (json!({}), "/roles", "/roles is missing"),
        (json!({"roles": ["a", 1]}), "/roles/1", "/roles/1 must be a string"),
        (json!([]), "", "the body must be an object"),
    ] {
        server.by("ada", "PUT", &path, Some(body)).is(400).invalid(field, detail);
    }
    let text = server.send("PUT", &path, "ada", &[("Content-Type", "text/plain")], b"roles");
    text.is(415).problem("the body must be application/json");
    let cut =
        server.send("PUT", &path, "ada", &[("Content-Type", "application/json")], b"{\"roles\":");
    cut.is(400).problem("the body must be JSON, and is not at line 1, column 9");
    let long = vec![b' '; 2 * 1024 * 1024 + 1];
    let long = server.send("PUT", &path, "ada", &[("Content-Type", "application/json")], &long);
    long.is(413).problem("the body must be at most 2097152 bytes");
}

#[test]
fn custom_roles_are_made_changed_and_deleted() {
    let server = Client::start();
    let made = server.by("ada", "POST", &members("members/roles"), Some(role("template-author")));
    let made = made.is(200).json();
    assert_eq!(made[0]["organization_id"], ORGANIZATION);
    assert_eq!(made[0]["organization_permissions"][0]["negate"], false, "the default is applied");
    for taken in ["template-author", "organization-admin"] {
        let again = server.by("ada", "POST", &members("members/roles"), Some(role(taken))).is(409);
        again.problem("The organization has a role of this name.");
    }
    let listed = server.get(&members("members/roles"), "grace").is(200).json();
    let listed = listed.as_array().unwrap();
    let custom = listed.iter().find(|it| it["name"] == "template-author").unwrap();
    assert_eq!((&custom["built_in"], &custom["assignable"]), (&json!(false), &json!(false)));

    let given = Some(json!({"roles": ["template-author"]}));
    server.by("ada", "PUT", &members("members/grace/roles"), given).is(200);
    let mut other = role("template-author");
    other["display_name"] = json!("Writer");
    server.by("grace", "PUT", &members("members/roles"), Some(other.clone())).is(403);
    server.by("ada", "PUT", &members("members/roles"), Some(other)).is(200);
    let grace = server.get(&members("members/grace"), "ada").is(200).json();
    assert_eq!(grace["roles"][0]["display_name"], "Writer");

    server.by("grace", "DELETE", &members("members/roles/template-author"), None).is(403);
    let gone = server.by("ada", "DELETE", &members("members/roles/template-author"), None).is(200);
    assert_eq!(gone.json()[0]["display_name"], "Writer");
    let grace = server.get(&members("members/grace"), "ada").is(200).json();
    assert_eq!(grace["roles"], json!([]));
    server.by("ada", "DELETE", &members("members/roles/template-author"), None).is(404);
    server.by("ada", "PUT", &members("members/roles"), Some(role("template-author"))).is(404);
    server.by("ada", "DELETE", &members("members/roles/organization-admin"), None).is(403);
}

#[test]
fn nobody_makes_a_role_that_may_do_more_than_they() {
    let server = Client::start();
    let admin = Some(json!({"roles": ["organization-admin"]}));
    server.by("ada", "PUT", &members("members/grace/roles"), admin).is(200);
    server.by("grace", "POST", &members("members/roles"), Some(role("small"))).is(200);
    let mut site = role("large");
    site["site_permissions"] = json!([{"resource_type": "user", "action": "delete"}]);
    server.by("grace", "POST", &members("members/roles"), Some(site.clone())).is(403);
    server.by("mary", "POST", &members("members/roles"), Some(role("own"))).is(403);
    server.by("ada", "POST", &members("members/roles"), Some(site)).is(200);
}

#[test]
fn a_role_that_breaks_the_contract_is_refused_where_it_fails() {
    let server = Client::start();
    for (change, field, detail) in [
        (json!({"name": ""}), "/name", "/name must have at least 1 characters"),
        (
            json!({"name": "No Spaces"}),
            "/name",
            "/name must match the pattern `^[a-z0-9]+(-[a-z0-9]+)*$`",
        ),
        (
            json!({"display_name": "x".repeat(65)}),
            "/display_name",
            "/display_name must have at most 64 characters",
        ),
        (
            json!({"user_permissions": [{"resource_type": "user"}]}),
            "/user_permissions/0/action",
            "/user_permissions/0/action is missing",
        ),
    ] {
        let mut body = role("template-author");
        body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        for method in ["POST", "PUT"] {
            let answer = server.by("ada", method, &members("members/roles"), Some(body.clone()));
            answer.is(400).invalid(field, detail);
        }
    }
    let nowhere = "/api/v2/organizations/analysts/members/roles";
    let detail = "`organization` in the path must be a UUID";
    server.get(nowhere, "ada").is(400).invalid("organization", detail);
    let answer = server.by("ada", "DELETE", &format!("{nowhere}/x"), None);
    answer.is(400).invalid("organization", detail);
}

#[test]
fn the_roles_of_the_site_are_for_its_owner_to_give() {
    let server = Client::start();
    let assignable = |who| {
        let roles = server.get("/api/v2/users/roles", who).is(200).json();
        let roles = roles.as_array().unwrap().clone();
        roles.iter().map(|it| it["assignable"].as_bool().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(assignable("ada"), [true, true]);
    assert_eq!(assignable("alan"), [false, false]);
}

#[test]
fn what_is_in_a_file_is_there_the_next_time() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("members.sqlite");
    Client::on(members_server::Store::open(&path).unwrap())
        .by("ada", "POST", &members("members/alan"), None)
        .is(200);
    let again = Client::on(members_server::Store::open(&path).unwrap());
    again.get(&members("members/alan"), "ada").is(200);
}

#[test]
fn what_was_asked_is_answered_before_the_server_stops() {
    let server = Client::start();
    server.get("/api/v2/users/roles", "ada").is(200);
    server.stop();
}
