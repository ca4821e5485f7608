//! One mistake gives one error, at the token that has to change, and it says what to write instead.
//!
//! Each file in `ui/` is a mistake; the `.stderr` beside it is what the compiler says.

#[test]
fn mistakes() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("ui/*/*.rs");
}
