use std::fs;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use http_body::Body as _;

use super::{NamedFile, StaticFolder};
use crate::app::App;
use crate::handler::State;
use crate::request::Request;
use crate::response::{IntoResponse, Response};
use crate::test_support::block_on;

/// A folder that is removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("wz-files-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path
    }

    fn open(&self, name: &str) -> NamedFile {
        block_on(NamedFile::open(self.0.join(name))).unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The chunks of a body, and whether it came to a good end.
fn chunks(response: &mut Response) -> (Vec<Bytes>, bool) {
    let (mut all, body) = (Vec::new(), response.body_mut());
    while let Some(frame) = block_on(std::future::poll_fn(|cx| Pin::new(&mut *body).poll_frame(cx))) {
        let Ok(frame) = frame else { return (all, false) };
        all.push(frame.into_data().unwrap());
    }
    (all, body.is_end_stream())
}

fn content(response: &mut Response) -> (Vec<u8>, bool) {
    let (chunks, whole) = chunks(response);
    (chunks.concat(), whole)
}

#[wz::get("/file")]
async fn file(path: State<PathBuf>) -> crate::Result<NamedFile> {
    Ok(NamedFile::open(path.as_path()).await?)
}

/// The same, from memory.
#[wz::get("/memory")]
async fn memory(path: State<PathBuf>) -> crate::Result<Response> {
    let file = NamedFile::open(path.as_path()).await?;
    Ok(file.into_response().with_body(fs::read(path.as_path())?))
}

#[wz::get("/<path:name>", endpoint = "static")]
async fn folder(name: &str, request: &Request, folder: State<StaticFolder>) -> crate::Result<Response> {
    Ok(folder.answer(request, name).await?)
}

wz::routes! { Site = file, memory }
wz::routes! { Static = folder }

/// Status, headers and content, with one boundary for all.
fn seen(mut response: Response) -> (u16, Vec<(String, String)>, Vec<u8>) {
    let (bytes, whole) = content(&mut response);
    assert!(whole);
    let headers = response.headers();
    let text = |name: &str| headers.get(name).map_or("", |value| value.to_str().unwrap());
    let boundary = text("content-type").split_once("boundary=").map_or("none", |(_, boundary)| boundary);
    let same = "B".repeat(boundary.len());
    let lines = headers.iter().map(|(name, value)| {
        (name.to_string(), String::from_utf8_lossy(value.as_bytes()).replace(boundary, &same))
    });
    let mut lines: Vec<_> = lines.collect();
    lines.sort();
    let bytes = match text("content-type").starts_with("multipart/") {
        true => String::from_utf8(bytes).unwrap().replace(boundary, &same).into_bytes(),
        false => bytes,
    };
    (response.status().as_u16(), lines, bytes)
}

#[test]
fn a_file_answers_as_memory_does() {
    let here = Folder::new("matrix");
    let long: String = (0..100_000).map(|line| format!("{line:07}\n")).collect();
    let mut statuses = std::collections::BTreeMap::<u16, usize>::new();
    for (name, text) in [("short.txt", "0123456789"), ("long.txt", &long), ("empty.txt", "")] {
        let path = here.write(name, text);
        // A whole second, well in the past.
        let then = UNIX_EPOCH + Duration::from_secs(1_000_000_000);
        fs::File::options().write(true).open(&path).unwrap().set_modified(then).unwrap();
        let app = App::new(Site).state(path);
        let tag = here.open(name).etag().unwrap().to_string();
        let (before, at, after) = (
            "Sun, 09 Sep 2001 01:46:39 GMT",
            "Sun, 09 Sep 2001 01:46:40 GMT",
            "Sun, 09 Sep 2001 01:46:41 GMT",
        );
        let conditions: [&[(&str, &str)]; 12] = [
            &[],
            &[("if-none-match", &tag)],
            &[("if-none-match", "\"x\"")],
            &[("if-none-match", "*")],
            &[("if-match", &tag)],
            &[("if-match", "\"x\"")],
            &[("if-modified-since", before)],
            &[("if-modified-since", at)],
            &[("if-unmodified-since", before)],
            &[("if-unmodified-since", after)],
            &[("if-range", &tag)],
            &[("if-range", before)],
        ];
        let ranges = [
            "",
            "bytes=0-0",
            "bytes=2-4",
            "bytes=-3",
            "bytes=5-",
            "bytes=0-",
            "bytes=10-",
            "bytes=900000-",
            "bytes=0-1,-1",
            "bytes=0-1,1-2",
            "bytes=8-,0-1,4-5",
            "bytes=0-300000,500000-",
            "bytes=1-0",
            "junk",
        ];
        for method in [http::Method::GET, http::Method::HEAD] {
            for lines in conditions {
                for range in ranges {
                    let ask = |target: &str| {
                        let mut request = Request::new(method.clone(), target, ());
                        for (name, value) in lines {
                            request = request.with_header(name_of(name), value);
                        }
                        if !range.is_empty() {
                            request = request.with_header("range", range);
                        }
                        seen(block_on(app.call(request)))
                    };
                    let (file, memory) = (ask("/file"), ask("/memory"));
                    assert!(file == memory, "{name} {method} {lines:?} {range}");
                    let length = file.1.iter().find(|(name, _)| name == "content-length");
                    if method == http::Method::GET && matches!(file.0, 200 | 206) {
                        assert_eq!(length.unwrap().1, file.2.len().to_string(), "{lines:?} {range}");
                    }
                    *statuses.entry(file.0).or_default() += 1;
                }
            }
        }
    }
    assert!(statuses.keys().eq(&[200, 206, 304, 412, 416]), "{statuses:?}");
}

/// Names are constants to a request.
fn name_of(name: &str) -> &'static str {
    ["if-none-match", "if-match", "if-modified-since", "if-unmodified-since", "if-range"]
        .into_iter()
        .find(|known| *known == name)
        .unwrap()
}

