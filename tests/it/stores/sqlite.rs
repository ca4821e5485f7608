use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

use wz::session::{SessionStore, SqliteStore};

use super::{HOUR, conforms, runtime};

/// A folder that is removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Folder {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("wz-sqlite-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).unwrap();
        Folder(folder)
    }

    fn file(&self) -> PathBuf {
        self.0.join("sessions.db")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn conforms_to_all() {
    let folder = Folder::new();
    conforms(|| SqliteStore::open(folder.file()).unwrap());
}

#[test]
fn it_outlives_who_has_written_it() {
    let folder = Folder::new();
    let store = SqliteStore::open(folder.file()).unwrap();
    runtime().block_on(store.save("a", "{}", HOUR)).unwrap();
    drop(store);
    let store = SqliteStore::open(folder.file()).unwrap();
    assert_eq!(runtime().block_on(store.load("a")).unwrap().as_deref(), Some("{}"));
}

#[test]
fn it_needs_no_runtime() {
    let folder = Folder::new();
    let client = wz::testing::Client::new(super::app(SqliteStore::open(folder.file()).unwrap()));
    assert_eq!(client.post("/count").send().assert_status(200).text(), "1");
}

#[test]
fn what_is_no_database_is_said() {
    let folder = Folder::new();
    std::fs::write(folder.file(), "This is a text and no database at all. ".repeat(99)).unwrap();
    let error = SqliteStore::open(folder.file()).unwrap_err().to_string();
    assert!(error.contains("sessions.db") && error.contains("not a database"), "{error}");
    assert!(SqliteStore::open(folder.0.join("no/such/folder.db")).is_err());
}

const FILE: &str = "WZ_TEST_SESSIONS";

/// Four processes make the file at the same time, and write into it.
#[test]
fn several_processes_share_it() {
    if let Some(file) = std::env::var_os(FILE) {
        let store = SqliteStore::open(file).unwrap();
        return runtime().block_on(async {
            for turn in 0..25 {
                let id = format!("{}/{turn}", std::process::id());
                store.save(&id, "{}", HOUR).await.unwrap();
                assert!(store.load(&id).await.unwrap().is_some());
            }
        });
    }
    let folder = Folder::new();
    let start = || {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["stores::sqlite::several_processes_share_it", "--exact"]).env(FILE, folder.file());
        command.spawn().unwrap()
    };
    let mut all = [(); 4].map(|()| start());
    for child in &mut all {
        assert!(child.wait().unwrap().success());
    }
    let store = SqliteStore::open(folder.file()).unwrap();
    for child in &all {
        let last = runtime().block_on(store.load(&format!("{}/24", child.id()))).unwrap();
        assert_eq!(last.as_deref(), Some("{}"));
    }
}
