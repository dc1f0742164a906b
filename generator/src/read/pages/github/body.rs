//! What is sent: media types with their schemas, encodings and examples.

use crate::ir::{Body, Encoding, Example, Extensions, Header, Id, Media, Said, Schema, Use};
use crate::manner::github::quote;
use crate::read::pages::github::Reader;
use crate::read::pages::github::blocks::Blocks;
use crate::read::pages::github::fact::{line, url};
use crate::read::pages::github::leaf::Block;
use crate::read::pages::github::parameter::{shared_use, style};
use crate::read::pages::github::path::Step;
use crate::read::pages::github::piece::{Cursor, Piece};
use crate::read::pages::github::shared::{BODY, EXAMPLE};
use crate::read::pages::github::site::Target;
use crate::read::pages::github::table::Table;
use crate::read::pages::rules;
use crate::source::Value;

/// Media types of which one thing is said.
#[derive(Debug, Default)]
pub(super) struct Group {
    pub(super) names: Vec<Said>,
    pub(super) schema: Option<Piece>,
    pub(super) item: Option<Piece>,
}

/// `` `a`, `b`: phrase ``, or `, each item: ` before the phrase, or both.
pub(super) fn group(cursor: &mut Cursor<'_>) -> Option<Group> {
    let names = cursor.names();
    (!names.is_empty()).then_some(())?;
    let mut group = Group { names, ..Group::default() };
    if cursor.eat(": ") {
        let phrase = cursor.left();
        let parts = phrase.split(", each item: ");
        group.schema = parts.first().cloned();
        group.item = parts.get(1).cloned();
    } else if cursor.eat(", each item: ") {
        group.item = Some(cursor.left());
    } else {
        cursor.is_done().then_some(())?;
    }
    Some(group)
}

