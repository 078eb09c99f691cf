//! Refuses requests that do not come from our own page, and bounds those that do.
//!
//! Any web page may send requests to this machine, and a name that leads to it (DNS rebinding) may
//! even read the answers. So a request must name our own host and port, must come from our own
//! page, and must carry the cookie that only a browser let in by the launch code has.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::app::App;
use super::refusal::Refusal;
use super::running::SECRET_HEADER;
use super::secrets::is_secret;

/// How long a client may take to send a request, head and body each.
pub(super) const SEND_TIME: Duration = Duration::from_secs(10);
/// The most headers of a request.
const MOST_HEADERS: usize = 64;
/// The longest headers of a request together, in bytes.
const LONGEST_HEADERS: usize = 16 << 10;
/// The longest form, in bytes.
const LONGEST_FORM: usize = 1 << 20;
/// The longest upload, in bytes: a Word file.
const LONGEST_UPLOAD: usize = 16 << 20;

/// What every answer says about itself: nothing of ours is run inline, framed, kept or shared.
const HEADERS: [(HeaderName, &str); 6] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
         connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "no-referrer"),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (header::CACHE_CONTROL, "no-store"),
];

/// Lets a request pass, or refuses it; a request that panics is answered, and the server goes on.
pub(super) async fn guard(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let mut response = match admitted(&app, request).await {
        Ok(request) => {
            // A task of its own: a panic ends the task, not the server.
            let handled = tokio::spawn(next.run(request)).await;
            handled.unwrap_or_else(|_| {
                let why = app.words.say("web.panic");
                Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, why, app.words).into_response()
            })
        }
        Err(refusal) => refusal.into_response(),
    };
    for (name, value) in HEADERS {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Returns a request that may be followed, its body read.
async fn admitted(app: &App, request: Request) -> Result<Request, Refusal> {
    let refuse = |status, key| Err(Refusal::new(status, app.words.say(key), app.words));
    let (parts, body) = request.into_parts();
    let length = parts
        .headers
        .iter()
        .map(|(name, value)| name.as_str().len() + value.len());
    if parts.headers.len() > MOST_HEADERS || length.sum::<usize>() > LONGEST_HEADERS {
        return refuse(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, "web.too-long");
    }
    // A request may name a host in its first line, too, as those to a proxy do.
    let is_named_so = |host: &Authority| is_our_host(host.as_str(), app.port);
    let names_other = parts.uri.authority().is_some_and(|host| !is_named_so(host));
    if names_other || !names_our_host(&parts.headers, app.port) {
        return refuse(StatusCode::FORBIDDEN, "web.wrong-host");
    }
    if parts.method != Method::GET && parts.method != Method::POST {
        return refuse(StatusCode::METHOD_NOT_ALLOWED, "web.wrong-method");
    }
    match parts.uri.path() {
        "/open" => {}
        "/launch" => {
            let given = one(&parts.headers, SECRET_HEADER).unwrap_or_default();
            if !is_secret(given, &app.mark_secret) {
                return refuse(StatusCode::FORBIDDEN, "web.wrong-page");
            }
        }
        _ => {
            if !comes_from_our_page(&parts.headers, &parts.method, app.port) {
                return refuse(StatusCode::FORBIDDEN, "web.wrong-page");
            }
            if !has_cookie(&parts.headers, app) {
                return refuse(StatusCode::FORBIDDEN, "web.no-cookie");
            }
            app.touch();
        }
    }
    let most = if takes_files(parts.uri.path()) {
        LONGEST_UPLOAD
    } else {
        LONGEST_FORM
    };
    let said = one(&parts.headers, header::CONTENT_LENGTH.as_str());
    let is_said_longer = said
        .and_then(|said| said.parse().ok())
        .is_some_and(|said: usize| said > most);
    if is_said_longer {
        return refuse(StatusCode::PAYLOAD_TOO_LARGE, "web.too-long");
    }
    match tokio::time::timeout(SEND_TIME, to_bytes(body, most)).await {
        Ok(Ok(bytes)) => Ok(Request::from_parts(parts, Body::from(bytes))),
        Ok(Err(_)) => refuse(StatusCode::PAYLOAD_TOO_LARGE, "web.too-long"),
        Err(_) => refuse(StatusCode::REQUEST_TIMEOUT, "web.too-slow"),
    }
}

/// Whether an address takes files, which may be longer than a form.
fn takes_files(path: &str) -> bool {
    path.starts_with("/upload")
}

/// Returns the value of a header that is there once.
fn one<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(value)
}

