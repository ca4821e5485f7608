//! What the macros write down: rules already parsed, as constants.

use wz_rule::{Fork, SegmentKey, Shape};

use super::MethodSet;
use super::converter::AnyConverter;
use crate::limits::Limits;

/// A route as the macros write it down: the rule already parsed, so that the compile-time builder handles
/// integers and ready-made pieces instead of characters.
///
/// Build it with `#[route]`; the fields are public for generated code and may change between versions.
#[derive(Debug, Clone, Copy)]
pub struct RouteSpec<'a> {
    /// The rule as written.
    pub rule: &'a str,
    /// The handler's name, or the endpoint name given with `endpoint = "..."`.
    pub name: &'a str,
    /// The module of the handler (`module_path!()`), or `""` when `name` is the whole endpoint name.
    pub module: &'a str,
    /// A hash of `name` and `rule`: unequal hashes make comparing the texts unnecessary.
    pub hash: u64,
    /// The parsed rule.
    pub segments: &'a [SegmentSpec<'a>],
    /// The shape of the rule.
    pub shape: Shape,
    /// Where other rules may fork off.
    pub forks: &'a [Fork],
    /// How much memory it takes while the tables are built.
    pub room: Room,
    /// The methods, implied ones included.
    pub methods: MethodSet,
    /// What it does beside calling its handler.
    pub options: Options,
    /// What the types of the handler's integer parameters can hold.
    pub bounds: &'a [Bound],
    /// What most routes do not have.
    pub extra: &'a Extra<'a>,
}

impl RouteSpec<'_> {
    /// A route without anything unusual, and without a rule: what the macros fill in.
    pub const NOTHING: RouteSpec<'static> = RouteSpec {
        rule: "/",
        name: "",
        module: "",
        hash: 0,
        segments: &[],
        shape: Shape::UNKNOWN,
        forks: &[],
        room: Room::UNKNOWN,
        methods: MethodSet::EMPTY,
        options: Options { strict_slashes: true, merge_slashes: true, build_only: false, websocket: false },
        bounds: &[],
        extra: &Extra::NONE,
    };
}

/// How many elements of the builder's arrays a rule takes at the most. The macros write it down, since counting is
/// dear where the compiler does it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Room {
    pub nodes: u32,
    pub items: u32,
    pub checks: u32,
    pub customs: u32,
    pub text: u32,
    /// Whether any literal text has a percent escape: to look for one is dear as well.
    pub escapes: bool,
    /// Whether a variable spans segments, or may: what follows it takes more.
    pub spans: bool,
}

impl Room {
    /// Not counted yet: every rule takes a node.
    pub const UNKNOWN: Room =
        Room { nodes: 0, items: 0, checks: 0, customs: 0, text: 0, escapes: false, spans: false };
}

/// What only some routes have. Apart from the rest, so that the others need not carry it, and the compiler need
/// not look at it for each of them.
#[derive(Debug, Clone, Copy)]
pub struct Extra<'a> {
    /// The host or subdomain pattern.
    pub host: Option<HostSpec<'a>>,
    /// `defaults(...)`: values of variables that the rule does not have.
    pub defaults: &'a [(&'a str, &'a str)],
    /// Other rules of the same handler that are the better URL for some values.
    pub siblings: &'a [Sibling<'a>],
    /// `redirect = "..."`: where to send requests instead of calling the handler.
    pub redirect: Option<&'a [RedirectPart<'a>]>,
    /// `under = "..."`: the mount variables the handler asks for.
    pub under: &'a [VariableSpec<'a>],
}

impl Extra<'_> {
    /// Nothing of it.
    pub const NONE: Extra<'static> =
        Extra { host: None, defaults: &[], siblings: &[], redirect: None, under: &[] };
}

/// The switches of a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// A missing trailing slash is redirected, an extra one is not found; otherwise both forms match.
    pub strict_slashes: bool,
    /// Runs of slashes are redirected to one slash.
    pub merge_slashes: bool,
    /// Never matches, only builds URLs.
    pub build_only: bool,
    /// Only for requests that upgrade to a WebSocket.
    pub websocket: bool,
}

