//! Routing with rules that are known only at run time: plugins, a CMS, a framework of your own.
//!
//! The shape is Werkzeug's: [`Rule`]s in a [`Map`], a [`MapAdapter`] bound to a host and a mount point that
//! matches paths and builds URLs. The rule language, the trie and its matcher are the ones of the compile-time
//! table.
//!
//! ```
//! use wz::http::Method;
//! use wz::routing::map::{Map, Rule, RoutingError, Submount, Value};
//!
//! let map = Map::new([
//!     Rule::new("/", "index").boxed(),
//!     Submount::new("/blog", [Rule::new("/", "blog/index"), Rule::new("/<int:id>", "blog/show")]).boxed(),
//! ])
//! .unwrap();
//! let urls = map.bind("example.com").unwrap();
//!
//! let found = urls.find("/blog/42", &Method::GET).unwrap();
//! assert_eq!((found.endpoint.as_str(), found.values.get("id")), ("blog/show", Some(&Value::Int(42))));
//! assert_eq!(urls.build("blog/show", [("id", 42)]).unwrap(), "/blog/42");
//! assert!(matches!(urls.find("/blog", &Method::GET), Err(RoutingError::Redirect { .. })));
//! ```

mod adapter;
mod bind;
mod build;
mod compile;
mod converter;
mod drawing;
mod error;
mod explain;
#[cfg(test)]
mod explain_tests;
mod factory;
mod options;
mod place;
mod redirect;
mod rule;
mod source;
mod store;
mod target;
mod template;
mod value;

pub use adapter::{MapAdapter, MapMatch};
pub use bind::Binding;
pub use build::UrlOptions;
pub use error::{BadHost, MapError, RoutingError};
pub use explain::MapExplanation;
pub use factory::{EndpointPrefix, Host, RuleFactory, Subdomain, Submount};
pub use options::MapOptions;
pub use rule::{RedirectTo, Rule};
pub use store::Map;
pub use template::{RuleTemplate, TemplateError};
pub use value::{Value, Values};

#[cfg(test)]
mod tests;
