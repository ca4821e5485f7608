//! Paths that lead to a rule, made up from the rule alone.

use super::MethodSet;
use super::find::{Decision, find};
use super::lookup::Lookup;
use super::spec::{Bound, ConverterSpec, PartSpec, VariableSpec};
use super::table::Route;
use super::url::{Values, write_path};

/// How many paths are tried until one leads to the rule itself.
const VARIANTS: usize = 4;

impl Route<'_> {
    /// A path that the rule matches, with made-up values: `/user/42` for `/user/<int:id>`.
    ///
    /// Where it can be had, it is one for which this very rule is found, and none that ranks before it. `None` when
    /// no value is known that a converter of the program's own takes.
    ///
    /// ```
    /// use wz::handler::RouteTable;
    ///
    /// #[wz::get("/wiki/<name>/<int(min=100):version>", endpoint = "page")]
    /// fn page(name: &str, version: u32) {}
    ///
    /// wz::routes! { Site = page }
    ///
    /// # fn main() {
    /// let samples: Vec<_> = Site::TABLE.routes().filter_map(|route| route.sample_path()).collect();
    /// assert_eq!(samples, ["/wiki/name/100"]);
    /// # }
    /// ```
    pub fn sample_path(&self) -> Option<String> {
        let host = self.sample_host();
        let mut first = None;
        for path in (0..VARIANTS).filter_map(|variant| self.path_variant(variant)) {
            if self.is_found_at(&path, host.as_deref()) {
                return Some(path);
            }
            first.get_or_insert(path);
        }
        first
    }

    /// A host that the rule's [pattern](Self::host) matches, or a subdomain, where it is one for those. `None` when
    /// the rule is for any host.
    pub fn sample_host(&self) -> Option<String> {
        let mut host = String::new();
        for part in self.host()?.parts {
            match part {
                PartSpec::Text(text) => host.push_str(text),
                PartSpec::Variable(variable) => host.push_str(&value(variable, None, 0)?.to_lowercase()),
            }
        }
        Some(host)
    }

    fn path_variant(&self, variant: usize) -> Option<String> {
        let table = self.table();
        let variables: Vec<&VariableSpec<'_>> = table.variables(self.index()).collect();
        let bounds = self.spec().bounds;
        let mut values = Vec::with_capacity(variables.len());
        for (i, variable) in variables.iter().enumerate() {
            let from_end = variables.len() - 1 - i;
            let bound = bounds.iter().find(|bound| usize::from(bound.from_end) == from_end);
            values.push((variable.name, value(variable, bound, variant)?));
        }
        let mut path = String::new();
        write_path(&table.routes[self.index()], table.mounts, &Made(values), &mut path).ok()?;
        Some(path)
    }

    fn is_found_at(&self, path: &str, host: Option<&str>) -> bool {
        let subdomain = self.host().is_some_and(|host| host.subdomain);
        let lookup = Lookup {
            path,
            method: self.one_method(),
            websocket: self.is_websocket(),
            host: host.filter(|_| !subdomain),
            subdomain: host.filter(|_| subdomain),
            any_host: true,
        };
        let decision = find(&self.table().automaton, &lookup);
        matches!(decision, Decision::Route { index, .. } | Decision::Decoded { index, .. } if index == self.index())
    }

    /// A method that it answers.
    pub(crate) fn one_method(&self) -> MethodSet {
        let answered = |method: &MethodSet| self.methods().intersects(*method);
        MethodSet::each().find(answered).unwrap_or(MethodSet::OTHER)
    }
}

/// Values by the names of their variables.
struct Made<'v>(Vec<(&'v str, String)>);

impl Values for Made<'_> {
    fn write(&self, variable: &VariableSpec<'_>, out: &mut String) -> bool {
        let made = self.0.iter().find(|(name, _)| *name == variable.name);
        made.map(|(_, text)| out.push_str(text)).is_some()
    }
}

/// What a converter of the program's own may take: there is nothing but trying.
const GUESSES: [&str; 20] = [
    "x",
    "1",
    "42",
    "abc",
    "ab12",
    "a1",
    "ABC",
    "A1",
    "true",
    "0",
    "1.5",
    "-1",
    "en",
    "en-us",
    "ff8000",
    "2024-02-29",
    "2024-02-29T12:00:00Z",
    "12:00",
    "a/b",
    "a@example.com",
];

/// Text longer than this is no path that anyone sends.
const LONGEST: u32 = 1 << 14;

/// A value that the variable takes; another one for another `variant`, where there are several.
fn value(variable: &VariableSpec<'_>, bound: Option<&Bound>, variant: usize) -> Option<String> {
    let word = [variable.name, "x", "sample", "zz9"][variant % VARIANTS];
    match variable.converter {
        ConverterSpec::Text { min, max } => {
            let least = (min <= LONGEST).then_some(min as usize)?;
            let length = word.chars().count().clamp(least, least.max(max as usize));
            Some(word.chars().cycle().take(length).collect())
        }
        ConverterSpec::Int { fixed_digits, min, max, signed } => {
            let of_type = bound.map_or((i128::MIN, u128::MAX), |bound| (bound.min, bound.max));
            let least = if signed { i128::MIN } else { 0 };
            let greatest = match fixed_digits {
                0 => i128::MAX,
                digits => 10i128.checked_pow(digits).map_or(i128::MAX, |power| power - 1),
            };
            let least = least.max(min).max(of_type.0);
            let greatest = greatest.min(max).min(i128::try_from(of_type.1).unwrap_or(i128::MAX));
            let wanted = [42, 7, 123_456, 1][variant % VARIANTS];
            (least <= greatest).then(|| i128::clamp(wanted, least, greatest).to_string())
        }
        ConverterSpec::Float { min, max, signed } => {
            let least = if signed { min } else { min.max(0.0) };
            let wanted = [1.5, 0.25, 10.0, 3.0][variant % VARIANTS];
            let text = (least <= max).then(|| f64::clamp(wanted, least, max).to_string())?;
            Some(if text.contains('.') { text } else { text + ".0" })
        }
        ConverterSpec::Path => Some(if variant == 1 { word.to_owned() } else { format!("{word}/more") }),
        ConverterSpec::Uuid => Some(format!("12345678-9abc-4def-8{variant:03}-123456789abc")),
        ConverterSpec::Any(choices) => {
            choices.get(variant % choices.len().max(1)).map(|(text, _)| (*text).to_owned())
        }
        ConverterSpec::Custom(custom) => {
            let guesses = GUESSES.iter().copied().chain([variable.name]);
            let taken: Vec<&str> = guesses.filter(|guess| custom.converter.accepts(guess)).collect();
            taken.get(variant % taken.len().max(1)).map(|text| (*text).to_owned())
        }
    }
}

#[cfg(test)]
mod tests;
