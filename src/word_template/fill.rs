//! Fills a bound Word template with facts.

use std::collections::BTreeMap;

use super::apply::{BlockWriter, OpenPlace};
use super::block_tree::BlockId;
use super::chart_data;
use super::chart_text::message_of;
use super::filled::{self, FilledBlock, OpenAnswer};
use super::renumber::{self, EmptySeries};
use super::template::WordTemplate;
use super::{joints, marks};
use crate::answers::Facts;
use crate::diagnostic::{Diagnostic, Diagnostics, Lang, Message};
use crate::document::hole_words;
use crate::draft::render_words;
use crate::error::Error;
use crate::ooxml::escaped;
use crate::schema::{Field, FieldKind, Schema};
use crate::splice::{Reviser, WordChanges};
use crate::template::{Bound, Template};

/// How many characters behind a count are shown with it: 三个方面.
const SHOWN_BEHIND: usize = 3;

/// A Word template whose every tag is a field of its schema.
pub struct BoundWordTemplate<'t, 'f> {
    template: &'t WordTemplate<'f>,
    bound: Bound,
    /// By the name of a field, what is asked for it.
    questions: BTreeMap<String, String>,
}

/// How a template is filled.
#[derive(Clone, Debug, Default)]
pub struct FillOptions {
    /// Whether what is missing is a highlighted hole with a comment; otherwise it is a fault.
    pub holes: bool,
    /// The language of the comments.
    pub lang: Lang,
    /// Who makes the comments.
    pub by: Reviser,
}

impl FillOptions {
    /// Returns options under which comments are the program's, without a day: the same answers
    /// give the same bytes.
    #[must_use]
    pub fn of_program(holes: bool, lang: Lang) -> Self {
        let by = Reviser {
            author: "nigao".to_owned(),
            initials: "nigao".to_owned(),
            date: None,
        };
        Self { holes, lang, by }
    }
}

/// A filled file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilledWord {
    /// The file.
    pub bytes: Vec<u8>,
    /// The paths of answers that are missing, in the order of the file, each once.
    pub holes: Vec<String>,
    /// The words of claims that nobody has confirmed, likewise.
    pub claims: Vec<String>,
}

impl FilledWord {
    /// Adds what is open, each once.
    fn add(&mut self, open: &OpenAnswer) {
        let (list, name) = match open {
            OpenAnswer::Hole(path) => (&mut self.holes, path),
            OpenAnswer::Claim(words) => (&mut self.claims, words),
        };
        if !list.contains(name) {
            list.push(name.clone());
        }
    }
}

impl<'f> WordTemplate<'f> {
    /// Binds the template to a schema.
    ///
    /// # Errors
    /// Everything that must be mended first: see [`WordTemplate::faults`].
    pub fn bind(&self, schema: &Schema) -> Result<BoundWordTemplate<'_, 'f>, Diagnostics> {
        let own = self.own_faults();
        let bound = if own.is_empty() {
            Template::parse(&self.file, &self.marked.source)
                .and_then(|template| template.bind(schema))
        } else {
            Err(own)
        };
        let bound = bound.map_err(|faults| {
            // The same faults at their places in the file, not among marks.
            let mut placed = self.faults(schema);
            placed.retain(Diagnostic::is_error);
            if placed.is_empty() { faults } else { placed }
        })?;
        let mut questions = BTreeMap::new();
        add_questions(&schema.fields, &mut questions);
        Ok(BoundWordTemplate {
            template: self,
            bound,
            questions,
        })
    }
}

fn add_questions(fields: &[Field], questions: &mut BTreeMap<String, String>) {
    for field in fields {
        questions
            .entry(field.name.clone())
            .or_insert_with(|| field.note());
        if let FieldKind::List { fields, .. } = &field.kind {
            add_questions(fields, questions);
        }
    }
}

impl<'t, 'f> BoundWordTemplate<'t, 'f> {
    /// Fills the template; the same facts give the same bytes.
    ///
    /// # Errors
    /// Every value that is missing, without [`FillOptions::holes`]; words that Word would compute
    /// anew, or a block that cannot go or be repeated, with their places.
    pub fn fill(&self, facts: &Facts, options: &FillOptions) -> Result<FilledWord, Diagnostics> {
        let rendered = render_words(&self.bound, facts, options.holes, marks::safe)
            .map_err(|faults| self.placed(faults))?;
        let mut filled = FilledWord::default();
        let mut changes = WordChanges::new(&self.template.word);
        for (story, rendered) in self.template.marked.stories(&rendered) {
            if let Some(chart) = story.checked_sub(self.template.parts.len()) {
                self.chart(chart, rendered, &mut changes, &mut filled)?;
                continue;
            }
            let blocks = filled::blocks(rendered);
            self.story(story, blocks, &mut changes, options, &mut filled)?;
        }
        filled.bytes = changes
            .finish()
            .map_err(|error| Diagnostic::error(None, error.message().clone()))?;
        Ok(filled)
    }

    /// Puts the data and the words of a chart where it has them.
    fn chart(
        &self,
        at: usize,
        rendered: &str,
        changes: &mut WordChanges<'t, 'f>,
        filled: &mut FilledWord,
    ) -> Result<(), Diagnostics> {
        let chart = &self.template.charts[at];
        let faults_of = |messages: Vec<Message>| {
            let mut faults = Diagnostics::new();
            for message in messages {
                faults.push(self.template.chart_fault(chart, 0, message));
            }
            self.template.with_sections(faults)
        };
        let own = chart_data::read(chart, rendered).map_err(faults_of)?;
        for open in &own.open {
            filled.add(open);
        }
        if let (Some(lines), Some(bytes)) = (&own.description, &chart.frame.bytes) {
            let lines: Vec<String> = lines.iter().map(|line| escaped(line)).collect();
            changes
                .story(chart.story)
                .put(bytes.clone(), lines.join("&#10;"));
        }
        if let Some(part) = &chart.part {
            let parts = part.changed(&chart.name, own.data.as_ref(), &own.titles);
            for (name, bytes) in parts.map_err(|fault| faults_of(vec![message_of(&fault)]))? {
                changes.put_part(&name, bytes);
            }
        }
        Ok(())
    }

