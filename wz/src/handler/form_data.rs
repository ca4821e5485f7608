use std::borrow::Cow;

use bytes::BytesMut;
use serde::de::DeserializeOwned;

use super::{FromForm, Multipart};
use crate::datastructures::MultiDict;
use crate::error::HttpError;
use crate::form::multipart::PartHeaders;
use crate::form::urlencoded::{self, FieldValue};
use crate::request::unbuffered;
use crate::upload::UploadedFile;

/// All of a form: its text fields and its files, each in the order in which they came. Werkzeug's `request.form` and
/// `request.files`.
///
/// As [`Form<FormData>`](crate::Form) it is any form, plain or with files. A file field for which no file was chosen, sent by
/// browsers as one without a name and content, is not among them.
///
/// ```
/// use wz::prelude::*;
///
/// #[post("/")]
/// async fn show(Form(form): Form<FormData>) -> String {
///     let files: Vec<_> = form.files.iter().map(|(name, file)| format!("{name}: {} bytes", file.len())).collect();
///     format!("{} and {}", form.fields, files.join(", "))
/// }
///
/// routes! { Site = show }
///
/// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
/// let body = "--B\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n\
///     --B\r\nContent-Disposition: form-data; name=cv; filename=cv.txt\r\n\r\n1234\r\n\
///     --B\r\nContent-Disposition: form-data; name=photo; filename=\"\"\r\n\r\n\r\n--B--\r\n";
/// let request = Request::post("/", body).with_header("content-type", "multipart/form-data; boundary=B");
/// let answer = runtime.block_on(App::new(Site).call(request));
/// assert_eq!(answer.body().as_bytes(), Some(&b"a=1 and cv: 4 bytes"[..]));
/// ```
#[derive(Debug, Default)]
pub struct FormData {
    /// What is no file.
    pub fields: MultiDict,
    /// The files.
    pub files: MultiDict<UploadedFile>,
}

impl FormData {
    /// Reads all of a form with files. What stays in memory of it, beside the files, is limited as a whole.
    pub(crate) async fn collect(mut form: Multipart, limits: &[(&str, u64)]) -> Result<FormData, HttpError> {
        let (mut data, limit, mut held) = (FormData::default(), form.limits.buffered_body, 0);
        while let Some(mut part) = form.next_part().await? {
            let name = part.name().to_owned();
            if let Some((_, bytes)) = limits.iter().find(|(limited, _)| *limited == name) {
                part.limit(*bytes);
            }
            held += weight(&part);
            if part.is_file() {
                within(held, limit)?;
                let file = part.file().await?;
                let chosen = !(file.is_empty() && file.filename() == Some(""));
                if chosen {
                    data.files.add(name, file);
                }
            } else {
                let mut text = BytesMut::new();
                within(held, limit)?;
                while let Some(chunk) = part.chunk().await? {
                    held += chunk.len() as u64;
                    within(held, limit)?;
                    text.extend_from_slice(&chunk);
                }
                data.fields.add(name, part.headers.text(&text));
            }
        }
        Ok(data)
    }

    /// A plain form.
    pub(super) fn from_urlencoded(text: &str, limits: &[(&str, u64)]) -> Result<FormData, HttpError> {
        let pairs = urlencoded::pairs(text).collect::<Result<_, _>>();
        let fields: MultiDict = pairs.map_err(|error| unusable(&error))?;
        for (name, limit) in limits {
            if fields.get_all(name).any(|value| value.len() as u64 > *limit) {
                Err(crate::form::multipart::MultipartError::part_bytes(name, *limit, false))?;
            }
        }
        Ok(FormData { fields, files: MultiDict::new() })
    }

    /// Reads `T` from all of it.
    pub(super) fn typed<T: DeserializeOwned>(&self) -> Result<T, HttpError> {
        let fields =
            self.fields.iter().map(|(name, text)| (Cow::Borrowed(name), FieldValue::Text(text.into())));
        let files = self.files.iter().map(|(name, file)| (name.into(), FieldValue::File(file.handle())));
        urlencoded::from_values(fields.chain(files)).map_err(|error| unusable(&error))
    }

    /// Reads `T` from what has this name.
    pub(super) fn field<T: DeserializeOwned>(&self, name: &str) -> Result<T, HttpError> {
        urlencoded::from_field(name, self.values(name)).map_err(|error| unusable(&error))
    }

    pub(super) fn contains(&self, name: &str) -> bool {
        self.fields.contains_key(name) || self.files.contains_key(name)
    }

    fn values(&self, name: &str) -> Vec<FieldValue<'_>> {
        let texts = self.fields.get_all(name).map(|text| FieldValue::Text(text.into()));
        texts.chain(self.files.get_all(name).map(|file| FieldValue::File(file.handle()))).collect()
    }
}

impl FromForm for FormData {
    fn from_form(form: FormData) -> Result<FormData, HttpError> {
        Ok(form)
    }
}

pub(super) fn unusable(error: &impl std::fmt::Display) -> HttpError {
    HttpError::bad_request(format!("The form is not usable: {error}."))
}

/// What the headers of a part cost in memory, about.
fn weight(part: &PartHeaders) -> u64 {
    const EACH: usize = 64;
    let headers = part.headers().iter().map(|(name, value)| name.as_str().len() + value.len() + EACH);
    (EACH + part.name().len() + headers.sum::<usize>()) as u64
}

fn within(held: u64, limit: u64) -> Result<(), HttpError> {
    if held <= limit { Ok(()) } else { Err(unbuffered("The sum of the fields of the form", limit)) }
}
