use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use rusqlite::{Connection, ErrorCode, OptionalExtension, params};

use super::SessionStore;
use crate::blocking::blocking;
use crate::error::Error;

/// Sessions in a file of SQLite (feature `sqlite`): they outlive the process, and all processes of one machine may share
/// them.
///
/// The table `wz_sessions` is made when the file is opened; what else is in the file stays as it is, so it may be the
/// database of the application. The file is in WAL mode, in which those that read wait for nobody; those that write wait up to
/// [5 seconds](SqliteStore::BUSY_TIMEOUT) for each other. A session is written when its request is answered, and is there
/// after a crash of the program; that of the machine may cost the last ones. Sessions whose time is over are removed when
/// others are saved, once in a [while](SqliteStore::SWEEP).
///
/// The work is done on tokio's threads for work that blocks, where there is a runtime. A file system of a network is no place
/// for the file: SQLite's locks do not work there.
///
/// ```
/// use wz::session::{Key, Keys, Sessions, SqliteStore};
///
/// # fn main() -> wz::Result {
/// # let file = std::env::temp_dir().join(format!("wz-sessions-{}.db", std::process::id()));
/// let sessions = Sessions::stored(Keys::new(Key::generate()?), SqliteStore::open(&file)?);
/// # drop(sessions);
/// # for end in ["", "-wal", "-shm"] { let _ = std::fs::remove_file(format!("{}{end}", file.display())); }
/// # Ok(()) }
/// ```
#[derive(Clone)]
pub struct SqliteStore(Arc<File>);

struct File {
    path: PathBuf,
    /// Two, since who reads does not wait for who writes.
    reader: Mutex<Connection>,
    writer: Mutex<Writer>,
}

struct Writer {
    connection: Connection,
    swept: Instant,
}

impl SqliteStore {
    /// For how long one process waits for another that writes: 5 seconds. Then it is an error, and a 500.
    pub const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

    /// How often sessions whose time is over are looked for: every 5 minutes.
    pub const SWEEP: Duration = Duration::from_secs(300);

    /// Sessions in this file, which is made when there is none.
    ///
    /// # Errors
    /// When it cannot be made or written, is no database, or is locked for longer than
    /// [`BUSY_TIMEOUT`](SqliteStore::BUSY_TIMEOUT).
    pub fn open(path: impl AsRef<Path>) -> Result<SqliteStore, Error> {
        let path = path.as_ref();
        let open = || {
            let connection = connect(path)?;
            prepare(&connection)?;
            let writer = Writer { connection, swept: Instant::now() };
            sweep(&writer.connection)?;
            let (reader, writer) = (Mutex::new(connect(path)?), Mutex::new(writer));
            Ok(SqliteStore(Arc::new(File { path: path.to_owned(), reader, writer })))
        };
        Ok(open().map_err(|error| failure(path, &error))?)
    }

    async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce(&File) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, Error> {
        let file = Arc::clone(&self.0);
        Ok(blocking(move || work(&file).map_err(|error| failure(&file.path, &error))).await?)
    }
}

impl SessionStore for SqliteStore {
    async fn load(&self, id: &str) -> Result<Option<String>, Error> {
        let id = id.to_owned();
        self.work(move |file| {
            let reader = file.reader.lock().unwrap_or_else(PoisonError::into_inner);
            let sql = "SELECT data FROM wz_sessions WHERE id = ?1 AND expires > ?2";
            reader.query_row(sql, params![id, now()], |row| row.get(0)).optional()
        })
        .await
    }

    async fn save(&self, id: &str, data: &str, time: Duration) -> Result<(), Error> {
        let (id, data) = (id.to_owned(), data.to_owned());
        let expires = end(time);
        self.work(move |file| {
            let mut writer = file.writer.lock().unwrap_or_else(PoisonError::into_inner);
            let sql = "INSERT INTO wz_sessions (id, data, expires) VALUES (?1, ?2, ?3) \
                       ON CONFLICT (id) DO UPDATE SET data = excluded.data, expires = excluded.expires";
            writer.connection.execute(sql, params![id, data, expires])?;
            if writer.swept.elapsed() >= SqliteStore::SWEEP && sweep(&writer.connection)? {
                writer.swept = Instant::now();
            }
            Ok(())
        })
        .await
    }

    async fn update(&self, id: &str, data: &str, time: Duration) -> Result<bool, Error> {
        let (id, data, expires) = (id.to_owned(), data.to_owned(), end(time));
        self.work(move |file| {
            let writer = file.writer.lock().unwrap_or_else(PoisonError::into_inner);
            let sql = "UPDATE wz_sessions SET data = ?2, expires = ?3 WHERE id = ?1 AND expires > ?4";
            Ok(writer.connection.execute(sql, params![id, data, expires, now()])? > 0)
        })
        .await
    }

    async fn delete(&self, id: &str) -> Result<(), Error> {
        let id = id.to_owned();
        self.work(move |file| {
            let writer = file.writer.lock().unwrap_or_else(PoisonError::into_inner);
            writer.connection.execute("DELETE FROM wz_sessions WHERE id = ?1", [id]).map(drop)
        })
        .await
    }
}

fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(SqliteStore::BUSY_TIMEOUT)?;
    // In WAL mode a crash of the program loses nothing so.
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    Ok(connection)
}

fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    let start = Instant::now();
    // Of two that change the mode at once one is told so, without the busy timeout.
    while let Err(error) = connection.pragma_update(None, "journal_mode", "WAL") {
        let busy =
            matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked));
        if !busy || start.elapsed() > SqliteStore::BUSY_TIMEOUT {
            return Err(error);
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    connection.execute_batch(
        "BEGIN IMMEDIATE;
         CREATE TABLE IF NOT EXISTS wz_sessions (id TEXT PRIMARY KEY, data TEXT NOT NULL, expires INTEGER NOT NULL) WITHOUT ROWID;
         CREATE INDEX IF NOT EXISTS wz_sessions_expires ON wz_sessions (expires);
         COMMIT;",
    )
}

/// Removes some of what has ended, so that nobody waits long for that. Whether that was all.
fn sweep(connection: &Connection) -> rusqlite::Result<bool> {
    let sql =
        "DELETE FROM wz_sessions WHERE id IN (SELECT id FROM wz_sessions WHERE expires <= ?1 LIMIT 1000)";
    let removed = connection.execute(sql, [now()])?;
    Ok(removed < 1000)
}

/// Milliseconds since 1970.
fn now() -> i64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// When what is saved now for so long is over.
fn end(time: Duration) -> i64 {
    now().saturating_add(i64::try_from(time.as_millis()).unwrap_or(i64::MAX))
}

fn failure(path: &Path, error: &rusqlite::Error) -> io::Error {
    io::Error::other(format!("the sessions in {}: {error}", path.display()))
}

impl fmt::Debug for SqliteStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("SqliteStore").field(&self.0.path).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_ended_is_removed() {
        let connection = Connection::open_in_memory().unwrap();
        prepare(&connection).unwrap();
        let count =
            || connection.query_row("SELECT count(*) FROM wz_sessions", [], |row| row.get::<_, i64>(0));
        for id in 0..2500 {
            let expires = if id < 1500 { 1 } else { i64::MAX };
            let sql = "INSERT INTO wz_sessions VALUES (?1, '{}', ?2)";
            connection.execute(sql, params![id.to_string(), expires]).unwrap();
        }
        assert!(!sweep(&connection).unwrap());
        assert_eq!(count(), Ok(1500));
        assert!(sweep(&connection).unwrap());
        assert_eq!(count(), Ok(1000));
    }
}
