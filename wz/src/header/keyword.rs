//! Headers that are one word of a few.

/// An enum of words, which parses without parameters and writes itself, as a header.
///
/// `$form` says how the word is found in the text: `structured` takes a token of RFC 9651 and ignores its parameters,
/// `word` the trimmed text.
macro_rules! keyword_header {
    (
        $(#[$docs:meta])*
        $name:ident: $form:ident $header:literal {
            $($(#[$variant_docs:meta])* $variant:ident = $word:literal,)+
        }
    ) => {
        $(#[$docs])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$variant_docs])* $variant,)+
        }

        impl $name {
            /// The word that is written.
            ///
            /// ```
            #[doc = concat!("use wz::header::", stringify!($name), ";")]
            ///
            #[doc = concat!("let word = ", stringify!($name), "::", first!($($variant)+), ";")]
            #[doc = concat!("assert_eq!(word.as_str(), ", first!($($word)+), ");")]
            /// ```
            pub const fn as_str(self) -> &'static str {
                match self {
                    $($name::$variant => $word,)+
                }
            }
        }

        impl std::str::FromStr for $name {
            type Err = crate::header::HeaderError;

            fn from_str(text: &str) -> Result<$name, Self::Err> {
                let word = crate::header::keyword::$form(text);
                let known = [$($name::$variant),+].into_iter();
                let mut found = known.filter(|known| Some(known.as_str()) == word.as_deref());
                found.next().ok_or_else(|| {
                    let expected = concat!("one of", $(" `", $word, "`"),+);
                    crate::header::HeaderError::value(expected)
                        .found(text)
                        .of(http::HeaderName::from_static($header))
                })
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl crate::header::Header for $name {
            const NAME: http::HeaderName = http::HeaderName::from_static($header);
            const LINES: crate::header::Lines = crate::header::Lines::Single;
        }
    };
}

/// The first of several, as text: for an example in the docs.
macro_rules! first {
    ($first:tt $($others:tt)*) => {
        stringify!($first)
    };
}

pub(super) use {first, keyword_header};

use super::structured::Item;
use super::syntax::trim;

pub(super) fn structured(text: &str) -> Option<String> {
    let item: Item = text.parse().ok()?;
    item.value.as_token().map(str::to_owned)
}

pub(super) fn word(text: &str) -> Option<String> {
    Some(trim(text).to_owned())
}