    fn story(
        &self,
        at: usize,
        mut blocks: Vec<FilledBlock>,
        changes: &mut WordChanges<'t, 'f>,
        options: &FillOptions,
        filled: &mut FilledWord,
    ) -> Result<(), Diagnostics> {
        let story = &self.template.word.stories()[at];
        let part = &self.template.parts[at];
        let mend = |block: &mut FilledBlock| {
            if let BlockId::Paragraph(paragraph) = block.id
                && part.tagged.contains(&paragraph)
            {
                let text: Vec<char> = story.paragraphs[paragraph].text.chars().collect();
                block.pieces = joints::mended(std::mem::take(&mut block.pieces), &text);
            }
        };
        for_each_block(&mut blocks, &mut |block| mend(block));
        let empty = renumber::renumber(story, &part.series, &part.counts, &mut blocks);
        if !empty.is_empty() {
            return Err(self.none_left(at, &empty));
        }
        self.write(at, &blocks, changes, options)
            .map_err(|error| Diagnostics::from(Diagnostic::error(None, error.message().clone())))?;
        for_each_block(&mut blocks, &mut |block| {
            for piece in &block.pieces {
                if let Some(open) = piece.open() {
                    filled.add(open);
                }
            }
        });
        Ok(())
    }

    /// Says of counts that what they announce is gone: 三个方面 with none behind it.
    fn none_left(&self, story: usize, empty: &[EmptySeries]) -> Diagnostics {
        let mut faults = Diagnostics::new();
        let (words, first) = (
            &self.template.word.stories()[story],
            self.template.parts[story].first,
        );
        for EmptySeries { paragraph, numeral } in empty {
            let shown = numeral.start..numeral.end + SHOWN_BEHIND;
            let text = words.paragraphs[*paragraph].words(shown);
            let (column, width) = (numeral.start + 1, numeral.len());
            let place = self.template.location(first + paragraph, column, width);
            let message = Message::new("word-template.none-left", [("words", text)]);
            let fault = Diagnostic::error(Some(place), message);
            faults.push(fault.hint(Message::plain("word-template.none-left.hint")));
        }
        self.template.with_sections(faults)
    }

    /// Writes the blocks of a story, and comments on what is open in them.
    fn write(
        &self,
        at: usize,
        blocks: &[FilledBlock],
        changes: &mut WordChanges<'t, 'f>,
        options: &FillOptions,
    ) -> Result<(), Error> {
        let story = &self.template.word.stories()[at];
        let part = &self.template.parts[at];
        let (tree, tagged) = (&part.tree, &part.tagged);
        let first_comment = changes.next_comment()?;
        let mut writer = BlockWriter {
            story,
            tree,
            tagged,
            open: Vec::new(),
            next_comment: first_comment,
            in_copies: Vec::new(),
        };
        writer.write(changes.story(at), &tree.roots, blocks)?;
        let (open, in_copies) = (writer.open, writer.in_copies);
        for (answer, number) in in_copies.iter().zip(first_comment..) {
            let text = self.comment_on(answer, options);
            changes.add_comment(number, &options.by, &text);
        }
        for OpenPlace {
            paragraph,
            tag,
            answer,
        } in open
        {
            let text = self.comment_on(&answer, options);
            changes.comment(at, paragraph, tag, &options.by, &text)?;
        }
        Ok(())
    }

    fn comment_on(&self, answer: &OpenAnswer, options: &FillOptions) -> String {
        let message = match answer {
            OpenAnswer::Hole(path) => {
                let is_number = |part: &str| part.parse::<usize>().is_ok();
                let mut names = path.split('.').filter(|part| !is_number(part)).rev();
                let question = names.find_map(|name| self.questions.get(name));
                let question = question.cloned().unwrap_or_default();
                Message::new(
                    "word-template.hole",
                    [("name", hole_words(path)), ("question", question)],
                )
            }
            OpenAnswer::Claim(words) => Message::new("word-template.claim", [("words", words)]),
        };
        message.text(options.lang).trim().to_owned()
    }

    /// Puts faults of a draft at the paragraphs of the file.
    fn placed(&self, faults: Diagnostics) -> Diagnostics {
        let mut placed = Diagnostics::new();
        for mut fault in faults.into_vec() {
            if let Some(at) = &mut fault.location {
                let lines = &self.template.marked.paragraphs;
                let paragraph = at
                    .line
                    .checked_sub(1)
                    .and_then(|line| lines.get(line))
                    .copied();
                let paragraph = paragraph.unwrap_or(0);
                let name = fault.message.args().find(|(key, _)| *key == "name");
                let name = name.map(|(_, name)| name.to_owned()).unwrap_or_default();
                let line = self
                    .template
                    .source()
                    .lines()
                    .nth(paragraph)
                    .unwrap_or_default();
                let byte = line.find(&name).filter(|_| !name.is_empty());
                let column = byte.map_or(0, |byte| line[..byte].chars().count()) + 1;
                let width = byte.map_or(1, |_| name.chars().count());
                *at = self.template.location(paragraph, column, width);
            }
            placed.push(fault);
        }
        self.template.with_sections(placed)
    }
}

fn for_each_block(blocks: &mut [FilledBlock], visit: &mut dyn FnMut(&mut FilledBlock)) {
    for block in blocks {
        visit(block);
        for_each_block(&mut block.inside, visit);
    }
}
