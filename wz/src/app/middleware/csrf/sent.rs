use std::collections::VecDeque;

use crate::body::Body;
use crate::error::HttpError;
use crate::form::multipart::{Boundary, MultipartDecoder, MultipartEvent};
use crate::form::urlencoded;
use crate::header::{ContentType, HeaderMapExt};
use crate::request::Request;

/// The name of the field.
const FIELD: &str = "csrf_token";

/// How far into a form with files its first field is looked for.
const MAX_FIRST: usize = 16 * 1024;

/// The token that a request has with it. Its body can be read as if nothing was.
pub(super) async fn sent(request: &mut Request) -> Result<Option<String>, HttpError> {
    if let Some(token) = request.headers().get("x-csrf-token") {
        return Ok(token.to_str().ok().map(str::to_owned));
    }
    let Ok(Some(kind)) = request.headers().typed::<ContentType>() else { return Ok(None) };
    match kind.essence() {
        "application/x-www-form-urlencoded" => {
            let bytes = request.bytes().await?;
            let text = std::str::from_utf8(&bytes).unwrap_or_default();
            let found = urlencoded::pairs(text).filter_map(Result::ok).find(|(name, _)| name == FIELD);
            Ok(found.map(|(_, token)| token.into_owned()))
        }
        "multipart/form-data" => match Boundary::from_content_type(&kind) {
            Ok(boundary) => first_field(request, &boundary).await,
            // The handler will say what is wrong.
            Err(_) => Ok(None),
        },
        _ => Ok(None),
    }
}

/// The token in the first part of a form. What was read for that is put back.
async fn first_field(request: &mut Request, boundary: &Boundary) -> Result<Option<String>, HttpError> {
    let mut decoder = MultipartDecoder::with_limits(boundary, request.limits().multipart);
    let (mut body, mut read) = (request.take_body(), VecDeque::new());
    let (mut length, mut token) = (0, None);
    'first: loop {
        loop {
            match decoder.next_event() {
                Ok(Some(MultipartEvent::Part(part))) if part.name() == FIELD && !part.is_file() => {
                    token = Some(Vec::new());
                }
                Ok(Some(MultipartEvent::Data(data))) => {
                    // A token is no longer than that, and what is cut is none.
                    let data = data.get(..100).unwrap_or(&data);
                    token.iter_mut().for_each(|token: &mut Vec<u8>| token.extend_from_slice(data));
                }
                Ok(None) => break,
                Ok(Some(MultipartEvent::End)) => break 'first,
                // Another field, the end of the form, or no form at all.
                _ => {
                    token = None;
                    break 'first;
                }
            }
        }
        match body.chunk().await? {
            Some(chunk) if length <= MAX_FIRST => {
                length += chunk.len();
                decoder.push(chunk.clone());
                read.push_back(chunk);
            }
            chunk => {
                read.extend(chunk);
                token = None;
                break;
            }
        }
    }
    *request.body_mut() = Body::resumed(read, body);
    Ok(token.and_then(|token| String::from_utf8(token).ok()))
}
