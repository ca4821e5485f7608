use super::App;
use crate::files::Folders;
use crate::handler::Requirements;
use crate::routing::{BuildError, push_query_pair};

impl App {
    /// The path and query of the route with this dotted name, for templates and other places where names are
    /// known only at run time. Values without a variable of their name become the query. A link to a file of a
    /// [folder](macro@crate::routes#folders-of-files) has the same version in it as one by [`url_for!`](macro@crate::url_for);
    /// the first one to a file reads it.
    ///
    /// # Errors
    /// When there is no such route, or a value is missing or does not fit.
    pub fn url_for<'v>(
        &self,
        endpoint: &str,
        values: impl AsRef<[(&'v str, &'v str)]>,
    ) -> Result<String, BuildError> {
        let values = values.as_ref();
        let mut url = self.inner.table.url_for(endpoint, values)?;
        if let Some(version) = self.file_version(endpoint, values) {
            push_query_pair(&mut url, "v", &version);
        }
        Ok(url)
    }

    /// What `url_for!` would add to a link, when that is one to a file of a folder.
    fn file_version(&self, endpoint: &str, values: &[(&str, &str)]) -> Option<String> {
        let (_, name) = values.iter().find(|(name, _)| *name == "filename")?;
        let mut routes = self.routes().zip(self.inner.handlers);
        let (_, handler) = routes.find(|(route, _)| route.endpoint() == endpoint)?;
        let mut needs = Requirements::new();
        (handler.requires)(&mut needs);
        let folders = self.inner.shared.states.get::<Folders>();
        let folders = folders.as_deref().unwrap_or(Folders::DEFAULT);
        needs.folders().first().and_then(|listed| folders.version(listed, name)).map(|hash| hash.to_string())
    }
}
