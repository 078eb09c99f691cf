//! Reads the fields and files of a form, and refuses a form that is not ours.

use std::sync::Arc;

use axum::Form;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header;

use super::app::App;
use super::refusal::Refusal;
use super::secrets::is_secret;

/// The name of the field that shows a form to be ours. No field of a report begins with `@`.
pub(super) const KEY: &str = "@key";
/// The most fields a form may have.
const MOST_FIELDS: usize = 20_000;

/// What was sent with a form.
#[derive(Debug, Default)]
pub(super) struct FormFields {
    /// Names and values, in the order of the form; line breaks are `\n`.
    pub(super) values: Vec<(String, String)>,
    /// Files that have a name.
    pub(super) files: Vec<UploadedFile>,
}

/// A file that was sent with a form.
#[derive(Debug)]
pub(super) struct UploadedFile {
    /// The name of the input it was chosen in.
    pub(super) input: String,
    /// The name in the browser, without the folders before it.
    pub(super) name: String,
    /// Its bytes.
    pub(super) bytes: Vec<u8>,
}

impl FormFields {
    /// Returns the first value of a name.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let found = self.values.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    fn push(&mut self, name: String, value: &str) {
        self.values.push((name, value.replace("\r\n", "\n")));
    }
}

impl FromRequest<Arc<App>> for FormFields {
    type Rejection = Refusal;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, Refusal> {
        let refused = || Refusal::bad_form(app.words);
        let kind = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|kind| kind.to_str().ok());
        let has_files = kind.is_some_and(|kind| kind.starts_with("multipart/form-data"));
        let fields = if has_files {
            let form = Multipart::from_request(request, &())
                .await
                .map_err(|_| refused())?;
            multipart_fields(form).await.ok_or_else(refused)?
        } else {
            let form = Form::<Vec<(String, String)>>::from_request(request, &()).await;
            let mut fields = Self::default();
            for (name, value) in form.map_err(|_| refused())?.0 {
                fields.push(name, &value);
            }
            fields
        };
        let is_ours = fields
            .get(KEY)
            .is_some_and(|key| is_secret(key, &app.form_key));
        if is_ours && fields.values.len() <= MOST_FIELDS {
            Ok(fields)
        } else {
            Err(refused())
        }
    }
}

async fn multipart_fields(mut form: Multipart) -> Option<FormFields> {
    let mut fields = FormFields::default();
    while let Some(part) = form.next_field().await.ok()? {
        let name = part.name().unwrap_or_default().to_owned();
        let Some(file) = part.file_name().map(base_name) else {
            let value = part.text().await.ok()?;
            fields.push(name, &value);
            continue;
        };
        let bytes = part.bytes().await.ok()?.to_vec();
        // A form without a chosen file sends one without name.
        if !file.is_empty() {
            let input = name;
            let name = file;
            fields.files.push(UploadedFile { input, name, bytes });
        }
        if fields.values.len() + fields.files.len() > MOST_FIELDS {
            return None;
        }
    }
    Some(fields)
}

/// Returns a file's name without its folders, control characters and what Windows reads as a
/// drive or a stream: it is shown and compared, never opened.
fn base_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\', ':']).next().unwrap_or_default();
    last.chars().filter(|c| !c.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_lose_their_folders() {
        for (given, name) in [
            ("统计站.xlsx", "统计站.xlsx"),
            ("../../etc/passwd", "passwd"),
            (r"C:\表\统计站.xlsx", "统计站.xlsx"),
            (r"\\host\share\a.docx", "a.docx"),
            ("a.docx:stream", "stream"),
            ("a\0\n.docx", "a.docx"),
            ("..", ".."),
            ("", ""),
        ] {
            assert_eq!(base_name(given), name, "{given:?}");
        }
    }
}
