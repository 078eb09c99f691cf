//! Tells how far a draft is, group by group, and what is odd about an answer.

use maud::{Markup, html};
use nigao::interview::{FieldState, GroupProgress, Interview, Readback, ReviewRow};
use nigao::schema::Schema;

use super::words::PageWords;

/// Returns the names of all groups, whether anything in them is asked now or not, so that their
/// numbers stay.
pub(super) fn groups_of(schema: &Schema, interview: &Interview) -> Vec<String> {
    let mut groups: Vec<String> = Vec::new();
    for claims in [false, true] {
        for field in schema
            .fields
            .iter()
            .filter(|field| field.kind.is_claim() == claims)
        {
            let group = interview.group_of(&field.name);
            if !groups.contains(&group) {
                groups.push(group);
            }
        }
    }
    groups
}

/// Writes how far a group is: done, in part, or not asked.
pub(super) fn state_of(progress: &[GroupProgress], name: &str) -> String {
    match progress.iter().find(|group| group.name == name) {
        None => "—".to_owned(),
        Some(group) if group.done == group.of => "✓".to_owned(),
        Some(group) => format!("{}/{}", group.done, group.of),
    }
}

/// Renders what stands at the right of the bar of a draft.
/// `paper` is the address of the draft itself, for screens that it does not stand beside.
pub(super) fn tools(id: &str, rows: &[ReviewRow], paper: &str, words: PageWords) -> Markup {
    let is_open = |row: &&ReviewRow| matches!(row.state, FieldState::Hole | FieldState::Wrong(_));
    let open = rows.iter().filter(is_open).count();
    html! {
        a class="paper-link" href=(paper) { (words.say("web.paper")) }
        a href=(format!("/d/{id}/check")) id="to-check" { (words.tell("web.check", [("n", open)])) }
        a class="primary" href=(format!("/d/{id}/get/docx")) id="to-word" { (words.say("web.word")) }
    }
}

/// What is odd about an answer: it is asked, and does not stand in the way.
pub(super) fn doubts(readback: &Readback, words: PageWords) -> Markup {
    let mut doubts: Vec<String> = readback
        .doubts
        .iter()
        .map(|doubt| doubt.text(words.0))
        .collect();
    if let Some(growth) = readback.growth.as_ref().filter(|growth| growth.is_steep) {
        let growth = format!("{}：{}", readback.text, growth.words);
        doubts.push(words.tell("ask.steep", [("growth", growth)]));
    }
    html! {
        @for remark in &readback.remarks { p class="remark" { (remark.message.text(words.0)) } }
        @for doubt in &doubts { p class="doubt" { (doubt) } }
    }
}
