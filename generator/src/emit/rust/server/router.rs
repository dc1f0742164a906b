//! Which operation answers at which path, and for which method.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::rust::plan::ident;
use crate::ir::Method;

use super::{Names, Writer};

impl Writer<'_> {
    pub(super) fn router(&self, module: usize, names: &Names) -> TokenStream {
        let tr = ident(&names.tr);
        let routes = self.routes.modules[module].iter().flat_map(|(path, operations)| {
            let by_method = self.by_method(operations);
            by_method.into_iter().map(move |(method, all)| {
                let method = method.name();
                let handler = self.handler_of(&all);
                quote!((#method, #path, #handler),)
            })
        });
        quote! {
            /// The routes of these operations.
            pub fn router<A: #tr>(api: Arc<A>) -> Router {
                support::router(api, &[#(#routes)*])
            }
        }
    }

    fn by_method(&self, operations: &[usize]) -> Vec<(&Method, Vec<usize>)> {
        let mut by_method: Vec<(&Method, Vec<usize>)> = Vec::new();
        for &index in operations {
            let method = &self.survey.served[index].operation.method;
            match by_method.iter_mut().find(|it| it.0 == method) {
                Some((_, all)) => all.push(index),
                None => by_method.push((method, vec![index])),
            }
        }
        by_method
    }

    /// The handler of an operation, or of several that share a route.
    fn handler_of(&self, all: &[usize]) -> TokenStream {
        let Some((last, others)) = all.split_last() else { return quote!() };
        let handler = |it: usize| {
            let name = ident(&self.survey.served[it].method);
            quote!(#name::<A>)
        };
        let last = handler(*last);
        if others.is_empty() {
            return last;
        }
        let arms = others.iter().map(|&it| {
            let template = self.survey.served[it].template;
            let handler = handler(it);
            quote! {
                if support::captures(#template, request.uri()).is_some() {
                    return #handler(state, request);
                }
            }
        });
        quote!(|state, request| { #(#arms)* #last(state, request) })
    }
}
