use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value};

/// Where the schemas of what is read, and of what is written, are until the document is whole.
const TAKEN: &str = "#/taken/";
const SENT: &str = "#/sent/";
const COMPONENTS: &str = "#/components/schemas/";

/// The schemas of types, and those they refer to. One type may have two: a field with a default need not be sent to us, and is
/// always there in what we send.
pub(super) struct Schemas {
    taken: SchemaGenerator,
    sent: SchemaGenerator,
}

impl Default for Schemas {
    fn default() -> Schemas {
        let settings = |path: &'static str| {
            SchemaSettings::draft2020_12().with(|settings| {
                settings.definitions_path = path.trim_start_matches('#').trim_end_matches('/').into();
                settings.meta_schema = None;
            })
        };
        Schemas {
            taken: settings(TAKEN).for_deserialize().into_generator(),
            sent: settings(SENT).for_serialize().into_generator(),
        }
    }
}

impl Schemas {
    /// Of what is read from a request.
    pub(super) fn taken<T: JsonSchema>(&mut self) -> Value {
        self.taken.subschema_for::<T>().to_value()
    }

    /// The same, as it is itself, and not as a reference to it.
    pub(super) fn taken_whole<T: JsonSchema>(&mut self) -> Value {
        T::json_schema(&mut self.taken).to_value()
    }

    /// Of what is written into a response.
    pub(super) fn sent<T: JsonSchema>(&mut self) -> Value {
        self.sent.subschema_for::<T>().to_value()
    }

    /// What a reference among the taken ones refers to.
    pub(super) fn resolve<'s>(&'s self, schema: &'s Value) -> &'s Value {
        let name =
            schema.get("$ref").and_then(Value::as_str).and_then(|reference| reference.strip_prefix(TAKEN));
        name.and_then(|name| self.taken.definitions().get(&decoded(name))).unwrap_or(schema)
    }

    /// All that were referred to, under names that a document may have; the references in `document` then have them too.
    pub(super) fn finish(mut self, document: &mut Value) -> Map<String, Value> {
        let (mut taken, mut sent) = (self.taken.take_definitions(false), self.sent.take_definitions(false));
        let unlike = unlike(&taken, &sent);
        let (mut used, mut names) = (BTreeSet::new(), BTreeMap::new());
        for name in taken.keys() {
            names.insert(format!("{TAKEN}{name}"), unused(name, &mut used));
        }
        for name in sent.keys() {
            let name_of_taken =
                names.get(&format!("{TAKEN}{name}")).filter(|_| !unlike.contains(name)).cloned();
            let own = if taken.contains_key(name) { format!("{name}.sent") } else { name.clone() };
            names.insert(format!("{SENT}{name}"), name_of_taken.unwrap_or_else(|| unused(&own, &mut used)));
        }
        rename(document, &names);
        let mut all = Map::new();
        for (place, definitions) in [(TAKEN, &mut taken), (SENT, &mut sent)] {
            for (name, schema) in definitions {
                rename(schema, &names);
                if let Some(name) = names.get(&format!("{place}{name}")) {
                    all.insert(name.clone(), schema.take());
                }
            }
        }
        all
    }
}

impl fmt::Debug for Schemas {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = |generator: &SchemaGenerator| generator.definitions().keys().cloned().collect::<Vec<_>>();
        f.debug_struct("Schemas")
            .field("taken", &names(&self.taken))
            .field("sent", &names(&self.sent))
            .finish()
    }
}

/// The names that stand for two schemas, those included that refer to such a name.
fn unlike(taken: &Map<String, Value>, sent: &Map<String, Value>) -> BTreeSet<String> {
    let both = || taken.iter().filter_map(|(name, schema)| Some((name, schema, sent.get(name)?)));
    let mut unlike = BTreeSet::new();
    loop {
        let before = unlike.len();
        for (name, one, other) in both() {
            if !alike(one, other, &unlike) {
                unlike.insert(name.clone());
            }
        }
        if unlike.len() == before {
            return unlike;
        }
    }
}

fn alike(taken: &Value, sent: &Value, unlike: &BTreeSet<String>) -> bool {
    match (taken, sent) {
        (Value::Object(one), Value::Object(other)) => {
            let is_alike =
                |key: &String, value| other.get(key).is_some_and(|also| alike(value, also, unlike));
            one.len() == other.len() && one.iter().all(|(key, value)| is_alike(key, value))
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| alike(one, other, unlike))
        }
        (Value::String(one), Value::String(other)) => {
            match (one.strip_prefix(TAKEN), other.strip_prefix(SENT)) {
                (Some(one), Some(other)) => one == other && !unlike.contains(&decoded(one)),
                _ => one == other,
            }
        }
        (one, other) => one == other,
    }
}

/// A name of the characters that OpenAPI has for names (3.1, section 4.8.7.1).
fn unused(name: &str, used: &mut BTreeSet<String>) -> String {
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    let name: String = name.chars().map(|c| if allowed(c) { c } else { '_' }).collect();
    let mut own = name.clone();
    for number in 2_u32.. {
        if used.insert(own.clone()) {
            break;
        }
        own = format!("{name}.{number}");
    }
    own
}

/// Gives all references their last form.
fn rename(value: &mut Value, names: &BTreeMap<String, String>) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                match value {
                    Value::String(reference) if key == "$ref" => {
                        let name = reference
                            .rsplit_once('/')
                            .and_then(|(path, name)| names.get(&format!("{path}/{}", decoded(name))));
                        if let Some(name) = name {
                            *reference = format!("{COMPONENTS}{name}");
                        }
                    }
                    value => rename(value, names),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| rename(item, names)),
        _ => {}
    }
}

/// A name in a reference is percent-encoded, and escaped as in a JSON pointer (RFC 6901 sections 3 and 6).
fn decoded(name: &str) -> String {
    let text = crate::percent::decoded(name, false);
    let text = text.map_or_else(|| name.to_owned(), |bytes| String::from_utf8_lossy(&bytes).into_owned());
    text.replace("~1", "/").replace("~0", "~")
}
