//! What a person would type at each input: the sample of a genre.

use nigao::answers::Answers;
use nigao::catalog::Catalog;
use nigao::interview::{Path, Step};
use nigao::schema::{FieldKind, Schema};
use nigao::yaml::{Node, print};

/// A genre and its sample answers.
pub(crate) struct Sample {
    pub(crate) schema: Schema,
    pub(crate) answers: Node,
}

impl Sample {
    pub(crate) fn of(genre: &str) -> Self {
        let genre = Catalog::shipped().genre(genre).expect("a genre");
        let (schema, _) = genre.schema().recovered();
        let (file, text) = genre.sample().expect("a sample");
        Self { schema, answers: Answers::read(&file, &text).to_node() }
    }

    /// What is typed into an input of this name; `None` where the sample says nothing.
    pub(crate) fn typed(&self, name: &str) -> Option<String> {
        let path = Path::parse_dotted(name)?;
        let mut node = self.answers.clone();
        for step in &path.0 {
            node = match step {
                // Bare words are a record's first field, a bare figure is this year's.
                Step::Key(key) if node.scalar().is_some() => {
                    self.is_main(&path, key).then_some(node)?
                }
                Step::Key(key) => node.get(key)?.clone(),
                Step::Record(at) => node.items().get(*at)?.clone(),
            };
        }
        let words = node.scalar().map_or_else(|| print::flow(&node), str::to_owned);
        Some(words).filter(|words| !words.is_empty())
    }

    fn is_main(&self, path: &Path, key: &str) -> bool {
        match &self.schema.field(path.root()).map(|field| &field.kind) {
            Some(FieldKind::List { fields, .. }) => {
                fields.first().is_some_and(|field| field.name == key)
            }
            _ => key == "本年" || key == "名称",
        }
    }
}
