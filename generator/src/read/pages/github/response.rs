//! Responses: a table of all, then what does not fit into it.

use crate::ir::{Answer, Id, Link, Media, Response, Responses, Said, Server, Status, Use};
use crate::manner::github::LONG_CELL;
use crate::read::pages::github::Reader;
use crate::read::pages::github::blocks::Blocks;
use crate::read::pages::github::body::{Detail, group, length_without_links};
use crate::read::pages::github::fact::line;
use crate::read::pages::github::leaf::Block;
use crate::read::pages::github::parameter::use_named;
use crate::read::pages::github::piece::{Cursor, Piece};
use crate::read::pages::github::shared::RESPONSE;
use crate::read::pages::github::site::Target;
use crate::read::pages::github::table::{Row, Table};
use crate::read::pages::rules;
use crate::text::Span;

/// What stands for a cell that is too long to be repeated.
const CUT: &str = "…";

/// What a paragraph behind the table of responses begins.
enum Part {
    Headers,
    Links,
    /// Media types, and what stands behind their names.
    Body(Vec<Said>, Piece),
    Detail(Detail),
}

impl Reader<'_> {
    /// All responses of an operation.
    pub(super) fn responses(&mut self, blocks: &mut Blocks<'_>, at: Span) -> Responses {
        let mut responses = Responses { at: Some(at), ..Responses::default() };
        let leaf = self.leaf();
        let Some(Block::Table(at)) = blocks.peek() else { return responses };
        let table = Table::read(leaf, at.clone(), self.found);
        if !table.has(1, &["Status", "Description", "Body"]) {
            return responses;
        }
        blocks.next();
        for row in &table.rows {
            let Some(cell) = table.cell(row, "Status") else {
                rules::lost(self.found, row.at, "this row");
                continue;
            };
            let mut cursor = Cursor::new(cell);
            let link = cursor.link();
            let status = match &link {
                Some(link) => link.label.name(),
                None => cell.name(),
            };
            let Some(status) = status else {
                rules::lost(self.found, row.at, "this row");
                continue;
            };
            let status = Status::from_name(&status);
            let target = link.as_ref().and_then(|it| self.shared_target(it, RESPONSE));
            let response = match (link, target) {
                (Some(link), Some((Target::Response(to), is_new))) => {
                    if is_new {
                        self.api[to] = self.response_cells(&table, row);
                    }
                    self.shared_response(to, &link, &table, row)
                }
                (link, _) => {
                    if let Some(link) = &link {
                        self.dead(link);
                    }
                    let response = self.response_cells(&table, row);
                    Use::here(self.api.responses.add(response))
                }
            };
            responses.all.push(Answer { status, at: Some(row.at), response });
        }
        let own: Vec<(String, Id<Response>)> = responses
            .all
            .iter()
            .filter(|it| it.response.via.is_none())
            .map(|it| (it.status.to_string(), it.response.to))
            .collect();
        self.response_details(&own, blocks);
        responses
    }

    /// The section of a shared response.
    pub(super) fn response_section(&mut self, id: Id<Response>, blocks: &mut Blocks<'_>) {
        if let Some(Block::Table(at)) = blocks.peek() {
            let table = Table::read(self.leaf(), at.clone(), self.found);
            if table.has(1, &["Description", "Body"]) {
                blocks.next();
                if let Some(row) = table.rows.first() {
                    self.api[id] = self.response_cells(&table, row);
                }
            }
        }
        self.response_details(&[(String::new(), id)], blocks);
    }

    /// A use of a shared response. What the table repeats of it is skipped,
    /// unless it says something else.
    fn shared_response(
        &mut self,
        to: Id<Response>,
        link: &crate::read::pages::github::piece::Link,
        table: &Table,
        row: &Row,
    ) -> Use<Response> {
        let named = self.api.components.responses.iter().find(|it| it.it.to == to);
        let name = named.map(|it| it.name.to_string()).unwrap_or_default();
        let mut it = use_named(to, &name, link, "responses", None);
        let (about, body) = (table.cell(row, "Description"), table.cell(row, "Body"));
        let (prose, facts) = about.map(Piece::prose_and_facts).unwrap_or_default();
        let description = prose.map(|it| line(&it));
        let summary = facts.iter().find_map(|it| it.strip("Summary: ")).map(|it| it.plain());
        let long = [about, body].into_iter().flatten();
        let long = long.map(|it| length_without_links(it.text())).any(|it| it > LONG_CELL);
        let derived = about.is_some_and(|it| it.text() == CUT) && !long;
        let shown = &self.api[to];
        let own = description.as_ref().filter(|it| long || shown.description.as_ref() != Some(it));
        let own_summary = summary.as_ref().filter(|it| shown.summary.as_ref() != Some(it));
        if let Some(via) = &mut it.via
            && !derived
        {
            (via.description, via.summary) = (own.cloned(), own_summary.cloned());
        }
        it
    }

    /// Description and body.
    fn response_cells(&mut self, table: &Table, row: &Row) -> Response {
        let mut it = Response { at: Some(row.at), ..Response::default() };
        // What is cut stands whole with the shared response.
        let cell = |column| table.cell(row, column).filter(|it| it.text() != CUT);
        let about = cell("Description").map(Piece::prose_and_facts);
        let (prose, facts) = about.unwrap_or_default();
        it.description = prose.map(|it| line(&it));
        let mut left = Vec::new();
        for fact in facts {
            match fact.strip("Summary: ") {
                Some(text) => it.summary = Some(text.plain()),
                None => left.push(fact),
            }
        }
        let left = self.extensions(left, &mut it.extensions);
        self.strange(&left);
        let groups = cell("Body").map(|it| it.split(crate::manner::github::BETWEEN));
        for piece in groups.unwrap_or_default() {
            it.content.extend(self.group_in_cell(&piece));
        }
        it
    }

    fn group_in_cell(&mut self, piece: &Piece) -> Vec<Use<Media>> {
        let Some(group) = group(&mut Cursor::new(piece)) else {
            self.lost(piece, "this body");
            return Vec::new();
        };
        let all = self.media_of(&group.names);
        let mut add = |it: Option<Piece>| {
            let schema = self.phrase(&it?);
            Some(self.api.schemas.add(schema))
        };
        let (schema, item) = (add(group.schema), add(group.item));
        for it in &all {
            let media = &mut self.api[it.to];
            (media.schema, media.item_schema) = (schema, item);
        }
        all
    }

    /// Headers, schemas, examples and links of responses by their status; of
    /// a shared one that is empty.
    fn response_details(&mut self, all: &[(String, Id<Response>)], blocks: &mut Blocks<'_>) {
        while let Some(facts) = blocks.facts() {
            let Some((status, part)) = part(&facts[0]) else { break };
            let skip = usize::from(status.is_some() || all.iter().any(|it| !it.0.is_empty()));
            let status = match (&part, status) {
                (Part::Detail(detail), None) if skip == 1 => {
                    detail.names.first().map(ToString::to_string).unwrap_or_default()
                }
                (_, status) => status.unwrap_or_default(),
            };
            let Some((_, to)) = all.iter().find(|it| it.0 == status) else { break };
            if !self.response_part(*to, part, skip, &facts, blocks) {
                break;
            }
        }
    }

    fn response_part(
        &mut self,
        to: Id<Response>,
        part: Part,
        skip: usize,
        facts: &[Piece],
        blocks: &mut Blocks<'_>,
    ) -> bool {
        match part {
            Part::Headers => {
                blocks.next();
                self.strange(&facts[1..]);
                let headers = self.headers(blocks);
                self.api[to].headers = headers;
            }
            Part::Links => {
                blocks.next();
                self.strange(&facts[1..]);
                let links = self.links(blocks);
                self.api[to].links = links;
            }
            Part::Detail(detail) => {
                let content = self.api[to].content.clone();
                return self.detail(&content, &detail, skip, facts, blocks);
            }
            Part::Body(names, label) => {
                blocks.next();
                let mut group: Vec<Id<Media>> = Vec::new();
                for name in &names {
                    let content = &self.api[to].content;
                    let media = content.iter().find(|it| self.api[it.to].name == *name);
                    match media {
                        Some(it) => group.push(it.to),
                        None => {
                            let new = self.media_of(std::slice::from_ref(name));
                            group.extend(new.iter().map(|it| it.to));
                            self.api[to].content.extend(new);
                        }
                    }
                }
                self.media(&group, &label, &facts[1..], blocks);
            }
        }
        true
    }

    /// The table of links that comes next.
    fn links(&mut self, blocks: &mut Blocks<'_>) -> Vec<(Said, Use<Link>)> {
        let leaf = self.leaf();
        let Some(Block::Table(at)) = blocks.peek() else { return Vec::new() };
        let table = Table::read(leaf, at.clone(), self.found);
        if !table.has(2, &["Link", "Operation", "Description"]) {
            return Vec::new();
        }
        blocks.next();
        let mut links = Vec::new();
        for row in &table.rows {
            let Some(name) = table.cell(row, "Link").and_then(Piece::name) else {
                rules::lost(self.found, row.at, "this row");
                continue;
            };
            let mut link = Link { at: Some(row.at), ..Link::default() };
            if let Some(cell) = table.cell(row, "Operation")
                && operation(cell, &mut link).is_none()
            {
                self.lost(cell, "this operation");
            }
            let about = table.cell(row, "Description").map(Piece::prose_and_facts);
            let (prose, facts) = about.unwrap_or_default();
            link.description = prose.map(|it| line(&it));
            let mut left = Vec::new();
            for fact in facts {
                if self.link_fact(&mut link, &fact).is_none() {
                    left.push(fact);
                }
            }
            let left = self.extensions(left, &mut link.extensions);
            self.strange(&left);
            links.push((name, Use::here(self.api.links.add(link))));
        }
        links
    }

    fn link_fact(&mut self, link: &mut Link, fact: &Piece) -> Option<()> {
        if let Some(rest) = fact.strip("Body: ") {
            link.body = Some(self.value(&rest)?);
        } else if let Some(rest) = fact.strip("Server: ") {
            let url = rest.name()?;
            link.server = Some(Server { at: url.at, url, ..Server::default() });
        } else if let Some(rest) = fact.strip("Parameter ") {
            let mut cursor = Cursor::new(&rest);
            let name = cursor.name()?;
            cursor.eat(": ").then_some(())?;
            let value = self.next_value(&mut cursor)?;
            cursor.is_done().then_some(())?;
            link.parameters.push((name, value));
        } else {
            let rest = fact.strip("About ")?;
            let mut cursor = Cursor::new(&rest);
            let url = cursor.name()?;
            cursor.eat(": ").then_some(())?;
            let server = link.server.as_mut().filter(|it| it.url == url)?;
            server.description = Some(line(&cursor.left()));
        }
        Some(())
    }
}

