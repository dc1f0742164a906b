//! The types: a struct, enum or alias for each shape that has a name, and the
//! table that says how it is on the wire.

use std::fmt::Write as _;

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use crate::ir::shape::{Choice, Kind, Record, Rest, Shape, Text, Union};
use crate::ir::{Id, Schema};
use crate::words::{self, Name};

use super::docs::docs;
use super::patterns::is_supported;
use super::plan::{self, From, Integer, Named, Plan, Sort, ident};
use super::sample;
use super::settings::Derive;
use super::writer::{Page, literal};

/// Writes the module of types.
pub(super) fn types(plan: &Plan<'_>, page: &mut Page) {
    let mut body = Page::bare();
    plan.uses_maps.set(false);
    for named in plan.named.iter().filter(|it| it.same_as.is_none()) {
        item(plan, named, &mut body);
    }
    for (schema, name) in &plan.aliases {
        alias(plan, *schema, name, &mut body);
    }
    let doubles = plan.named.iter().filter_map(|it| Some((ident(&it.ident), it.same_as?)));
    let doubles =
        doubles.filter_map(|(name, same)| Some((name, ident(&plan.name_of(same)?.ident))));
    let doubles: Vec<TokenStream> =
        doubles.map(|(name, same)| quote!(pub type #name = #same;)).collect();
    if !doubles.is_empty() {
        body.own("// The same again, under the names of the places where they are used.\n");
        body.lines(&doubles);
    }
    let maps = plan.uses_maps.get().then(|| {
        quote!(
            use std::collections::BTreeMap;
        )
    });
    page.broken.append(&mut body.broken);
    page.tables.append(&mut body.tables);
    let body = body.finish();
    if let Some(maps) = maps {
        page.items(&maps);
    }
    if body.contains("support::") {
        page.items(&quote!(
            use super::support;
        ));
    }
    page.own(body.trim_start_matches('\n'));
}

fn item(plan: &Plan<'_>, named: &Named, page: &mut Page) {
    let shape = &plan.shapes[named.shape];
    let docs = shape_docs(plan, named);
    if !plan.needs_name(named.shape) {
        let name = ident(&named.ident);
        let ty = plan.spell_kind(named.shape, From::Types);
        page.items(&quote!(#docs pub type #name = #ty;));
        return;
    }
    match &shape.kind {
        Kind::Record(it) => record(plan, named, it, &docs, page),
        Kind::Union(it) => union(plan, named, it, &docs, page),
        Kind::Choice(it) => choice(plan, named, it, &docs, page),
        _ => checked(plan, named, &docs, page),
    }
}

/// What the schema says of itself; a shape that is put together says nothing.
fn shape_docs(plan: &Plan<'_>, named: &Named) -> TokenStream {
    let shape = &plan.shapes[named.shape];
    let said: Vec<Id<Schema>> = named
        .component
        .into_iter()
        .chain((shape.parts.len() == 1).then(|| shape.parts[0]))
        .collect();
    let prose = plan.prose(&said).or_else(|| {
        let title = said.iter().find_map(|it| plan.api[*it].title.as_deref());
        title.map(ToOwned::to_owned)
    });
    let old = said.iter().any(|it| plan.api[*it].is_deprecated());
    let prose = prose.map(|it| docs(&it));
    let old = old.then(|| docs("\nDeprecated."));
    quote!(#prose #old)
}

fn alias(plan: &Plan<'_>, schema: Id<Schema>, name: &str, page: &mut Page) {
    let edge = plan.shapes.of(schema);
    let docs = plan.prose(&[schema]).map(|it| docs(&it));
    let name = ident(name);
    let ty = plan.spell_shape(edge.shape, From::Types);
    page.items(&quote!(#docs pub type #name = #ty;));
}

fn record(plan: &Plan<'_>, named: &Named, record: &Record, docs: &TokenStream, page: &mut Page) {
    let name = ident(&named.ident);
    let extra = extra(plan, &["Clone", "Debug", "Default"]);
    let fields = plan.field_names(record);
    let mut items = TokenStream::new();
    let mut rows = Vec::new();
    let mut all_optional = true;
    for (field, spelt) in record.fields.iter().zip(&fields) {
        let always = plan.is_always(named.shape, field);
        let ty = plan.spell_within(field.value, named.shape, From::Types);
        let ty = if always { ty } else { quote!(Option<#ty>) };
        let docs = field_docs(plan, field);
        let ident = ident(spelt);
        items.extend(quote!(#docs pub #ident: #ty,));
        let asked = field.required && plan.says(field, Schema::is_write_only);
        let how = match (always, asked) {
            (true, _) => "must",
            (false, true) => "asks",
            (false, false) => "may",
        };
        let mut row = format!("{how} {spelt}");
        if *spelt != *field.name {
            let _ = write!(row, " = {}", literal(&field.name));
        }
        let default = || sample::default_of(plan, field.value, &field.said);
        if let Some(default) = (!always).then(default).flatten() {
            let _ = write!(row, " or {}", literal(&default));
        }
        rows.push(row);
        all_optional &= !always;
    }
    let mut head = named.ident.clone();
    match record.rest {
        Rest::Unsaid => {}
        Rest::Closed => head.push_str(" closed"),
        Rest::Open(edge) => {
            let spelt = fields.last().cloned().unwrap_or_default();
            let ty = plan.spell(edge, From::Types);
            plan.uses_maps.set(true);
            let ident = ident(&spelt);
            items.extend(quote! {
                /// All other fields.
                pub #ident: BTreeMap<String, #ty>,
            });
            let _ = write!(head, " open {spelt}");
        }
    }
    let default = all_optional.then(|| quote!(, Default));
    page.items(&quote! {
        #docs
        #[derive(Clone, Debug #default #extra)]
        pub struct #name { #items }
    });
    page.table_keeping("record", &head, &rows, &kept(plan, named.shape));
}

/// The rules of a shape, as they are written.
fn kept(plan: &Plan<'_>, shape: Id<Shape>) -> Vec<String> {
    let rules = plan.rules(shape);
    plan.needs.rules.set(plan.needs.rules.get() || !rules.is_empty());
    for rule in rules {
        rule.ask_patterns(&plan.needs.patterns);
    }
    rules.iter().map(ToString::to_string).collect()
}

fn field_docs(plan: &Plan<'_>, field: &crate::ir::shape::Field) -> TokenStream {
    let prose = plan.prose(&field.said).map(|it| docs(&it));
    let mut notes: Vec<String> = Vec::new();
    if plan.says(field, Schema::is_read_only) {
        notes.push("Only in responses.".into());
    }
    if plan.says(field, Schema::is_write_only) {
        notes.push("Only in requests.".into());
    }
    if let Some(json) = sample::default_of(plan, field.value, &field.said)
        && json.len() <= 60
        && !json.contains('`')
    {
        notes.push(format!("Where it is not there: `{json}`."));
    }
    if plan.says(field, Schema::is_deprecated) {
        notes.push("Deprecated.".into());
    }
    if notes.is_empty() {
        return quote!(#prose);
    }
    let gap = prose.as_ref().map(|_| quote!(#[doc = ""]));
    let notes = docs(&notes.join(" "));
    quote!(#prose #gap #notes)
}

fn choice(plan: &Plan<'_>, named: &Named, choice: &Choice, docs: &TokenStream, page: &mut Page) {
    let name = ident(&named.ident);
    let sort = plan::sort(choice);
    let spelt: Vec<String> = choice
        .values
        .iter()
        .map(|it| {
            let node = it.value.node();
            match node.number() {
                Some(number) => match number.strip_prefix('-') {
                    Some(digits) => format!("minus {digits}"),
                    None => number.into_owned(),
                },
                None => {
                    node.scalar().map_or_else(|| it.value.to_json(), std::borrow::Cow::into_owned)
                }
            }
        })
        .collect();
    let wanted: Vec<Name<'_>> = spelt.iter().map(|it| Name::new(it)).collect();
    let open = choice.open && sort != Sort::Mixed;
    let taken: &[&str] = if open { &["Other"] } else { &[] };
    let variants = words::unique(&wanted, taken, words::rust_variant);
    let items = choice.values.iter().zip(&variants).map(|(it, variant)| {
        let docs = it.said.and_then(|it| plan.prose(&[it])).map(|it| docs_of(&it));
        let variant = ident(variant);
        quote!(#docs #variant,)
    });
    let other = open.then(|| {
        let ty = if sort == Sort::Words { quote!(String) } else { quote!(i64) };
        quote! {
            /// One that is not named.
            Other(#ty),
        }
    });
    let copy = (!open).then(|| quote!(Copy,));
    let extra = extra(plan, &["Clone", "Copy", "Debug", "PartialEq", "Eq", "Hash"]);
    page.items(&quote! {
        #docs
        #[derive(Clone, #copy Debug, PartialEq, Eq, Hash #extra)]
        pub enum #name { #(#items)* #other }
    });
    let rows: Vec<String> = choice
        .values
        .iter()
        .zip(&variants)
        .map(|(it, variant)| {
            let wire = match sort {
                Sort::Words => literal(&it.value.node().as_text().unwrap_or_default()),
                Sort::Numbers => {
                    let number: i64 =
                        it.value.node().number().and_then(|it| it.parse().ok()).unwrap_or_default();
                    format!("{number}")
                }
                Sort::Mixed => literal(&it.value.to_json()),
            };
            format!("{variant} = {wire}")
        })
        .collect();
    let table = match sort {
        Sort::Words => "words",
        Sort::Numbers => "numbers",
        Sort::Mixed => "values",
    };
    let head = if open { format!("{} open", named.ident) } else { named.ident.clone() };
    page.table(table, &head, &rows);
}

/// What is derived besides.
fn extra(plan: &Plan<'_>, ours: &[&str]) -> TokenStream {
    let paths = plan.settings.derives.iter().filter_map(Derive::path);
    let paths = paths.filter(|it| !ours.iter().any(|ours| it.is_ident(ours)));
    quote!(#(, #paths)*)
}

fn docs_of(text: &str) -> TokenStream {
    docs(text)
}

fn union(plan: &Plan<'_>, named: &Named, union: &Union, docs: &TokenStream, page: &mut Page) {
    let name = ident(&named.ident);
    let extra = extra(plan, &["Clone", "Debug"]);
    let variants = plan.variants(union);
    let items = union.variants.iter().zip(&variants).map(|(variant, spelt)| {
        let target = plan.name_of(variant.value.shape);
        let own = target.is_some_and(|it| it.component.is_some());
        let docs = (!own).then(|| plan.prose(&[variant.said])).flatten().map(|it| docs_of(&it));
        let ty = plan.spell_within(variant.value, named.shape, From::Types);
        let spelt = ident(spelt);
        quote!(#docs #spelt(#ty),)
    });
    page.items(&quote! {
        #docs
        #[derive(Clone, Debug #extra)]
        pub enum #name { #(#items)* }
    });
    match &union.tag {
        Some(tag) => {
            let rows: Vec<String> = variants
                .iter()
                .zip(&tag.values)
                .zip(&union.variants)
                .map(|((spelt, values), variant)| {
                    let how = if has_tag(plan, variant.value.shape, &tag.property, values) {
                        "has"
                    } else {
                        "set"
                    };
                    let values: Vec<String> = values.iter().map(|it| literal(it)).collect();
                    format!("{how} {spelt} = {}", values.join(" | "))
                })
                .collect();
            let head = format!("{} by {}", named.ident, literal(&tag.property));
            page.table("union", &head, &rows);
        }
        None => page.table("union", &named.ident, &variants),
    }
}

/// Whether a value of a variant always has one of these texts for a tag.
fn has_tag(plan: &Plan<'_>, shape: Id<Shape>, property: &str, values: &[String]) -> bool {
    let Kind::Record(record) = &plan.shapes[shape].kind else { return false };
    let Some(field) = record.fields.iter().find(|it| *it.name == *property) else { return false };
    let Kind::Choice(choice) = &plan.shapes.shape(field.value).kind else { return false };
    plan.is_always(shape, field)
        && !choice.open
        && choice.values.iter().all(|it| {
            it.value.node().as_text().is_some_and(|it| values.iter().any(|value| *value == *it))
        })
}

/// A struct around a value that keeps what is asked of it.
fn checked(plan: &Plan<'_>, named: &Named, docs: &TokenStream, page: &mut Page) {
    let name = ident(&named.ident);
    let shape = &plan.shapes[named.shape];
    let mut inner = plan.spell_kind(named.shape, From::Types);
    let mut rules: Vec<String> = Vec::new();
    let mut ours = "Clone, Debug";
    match &shape.kind {
        Kind::Text(text) if plan::special(text).is_none() => {
            ours = "Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash";
            inner = quote!(String);
            rules = text_rules(plan, text);
        }
        Kind::Integer(bounds) => {
            ours = "Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash";
            let integer = plan::integer(bounds);
            if matches!(integer, Integer::Checked(_)) {
                inner = quote!(i64);
            }
            if let Integer::Checked(Some((low, high))) = integer {
                if low != i64::MIN {
                    rules.push(format!("at_least({low})"));
                }
                if high != i64::MAX {
                    rules.push(format!("at_most({high})"));
                }
            }
            for multiple in bounds.multiple_of.iter().filter_map(crate::ir::Number::as_i128) {
                if let Ok(multiple) = i64::try_from(multiple)
                    && multiple > 1
                {
                    rules.push(format!("times({multiple})"));
                }
            }
        }
        Kind::Number(bounds) => {
            ours = "Clone, Copy, Debug, PartialEq, PartialOrd";
            let single = bounds.format.as_deref() == Some("float");
            let float = |it: f64| {
                let it = Literal::f64_unsuffixed(it.abs()).to_string();
                if single { format!("{it}_f32") } else { it }
            };
            let signed = |it: f64| if it < 0.0 { format!("-{}", float(it)) } else { float(it) };
            for (bound, inclusive, exclusive) in
                [(&bounds.minimum, "at_least", "above"), (&bounds.maximum, "at_most", "below")]
            {
                if let Some((bound, excluded)) = bound
                    && bound.as_f64().is_finite()
                {
                    let rule = if *excluded { exclusive } else { inclusive };
                    rules.push(format!("{rule}({})", signed(bound.as_f64())));
                }
            }
            for multiple in &bounds.multiple_of {
                let it = multiple.as_f64();
                if it.is_finite() && it > 0.0 && !single {
                    rules.push(format!("multiple_of({})", float(it)));
                }
            }
        }
        Kind::Map(map) => {
            let min = map.min.unwrap_or(0);
            let max = map.max.and_then(|it| u32::try_from(it).ok());
            let min = u32::try_from(min).unwrap_or(u32::MAX);
            if min > 0 || max.is_some() {
                let max = max.map_or("usize::MAX".to_owned(), |it| it.to_string());
                rules.push(format!("names({min}, {max})"));
            }
        }
        _ => {}
    }
    let extra = extra(plan, &ours.split(", ").collect::<Vec<_>>());
    let derives: TokenStream = ours.parse().unwrap_or_default();
    page.items(&quote! {
        #docs
        #[derive(#derives #extra)]
        pub struct #name(#inner);
    });
    let inner = spell_type(&inner);
    let head = format!("{}({inner})", named.ident);
    page.table_keeping("checked", &head, &rules, &kept(plan, named.shape));
}

fn text_rules(plan: &Plan<'_>, text: &Text) -> Vec<String> {
    let mut rules = Vec::new();
    let min = text.min_length.map_or(0, |it| u32::try_from(it).unwrap_or(u32::MAX));
    let max = text.max_length.and_then(|it| u32::try_from(it).ok());
    if min > 0 || max.is_some() {
        let max = max.map_or("usize::MAX".to_owned(), |it| it.to_string());
        rules.push(format!("length({min}, {max})"));
    }
    for pattern in text.patterns.iter().filter(|it| is_supported(it)) {
        plan.needs.patterns.ask(pattern);
        rules.push(format!("pattern({})", literal(pattern)));
    }
    rules
}

/// A type on one line, as a person writes it.
fn spell_type(ty: &TokenStream) -> String {
    let alias = format_ident!("T");
    let file = syn::parse2::<syn::File>(quote!(type #alias = #ty;));
    file.map_or_else(
        |_| ty.to_string(),
        |it| {
            let text = prettyplease::unparse(&it);
            let text = text.trim().trim_start_matches("type T =").trim_end_matches(';');
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        },
    )
}
