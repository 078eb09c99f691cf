//! A browser that a test drives line by line.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use fantoccini::elements::Element;
use fantoccini::key::Key;
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::runtime::Runtime;

use crate::server::pictures;

/// How long the page may take, on a machine that does much else.
const PATIENCE: Duration = Duration::from_secs(30);

/// Whether the page's own script runs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Script {
    On,
    Off,
    /// It runs, and the desktop is dark.
    OnInTheDark,
}

/// A window of Chromium.
pub(crate) struct Browser {
    runtime: Runtime,
    client: Client,
    driver: Child,
}

impl Browser {
    /// A window of a small office screen, on the page that a file leads to.
    pub(crate) fn open(door: &Path, script: Script) -> Self {
        let browser = Self::new(script);
        browser.go(&format!("file://{}", door.display()));
        browser.wait(".genres");
        browser
    }

    fn new(script: Script) -> Self {
        let (driver, port) = driver();
        // 1 allows script, 2 forbids it; the driver's own commands work all the same.
        let setting = if script == Script::Off { 2 } else { 1 };
        let mut args = vec!["--headless=new", "--no-sandbox", "--disable-gpu"];
        args.push("--window-size=1366,768");
        if script == Script::OnInTheDark {
            args.push("--force-dark-mode");
        }
        let options = json!({
            "args": args,
            "prefs": { "profile.managed_default_content_settings.javascript": setting },
        });
        let mut capabilities = Capabilities::new();
        capabilities.insert("goog:chromeOptions".to_owned(), options);
        let mut runtime = tokio::runtime::Builder::new_current_thread();
        let runtime = runtime.enable_all().build().expect("a runtime");
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(capabilities);
        let address = format!("http://127.0.0.1:{port}");
        let client = runtime
            .block_on(builder.connect(&address))
            .expect("Chromium starts");
        Self {
            runtime,
            client,
            driver,
        }
    }

    #[track_caller]
    fn run<T, E: std::fmt::Debug>(
        &self,
        what: &str,
        work: impl Future<Output = Result<T, E>>,
    ) -> T {
        let done = self.runtime.block_on(work);
        done.unwrap_or_else(|error| panic!("{what}: {error:?}"))
    }

    #[track_caller]
    pub(crate) fn go(&self, address: &str) {
        self.run(address, self.client.goto(address));
    }

    /// Reloads the page.
    #[track_caller]
    pub(crate) fn reload(&self) {
        self.run("reload", self.client.refresh());
    }

    /// Presses the browser's own button.
    #[track_caller]
    pub(crate) fn back(&self) {
        self.run("back", self.client.back());
    }

    /// The address, without scheme and host.
    #[track_caller]
    pub(crate) fn place(&self) -> String {
        let address = self.run("address", self.client.current_url());
        let fragment = address.fragment().map(|fragment| format!("#{fragment}"));
        format!("{}{}", address.path(), fragment.unwrap_or_default())
    }

    /// A path as an address of this server.
    #[track_caller]
    pub(crate) fn absolute(&self, path: &str) -> String {
        let address = self.run("address", self.client.current_url());
        address.join(path).expect("a path").to_string()
    }

    /// Waits for an element.
    #[track_caller]
    pub(crate) fn wait(&self, css: &str) -> Element {
        let wait = self
            .client
            .wait()
            .at_most(PATIENCE)
            .every(Duration::from_millis(20));
        self.run(css, wait.for_element(Locator::Css(css)))
    }