#[test]
fn what_is_sent_is_what_was_there() {
    let here = Folder::new("changes");
    let path = here.write("a.txt", vec![b'x'; 600_000]);
    let (removed, grown, shrunk) = (here.open("a.txt"), here.open("a.txt"), here.open("a.txt"));

    let write = fs::File::options().write(true).open(&path).unwrap();
    write.set_len(700_000).unwrap();
    let (chunks, whole) = chunks(&mut grown.into_response());
    assert!(whole && chunks.iter().all(|chunk| chunk.len() <= 256 * 1024));
    assert_eq!(chunks.concat(), vec![b'x'; 600_000]);

    write.set_len(300_000).unwrap();
    let mut answer = shrunk.into_response();
    assert_eq!(answer.headers().get("content-length"), None);
    let (bytes, whole) = content(&mut answer);
    assert!(!whole && bytes.len() < 600_000);

    write.set_len(600_000).unwrap();
    fs::remove_file(&path).unwrap();
    assert_eq!(content(&mut removed.into_response()).0.len(), if cfg!(unix) { 600_000 } else { 0 });
    assert_eq!(block_on(NamedFile::open(path)).unwrap_err().status(), 404);
}

#[test]
fn tags_change_with_the_file() {
    let here = Folder::new("tags");
    let path = here.write("a.txt", "0123");
    let tag = |name: &str| here.open(name).etag().unwrap().clone();
    let first = tag("a.txt");
    assert_eq!(first, tag("a.txt"));
    let touch = |after: Duration| {
        let file = fs::File::options().write(true).open(&path).unwrap();
        file.set_modified(UNIX_EPOCH + Duration::from_secs(1000) + after).unwrap();
    };
    touch(Duration::ZERO);
    let second = tag("a.txt");
    touch(Duration::from_micros(1));
    let third = tag("a.txt");
    assert!(first != second && second != third);
    // Another file with the same length and time.
    let other = here.write("b.txt", "3210");
    fs::File::options().write(true).open(&other).unwrap().set_modified(UNIX_EPOCH).unwrap();
    touch(Duration::ZERO);
    fs::File::options()
        .write(true)
        .open(&other)
        .unwrap()
        .set_modified(UNIX_EPOCH + Duration::from_secs(1000))
        .unwrap();
    assert_eq!(tag("a.txt") == tag("b.txt"), !cfg!(unix));
    // A date of the future would never change.
    let later = SystemTime::now() + Duration::from_secs(1_000_000);
    fs::File::options().write(true).open(&path).unwrap().set_modified(later).unwrap();
    assert!(here.open("a.txt").last_modified().unwrap() < later.into());
}

