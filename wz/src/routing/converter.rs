use std::fmt;
use std::marker::PhantomData;

/// A converter of your own: which texts a variable takes, which value they stand for, and how the value is
/// written in a URL.
///
/// A rule names it by its type: `<Hex:color>` looks for `Hex` where the handler stands. Under another name it
/// is listed in the attribute: `#[get("/paint/<hex:color>", converters(hex = crate::paint::Hex))]`.
///
/// The two directions must agree: `parse(format(v)) == Some(v)` for every value. A text that `parse` refuses
/// does not match, and the next rule gets its chance.
///
/// ```
/// use std::fmt::Write;
/// use wz::routing::{Arguments, Converter};
///
/// /// A colour as six hexadecimal digits.
/// struct Hex;
///
/// impl Converter for Hex {
///     type Value = u32;
///
///     fn parse(text: &str, _: Arguments<'_>) -> Option<u32> {
///         let digits = text.len() == 6 && text.bytes().all(|b| b.is_ascii_hexdigit());
///         digits.then(|| u32::from_str_radix(text, 16).ok())?
///     }
///
///     fn format(value: &u32, _: Arguments<'_>, out: &mut String) {
///         let _ = write!(out, "{value:06x}");
///     }
/// }
///
/// assert_eq!(Hex::parse("ff8000", Arguments::NONE), Some(0xff8000));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a converter",
    label = "the trait `wz::routing::Converter` is not implemented for `{Self}`"
)]
pub trait Converter: 'static {
    /// What the handler's parameter is.
    type Value;

    /// Among variables at the same place the lowest weight is tried first. `int` and `float` have 50, `path`
    /// 200, all others 100.
    const WEIGHT: u16 = 100;

    /// Whether a value may contain slashes. Such a variable takes as little as the rest of the rule leaves.
    const SPANS_SEGMENTS: bool = false;

    /// The value of a text, already percent-decoded; `None` when the text does not fit.
    fn parse(text: &str, arguments: Arguments<'_>) -> Option<Self::Value>;

    /// Appends the text of a value, not percent-encoded: wz does that.
    fn format(value: &Self::Value, arguments: Arguments<'_>, out: &mut String);

    /// A regular expression for the texts that fit, for documents about the application such as those of
    /// [OpenAPI](https://spec.openapis.org/oas/v3.1.1.html): as ECMA-262 has them, with `^` and `$` where they belong. `None`,
    /// unless said otherwise: any text may fit.
    ///
    /// ```
    /// use wz::routing::{Arguments, Converter};
    ///
    /// struct Hex;
    ///
    /// impl Converter for Hex {
    ///     type Value = u32;
    ///     # fn parse(text: &str, _: Arguments<'_>) -> Option<u32> {
    ///     #     u32::from_str_radix(text, 16).ok()
    ///     # }
    ///     # fn format(value: &u32, _: Arguments<'_>, out: &mut String) {
    ///     #     out.push_str(&format!("{value:06x}"));
    ///     # }
    ///     // ...
    ///
    ///     fn pattern(_: Arguments<'_>) -> Option<String> {
    ///         Some("^[0-9a-fA-F]{6}$".to_owned())
    ///     }
    /// }
    /// ```
    fn pattern(arguments: Arguments<'_>) -> Option<String> {
        let _ = arguments;
        None
    }

    /// Checks the arguments in a rule when the application starts. Without an own version there must be none.
    ///
    /// # Errors
    /// What is wrong with them, in words for the author of the rule.
    fn check_arguments(arguments: Arguments<'_>) -> Result<(), String> {
        if arguments.is_empty() { Ok(()) } else { Err("it takes no arguments".to_owned()) }
    }
}

/// The arguments of a converter in a rule: `<Hex(6, upper=True):color>`.
#[derive(Debug, Clone, Copy)]
pub struct Arguments<'a>(&'a [(&'a str, ArgumentValue<'a>)]);

/// The value of one argument.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum ArgumentValue<'a> {
    /// `None`
    None,
    /// `True`, `False`
    Bool(bool),
    /// A whole number.
    Int(i128),
    /// A number with a point or an exponent.
    Float(f64),
    /// A word or a quoted text.
    Text(&'a str),
}

impl<'a> Arguments<'a> {
    /// No arguments.
    pub const NONE: Arguments<'static> = Arguments(&[]);

    #[doc(hidden)]
    pub const fn new(arguments: &'a [(&'a str, ArgumentValue<'a>)]) -> Self {
        Arguments(arguments)
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The argument called `name`, or the one without a name at `position`.
    pub fn get(&self, position: usize, name: &str) -> Option<ArgumentValue<'a>> {
        let named = self.0.iter().find(|(given, _)| *given == name);
        let placed = || self.0.get(position).filter(|(given, _)| given.is_empty());
        named.or_else(placed).map(|(_, value)| *value)
    }
}

/// What routing needs of a converter whose type it does not know.
pub trait AnyConverter: Send + Sync {
    /// Whether a decoded text fits.
    fn accepts(&self, text: &str) -> bool;

    /// The text of a value as the converter itself writes it; `None` when it does not fit.
    fn canonical(&self, text: &str) -> Option<String>;

    /// The text of a value whose type only the converter knows; `None` when it is of another type.
    fn text(&self, value: &dyn std::any::Any) -> Option<String>;

    /// [`Converter::pattern`] for the arguments it was given.
    fn pattern(&self) -> Option<String>;

    /// [`Converter::check_arguments`] for the arguments it was given.
    ///
    /// # Errors
    /// What is wrong with them.
    fn check(&self) -> Result<(), String>;
}

/// A [`Converter`] with the arguments of one rule.
pub struct Configured<C> {
    arguments: Arguments<'static>,
    converter: PhantomData<fn() -> C>,
}

impl<C> Configured<C> {
    /// The converter `C` with these arguments.
    pub const fn new(arguments: Arguments<'static>) -> Self {
        Configured { arguments, converter: PhantomData }
    }
}

impl<C> fmt::Debug for Configured<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Configured").field(&self.arguments).finish()
    }
}

impl<C: Converter> AnyConverter for Configured<C> {
    fn accepts(&self, text: &str) -> bool {
        C::parse(text, self.arguments).is_some()
    }

    fn canonical(&self, text: &str) -> Option<String> {
        let value = C::parse(text, self.arguments)?;
        let mut out = String::new();
        C::format(&value, self.arguments, &mut out);
        Some(out)
    }

    fn text(&self, value: &dyn std::any::Any) -> Option<String> {
        let mut out = String::new();
        C::format(value.downcast_ref()?, self.arguments, &mut out);
        Some(out)
    }

    fn pattern(&self) -> Option<String> {
        C::pattern(self.arguments)
    }

    fn check(&self) -> Result<(), String> {
        C::check_arguments(self.arguments)
    }
}

/// Takes nothing.
pub(super) struct Nothing;

impl AnyConverter for Nothing {
    fn accepts(&self, _: &str) -> bool {
        false
    }

    fn canonical(&self, _: &str) -> Option<String> {
        None
    }

    fn text(&self, _: &dyn std::any::Any) -> Option<String> {
        None
    }

    fn pattern(&self) -> Option<String> {
        None
    }

    fn check(&self) -> Result<(), String> {
        Ok(())
    }
}
