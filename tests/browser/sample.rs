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
        Self {
            schema,
            answers: Answers::read(&file, &text).to_node(),
        }
    }

    /// What is typed into an input of this name; `None` where the sample says nothing. A figure
    /// without last year's value has its growth typed there, as people do.
    pub(crate) fn typed(&self, name: &str) -> Option<String> {
        let path = Path::parse_dotted(name)?;
        let growth = || {
            path.dotted()
                .ends_with(".上年")
                .then(|| path.up().key("增速"))
        };
        self.at(&path)
            .or_else(|| self.at(&growth()?))
            .filter(|words| !words.is_empty())
    }

    fn at(&self, path: &Path) -> Option<String> {
        let mut node = self.answers.clone();
        for step in &path.0 {
            node = match step {
                // Bare words are a record's first field, a bare figure is this year's.
                Step::Key(key) if node.scalar().is_some() => {
                    self.is_main(path, key).then_some(node)?
                }
                Step::Key(key) => node.get(key)?.clone(),
                Step::Record(at) => node.items().get(*at)?.clone(),
            };
        }
        // The input of a whole figure or place takes its main part; the others have their own.
        let main = ["本年", "名称"]
            .into_iter()
            .find_map(|key| node.get(key).cloned());
        let node = main.unwrap_or(node);
        Some(
            node.scalar()
                .map_or_else(|| print::flow(&node), str::to_owned),
        )
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