    /// Waits until a script that the test brings says so.
    #[track_caller]
    pub(crate) fn wait_until(&self, condition: &str) {
        let start = std::time::Instant::now();
        while self.script(&format!("return Boolean({condition});")) != true {
            assert!(
                start.elapsed() < PATIENCE,
                "{condition} at {}:\n{}",
                self.place(),
                self.text("body")
            );
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// What a script that the test brings returns; it runs even where the page's may not.
    #[track_caller]
    pub(crate) fn script(&self, script: &str) -> Value {
        self.run(script, self.client.execute(script, Vec::new()))
    }

    /// The same for one that calls back when it is done.
    #[track_caller]
    pub(crate) fn slow_script(&self, script: &str) -> Value {
        self.run(script, self.client.execute_async(script, Vec::new()))
    }

    /// The text a person sees in an element.
    #[track_caller]
    pub(crate) fn text(&self, css: &str) -> String {
        let element = self.wait(css);
        self.run(css, element.text())
    }

    #[track_caller]
    pub(crate) fn click(&self, css: &str) {
        let element = self.wait(css);
        // A person brings what is clicked out from under the bar of the page first.
        self.script(&format!(
            "document.querySelector({css:?}).scrollIntoView({{block: 'center'}});"
        ));
        self.run(css, element.click());
    }

    /// Clicks what leads to another page, and waits until it is there.
    #[track_caller]
    pub(crate) fn follow(&self, css: &str) {
        self.script("document.documentElement.setAttribute('data-old', '')");
        self.click(css);
        self.wait("html:not([data-old]) body");
        self.wait_until("document.readyState === 'complete'");
    }

    /// Types over what stands in an input. The driver's own way to empty one leaves it, too, which
    /// saves the empty answer.
    #[track_caller]
    pub(crate) fn fill(&self, css: &str, words: &str) {
        let element = self.wait(css);
        let select_all = format!("{}a{}", char::from(Key::Control), char::from(Key::Null));
        self.run(css, element.send_keys(&format!("{select_all}{words}")));
    }

    /// Presses keys wherever the focus is.
    #[track_caller]
    pub(crate) fn press(&self, keys: &str) {
        let focused = self.run("focus", self.client.active_element());
        self.run(keys, focused.send_keys(keys));
    }

    /// Goes on with the tabulator key.
    #[track_caller]
    pub(crate) fn tab(&self) {
        self.press(&Key::Tab.to_string());
    }

    /// Chooses files for a file input.
    #[track_caller]
    pub(crate) fn choose_file(&self, css: &str, path: &Path) {
        let element = self.wait(css);
        self.run(css, element.send_keys(&path.display().to_string()));
    }

    /// Opens another tab, and goes there.
    #[track_caller]
    pub(crate) fn new_tab(&self) {
        let tab = self.run("tab", self.client.new_window(true));
        self.run("tab", self.client.switch_to_window(tab.handle));
    }

    /// Goes to the tab that was opened as the nth.
    #[track_caller]
    pub(crate) fn tab_at(&self, n: usize) {
        let tabs = self.run("tabs", self.client.windows());
        self.run("tab", self.client.switch_to_window(tabs[n].clone()));
    }

    /// Resizes the window.
    #[track_caller]
    pub(crate) fn resize(&self, width: u32, height: u32) {
        self.run("size", self.client.set_window_size(width, height));
    }

    /// Leaves a picture of the window in target/oracles/pages.
    #[track_caller]
    pub(crate) fn picture(&self, name: &str) {
        let png = self.run("picture", self.client.screenshot());
        std::fs::write(pictures().join(format!("{name}.png")), png).expect("room for a picture");
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.runtime.block_on(self.client.clone().close());
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// Starts a driver on a port that is free.
fn driver() -> (Child, u16) {
    let mut child = Command::new("chromedriver")
        .arg("--port=0")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("chromedriver; run tests/oracles/setup.sh");
    let mut lines = BufReader::new(child.stdout.take().expect("stdout")).lines();
    let port = lines.by_ref().map_while(Result::ok).find_map(|line| {
        let (_, port) = line.split_once("started successfully on port ")?;
        port.trim_end_matches('.').parse().ok()
    });
    std::thread::spawn(move || lines.for_each(drop));
    (child, port.expect("chromedriver says its port"))
}
