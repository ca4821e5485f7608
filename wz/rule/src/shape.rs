//! Where rules end, as numbers: enough to see that two rules cannot be in each other's way.

use crate::{Converter, Part, Rule, Segment};

/// A path, or the start of one, as a number: the same parts have the same number. Different parts may have it too,
/// which is improbable.
///
/// It is a polynomial over the segments, so that the number of a prefix and that of a rule give the number of both
/// together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// The number.
    pub hash: u64,
    /// What the number of a prefix is multiplied by; 0 when the shape cannot be told.
    pub factor: u64,
}

impl Shape {
    /// No segments.
    pub const EMPTY: Shape = Shape { hash: 0, factor: 1 };
    /// A shape that depends on what the text of the rule does not tell.
    pub const UNKNOWN: Shape = Shape { hash: 0, factor: 0 };

    /// This prefix with a rule behind it.
    #[must_use]
    pub const fn and(self, rule: Shape) -> Shape {
        // By wider numbers: a call of `wrapping_mul` is dear where the compiler runs it.
        let moved = (self.hash as u128 * rule.factor as u128) as u64;
        Shape {
            hash: ((moved as u128) + rule.hash as u128) as u64,
            factor: (self.factor as u128 * rule.factor as u128) as u64,
        }
    }
}

/// A segment with variables, or what follows a variable that spans segments: other rules may go on with another
/// one from the same place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fork {
    /// The segments before it.
    pub before: Shape,
    /// A number for what it takes. It is even for the basic ones: `string`, `int`, `float` and a `path` at the end,
    /// each without arguments and alone. No two of those take everything the other does and are tried first.
    pub part: u64,
}

/// An odd number, so that nothing of a prefix is lost.
const FACTOR: u64 = 0x5851_F42D_4C95_7F2D;

impl Rule {
    /// The shape of the rule, and where others may fork off. The names of variables do not count.
    pub fn shape(&self) -> (Shape, Vec<Fork>) {
        let custom = |variable: &crate::Variable| matches!(variable.converter, Converter::Custom { .. });
        if self.variables().any(custom) {
            // Whether it spans segments is known where its type is.
            return (Shape::UNKNOWN, Vec::new());
        }
        let (mut shape, mut forks) = (Shape::EMPTY, Vec::new());
        let mut segments = self.segments.as_slice();
        while let [segment, rest @ ..] = segments {
            let spans = segment
                .parts
                .iter()
                .any(|part| variable(part).is_some_and(|v| v.converter == Converter::Path));
            let taken = if spans { segments } else { &segments[..1] };
            segments = if spans { &[] } else { rest };
            let hash = hash(taken);
            if segment.parts.iter().any(|part| variable(part).is_some()) {
                let part = if is_basic(taken) { hash & !1 } else { hash | 1 };
                forks.push(Fork { before: shape, part });
            }
            shape = shape.and(Shape { hash, factor: FACTOR });
        }
        (shape, forks)
    }
}

fn variable(part: &Part) -> Option<&crate::Variable> {
    match part {
        Part::Variable(variable) => Some(variable),
        Part::Text(_) => None,
    }
}

fn is_basic(segments: &[Segment]) -> bool {
    let [Segment { parts }] = segments else { return false };
    let [Part::Variable(variable)] = parts.as_slice() else { return false };
    matches!(
        variable.converter,
        Converter::Text { min: 1, max: None }
            | Converter::Int { fixed_digits: 0, min: None, max: None, signed: false }
            | Converter::Float { min: None, max: None, signed: false }
            | Converter::Path
    )
}

/// FNV-1a over what segments take.
fn hash(segments: &[Segment]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut add = |text: &str, end: u8| {
        for byte in text.bytes().chain([end]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    for segment in segments {
        for part in &segment.parts {
            match part {
                Part::Text(text) => add(text, 0),
                Part::Variable(variable) => add(&format!("{:?}", variable.converter), 1),
            }
        }
        add("", 2);
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::{Fork, Shape};
    use crate::Rule;

    fn shape(rule: &str) -> (Shape, Vec<Fork>) {
        Rule::parse(rule, true, |name| name == "Custom").unwrap().shape()
    }

    #[test]
    fn a_prefix_and_a_rule_make_the_shape_of_both() {
        for (prefix, rule) in [("/wiki", "/"), ("/<lang>/a", "/<int:id>/b"), ("/x", "/<path:rest>/y")] {
            assert_eq!(
                shape(prefix).0.and(shape(rule).0),
                shape(&format!("{prefix}{rule}")).0,
                "{prefix}{rule}"
            );
        }
        assert_eq!(Shape::EMPTY.and(shape("/a").0), shape("/a").0);
    }

    #[test]
    fn names_do_not_count_and_all_else_does() {
        assert_eq!(shape("/user/<int:id>"), shape("/user/<int:number>"));
        let rules = [
            "/",
            "/a",
            "/a/",
            "/a/b",
            "/ab",
            "/b/a",
            "/<x>",
            "/<int:x>",
            "/<x>/",
            "/<x>/a",
            "/<x>a",
            "/a<x>",
            "/<x>/<y>",
            "/<path:x>",
            "/<path:x>/",
            "/<path:x>/a",
            "/<int(min=2):x>",
            "/<string(length=2):x>",
            "/<any(a,b):x>",
        ];
        for (i, a) in rules.iter().enumerate() {
            for b in &rules[i + 1..] {
                assert_ne!(shape(a).0, shape(b).0, "{a} {b}");
            }
        }
    }

    #[test]
    fn forks_are_where_variables_are() {
        let basic = |rule: &str| shape(rule).1.iter().map(|fork| fork.part & 1 == 0).collect::<Vec<_>>();
        assert_eq!(basic("/a/b"), []);
        assert_eq!(basic("/<x>/a/<int:y>/<float:z>"), [true, true, true]);
        assert_eq!(basic("/<uuid:x>/a<y>/<any(a,b):z>/<int(min=3):w>"), [false; 4]);
        assert_eq!(basic("/a/<path:x>"), [true]);
        assert_eq!(basic("/a/<path:x>/edit/<y>"), [false]);
        assert_eq!(shape("/a/<x>").1[0].before, shape("/a").0);
        assert_eq!(shape("/a/<x>").1[0].part, shape("/b/<other>").1[0].part);
    }

    #[test]
    fn a_converter_of_the_users_is_unknown() {
        assert_eq!(shape("/a/<Custom:x>"), (Shape::UNKNOWN, vec![]));
    }
}
