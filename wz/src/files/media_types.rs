use http::HeaderValue;

/// The types of files as they are sent over the web, by the extension of their name, in lower case and sorted. Text says that
/// it is UTF-8, as Werkzeug's `get_content_type` does; formats that say it themselves (JSON, SVG, XML of applications) do not.
const TYPES: &[(&str, &str)] = &[
    ("3gp", "video/3gpp"),
    ("7z", "application/x-7z-compressed"),
    ("aac", "audio/aac"),
    ("apk", "application/vnd.android.package-archive"),
    ("apng", "image/apng"),
    ("asc", "text/plain; charset=utf-8"),
    ("atom", "application/atom+xml"),
    ("avif", "image/avif"),
    ("bin", "application/octet-stream"),
    ("bmp", "image/bmp"),
    ("br", "application/octet-stream"),
    ("bz2", "application/x-bzip2"),
    ("c", "text/x-c; charset=utf-8"),
    ("cjs", "text/javascript; charset=utf-8"),
    ("conf", "text/plain; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("csv", "text/csv; charset=utf-8"),
    ("deb", "application/vnd.debian.binary-package"),
    ("doc", "application/msword"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("eml", "message/rfc822"),
    ("eot", "application/vnd.ms-fontobject"),
    ("epub", "application/epub+zip"),
    ("flac", "audio/flac"),
    ("geojson", "application/geo+json"),
    ("gif", "image/gif"),
    ("glb", "model/gltf-binary"),
    ("gltf", "model/gltf+json"),
    ("gpx", "application/gpx+xml"),
    ("gz", "application/gzip"),
    ("h", "text/x-c; charset=utf-8"),
    ("heic", "image/heic"),
    ("heif", "image/heif"),
    ("htm", "text/html; charset=utf-8"),
    ("html", "text/html; charset=utf-8"),
    ("ico", "image/vnd.microsoft.icon"),
    ("ics", "text/calendar; charset=utf-8"),
    ("ini", "text/plain; charset=utf-8"),
    ("jar", "application/java-archive"),
    ("jpeg", "image/jpeg"),
    ("jpg", "image/jpeg"),
    ("js", "text/javascript; charset=utf-8"),
    ("json", "application/json"),
    ("jsonl", "application/jsonl"),
    ("jsonld", "application/ld+json"),
    ("jxl", "image/jxl"),
    ("kml", "application/vnd.google-earth.kml+xml"),
    ("log", "text/plain; charset=utf-8"),
    ("m3u8", "application/vnd.apple.mpegurl"),
    ("m4a", "audio/mp4"),
    ("m4s", "video/iso.segment"),
    ("m4v", "video/mp4"),
    ("map", "application/json"),
    ("markdown", "text/markdown; charset=utf-8"),
    ("md", "text/markdown; charset=utf-8"),
    ("mid", "audio/midi"),
    ("midi", "audio/midi"),
    ("mjs", "text/javascript; charset=utf-8"),
    ("mkv", "video/matroska"),
    ("mov", "video/quicktime"),
    ("mp3", "audio/mpeg"),
    ("mp4", "video/mp4"),
    ("mpd", "application/dash+xml"),
    ("mpeg", "video/mpeg"),
    ("mpg", "video/mpeg"),
    ("odp", "application/vnd.oasis.opendocument.presentation"),
    ("ods", "application/vnd.oasis.opendocument.spreadsheet"),
    ("odt", "application/vnd.oasis.opendocument.text"),
    ("oga", "audio/ogg"),
    ("ogg", "audio/ogg"),
    ("ogv", "video/ogg"),
    ("opus", "audio/ogg"),
    ("otf", "font/otf"),
    ("pdf", "application/pdf"),
    ("png", "image/png"),
    ("ppt", "application/vnd.ms-powerpoint"),
    ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ("ps", "application/postscript"),
    ("py", "text/x-python; charset=utf-8"),
    ("rar", "application/vnd.rar"),
    ("rs", "text/x-rust; charset=utf-8"),
    ("rss", "application/rss+xml"),
    ("rtf", "application/rtf"),
    ("sh", "application/x-sh"),
    ("sql", "application/sql"),
    ("sqlite", "application/vnd.sqlite3"),
    ("svg", "image/svg+xml"),
    ("tar", "application/x-tar"),
    ("tgz", "application/gzip"),
    ("tif", "image/tiff"),
    ("tiff", "image/tiff"),
    ("toml", "application/toml"),
    ("torrent", "application/x-bittorrent"),
    ("ts", "video/mp2t"),
    ("tsv", "text/tab-separated-values; charset=utf-8"),
    ("ttc", "font/collection"),
    ("ttf", "font/ttf"),
    ("txt", "text/plain; charset=utf-8"),
    ("vcf", "text/vcard; charset=utf-8"),
    ("vtt", "text/vtt; charset=utf-8"),
    ("wasm", "application/wasm"),
    ("wav", "audio/wav"),
    ("weba", "audio/webm"),
    ("webm", "video/webm"),
    ("webmanifest", "application/manifest+json"),
    ("webp", "image/webp"),
    ("woff", "font/woff"),
    ("woff2", "font/woff2"),
    ("xhtml", "application/xhtml+xml"),
    ("xls", "application/vnd.ms-excel"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("xml", "application/xml"),
    ("xsl", "application/xslt+xml"),
    ("xz", "application/x-xz"),
    ("yaml", "application/yaml"),
    ("yml", "application/yaml"),
    ("zip", "application/zip"),
    ("zst", "application/zstd"),
];

const UNKNOWN: &str = "application/octet-stream";

/// Guesses the `Content-Type` of a file from the extension of its name, in any case: Werkzeug's `mimetypes.guess_type`
/// with `get_content_type`. What is not known is `application/octet-stream`, which browsers save.
///
/// The content is not looked at. About 120 types are known, those that are common on the web; text is said to be UTF-8.
///
/// ```
/// use wz::files::guess_content_type;
///
/// assert_eq!(guess_content_type("css/Site.CSS"), "text/css; charset=utf-8");
/// assert_eq!(guess_content_type("photo.avif"), "image/avif");
/// assert_eq!(guess_content_type("backup.tar.gz"), "application/gzip");
/// assert_eq!(guess_content_type("Makefile"), "application/octet-stream");
/// ```
#[must_use]
pub fn guess_content_type(name: &str) -> HeaderValue {
    HeaderValue::from_static(guess(name).unwrap_or(UNKNOWN))
}

fn guess(name: &str) -> Option<&'static str> {
    let (_, extension) = name.rsplit_once('.')?;
    let lower = |index: usize| extension.as_bytes().get(index).map(u8::to_ascii_lowercase);
    let at = TYPES.binary_search_by(|(known, _)| {
        let bytes = (0..extension.len()).map_while(lower);
        known.bytes().cmp(bytes)
    });
    at.ok().and_then(|at| TYPES.get(at)).map(|(_, content_type)| *content_type)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::header::ContentType;

    #[test]
    fn the_table_is_sorted_and_right() {
        assert!(TYPES.is_sorted_by(|a, b| a.0 < b.0));
        for (extension, content_type) in TYPES {
            assert_eq!(guess(&format!("a.{extension}")), Some(*content_type));
            let read: ContentType = content_type.parse().unwrap();
            assert_eq!(read.to_string(), *content_type);
            assert_eq!(read.main_type() == "text", read.charset() == Some("utf-8"), "{extension}");
        }
    }

    #[test]
    fn odd_names() {
        for name in ["", ".", "a", "a.", "a.htmlx", "html", "a.html ", "a.é", "html.a/b", "a.html/"] {
            assert_eq!(guess(name), None, "{name}");
        }
        assert_eq!(guess(".html"), Some("text/html; charset=utf-8"));
        assert_eq!(guess("a.HtMl"), Some("text/html; charset=utf-8"));
    }
}
