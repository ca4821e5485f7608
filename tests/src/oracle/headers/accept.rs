use serde_json::{Value as Json, json};
use wz::header::{Accept, AcceptCharset, AcceptEncoding, AcceptLanguage};

pub(super) fn answer(function: &str, arguments: &[Json]) -> Json {
    let text = |place: usize| arguments[place].as_str().unwrap();
    if function == "accept_flags" {
        let accept: Accept = text(0).parse().unwrap();
        return json!([accept.accepts_html(), accept.accepts_xhtml(), accept.accepts_json()]);
    }
    macro_rules! family {
        ($header:ty) => {{
            let accept: $header = text(1).parse().unwrap();
            match function {
                "accept_items" | "accept_items_folded" => {
                    let items =
                        accept.iter().map(|item| json!([item.range.to_string(), item.quality.thousandths()]));
                    items.collect::<Vec<_>>().into()
                }
                "accept_dump" => json!(accept.to_string()),
                "accept_best" => {
                    let offers = arguments[2].as_array().unwrap().iter().map(|offer| offer.as_str().unwrap());
                    json!(accept.best_match(offers))
                }
                "accept_quality" => json!(accept.quality(text(2)).thousandths()),
                "accept_contains" => json!(accept.contains(text(2))),
                other => panic!("no such function: {other}"),
            }
        }};
    }
    match text(0) {
        "mime" => family!(Accept),
        "language" => family!(AcceptLanguage),
        "encoding" => family!(AcceptEncoding),
        "charset" => family!(AcceptCharset),
        other => panic!("no such header: {other}"),
    }
}
