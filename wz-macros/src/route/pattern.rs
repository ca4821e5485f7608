//! `State(pool): State<Pool>`, as it is written elsewhere.

use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{FnArg, ItemFn, Pat, Type, parse_quote};

use crate::errors::Errors;

/// Reports parameters that take a `State` apart, and does what the message says, so that the function has no further
/// errors: a `State` dereferences to its value.
pub(super) fn names_for_states(function: &mut ItemFn, errors: &mut Errors) {
    let mut statements = Vec::new();
    for input in &mut function.sig.inputs {
        let FnArg::Typed(parameter) = input else { continue };
        let Some(inner) = inner(&parameter.pat, &parameter.ty) else { continue };
        let ty = written(&parameter.ty);
        let name = match &inner {
            Pat::Ident(name) => Some(name.ident.to_string()),
            Pat::Wild(_) => Some("_".to_owned()),
            _ => None,
        };
        let message = match &name {
            Some(name) if name == "_" => {
                format!("a `State` is not taken apart: write `_: {ty}`")
            }
            Some(name) => {
                format!("a `State` is not taken apart: write `{name}: {ty}`, which dereferences to the value")
            }
            None => format!(
                "a `State` is not taken apart: write `state: {ty}`, and in the function `let {} = &*state;`",
                written(&inner)
            ),
        };
        errors.add(parameter.pat.span(), message);
        *parameter.pat = if name.is_some() {
            inner
        } else {
            // A name of its own: there may be several, and one that is called `state`.
            let state = quote::format_ident!("__state{}", statements.len());
            statements.push(parse_quote!(let #inner = &*#state;));
            parse_quote!(#state)
        };
    }
    function.block.stmts.splice(0..0, statements);
}

/// What stands in `State(...): State<...>`.
fn inner(pattern: &Pat, ty: &Type) -> Option<Pat> {
    let (Pat::TupleStruct(pattern), Type::Path(ty)) = (pattern, ty) else { return None };
    let is_state = |path: &syn::Path| path.segments.last().is_some_and(|last| last.ident == "State");
    let is_one = pattern.elems.len() == 1 && is_state(&pattern.path) && is_state(&ty.path);
    pattern.elems.first().filter(|_| is_one).cloned()
}

/// A piece of code as people write it: tokens alone have a space between all of them.
fn written(code: &impl ToTokens) -> String {
    let text = code.to_token_stream().to_string();
    let tight = |c: char| "<>&:()[]".contains(c);
    let mut written = String::new();
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let after = characters.peek().copied();
        let is_spare = written.ends_with(tight)
            || matches!(after, Some(',' | ';'))
            || (after.is_some_and(tight) && !written.ends_with([',', ';']));
        if c != ' ' || !is_spare {
            written.push(c);
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_written_as_people_do() {
        for code in
            ["State<Pool>", "wz::State<Arc<dyn Db + Send>>", "State<(u8, &'static str)>", "State<[u8; 3]>"]
        {
            let tokens: proc_macro2::TokenStream = code.parse().unwrap();
            assert_eq!(written(&tokens), code);
        }
        let pattern: proc_macro2::TokenStream = "Pool { size, .. }".parse().unwrap();
        assert_eq!(written(&pattern), "Pool { size, .. }");
    }
}
