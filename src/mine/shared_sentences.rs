//! Finds sentences that several reports share up to their variables, and what is left without them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::parsed_report::ParsedReport;
use super::sentences::{Sentence, sentences, skeleton};

/// The shortest skeleton, in chars, that is shared by more than chance.
const SHORTEST_SKELETON: usize = 8;
/// A sentence with more variables than this says one report's facts.
const MOST_VARIABLES: usize = 12;

/// A sentence that several reports share: for each report, where it has it.
#[derive(Clone, Debug, Default)]
pub(super) struct SharedSentence {
    pub(super) members: Vec<Option<Sentence>>,
}

impl SharedSentence {
    /// Returns the first report that has it, with its sentence there.
    pub(super) fn first<'a, 'r>(
        &'a self,
        reports: &'a [ParsedReport<'r>],
    ) -> Option<(&'a ParsedReport<'r>, &'a Sentence)> {
        let mut members = reports.iter().zip(&self.members);
        members.find_map(|(parsed, member)| Some((parsed, member.as_ref()?)))
    }
}

/// Returns the sentences that lines of reports of different texts share, in the order they first
/// come. `texts` gives each report the number of its text; reports of one text count one by one
/// where there is no other.
pub(super) fn shared(
    reports: &[ParsedReport],
    lines: &[Range<usize>],
    texts: &[usize],
) -> Vec<SharedSentence> {
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let mut found: Vec<(SharedSentence, usize)> = Vec::new();
    for (report, (parsed, lines)) in reports.iter().zip(lines).enumerate() {
        for sentence in lines.clone().flat_map(|line| sentences(parsed, line)) {
            if sentence.variables.len() > MOST_VARIABLES {
                continue;
            }
            let skeleton = skeleton(parsed, &sentence);
            let length = skeleton.chars().count();
            let at = *known.entry(skeleton).or_insert_with(|| {
                found.push((
                    SharedSentence {
                        members: vec![None; reports.len()],
                    },
                    length,
                ));
                found.len() - 1
            });
            found[at].0.members[report].get_or_insert(sentence);
        }
    }
    let is_shared = |(sentence, length): &(SharedSentence, usize)| {
        *length >= SHORTEST_SKELETON && count_texts(&sentence.members, texts) > 1
    };
    found.retain(is_shared);
    found.into_iter().map(|(sentence, _)| sentence).collect()
}

/// Returns how many texts the reports are of that have a member.
pub(super) fn count_texts<T>(members: &[Option<T>], texts: &[usize]) -> usize {
    let is_one_text = texts.iter().all(|text| *text == texts[0]);
    let mut owners = BTreeSet::new();
    for (report, member) in members.iter().enumerate() {
        if member.is_some() {
            owners.insert(if is_one_text { report } else { texts[report] });
        }
    }
    owners.len()
}

/// What a report says in a section that others do not.
#[derive(Clone, Debug, Default)]
pub(super) struct OwnWords {
    /// Its paragraphs.
    pub(super) paragraphs: Vec<String>,
    /// Its points, or the headings below the section's.
    pub(super) points: Vec<OwnPoint>,
}

/// A point or a heading inside a section, and what stands under it.
#[derive(Clone, Debug, Default)]
pub(super) struct OwnPoint {
    pub(super) is_heading: bool,
    /// Its number as the report has it.
    label: String,
    pub(super) lead: String,
    pub(super) rest: String,
}

impl OwnWords {
    /// Returns everything as paragraphs.
    pub(super) fn flat(&self) -> String {
        let mut paragraphs = self.paragraphs.clone();
        for point in &self.points {
            paragraphs.push(format!("{}{}{}", point.label, point.lead, point.rest));
        }
        paragraphs.join("\n")
    }
}

/// Returns what is left of a section's lines without the sentences that begin at one of `taken`,
/// and without its heading, which is the line `heading`.
pub(super) fn own_words(
    parsed: &ParsedReport,
    lines: Range<usize>,
    heading: Option<usize>,
    taken: &BTreeSet<usize>,
) -> OwnWords {
    let mut own = OwnWords::default();
    for line in lines {
        let section_line = &parsed.section_lines[line];
        if !section_line.lead.is_empty() && heading != Some(line) {
            let lead = parsed.report.words(&section_line.lead).trim().to_owned();
            let label = section_line.span.start..section_line.lead.start;
            let label = parsed.report.words(&label);
            own.points.push(OwnPoint {
                is_heading: true,
                label,
                lead,
                rest: String::new(),
            });
        }
        let paragraph = own_paragraph(parsed, line, taken, &mut own.points);
        if !paragraph.trim().is_empty() {
            own.paragraphs.push(paragraph);
        }
    }
    own
}

/// Adds a line's points, and what stands under the last heading, to `points`; returns the rest of
/// the line.
fn own_paragraph(
    parsed: &ParsedReport,
    line: usize,
    taken: &BTreeSet<usize>,
    points: &mut Vec<OwnPoint>,
) -> String {
    let mut paragraph = String::new();
    let mut in_point = false;
    for sentence in sentences(parsed, line) {
        if taken.contains(&sentence.span.start) {
            continue;
        }
        let words = parsed.report.words(&sentence.span);
        match (points.last_mut(), &sentence.point) {
            (Some(last), _) if last.is_heading => last.rest += &words,
            (_, Some(number)) => {
                points.push(own_point(parsed, &sentence, number));
                in_point = true;
            }
            (Some(last), None) if in_point => last.rest += &words,
            _ => paragraph += &words,
        }
    }
    // The clause that followed is printed elsewhere.
    if let Some(cut) = paragraph.strip_suffix('；') {
        paragraph = format!("{cut}。");
    }
    paragraph
}

/// Cuts 一是产业不强，缺少龙头。 into its number, its first clause and the rest.
fn own_point(parsed: &ParsedReport, sentence: &Sentence, number: &Range<usize>) -> OwnPoint {
    let words = parsed.report.words(&(number.end..sentence.span.end));
    let words = words.trim_start();
    let is_stop = |c: char| "，。；：,;:".contains(c);
    let cut = match words.char_indices().find(|(_, c)| is_stop(*c)) {
        Some((at, stop)) => at + stop.len_utf8(),
        None => words.len(),
    };
    let (lead, rest) = words.split_at(cut);
    let label = parsed.report.words(number);
    OwnPoint {
        is_heading: false,
        label,
        lead: lead.to_owned(),
        rest: rest.to_owned(),
    }
}