#[test]
fn headers_of_a_download() {
    let here = Folder::new("download");
    here.write("naïve.pdf", "x");
    let answer = here.open("naïve.pdf").download().immutable().into_response();
    let header = |name: &str| answer.headers()[name].to_str().unwrap();
    assert_eq!(
        header("content-disposition"),
        "attachment; filename=na_ve.pdf; filename*=UTF-8''na%C3%AFve.pdf"
    );
    assert_eq!(header("content-type"), "application/pdf");
    let none = here.open("naïve.pdf").max_age(Duration::from_millis(900)).into_response();
    assert_eq!(none.headers()["cache-control"], "no-cache");
    // A name cannot add a header.
    let broken = here.open("naïve.pdf").download_name("a\r\nset-cookie: b").into_response();
    assert!(broken.status() == 200 && !broken.headers().contains_key("set-cookie"));
}

/// A site with all that is in question, and a secret beside it.
fn site(name: &str) -> (Folder, PathBuf) {
    let here = Folder::new(name);
    here.write("secret.txt", "secret");
    for name in
        ["a.txt", "sub/b.txt", "sub/index.html", "empty/x.txt", ".env", ".git/config", "a\\b.txt", "ü 1.txt"]
    {
        if cfg!(unix) || !name.contains('\\') {
            here.write(&format!("site/{name}"), name);
        }
    }
    let site = here.0.join("site");
    (here, site)
}

fn ask(folder: StaticFolder, target: &str) -> Response {
    block_on(App::new(Static).state(folder).call(Request::get(target)))
}

fn status(folder: &StaticFolder, target: &str) -> u16 {
    ask(folder.clone(), target).status().as_u16()
}

#[test]
fn nothing_leaves_the_folder() {
    let (_here, site) = site("traversal");
    let plain = StaticFolder::new(&site);
    for folder in
        [plain.clone(), plain.clone().index("index.html").precompressed(true).follow_links_out(true)]
    {
        assert_eq!(status(&folder, "/a.txt"), 200);
        assert_eq!(status(&folder, "/sub/b.txt"), 200);
        assert_eq!(status(&folder, "/%C3%BC%201.txt"), 200);
        for target in [
            "/../secret.txt",
            "/%2e%2e/secret.txt",
            "/..%2fsecret.txt",
            "/%2e%2e%2fsecret.txt",
            "/sub/../../secret.txt",
            "/sub/%2e%2e/%2e%2e/secret.txt",
            "/sub%2f..%2f..%2fsecret.txt",
            "/..%5csecret.txt",
            "/..\\secret.txt",
            "/%5c..%5csecret.txt",
            "/a.txt%00",
            "/%00",
            "/a.txt%00.html",
            "/%2fetc%2fpasswd",
            "/%2e%2e%2f%2e%2e%2f%2e%2e%2f%2e%2e%2f%2e%2e%2fetc%2fpasswd",
            "/..%c0%af..%c0%afsecret.txt",
            "/.env",
            "/%2eenv",
            "/.git/config",
            "/sub/..%2f.env",
            "/a.txt/",
            "/a.txt/.",
            "/empty/",
            "/empty",
            "/nothing",
            "/...",
        ] {
            let answer = ask(folder.clone(), target);
            assert!(matches!(answer.status().as_u16(), 404 | 400), "{target}: {answer:?}");
        }
        let long = format!("/{}", "x".repeat(5000));
        assert_eq!(status(&folder, &long), 404);
    }
    assert_eq!(status(&plain.clone().dotfiles(true), "/.git/config"), 200);
    assert_eq!(status(&plain.dotfiles(true), "/../secret.txt"), 404);
    assert_eq!(status(&StaticFolder::new(site.join("nowhere")), "/a.txt"), 404);
}

