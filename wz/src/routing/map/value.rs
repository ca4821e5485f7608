use std::any::Any;
use std::fmt;
use std::sync::Arc;

/// A value that a converter made of a piece of a URL, or that a URL is to be built from.
#[derive(Clone)]
#[non_exhaustive]
pub enum Value {
    /// Left out: as if the name had not been given.
    None,
    /// `string`, `path`, `any`.
    Text(String),
    /// `int`.
    Int(i128),
    /// `float`.
    Float(f64),
    /// `uuid`.
    Uuid(u128),
    /// For queries: `true` or `false`.
    Bool(bool),
    /// For queries: one pair for each.
    List(Vec<Value>),
    /// What a converter of your own made: downcast it to its `Value`.
    Custom(Arc<dyn Any + Send + Sync>),
}

impl Value {
    /// The text, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The integer, if it is one.
    pub fn as_int(&self) -> Option<i128> {
        match self {
            Value::Int(value) => Some(*value),
            _ => None,
        }
    }

    /// The value of a converter of your own, if it is of this type.
    pub fn downcast_ref<T: 'static>(&self) -> Option<&T> {
        match self {
            Value::Custom(value) => value.downcast_ref(),
            _ => None,
        }
    }

    /// Whether it stands for the same as a default: a default of `1` for a variable that takes floats is `1.0`.
    pub(super) fn means(&self, default: &Value) -> bool {
        match (self, default) {
            (Value::Int(int), Value::Float(float)) | (Value::Float(float), Value::Int(int)) => {
                *int as f64 == *float
            }
            _ => self == default,
        }
    }

    /// The texts of its pairs in a query.
    pub(super) fn query_texts(&self) -> Vec<String> {
        match self {
            Value::None | Value::Custom(_) => Vec::new(),
            Value::List(values) => values.iter().flat_map(Value::query_texts).collect(),
            other => vec![other.to_string()],
        }
    }
}

impl PartialEq for Value {
    fn eq(&self, other: &Value) -> bool {
        match (self, other) {
            (Value::None, Value::None) => true,
            (Value::Text(a), Value::Text(b)) => a == b,
            (Value::Int(a), Value::Int(b)) => a == b,
            (Value::Float(a), Value::Float(b)) => a == b,
            (Value::Uuid(a), Value::Uuid(b)) => a == b,
            (Value::Bool(a), Value::Bool(b)) => a == b,
            (Value::List(a), Value::List(b)) => a == b,
            (Value::Custom(a), Value::Custom(b)) => Arc::ptr_eq(a, b),
            _ => false,
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::None => Ok(()),
            Value::Text(text) => f.write_str(text),
            Value::Int(value) => write!(f, "{value}"),
            // Plain digits with a point, never an exponent.
            Value::Float(value) if value.fract() == 0.0 && value.is_finite() => write!(f, "{value:.1}"),
            Value::Float(value) => write!(f, "{value}"),
            Value::Uuid(value) => {
                let digits = format!("{value:032x}");
                let (a, b, c, d, e) =
                    (&digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..]);
                write!(f, "{a}-{b}-{c}-{d}-{e}")
            }
            Value::Bool(value) => write!(f, "{value}"),
            Value::List(values) => f.debug_list().entries(values).finish(),
            Value::Custom(_) => f.write_str("…"),
        }
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Text(text) => write!(f, "{text:?}"),
            Value::None => f.write_str("None"),
            other => write!(f, "{other}"),
        }
    }
}

macro_rules! from {
    ($($variant:ident: $($type:ty)*;)*) => {$($(
        impl From<$type> for Value {
            fn from(value: $type) -> Value {
                Value::$variant(value.into())
            }
        }
    )*)*};
}
from! {
    Int: u8 u16 u32 u64 i8 i16 i32 i64 i128;
    Float: f32 f64;
    Text: &str String;
    Bool: bool;
}

impl From<usize> for Value {
    fn from(value: usize) -> Value {
        Value::Int(value as i128)
    }
}

impl<T: Into<Value>> From<Vec<T>> for Value {
    fn from(values: Vec<T>) -> Value {
        Value::List(values.into_iter().map(Into::into).collect())
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Value {
        value.map_or(Value::None, Into::into)
    }
}

/// Values by name, in order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Values(Vec<(String, Value)>);

impl Values {
    /// The value of a name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// Sets the value of a name.
    pub fn set(&mut self, name: impl Into<String>, value: impl Into<Value>) {
        let (name, value) = (name.into(), value.into());
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some((_, old)) => *old = value,
            None => self.0.push((name, value)),
        }
    }

    /// Names and values, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// The number of names.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn contains(&self, name: &str) -> bool {
        self.get(name).is_some()
    }
}

/// `None`s are left out; a name given twice keeps its last value.
impl<N: Into<String>, V: Into<Value>> FromIterator<(N, V)> for Values {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(pairs: I) -> Values {
        let mut values = Values::default();
        for (name, value) in pairs {
            match value.into() {
                Value::None => {}
                value => values.set(name, value),
            }
        }
        values
    }
}
