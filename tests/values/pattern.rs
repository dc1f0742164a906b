//! Texts that match a regular expression, made at random.

use regex_syntax::hir::{Class, Hir, HirKind};

use specwright::pattern::{Engine, Pattern};

use crate::plant::Random;

/// A text that should match. Whoever asks has to see whether it does; `None`
/// for what only ECMA-262 has, as looking back.
pub(super) fn sample(pattern: &str, random: &mut Random) -> Option<String> {
    match Pattern::read(pattern).ok()?.engine() {
        Engine::Linear { all, .. } => made(all.last()?, random),
        Engine::Backtracking => None,
    }
}

/// A text that matches an expression in the syntax of `regex`.
pub(crate) fn made(spelt: &str, random: &mut Random) -> Option<String> {
    let hir = regex_syntax::Parser::new().parse(spelt).ok()?;
    let mut out = String::new();
    write(&hir, random, &mut out)?;
    Some(out)
}

fn write(hir: &Hir, random: &mut Random, out: &mut String) -> Option<()> {
    if out.len() > 2_000 {
        return None;
    }
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(it) => out.push_str(std::str::from_utf8(&it.0).ok()?),
        HirKind::Class(Class::Unicode(class)) => {
            let ranges = class.ranges();
            let range = ranges.get(random.below(ranges.len().min(4)))?;
            let wide = u32::from(range.end()) - u32::from(range.start());
            let at = u32::from(range.start())
                + u32::try_from(random.below(wide.min(90) as usize + 1)).ok()?;
            out.push(
                char::from_u32(at).filter(|it| !it.is_control()).unwrap_or(range.end().min('a')),
            );
        }
        HirKind::Class(Class::Bytes(_)) => return None,
        HirKind::Repetition(it) => {
            let most = it.max.unwrap_or(u32::MAX).min(it.min.saturating_add(3));
            let more = random.below((most - it.min) as usize + 1);
            for _ in 0..it.min as usize + more {
                write(&it.sub, random, out)?;
            }
        }
        HirKind::Capture(it) => write(&it.sub, random, out)?,
        HirKind::Concat(all) => {
            for it in all {
                write(it, random, out)?;
            }
        }
        HirKind::Alternation(all) => write(all.get(random.below(all.len()))?, random, out)?,
    }
    Some(())
}
