//! The locks of the page: fifteen ways in that have to stay shut.

use std::io::{Read, Write};
use std::process::Command;
use std::time::{Duration, Instant};

use super::{Answer, Server, between, escaped};
use crate::harness::{Desk, PROGRAM};

const GENRE: &str = "member-duty-report";

/// Every address that answers with content.
fn addresses(draft: &str) -> Vec<String> {
    let mut all: Vec<String> = [
        "/", "/page.css", "/page.js", "/steps.js", "/icon.svg", "/nothing", "/m/1", "/r/1",
        "/r/1/annotated",
    ]
    .map(str::to_owned)
    .to_vec();
    for rest in [
        "", "/g/1", "/check", "/paper", "/get/docx", "/get/txt", "/get/yaml", "/get/evidence",
        "/collect", "/form/1",
    ] {
        all.push(format!("{draft}{rest}"));
    }
    all
}

#[cfg(target_os = "linux")]
#[test]
fn lock_1_it_listens_on_this_machine_alone() {
    let desk = Desk::new();
    let server = Server::started(&desk, &[]);
    let port = format!(":{:04X}", server.port);
    for (table, loopback) in [
        ("/proc/net/tcp", "0100007F"),
        ("/proc/net/tcp6", "00000000000000000000000001000000"),
    ] {
        let text = std::fs::read_to_string(table).unwrap_or_default();
        for line in text.lines() {
            let mut words = line.split_whitespace();
            let (address, state) = (words.nth(1).unwrap_or_default(), words.nth(1));
            if address.ends_with(&port) && state == Some("0A") {
                assert_eq!(address, format!("{loopback}{port}"));
            }
        }
    }
    let help = desk.run(&["serve", "--help"]).code(0).out;
    assert!(!help.contains("--host"), "{help}");
}

#[test]
fn lock_2_a_request_must_name_our_host_and_port() {
    let desk = Desk::new();
    let server = Server::start(&desk, &[]);
    let (port, cookie) = (server.port, &server.cookie);
    let ask = |host: &str| {
        server
            .raw(&format!("GET / HTTP/1.1\r\n{host}Cookie: {cookie}\r\n\r\n"))
            .status
    };
    for host in ["127.0.0.1", "localhost", "LocalHost.", "[::1]"] {
        assert_eq!(ask(&format!("Host: {host}:{port}\r\n")), 200, "{host}");
    }
    for host in [
        "rebound.example".to_owned(),
        format!("rebound.example:{port}"),
        format!("127.0.0.1.rebound.example:{port}"),
        "127.0.0.1".to_owned(),
        format!("127.0.0.1:{}", port.wrapping_add(1)),
        format!("0.0.0.0:{port}"),
        format!("127.0.0.2:{port}"),
        format!("user@127.0.0.1:{port}"),
    ] {
        assert_eq!(ask(&format!("Host: {host}\r\n")), 403, "{host}");
    }
    assert_eq!(
        ask(&format!(
            "Host: 127.0.0.1:{port}\r\nHost: rebound.example\r\n"
        )),
        403
    );
    assert!([400, 403].contains(&ask("")), "no host at all");
    // The first line may name a host as well, and then that one counts.
    let line = |host: &str| {
        let own = server.host();
        let request = format!("GET http://{host}/ HTTP/1.1\r\n{own}Cookie: {cookie}\r\n\r\n");
        server.raw(&request).status
    };
    assert_eq!(line(&format!("127.0.0.1:{port}")), 200);
    for host in ["rebound.example", "127.0.0.1", "rebound.example@127.0.0.1"] {
        assert_eq!(line(host), 403, "{host}");
    }
}

#[test]
fn lock_3_what_is_sent_must_come_from_our_own_page() {
    let desk = Desk::new();
    let server = Server::start(&desk, &[]);
    let body = format!("{}={}&genre={GENRE}", escaped("@key", ""), server.key);
    let kind = "Content-Type: application/x-www-form-urlencoded\r\n";
    let ours = format!("Origin: http://127.0.0.1:{}\r\n", server.port);
    let send = |headers: &str| {
        server
            .send("POST", "/start", &format!("{kind}{headers}"), &body)
            .status
    };
    assert_eq!(send(&ours), 303);
    assert_eq!(send("Sec-Fetch-Site: same-origin\r\n"), 303);
    for refused in [
        String::new(),
        "Origin: null\r\n".to_owned(),
        "Origin: http://127.0.0.1:1\r\n".to_owned(),
        "Origin: http://rebound.example\r\n".to_owned(),
        format!("Origin: http://rebound.example:{}\r\n", server.port),
        format!("Sec-Fetch-Site: same-site\r\n{ours}"),
        format!("Sec-Fetch-Site: cross-site\r\n{ours}"),
    ] {
        assert_eq!(send(&refused), 403, "{refused}");
    }
    // Another page of this machine cannot make the browser fetch the report, cookie or not.
    let read = server.send("GET", "/", "Sec-Fetch-Site: same-site\r\n", "");
    assert_eq!(read.status, 403);
    // The key of the form is the second lock.
    let forged = format!("{}=00&genre={GENRE}", escaped("@key", ""));
    assert_eq!(
        server
            .send("POST", "/start", &format!("{kind}{ours}"), &forged)
            .status,
        400
    );
}