/// An encoding within those of a media type.
enum Slot<'a> {
    Media(&'a mut Media),
    Encoding(&'a mut Encoding),
}

impl Reader<'_> {
    /// The body of an operation: here, or a link to where it is shown.
    pub(super) fn used_body(&mut self, blocks: &mut Blocks<'_>) -> Option<Use<Body>> {
        let facts = blocks.facts()?;
        let first = &facts[0];
        let shared = ["Required, as ", "Optional, as "].iter().find_map(|it| first.strip(it));
        if let Some(rest) = shared {
            let mut cursor = Cursor::new(&rest);
            let link = cursor.link()?;
            blocks.next();
            let own = if cursor.eat(" says: ") {
                Some(line(&cursor.left()))
            } else {
                if !cursor.eat(" says.") {
                    self.lost(&cursor.left(), "this text");
                }
                None
            };
            self.strange(&facts[1..]);
            let required = Some(true).filter(|_| first.text().starts_with('R'));
            let stub = Body { at: Some(first.span()), required, ..Body::default() };
            let to = match self.shared_target(&link, BODY) {
                Some((Target::Body(to), is_new)) => {
                    if is_new {
                        self.api[to] = stub;
                    }
                    to
                }
                _ => {
                    self.dead(&link);
                    self.api.bodies.add(stub)
                }
            };
            let said = self.api[to].description.as_ref();
            let own = own.filter(|it| said != Some(it));
            return Some(shared_use(to, &link, "requestBodies", own));
        }
        let mut body = Body::default();
        self.body_content(&mut body, blocks)?;
        Some(Use::here(self.api.bodies.add(body)))
    }

    /// What stands below a body: its first line, then all that it holds.
    pub(super) fn body_content(&mut self, body: &mut Body, blocks: &mut Blocks<'_>) -> Option<()> {
        let mut facts = blocks.facts()?;
        let first = facts.remove(0);
        let required = first.strip("Required.");
        body.required = required.as_ref().map(|_| true);
        let rest = required.or_else(|| first.strip("Optional."))?;
        blocks.next();
        body.at = Some(first.span());
        if !rest.is_empty() {
            match rest.strip(" ") {
                Some(text) => body.description = Some(line(&text)),
                None => self.lost(&rest, "this text"),
            }
        }
        let left = self.extensions(facts, &mut body.extensions);
        self.strange(&left);
        self.media_groups(&mut body.content, blocks);
        self.media_details(&body.content, 0, blocks);
        Some(())
    }

    /// Groups of media types in full.
    fn media_groups(&mut self, content: &mut Vec<Use<Media>>, blocks: &mut Blocks<'_>) {
        while let Some(facts) = blocks.facts() {
            let mut cursor = Cursor::new(&facts[0]);
            let names = cursor.names();
            if names.is_empty() {
                break;
            }
            blocks.next();
            let label = cursor.left();
            // The items of a sequence have a paragraph of their own.
            let known = content.iter().any(|it| self.api[it.to].name == names[0]);
            let goes_on = known && label.text().starts_with(", each item: ");
            if !goes_on {
                content.extend(self.media_of(&names));
            }
            let group: Vec<Id<Media>> = content[content.len().saturating_sub(names.len())..]
                .iter()
                .map(|it| it.to)
                .collect();
            self.media(&group, &label, &facts[1..], blocks);
        }
    }

    /// Media types of these names.
    pub(super) fn media_of(&mut self, names: &[Said]) -> Vec<Use<Media>> {
        let one = |name: &Said| Media { at: name.at, name: name.clone(), ..Media::default() };
        let all: Vec<Media> = names.iter().map(one).collect();
        all.into_iter().map(|it| Use::here(self.api.media.add(it))).collect()
    }

    /// What a group of media types holds: `label` is what stands behind the
    /// names.
    pub(super) fn media(
        &mut self,
        group: &[Id<Media>],
        label: &Piece,
        facts: &[Piece],
        blocks: &mut Blocks<'_>,
    ) {
        if label.is_empty() {
            let mut extensions = Extensions::new();
            let left = self.extensions(facts.to_vec(), &mut extensions);
            self.strange(&left);
            if let Some(&first) = group.first() {
                self.api[first].extensions = extensions;
            }
            return;
        }
        let phrase = label.strip(": ").map(|it| (it, false));
        let phrase = phrase.or_else(|| label.strip(", each item: ").map(|it| (it, true)));
        let Some((phrase, items)) = phrase else { return self.lost(label, "this text") };
        let id = self.api.schemas.add(Schema::default());
        for &media in group {
            let media = &mut self.api[media];
            *(if items { &mut media.item_schema } else { &mut media.schema }) = Some(id);
        }
        self.schema(id, &phrase, facts, blocks);
    }

    /// Encodings and examples of media types. `skip` names stand before that
    /// of the media type.
    fn media_details(&mut self, content: &[Use<Media>], skip: usize, blocks: &mut Blocks<'_>) {
        while let Some(facts) = blocks.facts() {
            let Some(detail) = Detail::read(&facts[0]) else { break };
            if !self.detail(content, &detail, skip, &facts, blocks) {
                break;
            }
        }
    }

    /// An encoding or an example; whether it is one of these media types.
    pub(super) fn detail(
        &mut self,
        content: &[Use<Media>],
        detail: &Detail,
        skip: usize,
        facts: &[Piece],
        blocks: &mut Blocks<'_>,
    ) -> bool {
        let Some(name) = detail.names.get(skip) else { return false };
        let media = content.iter().map(|it| it.to).find(|it| self.api[*it].name == *name);
        let Some(media) = media else { return false };
        blocks.next();
        if detail.encoding {
            self.encodings(media, blocks);
            return true;
        }
        match detail.names.get(skip + 1) {
            None => {
                self.strange(&facts[1..]);
                if let Some(value) = self.fence(blocks) {
                    self.api[media].example = Some(value);
                }
            }
            Some(name) => {
                let it = self.named_example(&detail.rest, &facts[1..], blocks);
                self.api[media].examples.push((name.clone(), it));
            }
        }
        true
    }

    /// A named example: a link to a shared one, or the whole.
    fn named_example(
        &mut self,
        rest: &Piece,
        facts: &[Piece],
        blocks: &mut Blocks<'_>,
    ) -> Use<Example> {
        let mut cursor = Cursor::new(rest);
        if let Some(link) = cursor.link() {
            if let Some((Target::Example(to), _)) = self.shared_target(&link, EXAMPLE) {
                let mut it = shared_use(to, &link, "examples", None);
                let summary = cursor.eat(" ").then(|| cursor.left().plain());
                let mut left = Vec::new();
                let mut description = None;
                for fact in facts {
                    match fact.strip("Description: ") {
                        Some(text) => description = Some(line(&text)),
                        None => left.push(fact.clone()),
                    }
                }
                self.strange(&left);
                if let Some(via) = &mut it.via {
                    (via.summary, via.description) = (summary, description);
                }
                return it;
            }
            self.dead(&link);
            return Use::here(self.api.examples.add(Example::default()));
        }
        let it = self.example(rest, facts, blocks);
        Use::here(self.api.examples.add(it))
    }

    /// An example: its summary, its facts, its values.
    pub(super) fn example(
        &mut self,
        summary: &Piece,
        facts: &[Piece],
        blocks: &mut Blocks<'_>,
    ) -> Example {
        let mut it = Example { at: Some(summary.span()), ..Example::default() };
        if !summary.is_empty() {
            it.summary = Some(summary.plain());
        }
        let mut left = Vec::new();
        for fact in facts {
            if let Some(text) = fact.strip("Description: ") {
                it.description = Some(line(&text));
            } else if let Some(address) = fact.strip("See: ").and_then(|it| url(&it)) {
                it.external_value = Some(address);
            } else {
                left.push(fact.clone());
            }
        }
        let left = self.extensions(left, &mut it.extensions);
        self.strange(&left);
        if matches!(blocks.peek(), Some(Block::Fence { .. })) {
            it.value = self.fence(blocks);
        }
        if blocks.take("As data:").is_some() {
            it.data_value = self.fence(blocks);
        }
        if blocks.take("As it is sent:").is_some()
            && let Some(value) = self.fence(blocks)
        {
            let text = value.node().as_text().map(std::borrow::Cow::into_owned);
            it.serialized_value = Some(Said::new(text.unwrap_or_default(), value.at()));
        }
        it
    }

    /// The value in the fence that comes next.
    fn fence(&mut self, blocks: &mut Blocks<'_>) -> Option<Value> {
        let leaf = self.leaf();
        let Some(Block::Fence { info, body, whole, closed }) = blocks.peek().cloned() else {
            return None;
        };
        blocks.next();
        if !closed {
            self.lost(&leaf.piece(whole.start..whole.start + 3), "a fence that nothing closes");
        }
        let text = leaf.slice(&body);
        let text = text.strip_suffix('\n').unwrap_or(text);
        if leaf.slice(&info) == "json" {
            let value = Value::from_json(text);
            if value.is_none() {
                self.no_json(leaf.span(&body));
            }
            return value.map(|it| it.standing(leaf.span(&body)));
        }
        Value::from_json(&quote(text)).map(|it| it.standing(leaf.span(&body)))
    }

    fn no_json(&mut self, at: crate::text::Span) {
        self.found.add(&rules::EXAMPLE_NOT_JSON, at, "this example is no JSON");
    }

    /// The table of how the parts of a media type are sent.
    fn encodings(&mut self, media: Id<Media>, blocks: &mut Blocks<'_>) {
        let leaf = self.leaf();
        let Some(Block::Table(at)) = blocks.peek() else { return };
        let table = Table::read(leaf, at.clone(), self.found);
        if !table.has(2, &["Property", "Encoding"]) {
            return;
        }
        blocks.next();
        for row in &table.rows {
            let Some((cell, steps)) = self.row_path(table.cell(row, "Property"), row.at) else {
                continue;
            };
            let mut encoding = Encoding { at: Some(row.at), ..Encoding::default() };
            if let Some(facts) = table.cell(row, "Encoding") {
                let (prose, facts) = facts.prose_and_facts();
                self.strange(prose.as_slice());
                self.encoding_facts(&mut encoding, facts);
            }
            if put(Slot::Media(&mut self.api[media]), &steps, &cell, encoding).is_none() {
                rules::orphan_row(self.found, cell.span());
            }
        }
    }

    fn encoding_facts(&mut self, it: &mut Encoding, facts: Vec<Piece>) {
        let mut left = Vec::new();
        for fact in facts {
            if self.encoding_fact(it, &fact).is_none() {
                left.push(fact);
            }
        }
        let left = self.extensions(left, &mut it.extensions);
        self.strange(&left);
    }

    fn encoding_fact(&mut self, it: &mut Encoding, fact: &Piece) -> Option<()> {
        if let Some(rest) = fact.strip("Content type: ") {
            it.content_type = Some(rest.name()?);
        } else if let Some(rest) = fact.strip("Style: ") {
            (it.style, it.explode) = style(&rest)?;
        } else if fact.text() == "Reserved characters allowed" {
            it.allow_reserved = Some(true);
        } else if let Some(rest) = fact.strip("Header ") {
            let mut cursor = Cursor::new(&rest);
            let name = cursor.name()?;
            cursor.eat(": ").then_some(())?;
            let mut header = Header { at: Some(fact.span()), ..Header::default() };
            match cursor.name() {
                Some(media) => header.content = self.media_of(&[media]).into(),
                None => {
                    let schema = self.words(&mut cursor, 0)?;
                    header.schema = Some(self.api.schemas.add(schema));
                }
            }
            header.required = cursor.eat(", required").then_some(true);
            cursor.is_done().then_some(())?;
            it.headers.push((name, Use::here(self.api.headers.add(header))));
        } else {
            let rest = fact.strip("About ")?;
            let mut cursor = Cursor::new(&rest);
            let name = cursor.name()?;
            cursor.eat(": ").then_some(())?;
            let (_, header) = it.headers.iter().rev().find(|it| it.0 == name)?;
            let to = header.to;
            self.api[to].description = Some(line(&cursor.left()));
        }
        Some(())
    }
}

