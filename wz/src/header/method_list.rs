//! Headers that are lists of methods.

use http::Method;

use super::HeaderError;
use super::syntax::list;

/// A header that is a list of methods: each stands there once, in order.
macro_rules! method_list_header {
    ($(#[$docs:meta])* $name:ident: $field:ident) => {
        $(#[$docs])*
        #[derive(Debug, Clone, Default, PartialEq, Eq)]
        pub struct $name(Vec<http::Method>);

        impl $name {
            /// Whether the method stands there; its case counts (RFC 9110 §9.1).
            ///
            /// ```
            #[doc = concat!("use wz::header::", stringify!($name), ";")]
            /// use wz::http::Method;
            ///
            #[doc = concat!("let methods: ", stringify!($name), " = \"GET, put\".parse()?;")]
            /// assert!(methods.contains(&Method::GET) && !methods.contains(&Method::PUT));
            /// # Ok::<_, wz::header::HeaderError>(())
            /// ```
            pub fn contains(&self, method: &http::Method) -> bool {
                self.0.contains(method)
            }

            /// The methods, in order.
            ///
            /// ```
            #[doc = concat!("use wz::header::", stringify!($name), ";")]
            /// use wz::http::Method;
            ///
            #[doc = concat!("let methods: ", stringify!($name), " = \"PUT, GET, PUT\".parse()?;")]
            /// assert!(methods.iter().eq(&[Method::PUT, Method::GET]));
            /// # Ok::<_, wz::header::HeaderError>(())
            /// ```
            pub fn iter(&self) -> std::slice::Iter<'_, http::Method> {
                self.0.iter()
            }
        }

        /// Of equal ones the first stays.
        impl FromIterator<http::Method> for $name {
            fn from_iter<T: IntoIterator<Item = http::Method>>(methods: T) -> $name {
                let mut all = $name::default();
                for method in methods {
                    if !all.contains(&method) {
                        all.0.push(method);
                    }
                }
                all
            }
        }

        impl std::str::FromStr for $name {
            type Err = crate::header::HeaderError;

            /// # Errors
            /// An element is no method, or there are more than 256 of them.
            fn from_str(text: &str) -> Result<$name, Self::Err> {
                crate::header::method_list::read(text)
                    .map($name::from_iter)
                    .map_err(|error| error.of(http::header::$field))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.iter().enumerate().try_for_each(|(at, method)| {
                    write!(f, "{}{method}", if at > 0 { ", " } else { "" })
                })
            }
        }

        impl crate::header::Header for $name {
            const NAME: http::HeaderName = http::header::$field;
            const LINES: crate::header::Lines = crate::header::Lines::Joined;
        }
    };
}

pub(super) use method_list_header;

/// So many may stand in a header, where some forty are registered; each is compared with those before it.
const MOST: usize = 256;

pub(super) fn read(text: &str) -> Result<Vec<Method>, HeaderError> {
    let mut methods = Vec::new();
    for element in list(text) {
        if methods.len() == MOST {
            return Err(HeaderError::limit("at most 256 methods"));
        }
        methods.push(method(element)?);
    }
    Ok(methods)
}

pub(super) fn method(text: &str) -> Result<Method, HeaderError> {
    text.parse().map_err(|_| HeaderError::syntax("a method like `GET`").found(text))
}
