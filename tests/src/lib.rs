//! Shared by the tests of the workspace: a raw HTTP client, which sends what it is told, and programs under test.
//! Both panic when something is not as it must be: a test is all that ever calls them.
#![allow(clippy::panic, clippy::expect_used, clippy::unwrap_used)]

mod answer;
mod browser;
mod client;
mod frames;
pub mod fuzz;
pub mod naive;
pub mod oracle;
mod program;
pub mod random;
mod redis_server;

pub use answer::Answer;
pub use browser::Browser;
pub use client::{Client, ask, exchange};
pub use frames::Frames;
pub use program::{Output, Program, run, run_with};
pub use redis_server::RedisServer;

/// The Rust blocks of the README and the guide, compiled and run as tests.
#[cfg(doctest)]
mod documents {
    macro_rules! documents {
        ($($name:ident: $path:literal,)*) => {$(
            #[doc = include_str!(concat!("../../", $path))]
            mod $name {}
        )*};
    }
    documents! {
        readme: "README.md",
        context: "docs/src/context.md",
        middleware: "docs/src/middleware.md",
        quickstart: "docs/src/quickstart.md",
        routing: "docs/src/routing.md",
        urls: "docs/src/urls.md",
        requests: "docs/src/requests.md",
        responses: "docs/src/responses.md",
        static_files: "docs/src/static-files.md",
        openapi: "docs/src/openapi.md",
        framework: "docs/src/framework.md",
        errors: "docs/src/errors.md",
        sessions: "docs/src/sessions.md",
        websockets: "docs/src/websockets.md",
        configuration: "docs/src/configuration.md",
        running: "docs/src/running.md",
        http: "docs/http.md",
        from_flask: "docs/src/from-flask.md",
        from_axum: "docs/src/from-axum.md",
    }
}
