//! The visitor: a browser without script, over a bare socket, at the page of `nigao serve`.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use super::harness::{Desk, PROGRAM};

/// How long the program may take, on a machine that does much else.
const PATIENCE: Duration = Duration::from_secs(60);

/// A browser that was let in.
pub(crate) struct Visitor {
    child: Child,
    port: u16,
    cookie: String,
}

/// What was answered to a request.
pub(crate) struct Reply {
    pub(crate) status: u16,
    /// The head, as it came.
    head: String,
    pub(crate) body: Vec<u8>,
}

/// An input of a form: its name and what stands in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Input {
    pub(crate) name: String,
    pub(crate) value: String,
    /// A choice that is not the chosen one.
    pub(crate) is_idle: bool,
}

impl Visitor {
    /// Serves the desk's folder, and is let in by the file that the program names.
    pub(crate) fn new(desk: &Desk) -> Self {
        let folder = desk.path("");
        let mut child = Command::new(PROGRAM)
            .args(["serve", "--lang", "zh", "--no-open", "--port", "0", "--dir"])
            .arg(&folder)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut said = String::new();
        let mut lines = BufReader::new(child.stderr.take().expect("stderr"));
        while !said.contains(".html") {
            assert!(lines.read_line(&mut said).expect("text") > 0, "no file is named:\n{said}");
        }
        std::thread::spawn(move || std::io::copy(&mut lines, &mut std::io::sink()));
        let line = said.lines().find(|line| line.contains(".html")).expect("the line");
        let begin = line.find(std::path::MAIN_SEPARATOR).expect("a path");
        let end = line.find(".html").expect("its ending") + ".html".len();
        let door = std::fs::read_to_string(&line[begin..end]).expect("the file that lets in");
        let address = door.split("url=http://").nth(1).expect("an address");
        let address = address.split('"').next().unwrap_or_default();
        let (host, path) = address.split_once('/').expect("a path");
        let port = host.rsplit(':').next().and_then(|port| port.parse().ok()).expect("a port");
        let mut visitor = Self { child, port, cookie: String::new() };
        let reply = visitor.get(&format!("/{path}")).ok();
        let cookie = reply.header("set-cookie").expect("a cookie");
        visitor.cookie = cookie.split(';').next().unwrap_or_default().to_owned();
        visitor
    }

    pub(crate) fn get(&self, path: &str) -> Reply {
        self.request("GET", path, "")
    }

    /// Sends a form as a browser does, and returns the page it leads to, if it leads to one.
    pub(crate) fn send(&self, path: &str, fields: &[(String, String)]) -> Reply {
        let pairs: Vec<String> = fields
            .iter()
            .map(|(name, value)| {
                format!("{}={}", escaped(name), escaped(&value.replace('\n', "\r\n")))
            })
            .collect();
        self.request("POST", path, &pairs.join("&"))
    }

    fn request(&self, method: &str, path: &str, body: &str) -> Reply {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("the page is there");
        stream.set_read_timeout(Some(PATIENCE)).expect("a limit");
        let host = format!("127.0.0.1:{}", self.port);
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n\
             Cookie: {}\r\nConnection: close\r\nContent-Length: {}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\n\r\n",
            self.cookie,
            body.len()
        );
        stream.write_all(format!("{head}{body}").as_bytes()).expect("the request is taken");
        let mut reply = Vec::new();
        stream.read_to_end(&mut reply).expect("an answer");
        Reply::parse(&reply)
    }
}

impl Drop for Visitor {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Reply {
    fn parse(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("a head");
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
        let mut reply =
            Self { status: status.expect("a status"), head, body: bytes[end + 4..].to_vec() };
        if reply.header("transfer-encoding").is_some() {
            reply.body = joined(&reply.body);
        }
        reply
    }

    /// The same, if all went well.
    #[track_caller]
    pub(crate) fn ok(self) -> Self {
        assert_eq!(self.status, 200, "{}\n{}", self.head, self.text());
        self
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().skip(1).find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    /// Where it leads to.
    #[track_caller]
    pub(crate) fn leads(&self) -> &str {
        self.header("location").unwrap_or_else(|| panic!("{}\n{}", self.head, self.text()))
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The inputs of the form that is sent to this address, in the order of the page.
    pub(crate) fn inputs(&self, action: &str) -> Vec<Input> {
        let page = self.text();
        let form = format!("action=\"{action}\"");
        let form = page.split("<form").find(|text| text.contains(&form));
        let form = form.unwrap_or_default().split("</form>").next().unwrap_or_default();
        let mut inputs = Vec::new();
        for tag in form.split('<') {
            let (head, after) = tag.split_once('>').unwrap_or((tag, ""));
            let Some(name) = attribute(head, "name") else { continue };
            let value = if head.starts_with("textarea") {
                unescaped(after.strip_prefix('\n').unwrap_or(after))
            } else if head.starts_with("input") {
                attribute(head, "value").unwrap_or_default()
            } else {
                continue;
            };
            let is_radio = attribute(head, "type").as_deref() == Some("radio");
            let is_idle = is_radio && !head.split(' ').any(|word| word == "checked");
            inputs.push(Input { name, value, is_idle });
        }
        inputs
    }
}

/// Joins the chunks of a body.
fn joined(mut chunks: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    while let Some(end) = chunks.windows(2).position(|two| two == b"\r\n") {
        let length = std::str::from_utf8(&chunks[..end]).ok();
        let length = length.and_then(|length| usize::from_str_radix(length.trim(), 16).ok());
        let Some(length) = length.filter(|length| *length > 0) else { break };
        body.extend(&chunks[end + 2..end + 2 + length]);
        chunks = &chunks[end + 2 + length + 2..];
    }
    body
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, value) = tag.split_once(&format!(" {name}=\""))?;
    Some(unescaped(value.split('"').next().unwrap_or_default()))
}

fn unescaped(text: &str) -> String {
    let marks = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")];
    marks.iter().fold(text.to_owned(), |text, (mark, char)| text.replace(mark, char))
}

fn escaped(words: &str) -> String {
    let mut escaped = String::new();
    for byte in words.bytes() {
        if byte.is_ascii_alphanumeric() {
            escaped.push(char::from(byte));
        } else {
            escaped += &format!("%{byte:02X}");
        }
    }
    escaped
}
