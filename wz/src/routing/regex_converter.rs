use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use super::{ArgumentValue, Arguments, Converter};

/// A converter by regular expression: `<Regex("[a-z]{2}\d+"):code>`, with `use wz::routing::Regex`.
///
/// The expression has to match the whole text, and the text stays inside one segment; [`RegexPath`] takes
/// slashes too. The engine works in linear time, whatever the expression. An expression that cannot be compiled
/// stops the application from starting.
///
/// ```
/// use wz::prelude::*;
/// use wz::routing::Regex;
///
/// #[get("/flight/<Regex('[A-Z]{2}[0-9]{1,4}'):number>")]
/// fn flight(number: String) -> String {
///     number
/// }
///
/// routes! { Site = flight }
///
/// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
/// # runtime.block_on(async {
/// let app = App::new(Site);
/// assert_eq!(app.call(Request::get("/flight/LH400")).await.status(), 200);
/// assert_eq!(app.call(Request::get("/flight/lh400")).await.status(), 404);
/// # });
/// ```
#[derive(Debug)]
pub struct Regex;

/// As [`Regex`], for text that may contain slashes: `<RegexPath("(\d+/)*\d+"):ids>`.
#[derive(Debug)]
pub struct RegexPath;

macro_rules! converters {
    ($($name:ident spans $spans:literal;)*) => {$(
        impl Converter for $name {
            type Value = String;

            const SPANS_SEGMENTS: bool = $spans;

            fn parse(text: &str, arguments: Arguments<'_>) -> Option<String> {
                compiled(expression(arguments)?).ok()?.is_match(text).then(|| text.to_owned())
            }

            fn format(value: &String, _: Arguments<'_>, out: &mut String) {
                out.push_str(value);
            }

            /// None for an expression that has what only this engine knows: flags, named groups, classes of Unicode.
            fn pattern(arguments: Arguments<'_>) -> Option<String> {
                let expression = expression(arguments)?;
                let plain = expression.replace("(?:", "(");
                let foreign = ["(?", "[[", "&&", "--", "~~", r"\A", r"\z", r"\p", r"\P", r"\x{", r"\u", r"\U", r"\a", r"\<", r"\>"];
                (!foreign.iter().any(|piece| plain.contains(piece))).then(|| format!("^(?:{expression})$"))
            }

            fn check_arguments(arguments: Arguments<'_>) -> Result<(), String> {
                let expression = expression(arguments).ok_or("it takes one argument, the expression in quotes")?;
                compiled(expression).map(|_| ())
            }
        }
    )*};
}
converters! {
    Regex spans false;
    RegexPath spans true;
}

fn expression<'a>(arguments: Arguments<'a>) -> Option<&'a str> {
    match arguments.get(0, "expression")? {
        ArgumentValue::Text(expression) => Some(expression),
        _ => None,
    }
}

/// The compiled expression. Each is compiled once: expressions come from rules, so there are few.
fn compiled(expression: &str) -> Result<regex::Regex, String> {
    static COMPILED: RwLock<Option<HashMap<String, regex::Regex>>> = RwLock::new(None);
    let known = COMPILED.read().unwrap_or_else(PoisonError::into_inner);
    if let Some(regex) = known.as_ref().and_then(|known| known.get(expression)) {
        // A clone shares the program.
        return Ok(regex.clone());
    }
    drop(known);
    let regex = regex::Regex::new(&format!(r"\A(?:{expression})\z")).map_err(|error| error.to_string())?;
    let mut known = COMPILED.write().unwrap_or_else(PoisonError::into_inner);
    known.get_or_insert_default().insert(expression.to_owned(), regex.clone());
    Ok(regex)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routing::map::{Map, MapError, MapOptions, Rule, Value};

    #[test]
    fn by_name_in_a_map() {
        let options = MapOptions::new().converter::<Regex>("regex").converter::<RegexPath>("regex_path");
        let rules = [
            Rule::new(r"/<regex('[a-z]{2}\d+'):code>", "code"),
            Rule::new(r"/p/<regex_path('(\d+/)*\d+'):ids>/end", "ids"),
            Rule::new("/<other>", "other"),
        ];
        let map = Map::with_options(options.clone(), rules).unwrap();
        let urls = map.bind("example.com").unwrap();
        let find =
            |path: &str| urls.find(path, &http::Method::GET).map(|found| found.endpoint.clone()).unwrap();
        assert_eq!(
            (find("/ab12"), find("/ab12x"), find("/p/1/2/3/end")),
            ("code".into(), "other".into(), "ids".into())
        );
        let found = urls.find("/ab12", &http::Method::GET).unwrap();
        assert_eq!(found.values.get("code").and_then(Value::downcast_ref::<String>).unwrap(), "ab12");

        let pattern = |expression| {
            let arguments = [("", ArgumentValue::Text(expression))];
            <Regex as Converter>::pattern(Arguments::new(&arguments))
        };
        assert_eq!(pattern(r"[a-z]{2}(?:\d+|x)").unwrap(), r"^(?:[a-z]{2}(?:\d+|x))$");
        assert_eq!((pattern("(?i)a"), pattern(r"\pL"), pattern("(?P<a>b)")), (None, None, None));

        let broken = Map::with_options(options, [Rule::new("/<regex('[a'):x>", "x")]);
        assert!(matches!(broken, Err(MapError::Arguments { .. })));
    }
}
