//! Files: TOML with a table for each profile.

use std::sync::Arc;

use toml::de::{DeTable, DeValue};
use wz_rule::did_you_mean;

use super::error::ConfigProblem;
use super::value::{Node, Source, Table, Value};

/// The tables of a file, besides `[default]`, which is for both profiles.
#[derive(Clone, Default)]
pub(super) struct Sections {
    pub(super) default: Option<Node>,
    pub(super) dev: Option<Node>,
    pub(super) release: Option<Node>,
}

struct Reader {
    name: Arc<str>,
    /// Where the lines after the first one begin.
    lines: Vec<usize>,
}

impl Sections {
    pub(super) fn read(name: &str, text: &str, problems: &mut Vec<ConfigProblem>) -> Sections {
        let lines = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        let reader = Reader { name: name.into(), lines: lines.collect() };
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in errors {
            let place =
                error.span().map_or_else(|| name.to_owned(), |span| reader.at(span.start).to_string());
            problems.push(ConfigProblem::at(&place, error.message()));
        }
        let mut sections = Sections::default();
        for (key, value) in table.into_inner() {
            let place = reader.at(key.span().start);
            let slot = match &**key.get_ref() {
                "default" => &mut sections.default,
                "dev" => &mut sections.dev,
                "release" => &mut sections.release,
                other => {
                    problems.push(ConfigProblem::at(&place.to_string(), &outside(other)));
                    continue;
                }
            };
            let node = reader.node(value.get_ref(), value.span().start);
            if matches!(node.value, Value::Table(_)) {
                *slot = Some(node);
            } else {
                let message = format!("`{}` is a table: write `[{}]`", key.get_ref(), key.get_ref());
                problems.push(ConfigProblem::at(&place.to_string(), &message));
            }
        }
        sections
    }
}

fn outside(key: &str) -> String {
    match did_you_mean(key, ["default", "dev", "release"]) {
        Some(near) => format!("there is no profile `{key}`: did you mean `[{near}]`?"),
        None => format!(
            "`{key}` is in no profile: put it below `[default]`, for both of them, or below `[dev]` or `[release]`"
        ),
    }
}

impl Reader {
    fn at(&self, offset: usize) -> Source {
        let line = self.lines.partition_point(|&start| start <= offset) + 1;
        Source::File { name: Arc::clone(&self.name), line }
    }

    fn node(&self, value: &DeValue<'_>, offset: usize) -> Node {
        let value = match value {
            DeValue::String(text) => Value::Quoted(text.clone().into_owned()),
            DeValue::Boolean(value) => Value::Bool(*value),
            DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
                Ok(number) => Value::Integer(number),
                // Too long for the number that a message is about.
                Err(_) => Value::Quoted(number.to_string()),
            },
            DeValue::Float(number) => match number.as_str().parse() {
                Ok(number) => Value::Float(number),
                Err(_) => Value::Quoted(number.as_str().to_owned()),
            },
            DeValue::Datetime(time) => Value::Quoted(time.to_string()),
            DeValue::Array(items) => {
                let items = items.iter().map(|item| self.node(item.get_ref(), item.span().start));
                Value::List(items.collect())
            }
            DeValue::Table(table) => Value::Table(self.table(table)),
        };
        Node { value, source: self.at(offset) }
    }

    fn table(&self, table: &DeTable<'_>) -> Table {
        let entry = |key: &str, value: &toml::Spanned<DeValue<'_>>| {
            (key.to_owned(), self.node(value.get_ref(), value.span().start))
        };
        table.iter().map(|(key, value)| entry(key.get_ref(), value)).collect()
    }
}
