use super::MapAdapter;

/// A URL in its pieces.
pub(super) struct Place {
    pub(super) rule: usize,
    /// The subdomain, or the whole host with `host_matching`.
    pub(super) domain: String,
    /// The path with the query.
    pub(super) path: String,
}

impl<E> MapAdapter<'_, E> {
    /// The scheme for a rule's URL: its kind is the rule's, whether it is encrypted is that of `scheme`.
    pub(super) fn scheme_of<'s>(&self, rule: usize, scheme: &'s str) -> &'s str {
        match (self.map.rules[rule].websocket, matches!(scheme, "https" | "wss")) {
            (true, true) => "wss",
            (true, false) => "ws",
            (false, true) => "https",
            (false, false) if scheme.is_empty() => "",
            (false, false) => "http",
        }
    }

    /// The path below the mount point.
    pub(super) fn below_mount(&self, path: &str) -> String {
        format!(
            "{}/{}",
            self.binding.script_name.trim_end_matches('/'),
            path.strip_prefix('/').unwrap_or(path)
        )
    }

    /// The whole URL of a path.
    pub(super) fn absolute(&self, domain: &str, path: &str, scheme: &str) -> String {
        let colon = if scheme.is_empty() { "" } else { ":" };
        format!("{scheme}{colon}//{}{}", self.host_of(domain), self.below_mount(path))
    }

    /// The host of a domain part.
    pub(super) fn host_of(&self, domain: &str) -> String {
        match (self.map.options.host_matching, domain) {
            (true, "") | (false, "") => self.binding.server_name.clone(),
            (true, host) => host.to_owned(),
            (false, subdomain) => format!("{subdomain}.{}", self.binding.server_name),
        }
    }
}
