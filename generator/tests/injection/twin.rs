//! Two generated files side by side: the same program, but for names and texts.

use proc_macro2::{Delimiter, Punct, Spacing, TokenStream, TokenTree};

/// What names of the harmless document all have in them, in any case.
const MARK: &str = "zz";

/// Errs where the two are not the same program: where one has a token that the
/// other has not, or where an identifier differs that is not a name of the
/// document. `harmless` says which are.
pub(crate) fn same_program(hostile: TokenStream, harmless: TokenStream) -> Result<(), String> {
    let (one, two) = (code(hostile), code(harmless));
    for (one, two) in one.iter().zip(&two) {
        match (one, two) {
            (TokenTree::Group(one), TokenTree::Group(two))
                if one.delimiter() == two.delimiter() =>
            {
                same_program(one.stream(), two.stream())?;
            }
            (TokenTree::Ident(one), TokenTree::Ident(two)) => {
                let named = two.to_string().to_lowercase().contains(MARK);
                if one != two && !named {
                    return Err(format!("`{one}` stands where only `{two}` may"));
                }
            }
            (TokenTree::Punct(one), TokenTree::Punct(two)) if one.as_char() == two.as_char() => {}
            (TokenTree::Literal(one), TokenTree::Literal(two)) => same_kind(one, two)?,
            _ => return Err(format!("`{one:.80}` stands where only `{two:.80}` may")),
        }
    }
    match (one.get(two.len()), two.get(one.len())) {
        (None, None) => Ok(()),
        (Some(more), _) => Err(format!("there is more: `{more:.80}`")),
        (_, Some(less)) => Err(format!("`{less:.80}` is not there")),
    }
}

/// A text may differ, and nothing else.
fn same_kind(one: &proc_macro2::Literal, two: &proc_macro2::Literal) -> Result<(), String> {
    let (one, two) = (one.to_string(), two.to_string());
    let text = |it: &str| it.starts_with(['"', 'r']);
    if one == two || text(&one) && text(&two) {
        return Ok(());
    }
    Err(format!("`{one:.80}` stands where only `{two:.80}` may"))
}

/// Tokens without comments, which are checked for being nothing else, and
/// without the commas at the end of lists, which come with the width of a line.
fn code(tokens: TokenStream) -> Vec<TokenTree> {
    let mut out: Vec<TokenTree> = Vec::new();
    for it in tokens {
        if matches!(&it, TokenTree::Group(it) if it.delimiter() == Delimiter::Bracket && is_doc(it.stream()))
        {
            // `#` or `#!`, before the brackets.
            while matches!(out.last(), Some(TokenTree::Punct(it)) if "#!".contains(it.as_char())) {
                out.pop();
            }
            continue;
        }
        let arm = matches!(&out[..], [.., one, two] if is(one, '=') && is(two, '>'));
        match it {
            // The braces of an arm come with its width as well.
            TokenTree::Group(it) if arm && it.delimiter() == Delimiter::Brace => {
                out.extend(code(it.stream()));
                out.push(Punct::new(',', Spacing::Alone).into());
            }
            it => {
                if is(&it, '>') || is(&it, ',') {
                    out.pop_if(|it| is(it, ','));
                }
                out.push(it);
            }
        }
    }
    out.pop_if(|it| is(it, ','));
    out
}

fn is(token: &TokenTree, sign: char) -> bool {
    matches!(token, TokenTree::Punct(it) if it.as_char() == sign)
}

/// `doc = "…"`, and nothing after it.
fn is_doc(tokens: TokenStream) -> bool {
    let all: Vec<TokenTree> = tokens.into_iter().collect();
    matches!(&all[..], [TokenTree::Ident(doc), TokenTree::Punct(is), TokenTree::Literal(text)]
        if doc == "doc" && is.as_char() == '=' && text.to_string().starts_with(['"', 'r']))
}
