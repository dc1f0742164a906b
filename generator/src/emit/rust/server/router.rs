//! Which operation answers at which path, and for which method.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::Method;

use crate::emit::rust::plan::ident;

use super::{Names, Writer};

impl Writer<'_> {
    pub(super) fn router(&self, module: usize, names: &Names) -> TokenStream {
        let tr = ident(&names.tr);
        let routes = self.routes.modules[module].iter().map(|(path, operations)| {
            let methods = self.methods(operations);
            quote!(.route(#path, #methods))
        });
        quote! {
            /// The routes of these operations.
            pub fn router<A: #tr>(api: Arc<A>) -> Router {
                Router::new().without_v07_checks() #(#routes)* .with_state(api)
            }
        }
    }

    /// What is done at one path, by method.
    fn methods(&self, operations: &[usize]) -> TokenStream {
        let mut by_method: Vec<(&Method, Vec<usize>)> = Vec::new();
        for &index in operations {
            let method = &self.survey.served[index].operation.method;
            match by_method.iter_mut().find(|it| it.0 == method) {
                Some((_, all)) => all.push(index),
                None => by_method.push((method, vec![index])),
            }
        }
        let mut out = TokenStream::new();
        let mut others = Vec::new();
        for (method, all) in by_method {
            let Some(function) = function(method) else {
                others.push((method, all));
                continue;
            };
            let function = ident(function);
            let handler = self.dispatch(&all);
            out.extend(if out.is_empty() {
                quote!(routing::#function(#handler))
            } else {
                quote!(.#function(#handler))
            });
        }
        if !others.is_empty() {
            // Methods that axum has no filter for.
            let arms = others.iter().map(|(method, all)| {
                let name = method.name();
                let handler = self.dispatch(all);
                quote! {
                    if request.method().as_str() == #name {
                        return (#handler)(state, request).await;
                    }
                }
            });
            let start = if out.is_empty() { quote!(routing::MethodRouter::new()) } else { out };
            out = quote! {
                #start.fallback(async |state: State<Arc<A>>, request: Request| {
                    #(#arms)*
                    support::answers::empty(axum::http::StatusCode::METHOD_NOT_ALLOWED)
                })
            };
        }
        out
    }

    /// The handler for one of several operations that share a route.
    fn dispatch(&self, all: &[usize]) -> TokenStream {
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
                    return #handler(state, request).await;
                }
            }
        });
        quote! {
            async |state: State<Arc<A>>, request: Request| {
                #(#arms)*
                #last(state, request).await
            }
        }
    }
}

fn function(method: &Method) -> Option<&'static str> {
    Some(match method {
        Method::Get => "get",
        Method::Put => "put",
        Method::Post => "post",
        Method::Delete => "delete",
        Method::Options => "options",
        Method::Head => "head",
        Method::Patch => "patch",
        Method::Trace => "trace",
        Method::Query | Method::Other(_) => return None,
    })
}
