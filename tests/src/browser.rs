use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// A page that does not get so far within this time never will.
const PATIENCE: Duration = Duration::from_secs(60);

/// A Chromium without a window, with one page: told what to do by its DevTools protocol, through two pipes.
#[derive(Debug)]
pub struct Browser {
    child: Child,
    folder: PathBuf,
    to: File,
    from: BufReader<File>,
    session: String,
    calls: u64,
}

impl Browser {
    /// Starts the browser. `None`, with a line that says so, on a machine that has none; with `TEST_BROWSER=required` in
    /// the environment that is a failure.
    pub fn start() -> Option<Browser> {
        static NEXT: AtomicU32 = AtomicU32::new(0);

        let Some(program) = find() else {
            assert!(std::env::var_os("TEST_BROWSER").is_none(), "there is no chromium");
            println!("skipped: no chromium");
            return None;
        };
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("wz-browser-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder of its own");
        let (to, from) = (folder.join("to"), folder.join("from"));
        let pipes = Command::new("mkfifo").args([&to, &from]).status().expect("mkfifo runs");
        assert!(pipes.success());
        // The browser reads descriptor 3 and writes to 4, which a shell can give it.
        let child = Command::new("sh")
            .args(["-c", r#"in=$1 out=$2; shift 2; exec "$@" 3<"$in" 4>"$out""#, "sh"])
            .args([&to, &from, &program])
            .args(["--headless", "--remote-debugging-pipe", "--no-first-run", "--disable-dev-shm-usage"])
            // Tests run as root in containers, where there is no sandbox; all that is opened is ours.
            .args(["--no-sandbox", "--disable-gpu", "--disable-background-networking"])
            .arg(format!("--user-data-dir={}", folder.join("profile").display()))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("a shell runs");
        let to = File::options().write(true).open(&to).expect("the pipe is there");
        let from = BufReader::new(File::open(&from).expect("the pipe is there"));
        let mut browser = Browser { child, folder, to, from, session: String::new(), calls: 0 };
        let target = browser.call("Target.createTarget", &json!({ "url": "about:blank" }));
        let attach = json!({ "targetId": target["targetId"], "flatten": true });
        let session = browser.call("Target.attachToTarget", &attach);
        browser.session = session["sessionId"].as_str().expect("a session").to_owned();
        browser.call("Page.enable", &json!({}));
        Some(browser)
    }

    /// Opens a page and waits until it is complete.
    pub fn open(&mut self, url: &str) {
        let answer = self.call("Page.navigate", &json!({ "url": url }));
        assert!(answer.get("errorText").is_none(), "{url}: {answer}");
        self.wait(&format!("location.href === {} && document.readyState === 'complete'", json!(url)));
    }

    /// The value of an expression, when it is one that JSON has.
    pub fn evaluate(&mut self, expression: &str) -> Value {
        let arguments = json!({ "expression": expression, "returnByValue": true, "awaitPromise": true });
        let answer = self.call("Runtime.evaluate", &arguments);
        assert!(answer.get("exceptionDetails").is_none(), "{expression}: {answer}");
        answer["result"]["value"].clone()
    }

    /// Waits until an expression is true.
    pub fn wait(&mut self, expression: &str) {
        let deadline = Instant::now() + PATIENCE;
        while self.evaluate(expression) != Value::Bool(true) {
            if Instant::now() > deadline {
                let page = self.evaluate("document.documentElement.outerHTML");
                panic!("`{expression}` never comes true in {}", page.as_str().unwrap_or_default());
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Drops files in the middle of the first element that the selector finds, as from a desktop.
    pub fn drop_files(&mut self, selector: &str, paths: &[&Path]) {
        let place = self.evaluate(&format!(
            "(() => {{ const r = document.querySelector({}).getBoundingClientRect(); \
             return [r.x + r.width / 2, r.y + r.height / 2]; }})()",
            json!(selector)
        ));
        for kind in ["dragEnter", "dragOver", "drop"] {
            let data = json!({ "items": [], "files": paths, "dragOperationsMask": 1 });
            let arguments = json!({ "type": kind, "x": place[0], "y": place[1], "data": data });
            self.call("Input.dispatchDragEvent", &arguments);
        }
    }

    /// Chooses files in the `<input type=file>` that the selector finds.
    pub fn choose_files(&mut self, selector: &str, paths: &[&Path]) {
        let document = self.call("DOM.getDocument", &json!({}));
        let query = json!({ "nodeId": document["root"]["nodeId"], "selector": selector });
        let node = self.call("DOM.querySelector", &query);
        self.call("DOM.setFileInputFiles", &json!({ "nodeId": node["nodeId"], "files": paths }));
    }

    /// Whether pages that are opened from now on run their scripts.
    pub fn set_scripts(&mut self, run: bool) {
        self.call("Emulation.setScriptExecutionDisabled", &json!({ "value": !run }));
    }

    /// From now on no more than so many bytes a second are sent.
    pub fn slow_down(&mut self, bytes: u64) {
        self.call("Network.enable", &json!({}));
        let speed = json!({
            "offline": false, "latency": 0, "downloadThroughput": -1, "uploadThroughput": bytes
        });
        self.call("Network.emulateNetworkConditions", &speed);
    }

    /// Any method of the protocol. What the browser tells meanwhile is dropped.
    fn call(&mut self, method: &str, arguments: &Value) -> Value {
        self.calls += 1;
        let mut message = json!({ "id": self.calls, "method": method, "params": arguments });
        if !self.session.is_empty() {
            message["sessionId"] = json!(self.session);
        }
        let mut bytes = message.to_string().into_bytes();
        bytes.push(0);
        self.to.write_all(&bytes).expect("the browser listens");
        loop {
            let mut answer = Vec::new();
            self.from.read_until(0, &mut answer).expect("the browser answers");
            assert_eq!(answer.pop(), Some(0), "{method}: the browser is gone");
            let mut answer: Value = serde_json::from_slice(&answer).expect("JSON");
            if answer["id"] == json!(self.calls) {
                assert!(answer.get("error").is_none(), "{method}: {answer}");
                return answer["result"].take();
            }
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // It may have ended already. Its own processes end when it does.
        let _ = self.child.kill();
        let _ = self.child.wait();
        // They may still be writing there.
        for _ in 0..50 {
            if std::fs::remove_dir_all(&self.folder).is_ok() {
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

/// Where the program is, by any of its usual names.
fn find() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let mut folders = std::env::split_paths(&path);
    folders.find_map(|folder| {
        ["chromium", "chromium-browser", "google-chrome"]
            .map(|name| folder.join(name))
            .into_iter()
            .find(|path| path.is_file())
    })
}
