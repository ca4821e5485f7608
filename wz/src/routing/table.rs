use super::{MethodSet, Outcome, Target};

/// STUB, replaced by the routing work: a checked set of rules.
#[derive(Debug)]
pub struct Table<'t> {
    /// stub
    pub routes: &'t [RouteInfo],
}

/// One route of a table, for listings.
#[derive(Debug, Clone)]
pub struct RouteInfo {
    /// The whole rule, mount prefixes included: `/blog/<int:id>`.
    pub rule: String,
    /// The dotted name: `blog.entry`.
    pub endpoint: String,
    /// The methods it answers.
    pub methods: MethodSet,
    /// The host pattern, if any.
    pub host: Option<String>,
    /// Where the handler is: `src/blog.rs`, line, column.
    pub location: (&'static str, u32, u32),
}

impl<'t> Table<'t> {
    /// The outcome for a request.
    pub fn find(&self, _target: &Target<'_>) -> Outcome {
        Outcome::NotFound
    }

    /// All routes, in listing order: index = the `route` of [`Outcome::Matched`].
    pub fn routes(&self) -> impl Iterator<Item = RouteInfo> + '_ {
        self.routes.iter().cloned()
    }

    /// The path of the route with this dotted endpoint name.
    pub fn url_for(&self, _endpoint: &str, _values: &[(&str, &str)]) -> Result<String, BuildError> {
        Err(BuildError)
    }
}

/// STUB.
#[derive(Debug)]
pub struct BuildError;
impl std::fmt::Display for BuildError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("no such endpoint")
    }
}
impl std::error::Error for BuildError {}