#[test]
fn lock_4_the_way_in_is_private_and_works_once() {
    let desk = Desk::new();
    let server = Server::started(&desk, &[]);
    let file = server.launch_file();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(&file)
            .expect("the file")
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let page = std::fs::read_to_string(&file).expect("the file");
    let code = between(&page, "code=", "\"");
    assert_eq!(code.len(), 64);
    let open = |code: &str| {
        server.raw(&format!(
            "GET /open?code={code} HTTP/1.1\r\n{}\r\n",
            server.host()
        ))
    };
    assert_eq!(open("").status, 403);
    assert_eq!(open(&"0".repeat(64)).status, 403);
    assert_eq!(open(code).status, 200);
    assert!(
        !std::path::Path::new(&file).exists(),
        "the file goes with its code"
    );
    assert_eq!(open(code).status, 403);
}

#[test]
fn lock_5_every_page_needs_the_cookie() {
    let desk = Desk::new();
    let server = Server::started(&desk, &[]);
    let page = std::fs::read_to_string(server.launch_file()).expect("the file");
    let code = between(&page, "code=", "\"");
    let answer = server.raw(&format!(
        "GET /open?code={code} HTTP/1.1\r\n{}\r\n",
        server.host()
    ));
    let cookie = answer.header("set-cookie").expect("a cookie");
    for mark in ["HttpOnly", "SameSite=Strict", "Path=/"] {
        assert!(cookie.contains(mark), "{cookie}");
    }
    assert!(
        cookie.starts_with(&format!("nigao_{}=", server.port)),
        "{cookie}"
    );
    drop(server);
    let server = Server::start(&desk, &[]);
    let draft = server.begin(GENRE);
    server.post(
        &format!("{draft}/answer"),
        &[("path", "姓名"), ("typed", "林致远")],
    );
    for address in addresses(&draft) {
        for cookie in [
            "",
            "Cookie: nigao=1\r\n",
            &format!("Cookie: nigao_{}=00\r\n", server.port),
        ] {
            let answer = server.raw(&format!(
                "GET {address} HTTP/1.1\r\n{}{cookie}\r\n",
                server.host()
            ));
            assert_eq!(answer.status, 403, "{address} {cookie}");
            assert!(!answer.text().contains("林致远") && !answer.text().contains(&server.key));
        }
    }
}

#[test]
fn lock_6_nothing_runs_inline_is_framed_kept_or_shared() {
    let desk = Desk::new();
    let server = Server::start(&desk, &[]);
    let draft = server.begin(GENRE);
    for address in addresses(&draft) {
        let answer = server.get(&address);
        let policy = answer.header("content-security-policy").expect("a policy");
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"));
        assert!(!policy.contains("unsafe"), "{policy}");
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-resource-policy", "same-origin"),
            ("cache-control", "no-store"),
        ] {
            assert_eq!(answer.header(name).as_deref(), Some(value), "{address}");
        }
        let is_page = answer
            .header("content-type")
            .is_some_and(|kind| kind.starts_with("text/html"));
        let text = answer.text();
        for inline in [
            " style=\"", "<style", "<script>", " onclick=", " onload=", "javascript:",
        ] {
            assert!(!is_page || !text.contains(inline), "{address} has {inline}");
        }
    }
}

#[test]
fn lock_7_no_other_page_is_allowed_anything() {
    let desk = Desk::new();
    let server = Server::start(&desk, &[]);
    let draft = server.begin(GENRE);
    for address in addresses(&draft) {
        let origin = format!("Origin: http://127.0.0.1:{}\r\n", server.port);
        let answer = server.send("GET", &address, &origin, "");
        assert!(
            !answer.head.to_lowercase().contains("access-control"),
            "{}",
            answer.head
        );
        for method in ["OPTIONS", "PUT", "DELETE", "TRACE", "HEAD", "PATCH"] {
            assert_eq!(
                server.send(method, &address, &origin, "").status,
                405,
                "{method}"
            );
        }
    }
}

