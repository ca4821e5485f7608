//! Shared by the tests of the workspace: a raw HTTP client, which sends what it is told, and programs under test.
//! Both panic when something is not as it must be: a test is all that ever calls them.
#![allow(clippy::panic, clippy::expect_used)]

mod answer;
mod client;
mod program;

pub use answer::Answer;
pub use client::{Client, ask, exchange};
pub use program::{Output, Program, run};
