//! From rules as written to what the matcher and the URL writer need.

use std::sync::Arc;

use wz_rule::{Converter, Part, Segment, segment_key};

use super::converter::MapConverter;
use super::{MapError, MapOptions, Rule, Value, target};
use crate::routing::MethodSet;
use crate::routing::flat::{FlatMount, FlatRoute};
use crate::routing::spec::{
    Bound, ConverterSpec, CustomSpec, Extra, HostSpec, Options, PartSpec, RouteSpec, SegmentSpec,
    VariableSpec,
};

/// A rule, read and checked.
#[derive(Clone)]
pub(super) struct Compiled {
    pub(super) path: wz_rule::Rule,
    /// The host or subdomain pattern, when it is not the empty one.
    pub(super) host: Option<(wz_rule::Rule, String)>,
    /// The converters of the user's, in the order of the variables: host first.
    pub(super) customs: Vec<Arc<dyn MapConverter>>,
    /// The names it has values for: variables and defaults, sorted.
    pub(super) arguments: Vec<String>,
    choices: Vec<Vec<(String, String)>>,
}

impl Compiled {
    pub(super) fn new<E>(rule: &Rule<E>, options: &MapOptions) -> Result<Compiled, MapError> {
        if let Some(method) = rule.unknown_methods.first() {
            return Err(MapError::UnknownMethod { rule: rule.template.clone(), method: method.clone() });
        }
        let plain = MethodSet::GET.union(MethodSet::HEAD).union(MethodSet::OPTIONS);
        if rule.websocket && rule.methods.is_some_and(|methods| methods.union(plain) != plain) {
            return Err(MapError::WebsocketMethods { rule: rule.template.clone() });
        }
        let known = |name: &str| options.converters.contains_key(name);
        let merge = rule.merge_slashes.unwrap_or(options.merge_slashes);
        let path = wz_rule::Rule::parse(&rule.template, merge, known).map_err(MapError::Rule)?;
        let pattern = match (&rule.host, &rule.subdomain) {
            (Some(host), None) if options.host_matching => Some(host.as_str()),
            (None, Some(subdomain)) if !options.host_matching => Some(subdomain.as_str()),
            (None, None) if options.host_matching => None,
            (None, None) => Some(options.default_subdomain.as_str()),
            _ => return Err(MapError::HostOrSubdomain { rule: rule.template.clone() }),
        };
        let host = match pattern {
            None | Some("") => None,
            Some(pattern) => {
                Some((wz_rule::Rule::parse_host(pattern, known).map_err(MapError::Rule)?, pattern.to_owned()))
            }
        };
        let mut compiled =
            Compiled { path, host, customs: Vec::new(), arguments: Vec::new(), choices: Vec::new() };
        compiled.resolve(rule, options)?;
        target::check(rule, &compiled.arguments)?;
        Ok(compiled)
    }

    /// The same rule with its literal text in lower case, for matching a path in lower case.
    pub(super) fn folded(&self) -> Compiled {
        let mut folded = self.clone();
        for part in folded.path.segments.iter_mut().flat_map(|segment| &mut segment.parts) {
            if let Part::Text(text) = part {
                text.make_ascii_lowercase();
            }
        }
        for (_, encoded) in folded.choices.iter_mut().flatten() {
            encoded.make_ascii_lowercase();
        }
        folded
    }

    fn resolve<E>(&mut self, rule: &Rule<E>, options: &MapOptions) -> Result<(), MapError> {
        let host = self.host.iter().flat_map(|(host, _)| host.variables());
        let (mut customs, mut choices, mut names) = (Vec::new(), Vec::new(), Vec::new());
        for variable in host.chain(self.path.variables()) {
            names.push(variable.name.clone());
            match &variable.converter {
                Converter::Custom { name, arguments } => {
                    let Some(factory) = options.converters.get(name) else { continue };
                    let converter = (factory.make)(arguments.clone());
                    let refused = |reason| MapError::Arguments { rule: rule.template.clone(), reason };
                    converter.check().map_err(refused)?;
                    customs.push(converter);
                }
                Converter::Any(texts) => {
                    choices.push(texts.iter().map(|text| (text.clone(), encoded(text))).collect());
                }
                _ => {}
            }
        }
        names.extend(rule.defaults.iter().map(|(name, _)| name.clone()));
        names.sort();
        names.dedup();
        (self.customs, self.choices, self.arguments) = (customs, choices, names);
        Ok(())
    }
}

fn encoded(text: &str) -> String {
    let mut out = String::new();
    wz_rule::encode_path_text(text, &mut out);
    out
}

