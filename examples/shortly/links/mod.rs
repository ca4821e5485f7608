//! Where the links are kept.

mod redis;
mod sqlite;

use serde::Serialize;
use wz::prelude::*;
use wz::redis::Redis;

use self::redis::RedisLinks;
use self::sqlite::SqliteLinks;
use crate::id::Id;

/// A link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    pub url: String,
    pub clicks: u64,
}

/// All of them.
pub enum Links {
    /// In a file: for the processes of one machine.
    Sqlite(SqliteLinks),
    /// In a Redis: for all processes that reach it.
    Redis(RedisLinks),
}

impl Links {
    pub fn in_file(path: &str) -> Result<Links> {
        Ok(Links::Sqlite(SqliteLinks::open(path)?))
    }

    pub fn in_redis(redis: Redis) -> Links {
        Links::Redis(RedisLinks::new(redis))
    }

    /// The link to a URL, and whether it is new: there is one for each.
    pub async fn add(&self, url: &str) -> Result<(Id, bool)> {
        match self {
            Links::Sqlite(links) => links.add(url).await,
            Links::Redis(links) => links.add(url).await,
        }
    }

    pub async fn find(&self, id: Id) -> Result<Option<Link>> {
        match self {
            Links::Sqlite(links) => links.find(id).await,
            Links::Redis(links) => links.find(id).await,
        }
    }

    /// Where the link leads, for somebody who goes there: that is counted.
    pub async fn visit(&self, id: Id) -> Result<Option<String>> {
        match self {
            Links::Sqlite(links) => links.visit(id).await,
            Links::Redis(links) => links.visit(id).await,
        }
    }
}
