//! Responses: a table of all, then what does not fit into it.

use super::facts::shown;
use super::text::{Md, Target, cell, joined};
use super::{Writer, heading_of_name, prose, seen_of_name};
use crate::ir::{Id, Link, Operation, Response, Responses, Said, Use};
use crate::manner::github::{BETWEEN, LONG_CELL, code, escape, line, name};

impl Writer<'_> {
    /// All responses of an operation.
    pub(super) fn responses(&self, all: &Responses, md: &mut Md) {
        let mut rows = Vec::new();
        for it in &all.all {
            let status = code(&name(&it.status.to_string()));
            let mut cells = vec![Md::default()];
            if self.shared.responses.contains_key(&it.response.to) {
                cells[0].link(&status, Target::Response(it.response.to));
            } else {
                cells[0].push(&status);
            }
            cells.extend(self.listed_cells(&it.response));
            rows.push(cells);
        }
        md.table(&["Status", "Description", "Body"], 1, &rows);
        for it in &all.all {
            if !self.shared.responses.contains_key(&it.response.to) {
                let status = code(&name(&it.status.to_string()));
                self.response_details(&self.api[it.response.to], &status, md);
            }
        }
    }

    /// A shared response in a section of its own.
    pub(super) fn response_section(&self, id: Id<Response>, said: &str) -> Md {
        let mut md = Md::default();
        md.heading(
            2,
            &format!("Response: {}", heading_of_name(said)),
            &format!("Response: {}", seen_of_name(said)),
            Some(Target::Response(id)),
        );
        md.table(&["Description", "Body"], 1, &[self.response_cells(&Use::here(id))]);
        self.response_details(&self.api[id], "", &mut md);
        md
    }

    /// What the table says of a response. That of a shared one only repeats
    /// what its section says, so it is cut where it is long.
    fn listed_cells(&self, it: &Use<Response>) -> Vec<Md> {
        let own =
            it.via.as_deref().is_some_and(|it| it.description.is_some() || it.summary.is_some());
        if own || !self.shared.responses.contains_key(&it.to) {
            return self.response_cells(it);
        }
        if let Some(cells) = self.large.borrow().cells.get(&it.to) {
            return cells.clone();
        }
        let mut cells = self.response_cells(it);
        for cell in &mut cells {
            if cell.text().len() > LONG_CELL {
                *cell = Md::from("…");
            }
        }
        self.large.borrow_mut().cells.insert(it.to, cells.clone());
        cells
    }

    /// Description and body.
    fn response_cells(&self, it: &Use<Response>) -> Vec<Md> {
        let via = it.via.as_deref();
        let it = &self.api[it.to];
        let mut facts = Vec::new();
        let summary = via.and_then(|it| it.summary.as_ref()).or(it.summary.as_ref());
        if let Some(summary) = prose(summary) {
            facts.push(Md::from(format!("Summary: {}", escape(summary))));
        }
        self.extension_facts(&it.extensions, &mut facts);
        let description = via.and_then(|it| it.description.as_ref()).or(it.description.as_ref());
        let groups: Vec<Md> =
            self.groups(&it.content).iter().map(|it| self.media_in_cell(it).0).collect();
        vec![cell(prose(description), &facts), joined(&groups, BETWEEN)]
    }

    /// Headers, inline schemas, examples and links.
    fn response_details(&self, it: &Response, status: &str, md: &mut Md) {
        let of = if status.is_empty() { String::new() } else { format!(" of {status}") };
        if !it.headers.is_empty() {
            md.part();
            md.push(&format!("**Headers{of}:**\n"));
            self.headers(&it.headers, md);
        }
        for group in self.groups(&it.content) {
            if !self.media_in_cell(&group).1 {
                let lead = if status.is_empty() { "of this" } else { &*of };
                self.media(&group, lead.trim(), md);
            }
        }
        let lead = if status.is_empty() { String::new() } else { format!("{status}, ") };
        for media in &it.content {
            self.encodings(&self.api[media.to], &lead, md);
            self.examples(&self.api[media.to], &lead, md);
        }
        if !it.links.is_empty() {
            md.part();
            md.push(&format!("**Links{of}:**\n"));
            let rows: Vec<_> = it.links.iter().map(|(said, it)| self.link(said, it)).collect();
            md.table(&["Link", "Operation", "Description"], 2, &rows);
        }
    }

    fn link(&self, said: &str, it: &Use<Link>) -> Vec<Md> {
        let own = it.via.as_ref().and_then(|it| it.description.as_ref());
        let it = &self.api[it.to];
        let mut operation = Md::default();
        if let Some(id) = &it.operation_id {
            let label = code(&name(id));
            match self.operation_named(id) {
                Some(to) => operation.link(&label, Target::Operation(to)),
                None => operation.push(&label),
            };
        } else if let Some(reference) = &it.operation_ref {
            operation.push("reference ").push(&code(&name(reference)));
        }
        let mut facts = Vec::new();
        for (said, value) in &it.parameters {
            facts.push(Md::from(format!("Parameter {}: {}", code(&name(said)), shown(value))));
        }
        if let Some(body) = &it.body {
            facts.push(Md::from(format!("Body: {}", shown(body))));
        }
        if let Some(server) = &it.server {
            facts.push(Md::from(format!("Server: {}", code(&name(&server.url)))));
            if let Some(text) = prose(server.description.as_ref()) {
                facts.push(Md::from(format!("About {}: {}", code(&name(&server.url)), line(text))));
            }
        }
        self.extension_facts(&it.extensions, &mut facts);
        let about = cell(prose(own.or(it.description.as_ref())), &facts);
        vec![Md::from(code(&name(said))), operation, about]
    }

    /// The operation of this `operationId`, if a page shows it.
    fn operation_named(&self, id: &Said) -> Option<Id<Operation>> {
        self.named.get(&**id).copied()
    }
}
