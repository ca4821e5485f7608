use crate::arguments::{Argument, Value};
use crate::piece::Placeholder;
use crate::{RuleError, Span, did_you_mean, unknown};

/// A converter with its arguments read and checked: what text a variable takes.
#[derive(Debug, Clone, PartialEq)]
pub enum Converter {
    /// `string(minlength=1, maxlength=None, length=None)`: characters other than `/`.
    Text {
        /// The least number of characters.
        min: u32,
        /// The greatest number of characters.
        max: Option<u32>,
    },
    /// `int(fixed_digits=0, min=None, max=None, signed=False)`: ASCII digits.
    Int {
        /// The exact number of characters, 0 for any.
        fixed_digits: u32,
        /// The least value.
        min: Option<i128>,
        /// The greatest value.
        max: Option<i128>,
        /// Whether a `-` may lead.
        signed: bool,
    },
    /// `float(min=None, max=None, signed=False)`: digits, a point, digits.
    Float {
        /// The least value.
        min: Option<f64>,
        /// The greatest value.
        max: Option<f64>,
        /// Whether a `-` may lead.
        signed: bool,
    },
    /// `path`: anything that does not start with `/`, slashes included.
    Path,
    /// `any(a, b, "c, d")`: one of these texts.
    Any(Vec<String>),
    /// `uuid`: 8-4-4-4-12 hexadecimal digits.
    Uuid,
    /// A converter of the user's.
    Custom {
        /// Its name in the rule.
        name: String,
        /// Its arguments.
        arguments: Vec<Argument>,
    },
}

/// Looks up and checks the converter of one placeholder. `is_custom` says which other names are known.
///
/// # Errors
/// Unknown converter or argument, a value of the wrong kind, or limits that nothing can meet.
pub fn resolve(
    rule: &str,
    placeholder: &Placeholder,
    is_custom: impl Fn(&str) -> bool,
) -> Result<Converter, RuleError> {
    let name = placeholder.converter.as_deref().unwrap_or("string");
    let reader = Reader { rule, converter: name, arguments: &placeholder.arguments };
    match name {
        _ if is_custom(name) => {
            Ok(Converter::Custom { name: name.to_owned(), arguments: placeholder.arguments.clone() })
        }
        "string" | "default" => reader.text(),
        "int" => reader.int(),
        "float" => reader.float(),
        "path" => reader.named(&[]).map(|_| Converter::Path),
        "uuid" => reader.named(&[]).map(|_| Converter::Uuid),
        "any" => reader.any(placeholder.converter_span),
        _ => {
            let hint = unknown::hint(placeholder, is_custom);
            Err(RuleError::new(
                rule,
                placeholder.converter_span,
                format!("unknown converter `{name}`: {hint}"),
            ))
        }
    }
}

struct Reader<'a> {
    rule: &'a str,
    converter: &'a str,
    arguments: &'a [Argument],
}

impl<'a> Reader<'a> {
    fn error<T>(&self, span: Span, message: String) -> Result<T, RuleError> {
        Err(RuleError::new(self.rule, span, message))
    }

