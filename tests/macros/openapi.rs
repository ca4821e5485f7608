//! The document of an application: what is in it, and that it is one.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use wz::handler::Header;
use wz::header::{AcceptLanguage, Origin};
use wz::openapi::schemars::JsonSchema;
use wz::openapi::{OpenApi, Operation, OperationInput, Place, SecurityScheme, document};
use wz::prelude::*;
use wz::routing::{Arguments, Converter};

/// Somebody.
#[derive(Serialize, Deserialize, JsonSchema)]
#[schemars(crate = "wz::openapi::schemars")]
struct User {
    /// What everybody calls them.
    name: String,
    #[serde(default)]
    friends: Vec<User>,
}

/// Not known to schemars.
#[derive(Serialize, Deserialize)]
struct Plain {
    n: u32,
}

#[derive(Deserialize, JsonSchema)]
#[schemars(crate = "wz::openapi::schemars")]
#[allow(dead_code)]
struct Search {
    /// What to look for.
    q: String,
    page: Option<u32>,
    #[serde(default)]
    tag: Vec<String>,
}

#[derive(FromForm)]
#[allow(dead_code)]
struct Avatar {
    #[form(rename = "the-title")]
    title: String,
    note: Option<String>,
    #[form(default)]
    size: u32,
    #[form(limit = "5MB")]
    image: UploadedFile,
}

struct Hex;

impl Converter for Hex {
    type Value = u32;

    fn parse(text: &str, _: Arguments<'_>) -> Option<u32> {
        (text.len() == 6).then(|| u32::from_str_radix(text, 16).ok())?
    }

    fn format(value: &u32, _: Arguments<'_>, out: &mut String) {
        let _ = write!(out, "{value:06x}");
    }

    fn pattern(_: Arguments<'_>) -> Option<String> {
        Some("^[0-9a-fA-F]{6}$".to_owned())
    }
}

struct Token;

impl FromRequest for Token {
    type Error = HttpError;

    async fn from_request(_: &mut Request) -> Result<Token, HttpError> {
        Ok(Token)
    }
}

impl OperationInput for Token {
    fn describe(operation: &mut Operation) {
        operation.security("token", ["write"]);
        operation.parameter::<u8>(Place::Cookie, "shard", true);
        operation.problem(StatusCode::UNAUTHORIZED);
    }
}

#[derive(IntoResponse)]
#[allow(dead_code)]
enum Saved {
    #[response(status = 201)]
    Made(Json<User>),
    #[response(status = 409)]
    Taken,
    Elsewhere(Redirect),
    #[response(status = 202)]
    Later,
}

type Reply<T> = Result<Option<Json<T>>, HttpError>;

mod users {
    use super::*;

    /// A user,
    /// by number.
    ///
    /// Those who have left are not found.
    ///
    ///     code
    #[get("/<int(min=1):id>")]
    fn show(id: u16) -> Reply<User> {
        let _ = id;
        Ok(None)
    }

    /// Changes one.
    #[put("/<int:number>")]
    #[deprecated]
    async fn change(number: i64, user: Json<User>, token: Token) -> Saved {
        let _ = (number, user, token);
        Saved::Taken
    }

    #[get("/<string(length=2):code>")]
    fn by_code(code: &str) -> &'static str {
        let _ = code;
        ""
    }

    #[route("/", methods(GET, POST, PROPFIND))]
    async fn all(search: Query<Search>, plain: Option<Json<Plain>>) -> Json<Vec<Plain>> {
        let _ = (search, plain);
        Json(Vec::new())
    }

    #[get("/", host = "<any(a,b):shard>.example.com", endpoint = "shard")]
    fn shard(shard: &str) {
        let _ = shard;
    }

    routes! { pub(super) Routes = show, change, by_code, all, shard }
}

