//! What a document says of its Rust: `x-rust-name` and `x-rust-type`.
//!
//! Both are parsed, and what is written is what was understood: neither can
//! say anything but a name or a type.

use std::collections::BTreeMap;

use quote::ToTokens as _;

use crate::diag::Report;
use crate::ir::{Api, Id, Operation, Parameter, Said, Schema};
use crate::source::Value;

use super::rules;

/// What a document says of its Rust.
#[derive(Default)]
pub(super) struct Overrides {
    /// What schemas are called, as types and as fields.
    pub schemas: BTreeMap<Id<Schema>, String>,
    /// Types that schemas are held by.
    pub types: BTreeMap<Id<Schema>, String>,
    /// What operations are called.
    pub operations: BTreeMap<Id<Operation>, String>,
    /// What parameters are called.
    pub parameters: BTreeMap<Id<Parameter>, String>,
}

impl Overrides {
    pub(super) fn new(api: &Api, found: &mut Report) -> Self {
        let mut all = Self::default();
        for (id, it) in api.schemas.iter() {
            if api.instances.contains_key(&id) {
                // The name is that of what it is of, where all was said of both.
                all.types.extend(ty(it.extensions(), &mut Report::new()).map(|it| (id, it)));
                continue;
            }
            all.schemas.extend(name(it.extensions(), found).map(|it| (id, it)));
            all.types.extend(ty(it.extensions(), found).map(|it| (id, it)));
        }
        for (id, it) in api.operations.iter() {
            all.operations.extend(name(&it.extensions, found).map(|it| (id, it)));
        }
        for (id, it) in api.parameters.iter() {
            all.parameters.extend(name(&it.extensions, found).map(|it| (id, it)));
        }
        all
    }
}

fn said<'a>(extensions: &'a [(Said, Value)], key: &str) -> Option<&'a (Said, Value)> {
    extensions.iter().find(|it| *it.0 == *key)
}

/// A name, as an identifier of Rust.
fn name(extensions: &[(Said, Value)], found: &mut Report) -> Option<String> {
    let (key, value) = said(extensions, "x-rust-name")?;
    let text = value.node().as_text();
    let name = text.and_then(|it| syn::parse_str::<syn::Ident>(&it).ok());
    if name.is_none() {
        found
            .add(
                &rules::UNUSABLE_OVERRIDE,
                key.at,
                "`x-rust-name` is no name in Rust, so it is not followed",
            )
            .help("write letters, digits and underscores, and no keyword");
    }
    name.map(|it| it.to_string())
}

/// A type, as a path of Rust whose arguments are such paths.
fn ty(extensions: &[(Said, Value)], found: &mut Report) -> Option<String> {
    let (key, value) = said(extensions, "x-rust-type")?;
    let text = value.node().as_text();
    let ty = text.and_then(|it| syn::parse_str::<syn::TypePath>(&it).ok());
    let ty = ty.filter(|it| it.qself.is_none() && is_plain(&it.path, 0));
    if ty.is_none() {
        found
            .add(
                &rules::UNUSABLE_OVERRIDE,
                key.at,
                "`x-rust-type` is no path of a type in Rust, so it is not followed",
            )
            .help("write a path such as `crate::ids::UserId` or `Box<str>`");
    }
    ty.map(|it| it.to_token_stream().to_string())
}

/// Whether the arguments of a path are paths in their turn, if it has any.
fn is_plain(path: &syn::Path, depth: usize) -> bool {
    depth < 8
        && path.segments.iter().all(|it| match &it.arguments {
            syn::PathArguments::None => true,
            syn::PathArguments::AngleBracketed(all) => all.args.iter().all(|it| match it {
                syn::GenericArgument::Type(syn::Type::Path(it)) => {
                    it.qself.is_none() && is_plain(&it.path, depth + 1)
                }
                _ => false,
            }),
            syn::PathArguments::Parenthesized(_) => false,
        })
}