/// What is said of media types besides their schemas.
pub(super) struct Detail {
    encoding: bool,
    pub(super) names: Vec<Said>,
    /// What stands behind the label.
    rest: Piece,
}

impl Detail {
    /// `` **Example `a`, `b`:** rest ``
    pub(super) fn read(fact: &Piece) -> Option<Self> {
        let encoding = fact.strip("**Encoding ");
        let is_encoding = encoding.is_some();
        let rest = encoding.or_else(|| fact.strip("**Example "))?;
        let mut cursor = Cursor::new(&rest);
        let names = cursor.names();
        (!names.is_empty() && cursor.eat(":**")).then_some(())?;
        cursor.eat(" ");
        Some(Self { encoding: is_encoding, names, rest: cursor.left() })
    }
}

/// Puts an encoding where its path leads.
fn put(slot: Slot<'_>, steps: &[Step], at: &Piece, encoding: Encoding) -> Option<()> {
    let (first, rest) = steps.split_first()?;
    let (named, prefix, item) = match slot {
        Slot::Media(it) => (&mut it.encoding, &mut it.prefix_encoding, &mut it.item_encoding),
        Slot::Encoding(it) => (&mut it.encoding, &mut it.prefix_encoding, &mut it.item_encoding),
    };
    if rest.is_empty() {
        match first {
            Step::Property(name) => named.push((at.said(name.as_str()), encoding)),
            Step::Prefix(at) if *at == prefix.len() => prefix.push(encoding),
            Step::Items => *item = Some(Box::new(encoding)),
            _ => return None,
        }
        return Some(());
    }
    let inner = match first {
        Step::Property(name) => &mut named.iter_mut().rev().find(|it| *it.0 == **name)?.1,
        Step::Prefix(at) => prefix.get_mut(*at)?,
        Step::Items => item.as_deref_mut()?,
        _ => return None,
    };
    put(Slot::Encoding(inner), rest, at, encoding)
}

/// The length of inline text without the destinations of its links.
pub(super) fn length_without_links(text: &str) -> usize {
    let mut length = text.len();
    let mut rest = text;
    while let Some(at) = rest.find("](") {
        rest = &rest[at + 2..];
        let end = rest.find(')').unwrap_or(0);
        length -= end;
        rest = &rest[end..];
    }
    length
}
