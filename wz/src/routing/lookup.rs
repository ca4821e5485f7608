use super::MethodSet;

/// What is looked for.
#[derive(Clone, Copy)]
pub(crate) struct Lookup<'r> {
    /// The path as it was sent.
    pub(crate) path: &'r str,
    pub(crate) method: MethodSet,
    pub(crate) websocket: bool,
    pub(crate) host: Option<&'r str>,
    pub(crate) subdomain: Option<&'r str>,
    /// Whether rules without host pattern are among those that count.
    pub(crate) any_host: bool,
}