#[cfg(unix)]
#[test]
fn links_stay_inside() {
    use std::os::unix::fs::symlink;

    let (here, site) = site("links");
    symlink(here.0.join("secret.txt"), site.join("out.txt")).unwrap();
    symlink("../secret.txt", site.join("relative.txt")).unwrap();
    symlink(&here.0, site.join("up")).unwrap();
    symlink("a.txt", site.join("in.txt")).unwrap();
    symlink("sub", site.join("inside")).unwrap();
    symlink("nowhere", site.join("broken.txt")).unwrap();
    symlink("round.txt", site.join("round.txt")).unwrap();
    symlink("in.txt", site.join("twice.txt")).unwrap();
    symlink("out.txt", site.join("twice-out.txt")).unwrap();
    here.write("site2/x", "x");
    symlink("../site2", site.join("neighbour")).unwrap();
    symlink(here.0.join("secret.txt"), site.join("a.txt.gz")).unwrap();
    symlink(&site, here.0.join("current")).unwrap();
    // The folder may be a link.
    for root in [&site, &here.0.join("current")] {
        let folder = StaticFolder::new(root).precompressed(true);
        for inside in ["/in.txt", "/inside/b.txt", "/twice.txt", "/a.txt"] {
            assert_eq!(status(&folder, inside), 200, "{inside}");
        }
        let out = ["/out.txt", "/relative.txt", "/up/secret.txt", "/twice-out.txt", "/neighbour/x"];
        for out in out {
            assert_eq!(status(&folder, out), 404, "{out}");
            assert_eq!(status(&folder.clone().follow_links_out(true), out), 200, "{out}");
        }
        for nothing in ["/broken.txt", "/round.txt", "/round.txt/x"] {
            assert_eq!(status(&folder, nothing), 404, "{nothing}");
            assert_eq!(status(&folder.clone().follow_links_out(true), nothing), 404, "{nothing}");
        }
        let request = Request::get("/a.txt").with_header("accept-encoding", "gzip");
        let answer = block_on(App::new(Static).state(folder).call(request));
        assert!(!answer.headers().contains_key("vary") && !answer.headers().contains_key("content-encoding"));
    }
    // Relative roots, too.
    assert_eq!(status(&StaticFolder::new("src"), "/files/mod.rs"), 200);
    assert_eq!(status(&StaticFolder::new(""), "/src/files/mod.rs"), 200);
    assert_eq!(status(&StaticFolder::new("./src/"), "/files/mod.rs"), 200);
}

#[cfg(unix)]
#[test]
fn what_is_no_regular_file_is_not_there() {
    let here = Folder::new("kinds");
    let socket = here.0.join("socket");
    let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
    for path in [socket.as_path(), Path::new("/dev/null"), Path::new("/dev/zero"), &here.0] {
        assert_eq!(block_on(NamedFile::open(path)).unwrap_err().status(), 404, "{path:?}");
    }
    let pipe = here.0.join("pipe");
    if std::process::Command::new("mkfifo").arg(&pipe).status().is_ok_and(|status| status.success()) {
        // And nobody waits for a writer.
        assert_eq!(block_on(NamedFile::open(pipe)).unwrap_err().status(), 404);
    }
}

#[test]
fn indexes() {
    let (_here, site) = site("index");
    let folder = StaticFolder::new(site).index("index.html");
    let index = ask(folder.clone(), "/sub/");
    assert_eq!(
        (index.status().as_u16(), &index.headers()["content-type"]),
        (200, &"text/html; charset=utf-8".parse().unwrap())
    );
    for (target, location) in [("/sub", "./sub/"), ("/sub?a=b&c", "./sub/?a=b&c"), ("/%73ub", "./%73ub/")] {
        let answer = ask(folder.clone(), target);
        assert_eq!(
            (answer.status().as_u16(), answer.headers()["location"].to_str().unwrap()),
            (308, location)
        );
    }
    let root = block_on(folder.answer(&Request::get("/x"), ""));
    assert_eq!(root.unwrap_err().status(), 404);
    // The slash may be in the rule.
    assert_eq!(block_on(folder.answer(&Request::get("/x/sub/"), "sub")).unwrap().status(), 200);
    let hostile = block_on(folder.answer(&Request::get("//evil.com/..//sub"), "sub")).unwrap();
    assert_eq!(hostile.headers()["location"], "./sub/");
}

