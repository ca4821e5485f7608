use std::time::Duration;

use serde_json::{Value as Json, json};
use wz::header::{FieldNames, MaxStale, RequestCacheControl, ResponseCacheControl};

pub(super) fn request(text: &str) -> Json {
    let control: RequestCacheControl = text.parse().unwrap();
    let max_stale = match control.max_stale {
        None => Json::Null,
        // Werkzeug's attribute is text.
        Some(MaxStale::Within(value)) => json!(value.as_secs()),
        Some(MaxStale::Any) => json!(true),
    };
    json!({
        "max_age": seconds(control.max_age), "max_stale": max_stale, "min_fresh": seconds(control.min_fresh),
        "no_cache": control.no_cache, "no_store": control.no_store, "no_transform": control.no_transform,
        "only_if_cached": control.only_if_cached, "stale_if_error": seconds(control.stale_if_error),
    })
}

pub(super) fn response(text: &str) -> Json {
    let control: ResponseCacheControl = text.parse().unwrap();
    json!({
        "max_age": seconds(control.max_age), "s_maxage": seconds(control.s_maxage),
        "no_cache": fields(control.no_cache), "no_store": control.no_store, "no_transform": control.no_transform,
        "must_revalidate": control.must_revalidate, "proxy_revalidate": control.proxy_revalidate,
        "must_understand": control.must_understand, "private": fields(control.private), "public": control.public,
        "immutable": control.immutable, "stale_while_revalidate": seconds(control.stale_while_revalidate),
        "stale_if_error": seconds(control.stale_if_error),
    })
}

fn seconds(value: Option<Duration>) -> Json {
    json!(value.map(|value| value.as_secs()))
}

fn fields(value: Option<FieldNames>) -> Json {
    match value {
        None => Json::Null,
        Some(FieldNames::All) => json!(true),
        Some(FieldNames::Only(names)) => json!(names.to_string()),
    }
}