/// The operation of a link.
fn operation(cell: &Piece, link: &mut Link) -> Option<()> {
    let mut cursor = Cursor::new(cell);
    if cursor.eat("reference ") {
        link.operation_ref = Some(cursor.name()?);
    } else if let Some(it) = cursor.link() {
        link.operation_id = Some(it.label.name()?);
    } else {
        link.operation_id = Some(cursor.name()?);
    }
    cursor.is_done().then_some(())
}

/// The status and what is said of it, of a paragraph behind the table.
fn part(fact: &Piece) -> Option<(Option<String>, Part)> {
    if let Some(detail) = Detail::read(fact) {
        return Some((None, Part::Detail(detail)));
    }
    if let Some(rest) = fact.strip("**Body of ") {
        let mut cursor = Cursor::new(&rest);
        let status = if cursor.eat("this") { String::new() } else { cursor.name()?.to_string() };
        cursor.eat(", ").then_some(())?;
        let names = cursor.names();
        cursor.eat("**").then_some(())?;
        return Some((Some(status), Part::Body(names, cursor.left())));
    }
    let (rest, what) = match fact.strip("**Headers") {
        Some(rest) => (rest, Part::Headers),
        None => (fact.strip("**Links")?, Part::Links),
    };
    let mut cursor = Cursor::new(&rest);
    let status = if cursor.eat(" of ") { cursor.name()?.to_string() } else { String::new() };
    (cursor.eat(":**") && cursor.is_done()).then_some((Some(status), what))
}