#[test]
fn codings() {
    let here = Folder::new("codings");
    here.write("app.js", "as it is");
    for (name, content) in [
        ("app.js.br", "in brotli"),
        ("app.js.zst", "in zstd"),
        ("app.js.gz", "in gzip"),
        ("page.html", "only this"),
        ("gone.css.gz", "x"),
    ] {
        here.write(name, content);
    }
    let folder = StaticFolder::new(&here.0).precompressed(true);
    let get = |target: &str, accept: Option<&str>, more: &[(&'static str, &str)]| {
        let mut request = Request::get(target);
        if let Some(accept) = accept {
            request = request.with_header("accept-encoding", accept);
        }
        for (name, value) in more {
            request = request.with_header(name, value);
        }
        let mut answer = block_on(App::new(Static).state(folder.clone()).call(request));
        let text = String::from_utf8(content(&mut answer).0).unwrap();
        (answer, text)
    };
    let mut tags = std::collections::BTreeSet::new();
    for (accept, coding, text) in [
        (None, None, "as it is"),
        (Some(""), None, "as it is"),
        (Some("deflate"), None, "as it is"),
        (Some("gzip, deflate, br, zstd"), Some("br"), "in brotli"),
        (Some("gzip;q=0.9, zstd"), Some("zstd"), "in zstd"),
        (Some("x-gzip"), Some("gzip"), "in gzip"),
        (Some("br;q=0, *"), Some("zstd"), "in zstd"),
        (Some("gzip;q=0.5, identity"), None, "as it is"),
        (Some("identity;q=0, compress"), None, "as it is"),
    ] {
        let (answer, body) = get("/app.js", accept, &[]);
        let header = |name: &str| answer.headers().get(name).map(|value| value.to_str().unwrap());
        assert_eq!((header("content-encoding"), body.as_str()), (coding, text), "{accept:?}");
        assert_eq!(header("vary"), Some("Accept-Encoding"));
        assert_eq!(header("content-type"), Some("text/javascript; charset=utf-8"));
        assert_eq!(header("content-length").unwrap(), text.len().to_string());
        tags.insert(header("etag").unwrap().to_owned());
    }
    assert_eq!(tags.len(), 4);
    let (part, text) = get("/app.js", Some("br"), &[("range", "bytes=3-")]);
    assert_eq!(
        (part.status().as_u16(), text.as_str(), &part.headers()["content-encoding"]),
        (206, "brotli", &"br".parse().unwrap())
    );
    let tag = part.headers()["etag"].to_str().unwrap();
    let (unchanged, _) = get("/app.js", Some("br"), &[("if-none-match", tag)]);
    assert_eq!(
        (unchanged.status().as_u16(), &unchanged.headers()["vary"]),
        (304, &"Accept-Encoding".parse().unwrap())
    );
    assert_eq!(get("/app.js", Some("gzip"), &[("if-none-match", tag)]).0.status(), 200);
    assert!(!get("/page.html", Some("gzip"), &[]).0.headers().contains_key("vary"));
    // Without the file itself there is nothing to be coded; under its own name it is a file as any other.
    assert_eq!(get("/gone.css", Some("gzip"), &[]).0.status(), 404);
    let (own, _) = get("/app.js.gz", Some("gzip"), &[]);
    assert!(
        own.headers()["content-type"] == "application/gzip"
            && !own.headers().contains_key("content-encoding")
    );
    // Not asked for.
    let plain = block_on(
        StaticFolder::new(&here.0).answer(&Request::get("/").with_header("accept-encoding", "br"), "app.js"),
    );
    assert!(!plain.unwrap().headers().contains_key("vary"));
}
