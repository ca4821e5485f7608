//! Files that a real nginx sends for an application. Skipped where there is none.

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use wz::files::{Sendfile, StaticFolder};
use wz::prelude::*;
use wz_tests::ask;

use crate::server::Running;

/// With all that has to be encoded on the way.
const NAME: &str = "a b%41+ü;?#.txt";

#[get("/get/<path:name>")]
async fn get_file(name: &str, folder: State<StaticFolder>) -> Result<Response> {
    let file = folder.file(name).await?.download_name("report.txt");
    Ok(file.max_age(Duration::from_secs(60)).into_response())
}

routes! { Site = get_file }

/// The server in front, and its folder; both are gone at the end.
struct Nginx {
    child: Child,
    addr: SocketAddr,
    folder: PathBuf,
}

impl Nginx {
    fn start(behind: SocketAddr, folder: PathBuf) -> Option<Nginx> {
        let programs = ["nginx", "/usr/sbin/nginx"]
            .map(PathBuf::from)
            .into_iter()
            .chain(std::env::var_os("TEST_NGINX").map(Into::into));
        let runs = |program: &PathBuf| Command::new(program).arg("-v").stderr(Stdio::null()).status().is_ok();
        let Some(program) = programs.rev().find(runs) else {
            assert!(std::env::var_os("TEST_NGINX").is_none(), "there is no nginx");
            println!("skipped: no nginx");
            return None;
        };
        // Free now, and hardly taken by another within a moment.
        let addr = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).unwrap();
        let here = folder.display();
        let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map(|word| format!("{word}_temp_path {here}/{word};\n"))
            .concat();
        let text = format!(
            "daemon off; master_process off; pid {here}/pid; error_log {here}/error.log; events {{}}\n\
             http {{ access_log off; {temporary}\n\
             server {{ listen {addr}; location / {{ proxy_pass http://{behind}; }}\n\
             location /protected/ {{ internal; alias {here}/files/; }} }} }}\n"
        );
        std::fs::write(folder.join("conf"), text).unwrap();
        let child =
            Command::new(program).arg("-c").arg(folder.join("conf")).stderr(Stdio::null()).spawn().unwrap();
        let nginx = Nginx { child, addr, folder };
        let deadline = Instant::now() + Duration::from_secs(20);
        while TcpStream::connect(nginx.addr).is_err() {
            let log = || std::fs::read_to_string(nginx.folder.join("error.log"));
            assert!(Instant::now() < deadline, "{:?}", log());
            std::thread::sleep(Duration::from_millis(10));
        }
        Some(nginx)
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A folder that is removed at the end.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn encoded(path: &Path) -> String {
    path.to_str()
        .unwrap()
        .bytes()
        .map(|byte| if byte == b'/' { "/".to_owned() } else { format!("%{byte:02X}") })
        .collect()
}

#[test]
fn nginx_sends_the_file() {
    let folder = Folder(std::env::temp_dir().join(format!("wz-nginx-{}", std::process::id())));
    let files = folder.0.join("files");
    std::fs::create_dir_all(files.join("sub")).unwrap();
    let content: String = (0..20_000).map(|number| format!("{number:05}")).collect();
    std::fs::write(files.join("sub").join(NAME), &content).unwrap();
    let sendfile = Sendfile::x_accel_redirect().map(&files, "/protected");
    let app = Running::of(App::new(Site).state(StaticFolder::new(&files)).sendfile(sendfile));
    let Some(nginx) = Nginx::start(app.addr, folder.0.clone()) else { return };

    let path = encoded(&Path::new("sub").join(NAME));
    let get = |more: &str| ask(nginx.addr, &format!("GET /get/{path}"), &format!("{more}\r\n"));
    let whole = get("");
    assert_eq!((whole.status, whole.text() == content), (200, true), "{}", whole.text());
    assert_eq!(whole.header("content-type"), Some("text/plain; charset=utf-8"));
    assert_eq!(whole.header("content-disposition"), Some("attachment; filename=report.txt"));
    assert_eq!(whole.header("cache-control"), Some("public, max-age=60"));
    assert_eq!(whole.header("x-accel-redirect"), None);
    let part = get("range: bytes=50000-50004\r\n");
    assert_eq!((part.status, part.text().as_str()), (206, "10000"));
    assert_eq!(get("range: bytes=100000-\r\n").status, 416);
    // Its tag, of which the application knows nothing.
    let tag = whole.header("etag").unwrap();
    assert_eq!(get(&format!("if-none-match: {tag}\r\n")).status, 304);
    assert_eq!(get(&format!("if-match: {tag}\r\n")).status, 200);
    assert_eq!(get("if-match: \"x\"\r\n").status, 412);
    assert_eq!(ask(nginx.addr, &format!("HEAD /get/{path}"), "").header("content-length"), Some("100000"));
    // Nobody gets there but by the application.
    assert_eq!(ask(nginx.addr, &format!("GET /protected/{path}"), "").status, 404);
    assert_eq!(ask(nginx.addr, "GET /get/sub/nothing", "").status, 404);
    drop(nginx);
    app.stop();
}