/// Text between two slashes, or the parts of a segment with variables.
#[derive(Debug, Clone, Copy)]
pub struct SegmentSpec<'a> {
    /// The whole text of a static segment, percent-encoded; `""` is the empty segment.
    pub text: &'a str,
    /// The key of `text`.
    pub key: SegmentKey,
    /// The parts of a segment with variables; empty for a static one.
    pub parts: &'a [PartSpec<'a>],
}

impl<'a> SegmentSpec<'a> {
    /// A segment with variables.
    pub const fn open(parts: &'a [PartSpec<'a>]) -> Self {
        SegmentSpec { text: "", key: SegmentKey::EMPTY, parts }
    }
}

/// A part of a segment with variables.
#[derive(Debug, Clone, Copy)]
pub enum PartSpec<'a> {
    /// Literal text, percent-encoded.
    Text(&'a str),
    /// A variable.
    Variable(VariableSpec<'a>),
}

/// A variable.
#[derive(Debug, Clone, Copy)]
pub struct VariableSpec<'a> {
    /// Its name.
    pub name: &'a str,
    /// What it takes.
    pub converter: ConverterSpec<'a>,
}

/// A converter with its arguments.
#[derive(Debug, Clone, Copy)]
pub enum ConverterSpec<'a> {
    /// `string`: characters other than `/`; lengths in characters.
    Text {
        /// The least length, at least 1.
        min: u32,
        /// The greatest length; `u32::MAX` for none.
        max: u32,
    },
    /// `int`: ASCII digits.
    Int {
        /// The exact number of characters; 0 for any.
        fixed_digits: u32,
        /// The least value; `i128::MIN` for none.
        min: i128,
        /// The greatest value; `i128::MAX` for none.
        max: i128,
        /// Whether a `-` may lead.
        signed: bool,
    },
    /// `float`: digits, a point, digits.
    Float {
        /// The least value; negative infinity for none.
        min: f64,
        /// The greatest value; infinity for none.
        max: f64,
        /// Whether a `-` may lead.
        signed: bool,
    },
    /// `path`: anything that does not start with `/`, slashes included.
    Path,
    /// `uuid`: 8-4-4-4-12 hexadecimal digits.
    Uuid,
    /// `any`: one of the texts, given as they are and percent-encoded.
    Any(&'a [(&'a str, &'a str)]),
    /// A user's converter.
    Custom(CustomSpec<'a>),
}

impl ConverterSpec<'_> {
    /// `string` without conditions.
    pub const TEXT: ConverterSpec<'static> = ConverterSpec::Text { min: 1, max: u32::MAX };
    /// `int` without conditions.
    pub const INT: ConverterSpec<'static> =
        ConverterSpec::Int { fixed_digits: 0, min: i128::MIN, max: i128::MAX, signed: false };
}

/// A user's converter as it stands in a rule.
#[derive(Clone, Copy)]
pub struct CustomSpec<'a> {
    /// Two converters are the same when their identity is: the place and the words that name the type.
    pub identity: (&'a str, &'a str),
    /// The arguments as written.
    pub arguments: &'a str,
    /// Whether values may contain slashes.
    pub spans_segments: bool,
    /// Lower is tried first.
    pub weight: u16,
    /// The converter itself.
    pub converter: &'a dyn AnyConverter,
}

impl CustomSpec<'_> {
    /// Fills arrays before their real elements are known.
    pub const NOTHING: CustomSpec<'static> = CustomSpec {
        identity: ("", ""),
        arguments: "",
        spans_segments: false,
        weight: 100,
        converter: &super::converter::Nothing,
    };
}

impl std::fmt::Debug for CustomSpec<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}({})", self.identity.1, self.arguments)
    }
}

/// A host pattern.
#[derive(Debug, Clone, Copy)]
pub struct HostSpec<'a> {
    /// As written.
    pub pattern: &'a str,
    /// Whether it is matched against the subdomain instead of the whole host.
    pub subdomain: bool,
    /// Text and variables.
    pub parts: &'a [PartSpec<'a>],
}

