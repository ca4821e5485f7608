//! A rule as a list of steps, and the order of matches.

use std::cmp::Reverse;

use wz_rule::{Converter, Part, RuleError, Segment};

use super::{customs, decode};

/// What one step of a rule takes.
#[derive(Debug, Clone)]
pub enum Step {
    /// One segment with this text.
    Static(String),
    /// One segment, or all that is left when one of the variables spans segments.
    Dynamic {
        /// Texts and variables.
        items: Vec<Item>,
        /// Whether it takes all that is left.
        rest: bool,
        /// Whether one slash at the end of what is left belongs to the rule and not to the items.
        suffixed: bool,
    },
}

/// A piece of a dynamic step.
#[derive(Debug, Clone)]
pub enum Item {
    /// Literal text, decoded.
    Text(String),
    /// A slash between segments.
    Slash,
    /// A variable.
    Variable {
        /// Its name.
        name: String,
        /// What it takes.
        converter: Converter,
    },
}

/// The place of a match in the order, step by step: a static one, then dynamic ones by weight, and last a slash
/// that the rule does not have. A match that ends comes before one that goes on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// Literal text.
    Static,
    /// Variables.
    Dynamic(Weight),
    /// A lenient rule matches with a slash too many.
    ExtraSlash,
}

/// More literal texts, then longer ones, then more variables, then lighter converters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Weight {
    texts: Reverse<usize>,
    lengths: Vec<Reverse<usize>>,
    variables: Reverse<usize>,
    converters: Vec<u16>,
}

impl Weight {
    /// The weight of a dynamic step.
    pub fn of(items: &[Item]) -> Weight {
        let lengths: Vec<_> = items
            .iter()
            .filter_map(|item| match item {
                Item::Text(text) => Some(Reverse(text.chars().count())),
                _ => None,
            })
            .collect();
        let converters: Vec<_> = items
            .iter()
            .filter_map(|item| match item {
                Item::Variable { converter, .. } => Some(weight(converter)),
                _ => None,
            })
            .collect();
        Weight { texts: Reverse(lengths.len()), lengths, variables: Reverse(converters.len()), converters }
    }
}

fn weight(converter: &Converter) -> u16 {
    use wz::routing::Converter as _;
    match converter {
        Converter::Int { .. } | Converter::Float { .. } => 50,
        Converter::Text { .. } | Converter::Any(_) | Converter::Uuid => 100,
        Converter::Path => 200,
        Converter::Custom { name, .. } => match name.as_str() {
            "Even" => customs::Even::WEIGHT,
            "Tree" => customs::Tree::WEIGHT,
            _ => customs::Shout::WEIGHT,
        },
    }
}

/// Whether a variable may hold slashes.
pub(super) fn spans(converter: &Converter) -> bool {
    matches!(converter, Converter::Path)
        || matches!(converter, Converter::Custom { name, .. } if name == "Tree")
}

/// The steps of a path rule.
///
/// # Errors
/// The rule cannot be read.
pub fn steps(template: &str, merge: bool) -> Result<Vec<Step>, RuleError> {
    let rule = wz_rule::Rule::parse(template, merge, is_custom)?;
    let mut steps = Vec::new();
    let mut rest: Option<Vec<Item>> = None;
    for segment in &rule.segments {
        let items = items(segment);
        match &mut rest {
            Some(rest) => {
                rest.push(Item::Slash);
                rest.extend(items);
            }
            None if items
                .iter()
                .any(|item| matches!(item, Item::Variable { converter, .. } if spans(converter))) =>
            {
                rest = Some(items);
            }
            None => steps.push(step(items)),
        }
    }
    if let Some(mut items) = rest {
        let suffixed = matches!(items.last(), Some(Item::Slash));
        if suffixed {
            items.pop();
        }
        steps.push(Step::Dynamic { items, rest: true, suffixed });
        if suffixed {
            steps.push(Step::Static(String::new()));
        }
    }
    Ok(steps)
}

/// The one step of a host pattern.
///
/// # Errors
/// The pattern cannot be read.
pub(super) fn domain_step(pattern: &str) -> Result<Step, RuleError> {
    if pattern.is_empty() {
        return Ok(Step::Static(String::new()));
    }
    Ok(step(items(&wz_rule::Rule::parse_host(pattern, is_custom)?.segments[0])))
}

fn is_custom(name: &str) -> bool {
    ["Even", "Shout", "Tree"].contains(&name)
}

fn step(mut items: Vec<Item>) -> Step {
    match items.pop() {
        None => Step::Static(String::new()),
        Some(Item::Text(text)) if items.is_empty() => Step::Static(text),
        Some(last) => {
            items.push(last);
            Step::Dynamic { items, rest: false, suffixed: false }
        }
    }
}

fn items(segment: &Segment) -> Vec<Item> {
    let item = |part: &Part| match part {
        Part::Text(text) => Item::Text(decode(text).unwrap_or_default()),
        Part::Variable(variable) => {
            Item::Variable { name: variable.name.clone(), converter: variable.converter.clone() }
        }
    };
    segment.parts.iter().map(item).collect()
}
