//! `nigao serve` over raw sockets: what it refuses, what it answers, what it saves.

mod disk;
mod locks;
mod pages;
mod papers;
mod refusals;
mod reviews;
mod same_files;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use super::harness::{Desk, PROGRAM};

/// How long an answer may take on a machine that does much else.
const PATIENCE: Duration = Duration::from_secs(60);

/// A server with a browser's cookie.
pub(super) struct Server {
    child: Child,
    /// What it said on the terminal at its start.
    pub(super) said: String,
    stderr: BufReader<std::process::ChildStderr>,
    pub(super) port: u16,
    pub(super) cookie: String,
    /// What every form carries.
    pub(super) key: String,
}

/// An answer of the server.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) head: String,
    pub(super) body: Vec<u8>,
}

impl Answer {
    pub(super) fn parse(bytes: &[u8]) -> Self {
        let end = bytes
            .windows(4)
            .position(|window| window == b"\r\n\r\n")
            .unwrap_or(bytes.len());
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let status = head
            .split(' ')
            .nth(1)
            .and_then(|status| status.parse().ok())
            .unwrap_or(0);
        Self {
            status,
            head,
            body: bytes.get(end + 4..).unwrap_or_default().to_vec(),
        }
    }

    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(super) fn header(&self, name: &str) -> Option<String> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        let mut found = lines.filter(|(key, _)| key.eq_ignore_ascii_case(name));
        found.next().map(|(_, value)| value.to_owned())
    }
}

/// What stands between two marks of a text.
pub(super) fn between<'t>(text: &'t str, open: &str, close: &str) -> &'t str {
    let rest = text
        .split(open)
        .nth(1)
        .unwrap_or_else(|| panic!("no {open} in {text}"));
    rest.split(close).next().unwrap_or_default()
}

impl Server {
    /// Starts a server for a folder, without a browser, and lets itself in.
    pub(super) fn start(desk: &Desk, more: &[&str]) -> Self {
        Self::started(desk, more).let_in()
    }

    /// Starts a server that can write no file longer than 32 KiB, as on a disk that is full.
    #[cfg(unix)]
    pub(super) fn start_on_a_small_disk(desk: &Desk) -> Self {
        // A write beyond the limit fails, as the signal for it is ignored; blocks have 512 bytes.
        let mut shell = Command::new("sh");
        shell.args([
            "-c",
            "trap '' XFSZ; ulimit -f 64; exec \"$0\" \"$@\"",
            PROGRAM,
        ]);
        Self::started_by(shell, desk, &[]).let_in()
    }

    fn let_in(self) -> Self {
        let mut server = self;
        let page = std::fs::read_to_string(server.launch_file()).expect("the launch file");
        let code = between(&page, "code=", "\"").to_owned();
        let answer = server.raw(&format!(
            "GET /open?code={code} HTTP/1.1\r\n{}\r\n",
            server.host()
        ));
        let cookie = answer.header("set-cookie").expect("a cookie");
        server.cookie = cookie.split(';').next().unwrap_or_default().to_owned();
        server.key = between(&server.get("/").text(), "data-key=\"", "\"").to_owned();
        server
    }

    /// Starts a server and lets nobody in.
    pub(super) fn started(desk: &Desk, more: &[&str]) -> Self {
        Self::started_by(Command::new(PROGRAM), desk, more)
    }

    fn started_by(mut command: Command, desk: &Desk, more: &[&str]) -> Self {
        command
            .args(["--lang", "zh", "serve", "--no-open"])
            .args(more);
        command
            .current_dir(desk.path(""))
            .env("XDG_RUNTIME_DIR", desk.path(".run"));
        command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let mut stderr = BufReader::new(child.stderr.take().expect("stderr"));
        let mut said = String::new();
        while !said.contains("Ctrl-C") {
            assert!(
                stderr.read_line(&mut said).expect("stderr") > 0,
                "it ended: {said}"
            );
        }
        let port = between(&said, "127.0.0.1:", "，").parse().expect("a port");
        Self {
            child,
            said,
            stderr,
            port,
            cookie: String::new(),
            key: String::new(),
        }
    }

