//! Makes a genre that drafts already, for an author to begin with.

/// The files of a genre to begin with: they agree, and the sample drafts.
///
/// ```
/// use nigao::{catalog::Starter, schema, template::Template};
/// let starter = Starter::new("防汛工作汇报");
/// let (schema, _) = schema::read("s.yaml", &starter.schema, &[]).recovered();
/// assert_eq!(schema.title, "防汛工作汇报");
/// assert!(starter.template.contains("# 防汛工作汇报\n"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Starter {
    /// `templates/NAME.hbs`
    pub template: String,
    /// `schemas/NAME.yaml`
    pub schema: String,
    /// `samples/NAME/answers.yaml`
    pub answers: String,
}

impl Starter {
    /// The files of a genre of this title.
    #[must_use]
    pub fn new(title: &str) -> Self {
        let title = title
            .replace(['{', '}'], " ")
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        let heading = format!("# {}\n", crate::document::escape(&title));
        let template =
            include_str!("../../data/starter/template.hbs").replacen("# TITLE\n", &heading, 1);
        let quoted = serde_json::Value::from(title).to_string();
        let schema = include_str!("../../data/starter/schema.yaml").replacen("TITLE", &quoted, 1);
        Self {
            template,
            schema,
            answers: include_str!("../../data/starter/answers.yaml").to_owned(),
        }
    }
}
