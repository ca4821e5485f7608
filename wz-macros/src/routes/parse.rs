use crate::folder::Line;
use crate::limits::Limits;
use crate::with::With;
use proc_macro2::{Span, TokenStream};
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Attribute, Error, Ident, LitStr, Path, Result, Token, Visibility, bracketed, token};

/// A route set: a named item, or an expression.
pub(super) struct Set {
    /// `None` for `routes![index, user]` as an expression.
    pub(super) name: Option<Name>,
    pub(super) entries: Vec<Entry>,
    /// What is wrong with the entries; then there are none. The name is known all the same.
    pub(super) mistake: Option<Error>,
}

pub(super) struct Name {
    pub(super) attributes: Vec<Attribute>,
    pub(super) visibility: Visibility,
    pub(super) name: Ident,
}

/// One thing listed.
pub(super) struct Entry {
    pub(super) place: Place,
    pub(super) limits: Option<Limits>,
    pub(super) with: Option<With>,
    pub(super) routes: Listed,
}

/// Where the listed routes hang.
pub(super) enum Place {
    Here,
    Prefix(LitStr),
    Host { pattern: LitStr, subdomain: bool },
}

/// What is listed.
pub(super) enum Listed {
    /// A handler or another set.
    Path(Path),
    /// Several, in brackets.
    List(Vec<Entry>),
    /// A folder of files.
    Folder(Line),
}

impl Listed {
    /// What is listed by a path.
    pub(super) fn path(&self) -> Option<&Path> {
        match self {
            Listed::Path(path) => Some(path),
            Listed::Folder(line) => Some(&line.marker),
            Listed::List(_) => None,
        }
    }
}

/// All folders in order.
pub(super) fn collect_folders<'e>(entries: &'e [Entry], all: &mut Vec<&'e Line>) {
    for entry in entries {
        match &entry.routes {
            Listed::Folder(line) => all.push(line),
            Listed::List(list) => collect_folders(list, all),
            Listed::Path(_) => {}
        }
    }
}

impl Parse for Set {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        if input.peek(Token![pub]) && !is_named(input) {
            return Err(input.error("a route set needs a name: `pub Site = handler, ...`"));
        }
        let name = if is_named(input) {
            let name = Name {
                attributes: input.call(Attribute::parse_outer)?,
                visibility: input.parse()?,
                name: input.parse()?,
            };
            input.parse::<Token![=]>()?;
            Some(name)
        } else {
            None
        };
        let span = name.as_ref().map_or(Span::call_site(), |name| name.name.span());
        let (entries, mistake) = match entries(input) {
            Ok(entries) if entries.is_empty() => {
                (entries, Some(Error::new(span, "a route set lists at least one handler")))
            }
            Ok(entries) => (entries, None),
            Err(error) => (Vec::new(), Some(error)),
        };
        // As an item it may end like one; after a mistake there may be more.
        if mistake.is_some() {
            input.parse::<TokenStream>()?;
        } else {
            input.parse::<Option<Token![;]>>()?;
        }
        Ok(Set { name, entries, mistake })
    }
}

fn is_named(input: ParseStream<'_>) -> bool {
    let ahead = input.fork();
    ahead.call(Attribute::parse_outer).is_ok()
        && ahead.parse::<Visibility>().is_ok()
        && ahead.parse::<Ident>().is_ok()
        && ahead.peek(Token![=])
        && !ahead.peek(Token![=>])
}

fn entries(input: ParseStream<'_>) -> Result<Vec<Entry>> {
    let mut entries = Vec::new();
    while !input.is_empty() && !input.peek(Token![;]) {
        entries.push(input.parse()?);
        if !input.is_empty() && !input.peek(Token![;]) {
            input.parse::<Token![,]>()?;
        }
    }
    Ok(entries)
}

impl Parse for Entry {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        if input.peek(Token![static]) {
            return Entry::folder(input);
        }
        let place = if input.peek(LitStr) {
            Place::Prefix(input.parse()?)
        } else if is_option(input) {
            Place::Here
        } else if input.peek(Ident) && input.peek2(LitStr) {
            let word: Ident = input.parse()?;
            let subdomain = match word.to_string().as_str() {
                "host" => false,
                "subdomain" => true,
                _ => {
                    return Err(Error::new(
                        word.span(),
                        "expected `host \"...\" => ...`, `subdomain \"...\" => ...`, `static \"...\" => ...` or a handler",
                    ));
                }
            };
            Place::Host { pattern: input.parse()?, subdomain }
        } else {
            Place::Here
        };
        let (mut limits, mut with) = (None, None);
        while is_option(input) {
            let word: Ident = input.parse()?;
            let twice = if word == "limits" {
                limits.replace(input.parse()?).is_some()
            } else {
                with.replace(input.parse()?).is_some()
            };
            if twice {
                return Err(Error::new(word.span(), format!("`{word}` is given twice")));
            }
            if !input.peek(Token![=>]) && !is_option(input) {
                let message = format!(
                    "`{word}` stands in front of what it is for: `\"/prefix\" {word}(...) => set` or \
                     `{word}(...) => [handler, ...]`"
                );
                return Err(Error::new(word.span(), message));
            }
        }
        if !matches!(place, Place::Here) || limits.is_some() || with.is_some() {
            input.parse::<Token![=>]>()?;
        }
        let routes = if input.peek(token::Bracket) {
            let content;
            bracketed!(content in input);
            let list = Punctuated::<Entry, Token![,]>::parse_terminated(&content);
            if list.is_err() {
                // What is left would be taken for a mistake of its own.
                content.parse::<TokenStream>()?;
            }
            Listed::List(list?.into_iter().collect())
        } else {
            let path: Path = input.call(Path::parse_mod_style).map_err(|error| {
                Error::new(error.span(), "expected a handler or a route set by its path, a `\"/prefix\" => set` or a `host \"name\" => set`")
            })?;
            Listed::Path(path)
        };
        Ok(Entry { place, limits, with, routes })
    }
}

impl Entry {
    /// `static "/static" => "static" as assets`
    fn folder(input: ParseStream<'_>) -> Result<Entry> {
        input.parse::<Token![static]>()?;
        let prefix = input.parse::<LitStr>().map_err(|error| {
            Error::new(
                error.span(),
                "expected the prefix of the folder's URLs, as in `static \"/static\" => \"static\"`",
            )
        })?;
        input.parse::<Token![=>]>().map_err(|_| {
            let message =
                format!("expected the folder behind, as in `static {:?} => \"static\"`", prefix.value());
            Error::new(prefix.span(), message)
        })?;
        let line = Line::parse(&prefix, input)?;
        let place = if line.at_root { Place::Here } else { Place::Prefix(prefix) };
        Ok(Entry { place, limits: None, with: None, routes: Listed::Folder(line) })
    }
}

/// `limits(...)` or `with(...)` in front of `=>`.
fn is_option(input: ParseStream<'_>) -> bool {
    let known = |word: Ident| word == "limits" || word == "with";
    input.fork().parse::<Ident>().is_ok_and(known) && input.peek2(token::Paren)
}
