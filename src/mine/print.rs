//! Printing: a proposal to the files of a genre: its template, its schema, and each report's answers.

use std::collections::HashMap;
use std::fmt::Write;

use super::proposal::{Answer, LinePart, Proposal, ProposedField, ProposedLine};

/// A genre as mined: its files' contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mined {
    /// `templates/NAME.hbs`
    pub template: String,
    /// `schemas/NAME.yaml`
    pub schema: String,
    /// `samples/NAME/answers.yaml` of each report, in the order they were given.
    pub answers: Vec<String>,
}

impl Proposal {
    /// The genre it is with nothing decided otherwise; see [`Proposal::decided`].
    #[must_use]
    pub fn genre(&self) -> Mined {
        let proposal = self.flagged();
        let answers = (0..proposal.reports).map(|report| proposal.answers(report)).collect();
        Mined { template: proposal.template(), schema: proposal.schema(), answers }
    }

    fn template(&self) -> String {
        let mut out = String::new();
        let mut bounds: HashMap<usize, (Vec<usize>, usize)> = HashMap::new();
        for (section, flag) in
            self.sections.iter().filter_map(|section| Some((section, section.flag?)))
        {
            bounds.entry(section.lines.start).or_default().0.push(flag);
            bounds.entry(section.lines.end - 1).or_default().1 += 1;
        }
        for ((at, line), left_out) in self.lines.iter().enumerate().zip(self.outs()) {
            let (opened, closed) = bounds.remove(&at).unwrap_or_default();
            for flag in opened {
                let _ = writeln!(out, "{{{{#if {}}}}}", self.fields[flag].name);
            }
            if !left_out {
                self.line(line, &mut out);
            }
            out += &"{{/if}}\n".repeat(closed);
        }
        out
    }

    fn line(&self, line: &ProposedLine, out: &mut String) {
        let words = self.bits(&line.bits);
        let words = match line.each {
            Some(list) => {
                format!("{{{{#each {}}}}}\n{words}\n{{{{/each}}}}\n", self.fields[list].name)
            }
            None => words + "\n",
        };
        *out += &match line.when {
            Some(field) => format!("{{{{#if {}}}}}\n{words}{{{{/if}}}}\n", self.fields[field].name),
            None => words,
        };
    }

    fn bits(&self, bits: &[LinePart]) -> String {
        let bit = |bit: &LinePart| match bit {
            LinePart::Words(words) => words.clone(),
            LinePart::Tag { field, part, .. } => {
                format!("{{{{{}{part}}}}}", self.fields[*field].name)
            }
            LinePart::Join(clauses) => {
                let clauses: String =
                    clauses.iter().map(|clause| self.bits(clause) + "\n").collect();
                format!("{{{{#并 \"；\" \"。\"}}}}\n{clauses}{{{{/并}}}}")
            }
            LinePart::If(fields, bits) => {
                let words = self.bits(bits);
                self.all_of(fields)
                    .map_or(words.clone(), |all| format!("{{{{#if {all}}}}}{words}{{{{/if}}}}"))
            }
        };
        bits.iter().map(bit).collect()
    }

    /// The condition that all of the fields are answered.
    fn all_of(&self, fields: &[usize]) -> Option<String> {
        let mut names: Vec<&str> = Vec::new();
        for name in fields.iter().map(|field| self.fields[*field].name.as_str()) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let (last, rest) = names.split_last()?;
        Some(
            rest.iter()
                .rev()
                .fold((*last).to_owned(), |condition, name| format!("(and {name} {condition})")),
        )
    }

    fn schema(&self) -> String {
        let mut out = format!(
            "title: {}\nkind: {}\nsummary: {}\n",
            quoted(&self.title),
            self.kind,
            self.summary
        );
        let fields = self.ordered();
        out += if fields.is_empty() { "fields: []\n" } else { "fields:\n" };
        for field in fields.into_iter().map(|at| &self.fields[at]) {
            let _ = write!(out, "- name: {}\n{}", field.name, self.attributes(field));
        }
        out
    }

    /// The lines of a field in a schema, behind its name.
    fn attributes(&self, field: &ProposedField) -> String {
        let mut out = format!("  kind: {}\n  question: {}\n", field.kind, quoted(&field.question));
        let mut add = |key: &str, value: Option<String>| {
            if let Some(value) = value {
                out.push_str(&format!("  {key}: {value}\n"));
            }
        };
        let told = |key: &str| {
            let parts = field.answers.iter().flatten().filter_map(|answer| match answer {
                Answer::Parts(parts) => Some(parts),
                Answer::Records(_) => None,
            });
            parts.flatten().any(|(known, _)| *known == key)
        };
        add("help", field.help.as_ref().map(|help| quoted(help)));
        add("group", Some(quoted(&field.group)));
        add("unit", field.unit.as_ref().map(|unit| quoted(unit)));
        // Said even where it goes without saying: the vocabulary may know a field of this name as something else.
        let figure = field.kind == "figure";
        add("basis", figure.then(|| if field.constant { "可比价" } else { "现价" }.to_owned()));
        add(
            "compare",
            figure.then(|| if told("增速") || told("上年") { "[上年]" } else { "[]" }.to_owned()),
        );
        add("range", figure.then(|| "[~, ~]".to_owned()));
        add("levels", (field.kind == "place").then(|| "[]".to_owned()));
        add("paragraphs", field.paragraphs.then(|| "true".to_owned()));
        add("optional", field.optional.then(|| "true".to_owned()));
        add("default", field.default.as_ref().map(|default| quoted(default)));
        add("when", field.when.map(|flag| self.fields[flag].name.clone()));
        let example = field.answers.iter().flatten().find(|answer| !answer.is_blank());
        add("example", example.filter(|_| field.shown).map(value));
        if field.kind == "list" {
            out += "  fields:\n";
            out += "  - {name: 句首, kind: text, question: 开头的一句话？}\n";
            out += "  - {name: 内容, kind: text, question: 后面写些什么？, optional: true}\n";
        }
        out
    }

    fn answers(&self, report: usize) -> String {
        let fields = self.ordered().into_iter().map(|at| &self.fields[at]);
        let answered =
            fields.filter_map(|field| Some((field, field.answers.get(report)?.as_ref()?)));
        answered.map(|(field, answer)| format!("{}: {}\n", field.name, value(answer))).collect()
    }
}

/// An answer on one line: one value, or its parts where it has several.
pub(super) fn value(answer: &Answer) -> String {
    let record = |parts: &Vec<(&'static str, String)>| {
        let parts: Vec<String> = parts
            .iter()
            .map(|(key, value)| format!("{}: {}", quoted(key), quoted(value)))
            .collect();
        format!("{{{}}}", parts.join(", "))
    };
    match answer {
        Answer::Parts(parts) => match &parts[..] {
            [(_, only)] => quoted(only),
            parts => record(&parts.to_vec()),
        },
        Answer::Records(records) => {
            format!("[{}]", records.iter().map(record).collect::<Vec<_>>().join(", "))
        }
    }
}

/// Words in quotes that YAML reads as these words.
pub(super) fn quoted(words: &str) -> String {
    serde_json::Value::from(words).to_string()
}