    pub(super) fn launch_file(&self) -> String {
        let line = self.said.lines().find(|line| line.ends_with(".html"));
        let at = line.and_then(|line| line.find('/'));
        line.zip(at)
            .map(|(line, at)| line[at..].to_owned())
            .expect("a file")
    }

    pub(super) fn host(&self) -> String {
        format!("Host: 127.0.0.1:{}\r\n", self.port)
    }

    pub(super) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
        stream
    }

    /// Sends bytes as they are and reads the answer to its end.
    pub(super) fn raw(&self, request: &str) -> Answer {
        let mut stream = self.connect();
        let request = request.replacen("\r\n", "\r\nConnection: close\r\n", 1);
        // The server may have refused before it has read everything.
        let _ = stream.write_all(request.as_bytes());
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        Answer::parse(&bytes)
    }

    /// Sends a request with the cookie.
    pub(super) fn send(&self, method: &str, path: &str, headers: &str, body: &str) -> Answer {
        let (host, cookie, length) = (self.host(), &self.cookie, body.len());
        self.raw(&format!(
            "{method} {path} HTTP/1.1\r\n{host}Cookie: {cookie}\r\n{headers}Content-Length: {length}\r\n\r\n{body}"
        ))
    }

    pub(super) fn get(&self, path: &str) -> Answer {
        self.send("GET", &escaped(path, "/?=&%"), "", "")
    }

    /// Sends a form as our page would.
    pub(super) fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut body = format!("{}={}", escaped("@key", ""), self.key);
        for (name, value) in fields {
            body += &format!("&{}={}", escaped(name, ""), escaped(value, ""));
        }
        let origin = format!("Origin: http://127.0.0.1:{}\r\n", self.port);
        let kind = "Content-Type: application/x-www-form-urlencoded\r\n";
        self.send("POST", path, &format!("{origin}{kind}"), &body)
    }

    /// Sends a form with files as our page would.
    pub(super) fn upload(&self, path: &str, files: &[(&str, &[u8])]) -> Answer {
        let mark = "--------------------------mark";
        let mut body = Vec::new();
        let key = format!(
            "--{mark}\r\nContent-Disposition: form-data; name=\"@key\"\r\n\r\n{}\r\n",
            self.key
        );
        body.extend_from_slice(key.as_bytes());
        for (name, bytes) in files {
            let head = format!(
                "--{mark}\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\
                 Content-Type: application/octet-stream\r\n\r\n"
            );
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{mark}--\r\n").as_bytes());
        let head = format!(
            "POST {path} HTTP/1.1\r\n{}Connection: close\r\nCookie: {}\r\nOrigin: http://127.0.0.1:{}\r\n\
             Content-Type: multipart/form-data; boundary={mark}\r\nContent-Length: {}\r\n\r\n",
            self.host(),
            self.cookie,
            self.port,
            body.len()
        );
        let mut stream = self.connect();
        let _ = stream
            .write_all(head.as_bytes())
            .and_then(|()| stream.write_all(&body));
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        Answer::parse(&bytes)
    }

    /// Begins a draft and returns its address: `/d/ID`.
    pub(super) fn begin(&self, genre: &str) -> String {
        let answer = self.post("/start", &[("genre", genre)]);
        answer
            .header("location")
            .unwrap_or_else(|| panic!("no draft: {answer:?}"))
    }

    /// The number of its process.
    pub(super) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Stops the server and returns what it said after its start.
    pub(super) fn stop(&mut self) -> String {
        let _ = self.child.kill();
        let mut rest = String::new();
        let _ = self.stderr.read_to_string(&mut rest);
        let _ = self.child.wait();
        rest
    }

    /// Waits until the server ends by itself, and returns its exit code and what it said.
    pub(super) fn end(&mut self) -> (Option<i32>, String) {
        let mut rest = String::new();
        self.stderr.read_to_string(&mut rest).expect("stderr");
        (self.child.wait().expect("its end").code(), rest)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A text as it stands in an address or a form.
pub(super) fn escaped(text: &str, kept: &str) -> String {
    let mut escaped = String::new();
    for byte in text.bytes() {
        let c = char::from(byte);
        if byte.is_ascii_alphanumeric() || "-._".contains(c) || kept.contains(c) {
            escaped.push(c);
        } else {
            escaped += &format!("%{byte:02X}");
        }
    }
    escaped
}
