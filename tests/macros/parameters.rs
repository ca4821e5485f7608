//! The types that each built-in converter fills.

use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

use wz::{get, routes};

use crate::answers::{get as fetch, status};

macro_rules! echo {
    ($($name:ident $rule:literal $type:ty;)*) => {$(
        #[get($rule)]
        fn $name(v: $type) -> String {
            format!("{v:?}")
        }
    )*};
}
echo! {
    a_u8 "/u8/<int:v>" u8;
    a_u16 "/u16/<int:v>" u16;
    a_u32 "/u32/<int:v>" u32;
    a_u64 "/u64/<int:v>" u64;
    a_u128 "/u128/<int:v>" u128;
    a_usize "/usize/<int:v>" usize;
    an_i8 "/i8/<int(signed=True):v>" i8;
    an_i16 "/i16/<int(signed=True):v>" i16;
    an_i32 "/i32/<int(signed=True):v>" i32;
    an_i64 "/i64/<int(signed=True):v>" i64;
    an_i128 "/i128/<int(signed=True):v>" i128;
    an_isize "/isize/<int(signed=True):v>" isize;
    unsigned_i8 "/unsigned/<int:v>" i8;
    an_f32 "/f32/<float:v>" f32;
    an_f64 "/f64/<float(signed=True):v>" f64;
    a_str "/str/<v>" &str;
    a_string "/string/<v>" String;
    a_cow "/cow/<string(maxlength=3):v>" Cow<'_, str>;
    a_box "/box/<v>" Box<str>;
    an_arc "/arc/<v>" Arc<str>;
    an_rc "/rc/<v>" Rc<str>;
    a_path "/path/<path:v>" &str;
    an_owned_path "/owned-path/<path:v>/edit" String;
    a_uuid_number "/uuid/u128/<uuid:v>" u128;
    a_uuid_array "/uuid/bytes/<uuid:v>" [u8; 16];
    a_uuid "/uuid/uuid/<uuid:v>" uuid::Uuid;
    a_uuid_text "/uuid/text/<uuid:v>" &str;
    an_any "/any/<any(a, 'b c', \"d,e\"):v>" &str;
    an_owned_any "/owned-any/<any(a, b):v>" String;
    fixed "/fixed/<int(4):v>" u16;
    ranged "/ranged/<int(min=5, max=10):v>" u16;
}
routes! {
    Echo = a_u8, a_u16, a_u32, a_u64, a_u128, a_usize, an_i8, an_i16, an_i32, an_i64, an_i128, an_isize,
        unsigned_i8, an_f32, an_f64, a_str, a_string, a_cow, a_box, an_arc, an_rc, a_path, an_owned_path,
        a_uuid_number, a_uuid_array, a_uuid, a_uuid_text, an_any, an_owned_any, fixed, ranged
}

#[test]
fn the_greatest_value_is_taken_and_one_more_is_not_found() {
    let cases = [
        ("u8", u128::from(u8::MAX)),
        ("u16", u128::from(u16::MAX)),
        ("u32", u128::from(u32::MAX)),
        ("u64", u128::from(u64::MAX)),
        ("usize", usize::MAX as u128),
        ("i8", i8::MAX as u128),
        ("i16", i16::MAX as u128),
        ("i32", i32::MAX as u128),
        ("i64", i64::MAX as u128),
        ("i128", i128::MAX as u128),
        ("isize", isize::MAX as u128),
        ("unsigned", i8::MAX as u128),
    ];
    for (name, max) in cases {
        assert_eq!(fetch(Echo, &format!("/{name}/{max}")), max.to_string());
        assert_eq!(status(Echo, &format!("/{name}/{}", max + 1)), 404, "{name}");
    }
    assert_eq!(fetch(Echo, &format!("/u128/{}", u128::MAX)), u128::MAX.to_string());
    assert_eq!(status(Echo, "/u128/340282366920938463463374607431768211456"), 404);
}

#[test]
fn the_least_value_is_taken_and_one_less_is_not_found() {
    let cases = [
        ("i8", i128::from(i8::MIN)),
        ("i16", i128::from(i16::MIN)),
        ("i32", i128::from(i32::MIN)),
        ("i64", i128::from(i64::MIN)),
        ("isize", isize::MIN as i128),
    ];
    for (name, min) in cases {
        assert_eq!(fetch(Echo, &format!("/{name}/{min}")), min.to_string());
        assert_eq!(status(Echo, &format!("/{name}/{}", min - 1)), 404, "{name}");
    }
    assert_eq!(fetch(Echo, &format!("/i128/{}", i128::MIN)), i128::MIN.to_string());
    assert_eq!(status(Echo, "/i128/-170141183460469231731687303715884105729"), 404);
    assert_eq!(status(Echo, "/u8/-1"), 404);
}

#[test]
fn texts_and_others() {
    let uuid = "12345678-1234-abcd-abcd-1234567890ab";
    let cases = [
        ("/f32/1.5", "1.5"),
        ("/f64/-0.25", "-0.25"),
        ("/str/a%2Fb", "\"a/b\""),
        ("/string/%C3%A9", "\"é\""),
        ("/cow/abc", "\"abc\""),
        ("/box/x", "\"x\""),
        ("/arc/x", "\"x\""),
        ("/rc/x", "\"x\""),
        ("/path/a/b", "\"a/b\""),
        ("/owned-path/a/b/edit", "\"a/b\""),
        ("/any/b%20c", "\"b c\""),
        ("/any/d,e", "\"d,e\""),
        ("/owned-any/b", "\"b\""),
        ("/fixed/0042", "42"),
        ("/ranged/5", "5"),
    ];
    for (target, value) in cases {
        assert_eq!(fetch(Echo, target), value, "{target}");
    }
    assert_eq!(fetch(Echo, &format!("/uuid/text/{uuid}")), format!("{uuid:?}"));
    assert_eq!(fetch(Echo, &format!("/uuid/uuid/{}", uuid.to_uppercase())), uuid);
    assert_eq!(
        wz::url_for!(in Echo: a_uuid, v = uuid::Uuid::nil()),
        format!("/uuid/uuid/{}", uuid::Uuid::nil())
    );
    let number = 0x12345678_1234_abcd_abcd_1234567890ab_u128;
    assert_eq!(fetch(Echo, &format!("/uuid/u128/{uuid}")), number.to_string());
    assert_eq!(fetch(Echo, &format!("/uuid/bytes/{uuid}")), format!("{:?}", number.to_be_bytes()));
    for target in ["/cow/abcd", "/any/x", "/fixed/42", "/ranged/4", "/f32/1", "/uuid/text/1"] {
        assert_eq!(status(Echo, target), 404, "{target}");
    }
}
