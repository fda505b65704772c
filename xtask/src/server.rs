//! A static file server for trying out and testing the built site.
//!
//! It does what any plain host does and no more: files below one directory, `index.html` for a
//! directory, 404 for the rest, no rewriting, no fallback page. Tests and the live reload may
//! replace single files by other answers.

use std::{
    collections::BTreeMap,
    io,
    net::{Ipv4Addr, SocketAddr, TcpListener},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    thread::{self, JoinHandle},
    time::Duration,
};

use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{
        HeaderValue, StatusCode, Uri,
        header::{CACHE_CONTROL, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
};
use tokio::sync::oneshot;
use tower::ServiceExt;
use tower_http::services::ServeDir;

/// A running server. It stops when this is dropped.
pub struct Server {
    address: SocketAddr,
    site: Arc<Site>,
    running: Mutex<Option<(oneshot::Sender<()>, JoinHandle<()>)>>,
}

/// An answer given instead of a file.
#[derive(Clone)]
pub struct Reply {
    /// The HTTP status code.
    pub status: u16,
    /// The value of the Content-Type header.
    pub content_type: &'static str,
    /// The body.
    pub body: Vec<u8>,
    /// How long the server waits before it answers.
    pub delay: Duration,
}

impl Reply {
    /// The bytes, with status 200.
    pub fn ok(content_type: &'static str, body: impl Into<Vec<u8>>) -> Reply {
        Reply { status: 200, content_type, body: body.into(), delay: Duration::ZERO }
    }

    /// No more than a status: 404, 503.
    pub fn status(status: u16) -> Reply {
        Reply { status, ..Reply::ok("text/plain", "") }
    }

    /// The same answer, given later.
    pub fn after(self, delay: Duration) -> Reply {
        Reply { delay, ..self }
    }
}

struct Site {
    dir: PathBuf,
    prefix: String,
    replies: Mutex<BTreeMap<String, Reply>>,
}

impl Server {
    /// Serves `dir` on 127.0.0.1 below `prefix`, which begins and ends with a slash. Port 0 takes
    /// any free one.
    pub fn start(dir: &Path, prefix: &str, port: u16) -> io::Result<Server> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let site = Arc::new(Site {
            dir: dir.to_owned(),
            prefix: prefix.to_owned(),
            replies: Mutex::default(),
        });
        let (stop, stopped) = oneshot::channel::<()>();
        let router = Router::new().fallback(answer).with_state(Arc::clone(&site));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let thread = thread::spawn(move || {
            runtime.block_on(async {
                let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
                // Connections that a browser keeps open must not keep the server alive.
                tokio::select! {
                    _ = axum::serve(listener, router) => {}
                    _ = stopped => {}
                }
            });
        });
        Ok(Server { address, site, running: Mutex::new(Some((stop, thread))) })
    }

    /// The address of the site's first page.
    pub fn url(&self) -> String {
        format!("http://{}{}", self.address, self.site.prefix)
    }

    /// Answers `path` (relative to the prefix, without a leading slash; empty for the first page)
    /// with `reply` from now on.
    pub fn replace(&self, path: &str, reply: Reply) {
        self.site.lock().insert(path.to_owned(), reply);
    }

    /// Answers `path` with the file again.
    pub fn restore(&self, path: &str) {
        self.site.lock().remove(path);
    }

    /// Answers nothing any more, not even that: as when there is no network.
    pub fn stop(&self) {
        let running = self.running.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some((stop, thread)) = running {
            drop(stop);
            let _ = thread.join();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

impl Site {
    /// The replies, also after a thread panicked holding them: each change is complete.
    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, Reply>> {
        self.replies.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn answer(State(site): State<Arc<Site>>, request: Request) -> Response {
    let mut response = match request.uri().path().strip_prefix(&site.prefix) {
        None => StatusCode::NOT_FOUND.into_response(),
        Some(path) => {
            let reply = site.lock().get(path).cloned();
            match reply {
                Some(reply) => {
                    tokio::time::sleep(reply.delay).await;
                    let status = StatusCode::from_u16(reply.status)
                        .unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
                    (status, [(CONTENT_TYPE, reply.content_type)], reply.body).into_response()
                }
                None => file(&site.dir, &format!("/{path}"), request).await,
            }
        }
    };
    // The browser asks each time: a page under work, or under test, is never a stale one.
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

/// The file at `path` below `dir`. Types, HEAD and paths that climb out are `ServeDir`'s business.
async fn file(dir: &Path, path: &str, mut request: Request) -> Response {
    let Ok(uri) = path.parse::<Uri>() else { return StatusCode::BAD_REQUEST.into_response() };
    *request.uri_mut() = uri;
    match ServeDir::new(dir).oneshot(request).await {
        Ok(response) => response.map(Body::new),
        Err(never) => match never {},
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{
        fs,
        io::{Read, Write},
        net::TcpStream,
    };

    /// Sends one request and returns the whole answer as text.
    fn ask(server: &Server, request_line: &str) -> String {
        let mut stream = TcpStream::connect(server.address).unwrap();
        write!(stream, "{request_line} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            .unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// Runs a test on a site in a directory of its own, beside a file that is not to be served.
    fn with_site(name: &str, test: impl FnOnce(&Server)) {
        let root = std::env::temp_dir().join(format!("xtask-{name}-{}", std::process::id()));
        let dir = root.join("site");
        fs::create_dir_all(&dir).unwrap();
        fs::write(root.join("secret.txt"), "secret").unwrap();
        fs::write(dir.join("index.html"), "<p>first page").unwrap();
        fs::write(dir.join("a.wasm"), "wasm").unwrap();
        fs::write(dir.join("a.js"), "js").unwrap();
        let server = Server::start(&dir, "/some/deep/path/", 0).unwrap();
        test(&server);
        drop(server);
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn serves_plain_files_and_nothing_else() {
        with_site("files", |server| {
            for (request, status, contains) in [
                ("GET /some/deep/path/", "200", "<p>first page"),
                ("GET /some/deep/path/?a=b/../c", "200", "<p>first page"),
                ("GET /some/deep/path/index.html", "200", "content-type: text/html"),
                ("GET /some/deep/path/a.wasm", "200", "content-type: application/wasm"),
                ("GET /some/deep/path/a.js", "200", "content-type: text/javascript"),
                ("HEAD /some/deep/path/a.js", "200", "content-length: 2"),
                ("GET /some/deep/path/a.js", "200", "cache-control: no-cache"),
                ("POST /some/deep/path/a.js", "405", ""),
                ("GET /some/deep/path/none", "404", ""),
                ("GET /a.js", "404", ""),
                ("GET /some/deep/path/../secret.txt", "404", ""),
                ("GET /some/deep/path/%2e%2e/secret.txt", "404", ""),
                ("GET /some/deep/path/..%2fsecret.txt", "404", ""),
                ("GET /some/deep/path//etc/passwd", "404", ""),
            ] {
                let answer = ask(server, request);
                assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{request}: {answer}");
                assert!(answer.contains(contains), "{request}: {answer}");
                assert!(!answer.contains("secret"), "{request}: {answer}");
            }
        });
    }

    #[test]
    fn a_reply_replaces_a_file_until_restored() {
        with_site("replies", |server| {
            server.replace("a.js", Reply::status(503));
            assert!(ask(server, "GET /some/deep/path/a.js").starts_with("HTTP/1.1 503"));
            server.replace("a.js", Reply::ok("application/json", "[]"));
            assert!(ask(server, "GET /some/deep/path/a.js").ends_with("[]"));
            server.restore("a.js");
            assert!(ask(server, "GET /some/deep/path/a.js").ends_with("js"));
        });
    }
}
