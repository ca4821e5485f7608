//! Rules as tokens: the constants of `wz::routing::spec`.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Path;
use wz_rule::{Argument, Converter, Fork, Part, Rule, Segment, Shape, Value, Variable, segment_key};

/// The converters of the user's that a rule can name, with the types behind the names.
pub(crate) struct Converters {
    named: Vec<(String, Path)>,
}

impl Converters {
    pub(crate) fn new(named: Vec<(String, Path)>) -> Self {
        Converters { named }
    }

    /// Names given in the attribute, and names written like a type: those are looked up where the handler stands.
    pub(crate) fn knows(&self, name: &str) -> bool {
        self.named.iter().any(|(known, _)| known == name)
            || name.starts_with(|c: char| c.is_ascii_uppercase())
    }

    /// The type behind a name; `span` is where errors about it belong.
    pub(crate) fn path(&self, name: &str, span: Span) -> Path {
        let named = self.named.iter().find(|(known, _)| known == name);
        named.map_or_else(|| Path::from(syn::Ident::new(name, span)), |(_, path)| path.clone())
    }
}

/// Writes rules; holds what all of them need.
pub(crate) struct Writer<'c> {
    pub(crate) converters: &'c Converters,
    /// Where the rule stands.
    pub(crate) span: Span,
}

