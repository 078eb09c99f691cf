//! Listens on this machine alone, opens the browser, and stops when nobody is there any more.

use std::io::Write;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use nigao::catalog::Catalog;
use nigao::diagnostic::Lang;
use nigao::error::{Error, Result};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

use super::app::{App, no_socket};
use super::drafts::Drafts;
use super::guard::SEND_TIME;
use super::launch::open_in_browser;
use super::routes::router;
use super::running::{RunningMark, ask_running};
use super::secrets::secret;
use super::words::PageWords;

/// The most connections at once.
const MOST_CONNECTIONS: usize = 32;
/// The most headers that are parsed; the guard refuses more than half of them.
const MOST_HEADERS: usize = 128;
/// The longest head of a request, in bytes.
const LONGEST_HEAD: usize = 32 << 10;
/// How often the server looks whether anybody is still there.
const LOOK_ROUND: Duration = Duration::from_millis(500);

/// How the page is served.
pub(crate) struct ServeOptions {
    /// The folder of the answers files.
    pub(crate) folder: PathBuf,
    /// The genres.
    pub(crate) catalog: Catalog,
    /// The language of the page.
    pub(crate) lang: Lang,
    /// The port; 0 takes any that is free.
    pub(crate) port: u16,
    /// Whether the page is opened in the browser.
    pub(crate) opens_browser: bool,
    /// How long nobody may ask for anything before the server stops; `None` for ever.
    pub(crate) stops_after: Option<Duration>,
}

/// Serves the page until nobody is there any more or the user interrupts; `note` says on the
/// terminal what the user should know.
///
/// # Errors
/// A port that cannot be had.
pub(crate) fn serve(options: ServeOptions, note: &dyn Fn(&str)) -> Result<()> {
    let words = PageWords(options.lang);
    if let Some((port, file)) = ask_running(&options.folder) {
        note(&words.tell("web.running", [("port", port.to_string()), ("file", file)]));
        return Ok(());
    }
    // What a fault of ours has to say may hold answers: only its place is said.
    std::panic::set_hook(Box::new(move |fault| {
        let place = fault
            .location()
            .map(ToString::to_string)
            .unwrap_or_default();
        let _ = writeln!(
            std::io::stderr(),
            "{}",
            words.tell("web.fault-at", [("place", place)])
        );
    }));
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime
        .map_err(|error| no_socket(options.port, &error))?
        .block_on(listen(options, note))
}

async fn listen(options: ServeOptions, note: &dyn Fn(&str)) -> Result<()> {
    let words = PageWords(options.lang);
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).await;
    let listener = listener.map_err(|error| no_socket(options.port, &error))?;
    let port = listener
        .local_addr()
        .map_err(|error| no_socket(options.port, &error))?
        .port();
    // Some machines have no IPv6; the page is opened by the other address anyway.
    let listener_6 = TcpListener::bind((Ipv6Addr::LOCALHOST, port)).await.ok();
    let secret = secret()?;
    // An account without a folder for such files is served all the same.
    let mark = RunningMark::set(&options.folder, port, &secret);
    if let Err(error) = &mark {
        note(&words.tell("web.no-mark", [("why", error.text(words.0))]));
    }
    let drafts = Drafts::new(options.catalog, options.folder);
    let app = App::new(drafts, words, port, options.opens_browser, secret)?;
    let app = Arc::new(app);
    app.look_at_folder(&app.drafts());
    if let Some(why) = app.unwritable() {
        note(&words.tell("web.read-only", [("why", why)]));
    }
    let file = app.issue_code()?;
    let args = [
        ("address", app.address()),
        ("file", file.display().to_string()),
    ];
    note(&words.tell("web.serving", args));
    if options.opens_browser && !open_in_browser(&file) {
        note(&words.say("web.no-browser"));
    }
    let permits = Arc::new(Semaphore::new(MOST_CONNECTIONS));
    let router = router(&app);
    if let Some(listener_6) = listener_6 {
        tokio::spawn(accept(listener_6, router.clone(), permits.clone()));
    }
    tokio::spawn(accept(listener, router, permits));
    tokio::select! {
        () = nobody_left(&app, options.stops_after) => note(&words.say("web.nobody-left")),
        interrupted = tokio::signal::ctrl_c() => {
            interrupted.map_err(|error| Error::io("", error))?;
        }
    }
    drop(mark);
    Ok(())
}

