//! `State(pool): State<Pool>`, as it is written elsewhere.

use syn::spanned::Spanned;
use syn::{FnArg, ItemFn, Pat, Type};

use crate::errors::Errors;

/// Reports parameters that take a `State` apart, and gives them the name inside, so that the function has no further
/// errors: a `State` dereferences to its value.
pub(super) fn names_for_states(function: &mut ItemFn, errors: &mut Errors) {
    for input in &mut function.sig.inputs {
        let FnArg::Typed(parameter) = input else { continue };
        let Some(inner) = inner(&parameter.pat, &parameter.ty) else { continue };
        let ty = &parameter.ty;
        let (name, ty) = (quote::quote!(#inner).to_string(), quote::quote!(#ty).to_string().replace(' ', ""));
        let message =
            format!("a `State` is not taken apart: write `{name}: {ty}`, which dereferences to the value");
        errors.add(parameter.pat.span(), message);
        *parameter.pat = inner;
    }
}

/// The name in `State(name): State<...>`.
fn inner(pattern: &Pat, ty: &Type) -> Option<Pat> {
    let (Pat::TupleStruct(pattern), Type::Path(ty)) = (pattern, ty) else { return None };
    let is_state = |path: &syn::Path| path.segments.last().is_some_and(|last| last.ident == "State");
    match pattern.elems.first() {
        Some(name @ Pat::Ident(_))
            if pattern.elems.len() == 1 && is_state(&pattern.path) && is_state(&ty.path) =>
        {
            Some(name.clone())
        }
        _ => None,
    }
}
