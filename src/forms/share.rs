//! Splits a schema into the parts that different offices fill in.

use super::form::form_fields;
use crate::diagnostic::{Lang, Message};
use crate::schema::Schema;

/// How a schema is split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShareBy {
    /// By 责任单位.
    Department,
    /// By group.
    Group,
}

/// What one department, or one group, is asked.
#[derive(Clone, Debug)]
pub struct Share {
    /// The department's name; empty for fields that have none.
    pub name: String,
    /// Its fields, under the genre's title.
    pub schema: Schema,
}

/// Returns the shares of a schema, in the order their first fields are asked.
#[must_use]
pub fn shares(schema: &Schema, by: ShareBy) -> Vec<Share> {
    let mut shares: Vec<Share> = Vec::new();
    for field in &schema.fields {
        let name = match by {
            ShareBy::Department => field.department.clone(),
            ShareBy::Group => field.group.clone(),
        };
        let name = name.unwrap_or_default();
        if let Some(share) = shares.iter_mut().find(|share| share.name == name) {
            share.schema.fields.push(field.clone());
            continue;
        }
        // Its own fields only: copying the whole schema for each share takes time in their square.
        let schema = Schema {
            title: schema.title.clone(),
            kind: schema.kind.clone(),
            summary: schema.summary.clone(),
            levels: schema.levels.clone(),
            fields: vec![field.clone()],
        };
        shares.push(Share { name, schema });
    }
    shares
}

/// Returns the blank answers file of a share, under a line that names the share.
#[must_use]
pub fn share_form(share: &Share, lang: Lang) -> String {
    let args = [("title", share.schema.title.as_str()), ("share", &share.name)];
    let title = Message::new("collect.title", args).text(lang);
    let how = Message::plain("collect.how").text(lang);
    format!("# {title}\n# {how}\n{}", form_fields(&share.schema, lang))
}
