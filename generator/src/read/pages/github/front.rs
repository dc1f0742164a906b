//! The front page: what the API is, its servers, and how callers show who
//! they are.

use crate::dialect::Version;
use crate::ir::{Contact, License, Server, Variable};
use crate::manner::github::unescape;
use crate::read::pages::github::Reader;
use crate::read::pages::github::blocks::Blocks;
use crate::read::pages::github::fact::{address, line, see, url};
use crate::read::pages::github::leaf::{Block, Head};
use crate::read::pages::github::piece::{Cursor, Piece};
use crate::read::pages::github::table::Table;

impl Reader<'_> {
    pub(super) fn front(&mut self) {
        let leaf = self.leaf();
        let mut chapter = "";
        for (at, head) in leaf.heads.iter().enumerate() {
            let label = leaf.label(head);
            match (head.level, chapter) {
                (1, _) if at == 0 => self.head_of_all(head),
                (2, _) => {
                    chapter = leaf.slice(&head.label);
                    self.chapter(chapter, head, &label);
                }
                (3, "Authentication") => self.scheme(head),
                // What is listed has its own pages.
                (3, "Operations") => self.skip(head.line.start..head.body.end),
                _ => self.strange_section(head),
            }
        }
    }

    fn chapter(&mut self, title: &str, head: &Head, label: &Piece) {
        let leaf = self.leaf();
        let mut blocks = Blocks::new(leaf, head.body.clone());
        match title {
            "Servers" => {
                self.api.servers = self.servers(&mut blocks);
                self.rest(&mut blocks);
            }
            "Authentication" => {
                if let Some(facts) = blocks.take("Unless an operation says otherwise: ") {
                    let said = facts[0].strip("Unless an operation says otherwise: ");
                    self.api.security = said.and_then(|it| self.requirements(&it));
                    self.strange(&facts[1..]);
                }
                self.rest(&mut blocks);
            }
            "Operations" => {
                self.skip(head.line.clone());
                self.rest(&mut blocks);
            }
            "Schemas" => self.skip(head.line.start..head.body.end),
            _ => {
                self.lost(label, "this heading");
                self.rest(&mut blocks);
            }
        }
    }

    /// A heading that stands where none of ours does, with what is below it.
    pub(super) fn strange_section(&mut self, head: &Head) {
        let leaf = self.leaf();
        let at = leaf.trimmed(head.line.start..head.body.end);
        self.lost(&leaf.piece(at), "this section");
    }

    /// Title, facts and description of the API.
    fn head_of_all(&mut self, head: &Head) {
        let leaf = self.leaf();
        let title = leaf.label(head);
        self.api.at = Some(leaf.span(&head.line));
        self.api.info.at = self.api.at;
        self.api.info.title = Some(title.plain());
        let (facts, rest) = self.head_facts(head);
        let mut left = Vec::new();
        for fact in facts {
            if self.front_fact(&fact).is_none() {
                left.push(fact);
            }
        }
        let mut extensions = Vec::new();
        let left = self.extensions(left, &mut extensions);
        self.api.info.extensions = extensions;
        self.strange(&left);
        self.api.info.description = self.block(rest);
    }

    /// The facts below the heading of a page, and the place of what follows.
    pub(super) fn head_facts(&mut self, head: &Head) -> (Vec<Piece>, std::ops::Range<usize>) {
        let leaf = self.leaf();
        match leaf.blocks(head.body.clone()).into_iter().next() {
            Some(Block::Facts(at)) => {
                let rest = at.end..head.body.end;
                (leaf.facts(at), rest)
            }
            _ => (Vec::new(), head.body.clone()),
        }
    }

    fn front_fact(&mut self, fact: &Piece) -> Option<()> {
        let (label, _) = fact.text().split_once(": ")?;
        let rest = fact.from(label.len() + 2);
        match label {
            "Version" => self.api.info.version = Some(rest.plain()),
            // Told before all else, see `version`.
            "OpenAPI" | "Swagger" => {}
            "Summary" => self.api.info.summary = Some(rest.plain()),
            "License" => self.api.info.license = Some(license(&rest)?),
            "Contact" => self.api.info.contact = Some(contact(&rest)?),
            "Terms of service" => self.api.info.terms = Some(url(&rest)?),
            "See" => self.api.external_docs = Some(see(&rest)?),
            "Self" => self.api.self_uri = Some(rest.name()?),
            "Dialect" => self.api.schema_dialect = Some(rest.name()?),
            _ => return None,
        }
        Some(())
    }

    /// The version that the front page states.
    pub(super) fn version(&mut self, head: &Head) {
        let (facts, _) = self.head_facts(head);
        for fact in facts {
            let openapi = fact.strip("OpenAPI: ").map(|it| ("openapi", it.plain()));
            let stated = openapi.or_else(|| Some(("swagger", fact.strip("Swagger: ")?.plain())));
            let Some((key, text)) = stated else { continue };
            match Version::stated(key, &text) {
                Some(version) => {
                    self.api.version = version;
                    self.api.version_text = Some(text);
                }
                None => crate::read::pages::rules::lost(self.found, fact.span(), "this version"),
            }
        }
    }

    /// The table of servers that comes next.
    pub(super) fn servers(&mut self, blocks: &mut Blocks<'_>) -> Vec<Server> {
        let leaf = self.leaf();
        let Some(Block::Table(at)) = blocks.peek() else { return Vec::new() };
        let table = Table::read(leaf, at.clone(), self.found);
        if !table.has(1, &["URL", "Description"]) {
            return Vec::new();
        }
        blocks.next();
        let mut servers = Vec::new();
        for row in &table.rows {
            let Some(url) = table.cell(row, "URL").and_then(Piece::name) else {
                crate::read::pages::rules::lost(self.found, row.at, "this row");
                continue;
            };
            let mut server = Server { at: Some(row.at), url, ..Server::default() };
            let about = table.cell(row, "Description").map(Piece::prose_and_facts);
            let (prose, facts) = about.unwrap_or_default();
            server.description = prose.map(|it| line(&it));
            let left: Vec<_> =
                facts.into_iter().filter(|it| server_fact(&mut server, it).is_none()).collect();
            let left = self.extensions(left, &mut server.extensions);
            self.strange(&left);
            servers.push(server);
        }
        servers
    }
}

