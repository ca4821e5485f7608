//! Handlers in other places, and `under`.

pub(crate) mod help {
    use wz::get;

    #[get("/", under = "/<lang>")]
    pub(crate) fn contents(lang: &str) -> String {
        format!("contents {lang}")
    }

    #[get("/<topic>", under = "/<lang>")]
    pub(crate) async fn topic(topic: &str, lang: String) -> String {
        format!("{topic} {lang}")
    }
}

mod outer {
    mod inner {
        #[wz::get("/inner")]
        pub(crate) fn index() -> &'static str {
            "inner"
        }
    }
    pub(super) use inner::index as renamed;
}
use outer::renamed;

mod globs {
    #[wz::get("/glob")]
    pub(super) fn glob() -> &'static str {
        "glob"
    }
}
use globs::*;

wz::routes! { Places = renamed, glob }

#[test]
fn handlers_are_found_by_any_path() {
    use crate::answers::get;

    assert_eq!(get(Places, "/inner"), "inner");
    assert_eq!(get(Places, "/glob"), "glob");
    assert_eq!(get(crate::Site, "/de/help/"), "contents de");
    assert_eq!(get(crate::Site, "/de/help/keys"), "keys de");
    assert_eq!(wz::url_for!(in Places: renamed), "/inner");
}

#[wz::get("/month/<int:number>", under = "/<int:year>")]
fn month(year: u16, number: u8) -> String {
    format!("{year}-{number}")
}
wz::routes! { Months = "/<int:year>" => month }

#[test]
fn a_variable_of_a_prefix_that_its_parameter_cannot_hold_is_not_found() {
    use crate::answers::{get, status};

    assert_eq!(get(Months, "/2024/month/5"), "2024-5");
    assert_eq!(status(Months, "/70000/month/5"), 404);
}
