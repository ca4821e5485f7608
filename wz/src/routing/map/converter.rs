use std::any::Any;
use std::marker::PhantomData;
use std::sync::Arc;

use crate::routing::{AnyConverter, ArgumentValue, Arguments, Converter};

/// A [`Converter`] whose type is not known: values as `Any`.
pub(super) trait MapConverter: AnyConverter {
    /// The value of a decoded text.
    fn value(&self, text: &str) -> Option<Arc<dyn Any + Send + Sync>>;

    /// The arguments as a rule may have them, in one spelling: converters of one type are the same when these are.
    fn arguments(&self) -> &str;
}

/// A converter with the arguments of a rule that was read at run time.
pub(super) struct OwnedConverter<C> {
    arguments: Vec<wz_rule::Argument>,
    spelling: String,
    converter: PhantomData<fn() -> C>,
}

impl<C> OwnedConverter<C> {
    pub(super) fn new(arguments: Vec<wz_rule::Argument>) -> Self {
        let spelling = arguments.iter().map(spelled).collect::<Vec<_>>().join(", ");
        OwnedConverter { arguments, spelling, converter: PhantomData }
    }

    fn with_arguments<T>(&self, use_them: impl FnOnce(Arguments<'_>) -> T) -> T {
        let arguments: Vec<(&str, ArgumentValue<'_>)> = self
            .arguments
            .iter()
            .map(|argument| {
                let value = match &argument.value {
                    wz_rule::Value::None => ArgumentValue::None,
                    wz_rule::Value::Bool(value) => ArgumentValue::Bool(*value),
                    wz_rule::Value::Int(value) => ArgumentValue::Int(*value),
                    wz_rule::Value::Float(value) => ArgumentValue::Float(*value),
                    wz_rule::Value::Text(value) => ArgumentValue::Text(value),
                };
                (argument.name.as_deref().unwrap_or(""), value)
            })
            .collect();
        use_them(Arguments::new(&arguments))
    }
}

/// An argument in the language of rules; all text is quoted.
fn spelled(argument: &wz_rule::Argument) -> String {
    let value = match &argument.value {
        wz_rule::Value::None => "None".to_owned(),
        wz_rule::Value::Bool(true) => "True".to_owned(),
        wz_rule::Value::Bool(false) => "False".to_owned(),
        wz_rule::Value::Int(value) => value.to_string(),
        // With a point or an exponent, so that it is no integer.
        wz_rule::Value::Float(value) => format!("{value:?}"),
        wz_rule::Value::Text(text) => format!("{text:?}"),
    };
    argument.name.as_ref().map_or_else(|| value.clone(), |name| format!("{name}={value}"))
}

impl<C: Converter> AnyConverter for OwnedConverter<C> {
    fn accepts(&self, text: &str) -> bool {
        self.with_arguments(|arguments| C::parse(text, arguments).is_some())
    }

    fn canonical(&self, text: &str) -> Option<String> {
        self.with_arguments(|arguments| {
            let mut out = String::new();
            C::format(&C::parse(text, arguments)?, arguments, &mut out);
            Some(out)
        })
    }

    fn text(&self, value: &dyn Any) -> Option<String> {
        let value = value.downcast_ref::<C::Value>()?;
        self.with_arguments(|arguments| {
            let mut out = String::new();
            C::format(value, arguments, &mut out);
            Some(out)
        })
    }

    fn pattern(&self) -> Option<String> {
        self.with_arguments(C::pattern)
    }

    fn check(&self) -> Result<(), String> {
        self.with_arguments(C::check_arguments)
    }
}

impl<C: Converter> MapConverter for OwnedConverter<C>
where
    C::Value: Send + Sync,
{
    fn value(&self, text: &str) -> Option<Arc<dyn Any + Send + Sync>> {
        let value = self.with_arguments(|arguments| C::parse(text, arguments))?;
        Some(Arc::new(value))
    }

    fn arguments(&self) -> &str {
        &self.spelling
    }
}