/// The range of an integer parameter's type: a value beyond it is no match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bound {
    /// Which variable, counted from the last one of the rule (0); with [`HOST`](Self::HOST), from the first one of
    /// all: those of a host pattern stand in front.
    pub from_end: u16,
    /// The least value.
    pub min: i128,
    /// The greatest value.
    pub max: u128,
    /// Values of so many digits, without a sign, are in the range for sure.
    pub digits: u8,
}

impl Bound {
    /// Marks a variable of the host pattern.
    pub const HOST: u16 = 1 << 15;

    /// The position of its variable among `count`.
    pub(crate) const fn index(&self, count: usize) -> usize {
        if self.from_end & Bound::HOST != 0 {
            (self.from_end & !Bound::HOST) as usize
        } else {
            count.wrapping_sub(1 + self.from_end as usize)
        }
    }

    /// Whether a value is in the range.
    pub(crate) fn holds(&self, value: i128) -> bool {
        value >= self.min && u128::try_from(value).map_or(true, |value| value <= self.max)
    }

    /// The bound of a type's [range](super::FromInt).
    pub const fn of(from_end: u16, range: (i128, u128)) -> Bound {
        let (min, max) = range;
        let (mut digits, mut next) = (0, 10);
        // Larger numbers are not read that quickly.
        while min <= 0 && next - 1 <= max && digits < 19 {
            digits += 1;
            next *= 10;
        }
        Bound { from_end, min, max, digits }
    }
}

/// Another rule of the same handler to redirect to.
#[derive(Debug, Clone, Copy)]
pub struct Sibling<'a> {
    /// Its position among the handler's rules, relative to this one.
    pub offset: i16,
    /// Only when these variables (by name) have these values.
    pub when: &'a [(&'a str, &'a str)],
}

/// A piece of a redirect target.
#[derive(Debug, Clone, Copy)]
pub enum RedirectPart<'a> {
    /// Text as it stands in the `Location`.
    Text(&'a str),
    /// The value of a variable.
    Variable(&'a str),
}

/// What a route set lists: routes, and other sets under a prefix or for a host.
#[derive(Debug, Clone, Copy)]
pub enum Entry {
    /// One route.
    Route(&'static RouteSpec<'static>),
    /// What several handlers and sets list, one after the other.
    Lists(&'static [&'static [Entry]]),
    /// A set.
    Group(&'static Group),
}

/// A set inside a set.
#[derive(Debug, Clone, Copy)]
pub struct Group {
    /// The prefix as written, without trailing slashes; `""` for none.
    pub prefix: &'static str,
    /// The parsed prefix.
    pub segments: &'static [SegmentSpec<'static>],
    /// The shape of the prefix.
    pub shape: Shape,
    /// Where other rules may fork off.
    pub forks: &'static [Fork],
    /// The host its routes are for.
    pub host: Option<HostSpec<'static>>,
    /// What changes the limits of its routes.
    pub limits: Option<fn(&mut Limits)>,
    /// What it lists.
    pub entries: &'static [Entry],
    /// Whether conflicts among these routes have been reported already.
    pub is_checked: bool,
}

impl Group {
    /// A group that changes nothing.
    pub const PLAIN: Group = Group {
        prefix: "",
        segments: &[],
        shape: Shape::EMPTY,
        forks: &[],
        host: None,
        limits: None,
        entries: &[],
        is_checked: false,
    };
}

/// The routes with positions from `start` up to `end`, which `change` is for.
#[derive(Debug, Clone, Copy)]
#[allow(missing_docs)]
pub struct Limited {
    pub start: usize,
    pub end: usize,
    pub change: fn(&mut Limits),
}

/// Where a route is written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Location {
    /// The file, as the compiler names it.
    pub file: &'static str,
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1.
    pub column: u32,
}

impl Location {
    /// Fills arrays before their real elements are known.
    pub const NOWHERE: Location = Location { file: "", line: 0, column: 0 };
}
