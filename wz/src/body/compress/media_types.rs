/// Whether content of this type (`type/subtype` in lower case) becomes shorter when it is compressed.
///
/// What is known to: text, and what is text in truth (JSON, XML, JavaScript, and all that ends with `+json`, `+xml` or
/// `+text`), WebAssembly, fonts and images that are not compressed in themselves. All else is compressed already (most
/// images, audio, video, archives, `woff2`, PDF and office documents) or may be, such as `application/octet-stream`.
pub(super) fn is_compressible(media_type: &str) -> bool {
    let Some((main, sub)) = media_type.split_once('/') else { return false };
    let suffix = sub.rsplit_once('+').map_or("", |(_, suffix)| suffix);
    // Events are for those who wait: an encoder for each of them takes more memory than it saves time.
    main == "text" && sub != "event-stream"
        || matches!(suffix, "json" | "xml" | "text" | "yaml")
        || TYPES.binary_search(&media_type).is_ok()
}

/// Sorted.
const TYPES: [&str; 31] = [
    "application/dart",
    "application/ecmascript",
    "application/graphql",
    "application/javascript",
    "application/json",
    "application/json-seq",
    "application/json5",
    "application/jsonl",
    "application/postscript",
    "application/rtf",
    "application/sql",
    "application/toml",
    "application/vnd.apple.mpegurl",
    "application/vnd.ms-fontobject",
    "application/wasm",
    "application/x-javascript",
    "application/x-ndjson",
    "application/x-sh",
    "application/x-tar",
    "application/x-www-form-urlencoded",
    "application/x-yaml",
    "application/xml",
    "application/xml-dtd",
    "application/yaml",
    "font/otf",
    "font/ttf",
    "image/bmp",
    "image/vnd.microsoft.icon",
    "image/x-icon",
    "message/rfc822",
    "model/gltf-binary",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_compressed_already_is_not_compressed_again() {
        assert!(TYPES.is_sorted());
        for fine in [
            "text/html",
            "text/csv",
            "application/json",
            "application/problem+json",
            "image/svg+xml",
            "application/wasm",
            "font/ttf",
            "application/xhtml+xml",
            "application/vnd.company.thing+json",
        ] {
            assert!(is_compressible(fine), "{fine}");
        }
        for not in [
            "",
            "text",
            "json",
            "image/png",
            "image/jpeg",
            "image/avif",
            "audio/mpeg",
            "video/mp4",
            "font/woff2",
            "application/zip",
            "application/gzip",
            "application/zstd",
            "application/pdf",
            "application/octet-stream",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "application/grpc",
            "text/event-stream",
            "application/epub+zip",
        ] {
            assert!(!is_compressible(not), "{not}");
        }
    }
}