    /// The arguments sorted into the places of `names`; by position as long as no name was given.
    fn named(&self, names: &[&str]) -> Result<Vec<Option<&'a Argument>>, RuleError> {
        let mut places: Vec<Option<&Argument>> = vec![None; names.len()];
        let takes = match names {
            [] => format!("`{}` takes no arguments", self.converter),
            names => format!("`{}` takes {}", self.converter, names.join(", ")),
        };
        for (position, argument) in self.arguments.iter().enumerate() {
            let place = match &argument.name {
                None if position < names.len() => position,
                None => return self.error(argument.span, takes),
                Some(name) => match names.iter().position(|known| known == name) {
                    Some(place) => place,
                    None => {
                        let hint = did_you_mean(name, names.iter().copied());
                        let hint = hint.map_or(String::new(), |near| format!("; did you mean `{near}`?"));
                        return self
                            .error(argument.span, format!("unknown argument `{name}`{hint}: {takes}"));
                    }
                },
            };
            if places[place].is_some() {
                return self.error(argument.span, format!("`{}` is given twice", names[place]));
            }
            places[place] = Some(argument);
        }
        Ok(places)
    }

    fn count(&self, argument: Option<&Argument>) -> Result<Option<u32>, RuleError> {
        match argument.map(|a| (&a.value, a)) {
            None | Some((Value::None, _)) => Ok(None),
            Some((Value::Int(value), argument)) => match u32::try_from(*value) {
                Ok(count) => Ok(Some(count)),
                Err(_) => self.error(argument.value_span, "expected a count from 0 to 4294967295".to_owned()),
            },
            Some((_, argument)) => self.error(argument.value_span, "expected a whole number".to_owned()),
        }
    }

    fn integer(&self, argument: Option<&Argument>) -> Result<Option<i128>, RuleError> {
        match argument.map(|a| (&a.value, a)) {
            None | Some((Value::None, _)) => Ok(None),
            Some((Value::Int(value), _)) => Ok(Some(*value)),
            Some((_, argument)) => self.error(argument.value_span, "expected a whole number".to_owned()),
        }
    }

    fn number(&self, argument: Option<&Argument>) -> Result<Option<f64>, RuleError> {
        match argument.map(|a| (&a.value, a)) {
            None | Some((Value::None, _)) => Ok(None),
            Some((Value::Int(value), _)) => Ok(Some(*value as f64)),
            Some((Value::Float(value), _)) => Ok(Some(*value)),
            Some((_, argument)) => self.error(argument.value_span, "expected a number".to_owned()),
        }
    }

    fn flag(&self, argument: Option<&Argument>) -> Result<bool, RuleError> {
        match argument.map(|a| (&a.value, a)) {
            None | Some((Value::None, _)) => Ok(false),
            Some((Value::Bool(value), _)) => Ok(*value),
            Some((_, argument)) => self.error(argument.value_span, "expected True or False".to_owned()),
        }
    }

    fn text(&self) -> Result<Converter, RuleError> {
        let places = self.named(&["minlength", "maxlength", "length"])?;
        let (min, max) = match self.count(places[2])? {
            Some(length) => (length, Some(length)),
            None => (self.count(places[0])?.unwrap_or(1), self.count(places[1])?),
        };
        let last = places.iter().flatten().last().map(|a| a.value_span);
        match (last, max) {
            (Some(span), Some(0)) => {
                self.error(span, "a variable is never empty, so nothing can match".to_owned())
            }
            (Some(span), Some(max)) if min > max => {
                self.error(span, format!("nothing is at least {min} and at most {max} characters long"))
            }
            (Some(span), _) if min == 0 => {
                self.error(span, "a variable is never empty: the least length is 1".to_owned())
            }
            _ => Ok(Converter::Text { min, max }),
        }
    }

    fn int(&self) -> Result<Converter, RuleError> {
        let places = self.named(&["fixed_digits", "min", "max", "signed"])?;
        let fixed_digits = self.count(places[0])?.unwrap_or(0);
        let (min, max, signed) = (self.integer(places[1])?, self.integer(places[2])?, self.flag(places[3])?);
        self.check_range(&places[1..], min, max, signed)?;
        Ok(Converter::Int { fixed_digits, min, max, signed })
    }

    fn float(&self) -> Result<Converter, RuleError> {
        let places = self.named(&["min", "max", "signed"])?;
        let (min, max, signed) = (self.number(places[0])?, self.number(places[1])?, self.flag(places[2])?);
        self.check_range(&places, min, max, signed)?;
        Ok(Converter::Float { min, max, signed })
    }

    fn check_range<N: PartialOrd + Default + std::fmt::Display>(
        &self,
        places: &[Option<&Argument>],
        min: Option<N>,
        max: Option<N>,
        signed: bool,
    ) -> Result<(), RuleError> {
        let negative =
            |limit: &Option<N>| !signed && limit.as_ref().is_some_and(|limit| *limit < N::default());
        match (places[0], places[1]) {
            (Some(argument), _) if negative(&min) => {
                self.error(argument.span, "negative values need `signed=True`".to_owned())
            }
            (_, Some(argument)) if negative(&max) => {
                self.error(argument.span, "negative values need `signed=True`".to_owned())
            }
            (Some(_), Some(argument)) => match (min, max) {
                (Some(min), Some(max)) if min > max => {
                    self.error(argument.span, format!("nothing is at least {min} and at most {max}"))
                }
                _ => Ok(()),
            },
            _ => Ok(()),
        }
    }

    fn any(&self, name_span: Span) -> Result<Converter, RuleError> {
        if self.arguments.is_empty() {
            return self.error(
                name_span,
                "`any` needs the texts to choose from, as in `any(draft, published)`".to_owned(),
            );
        }
        let mut choices: Vec<String> = Vec::with_capacity(self.arguments.len());
        for argument in self.arguments {
            if let Some(name) = &argument.name {
                return self.error(
                    argument.span,
                    format!("`any` takes texts: write \"{name}=…\" in quotes if that is one"),
                );
            }
            if argument.text.is_empty() {
                return self.error(argument.span, "a variable is never empty".to_owned());
            }
            if argument.text.contains('/') {
                return self.error(
                    argument.span,
                    "`any` stays inside one segment: a text with `/` can never match".to_owned(),
                );
            }
            if choices.contains(&argument.text) {
                return self.error(argument.span, format!("`{}` is listed twice", argument.text));
            }
            choices.push(argument.text.clone());
        }
        Ok(Converter::Any(choices))
    }
}