#[post("/avatar")]
async fn avatar(
    form: Form<Avatar>,
    language: Option<Header<AcceptLanguage>>,
    origin: Header<Origin>,
) -> StatusCode {
    let _ = (form, language, origin);
    StatusCode::OK
}

#[get("/<any(\"a b\",c):kind>-<float:x>/<anno:year>/<color:hex>/<path:rest>", converters(color = Hex, anno = Year))]
fn odd(kind: &str, x: f64, year: String, hex: u32, rest: &str) -> Html<&'static str> {
    let _ = (kind, x, year, hex, rest);
    Html("")
}

/// Says nothing about itself.
struct Year;

impl Converter for Year {
    type Value = String;

    fn parse(text: &str, _: Arguments<'_>) -> Option<String> {
        Some(text.to_owned())
    }

    fn format(value: &String, _: Arguments<'_>, out: &mut String) {
        out.push_str(value);
    }
}

#[get("/year/<int(fixed_digits=4):year>")]
fn year(year: u32) -> impl IntoResponse {
    let _ = year;
}

#[doc(hidden)]
#[get("/secret")]
fn secret() {}

#[get("/old/<int:id>", redirect = "/users/<id>")]
fn old(_id: u32) {}

#[get("/live", websocket)]
fn live() {}

#[get("/brace/{x}")]
fn brace() {}

routes! {
    Site = avatar, year, secret, old, live, brace,
        "/users" => users::Routes,
        "/odd" => [odd],
        "/docs" => wz::openapi::Docs,
}

fn site() -> Value {
    let api = OpenApi::new("Tests", "1.2.3")
        .description("All there is.")
        .terms_of_service("https://example.com/terms")
        .contact("Ada", "ada@example.com")
        .license("MIT", "https://example.com/mit")
        .server("https://example.com", "real")
        .tag("openapi.users", "People.")
        .security_scheme("token", SecurityScheme::bearer().description("A token."))
        .security_scheme(
            "login",
            SecurityScheme::oauth2("https://id.example/a", "https://id.example/t", [("write", "to write")]),
        )
        .security("token", []);
    document(&App::new(Site).openapi(api)).to_json()
}

/// All operations: path, method and the object.
fn operations(document: &Value) -> Vec<(String, String, &Value)> {
    const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
    let paths = document["paths"].as_object().unwrap();
    let of_path = |(path, item): (&String, &'_ Value)| -> Vec<(String, String)> {
        let methods = item.as_object().unwrap().keys().filter(|key| !key.starts_with("x-"));
        methods.map(|method| (path.clone(), method.clone())).collect()
    };
    let all: Vec<(String, String)> = paths.iter().flat_map(of_path).collect();
    all.into_iter()
        .map(|(path, method)| {
            assert!(METHODS.contains(&method.as_str()), "{path} {method}");
            let operation = &document["paths"][path.as_str()][method.as_str()];
            (path, method, operation)
        })
        .collect()
}

/// The names in braces.
fn names(path: &str) -> Vec<&str> {
    path.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)).collect()
}

/// All references in a value.
fn references<'v>(value: &'v Value, all: &mut Vec<&'v str>) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                match value {
                    Value::String(reference) if key == "$ref" => all.push(reference),
                    value => references(value, all),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, all)),
        _ => {}
    }
}