#[test]
fn lock_8_no_request_names_a_path() {
    let desk = Desk::new()
        .file("secret.txt", "secret")
        .file("sub/a.yaml", "姓名: 密\n");
    let server = Server::start(&desk, &[]);
    for id in [
        "..", "../..", "..%2f..", "%2e%2e", "sub/a.yaml", "sub%2Fa.yaml", "secret.txt",
        "/etc/passwd", "%2Fetc%2Fpasswd", "C:%5Cx", "%5C%5Chost%5Cshare", "a%00b", "a:b", "CON",
        "0000000000000000",
    ] {
        for rest in ["", "/g/1", "/check", "/get/docx", "/get/yaml"] {
            let answer = server.send("GET", &format!("/d/{id}{rest}"), "", "");
            assert!(
                [400, 404].contains(&answer.status),
                "{id}{rest}: {}",
                answer.status
            );
            assert!(!answer.text().contains("secret"));
        }
    }
    for name in [
        "../up", "/tmp/up", r"..\up", r"\\host\up", "C:up", "up:stream", "nul", "a\0b",
    ] {
        let begun = server.post("/start", &[("genre", GENRE), ("name", name)]);
        let draft = begun.header("location").expect("a draft");
        let saved = server.post(
            &format!("{draft}/answer"),
            &[("path", "姓名"), ("typed", "林致远")],
        );
        assert!(
            saved.text().contains("\"saved\":true"),
            "{name}: {}",
            saved.text()
        );
    }
    let outside = desk.path("").parent().expect("a parent").join("up.yaml");
    assert!(!outside.exists() && !std::path::Path::new("/tmp/up.yaml").exists());
    let mut names = desk.names();
    names.retain(|name| name.ends_with(".yaml"));
    assert_eq!(names.len(), 8, "{names:?}");
}

#[test]
fn lock_9_requests_are_bounded_in_size_number_and_time() {
    let desk = Desk::new();
    let server = Server::start(&desk, &[]);
    let origin = format!("Origin: http://127.0.0.1:{}\r\n", server.port);
    let long = "a".repeat((1 << 20) + 1);
    assert_eq!(server.send("POST", "/start", &origin, &long).status, 413);
    let lines: String = (0..65).map(|n| format!("X-{n}: 1\r\n")).collect();
    assert_eq!(server.send("GET", "/", &lines, "").status, 431);
    let head = format!("X: {}\r\n", "a".repeat(40 << 10));
    assert_eq!(server.send("GET", "/", &head, "").status, 431);
    // A head and a body that never end are both given up.
    let mut head = server.connect();
    head.write_all(b"GET / HTTP/1.1\r\nX: ").expect("a head");
    let mut body = server.connect();
    let half = format!(
        "POST /start HTTP/1.1\r\n{}{origin}Cookie: {}\r\nContent-Length: 99\r\n\r\n@key=",
        server.host(),
        server.cookie
    );
    body.write_all(half.as_bytes()).expect("a body");
    let mut bytes = Vec::new();
    head.read_to_end(&mut bytes)
        .expect("the connection is closed");
    let mut answer = vec![0; 64];
    let length = body.read(&mut answer).expect("an answer");
    assert_eq!(Answer::parse(&answer[..length]).status, 408);
    // Of more connections than may be, the last are closed at once.
    let mut held: Vec<_> = (0..40).map(|_| server.connect()).collect();
    let last = held.last_mut().expect("a connection");
    last.set_read_timeout(Some(Duration::from_secs(8)))
        .expect("a timeout");
    assert!(
        !matches!(last.read(&mut [0]), Ok(1..)),
        "one too many is served"
    );
    let is_closed = matches!(
        last.write(b"GET").and_then(|_| last.read(&mut [0])),
        Ok(0) | Err(_)
    );
    assert!(is_closed, "one too many stays open");
    drop(held);
    let start = Instant::now();
    while server.get("/").status != 200 {
        assert!(
            start.elapsed() < Duration::from_secs(30),
            "the server is gone"
        );
    }
}

#[test]
fn lock_10_answers_and_names_stay_text() {
    let desk = Desk::new();
    let server = Server::start(&desk, &[]);
    let begun = server.post("/start", &[("genre", GENRE), ("name", "<script>a\"b")]);
    let draft = begun.header("location").expect("a draft");
    let typed = "<script>alert(1)</script>\"'><img src=x>";
    let saved = server.post(
        &format!("{draft}/answer"),
        &[("path", "姓名"), ("typed", typed)],
    );
    for answer in [
        saved,
        server.get(&format!("{draft}/g/1")),
        server.get(&format!("{draft}/check")),
        server.get(&format!("{draft}/paper")),
        server.get("/"),
    ] {
        let text = answer.text();
        assert!(
            !text.contains("<script>a") && !text.contains("<img"),
            "{text}"
        );
    }
    let file = server.get(&format!("{draft}/get/docx"));
    let name = file.header("content-disposition").expect("a name");
    assert!(
        name.starts_with("attachment; filename*=UTF-8''") && name.is_ascii(),
        "{name}"
    );
}