/// Returns when nobody has asked for anything for so long.
async fn nobody_left(app: &App, most: Option<Duration>) {
    loop {
        tokio::time::sleep(LOOK_ROUND).await;
        if most.is_some_and(|most| app.last_request().elapsed() > most) {
            return;
        }
    }
}

/// Accepts connections as long as the server runs.
async fn accept(listener: TcpListener, router: Router, permits: Arc<Semaphore>) {
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // Out of file descriptors: some come back.
            tokio::time::sleep(LOOK_ROUND).await;
            continue;
        };
        // One connection too many is closed at once; a browser tries again.
        let Ok(permit) = permits.clone().try_acquire_owned() else {
            continue;
        };
        let service = TowerToHyperService::new(router.clone());
        let mut builder = http1::Builder::new();
        builder
            .timer(TokioTimer::new())
            .header_read_timeout(SEND_TIME)
            .max_headers(MOST_HEADERS)
            .max_buf_size(LONGEST_HEAD);
        let connection = builder.serve_connection(TokioIo::new(stream), service);
        tokio::spawn(async move {
            // A connection that breaks concerns nobody else.
            let _ = connection.await;
            drop(permit);
        });
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpStream;

    use axum::routing::get;

    use super::*;
    use crate::web::guard::guard;

    /// Serves a page that panics while it holds the drafts, and one that reads them. No page of
    /// the program panics when it is asked to, so these stand behind the real sockets and guard.
    fn served() -> Arc<App> {
        let socket = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        socket.set_nonblocking(true).unwrap();
        let port = socket.local_addr().unwrap().port();
        let drafts = Drafts::new(Catalog::shipped(), PathBuf::from("."));
        let app = App::new(drafts, PageWords(Lang::Zh), port, false, String::new()).unwrap();
        let app = Arc::new(app);
        let shared = app.clone();
        let fails = move || async move {
            let held = shared.drafts();
            assert!(held.genres().is_empty(), "as a fault of ours would");
            String::new()
        };
        let shared = app.clone();
        let works = move || async move { shared.drafts().genres().len().to_string() };
        let router = Router::new()
            .route("/fails", get(fails))
            .route("/works", get(works))
            .layer(axum::middleware::from_fn_with_state(app.clone(), guard));
        std::thread::spawn(move || {
            let mut runtime = tokio::runtime::Builder::new_current_thread();
            let runtime = runtime.enable_all().build().unwrap();
            runtime.block_on(async {
                let listener = TcpListener::from_std(socket).unwrap();
                let permits = Arc::new(Semaphore::new(MOST_CONNECTIONS));
                accept(listener, router, permits).await;
            });
        });
        app
    }

    /// Sends requests for these pages on one connection, and returns all that comes back.
    fn ask(app: &App, paths: &[&str]) -> String {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, app.port)).unwrap();
        let cookie = format!("{}={}", app.cookie_name(), app.cookie);
        for (at, path) in paths.iter().enumerate() {
            let is_last = at + 1 == paths.len();
            let connection = if is_last { "close" } else { "keep-alive" };
            let request = format!(
                "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nCookie: {cookie}\r\n\
                 Connection: {connection}\r\n\r\n",
                app.port
            );
            stream.write_all(request.as_bytes()).unwrap();
        }
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    #[test]
    fn lock_12_a_panic_is_answered_and_the_server_goes_on() {
        let app = served();
        // On one connection, and on others: neither the connection nor the lock is lost.
        for paths in [&["/fails", "/works", "/fails", "/works"][..], &["/works"]] {
            let answer = ask(&app, paths);
            let mut statuses = answer.matches("HTTP/1.1 500 ").count();
            assert_eq!(statuses, paths.len() / 2, "{answer}");
            statuses += answer.matches("HTTP/1.1 200 ").count();
            assert_eq!(statuses, paths.len(), "{answer}");
            assert!(!answer.contains("as a fault of ours would"), "{answer}");
        }
    }
}
