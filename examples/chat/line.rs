//! What is said, and told.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use wz::prelude::*;

/// What somebody says.
#[derive(Deserialize)]
pub struct Said {
    name: String,
    text: String,
}

impl Said {
    /// As it is told to all.
    pub fn line(&self, id: u64) -> Result<News, HttpError> {
        let (name, text) = (self.name.trim(), self.text.trim());
        if name.is_empty() || name.chars().count() > 30 {
            abort!(400, "A name has 1 to 30 characters.");
        }
        if text.is_empty() || text.chars().count() > 1000 {
            abort!(400, "A line has 1 to 1000 characters.");
        }
        Ok(News::new(Some(id), &Line { id, name, text }))
    }
}

#[derive(Serialize)]
struct Line<'l> {
    id: u64,
    name: &'l str,
    text: &'l str,
}

#[derive(Serialize)]
struct Here {
    here: usize,
}

/// What is told to all: written once, however many there are.
#[derive(Clone)]
pub struct News {
    /// Of a line; other news is of no interest later.
    pub id: Option<u64>,
    pub json: Arc<str>,
}

impl News {
    /// How many are in the room.
    pub fn here(count: usize) -> News {
        News::new(None, &Here { here: count })
    }

    fn new(id: Option<u64>, value: &impl Serialize) -> News {
        // Texts and numbers always have a JSON.
        News { id, json: serde_json::to_string(value).unwrap_or_default().into() }
    }
}
