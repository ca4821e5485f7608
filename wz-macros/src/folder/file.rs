//! `static_file!(["static"] Site "css/app.css")`: the version of a file, as `url_for!(static, ...)` puts it into the URL.

use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::TokenStream;
use quote::quote;
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Error, Ident, LitStr, Result, Token, bracketed};
use wz_rule::{ContentHash, did_you_mean};

use super::tree;

struct Input {
    /// The folders of the set without a name.
    folders: Vec<LitStr>,
    set: Ident,
    file: LitStr,
}

impl Parse for Input {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let folders;
        bracketed!(folders in input);
        let folders = Punctuated::<LitStr, Token![,]>::parse_terminated(&folders)?;
        Ok(Input { folders: folders.into_iter().collect(), set: input.parse()?, file: input.parse()? })
    }
}

pub(crate) fn expand(input: TokenStream) -> TokenStream {
    let version = syn::parse2(input).and_then(|input: Input| input.version());
    version.unwrap_or_else(|error| {
        let error = error.to_compile_error();
        quote!({ #error ::core::option::Option::<&::core::primitive::str>::None })
    })
}

/// `file_hash!("static" "css/app.css")`: the version itself. Expanded in release builds alone.
pub(crate) fn expand_hash(input: TokenStream) -> TokenStream {
    let parse = |input: ParseStream<'_>| Ok((input.parse::<LitStr>()?, input.parse::<LitStr>()?));
    let hash = parse.parse2(input).and_then(|(folder, file)| {
        let content = fs::read(tree::folder(&folder)?.join(file.value()));
        let content =
            content.map_err(|error| Error::new(file.span(), format!("this file cannot be read: {error}")))?;
        Ok(ContentHash::of(&content).to_string())
    });
    hash.map_or_else(|error| error.to_compile_error(), |hash| quote!(#hash))
}

impl Input {
    /// In a debug build there is none, so that a file may change without the program: then the file is not even read. Where
    /// there is one, the compiler is told that the program depends on the file.
    fn version(&self) -> Result<TokenStream> {
        let (folder, file) = (self.folder()?, &self.file);
        self.path(&tree::folder(folder)?)?;
        let relative = format!("/{}/{}", folder.value(), file.value());
        Ok(quote! {{
            #[cfg(debug_assertions)]
            const __VERSION: ::core::option::Option<&::core::primitive::str> = ::core::option::Option::None;
            #[cfg(not(debug_assertions))]
            const __VERSION: ::core::option::Option<&::core::primitive::str> = {
                const _: &[::core::primitive::u8] =
                    ::core::include_bytes!(::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), #relative));
                ::core::option::Option::Some(::wz::__private::file_hash!(#folder #file))
            };
            __VERSION
        }})
    }

    fn folder(&self) -> Result<&LitStr> {
        match self.folders.as_slice() {
            [folder] => Ok(folder),
            [] => Err(self.wrong(format!(
                "`{}` has no folder: list one, as in `static \"/static\" => \"static\"`, or name it, as in \
                 `url_for!(static assets, ...)`",
                self.set
            ))),
            _ => Err(self.wrong(format!(
                "`{}` has several folders: give them names, as in `static \"/static\" => \"static\" as assets`, and link \
                 with `url_for!(static assets, ...)`",
                self.set
            ))),
        }
    }

    /// The file, by a name that is the same on every system: also where the disk does not tell `A` from `a`.
    fn path(&self, folder: &Path) -> Result<PathBuf> {
        let file = self.file.value();
        let parts: Vec<&str> = file.split('/').collect();
        if parts.iter().any(|part| matches!(*part, "" | "." | "..")) || file.contains('\\') {
            return Err(self.wrong(format!(
                "expected the path of a file in the folder, as in `\"css/app.css\"`, not `{file}`"
            )));
        }
        if parts.iter().any(|part| part.starts_with('.')) {
            return Err(self.wrong("what starts with a dot is not sent".into()));
        }
        let mut path = folder.to_owned();
        for part in &parts {
            if !tree::names(&path).iter().any(|name| name == part) {
                return Err(self.missing(folder));
            }
            path.push(part);
        }
        if !path.is_file() {
            return Err(self.wrong(format!("`{file}` is a folder: link to a file in it")));
        }
        let inside = |path: PathBuf| Some(path.canonicalize().ok()?.starts_with(folder.canonicalize().ok()?));
        if inside(path.clone()) != Some(true) {
            return Err(self.wrong(format!("`{file}` leads out of the folder: it is not sent")));
        }
        Ok(path)
    }

    /// What is near, or what belongs elsewhere.
    fn missing(&self, folder: &Path) -> Error {
        let file = self.file.value();
        if let Some((path, rest)) = file.split_once(['?', '#'])
            && folder.join(path).is_file()
        {
            let instead = match rest.split_once('=') {
                _ if file.as_bytes()[path.len()] == b'#' => format!("_anchor = {rest:?}"),
                Some((name, value)) => format!("?{name} = {value:?}"),
                None => format!("?{rest} = \"\""),
            };
            return self.wrong(format!(
                "a link names the file alone: write `url_for!(static, {path:?}, {instead})`"
            ));
        }
        let files = tree::files(folder);
        let near = did_you_mean(&file, files.iter().map(String::as_str)).or_else(|| {
            // In another folder.
            let name = |path: &str| path.rsplit('/').next().map(str::to_owned);
            files.iter().map(String::as_str).find(|path| name(path) == name(&file))
        });
        let listed = self.folders.first().map(LitStr::value).unwrap_or_default();
        self.wrong(match near {
            Some(near) => format!("there is no file `{file}` in `{listed}`: did you mean `{near}`?"),
            None => format!("there is no file `{file}` in `{listed}`"),
        })
    }

    fn wrong(&self, message: String) -> Error {
        Error::new(self.file.span(), message)
    }
}
