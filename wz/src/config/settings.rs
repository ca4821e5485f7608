//! The settings of wz itself.

use std::path::PathBuf;

use serde::de::DeserializeOwned;
use wz_rule::did_you_mean;

use super::Config;
use super::error::ConfigProblem;
use super::limits;
use super::value::{Node, Value, is_same_key};
use crate::app::HostPolicy;
use crate::limits::Limits;

/// Their keys.
pub(super) const OWN: &[&str] = &[
    "host",
    "port",
    "listen",
    "workers",
    "server_name",
    "hosts",
    "script_root",
    "static_root",
    "limits",
    "secret_key",
];

/// What is given of them.
#[derive(Default)]
pub(super) struct Settings {
    pub(super) host: Option<String>,
    pub(super) port: Option<u16>,
    pub(super) listen: Option<Vec<String>>,
    pub(super) workers: Option<usize>,
    pub(super) server_name: Option<String>,
    pub(super) hosts: Option<HostPolicy>,
    pub(super) script_root: Option<String>,
    pub(super) static_root: Option<PathBuf>,
    pub(super) limits: Limits,
}

impl Config {
    /// The settings, over these limits; what does not fit is left out.
    pub(super) fn settings(&self, limits: Limits, problems: &mut Vec<ConfigProblem>) -> Settings {
        let root = self.resolved();
        let mut settings = Settings {
            host: self.own(&root, "host", problems),
            port: self.own(&root, "port", problems),
            listen: self.own(&root, "listen", problems),
            workers: self.own(&root, "workers", problems).filter(|count| {
                let fits = (1..=1024).contains(count);
                fits || refuse(&root, "workers", "a number from 1 to 1024", problems)
            }),
            server_name: self.own(&root, "server_name", problems).filter(|name: &String| {
                let what = "a name as `example.com`, without scheme, port and path";
                is_server_name(name) || refuse(&root, "server_name", what, problems)
            }),
            hosts: None,
            script_root: self.own(&root, "script_root", problems),
            static_root: self.own(&root, "static_root", problems),
            limits,
        };
        if let Some(names) = self.own::<Vec<String>>(&root, "hosts", problems) {
            match HostPolicy::only(names) {
                Ok(policy) => settings.hosts = Some(policy),
                Err(error) => {
                    let place = root.get("hosts").map(|node| node.source.to_string());
                    problems.push(ConfigProblem::of_key(
                        place,
                        "hosts".to_owned(),
                        format!("is not right: {error}"),
                    ));
                }
            }
        }
        if let Some(table) = root.get("limits") {
            limits::apply(table, &mut settings.limits, problems);
        }
        settings
    }

    fn own<T: DeserializeOwned>(
        &self,
        root: &Node,
        key: &str,
        problems: &mut Vec<ConfigProblem>,
    ) -> Option<T> {
        self.value(root, key).unwrap_or_else(|problem| {
            problems.push(problem);
            None
        })
    }

    /// What nobody has asked for, and looks as if it were meant for somebody.
    pub(super) fn misspelt(&self) -> Vec<ConfigProblem> {
        let asked = self.asked.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let root = self.resolved();
        let Value::Table(entries) = &root.value else { return Vec::new() };
        let known = || OWN.iter().copied().chain(asked.iter().map(String::as_str));
        let unasked = entries.iter().filter(|(key, _)| !known().any(|known| is_same_key(known, key)));
        let misspelt = unasked.filter_map(|(key, node)| {
            let message = format!("is asked for by nobody: did you mean `{}`?", did_you_mean(key, known())?);
            let place = place(node).map(|node| node.source.to_string());
            Some(ConfigProblem::of_key(place, key.clone(), message))
        });
        misspelt.collect()
    }
}

/// Says that a setting is of its type and nevertheless not what it should be; `false`.
fn refuse(root: &Node, key: &str, expected: &str, problems: &mut Vec<ConfigProblem>) -> bool {
    let node = root.get(key);
    let shown = node.and_then(|node| node.shown(key)).unwrap_or_default();
    let place = node.map(|node| node.source.to_string());
    problems.push(ConfigProblem::of_key(place, key.to_owned(), format!("is {shown}, expected {expected}")));
    false
}

/// Others would be the end of no host, and the rules for subdomains nobody's.
fn is_server_name(name: &str) -> bool {
    !name.is_empty()
        && !name.starts_with('.')
        && name.chars().all(|c| c.is_alphanumeric() || "-._".contains(c))
}

/// A value with a place, for a table that several sources add to.
fn place(node: &Node) -> Option<&Node> {
    match &node.value {
        Value::Table(entries) if matches!(node.source, super::value::Source::Several) => {
            entries.iter().find_map(|(_, node)| place(node))
        }
        _ => Some(node),
    }
}
