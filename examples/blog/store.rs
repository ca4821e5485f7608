//! Where the posts are kept: in memory, which is enough for an example.

use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};
use wz::openapi::schemars::{self, JsonSchema};

/// A post as it is kept.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Post {
    pub id: u32,
    #[serde(flatten)]
    pub draft: Draft,
}

/// A post as it is written: by a form or as JSON.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Draft {
    /// Up to 100 characters.
    pub title: String,
    /// One paragraph for each line.
    pub text: String,
}

impl Draft {
    /// What is wrong with it, in a sentence for the writer.
    pub fn problem(&self) -> Option<&'static str> {
        if self.title.trim().is_empty() {
            return Some("A post needs a title.");
        }
        (self.title.chars().count() > 100).then_some("The title is longer than 100 characters.")
    }
}

#[derive(Debug, Default)]
pub struct Store(Mutex<Vec<Post>>);

impl Store {
    pub fn with_examples() -> Store {
        let store = Store::default();
        for (title, text) in [
            ("Hello", "The first post.\nIt has two lines."),
            ("Typed links & more", "A link to a post that takes a number cannot be given a <word>."),
        ] {
            store.add(Draft { title: title.into(), text: text.into() });
        }
        store
    }

    pub fn len(&self) -> usize {
        self.posts().len()
    }

    pub fn get(&self, id: u32) -> Option<Post> {
        self.posts().iter().find(|post| post.id == id).cloned()
    }

    /// The posts with this word in title or text, newest first, one page of them.
    pub fn find(&self, word: &str, page: usize, per_page: usize) -> Vec<Post> {
        let word = word.to_lowercase();
        let has = |text: &str| text.to_lowercase().contains(&word);
        let posts = self.posts();
        let found = posts.iter().rev().filter(|post| has(&post.draft.title) || has(&post.draft.text));
        found.skip(page.saturating_mul(per_page)).take(per_page).cloned().collect()
    }

    /// Keeps the draft and gives its number.
    pub fn add(&self, draft: Draft) -> u32 {
        let mut posts = self.posts();
        let id = posts.last().map_or(1, |post| post.id + 1);
        posts.push(Post { id, draft });
        id
    }

    /// Whether there was such a post.
    pub fn remove(&self, id: u32) -> bool {
        let mut posts = self.posts();
        let before = posts.len();
        posts.retain(|post| post.id != id);
        posts.len() < before
    }

    /// A panic elsewhere has not left a post half written: whole posts are pushed and removed.
    fn posts(&self) -> MutexGuard<'_, Vec<Post>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