/// Lends specs of some rules to a function.
pub(super) fn with_specs<E, T>(
    rules: &[(&Rule<E>, &Compiled)],
    options: &MapOptions,
    use_them: impl FnOnce(&[FlatRoute<'_>], &[FlatMount<'_>]) -> T,
) -> T {
    // Each level borrows from the one before.
    let choices: Vec<Vec<Vec<(&str, &str)>>> = rules
        .iter()
        .map(|(_, compiled)| {
            compiled
                .choices
                .iter()
                .map(|texts| texts.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect())
                .collect()
        })
        .collect();
    let parts: Vec<RuleParts<'_>> = rules
        .iter()
        .zip(&choices)
        .map(|((_, compiled), choices)| {
            let mut lender = Lender { options, choices: choices.iter(), customs: compiled.customs.iter() };
            let host = compiled.host.as_ref().map(|(host, _)| lender.parts(&host.segments[0]));
            RuleParts {
                host,
                path: compiled.path.segments.iter().map(|segment| lender.parts(segment)).collect(),
            }
        })
        .collect();
    let segments: Vec<Vec<SegmentSpec<'_>>> =
        parts.iter().map(|parts| parts.path.iter().map(|parts| segment(parts)).collect()).collect();
    let bounds: Vec<Vec<Bound>> = rules.iter().map(|(_, compiled)| int_bounds(compiled)).collect();
    let extras: Vec<Extra<'_>> = parts
        .iter()
        .zip(rules)
        .map(|(parts, (_, compiled))| {
            let host = parts.host.as_ref().zip(compiled.host.as_ref());
            let host = host.map(|(parts, (_, pattern))| HostSpec {
                pattern,
                subdomain: !options.host_matching,
                parts,
            });
            Extra { host, ..Extra::NONE }
        })
        .collect();
    let specs: Vec<RouteSpec<'_>> = rules
        .iter()
        .enumerate()
        .map(|(i, (rule, _))| RouteSpec {
            rule: &rule.template,
            segments: &segments[i],
            methods: rule.methods.unwrap_or(MethodSet::ALL),
            bounds: &bounds[i],
            extra: &extras[i],
            options: Options {
                strict_slashes: rule.strict_slashes.unwrap_or(options.strict_slashes),
                merge_slashes: rule.merge_slashes.unwrap_or(options.merge_slashes),
                build_only: rule.build_only,
                websocket: rule.websocket,
            },
            ..RouteSpec::NOTHING
        })
        .collect();
    let routes: Vec<FlatRoute<'_>> = specs.iter().map(|spec| FlatRoute { spec, mount: 0 }).collect();
    use_them(&routes, &[FlatMount::ROOT])
}

struct RuleParts<'a> {
    host: Option<Vec<PartSpec<'a>>>,
    path: Vec<Vec<PartSpec<'a>>>,
}

fn segment<'a>(parts: &'a [PartSpec<'a>]) -> SegmentSpec<'a> {
    match parts {
        [] => SegmentSpec::EMPTY,
        [PartSpec::Text(text)] => {
            SegmentSpec { text, key: segment_key(text.as_bytes(), 0, text.len()), parts: &[] }
        }
        parts => SegmentSpec::open(parts),
    }
}

/// An integer beyond 128 bits is no match.
fn int_bounds(compiled: &Compiled) -> Vec<Bound> {
    // Those of the host stand in front.
    let host = compiled.host.iter().flat_map(|(host, _)| host.variables());
    let variables: Vec<_> = host.chain(compiled.path.variables()).collect();
    let count = variables.len();
    let ints = variables.iter().enumerate().filter(|(_, v)| matches!(v.converter, Converter::Int { .. }));
    let bound = |i: usize| Bound::of((count - 1 - i) as u16, (i128::MIN, i128::MAX as u128));
    ints.map(|(i, _)| bound(i)).collect()
}

struct Lender<'a, C, K> {
    options: &'a MapOptions,
    choices: C,
    customs: K,
}

impl<'a, C, K> Lender<'a, C, K>
where
    C: Iterator<Item = &'a Vec<(&'a str, &'a str)>>,
    K: Iterator<Item = &'a Arc<dyn MapConverter>>,
{
    fn parts(&mut self, segment: &'a Segment) -> Vec<PartSpec<'a>> {
        let part = |part: &'a Part| match part {
            Part::Text(text) => PartSpec::Text(text),
            Part::Variable(variable) => PartSpec::Variable(VariableSpec {
                name: &variable.name,
                converter: self.converter(&variable.converter),
            }),
        };
        segment.parts.iter().map(part).collect()
    }

    fn converter(&mut self, converter: &'a Converter) -> ConverterSpec<'a> {
        match converter {
            Converter::Text { min, max } => ConverterSpec::Text { min: *min, max: max.unwrap_or(u32::MAX) },
            Converter::Int { fixed_digits, min, max, signed } => ConverterSpec::Int {
                fixed_digits: *fixed_digits,
                min: min.unwrap_or(i128::MIN),
                max: max.unwrap_or(i128::MAX),
                signed: *signed,
            },
            Converter::Float { min, max, signed } => ConverterSpec::Float {
                min: min.unwrap_or(f64::NEG_INFINITY),
                max: max.unwrap_or(f64::INFINITY),
                signed: *signed,
            },
            Converter::Path => ConverterSpec::Path,
            Converter::Uuid => ConverterSpec::Uuid,
            Converter::Any(_) => ConverterSpec::Any(self.choices.next().map_or(&[], Vec::as_slice)),
            Converter::Custom { name, .. } => {
                let factory = self.options.converters.get(name);
                let known = self.customs.next();
                ConverterSpec::Custom(CustomSpec {
                    identity: ("", name),
                    arguments: known.map_or("", |c| c.arguments()),
                    spans_segments: factory.is_some_and(|factory| factory.spans_segments),
                    weight: factory.map_or(100, |factory| factory.weight),
                    converter: known.map_or(CustomSpec::NOTHING.converter, |c| c.as_ref() as _),
                })
            }
        }
    }
}

/// The value of a captured text.
pub(super) fn value(
    converter: &Converter,
    text: &str,
    custom: Option<&Arc<dyn MapConverter>>,
) -> Option<Value> {
    Some(match converter {
        Converter::Text { .. } | Converter::Path | Converter::Any(_) => Value::Text(text.to_owned()),
        Converter::Int { .. } => Value::Int(text.parse().ok()?),
        Converter::Float { .. } => Value::Float(text.parse().ok()?),
        Converter::Uuid => Value::Uuid(u128::from_str_radix(&text.replace('-', ""), 16).ok()?),
        Converter::Custom { .. } => Value::Custom(custom?.value(text)?),
    })
}