fn server_fact(server: &mut Server, fact: &Piece) -> Option<()> {
    if let Some(rest) = fact.strip("Summary: ") {
        server.name = Some(rest.plain());
        return Some(());
    }
    if let Some(rest) = fact.strip("About ") {
        let mut cursor = Cursor::new(&rest);
        let name = cursor.name()?;
        cursor.eat(": ").then_some(())?;
        let variable = server.variables.iter_mut().rev().find(|it| it.name == name)?;
        variable.description = Some(line(&cursor.left()));
        return Some(());
    }
    let rest = fact.strip("Variable ")?;
    let mut cursor = Cursor::new(&rest);
    let mut variable = Variable { name: cursor.name()?, ..Variable::default() };
    cursor.eat(": ").then_some(())?;
    if !cursor.eat("any") {
        if cursor.eat("default ") {
            variable.default = Some(cursor.name()?);
            cursor.eat(", ");
        }
        if cursor.eat("values") {
            cursor.eat(" ");
            variable.choices = Some(cursor.names());
        }
    }
    cursor.is_done().then_some(())?;
    server.variables.push(variable);
    Some(())
}

fn license(rest: &Piece) -> Option<License> {
    let mut license = License { at: Some(rest.span()), ..License::default() };
    let mut cursor = Cursor::new(rest);
    let from = cursor.position();
    if !cursor.eat(" ") && !cursor.is_done() {
        match address(&mut cursor) {
            Some((name, url)) => (license.name, license.url) = (name, Some(url)),
            None => {
                cursor.go_back(from);
                let mut name = cursor.until(&['`', '<']);
                if !cursor.is_done() {
                    name = name.strip_end(" ")?;
                }
                license.name = Some(name.plain());
            }
        }
    }
    cursor.eat(" ");
    if !cursor.is_done() {
        license.identifier = Some(cursor.name()?);
    }
    cursor.is_done().then_some(license)
}

fn contact(rest: &Piece) -> Option<Contact> {
    let mut contact = Contact { at: Some(rest.span()), ..Contact::default() };
    let mut cursor = Cursor::new(rest);
    if email(&mut cursor, &mut contact) {
        return cursor.is_done().then_some(contact);
    }
    match address(&mut cursor) {
        Some((name, url)) => (contact.name, contact.url) = (name, Some(url)),
        None => {
            cursor.go_back(0);
            let mut name = cursor.until(&['`', '<']);
            if !cursor.is_done() {
                let end = if cursor.rest().starts_with('<') { ", " } else { ", email " };
                name = name.strip_end(end)?;
                cursor.go_back(name.text().len());
            }
            contact.name = Some(name.plain());
        }
    }
    if cursor.eat(", ") {
        email(&mut cursor, &mut contact).then_some(())?;
    }
    cursor.is_done().then_some(contact)
}

/// `<a@b>` or `` email `x` ``.
fn email(cursor: &mut Cursor<'_>, contact: &mut Contact) -> bool {
    let from = cursor.position();
    if cursor.eat("email ") {
        contact.email = cursor.name();
    } else if cursor.eat("<") {
        let address = cursor.until(&['>']);
        let is_email = address.text().contains('@') && !address.text().contains(':');
        let text = unescape(address.text());
        contact.email = Some(address.said(text)).filter(|_| is_email && cursor.eat(">"));
    }
    if contact.email.is_none() {
        cursor.go_back(from);
    }
    contact.email.is_some()
}
