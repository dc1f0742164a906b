//! How each use of a shape is spelt as a type.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::emit::rust::settings::Dates;
use crate::ir::Id;
use crate::ir::shape::{Bounds, Edge, Kind, List, Shape, Text};

use super::scalar::{Special, integer, number, special};
use super::{From, Plan, ident};

impl Plan<'_> {
    /// A use of a shape, null included.
    pub(in crate::emit::rust) fn spell(&self, edge: Edge, from: From) -> TokenStream {
        let inner = self.spell_shape(edge.shape, from);
        if self.takes_null(edge) { quote!(Option<#inner>) } else { inner }
    }

    /// Whether null has to be added to what the type of the shape takes.
    pub(in crate::emit::rust) fn takes_null(&self, edge: Edge) -> bool {
        self.shapes.takes_null(edge)
            && !matches!(self.shapes.shape(edge).kind, Kind::Any | Kind::Null)
    }

    pub(in crate::emit::rust) fn spell_shape(&self, shape: Id<Shape>, from: From) -> TokenStream {
        match self.name_of(shape) {
            Some(named) => {
                let name = ident(&named.ident);
                let name = match from {
                    From::Types => quote!(#name),
                    From::Beside => quote!(types::#name),
                };
                if self.is_kept(shape) { quote!(support::Kept<#name>) } else { name }
            }
            None => self.spell_kind(shape, from),
        }
    }

    /// Whether a record has rules of its own, so that one that anybody makes is
    /// not held for one that keeps them.
    fn is_kept(&self, shape: Id<Shape>) -> bool {
        let is_record = matches!(self.shapes[shape].kind, Kind::Record(_));
        is_record && self.foreign(shape).is_none() && !self.rules(shape).is_empty()
    }

    /// The type of a shape, its name aside.
    pub(in crate::emit::rust) fn spell_kind(&self, shape: Id<Shape>, from: From) -> TokenStream {
        if let Some(ty) = self.foreign(shape) {
            self.needs.foreign.set(true);
            return quote!(support::Foreign<#ty>);
        }
        match &self.shapes[shape].kind {
            Kind::Any | Kind::Record(_) | Kind::Union(_) | Kind::Choice(_) => {
                quote!(serde_json::Value)
            }
            Kind::Never => quote!(support::Never),
            Kind::Null => quote!(()),
            Kind::Boolean => quote!(bool),
            Kind::Integer(bounds) if self.settings.unchecked => {
                let format = bounds.format.clone();
                integer(&Bounds { format, ..Bounds::default() }).spell()
            }
            Kind::Integer(bounds) => integer(bounds).spell(),
            Kind::Number(bounds) => number(bounds),
            Kind::Text(text) => self.text(text),
            Kind::List(list) => self.list(list, from),
            Kind::Tuple(items) => {
                let items = items.iter().map(|it| self.spell(*it, from));
                quote!((#(#items,)*))
            }
            Kind::Map(map) => {
                let values = self.spell(map.values, from);
                match from {
                    From::Types => {
                        self.uses_maps.set(true);
                        quote!(BTreeMap<String, #values>)
                    }
                    From::Beside => quote!(std::collections::BTreeMap<String, #values>),
                }
            }
        }
    }

    fn list(&self, list: &List, from: From) -> TokenStream {
        let items = self.spell(list.items, from);
        if self.settings.unchecked {
            return quote!(Vec<#items>);
        }
        let range = range(list.min, list.max);
        match (list.unique, range) {
            (false, None) => quote!(Vec<#items>),
            (false, Some(range)) => quote!(support::List<#items, #range>),
            (true, None) => quote!(support::Set<#items>),
            (true, Some(range)) => quote!(support::Set<#items, #range>),
        }
    }

    fn text(&self, text: &Text) -> TokenStream {
        match special(text) {
            Some(Special::Uuid) => {
                self.needs.uuid.set(true);
                quote!(uuid::Uuid)
            }
            Some(special @ (Special::DateTime | Special::Date)) => self.date(special),
            Some(Special::Base64) => quote!(support::Base64),
            Some(Special::File) => quote!(support::File),
            Some(Special::Ip) => quote!(std::net::IpAddr),
            Some(Special::Ipv4) => quote!(std::net::Ipv4Addr),
            Some(Special::Ipv6) => quote!(std::net::Ipv6Addr),
            None if self.settings.unchecked => quote!(String),
            None => match range(text.min_length, text.max_length) {
                Some(range) => quote!(support::Text<#range>),
                None => quote!(String),
            },
        }
    }

    fn date(&self, special: Special) -> TokenStream {
        if self.settings.dates != Dates::Text {
            self.needs.time.set(true);
        }
        match (self.settings.dates, special) {
            (Dates::Jiff, Special::DateTime) => quote!(jiff::Timestamp),
            (Dates::Jiff, _) => quote!(jiff::civil::Date),
            (Dates::Chrono, Special::DateTime) => quote!(chrono::DateTime<chrono::Utc>),
            (Dates::Chrono, _) => quote!(chrono::NaiveDate),
            (Dates::Time, Special::DateTime) => quote!(support::DateTime),
            (Dates::Time, _) => quote!(support::Date),
            (Dates::Text, _) => quote!(String),
        }
    }

    /// A use of a shape inside the type of another, in a box where it must be.
    pub(in crate::emit::rust) fn spell_within(
        &self,
        edge: Edge,
        owner: Id<Shape>,
        from: From,
    ) -> TokenStream {
        let inner = self.spell_shape(edge.shape, from);
        let circle = self.circles[owner.index()];
        let inner = if circle.is_some() && self.circles[edge.shape.index()] == circle {
            quote!(Box<#inner>)
        } else {
            inner
        };
        if self.takes_null(edge) { quote!(Option<#inner>) } else { inner }
    }
}

/// The arguments of a type for a range of counts; `None`: anything goes.
fn range(min: Option<u64>, max: Option<u64>) -> Option<TokenStream> {
    // What memory cannot hold is no bound.
    let max = max.and_then(|it| u32::try_from(it).ok());
    let min = u32::try_from(min.unwrap_or(0)).unwrap_or(u32::MAX);
    let (low, high) = (Literal::u32_unsuffixed(min), max.map(Literal::u32_unsuffixed));
    match high {
        None if min == 0 => None,
        None => Some(quote!(#low)),
        Some(high) => Some(quote!(#low, #high)),
    }
}