/// Whether the host is this machine by one of its names, with our port.
fn names_our_host(headers: &HeaderMap, port: u16) -> bool {
    one(headers, header::HOST.as_str()).is_some_and(|host| is_our_host(host, port))
}

/// Whether a name with a port is one of ours.
fn is_our_host(host: &str, port: u16) -> bool {
    let parts = host.rsplit_once(':');
    parts.is_some_and(|(name, given)| given == port.to_string() && is_our_name(name))
}

/// `localhost.` with its dot is the same name.
fn is_our_name(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let name = name.strip_suffix('.').unwrap_or(&name);
    ["127.0.0.1", "localhost", "[::1]"].contains(&name)
}

/// Whether a browser says that our own page sent the request.
///
/// Browsers since Chromium 76 say where a request comes from; `same-site` is another port of this
/// machine. Older ones name the origin of what they send. A request that changes something and
/// says neither is refused: we have no such clients.
fn comes_from_our_page(headers: &HeaderMap, method: &Method, port: u16) -> bool {
    if headers.contains_key("sec-fetch-site") {
        let site = one(headers, "sec-fetch-site");
        return site.is_some_and(|site| ["same-origin", "none"].contains(&site));
    }
    if !headers.contains_key(header::ORIGIN) {
        return method == Method::GET;
    }
    let origin = one(headers, header::ORIGIN.as_str()).and_then(|o| o.strip_prefix("http://"));
    let Some((name, given)) = origin.and_then(|host| host.rsplit_once(':')) else {
        return false;
    };
    given == port.to_string() && is_our_name(name)
}

/// Whether the browser was let in.
fn has_cookie(headers: &HeaderMap, app: &App) -> bool {
    let name = app.cookie_name();
    for line in headers.get_all(header::COOKIE) {
        for pair in line.to_str().unwrap_or_default().split(';') {
            let Some((key, value)) = pair.trim().split_once('=') else {
                continue;
            };
            if key == name && is_secret(value, &app.cookie) {
                return true;
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(lines: &[(&str, &str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(HeaderName::try_from(*name).unwrap(), value.parse().unwrap());
        }
        headers
    }

    #[test]
    fn only_this_machine_with_our_port_is_our_host() {
        for (host, ours) in [
            ("127.0.0.1:8000", true),
            ("localhost:8000", true),
            ("LOCALHOST.:8000", true),
            ("[::1]:8000", true),
            ("127.0.0.1", false),
            ("localhost:8001", false),
            ("localhost:8000:8000", false),
            ("rebound.example:8000", false),
            ("127.0.0.1.example:8000", false),
            ("0.0.0.0:8000", false),
            ("::1:8000", false),
            ("", false),
        ] {
            assert_eq!(
                names_our_host(&headers(&[("host", host)]), 8000),
                ours,
                "{host}"
            );
        }
        assert!(!names_our_host(&headers(&[]), 8000));
        let twice = [("host", "127.0.0.1:8000"), ("host", "rebound.example:8000")];
        assert!(!names_our_host(&headers(&twice), 8000));
    }

    #[test]
    fn only_our_own_page_may_send() {
        let ours = "http://127.0.0.1:8000";
        for (lines, get, post) in [
            (&[("sec-fetch-site", "same-origin")][..], true, true),
            (&[("sec-fetch-site", "none")], true, true),
            (&[("sec-fetch-site", "same-site")], false, false),
            (&[("sec-fetch-site", "cross-site")], false, false),
            (
                &[("sec-fetch-site", "same-site"), ("origin", ours)],
                false,
                false,
            ),
            (&[("origin", ours)], true, true),
            (&[("origin", "http://127.0.0.1:8001")], false, false),
            (&[("origin", "http://127.0.0.1")], false, false),
            (&[("origin", "https://127.0.0.1:8000")], false, false),
            (&[("origin", "http://rebound.example:8000")], false, false),
            (&[("origin", "null")], false, false),
            (&[], true, false),
        ] {
            let headers = headers(lines);
            assert_eq!(
                comes_from_our_page(&headers, &Method::GET, 8000),
                get,
                "{lines:?}"
            );
            assert_eq!(
                comes_from_our_page(&headers, &Method::POST, 8000),
                post,
                "{lines:?}"
            );
        }
    }
}
