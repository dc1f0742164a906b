//! What stock pages say of the API as a whole.

use super::Grammar;
use crate::ir::Said;
use crate::read::pages::sheet::{Piece, PieceKind};

impl Grammar<'_> {
    /// The title with the version behind it: `Pets v1.0.0`.
    pub(super) fn title(&mut self, said: &Said) {
        let version = said
            .rfind(" v")
            .filter(|at| said[at + 2..].starts_with(|it: char| it.is_ascii_digit()));
        let (title, version) = match version {
            Some(at) => (&said[..at], Some(&said[at + 2..])),
            None => (&said[..], None),
        };
        self.shown.title = Some(Said::new(title, said.at));
        self.shown.version = version.map(|it| Said::new(it, said.at));
    }

    /// Prose, addresses, contact, licence.
    pub(super) fn intro(&mut self, piece: Piece) {
        let text = self.sheet.slice(piece.at);
        match piece.kind {
            PieceKind::Quote { .. } if text.starts_with("> Scroll down for") => {}
            PieceKind::Paragraph if text.starts_with("Base URLs:") => {}
            PieceKind::List if text.contains("<a href=\"") => {
                for line in text.lines() {
                    let Some((_, rest)) = line.split_once("<a href=\"") else { continue };
                    let Some((url, _)) = rest.split_once('"') else { continue };
                    let from = url.as_ptr() as usize - text.as_ptr() as usize;
                    let at = self.sheet.part(piece.at, from, from + url.len());
                    self.shown.servers.push(self.sheet.said(at));
                }
            }
            PieceKind::Paragraph if text.starts_with("<a href=") || text.starts_with("Email:") => {}
            PieceKind::Paragraph if text.starts_with("License:") || text.starts_with("Web:") => {}
            _ => {
                let said = self.sheet.said(piece.at);
                let so_far = self.shown.description.take();
                self.shown.description = Some(match so_far {
                    Some(before) => Said::new(format!("{before}\n\n{said}"), before.at),
                    None => said,
                });
            }
        }
    }
}
