//! The page of changes in a real browser.
//!
//! `SPECWRIGHT_BROWSER` names one (CI sets it); else Debian's Chromium is
//! looked for, and without one this says that it is skipped.

use std::process::Command;

use crate::changes::versions;
use crate::project::Project;

/// What a person would do and see, as a list of what is wrong.
const VISITOR: &str = r#"
<script>
"use strict";
const wrong = [];
const check = (what, is, should) => {
  if (JSON.stringify(is) !== JSON.stringify(should)) {
    wrong.push(`${what}: ${JSON.stringify(is)}, not ${JSON.stringify(should)}`);
  }
};
addEventListener("error", (it) => wrong.push(`error: ${it.message}`));
addEventListener("securitypolicyviolation", (it) => wrong.push(`policy: ${it.blockedURI}`));
const all = [...document.querySelectorAll(".change")];
const visible = () => all.filter((it) => it.offsetParent !== null).length;
const box = document.getElementById("breaking");
const input = document.getElementById("words");
const told = () => document.getElementById("count").textContent;
const type = (text) => {
  input.value = text;
  input.dispatchEvent(new Event("input", { bubbles: true }));
};
check("at first", [visible(), told()], [2, "2 of 2"]);
box.click();
check("breaking alone", [visible(), told()], [1, "1 of 2"]);
check("empty groups", document.querySelectorAll(".task:not([hidden])").length, 1);
box.click();
type("OPTIONAL property");
check("words", [visible(), told()], [1, "1 of 2"]);
type("");
const details = document.querySelector("details");
details.querySelector("summary").click();
check("details", [details.open, details.querySelector("dl").offsetHeight > 0], [true, true]);
check("elements of a document", document.querySelectorAll("main b, main img").length, 0);
check("files besides", performance.getEntriesByType("resource").map((it) => it.name), []);
const page = document.documentElement;
check("width", page.scrollWidth > page.clientWidth, false);
document.title = wrong.length === 0 ? "all is well" : wrong.join(" | ");
</script>
"#;

/// A browser, or a word that there is none.
fn browser() -> Option<String> {
    if let Ok(named) = std::env::var("SPECWRIGHT_BROWSER") {
        return Some(named);
    }
    let known = ["chromium", "chromium-browser", "google-chrome"];
    let runs = |it: &&str| Command::new(it).arg("--version").output().is_ok();
    let found = known.into_iter().find(runs);
    if found.is_none() {
        eprintln!("SKIPPED: there is no browser here, and SPECWRIGHT_BROWSER names none");
    }
    found.map(str::to_owned)
}

/// What a browser makes of a file, with every other way out closed.
fn visited(browser: &str, project: &Project, file: &str) -> String {
    let mut command = Command::new(browser);
    let profile = format!("--user-data-dir={}", project.path("profile").display());
    command.args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"]);
    command.args(["--disable-background-networking", "--disable-component-update"]);
    command.args(["--disable-sync", "--disable-quic", "--host-resolver-rules=MAP * ~NOTFOUND"]);
    command.args([profile.as_str(), "--window-size=420,900", "--dump-dom"]);
    command.arg(format!("file://{}", project.path(file).display()));
    let output = command.output().unwrap_or_else(|why| panic!("{browser} does not start: {why}"));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{browser}: {said}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn the_page_of_changes_works_in_a_browser_with_nothing_to_load() {
    let Some(browser) = browser() else { return };
    let project = versions();
    project.edit("new.yaml", "<b>", "<img src=x onerror=alert(1)>");
    let ran = project.run(&["diff", "old.yaml", "new.yaml", "--format", "html"]);
    assert_eq!(ran.code, Some(1));
    let page = ran.out.replace("</body>", &format!("{VISITOR}</body>"));
    assert_ne!(page, ran.out);
    project.put("changes.html", page);
    let seen = visited(&browser, &project, "changes.html");
    let title = seen.split_once("<title>").and_then(|it| it.1.split_once("</title>"));
    assert_eq!(title.map(|it| it.0), Some("all is well"), "{seen}");
}
