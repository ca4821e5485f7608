use http::uri::PathAndQuery;

use crate::handler::RouteTable;
use crate::routing::{Arguments, Converter, Outcome, Target, Verdict};

struct Hex;

impl Converter for Hex {
    type Value = u32;

    fn parse(text: &str, _: Arguments<'_>) -> Option<u32> {
        (text.len() == 6).then(|| u32::from_str_radix(text, 16).ok())?
    }

    fn format(value: &u32, _: Arguments<'_>, out: &mut String) {
        out.push_str(&format!("{value:06x}"));
    }
}

struct Never;

impl Converter for Never {
    type Value = ();

    fn parse(_: &str, _: Arguments<'_>) -> Option<()> {
        None
    }

    fn format(_: &(), _: Arguments<'_>, _: &mut String) {}
}

/// Routes that are called nothing but their rule; what they would take is not asked for.
macro_rules! table {
    ($table:ident: $($name:ident $rule:literal ($($variable:ident: $ty:ty),*) $(($($option:tt)*))?;)*) => {
        $(
            #[wz::route($rule, endpoint = $rule, $($($option)*)?)]
            fn $name($($variable: $ty),*) {
                $(let _ = $variable;)*
            }
        )*
        wz::routes! { $table = $($name),* }
    };
}

table! { Varied:
    root "/" () (methods = [GET]);
    fixed "/a/b/c" () (methods = [POST, PUT]);
    slash "/a/b/" () (methods = [GET]);
    lenient "/lenient/" () (methods = [GET], strict_slashes = false);
    word "/word/<word>" (word: &str) (methods = [GET]);
    word_fixed "/word/word" () (methods = [GET]);
    lengths "/lengths/<string(minlength=20, maxlength=22):a>/<string(length=2):b>/<string(maxlength=1):c>" (a: &str, b: &str, c: &str) (methods = [GET]);
    int "/int/<int:a>" (a: u32) (methods = [GET]);
    small "/small/<int:a>" (a: i8) (methods = [DELETE]);
    signed "/signed/<int(signed=True, max=-5):a>" (a: i64) (methods = [GET]);
    wide "/wide/<int(min=18446744073709551616):a>" (a: u128) (methods = [GET]);
    digits "/digits/<int(fixed_digits=3):a>/<int(fixed_digits=1, max=3):b>" (a: u16, b: u16) (methods = [GET]);
    float "/float/<float:a>/<float(min=2.5, max=2.75):b>/<float(max=-1.0, signed=True):c>" (a: f64, b: f64, c: f64) (methods = [GET]);
    version "/v<int:major>.<int:minor>-<tag>" (major: u8, minor: u8, tag: &str) (methods = [GET]);
    path "/path/<path:rest>" (rest: &str) (methods = [GET]);
    edit "/path/<path:rest>/edit/" (rest: &str) (methods = [GET]);
    file "/file/<path:stem>.txt" (stem: &str) (methods = [GET]);
    uuid "/uuid/<uuid:id>" (id: u128) (methods = [GET]);
    any "/any/<any(en, \"d e\"):language>/x" (language: &str) (methods = [GET]);
    hex "/hex/<Hex:color>" (color: u32) (methods = [GET]);
    escaped "/caf\u{e9} <name>" (name: &str) (methods = [GET]);
    live "/live/<room>" (room: &str) (methods = [GET], websocket);
    hosted "/hosted/<x>" (tenant: &str, x: &str) (methods = [GET], host = "<tenant>.example.com");
    below "/below" () (methods = [GET], subdomain = "api");
    first_of_two "/<a>-<b>" (a: &str, b: &str) (methods = [GET]);
    second_of_two "/<a>~<b>" (a: &str, b: &str) (methods = [GET]);
    moved "/moved/<x>" (x: &str) (methods = [GET], redirect = "/word/<x>");
    all "/<path:rest>" (rest: &str) (methods = [GET]);
}

table! { Unknown: never "/<Never:x>" (x: ()) (methods = [GET]); }

#[wz::get("/<x>", endpoint = "inner", under = "/<int:year>")]
fn inner(year: u8, x: &str) {
    let _ = (year, x);
}

wz::routes! { Mounted = "/<int:year>" => [inner], "/all" => Varied }

/// Every sample leads to its route, or to one that ranks before it.
fn check<S: RouteTable>(_: S) {
    for route in S::TABLE.routes() {
        let path: PathAndQuery = route.sample_path().expect("there is one").parse().expect("it is a path");
        let host = route.sample_host();
        let subdomain = route.host().is_some_and(|host| host.subdomain);
        let target = Target {
            method: route.one_method(),
            path: &path,
            host: host.as_deref().filter(|_| !subdomain),
            subdomain: host.as_deref().filter(|_| subdomain),
            websocket: route.is_websocket(),
        };
        let explanation = S::TABLE.explain(&target);
        let verdict = explanation.rules().iter().find(|rule| rule.route.index() == route.index());
        assert!(
            verdict.is_some_and(|rule| matches!(rule.verdict, Verdict::Wins | Verdict::Behind)),
            "{}: {explanation}",
            route.rule()
        );
        match S::TABLE.find(&target) {
            Outcome::Matched(_) => {}
            Outcome::Redirect { .. } => assert!(route.rule().ends_with("/moved/<x>")),
            other => panic!("{}: {path} has {other:?}", route.rule()),
        }
    }
}

#[test]
fn samples_lead_to_their_rules() {
    check(Varied);
    check(Mounted);
}

#[test]
fn another_sample_is_taken_where_the_first_one_is_somebody_elses() {
    let sample = |rule: &str| {
        let route = Varied::TABLE.routes().find(|route| route.rule() == rule);
        route.and_then(|route| route.sample_path()).unwrap_or_default()
    };
    assert_eq!(sample("/word/<word>"), "/word/x");
    assert_eq!(sample("/small/<int:a>"), "/small/42");
    assert_eq!(sample("/hex/<Hex:color>"), "/hex/ff8000");
    assert_eq!(sample("/any/<any(en, \"d e\"):language>/x"), "/any/en/x");
}

#[test]
fn no_value_no_sample() {
    assert_eq!(Unknown::TABLE.routes().next().and_then(|route| route.sample_path()), None);
}
