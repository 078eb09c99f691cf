//! A client of the tools: a process, a line out, a line in.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::{Value, json};

use crate::harness::{Desk, PROGRAM};

/// A server that says nothing for so long is broken; no test waits so long otherwise.
const PATIENCE: Duration = Duration::from_secs(120);

/// A client and its server.
pub(super) struct Client {
    server: Child,
    stdin: Option<ChildStdin>,
    lines: Receiver<String>,
    next: u64,
    /// What every request says of the client, in versions without a handshake.
    meta: Option<Value>,
}

/// What a tool answered: its envelope, and whether the call failed.
pub(super) struct Answer {
    pub(super) envelope: Value,
    pub(super) is_error: bool,
}

impl Client {
    /// Starts a server for a desk and shakes hands in a version of the protocol.
    pub(super) fn start(desk: &Desk, version: &str) -> Self {
        Self::with(desk, version, &[])
    }

    /// Starts a server with more words on its command line.
    pub(super) fn with(desk: &Desk, version: &str, words: &[&str]) -> Self {
        let mut client = Self::spawn(desk, words);
        let said = client.ask(
            "initialize",
            json!({
                "protocolVersion": version,
                "capabilities": {},
                "clientInfo": {"name": "scripted", "version": "1"},
            }),
        );
        assert_eq!(said["result"]["protocolVersion"], version, "{said}");
        client.tell(&json!({"jsonrpc": "2.0", "method": "notifications/initialized"}));
        client
    }

    /// Starts a server of a version without handshake: every request says who asks.
    pub(super) fn stateless(desk: &Desk, version: &str) -> Self {
        let mut client = Self::spawn(desk, &[]);
        client.meta = Some(json!({
            "io.modelcontextprotocol/protocolVersion": version,
            "io.modelcontextprotocol/clientInfo": {"name": "scripted", "version": "1"},
            "io.modelcontextprotocol/clientCapabilities": {},
        }));
        client
    }

    fn spawn(desk: &Desk, words: &[&str]) -> Self {
        let mut server = Command::new(PROGRAM)
            .args(["mcp", "--lang", "zh", "--dir"])
            .arg(desk.path(""))
            .args(words)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the server");
        let stdin = server.stdin.take();
        let stdout = BufReader::new(server.stdout.take().expect("stdout"));
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            for line in stdout.lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
        Self {
            server,
            stdin,
            lines,
            next: 0,
            meta: None,
        }
    }

    /// Sends a line as it is.
    pub(super) fn send(&mut self, line: &[u8]) {
        let stdin = self.stdin.as_mut().expect("stdin is open");
        stdin.write_all(line).expect("the server reads");
        stdin.write_all(b"\n").expect("the server reads");
        stdin.flush().expect("the server reads");
    }

    fn tell(&mut self, message: &Value) {
        self.send(message.to_string().as_bytes());
    }

    /// Receives the next message; all of stdout is messages.
    #[track_caller]
    pub(super) fn receive(&mut self) -> Value {
        let line = self.lines.recv_timeout(PATIENCE).expect("an answer");
        serde_json::from_str(&line).unwrap_or_else(|why| panic!("{why}: {line}"))
    }

    /// Sends a request and returns its answer.
    #[track_caller]
    pub(super) fn ask(&mut self, method: &str, mut params: Value) -> Value {
        self.next += 1;
        if let Some(meta) = &self.meta {
            params["_meta"] = meta.clone();
        }
        let id = self.next;
        self.tell(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        loop {
            let answer = self.receive();
            if answer["id"] == id {
                return answer;
            }
        }
    }

    /// Calls a tool. Its text and its structured content are the same envelope.
    #[track_caller]
    pub(super) fn call(&mut self, tool: &str, arguments: Value) -> Answer {
        let mut params = json!({ "name": tool });
        params["arguments"] = arguments;
        let answer = self.ask("tools/call", params);
        let result = &answer["result"];
        let text = result["content"][0]["text"].as_str();
        let text = text.unwrap_or_else(|| panic!("{tool}: {answer}"));
        let envelope: Value = serde_json::from_str(text).expect("an envelope");
        assert_eq!(result["structuredContent"], envelope, "{tool}");
        Answer {
            envelope,
            is_error: result["isError"] == true,
        }
    }

    /// Closes stdin and returns the exit code of the server.
    pub(super) fn end(mut self) -> Option<i32> {
        drop(self.stdin.take());
        self.server.wait().expect("the server ends").code()
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        // A test that failed leaves no server behind; one that ended is gone already.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

impl Answer {
    /// The keys of its diagnostics.
    pub(super) fn keys(&self) -> Vec<&str> {
        let found = self.envelope["diagnostics"]
            .as_array()
            .expect("diagnostics");
        found.iter().filter_map(|one| one["key"].as_str()).collect()
    }

    /// Fails unless the call failed for one reason, with words that say how to mend it.
    #[track_caller]
    pub(super) fn refused(&self, key: &str) {
        assert!(self.is_error, "{}", self.envelope);
        assert_eq!(self.envelope["ok"], false);
        assert_eq!(self.envelope["result"], Value::Null);
        assert_eq!(self.keys(), [key], "{}", self.envelope);
        let hint = &self.envelope["diagnostics"][0]["hint"]["words"]["zh"];
        assert!(hint.as_str().is_some_and(|hint| !hint.is_empty()), "{key}");
    }

    /// Fails unless the call did what it was asked.
    #[track_caller]
    pub(super) fn done(self) -> Value {
        assert!(!self.is_error, "{}", self.envelope);
        self.envelope
    }
}
