use serde_json::{Value as Json, json};
use wz::datastructures::{CombinedMultiDict, MultiDict};
use wz::header::HeaderSet;

/// What wz answers to a case of `datastructures.json`.
pub fn datastructure(function: &str, arguments: &[Json]) -> Json {
    let (start, steps) = (&arguments[0], arguments[1].as_array().unwrap());
    match function {
        "multi_dict" => {
            let mut dict = multi_dict(start);
            let mut answers: Vec<Json> = steps.iter().map(|step| on_dict(&mut dict, step)).collect();
            answers.push(json!(dict.lists()));
            answers.into()
        }
        "header_set" => {
            let mut set: HeaderSet = texts(start).into_iter().collect();
            let mut answers: Vec<Json> = steps.iter().map(|step| on_set(&mut set, step)).collect();
            answers.push(json!(set.to_string()));
            answers.into()
        }
        "combined" => {
            let dicts: Vec<_> = start.as_array().unwrap().iter().map(multi_dict).collect();
            let combined = CombinedMultiDict::new(&dicts);
            steps.iter().map(|step| on_combined(&combined, step)).collect()
        }
        other => panic!("no such function: {other}"),
    }
}

fn multi_dict(pairs: &Json) -> MultiDict {
    let text = |value: &Json| value.as_str().unwrap().to_owned();
    pairs.as_array().unwrap().iter().map(|pair| (text(&pair[0]), text(&pair[1]))).collect()
}

fn texts(list: &Json) -> Vec<String> {
    list.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
}

fn on_dict(dict: &mut MultiDict, step: &Json) -> Json {
    let (name, value) = (step[1].as_str().unwrap_or_default(), step[2].as_str().unwrap_or_default());
    match step[0].as_str().unwrap() {
        "get" => json!(dict.get(name)),
        "get_all" => json!(dict.get_all(name).collect::<Vec<_>>()),
        "get_as" => json!(dict.get_as::<i64>(name).ok().flatten()),
        "get_all_as" => json!(dict.get_all_as::<i64>(name).filter_map(Result::ok).collect::<Vec<_>>()),
        "contains" => json!(dict.contains_key(name)),
        "add" => json!(dict.add(name, value)),
        "set" => json!(dict.set(name, value)),
        "set_all" => json!(dict.set_all(name, texts(&step[2]))),
        "get_or_add" => json!(dict.get_or_add(name, || value.to_owned())),
        "remove" => json!(dict.remove(name)),
        "remove_all" => json!(dict.remove_all(name)),
        "extend" => json!(dict.extend(multi_dict(&step[1]))),
        "first" => json!(dict.first().collect::<Vec<_>>()),
        "keys" => json!(dict.keys().collect::<Vec<_>>()),
        "len" => json!(dict.len()),
        other => panic!("no such step: {other}"),
    }
}

fn on_set(set: &mut HeaderSet, step: &Json) -> Json {
    let element = step[1].as_str().unwrap_or_default();
    match step[0].as_str().unwrap() {
        "contains" => json!(set.contains(element)),
        "find" => json!(set.find(element).map_or(-1, |place| place as i64)),
        // Werkzeug gives nothing.
        "add" => {
            set.add(element);
            Json::Null
        }
        "remove" => {
            set.remove(element);
            Json::Null
        }
        "get" => json!(set.get(step[1].as_u64().unwrap() as usize)),
        "len" => json!(set.len()),
        "clear" => json!(set.clear()),
        other => panic!("no such step: {other}"),
    }
}

fn on_combined(combined: &CombinedMultiDict<'_>, step: &Json) -> Json {
    let name = step[1].as_str().unwrap_or_default();
    match step[0].as_str().unwrap() {
        "get" => json!(combined.get(name)),
        "get_all" => json!(combined.get_all(name).collect::<Vec<_>>()),
        "get_as" => json!(combined.get_as::<i64>(name).ok().flatten()),
        "contains" => json!(combined.contains_key(name)),
        "len" => json!(combined.keys().count()),
        other => panic!("no such step: {other}"),
    }
}