#[test]
fn lock_11_no_request_says_where_to_go() {
    let desk = Desk::new();
    let server = Server::start(&desk, &[]);
    for path in [
        "//rebound.example/", "/open?next=http://rebound.example", "/?next=//rebound.example",
    ] {
        let answer = server.send("GET", path, "", "");
        assert_eq!(answer.header("location"), None, "{path}");
        assert!(!answer.text().contains("rebound.example"), "{path}");
    }
    let begun = server.post("/start", &[("genre", GENRE), ("name", "//rebound.example")]);
    let location = begun.header("location").expect("a draft");
    assert!(
        location.starts_with("/d/") && !location.contains("rebound"),
        "{location}"
    );
}

#[test]
fn lock_13_what_is_said_on_the_terminal_holds_no_secret_and_no_answer() {
    let desk = Desk::new();
    let mut server = Server::start(&desk, &[]);
    let draft = server.begin(GENRE);
    server.post(
        &format!("{draft}/answer"),
        &[("path", "姓名"), ("typed", "林致远")],
    );
    server.get("/open?code=guessed");
    let rest = server.stop();
    let said = format!("{}{rest}", server.said);
    for secret in [
        server.key.as_str(),
        &server.cookie,
        "林致远",
        "guessed",
        "code=",
    ] {
        assert!(!said.contains(secret), "{said}");
    }
}

#[test]
fn lock_14_a_second_start_opens_the_first() {
    let desk = Desk::new();
    let server = Server::start(&desk, &[]);
    let mut command = Command::new(PROGRAM);
    command
        .args(["--lang", "zh", "serve", "--no-open"])
        .current_dir(desk.path(""));
    let second = command
        .env("XDG_RUNTIME_DIR", desk.path(".run"))
        .output()
        .expect("it ends");
    assert!(second.status.success());
    let said = String::from_utf8_lossy(&second.stderr).into_owned();
    assert!(said.contains(&format!("端口 {}", server.port)), "{said}");
    let file = format!("/{}", between(&said, "：/", "\n"));
    let page = std::fs::read_to_string(file.trim()).expect("a new way in");
    let code = between(&page, "code=", "\"");
    let open = server.raw(&format!(
        "GET /open?code={code} HTTP/1.1\r\n{}\r\n",
        server.host()
    ));
    assert_eq!(open.status, 200);
    // Nobody without the secret of the mark can have the page opened.
    let host = server.host();
    for secret in ["", "X-Nigao-Secret: 00\r\n"] {
        let asked = server.raw(&format!(
            "POST /launch HTTP/1.1\r\n{host}{secret}Content-Length: 0\r\n\r\n"
        ));
        assert_eq!(asked.status, 403);
    }
    // The mark of a server that was killed does not keep the next from starting.
    drop(server);
    assert_eq!(Server::start(&desk, &[]).get("/").status, 200);
}

#[test]
fn lock_15_it_stops_when_nobody_is_there() {
    let desk = Desk::new();
    let mut server = Server::start(&desk, &["--stop-after", "0.02"]);
    let (code, said) = server.end();
    assert_eq!(code, Some(0));
    assert!(said.contains("很久没有人用"), "{said}");
}

/// Ctrl-C ends it at once, with everything saved and its mark gone.
#[cfg(unix)]
#[test]
fn lock_15_an_interrupt_leaves_everything_saved() {
    let desk = Desk::new();
    let mut server = Server::start(&desk, &[]);
    let draft = server.begin(GENRE);
    let answer = [("path", "姓名"), ("typed", "林致远")];
    server.post(&format!("{draft}/answer"), &answer);
    let interrupted = Command::new("kill")
        .args(["-INT", &server.id().to_string()])
        .status();
    assert!(interrupted.expect("kill").success());
    assert_eq!(server.end().0, Some(0));
    let file = desk
        .names()
        .into_iter()
        .find(|name| name.ends_with(".yaml"));
    assert!(desk.read(&file.expect("the answers")).contains("林致远"));
    let marks = std::fs::read_dir(desk.path(".run/nigao")).expect("a folder");
    assert_eq!(marks.count(), 0);
}
