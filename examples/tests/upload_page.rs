//! The page of the program `upload` in a real browser.
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};
use std::process;

use sha2::{Digest, Sha256};
use wz_tests::{Browser, Program};

/// The program, the browser with its page open, and a folder with files to send.
struct Desk {
    program: Program,
    browser: Browser,
    folder: PathBuf,
}

impl Desk {
    fn open(word: &str, largest: &str) -> Option<Desk> {
        let mut browser = Browser::start()?;
        let program = Program::start_with(env!("CARGO_BIN_EXE_upload"), &[("UPLOAD_LARGEST", largest)]);
        let folder = std::env::temp_dir().join(format!("wz-upload-{word}-{}", process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        browser.open(&format!("http://{}/", program.addr()));
        Some(Desk { program, browser, folder })
    }

    /// A file of so many bytes, with its hash.
    fn file(&self, name: &str, length: usize) -> (PathBuf, String) {
        let content: Vec<u8> = (0..length).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        let path = self.folder.join(name);
        std::fs::write(&path, &content).unwrap();
        (path, Sha256::digest(&content).iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// Drops files on the page and waits until all files there have come to an end.
    fn drop_files(&mut self, paths: &[&Path]) {
        let before = self.browser.evaluate("list.children.length").as_u64().unwrap();
        self.browser.drop_files(".zone", paths);
        self.finished(before as usize + paths.len());
    }

    fn finished(&mut self, count: usize) {
        self.browser.wait(&format!("document.querySelectorAll('.done, .failed').length === {count}"));
    }

    /// What the page says of the file with this name: the state it is in, and the text.
    fn said(&mut self, name: &str) -> String {
        let find = format!(
            "(() => {{ const item = [...list.children].find((item) => item.querySelector('.name').textContent === {}); \
             return item && item.className.replace('file ', '') + ': ' + item.querySelector('.state').textContent; }})()",
            serde_json::json!(name)
        );
        self.browser.evaluate(&find).as_str().unwrap_or_default().to_owned()
    }

    fn saved(name: &str) -> PathBuf {
        std::env::temp_dir().join("wz-upload").join(name)
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

#[test]
fn files_that_are_dropped_or_chosen_arrive() {
    let Some(mut desk) = Desk::open("drop", "5000000") else { return };
    let number = process::id();
    let (small, large) = (format!("small-{number}.txt"), format!("large ü-{number}.bin"));
    let ((small_path, small_hash), (large_path, large_hash)) =
        (desk.file(&small, 9), desk.file(&large, 4_000_000));
    let saved = large.replace(' ', "_");
    desk.drop_files(&[&small_path, &large_path]);
    assert_eq!(desk.said(&small), format!("done: SHA-256 {small_hash}"));
    assert_eq!(desk.said(&saved), format!("done: SHA-256 {large_hash}"));
    assert!(std::fs::read(Desk::saved(&saved)).unwrap() == std::fs::read(&large_path).unwrap());
    std::fs::remove_file(Desk::saved(&small)).unwrap();

    desk.browser.choose_files("input", &[&small_path]);
    desk.finished(3);
    assert!(std::fs::read(Desk::saved(&small)).unwrap() == std::fs::read(&small_path).unwrap());
    std::fs::remove_file(Desk::saved(&small)).unwrap();
    std::fs::remove_file(Desk::saved(&saved)).unwrap();
}

#[test]
fn the_bar_shows_how_far_a_file_is() {
    let Some(mut desk) = Desk::open("bar", "5000000") else { return };
    let name = format!("slow-{}.bin", process::id());
    let (path, _) = desk.file(&name, 1_000_000);
    desk.browser.slow_down(500_000);
    desk.browser.drop_files(".zone", &[&path]);
    desk.browser.wait("document.querySelector('.sending progress')?.value > 0.2");
    assert!(desk.said(&name).ends_with(" %"), "{}", desk.said(&name));
    desk.browser.evaluate("document.querySelector('.cancel').click()");
    desk.browser.wait("document.querySelector('.failed .state')?.textContent === 'Cancelled'");

    desk.browser.slow_down(10_000_000);
    desk.browser.evaluate("document.querySelector('.again').click()");
    desk.browser.wait("document.querySelector('.done progress')?.value === 1");
    std::fs::remove_file(Desk::saved(&name)).unwrap();
}

#[test]
fn what_goes_wrong_is_said() {
    let Some(mut desk) = Desk::open("wrong", "1000000") else { return };
    let (path, _) = desk.file("too large.bin", 20_000_000);
    let limits = desk.browser.evaluate("document.querySelector('.limits').textContent");
    assert_eq!(limits, "up to 976.5 KiB each, up to 100 at once");
    desk.drop_files(&[&path]);
    assert_eq!(desk.said("too large.bin"), "failed: Not sent: it is larger than 976.5 KiB.");

    // A page that knows of no limit is told by the server, while it sends.
    desk.browser.evaluate("list.replaceChildren(); form.dataset.largest = Infinity");
    desk.drop_files(&[&path]);
    let said = desk.said("too large.bin");
    assert!(
        said.starts_with("failed: ") && said.contains("1000000 bytes") && said.contains("file_bytes"),
        "{said}"
    );

    let (path, _) = desk.file("late.bin", 9);
    let other = Program::start(env!("CARGO_BIN_EXE_upload"));
    drop(std::mem::replace(&mut desk.program, other));
    desk.drop_files(&[&path]);
    let said = desk.said("late.bin");
    assert!(said.starts_with("failed: The connection was lost"), "{said}");
}

#[test]
fn names_of_files_are_text() {
    let Some(mut desk) = Desk::open("names", "5") else { return };
    let names =
        ["<img src=x onerror=alert(1)>.txt", "<script>document.title = 'x'<%2Fscript>", "&lt;b&gt; \"'.txt"];
    for name in names {
        let (path, _) = desk.file(name, 9);
        desk.drop_files(&[&path]);
        assert_eq!(desk.said(name), "failed: Not sent: it is larger than 5 bytes.");
    }
    assert_eq!(desk.browser.evaluate("document.images.length + document.scripts.length"), 1);
    assert_eq!(desk.browser.evaluate("document.title"), "Upload");
}

#[test]
fn works_without_scripts() {
    let Some(mut desk) = Desk::open("plain", "5000") else { return };
    let url = format!("http://{}/", desk.program.addr());
    let name = format!("plain-{}.txt", process::id());
    let (path, hash) = desk.file(&name, 1000);
    desk.browser.set_scripts(false);
    desk.browser.open(&url);
    assert_eq!(desk.browser.evaluate("document.documentElement.className"), "");
    desk.browser.choose_files("input", &[&path]);
    desk.browser.evaluate("document.querySelector('.send').click()");
    desk.browser.wait("document.title === 'Uploaded'");
    let text = desk.browser.evaluate("document.querySelector('main').textContent");
    assert!(text.as_str().unwrap().contains(&hash), "{text}");
    std::fs::remove_file(Desk::saved(&name)).unwrap();
}
