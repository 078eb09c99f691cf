//! From nothing to a Word file, with script and without.

use std::collections::BTreeSet;

use nigao::answers::Answers;

use crate::browser::{Browser, Script};
use crate::sample::Sample;
use crate::server::Server;

/// The button that sends the page and stays on it.
pub(crate) const STAY: &str = ".turn button[value=stay]";
/// The button that sends the page and goes on.
pub(crate) const NEXT: &str = ".turn button[value=next]";

/// Begins a draft of a genre from the first page.
#[track_caller]
pub(crate) fn begin(browser: &Browser, genre: &str) {
    browser.follow(&format!("li[data-genre='{genre}'] button"));
    browser.wait("#answers");
}

/// The selector of an input, whose name has dots in it.
pub(crate) fn named(name: &str) -> String {
    format!("#answers [name='{name}']")
}

/// The names of the inputs on the page, each once, with what stands in them.
pub(crate) fn inputs(browser: &Browser) -> Vec<(String, String)> {
    let script = "const found = new Map();
        document.querySelectorAll('#answers input, #answers textarea').forEach((input) => {
            if (input.name === '' || input.name.startsWith('@')) return;
            const is_shown = input.type !== 'radio' || input.checked;
            if (is_shown || !found.has(input.name)) found.set(input.name, is_shown ? input.value : '');
        });
        return Array.from(found);";
    let found = browser.script(script);
    let pairs = found.as_array().into_iter().flatten();
    let text =
        |pair: &serde_json::Value, at: usize| pair[at].as_str().unwrap_or_default().to_owned();
    pairs.map(|pair| (text(pair, 0), text(pair, 1))).collect()
}

/// Gives one answer as a person does, by keys or by a click.
#[track_caller]
pub(crate) fn fill(browser: &Browser, name: &str, words: &str) {
    let radio = format!("{}[type=radio]", named(name));
    if browser.script(&format!(
        "return document.querySelector({radio:?}) !== null;"
    )) == true
    {
        browser.click(&format!("{radio}[value='{words}']"));
    } else {
        browser.fill(&named(name), words);
    }
}

/// Fills in the group on the page from the sample, and goes on. With script every answer is saved
/// when it is left; without, when the page is sent.
pub(crate) fn fill_group(browser: &Browser, sample: &Sample, script: Script) {
    // What was typed may be shown in other words: 154000万 as 15.4亿元.
    let mut sent: BTreeSet<String> = BTreeSet::new();
    for _ in 0..200 {
        let open: Vec<(String, String)> = inputs(browser)
            .into_iter()
            .filter_map(|(name, now)| Some((sample.typed(&name)?, name, now)))
            .filter(|(typed, name, now)| typed != now && !sent.contains(name))
            .map(|(typed, name, _)| (name, typed))
            .collect();
        if open.is_empty() {
            browser.follow(NEXT);
            return;
        }
        if script == Script::Off {
            for (name, typed) in &open {
                fill(browser, name, typed);
                sent.insert(name.clone());
            }
            browser.follow(STAY);
            let refused = browser.script(
                "return Array.from(document.querySelectorAll('.refused'), (e) => e.innerText).join();",
            );
            assert_eq!(refused, "", "{open:?}");
            continue;
        }
        // A record is added by the button under it; any other answer is saved as it is left, and
        // may bring other questions, so that the page is looked at anew.
        let (name, typed) = &open[0];
        let is_new = "e => e && e.closest('.record.new') !== null";
        let css = named(name);
        if browser.script(&format!(
            "return ({is_new})(document.querySelector({css:?}));"
        )) == true
        {
            let list = name.split('.').next().unwrap_or_default();
            for (name, typed) in open
                .iter()
                .filter(|(name, _)| name.split('.').next() == Some(list))
            {
                fill(browser, name, typed);
                sent.insert(name.clone());
            }
            browser.follow(&format!("[id='n-{list}'] button[value=stay]"));
            continue;
        }
        fill_and_leave(browser, name, typed);
        sent.insert(name.clone());
    }
    panic!("{} takes no answer", browser.place());
}

/// Answers with script, and waits until the page says that the answer is saved.
#[track_caller]
pub(crate) fn fill_and_leave(browser: &Browser, name: &str, words: &str) {
    browser.script(
        "document.getElementById('saved').textContent = '';
        document.documentElement.setAttribute('data-old', '');",
    );
    fill(browser, name, words);
    browser.tab();
    // A page that asks other questions now is shown anew, and says nothing of what is saved.
    let saved = "document.getElementById('saved').textContent !== ''";
    let anew = "!document.documentElement.hasAttribute('data-old')";
    let refused = format!(
        "document.querySelector({:?})?.closest('.refused')",
        named(name)
    );
    browser.wait_until(&format!("{saved} || {anew} || {refused}"));
    browser.wait_until("document.readyState === 'complete'");
    let is_refused = browser.script(&format!("return Boolean({refused});"));
    assert_eq!(is_refused, false, "{name}: {words} is refused");
}

/// Leaves a picture of the page, and looks for faults.
#[track_caller]
fn look_at(browser: &Browser, script: Script, page: &str) {
    browser.picture(page);
    if script != Script::Off {
        browser.assert_no_serious_fault(page);
    }
}

/// Types the sample of a genre from the first page to the Word file in the folder.
pub(crate) fn from_nothing_to_word(genre: &str, script: Script) -> (Server, Browser, Sample) {
    let sample = Sample::of(genre);
    let server = Server::new();
    let browser = Browser::open(&server.door, script);
    begin(&browser, genre);
    let mut groups = 0;
    while browser.place().contains("/g/") {
        if groups == 1 {
            look_at(&browser, script, &format!("{genre}-group"));
        }
        fill_group(&browser, &sample, script);
        groups += 1;
    }
    assert!(groups > 2, "{genre} has {groups} groups");
    browser.wait("section.writing");
    look_at(&browser, script, &format!("{genre}-check"));
    let open = browser.script("return Array.from(document.querySelectorAll('[data-open]'), (e) => e.innerText).join(';');");
    assert_eq!(open, "", "{genre} is not whole");
    browser.follow("section.writing form button");
    let names = server.names();
    let word = names.iter().find(|name| name.ends_with(".docx"));
    let word = word.unwrap_or_else(|| panic!("no Word file among {names:?}"));
    let bytes = std::fs::read(server.folder.path().join(word)).expect("the Word file");
    assert!(
        bytes.starts_with(b"PK") && bytes.len() > 8000,
        "{} bytes",
        bytes.len()
    );
    let yaml = names
        .iter()
        .find(|name| name.ends_with(".yaml"))
        .expect("an answers file");
    let saved = Answers::read(yaml, &server.read(yaml)).to_node();
    for entry in sample.answers.entries() {
        let kept = saved.get(&entry.key).is_some_and(|node| !node.is_empty());
        assert!(
            kept || entry.node.is_empty(),
            "{genre}: {} is lost",
            entry.key
        );
    }
    (server, browser, sample)
}

#[test]
fn a_duty_report_is_written_without_script() {
    from_nothing_to_word("member-duty-report", Script::Off);
}

#[test]
fn a_survey_report_is_written_without_script() {
    from_nothing_to_word("service-survey-report", Script::Off);
}
