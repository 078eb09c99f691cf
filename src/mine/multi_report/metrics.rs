//! Metrics: figures that several reports name in words of their own, told by the genre one after another.

use std::collections::{BTreeSet, HashMap};

use super::super::align;
use super::super::align::Column;
use super::super::fields::FoundField;
use super::super::proposal::LinePart;
use super::super::roles::SectionRole;
use super::super::shared_sentences;
use super::super::shared_sentences::SlottedSentence;
use super::{Writer, own};

/// What the indicators of official reports are called, the commonest first, counted over work reports of all levels: what
/// else several reports count stands with its own section.
const INDICATORS: [&str; 18] = [
    "零售总额", "固定资产投资", "预算收入", "增加值", "生产总值", "可支配收入", "财政收入",
    "失业率", "纯收入", "外资", "自然增长率", "工业投资", "森林覆盖率", "进出口", "出口",
    "城镇化率", "总产量", "税收",
];

/// A figure several reports name: each report's, and the sentence that tells it and nothing else.
pub(super) struct Metric {
    name: String,
    found: Vec<Option<FoundField>>,
    members: Vec<Option<SlottedSentence>>,
    /// Whether it is aimed at, not reached.
    ahead: bool,
}

/// An indicator under the name it is best known by: 全社会固定资产投资, 固定资产投资总额 → 固定资产投资.
fn indicator(name: &str) -> String {
    let name = name.trim_end_matches("目标");
    let bare = name
        .strip_prefix("全社会")
        .map_or(name, |rest| if rest.starts_with("消费品") { &name[3..] } else { rest });
    ["固定资产投资", "税收", "出口"]
        .into_iter()
        .find(|known| bare == format!("{known}总额"))
        .unwrap_or(bare)
        .to_owned()
}

impl Writer<'_> {
    /// The figures reports of two texts name in the review and in the plan, by the column that tells them; their
    /// sentences are taken over.
    pub(super) fn metrics(&mut self, columns: &[Column]) -> HashMap<usize, Vec<Metric>> {
        let mut by_column = HashMap::new();
        for (ahead, roles, first) in [
            (
                false,
                &[SectionRole::Review][..],
                &[(SectionRole::Review, Some(1)), (SectionRole::Review, None)],
            ),
            (
                true,
                &[SectionRole::Targets, SectionRole::Plan, SectionRole::Demands],
                &[(SectionRole::Targets, None), (SectionRole::Plan, Some(1))],
            ),
        ] {
            let is = |column: &Column, (role, depth): (SectionRole, Option<u8>)| {
                let mut members = align::members(column, self.sections);
                let kept = column.members.len() <= 2 || column.members.iter().flatten().count() > 1;
                kept && members.next().is_some_and(|first| {
                    first.role == role && depth.is_none_or(|d| first.depth == d)
                })
            };
            let place = first
                .iter()
                .find_map(|wanted| columns.iter().position(|column| is(column, *wanted)));
            let Some(place) = place else { continue };
            let metrics = self.named(roles, ahead);
            for metric in &metrics {
                self.take(&metric.members);
            }
            by_column.insert(place, metrics);
        }
        by_column
    }

    /// The figures that reports of two texts name in sections of these roles.
    fn named(&self, roles: &[SectionRole], ahead: bool) -> Vec<Metric> {
        let mut metrics: Vec<Metric> = Vec::new();
        let mut known: HashMap<String, usize> = HashMap::new();
        for report in 0..self.parts.len() {
            for (sentence, found) in self.single(report, roles) {
                let name = indicator(&found.name);
                let at = *known.entry(name.clone()).or_insert(metrics.len());
                if at == metrics.len() {
                    let (found, members) =
                        (vec![None; self.parts.len()], vec![None; self.parts.len()]);
                    metrics.push(Metric { name, found, members, ahead });
                }
                let metric = &mut metrics[at];
                let like = |other: &FoundField| {
                    other.unit == found.unit && other.answer.len() == found.answer.len()
                };
                if metric.found[report].is_none() && metric.found.iter().flatten().all(like) {
                    (metric.found[report], metric.members[report]) = (Some(found), Some(sentence));
                }
            }
        }
        let one_text = self.texts.iter().all(|text| *text == self.texts[0]);
        let text = |report: usize| if one_text { report } else { self.texts[report] };
        metrics.retain(|metric| {
            let owners = metric.found.iter().enumerate().filter(|(_, found)| found.is_some());
            owners.map(|(report, _)| text(report)).collect::<BTreeSet<_>>().len() > 1
        });
        metrics
    }

    /// The sentences of a report in sections of these roles that tell one figure of its own and nothing else of its own.
    fn single(&self, report: usize, roles: &[SectionRole]) -> Vec<(SlottedSentence, FoundField)> {
        const LONGEST: usize = 60;
        let (parts, taken) = (&self.parts[report], &self.taken[report]);
        let fields: HashMap<&str, &FoundField> =
            parts.fields.iter().map(|field| (field.name.as_str(), field)).collect();
        let sections = self.sections[report].iter().filter(|section| roles.contains(&section.role));
        let sentences = sections
            .flat_map(|section| own(parts, section))
            .flat_map(|line| shared_sentences::sentences(parts, line));
        let mut single = Vec::new();
        for sentence in
            sentences.filter(|sentence| sentence.point.is_none() && sentence.span.len() <= LONGEST)
        {
            let names: BTreeSet<&str> =
                sentence.pieces.iter().map(|piece| parts.pieces[*piece].field()).collect();
            let own: Vec<&FoundField> = names
                .iter()
                .filter_map(|name| fields.get(name))
                .filter(|f| f.at > 0)
                .copied()
                .collect();
            if let [one] = own[..]
                && one.kind == "figure"
                && INDICATORS.iter().any(|indicator| one.name.contains(indicator))
                && !taken.contains(&sentence.span.start)
            {
                single.push((sentence, one.clone()));
            }
        }
        single
    }

    /// A line that tells figures, as many of them as are answered.
    pub(super) fn told(&mut self, metrics: Vec<Metric>, group: &str) {
        let mut clauses = Vec::new();
        for Metric { name, found, ahead, .. } in metrics {
            let compared = found
                .iter()
                .flatten()
                .any(|found| found.answer.iter().any(|(key, _)| *key == "增速"));
            let asked = if ahead { format!("{name}目标") } else { name.clone() };
            let Some(field) = self.found(&asked, found, group) else { continue };
            let said = match (name.strip_suffix("增速"), name.strip_suffix("降幅")) {
                (Some(base), _) => format!("{base}增长"),
                (_, Some(base)) => format!("{base}下降"),
                _ => name,
            };
            let tag = |part: &str| LinePart::Tag { field, part: part.to_owned(), words: None };
            let mut clause = vec![LinePart::Words(said), tag("")];
            if compared {
                clause.extend([LinePart::Words("，同比".to_owned()), tag(".同比")]);
            }
            clauses.push(vec![LinePart::If(vec![field], clause)]);
        }
        if !clauses.is_empty() {
            self.line(vec![LinePart::Join(clauses)], None);
        }
    }
}
