use wz::form::multipart::{
    Boundary, MultipartDecoder, MultipartEncoder, MultipartError, MultipartEvent, MultipartLimits,
    PartHeaders,
};
use wz::http::HeaderValue;

use crate::random::Random;

/// Forms: the first line is the boundary, the rest the body. However it is cut, the same is read, no limit is exceeded, and
/// what is read is written and read as the same. What is read strictly is read without that as the same.
pub fn multipart(data: &[u8]) {
    let line = data.iter().position(|&byte| byte == b'\n').unwrap_or(data.len());
    let (boundary, body) = (&data[..line], data.get(line + 1..).unwrap_or_default());
    let Some(boundary) = std::str::from_utf8(boundary).ok().and_then(Boundary::new) else { return };
    let limits = MultipartLimits::new().parts(20).header_bytes(300).field_bytes(200).file_bytes(250);
    let whole = decode(&boundary, limits, [body]);
    let (parts, error) = &whole;
    assert!(parts.len() <= 20);
    for (part, data) in parts {
        assert!(!part.name().is_empty() && data.len() <= if part.is_file() { 250 } else { 200 });
        assert!(part.secure_filename().is_none_or(|name| !name.contains(['/', '\0']) && name != ".."));
        part.text(data);
        assert!(part.content_type().is_none_or(|kind| !kind.essence().is_empty()));
    }
    if let Some(error) = error {
        let text = error.to_string();
        assert!(error.status().is_client_error() && text.len() < 400 && !text.contains('\n'), "{text:?}");
    }
    let strict = decode(&boundary, limits.strict(), [body]);
    assert!(decode(&boundary, limits.strict(), body.chunks(1)) == strict, "{data:?}");
    assert!(parts.starts_with(&strict.0) && (strict.1.is_some() || strict == whole), "{data:?}");
    assert!(decode(&boundary, limits, body.chunks(1)) == whole, "{data:?}");
    let mut random = Random::new(body.iter().fold(7, |seed, &byte| seed * 31 % 1_000_003 + u64::from(byte)));
    for longest in [3, 40, 400] {
        let (mut rest, mut chunks) = (body, Vec::new());
        while !rest.is_empty() {
            let (chunk, after) = rest.split_at(random.below(rest.len().min(longest) + 1));
            chunks.push(chunk);
            rest = after;
        }
        assert!(decode(&boundary, limits, chunks.iter().copied()) == whole, "{chunks:?}");
    }
    round_trip(parts);
}

/// Names that were read once have nothing that is lost, but control characters and the escapes of a browser.
fn round_trip(parts: &[(PartHeaders, Vec<u8>)]) {
    let read_back = |text: &str| -> String {
        let plain = |c: char| if c.is_ascii_control() && !matches!(c, '\r' | '\n') { ' ' } else { c };
        let text: String = text.chars().map(plain).collect();
        text.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n")
    };
    let mut encoder = MultipartEncoder::new(Boundary::random());
    let written: HeaderValue = encoder.content_type();
    let boundary = Boundary::from_content_type(&written.to_str().unwrap().parse().unwrap()).unwrap();
    let mut body = Vec::new();
    for (part, data) in parts {
        let head = match part.filename() {
            None => encoder.field(part.name()),
            Some(filename) => encoder.file(part.name(), filename, &HeaderValue::from_static("text/plain")),
        };
        body.extend_from_slice(&head);
        body.extend_from_slice(data);
    }
    body.extend_from_slice(&encoder.finish());
    let limits = MultipartLimits::new().header_bytes(2000);
    let (again, error) = decode(&boundary, limits, [&body[..]]);
    assert!(error.is_none() && again.len() == parts.len(), "{error:?}");
    for ((part, data), (read, same)) in parts.iter().zip(&again) {
        assert_eq!(read.name(), read_back(part.name()));
        assert_eq!(read.filename().map(str::to_owned), part.filename().map(read_back));
        assert!(data == same);
    }
}

/// What was read: the complete parts, and what went wrong after them.
type Form = (Vec<(PartHeaders, Vec<u8>)>, Option<MultipartError>);

fn decode<'c>(
    boundary: &Boundary,
    limits: MultipartLimits,
    chunks: impl IntoIterator<Item = &'c [u8]>,
) -> Form {
    let mut decoder = MultipartDecoder::with_limits(boundary, limits);
    let mut chunks = chunks.into_iter();
    let (mut parts, mut part) = (Vec::new(), None);
    loop {
        match decoder.next_event() {
            Ok(Some(MultipartEvent::Part(headers))) => part = Some((headers, Vec::new())),
            Ok(Some(MultipartEvent::Data(data))) => {
                assert!(!data.is_empty());
                part.as_mut().unwrap().1.extend_from_slice(&data);
            }
            Ok(Some(MultipartEvent::End)) => parts.push(part.take().unwrap()),
            Ok(Some(MultipartEvent::Done)) => return (parts, None),
            Err(error) => return (parts, Some(error)),
            Ok(None) => match chunks.next() {
                Some(chunk) => decoder.push(chunk.to_vec()),
                None => decoder.finish(),
            },
        }
    }
}