/// The rules of OpenAPI 3.1 that a schema for documents cannot express, and those that are broken most easily.
fn check(document: &Value) {
    assert_eq!(document["openapi"], "3.1.0");
    assert!(document["info"]["title"].is_string() && document["info"]["version"].is_string());
    let (mut ids, mut shapes) = (BTreeSet::new(), BTreeSet::new());
    for path in document["paths"].as_object().unwrap().keys() {
        assert!(path.starts_with('/'));
        let shape = names(path)
            .into_iter()
            .fold(path.clone(), |path, name| path.replace(&format!("{{{name}}}"), "{}"));
        assert!(shapes.insert(shape), "{path} is there twice");
    }
    for (path, method, operation) in operations(document) {
        let place = format!("{method} {path}");
        assert!(ids.insert(operation["operationId"].as_str().unwrap().to_owned()), "{place}");
        let no_parameters = Vec::new();
        let parameters = operation["parameters"].as_array().unwrap_or(&no_parameters);
        let mut known = BTreeSet::new();
        for parameter in parameters {
            let (of, name) = (parameter["in"].as_str().unwrap(), parameter["name"].as_str().unwrap());
            assert!(known.insert((of, name)), "{place}: {name}");
            assert!(parameter["schema"].is_object(), "{place}: {name}");
            assert!(of != "path" || parameter["required"] == true, "{place}: {name}");
        }
        let in_path: BTreeSet<&str> =
            known.iter().filter(|(of, _)| *of == "path").map(|(_, name)| *name).collect();
        assert_eq!(in_path, names(&path).into_iter().collect(), "{place}");
        let responses = operation["responses"].as_object().unwrap();
        assert!(!responses.is_empty(), "{place}");
        for (status, response) in responses {
            let is_status =
                status == "default" || status.len() == 3 && status.starts_with(|c| ('1'..='5').contains(&c));
            assert!(is_status && response["description"].is_string(), "{place}: {status}");
        }
        if let Some(body) = operation.get("requestBody") {
            assert!(!body["content"].as_object().unwrap().is_empty(), "{place}");
        }
        for way in operation["security"].as_array().unwrap_or(&Vec::new()) {
            for name in way.as_object().unwrap().keys() {
                assert!(document["components"]["securitySchemes"][name].is_object(), "{place}: {name}");
            }
        }
    }
    let mut all = Vec::new();
    references(document, &mut all);
    for reference in all {
        assert!(document.pointer(reference.strip_prefix('#').unwrap()).is_some(), "{reference}");
    }
    for name in document["components"]["schemas"].as_object().unwrap().keys() {
        assert!(name.chars().all(|c| c.is_ascii_alphanumeric() || ".-_".contains(c)), "{name}");
    }
}

#[test]
fn the_document_keeps_the_rules() {
    let document = site();
    // For a look at it, or at what another validator says.
    if let Some(path) = std::env::var_os("WZ_OPENAPI") {
        std::fs::write(path, format!("{document:#}")).unwrap();
    }
    check(&document);
    assert_eq!(document["info"]["license"]["name"], "MIT");
    assert_eq!(document["servers"][0]["url"], "https://example.com");
    assert_eq!(document["tags"][0]["name"], "openapi.users");
    assert_eq!(document["security"], json!([{ "token": [] }]));
    assert_eq!(document["components"]["securitySchemes"]["token"]["scheme"], "bearer");
}

#[test]
fn what_is_no_operation_is_left_out() {
    let paths = site()["paths"].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(
        paths,
        [
            "/avatar",
            "/brace/%7Bx%7D",
            "/live",
            "/odd/{kind}-{x}/{year}/{hex}/{rest}",
            "/users/",
            "/users/{id}",
            "/year/{year}",
        ]
    );
}

#[test]
fn doc_comments_tags_and_names() {
    let document = site();
    let show = &document["paths"]["/users/{id}"]["get"];
    assert_eq!(show["summary"], "A user, by number.");
    assert_eq!(show["description"], "Those who have left are not found.\n\n    code");
    assert_eq!(
        (&show["operationId"], &show["tags"]),
        (&json!("openapi.users.show"), &json!(["openapi.users"]))
    );
    let change = &document["paths"]["/users/{id}"]["put"];
    assert_eq!((&change["deprecated"], &show["deprecated"]), (&json!(true), &Value::Null));
    let all = &document["paths"]["/users/"];
    assert_eq!(all["get"]["operationId"], "openapi.users.all");
    assert_eq!(all["post"]["operationId"], "openapi.users.all.post");
    assert_eq!(all["x-wz-additional-operations"]["PROPFIND"]["operationId"], "openapi.users.all.propfind");
}

