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
            /// ```
            #[doc = concat!("use wz::header::", stringify!($name), ";")]
            ///
            #[doc = concat!("assert_eq!(", stringify!($name), "::new([\"a\", \"B\", \"A\"])?.to_string(), \"a, B\");")]
            #[doc = concat!("assert!(", stringify!($name), "::new([\"a b\"]).is_err());")]
            /// # Ok::<_, wz::header::HeaderError>(())
            /// ```
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
            /// ```
            #[doc = concat!("use wz::header::", stringify!($name), ";")]
            ///
            #[doc = concat!("let mut list = ", stringify!($name), "::new([\"a\"])?;")]
            /// assert!(list.add("b")? && !list.add("A")? && list.add("c d").is_err());
            /// assert_eq!(list.to_string(), "a, b");
            /// # Ok::<_, wz::header::HeaderError>(())
            /// ```
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

            /// Takes one away, without regard to ASCII case; says whether it was there.
            ///
            /// ```
            #[doc = concat!("use wz::header::", stringify!($name), ";")]
            ///
            #[doc = concat!("let mut list = ", stringify!($name), "::new([\"a\", \"b\"])?;")]
            /// assert!(list.remove("A") && !list.remove("A") && list.to_string() == "b");
            /// # Ok::<_, wz::header::HeaderError>(())
            /// ```
            pub fn remove(&mut self, token: &str) -> bool {
                self.0.remove(token)
            }

            /// Whether one is there, without regard to ASCII case.
            ///
            /// ```
            #[doc = concat!("use wz::header::", stringify!($name), ";")]
            ///
            #[doc = concat!("let list = ", stringify!($name), "::new([\"a\", \"b\"])?;")]
            /// assert!(list.contains("A") && !list.contains("c"));
            /// # Ok::<_, wz::header::HeaderError>(())
            /// ```
            pub fn contains(&self, token: &str) -> bool {
                self.0.contains(token)
            }

            /// Whether there is none.
            ///
            /// ```
            #[doc = concat!("use wz::header::", stringify!($name), ";")]
            ///
            #[doc = concat!("assert!(\", ,\".parse::<", stringify!($name), ">()?.is_empty());")]
            /// # Ok::<_, wz::header::HeaderError>(())
            /// ```
            pub fn is_empty(&self) -> bool {
                self.0.is_empty()
            }

            /// All of them, as they were written.
            ///
            /// ```
            #[doc = concat!("use wz::header::", stringify!($name), ";")]
            ///
            #[doc = concat!("assert!(\"a,B, b\".parse::<", stringify!($name), ">()?.iter().eq([\"a\", \"B\"]));")]
            /// # Ok::<_, wz::header::HeaderError>(())
            /// ```
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
