//! All that can be wrong with a set without knowing what it lists.

use std::collections::HashSet;

use syn::{Error, LitStr};
use wz_rule::{Rule, RuleError, dot_segment};

use super::parse::{Entry, Listed, Place, collect_folders};
use crate::errors::{DOT_SEGMENT, Errors, rule_error};
use crate::specs::{Converters, words};

pub(super) fn check(entries: &[Entry], converters: &Converters, errors: &mut Errors) {
    list(entries, converters, None, errors);
    let (mut lines, mut names) = (Vec::new(), HashSet::new());
    collect_folders(entries, &mut lines);
    for name in lines.into_iter().filter_map(|line| line.name.as_ref()) {
        if !names.insert(name) {
            errors.add(
                name.span(),
                format!("`{name}` is the name of another folder: each has a name of its own"),
            );
        }
    }
}

/// `host` is the pattern of the list around.
fn list(entries: &[Entry], converters: &Converters, host: Option<&LitStr>, errors: &mut Errors) {
    let mut known = HashSet::new();
    for entry in entries {
        let mut inner = host;
        let place = match &entry.place {
            Place::Here => String::new(),
            Place::Prefix(prefix) => {
                if let Err(error) = prefix_rule(prefix, converters) {
                    errors.push(error);
                }
                format!("/{}", prefix.value())
            }
            Place::Host { pattern, .. } => {
                if let Err(error) = Rule::parse_host(&pattern.value(), |name| converters.knows(name)) {
                    errors.rule(pattern, &error);
                }
                if let Some(outer) = inner.replace(pattern) {
                    let message = format!("this list is for the host `{}` already", outer.value());
                    errors.add(pattern.span(), message);
                }
                pattern.value()
            }
        };
        match &entry.routes {
            Listed::List(entries) => list(entries, converters, inner, errors),
            Listed::Folder(line) => {
                if let Err(error) = line.check() {
                    errors.push(error);
                }
            }
            Listed::Path(path) => {
                let words = words(path);
                if !known.insert((place, words.clone())) {
                    errors.push(Error::new_spanned(path, format!("`{words}` is listed already")));
                }
            }
        }
    }
}

/// A prefix with its trailing slashes cut.
pub(super) fn prefix_rule(prefix: &LitStr, converters: &Converters) -> syn::Result<(String, Rule)> {
    let whole = prefix.value();
    let text = whole.trim_end_matches('/');
    if text.is_empty() {
        let message =
            "a prefix has at least one segment, as in `\"/wiki\"`; without a prefix just list the set";
        return Err(Error::new(prefix.span(), message));
    }
    if let Some(span) = dot_segment(text) {
        return Err(rule_error(prefix, &RuleError::new(&whole, span, DOT_SEGMENT)));
    }
    let rule = Rule::parse(text, true, |name| converters.knows(name));
    match rule {
        Ok(rule) => Ok((text.to_owned(), rule)),
        // The picture shows the prefix as it is written.
        Err(error) => Err(rule_error(prefix, &RuleError::new(&whole, error.span(), error.message()))),
    }
}