#[test]
fn rules_become_paths() {
    let document = site();
    let users = &document["paths"]["/users/{id}"];
    assert_eq!(
        users["get"]["parameters"][0]["schema"],
        json!({
            "type": "integer", "format": "int32", "minimum": 1, "maximum": 65535
        })
    );
    // The same path with another name of the variable.
    assert_eq!(users["put"]["parameters"][0]["name"], "id");
    assert_eq!(users["put"]["x-wz-rule"], "/users/<int:number>");
    assert_eq!(users["get"]["x-wz-rule"], Value::Null);
    // The same path and the same method.
    let other = &users["get"]["x-wz-alternatives"][0];
    assert_eq!(other["x-wz-rule"], "/users/<string(length=2):code>");
    assert_eq!(other["parameters"][0]["schema"], json!({ "type": "string", "minLength": 2, "maxLength": 2 }));
    let shard = &document["paths"]["/users/"]["get"]["x-wz-alternatives"][0];
    assert_eq!(
        shard["servers"],
        json!([{
            "url": "//{shard}.example.com", "variables": { "shard": { "default": "a", "enum": ["a", "b"] } }
        }])
    );

    let odd = &document["paths"]["/odd/{kind}-{x}/{year}/{hex}/{rest}"]["get"];
    let schemas: Vec<&Value> =
        odd["parameters"].as_array().unwrap().iter().map(|one| &one["schema"]).collect();
    assert_eq!(
        schemas,
        [
            &json!({ "type": "string", "enum": ["a b", "c"] }),
            &json!({ "type": "number", "format": "double", "minimum": 0.0 }),
            &json!({ "type": "string" }),
            &json!({ "type": "string", "pattern": "^[0-9a-fA-F]{6}$" }),
            &json!({ "type": "string", "minLength": 1, "pattern": "^[^/]" }),
        ]
    );
    assert!(odd["parameters"][4]["description"].as_str().unwrap().contains("slashes"));
    assert_eq!(odd["tags"], json!(["openapi"]));
    assert!(odd["x-wz-rule"].as_str().unwrap().starts_with("/odd/<any"));
    let year = &document["paths"]["/year/{year}"]["get"]["parameters"][0]["schema"];
    assert_eq!(year, &json!({ "type": "string", "pattern": "^[0-9]{4}$" }));
}

#[test]
fn parameters_become_parameters_and_bodies() {
    let document = site();
    let all = &document["paths"]["/users/"]["get"];
    let parameters: Vec<(&Value, &Value, &Value)> = all["parameters"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (&one["in"], &one["name"], &one["required"]))
        .collect();
    let of = |name: &'static str| json!(name);
    assert_eq!(
        parameters,
        [
            (&of("query"), &of("page"), &json!(false)),
            (&of("query"), &of("q"), &json!(true)),
            (&of("query"), &of("tag"), &json!(false)),
        ]
    );
    assert_eq!(all["parameters"][1]["description"], "What to look for.");
    assert_eq!(all["requestBody"], json!({ "content": { "application/json": {} }, "required": false }));

    let change = &document["paths"]["/users/{id}"]["put"];
    let body = &change["requestBody"]["content"]["application/json"]["schema"]["$ref"];
    assert_eq!(body, "#/components/schemas/User");
    assert_eq!(change["security"], json!([{ "token": ["write"] }]));
    assert_eq!(change["parameters"][1]["in"], "cookie");
    assert!(change["responses"]["415"].is_object());

    let avatar = &document["paths"]["/avatar"]["post"];
    let content = avatar["requestBody"]["content"].as_object().unwrap();
    assert_eq!(content.keys().collect::<Vec<_>>(), ["multipart/form-data"], "a plain form holds no file");
    let form = &content["multipart/form-data"]["schema"];
    assert_eq!(form["required"], json!(["the-title", "image"]));
    assert_eq!(form["properties"]["image"]["contentMediaType"], "application/octet-stream");
    assert_eq!(form["properties"]["image"]["description"], "At most 5000000 bytes.");
    let headers: Vec<_> = avatar["parameters"].as_array().unwrap().iter().collect();
    assert_eq!(headers.len(), 2);
    assert_eq!((&headers[0]["name"], &headers[0]["required"]), (&of("accept-language"), &json!(false)));
    assert_eq!((&headers[1]["name"], &headers[1]["required"]), (&of("origin"), &json!(true)));
}

