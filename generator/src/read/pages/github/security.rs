//! Security schemes, and what operations ask of them.

use crate::ir::{Flow, FlowKind, Place, Requirement, Said, Scheme, SchemeKind, Scopes};
use crate::manner::github::TYPE;
use crate::read::pages::github::Reader;
use crate::read::pages::github::blocks::Blocks;
use crate::read::pages::github::fact::{line, url};
use crate::read::pages::github::leaf::{Block, Head};
use crate::read::pages::github::piece::{Cursor, Piece, label};
use crate::read::pages::github::table::Table;
use crate::read::pages::rules;

impl Reader<'_> {
    /// Alternatives of what a caller must show.
    pub(super) fn requirements(&mut self, rest: &Piece) -> Option<Vec<Requirement>> {
        let read = requirements(rest);
        if read.is_none() {
            self.lost(rest, "what is asked here");
        }
        read
    }

    /// The section of a scheme on the front page.
    pub(super) fn scheme(&mut self, head: &Head) {
        let leaf = self.leaf();
        let name = label(&leaf.label(head)).0;
        let text = leaf.slice(&head.body);
        let Some(start) = text.find(&format!("\n{TYPE}")) else {
            return self.strange_section(head);
        };
        let start = head.body.start + start + 1;
        let description = self.block(head.body.start..start);
        let mut blocks = Blocks::new(leaf, start..head.body.end);
        let mut facts = blocks.take("**Type:** ").unwrap_or_default();
        let kind = facts.first().and_then(|it| kind(&it.strip("**Type:** ")?));
        if kind.is_none() {
            self.strange(&facts[..facts.len().min(1)]);
        }
        if !facts.is_empty() {
            facts.remove(0);
        }
        let mut scheme = Scheme {
            at: Some(leaf.span(&head.line)),
            name,
            via: None,
            description,
            kind: kind.unwrap_or(SchemeKind::Unknown),
            deprecated: None,
            extensions: Vec::new(),
        };
        facts.retain(|it| {
            let said = it.text() == "Deprecated";
            if said {
                scheme.deprecated = Some(true);
            }
            !said
        });
        let left = self.extensions(facts, &mut scheme.extensions);
        self.strange(&left);
        if let SchemeKind::OAuth2 { flows, .. } = &mut scheme.kind {
            while let Some(flow) = self.flow(&mut blocks) {
                flows.push(flow);
            }
        }
        self.api.components.security.push(scheme);
        self.rest(&mut blocks);
    }

    fn flow(&mut self, blocks: &mut Blocks<'_>) -> Option<Flow> {
        let facts = blocks.facts()?;
        let kind = flow_kind(facts[0].strip("**Flow:** ")?.text())?;
        blocks.next();
        let mut flow = Flow {
            at: Some(facts[0].span()),
            kind,
            authorization_url: None,
            token_url: None,
            refresh_url: None,
            device_authorization_url: None,
            scopes: Vec::new(),
            extensions: Vec::new(),
        };
        let left: Vec<_> =
            facts.into_iter().skip(1).filter(|it| flow_fact(&mut flow, it).is_none()).collect();
        let left = self.extensions(left, &mut flow.extensions);
        self.strange(&left);
        if let Some(Block::Table(at)) = blocks.peek() {
            let table = Table::read(self.leaf(), at.clone(), self.found);
            if table.has(1, &["Scope", "Description"]) {
                blocks.next();
                for row in &table.rows {
                    let Some(name) = table.cell(row, "Scope").and_then(Piece::name) else {
                        rules::lost(self.found, row.at, "this row");
                        continue;
                    };
                    let about = table.cell(row, "Description").map(line);
                    flow.scopes.push((name, about.unwrap_or_default()));
                }
            }
        }
        Some(flow)
    }
}

fn flow_fact(flow: &mut Flow, fact: &Piece) -> Option<()> {
    let urls = [
        ("Authorization URL: ", &mut flow.authorization_url),
        ("Device authorization URL: ", &mut flow.device_authorization_url),
        ("Token URL: ", &mut flow.token_url),
        ("Refresh URL: ", &mut flow.refresh_url),
    ];
    for (label, slot) in urls {
        if let Some(rest) = fact.strip(label) {
            *slot = Some(url(&rest)?);
            return Some(());
        }
    }
    None
}

fn flow_kind(text: &str) -> Option<FlowKind> {
    Some(match text {
        "implicit" => FlowKind::Implicit,
        "password" => FlowKind::Password,
        "client credentials" => FlowKind::ClientCredentials,
        "authorization code" => FlowKind::AuthorizationCode,
        "device authorization" => FlowKind::DeviceAuthorization,
        _ => return None,
    })
}

fn kind(rest: &Piece) -> Option<SchemeKind> {
    match rest.text() {
        "mutual TLS" => return Some(SchemeKind::MutualTls),
        "unknown" => return Some(SchemeKind::Unknown),
        "OAuth 2" => return Some(SchemeKind::OAuth2 { flows: Vec::new(), metadata_url: None }),
        "OpenID Connect" => return Some(SchemeKind::OpenIdConnect { url: None }),
        _ => {}
    }
    if let Some(rest) = rest.strip("OAuth 2, metadata at ") {
        return Some(SchemeKind::OAuth2 { flows: Vec::new(), metadata_url: Some(url(&rest)?) });
    }
    if let Some(rest) = rest.strip("OpenID Connect, discovery at ") {
        return Some(SchemeKind::OpenIdConnect { url: Some(url(&rest)?) });
    }
    let mut cursor = Cursor::new(rest);
    let kind = if cursor.eat("HTTP ") {
        let scheme = cursor.name()?;
        let bearer_format = if cursor.eat(", format ") { Some(cursor.name()?) } else { None };
        SchemeKind::Http { scheme, bearer_format }
    } else {
        cursor.eat("API key in ").then_some(())?;
        let place = if cursor.eat("query parameter") {
            Place::Query
        } else {
            Place::from_name(cursor.word())?
        };
        cursor.eat(" ").then_some(())?;
        SchemeKind::ApiKey { name: cursor.name()?, place }
    };
    cursor.is_done().then_some(kind)
}

fn requirements(rest: &Piece) -> Option<Vec<Requirement>> {
    if rest.text() == "none" {
        return Some(Vec::new());
    }
    let mut cursor = Cursor::new(rest);
    let mut all = Vec::new();
    loop {
        let from = cursor.position();
        let mut schemes = Vec::new();
        if !cursor.eat("none") {
            loop {
                schemes.push(scopes(&mut cursor)?);
                if !cursor.eat(" and ") {
                    break;
                }
            }
        }
        all.push(Requirement { at: Some(cursor.since(from).span()), schemes });
        if !cursor.eat(" or ") {
            return cursor.is_done().then_some(all);
        }
    }
}

fn scopes(cursor: &mut Cursor<'_>) -> Option<Scopes> {
    let scheme: Said = match cursor.link() {
        Some(link) => link.name().0,
        None => cursor.name()?,
    };
    let mut scopes = Vec::new();
    if cursor.eat(" (") {
        scopes = cursor.names();
        cursor.eat(")").then_some(())?;
    }
    Some(Scopes { scheme, scopes })
}
