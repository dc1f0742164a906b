use std::collections::BTreeSet;

use insta::assert_snapshot;

use super::*;

mod usable;

/// Each name with its snake and pascal spelling, a line each.
fn table(names: &[&str]) -> String {
    let shown = |it: &str| format!("{it:?}").trim_matches('"').to_owned();
    let row = |it: &&str| format!("`{}` {} {}\n", shown(it), snake(it), pascal(it));
    names.iter().map(row).collect()
}

#[test]
fn names_are_taken_apart_where_a_reader_would() {
    let names = [
        "userName",
        "UserName",
        "user_name",
        "user-name",
        "USER_NAME",
        "user name",
        "user.name",
        "HTTPServer2xx",
        "OAuth2",
        "x-2fa",
        "2fa_enabled",
        "IPv4Address",
        "userIDs",
        "URLsToTry",
        "HTTPStatus",
        "S3Bucket",
        "v1.1",
        "v11",
        "io.k8s.api.core.v1.Pod",
        "user's",
        "filter[name]",
        "{userId}",
        "List<User>",
        "Page«User»",
        "application/vnd.api+json",
        "repos/list-for-org",
    ];
    assert_snapshot!(table(&names), @r"
    `userName` user_name UserName
    `UserName` user_name UserName
    `user_name` user_name UserName
    `user-name` user_name UserName
    `USER_NAME` user_name UserName
    `user name` user_name UserName
    `user.name` user_name UserName
    `HTTPServer2xx` http_server2xx HttpServer2xx
    `OAuth2` o_auth2 OAuth2
    `x-2fa` x_2fa X2fa
    `2fa_enabled` 2fa_enabled 2faEnabled
    `IPv4Address` ipv4_address Ipv4Address
    `userIDs` user_ids UserIds
    `URLsToTry` urls_to_try UrlsToTry
    `HTTPStatus` http_status HttpStatus
    `S3Bucket` s3_bucket S3Bucket
    `v1.1` v1_1 V1_1
    `v11` v11 V11
    `io.k8s.api.core.v1.Pod` io_k8s_api_core_v1_pod IoK8sApiCoreV1Pod
    `user's` users Users
    `filter[name]` filter_name FilterName
    `{userId}` user_id UserId
    `List<User>` list_user ListUser
    `Page«User»` page_user PageUser
    `application/vnd.api+json` application_vnd_api_plus_json ApplicationVndApiPlusJson
    `repos/list-for-org` repos_list_for_org ReposListForOrg
    ");
}

#[test]
fn symbols_that_carry_a_meaning_become_words() {
    let names = [
        "", "*", "+1", "-1", "+", "-", "_", ".", "<", "<=", ">", ">=", "=", "!=", "!", "$filter",
        "@type", "#", "a+b", "a-b", "a*b", "a&b", "a|b", "a<b", "a<=b", "a->b", "a@b", "c#",
        "100%", "-created", "!active", "r#", "  ", "$", "%20",
    ];
    assert_snapshot!(table(&names), @r"
    `` empty Empty
    `*` star Star
    `+1` plus1 Plus1
    `-1` minus1 Minus1
    `+` plus Plus
    `-` minus Minus
    `_` underscore Underscore
    `.` dot Dot
    `<` lt Lt
    `<=` lte Lte
    `>` gt Gt
    `>=` gte Gte
    `=` eq Eq
    `!=` ne Ne
    `!` bang Bang
    `$filter` filter Filter
    `@type` type Type
    `#` hash Hash
    `a+b` a_plus_b APlusB
    `a-b` a_b AB
    `a*b` a_star_b AStarB
    `a&b` a_and_b AAndB
    `a|b` a_or_b AOrB
    `a<b` a_lt_b ALtB
    `a<=b` a_lte_b ALteB
    `a->b` a_to_b AToB
    `a@b` a_at_b AAtB
    `c#` c_hash CHash
    `100%` 100_percent 100Percent
    `-created` minus_created MinusCreated
    `!active` not_active NotActive
    `r#` r_hash RHash
    `  ` space_space SpaceSpace
    `$` dollar Dollar
    `%20` percent_20 Percent20
    ");
}

#[test]
fn letters_of_all_scripts_are_kept_and_tricks_are_not() {
    let names = [
        "größe",
        "GrößeÄndern",
        "cafe\u{301}",
        "caf\u{e9}",
        "用户名",
        "имяПользователя",
        "उपयोगकर्ता",
        "שלום",
        "ｆｕｌｌ",
        "m²",
        "ﬁle",
        "a\u{200b}b",
        "\u{202e}abc",
        "🎉",
        "👍🏽",
        "1️⃣",
        "\u{301}a",
        "\u{3164}",
        "İstanbul",
        "ǆ",
    ];
    assert_snapshot!(table(&names), @r"
    `größe` größe Größe
    `GrößeÄndern` größe_ändern GrößeÄndern
    `cafe\u{301}` café Café
    `café` café Café
    `用户名` 用户名 用户名
    `имяПользователя` имя_пользователя ИмяПользователя
    `उपयोगकर\u{94d}ता` उपयोगकर्ता उपयोगकर्ता
    `שלום` שלום שלום
    `ｆｕｌｌ` full Full
    `m²` m2 M2
    `ﬁle` file File
    `a\u{200b}b` ab Ab
    `\u{202e}abc` abc Abc
    `🎉` u1f389 U1f389
    `👍🏽` u1f44d_u1f3fd U1f44dU1f3fd
    `1\u{fe0f}\u{20e3}` 1 1
    `\u{301}a` a A
    `ㅤ` u3164 U3164
    `İstanbul` i̇stanbul İstanbul
    `ǆ` dž Dž
    ");
}

#[test]
fn keywords_are_evaded() {
    let names = [
        "type", "self", "Self", "super", "crate", "_", "gen", "try", "async", "r#type", "union",
        "2", "512",
    ];
    let row = |it: &&str| {
        format!(
            "{it}: {} {} {} {} {}\n",
            rust_field(it),
            rust_module(it),
            rust_type(it),
            rust_const(it),
            crate_name(it)
        )
    };
    assert_snapshot!(names.iter().map(row).collect::<String>(), @r"
    type: r#type type_ Type TYPE type-api
    self: self_ self_ Self_ SELF self-api
    Self: self_ self_ Self_ SELF self-api
    super: super_ super_ Super SUPER super-api
    crate: crate_ crate_ Crate CRATE crate-api
    _: underscore underscore Underscore UNDERSCORE underscore
    gen: r#gen gen_ Gen GEN gen-api
    try: r#try try_ Try TRY try-api
    async: r#async async_ Async ASYNC async-api
    r#type: r_hash_type r_hash_type RHashType R_HASH_TYPE r-hash-type
    union: union union Union UNION union
    2: n2 n2 N2 N2 n2
    512: n512 n512 N512 N512 n512
    ");
    assert!(is_rust_keyword("Self") && is_rust_keyword("_") && is_rust_keyword("gen"));
    assert!(!is_rust_keyword("union") && !is_rust_keyword("r#type") && !is_rust_keyword(""));
}

#[test]
fn files_and_crates_have_names_that_every_system_takes() {
    let names = [
        "Con",
        "nul",
        "../../etc/passwd",
        "C:\\x",
        "com1",
        ".git",
        "Straße",
        "STRASSE",
        "用户",
        "test",
        "Größe",
        "a.",
        "Members",
    ];
    let row = |it: &&str| format!("{it}: {} {}\n", file_name(it), crate_name(it));
    assert_snapshot!(names.iter().map(row).collect::<String>(), @r"
    Con: con-file con-api
    nul: nul-file nul-api
    ../../etc/passwd: etc-passwd etc-passwd
    C:\x: c-x c-x
    com1: com1-file com1-api
    .git: git git
    Straße: strasse strae
    STRASSE: strasse strasse
    用户: 用户 x1be4cbb9
    test: test test-api
    Größe: grösse groe
    a.: a a
    Members: members members
    ");
}

#[test]
fn other_cases() {
    let it = "list organization-members_2";
    assert_eq!(kebab(it), "list-organization-members-2");
    assert_eq!(camel(it), "listOrganizationMembers2");
    assert_eq!(screaming(it), "LIST_ORGANIZATION_MEMBERS_2");
}

fn spelt(names: &[&str], taken: &[&str]) -> Vec<String> {
    let names: Vec<_> = names.iter().map(|it| Name::new(it)).collect();
    unique(&names, taken, rust_type)
}

#[test]
fn names_that_come_out_alike_are_parted_by_what_they_are() {
    assert_eq!(
        spelt(&["ASC", "DESC", "asc", "desc"], &[]),
        ["Asc", "Desc", "AscLower", "DescLower"]
    );
    assert_eq!(
        spelt(&["user_name", "user.name", "userName"], &[]),
        ["UserName", "UserDotName", "UserNameCamel"]
    );
    assert_eq!(spelt(&["filter", "$filter"], &[]), ["Filter", "DollarFilter"]);
    assert_eq!(spelt(&["option", "Option"], RUST_PRELUDE), ["OptionLower", "OptionPascal"]);
}

#[test]
fn where_a_name_comes_from_tells_it_from_its_namesakes() {
    let names = [("id", "path"), ("id", "query"), ("id", "query"), ("limit", "query")];
    let names = names.map(|(name, from)| Name { name, from });
    let spelt = unique(&names, &[], rust_field);
    assert_eq!((&*spelt[0], &*spelt[1], &*spelt[3]), ("id", "id_query", "limit"));
    assert_eq!(spelt.iter().collect::<BTreeSet<_>>().len(), 4);
}

#[test]
fn the_name_that_is_spelt_so_on_the_wire_keeps_its_spelling() {
    assert_eq!(spelt(&["user-name", "UserName"], &[]), ["UserMinusName", "UserName"]);
    let names = ["Type", "type"].map(Name::new);
    assert_eq!(unique(&names, &[], rust_field), ["type_pascal", "r#type"]);
}

#[test]
fn a_name_added_behind_the_others_renames_none() {
    let all: Vec<&str> = vec![
        "a-b", "a_b", "aB", "A_B", "AB", "ab", "a b", "a.b", "a+b", "Ab", "a--b", "aB ", "a__b",
        "x", "X",
    ];
    for count in 1..all.len() {
        let (before, after) = (spelt(&all[..count], &[]), spelt(&all[..=count], &[]));
        let is_exact = after[count] == all[count];
        assert!(
            is_exact || before == after[..count],
            "adding {:?}: {before:?} {after:?}",
            all[count]
        );
        assert_eq!(after.iter().collect::<BTreeSet<_>>().len(), after.len());
    }
}

#[test]
fn many_equal_names_are_as_many_names() {
    let names = vec![Name::new("same"); 5_000];
    let spelt = unique(&names, &["same"], rust_field);
    assert_eq!(spelt.iter().collect::<BTreeSet<_>>().len(), 5_000);
}

#[test]
fn a_slip_of_the_hand_is_understood() {
    let keys = ["description", "deprecated", "required", "schema", "in", "id"];
    let meant = |word| did_you_mean(keys, word);
    assert_eq!(meant("desciption"), Some("description"));
    assert_eq!(meant("Deprecated"), Some("deprecated"));
    assert_eq!(meant("shcema"), Some("schema"));
    assert_eq!(meant("requierd"), Some("required"));
    assert_eq!(meant("ni"), Some("in"));
    assert_eq!(meant("x"), None);
    assert_eq!(meant("nonsense"), None);
    assert_eq!(meant(""), None);
    assert_eq!(meant(&"d".repeat(1_000_000)), None);
}

#[test]
fn likeness_sees_words() {
    let near = |one, other| format!("{:.2}", likeness(one, other));
    assert_eq!(near("userName", "user_name"), "1.00");
    assert_eq!(near("member", "members"), "0.86");
    assert_eq!(near("member", "role"), "0.17");
    assert_eq!(near("", ""), "1.00");
}
