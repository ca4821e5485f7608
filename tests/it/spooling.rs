//! Files that go to disk while they arrive: whatever happens, none is left.
//!
//! Each test runs once more in a process of its own, whose temporary files go to a folder of its own, where they are
//! counted.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use wz::prelude::*;
use wz_tests::{Answer, Client, exchange};

use crate::server::Running;

#[post("/")]
async fn files(Form(form): Form<FormData>) -> String {
    let on_disk = form.files.iter().filter(|(_, file)| file.path().is_some_and(Path::exists)).count();
    let open = std::fs::read_dir("/proc/self/fd").map_or(0, Iterator::count);
    assert!(open < 100, "{open} open files");
    format!("{on_disk} of {} files on disk", form.files.len())
}

#[post("/panic")]
async fn panics(form: Form<FormData>) -> String {
    panic!("with {} files", form.files.len())
}

routes! { pub Routes = files, panics }

const LONG: usize = 3 << 20;

fn file(content: &str) -> String {
    format!("--B\r\nContent-Disposition: form-data; name=f; filename=f\r\n\r\n{content}\r\n")
}

fn post(path: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "POST {path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\
         content-type: multipart/form-data; boundary=B\r\ncontent-length: {length}\r\n\r\n{body}"
    )
}

fn answer(server: &Running, request: String) -> (u16, String) {
    let answer = Answer::parse(&exchange(server.addr, request)).expect("an answer");
    (answer.status, answer.text())
}

fn count(folder: &Path) -> usize {
    std::fs::read_dir(folder).unwrap().count()
}

fn wait_for(folder: &Path, files: usize) {
    let deadline = Instant::now() + Duration::from_secs(20);
    while count(folder) != files {
        assert!(Instant::now() < deadline, "{} temporary files, not {files}", count(folder));
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// A folder, perhaps with a file system of its own, gone at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str) -> Folder {
        let name = test.rsplit("::").next().unwrap();
        let path = std::env::temp_dir().join(format!("wz-spooling-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Folder(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Runs the test with temporary files in a `place` below a folder of its own; both are given to it.
fn alone(test: &str, prepare: impl FnOnce(&Path) -> PathBuf, run: impl FnOnce(&Running, &Path)) {
    const AGAIN: &str = "WZ_SPOOLING";

    if std::env::var_os(AGAIN).is_some() {
        let server = Running::start();
        run(&server, &std::env::temp_dir());
        server.stop();
        return;
    }
    let folder = Folder::new(test);
    let place = prepare(&folder.0);
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture"])
        .env("TMPDIR", &place)
        .env(AGAIN, "")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    said.lines().filter(|line| line.starts_with("skipped")).for_each(|line| eprintln!("{line}"));
    assert!(output.status.success(), "{}{said}", String::from_utf8_lossy(&output.stdout));
    assert!(!place.exists() || count(&place) == 0);
}

fn own(folder: &Path) -> PathBuf {
    folder.to_owned()
}

#[test]
fn it_is_there_for_the_handler_alone() {
    alone("spooling::it_is_there_for_the_handler_alone", own, |server, folder| {
        let body = file("short") + &file(&"x".repeat(LONG)) + "--B--\r\n";
        for _ in 0..3 {
            assert_eq!(answer(server, post("/files/", &body)), (200, "1 of 2 files on disk".to_owned()));
        }
        assert_eq!(answer(server, post("/files/panic", &body)).0, 500);
        assert_eq!(count(folder), 0);
    });
}

#[test]
fn a_client_that_leaves() {
    alone("spooling::a_client_that_leaves", own, |server, folder| {
        let whole = post("/files/", &(file(&"x".repeat(LONG)) + "--B--\r\n"));
        for sent in [1 << 20, LONG, whole.len() - 4] {
            let mut client = Client::connect(server.addr);
            client.send(&whole.as_bytes()[..sent]);
            wait_for(folder, 1);
            drop(client);
            wait_for(folder, 0);
            server.assert_all_closed();
        }
    });
}

#[test]
fn a_form_without_its_end() {
    alone("spooling::a_form_without_its_end", own, |server, folder| {
        let body = file(&"x".repeat(LONG));
        for cut in [body.len(), body.len() - 1, LONG / 2] {
            assert_eq!(answer(server, post("/files/", &body[..cut])).0, 400);
            assert_eq!(count(folder), 0);
        }
        // A later part is broken, or one more is too long.
        let broken = body.clone() + "--B\r\nContent-Disposition: form-data\r\n\r\nx\r\n--B--\r\n";
        assert_eq!(answer(server, post("/files/", &broken)).0, 400);
        let long = format!(
            "--B\r\nContent-Disposition: form-data; name=t\r\n\r\n{}\r\n--B--\r\n",
            "x".repeat(600_000)
        );
        assert_eq!(answer(server, post("/files/", &(body + &long))).0, 413);
        assert_eq!(count(folder), 0);
    });
}

#[test]
fn many_files_are_not_kept_open() {
    alone("spooling::many_files_are_not_kept_open", own, |server, _| {
        let body = file(&"x".repeat(10_000)).repeat(900) + "--B--\r\n";
        let (status, text) = answer(server, post("/files/", &body));
        assert_eq!((status, text.as_str()), (200, "691 of 900 files on disk"));
    });
}

#[test]
fn a_folder_that_is_not_there() {
    let nowhere = |folder: &Path| folder.join("nowhere");
    alone("spooling::a_folder_that_is_not_there", nowhere, |server, _| {
        let body = file(&"x".repeat(LONG)) + "--B--\r\n";
        let (status, page) = answer(server, post("/files/", &body));
        assert!(status == 500 && !page.contains("nowhere"), "{page}");
        let log = server.failures().join("\n");
        assert!(log.contains("POST /files/") && log.contains("nowhere"), "{log}");
        // What stays in memory is served.
        assert_eq!(answer(server, post("/files/", &(file("short") + "--B--\r\n"))).0, 200);
    });
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_full() {
    struct Mounted(PathBuf);
    impl Drop for Mounted {
        fn drop(&mut self) {
            let _ = Command::new("umount").arg(&self.0).status();
            let _ = std::fs::remove_dir(&self.0);
        }
    }

    let mut mounted = None;
    let small = |folder: &Path| {
        let mount =
            Command::new("mount").args(["-t", "tmpfs", "-o", "size=1m", "tmpfs"]).arg(folder).output();
        if mount.is_ok_and(|output| output.status.success()) {
            mounted = Some(Mounted(folder.to_owned()));
        }
        folder.to_owned()
    };
    alone("spooling::a_disk_that_is_full", small, |server, folder| {
        let full = std::fs::write(folder.join("probe"), vec![0; LONG]).is_err();
        std::fs::remove_file(folder.join("probe")).unwrap();
        if !full {
            eprintln!("skipped: no right to mount a small file system");
            return;
        }
        let body = file(&"x".repeat(LONG)) + "--B--\r\n";
        for _ in 0..3 {
            let (status, page) = answer(server, post("/files/", &body));
            assert!(status == 507 && page.contains("no room"), "{status} {page}");
            assert_eq!(count(folder), 0);
        }
        let log = server.failures().join("\n");
        assert!(log.contains("No space left on device"), "{log}");
        // There is room for this one.
        let body = file(&"x".repeat(700_000)) + "--B--\r\n";
        assert_eq!(answer(server, post("/files/", &body)), (200, "1 of 1 files on disk".to_owned()));
    });
}
