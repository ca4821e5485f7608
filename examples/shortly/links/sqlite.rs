use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use wz::prelude::*;

use super::Link;
use crate::id::Id;

/// Links in a file of SQLite, or in memory.
#[derive(Clone)]
pub struct SqliteLinks(Arc<Mutex<Connection>>);

impl SqliteLinks {
    /// In this file, which is made when there is none.
    pub fn open(path: &str) -> Result<SqliteLinks> {
        let connection = Connection::open(path)?;
        // Another process may be writing.
        connection.busy_timeout(Duration::from_secs(5))?;
        // The file keeps this mode. An error says that another process is putting it into the same one right now.
        let _ = connection.pragma_update(None, "journal_mode", "WAL");
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        connection.execute_batch(
            "CREATE TABLE IF NOT EXISTS links (
                 id INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE, clicks INTEGER NOT NULL DEFAULT 0
             ) STRICT",
        )?;
        Ok(SqliteLinks(Arc::new(Mutex::new(connection))))
    }

    pub async fn add(&self, url: &str) -> Result<(Id, bool)> {
        let url = url.to_owned();
        self.work(move |connection| {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let new =
                transaction.execute("INSERT INTO links (url) VALUES (?1) ON CONFLICT DO NOTHING", [&url])?;
            let id =
                transaction.query_row("SELECT id FROM links WHERE url = ?1", [&url], |row| row.get(0))?;
            transaction.commit()?;
            Ok((Id(id), new == 1))
        })
        .await
    }

    pub async fn find(&self, id: Id) -> Result<Option<Link>> {
        self.work(move |connection| {
            let sql = "SELECT url, clicks FROM links WHERE id = ?1";
            let link = |row: &rusqlite::Row<'_>| {
                Ok(Link { url: row.get(0)?, clicks: row.get::<_, i64>(1)?.unsigned_abs() })
            };
            connection.query_row(sql, params![id.0], link).optional()
        })
        .await
    }

    pub async fn visit(&self, id: Id) -> Result<Option<String>> {
        self.work(move |connection| {
            let sql = "UPDATE links SET clicks = clicks + 1 WHERE id = ?1 RETURNING url";
            connection.query_row(sql, params![id.0], |row| row.get(0)).optional()
        })
        .await
    }

    /// SQLite blocks its thread, which must not be one of the server's.
    async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T> {
        let connection = Arc::clone(&self.0);
        let work = move || work(&mut connection.lock().unwrap_or_else(PoisonError::into_inner));
        Ok(tokio::task::spawn_blocking(work).await??)
    }
}
