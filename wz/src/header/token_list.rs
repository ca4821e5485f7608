//! Headers that are lists of tokens.

/// A header that is a list of tokens, which are equal without regard to ASCII case: each stands there once, in order.
macro_rules! token_list_header {
    ($(#[$docs:meta])* $name:ident: $field:ident, $what:literal) => {
        $(#[$docs])*
        #[derive(Debug, Clone, Default, PartialEq, Eq)]
        pub struct $name(crate::header::HeaderSet);

        impl $name {
            /// These, in order; of equal ones the first.
            ///
            /// # Errors
            /// One is no token.
            pub fn new<T: AsRef<str>>(
                tokens: impl IntoIterator<Item = T>,
            ) -> Result<$name, crate::header::HeaderError> {
                let mut list = $name::default();
                for token in tokens {
                    list.add(token.as_ref())?;
                }
                Ok(list)
            }

            /// Adds one at the end, unless it is there; says whether it was added.
            ///
            /// # Errors
            /// It is no token.
            pub fn add(&mut self, token: &str) -> Result<bool, crate::header::HeaderError> {
                if crate::header::syntax::is_token(token) {
                    return Ok(self.0.add(token));
                }
                let error = crate::header::HeaderError::unwritable(concat!("a token as ", $what));
                Err(error.found(token).of(<$name as crate::header::Header>::NAME))
            }

            /// Takes one away; says whether it was there.
            pub fn remove(&mut self, token: &str) -> bool {
                self.0.remove(token)
            }

            /// Whether one is there.
            pub fn contains(&self, token: &str) -> bool {
                self.0.contains(token)
            }

            /// Whether there is none.
            pub fn is_empty(&self) -> bool {
                self.0.is_empty()
            }

            /// All of them, as they were written.
            pub fn iter(&self) -> impl ExactSizeIterator<Item = &str> {
                self.0.iter()
            }
        }

        impl std::str::FromStr for $name {
            type Err = crate::header::HeaderError;

            /// Empty elements do not count (RFC 9110 §5.6.1.2).
            ///
            /// # Errors
            /// An element is no token.
            fn from_str(text: &str) -> Result<$name, Self::Err> {
                $name::new(crate::header::syntax::list(text))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl crate::header::Header for $name {
            const NAME: http::HeaderName = http::header::$field;
            const LINES: crate::header::Lines = crate::header::Lines::Joined;
        }
    };
}

pub(super) use token_list_header;
