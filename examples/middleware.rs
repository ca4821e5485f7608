//! Middleware for all, for a set and for one route; hooks in Flask's order; another service below a prefix.
//!
//! `cargo run -p wz-examples --bin middleware`, then `curl -i http://127.0.0.1:5000/admin/users -H 'x-user: ada'`.

use std::collections::HashMap;
use std::sync::Mutex;
use std::time::Instant;

use wz::handler::PeerAddr;
use wz::prelude::*;

/// Who may do what: the state that middleware and handlers share.
struct Users {
    admins: Vec<String>,
    visits: Mutex<HashMap<String, u64>>,
}

#[derive(Clone)]
struct User(String);

/// For every request: how long it took.
async fn timed(request: Request, next: Next) -> Response {
    let start = Instant::now();
    let response = next.run(request).await;
    response.with_header("server-timing", format!("app;dur={:.1}", start.elapsed().as_secs_f64() * 1000.0))
}

/// For a set of routes: only administrators get there.
async fn admins_only(
    users: State<Users>,
    user: Option<Extension<User>>,
    request: Request,
    next: Next,
) -> Result<Response> {
    match user {
        None => abort!(401, "Say who you are."),
        Some(user) if users.admins.contains(&user.0.0) => Ok(next.run(request).await),
        Some(_) => abort!(403),
    }
}

/// For one route.
async fn only_from_here(peer: PeerAddr, request: Request, next: Next) -> Result<Response> {
    if !peer.0.ip().is_loopback() {
        abort!(404);
    }
    Ok(next.run(request).await)
}

/// Before each request: who it is. A real program would look at a cookie, and prove it.
async fn load_user(request: &mut Request) -> Option<Response> {
    let name = request.headers().get("x-user")?.to_str().ok()?.to_owned();
    request.extensions_mut().insert(User(name));
    None
}

/// After each request: which routes are used how much.
async fn count(users: State<Users>, request: &Request, response: Response) -> Response {
    if let (Some(route), Ok(mut visits)) = (request.route(), users.visits.lock()) {
        *visits.entry(route.endpoint()).or_default() += 1;
    }
    response.with_header("x-content-type-options", "nosniff")
}

#[get("/")]
async fn index(user: Option<Extension<User>>) -> String {
    format!("Hello, {}!", user.map_or("stranger".to_owned(), |user| user.0.0))
}

#[get("/users")]
async fn list(users: State<Users>) -> String {
    users.admins.join(", ")
}

/// To see what is left of a request whose handler crashes.
#[get("/crash")]
#[expect(clippy::panic, reason = "what it is for")]
fn crash() {
    panic!("on purpose");
}

#[get("/visits", with(only_from_here))]
async fn visits(users: State<Users>) -> Result<Json<HashMap<String, u64>>> {
    match users.visits.lock() {
        Ok(visits) => Ok(Json(visits.clone())),
        Err(_) => abort!(503),
    }
}

routes! { pub Site = index, visits, "/admin" with(admins_only) => [list, crash] }

/// A program of its own, with its own middleware: here another `App`, but any tower service will do.
#[get("/page/")]
fn old_page(request: &Request) -> Html<String> {
    Html(format!(r#"<a href="{}">this page</a>"#, request.href(&url_for!(in Old: old_page))))
}

routes! { Old = old_page }

fn main() -> wz::Result {
    let users = Users { admins: vec!["ada".to_owned()], visits: Mutex::default() };
    let app = App::new(Site)
        .state(users)
        .middleware(timed)
        .before_request(load_user)
        .after_request(count)
        .teardown_request(|request, failure| {
            if failure.is_some() {
                eprintln!("{} ended badly", request.path());
            }
        })
        .mount("/old", App::new(Old));
    wz::run(app)
}
