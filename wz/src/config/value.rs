use std::fmt;
use std::sync::Arc;

/// A value of the configuration, and where it stands.
#[derive(Clone)]
pub(super) struct Node {
    pub(super) value: Value,
    pub(super) source: Source,
}

#[derive(Clone)]
#[cfg_attr(not(feature = "config"), expect(dead_code, reason = "only a file says more than texts"))]
pub(super) enum Value {
    /// What a variable says: it becomes what is asked for.
    Text(String),
    /// A text in a file, which is in quotes there: it is a text, and nothing else.
    Quoted(String),
    Bool(bool),
    Integer(i64),
    Float(f64),
    List(Vec<Node>),
    Table(Table),
}

/// Keys in the order in which they came.
pub(super) type Table = Vec<(String, Node)>;

/// Where a value comes from.
#[derive(Clone)]
#[cfg_attr(not(feature = "config"), expect(dead_code, reason = "there are no files"))]
pub(super) enum Source {
    File {
        name: Arc<str>,
        line: usize,
    },
    /// A variable, or a flag.
    Named(Arc<str>),
    /// The tables that keys of several sources are in.
    Several,
}

impl Node {
    pub(super) fn table(entries: Table) -> Node {
        Node { value: Value::Table(entries), source: Source::Several }
    }

    pub(super) fn get(&self, key: &str) -> Option<&Node> {
        let Value::Table(entries) = &self.value else { return None };
        entries.iter().find(|(known, _)| is_same_key(known, key)).map(|(_, node)| node)
    }

    /// Puts another one over it: tables are joined, anything else is replaced.
    pub(super) fn merge(&mut self, over: Node) {
        match (&mut self.value, over.value) {
            (Value::Table(entries), Value::Table(others)) => {
                for (key, node) in others {
                    match entries.iter_mut().find(|(known, _)| is_same_key(known, &key)) {
                        Some((_, own)) => own.merge(node),
                        None => entries.push((key, node)),
                    }
                }
            }
            (_, value) => *self = Node { value, source: over.source },
        }
    }

    /// Puts a value over that of the key that this path leads to.
    pub(super) fn put(&mut self, path: &[String], value: Node) {
        self.merge(path.iter().rev().fold(value, |node, key| Node::table(vec![(key.clone(), node)])));
    }

    /// What it is, for messages; `None` where it may be a secret.
    pub(super) fn shown(&self, key: &str) -> Option<String> {
        (!is_secret(key)).then(|| match &self.value {
            Value::Text(text) | Value::Quoted(text) => format!("{text:?}"),
            Value::Bool(value) => value.to_string(),
            Value::Integer(value) => value.to_string(),
            Value::Float(value) => value.to_string(),
            Value::List(_) => "a list".to_owned(),
            Value::Table(_) => "a table".to_owned(),
        })
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Source::File { name, line } => write!(f, "{name}:{line}"),
            Source::Named(name) => f.write_str(name),
            Source::Several => f.write_str("the configuration"),
        }
    }
}

/// A variable has neither small letters nor hyphens.
pub(super) fn is_same_key(key: &str, other: &str) -> bool {
    let plain = |byte: u8| if byte == b'-' { b'_' } else { byte.to_ascii_lowercase() };
    key.len() == other.len() && key.bytes().map(plain).eq(other.bytes().map(plain))
}

/// Whether the name of a key says that its value is for few.
fn is_secret(key: &str) -> bool {
    const WORDS: [&str; 8] = ["secret", "password", "passwd", "token", "key", "credential", "url", "dsn"];
    let key = key.to_ascii_lowercase();
    WORDS.iter().any(|word| key.contains(word))
}