#[test]
fn return_types_become_responses() {
    let document = site();
    let keys = |path: &str, method: &str| {
        let responses = document["paths"][path][method]["responses"].as_object().unwrap();
        responses.keys().map(String::as_str).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(keys("/users/{id}", "get"), "200 404 default");
    assert_eq!(keys("/users/{id}", "put"), "201 202 3XX 400 401 409 413 415 422");
    assert_eq!(keys("/avatar", "post"), "400 413 415 default");
    assert_eq!(keys("/year/{year}", "get"), "default");
    assert_eq!(keys("/live", "get"), "101");
    assert_eq!(keys("/brace/%7Bx%7D", "get"), "200");
    let show = &document["paths"]["/users/{id}"]["get"]["responses"];
    // What we send always has the friends; what we take need not.
    assert_eq!(
        show["200"]["content"]["application/json"]["schema"]["$ref"],
        "#/components/schemas/User.sent"
    );
    let schemas = &document["components"]["schemas"];
    assert_eq!(schemas["User"]["required"], json!(["name"]));
    assert_eq!(schemas["User.sent"]["required"], json!(["name", "friends"]));
    assert_eq!(
        schemas["User.sent"]["properties"]["friends"]["items"]["$ref"],
        "#/components/schemas/User.sent"
    );
    let problem = &show["default"]["content"]["application/problem+json"]["schema"]["$ref"];
    assert_eq!(problem, "#/components/schemas/Problem");
    let saved = &document["paths"]["/users/{id}"]["put"]["responses"];
    assert!(saved["409"]["content"]["application/problem+json"].is_object());
    assert_eq!(saved["3XX"]["headers"]["Location"]["schema"]["format"], "uri-reference");
    assert_eq!(
        document["paths"]["/users/"]["get"]["responses"]["200"]["content"],
        json!({ "application/json": {} })
    );
}

#[test]
fn the_text_is_always_the_same() {
    let text = document(&App::new(Site)).to_string();
    assert_eq!(text, document(&App::new(Site)).to_string());
    assert!(text.starts_with("{\n  \"components\""), "{text}");
    let of = |name: &str| text.find(name).unwrap();
    assert!(of("\"info\"") < of("\"openapi\"") && of("\"openapi\"") < of("\"paths\""));
}

#[test]
fn a_mounted_application_says_where_it_is() {
    routes! { Inner = brace, wz::openapi::json }
    routes! { Outer = live }

    let app = App::new(Outer).mount("/sub", App::new(Inner).openapi(OpenApi::new("Inner", "1")));
    let answer = crate::answers::block_on(app.call(Request::get("/sub/openapi.json")));
    let document: Value = serde_json::from_slice(answer.body().as_bytes().unwrap()).unwrap();
    assert_eq!(document["servers"], json!([{ "url": "/sub" }]));
    assert!(document["paths"]["/brace/%7Bx%7D"].is_object());
}

#[test]
fn only_what_is_below_a_prefix() {
    let api = OpenApi::new("Users", "1").below("/user").below("/odd/").below("/live");
    let document = document(&App::new(Site).openapi(api)).to_json();
    let paths: Vec<_> = document["paths"].as_object().unwrap().keys().cloned().collect();
    assert_eq!(paths, ["/live", "/odd/{kind}-{x}/{year}/{hex}/{rest}"]);
}