impl Writer<'_> {
    /// `&[SegmentSpec { ... }, ...]`
    pub(crate) fn segments(&self, rule: &Rule) -> TokenStream {
        let segments = rule.segments.iter().map(|segment| self.segment(segment));
        quote!(&[#(#segments),*])
    }

    fn segment(&self, segment: &Segment) -> TokenStream {
        match segment.parts.as_slice() {
            [] => quote!(__wz::SegmentSpec::EMPTY),
            [Part::Text(text)] => {
                let key = segment_key(text.as_bytes(), 0, text.len());
                let (ends, middle) = (key.ends, key.middle);
                quote!(__wz::SegmentSpec {
                    text: #text, key: __wz::SegmentKey { ends: #ends, middle: #middle }, parts: &[],
                })
            }
            parts => {
                let parts = self.parts(parts);
                // Written out: what a function is given would be a constant of its own, and those cost.
                quote!(__wz::SegmentSpec { text: "", key: __wz::SegmentKey::EMPTY, parts: #parts })
            }
        }
    }

    /// `&[PartSpec::..., ...]`
    pub(crate) fn parts(&self, parts: &[Part]) -> TokenStream {
        let parts = parts.iter().map(|part| match part {
            Part::Text(text) => quote!(__wz::PartSpec::Text(#text)),
            Part::Variable(variable) => {
                let variable = self.variable(variable);
                quote!(__wz::PartSpec::Variable(#variable))
            }
        });
        quote!(&[#(#parts),*])
    }

    /// `VariableSpec { ... }`
    pub(crate) fn variable(&self, variable: &Variable) -> TokenStream {
        let name = &variable.name;
        let converter = self.converter(&variable.converter);
        quote!(__wz::VariableSpec { name: #name, converter: #converter })
    }

    fn converter(&self, converter: &Converter) -> TokenStream {
        match converter {
            Converter::Text { min: 1, max: None } => quote!(__wz::ConverterSpec::TEXT),
            Converter::Text { min, max } => {
                let max = max.unwrap_or(u32::MAX);
                quote!(__wz::ConverterSpec::Text { min: #min, max: #max })
            }
            Converter::Int { fixed_digits: 0, min: None, max: None, signed: false } => {
                quote!(__wz::ConverterSpec::INT)
            }
            Converter::Int { fixed_digits, min, max, signed } => {
                let (min, max) = (min.unwrap_or(i128::MIN), max.unwrap_or(i128::MAX));
                quote!(__wz::ConverterSpec::Int {
                    fixed_digits: #fixed_digits, min: #min, max: #max, signed: #signed
                })
            }
            Converter::Float { min, max, signed } => {
                let limit =
                    |limit: &Option<f64>, none: TokenStream| limit.map_or(none, |limit| quote!(#limit));
                let (min, max) = (
                    limit(min, quote!(::core::primitive::f64::NEG_INFINITY)),
                    limit(max, quote!(::core::primitive::f64::INFINITY)),
                );
                quote!(__wz::ConverterSpec::Float { min: #min, max: #max, signed: #signed })
            }
            Converter::Path => quote!(__wz::ConverterSpec::Path),
            Converter::Uuid => quote!(__wz::ConverterSpec::Uuid),
            Converter::Any(choices) => {
                let choices = choices.iter().map(|choice| {
                    let mut encoded = String::new();
                    wz_rule::encode_path_text(choice, &mut encoded);
                    quote!((#choice, #encoded))
                });
                quote!(__wz::ConverterSpec::Any(&[#(#choices),*]))
            }
            Converter::Custom { name, arguments } => {
                let path = self.converters.path(name, self.span);
                let words = words(&path);
                let written = written(arguments);
                let arguments = arguments_tokens(arguments);
                quote_spanned! {self.span=>
                    __wz::ConverterSpec::Custom(__wz::CustomSpec {
                        identity: (::core::module_path!(), #words),
                        arguments: #written,
                        spans_segments: <#path as __wz::Converter>::SPANS_SEGMENTS,
                        weight: <#path as __wz::Converter>::WEIGHT,
                        converter: &__wz::Configured::<#path>::new(#arguments),
                    })
                }
            }
        }
    }
}

/// `Arguments::new(&[...])`
pub(crate) fn arguments_tokens(arguments: &[Argument]) -> TokenStream {
    let arguments = arguments.iter().map(|argument| {
        let name = argument.name.as_deref().unwrap_or("");
        let value = match &argument.value {
            Value::None => quote!(__wz::ArgumentValue::None),
            Value::Bool(value) => quote!(__wz::ArgumentValue::Bool(#value)),
            Value::Int(value) => quote!(__wz::ArgumentValue::Int(#value)),
            Value::Float(value) => quote!(__wz::ArgumentValue::Float(#value)),
            Value::Text(value) => quote!(__wz::ArgumentValue::Text(#value)),
        };
        quote!((#name, #value))
    });
    quote!(__wz::Arguments::new(&[#(#arguments),*]))
}

/// The arguments in one form, whatever the spaces between them.
fn written(arguments: &[Argument]) -> String {
    let one = |a: &Argument| format!("{}={:?}", a.name.as_deref().unwrap_or(""), a.value);
    arguments.iter().map(one).collect::<Vec<_>>().join(",")
}

/// A path as words, without spaces.
pub(crate) fn words(path: &Path) -> String {
    quote!(#path).to_string().replace(' ', "")
}

/// `shape: ..., forks: ...,`, without forks when there are none.
pub(crate) fn shape(rule: &Rule, is_prefix: bool) -> TokenStream {
    // What follows a variable that spans segments belongs to one part with it: no prefix of anything.
    let spans = rule.variables().any(|variable| variable.converter == Converter::Path);
    let (shape, forks) = if is_prefix && spans { (Shape::UNKNOWN, Vec::new()) } else { rule.shape() };
    let tokens = |Shape { hash, factor }| quote!(__wz::Shape { hash: #hash, factor: #factor });
    let shape = tokens(shape);
    if forks.is_empty() {
        return quote!(shape: #shape,);
    }
    let forks = forks.iter().map(|Fork { before, part }| {
        let before = tokens(*before);
        quote!(__wz::Fork { before: #before, part: #part })
    });
    quote!(shape: #shape, forks: &[#(#forks),*],)
}

/// How much memory the rule takes while the tables are built: what `Room::of` would count.
pub(crate) fn room(rule: &Rule) -> TokenStream {
    let (mut nodes, mut items) = (rule.segments.len(), 0usize);
    let (mut checks, mut customs, mut text, mut escapes, mut spans) = (0usize, 0usize, 0usize, false, false);
    for segment in &rule.segments {
        // A segment of one text is no list of parts, and short ones are in the nodes.
        let is_static = matches!(segment.parts[..], [] | [Part::Text(_)]);
        let slash = usize::from(spans);
        items += if is_static { slash * 2 } else { slash + segment.parts.len() };
        for part in &segment.parts {
            match part {
                Part::Text(part) => {
                    text += if is_static && !spans && part.len() <= wz_rule::SegmentKey::WHOLE {
                        0
                    } else {
                        part.len()
                    };
                    escapes |= part.contains('%');
                }
                Part::Variable(variable) => {
                    checks += 1;
                    let may_span = matches!(variable.converter, Converter::Path | Converter::Custom { .. });
                    nodes += usize::from(may_span);
                    spans |= may_span;
                    customs += usize::from(matches!(variable.converter, Converter::Custom { .. }));
                    if let Converter::Any(choices) = &variable.converter {
                        let length = |choice: &String| {
                            let mut encoded = String::new();
                            wz_rule::encode_path_text(choice, &mut encoded);
                            encoded.len() + 2
                        };
                        text += choices.iter().map(length).sum::<usize>();
                    }
                }
            }
        }
    }
    let count = |count: usize| proc_macro2::Literal::usize_unsuffixed(count);
    let [nodes, items, checks, customs, text] = [nodes, items, checks, customs, text].map(count);
    quote!(__wz::Room { nodes: #nodes, items: #items, checks: #checks, customs: #customs, text: #text, escapes: #escapes, spans: #spans })
}
