use wz::prelude::*;
use wz::redis::{Redis, cmd};

use super::Link;
use crate::id::Id;

/// Links in a Redis: a hash for each, `shortly:link:7`, the id of each URL, and the last id.
pub struct RedisLinks(Redis);

/// In one step, since another process may add the same URL.
const ADD: &str = "\
local known = redis.call('GET', KEYS[1])
if known then return {known, 0} end
local id = redis.call('INCR', 'shortly:last')
redis.call('SET', KEYS[1], id)
redis.call('HSET', 'shortly:link:' .. id, 'url', ARGV[1], 'clicks', 0)
return {id, 1}";

/// A link that is not there is not made by counting it.
const VISIT: &str = "\
local url = redis.call('HGET', KEYS[1], 'url')
if url then redis.call('HINCRBY', KEYS[1], 'clicks', 1) end
return url";

impl RedisLinks {
    pub fn new(redis: Redis) -> RedisLinks {
        RedisLinks(redis)
    }

    pub async fn add(&self, url: &str) -> Result<(Id, bool)> {
        let key = format!("shortly:url:{url}");
        let (id, is_new) = self.0.run(cmd("EVAL").arg(ADD).arg(1).arg(key).arg(url)).await?;
        Ok((Id(id), is_new))
    }

    pub async fn find(&self, id: Id) -> Result<Option<Link>> {
        let (url, clicks): (Option<String>, Option<u64>) =
            self.0.run(cmd("HMGET").arg(key(id)).arg("url").arg("clicks")).await?;
        Ok(url.map(|url| Link { url, clicks: clicks.unwrap_or_default() }))
    }

    pub async fn visit(&self, id: Id) -> Result<Option<String>> {
        self.0.run(cmd("EVAL").arg(VISIT).arg(1).arg(key(id))).await
    }
}

fn key(id: Id) -> String {
    format!("shortly:link:{}", id.0)
}
