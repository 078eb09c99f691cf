//! Splits a schema into the parts that different offices fill in.

use std::collections::HashMap;

use super::form::form_fields;
use crate::diagnostic::{Lang, Message};
use crate::file_name::portable;
use crate::schema::{Field, FieldKind, FieldTable, Schema};

/// What the line begins with that names the office a form is for, in every language. It tells
/// whose a form is that comes back under another file name.
pub(super) const OFFICE: &str = "填报单位";

/// How a schema is split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
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
    let mut places: HashMap<String, usize> = HashMap::new();
    for field in &schema.fields {
        let field = with_condition_spelt_out(field, schema);
        let name = match by {
            ShareBy::Department => field.department.clone(),
            ShareBy::Group => field.group.clone(),
        };
        let name = name.unwrap_or_default();
        if let Some(at) = places.get(&name) {
            shares[*at].schema.fields.push(field);
            continue;
        }
        // Its own fields only: copying the whole schema for each share takes time in their square.
        let schema = Schema {
            title: schema.title.clone(),
            kind: schema.kind.clone(),
            summary: schema.summary.clone(),
            levels: schema.levels.clone(),
            fields: FieldTable::from_iter([field]),
            carried_over: Vec::new(),
        };
        places.insert(name.clone(), shares.len());
        shares.push(Share { name, schema });
    }
    shares
}

/// Returns a field whose condition says which answer it is asked for: in a share the flag itself
/// may stand with another office, and 填了“换届”才填 would be wrong of it.
fn with_condition_spelt_out(field: &Field, schema: &Schema) -> Field {
    let mut field = field.clone();
    if let Some(when) = &mut field.when {
        let is_flag = schema
            .field(&when.field)
            .is_some_and(|asked| matches!(asked.kind, FieldKind::Flag));
        if is_flag && when.value.is_none() {
            when.value = Some("是".to_owned());
        }
    }
    field
}

impl Share {
    /// Returns what the share is called where fields have no department, too.
    #[must_use]
    pub fn title(&self) -> &str {
        if self.name.is_empty() {
            "未定单位"
        } else {
            &self.name
        }
    }

    /// Returns the name of the share's files, without ending.
    #[must_use]
    pub fn file_name(&self) -> String {
        portable(self.title())
    }
}

/// Returns the blank answers file of a share, under lines that name the share.
#[must_use]
pub fn share_form(share: &Share, lang: Lang) -> String {
    let args = [
        ("title", share.schema.title.as_str()),
        ("share", share.title()),
    ];
    let title = Message::new("collect.title", args).text(lang);
    let how = Message::plain("collect.how").text(lang);
    let fields = form_fields(&share.schema, lang);
    format!(
        "# {title}\n# {OFFICE}：{}\n# {how}\n{fields}",
        share.title()
    )
}
