//! The bodies, and the types they are read into.

use std::collections::HashMap;
use std::fmt::Write;

use serde::{Deserialize, Serialize};
use wz::bytes::Bytes;

use crate::readers::{Reader, form, json};

pub(crate) struct Input {
    pub(crate) name: &'static str,
    pub(crate) body: Bytes,
    readers: fn(&Bytes) -> Vec<Reader>,
}

impl Input {
    pub(crate) fn readers(&self) -> Vec<Reader> {
        (self.readers)(&self.body)
    }
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Login {
    name: String,
    password: String,
    remember: bool,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Order {
    id: u64,
    customer: String,
    street: String,
    city: String,
    note: Option<String>,
    price: f64,
    count: u32,
    express: bool,
    gift: Option<bool>,
    coupon: Option<String>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Orders {
    orders: Vec<Order>,
    tags: HashMap<String, Vec<u32>>,
}

#[derive(Debug, PartialEq, Deserialize)]
struct Comment {
    title: String,
    text: String,
}

pub(crate) fn all() -> Vec<Input> {
    let login = Login { name: "ada".into(), password: "correct horse battery".into(), remember: true };
    let order = |id: u64| Order {
        id,
        customer: "Ada Lovelace".into(),
        street: "Unter den Linden 7".into(),
        city: "Zürich".into(),
        note: id.is_multiple_of(2).then(|| "please ring \"twice\"\nor call".into()),
        price: 19.9 * id as f64,
        count: id as u32 % 7,
        express: id.is_multiple_of(3),
        gift: Some(true),
        coupon: None,
    };
    let tags = (0..20).map(|tag| (format!("tag{tag}"), (0..tag).collect())).collect();
    let orders = Orders { orders: (0..200).map(order).collect(), tags };
    let plain = "Lorem ipsum dolor sit amet consectetur adipisci elit sed eiusmod ".repeat(150);
    let escaped = "Größe & Maß: 日本語 100 %; ".repeat(150);
    vec![
        of("form, 3 fields", "name=ada&password=correct+horse+battery&remember=true".into(), form::<Login>),
        of("form, 10 fields, typed", ORDER.into(), form::<Order>),
        of("form, long text, plain", comment(&plain), form::<Comment>),
        of("form, long text, escapes", comment(&escaped), form::<Comment>),
        of("form, 500 fields into a map", fields(500), form::<HashMap<String, String>>),
        of("JSON, 3 fields", written(&login), json::<Login>),
        of("JSON, 10 fields", written(&order(2)), json::<Order>),
        of("JSON, 200 records", written(&orders), json::<Orders>),
    ]
}

const ORDER: &str = "id=81&customer=Ada+Lovelace&street=Unter+den+Linden+7&city=Z%C3%BCrich&note=please+ring+%22twice%22&\
                     price=19.95&count=3&express=true&gift=false&coupon=SPRING";

fn of(name: &'static str, body: String, readers: fn(&Bytes) -> Vec<Reader>) -> Input {
    Input { name, body: body.into(), readers }
}

fn written(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("a value that JSON has")
}

/// As browsers write it.
fn comment(text: &str) -> String {
    wz::url::encode_query([("title", "A title"), ("text", text)])
}

fn fields(count: usize) -> String {
    let mut text = String::new();
    for number in 0..count {
        // Writing into a `String` cannot fail.
        let _ = write!(text, "{}field{number}=value+{number}", if number > 0 { "&" } else { "" });
    }
    text
}
