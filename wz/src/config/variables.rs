//! The environment: `WZ_DATABASE__POOL=5` is `pool = 5` in the table `database`.

use std::ffi::OsString;

use super::error::ConfigProblem;
use super::value::{Node, Source, Value};

const PREFIX: &str = "WZ_";

/// What the variables say that are no setting, but say what to read.
#[derive(Default)]
pub(super) struct Variables {
    pub(super) profile: Option<String>,
    pub(super) file: Option<String>,
    pub(super) values: Vec<(Vec<String>, Node)>,
}

impl Variables {
    pub(super) fn read<N: Into<OsString>, V: Into<OsString>>(
        variables: impl IntoIterator<Item = (N, V)>,
        problems: &mut Vec<ConfigProblem>,
    ) -> Variables {
        let mut read = Variables::default();
        for (name, value) in variables {
            // A name that is no text does not begin so.
            let Ok(name) = name.into().into_string() else { continue };
            let Some(path) = name.strip_prefix(PREFIX) else { continue };
            let Ok(value) = value.into().into_string() else {
                problems.push(ConfigProblem::at(&name, "is not UTF-8 text"));
                continue;
            };
            let path: Vec<_> = path.split("__").map(str::to_ascii_lowercase).collect();
            match &*path {
                [one] if one == "profile" => read.profile = Some(value),
                [one] if one == "config" => read.file = Some(value),
                _ if path.iter().any(String::is_empty) => {
                    problems.push(ConfigProblem::at(
                        &name,
                        "has a key without a name: write `WZ_KEY`, or `WZ_TABLE__KEY`",
                    ));
                }
                _ => {
                    let source = Source::Named(name.as_str().into());
                    read.values.push((path, Node { value: Value::Text(value), source }));
                }
            }
        }
        // Those of a table come after the one that would replace it as a whole.
        read.values.sort_by(|(one, _), (other, _)| one.cmp(other));
        read.values.dedup_by(|(path, node), (outer, other)| {
            let is_within = path.starts_with(outer);
            if path == outer {
                std::mem::swap(node, other);
            } else if is_within {
                let message =
                    format!("is about what {} sets as a whole: take one of them away", other.source);
                problems.push(ConfigProblem::at(&node.source.to_string(), &message));
            }
            is_within
        });
        read
    }
}
