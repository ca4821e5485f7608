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

#[wz::get("/h", host = "<name>.hosts.example")]
fn any_name(name: &str) -> String {
    format!("name {name}")
}

#[wz::get("/h", host = "<int:number>.hosts.example")]
fn number(number: u8) -> String {
    format!("number {number}")
}

#[wz::get("/h")]
fn elsewhere() -> &'static str {
    "elsewhere"
}
wz::routes! { Numbers = any_name, number, elsewhere }

#[test]
fn a_number_in_a_host_that_is_too_large_leaves_it_to_the_next_rule() {
    let get = |host: &str| {
        let request = wz::Request::get("/h").with_header("host", host);
        let answer = crate::answers::block_on(wz::App::new(Numbers).call(request));
        String::from_utf8_lossy(answer.body().as_bytes().unwrap()).into_owned()
    };
    assert_eq!(get("255.hosts.example"), "number 255");
    assert_eq!(get("256.hosts.example"), "name 256");
    assert_eq!(get("99999999999999999999999999999999999999999.hosts.example").len(), "name ".len() + 41);
    assert_eq!(get("other.example"), "elsewhere");
}
