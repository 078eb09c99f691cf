//! A disk that takes nothing more: it is said, nothing typed is lost, and the next try saves.

use super::{Server, between};
use crate::harness::Desk;

#[cfg(unix)]
#[test]
fn an_answer_that_cannot_be_saved_stays_in_its_input_and_is_said() {
    let desk = Desk::new();
    let server = Server::start_on_a_small_disk(&desk);
    let draft = server.begin("member-duty-report");
    let first = format!("{draft}/g/1");
    let page = server.get(&first).text();
    let revision = between(&page, "name=\"@revision\" value=\"", "\"").to_owned();
    let long = "长".repeat(30_000);
    // The script is told, so that it tries again.
    let fields = [("path", "姓名"), ("typed", &long), ("@revision", &revision)];
    let reply = server.post(&format!("{draft}/answer"), &fields).text();
    assert!(
        reply.contains("\"failed\":true") && reply.contains("\"saved\":false"),
        "{}",
        reply.chars().take(400).collect::<String>()
    );
    assert!(reply.contains("没有存上"), "it says so");
    // A form without script shows again what was typed.
    let fields = [
        ("@revision", revision.as_str()),
        ("姓名", &long),
        ("@do", "next"),
    ];
    server.post(&first, &fields);
    let page = server.get(&first).text();
    assert!(
        page.contains("没有存上") && page.contains(&long),
        "it is shown again"
    );
    assert!(
        !desk
            .names()
            .iter()
            .any(|name| name.contains(".tmp") || name.ends_with(".yaml")),
        "nothing half-written: {:?}",
        desk.names()
    );
    // Shorter, it fits.
    let fields = [
        ("path", "姓名"),
        ("typed", "林致远"),
        ("@revision", &revision),
    ];
    let reply = server.post(&format!("{draft}/answer"), &fields).text();
    assert!(reply.contains("\"saved\":true"), "{reply}");
    assert!(desk.names().iter().any(|name| name.ends_with(".yaml")));
}
