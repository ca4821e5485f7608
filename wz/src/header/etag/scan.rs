use super::ETag;

/// The next tag of a list, and what follows the comma after it; `None` at the end.
///
/// As Werkzeug's `parse_etags`: a tag without quotes is one too, and what is none is skipped up to the next comma. Inside
/// of quotes a backslash is a character like others, so that the grammar of quoted strings is no help here.
pub(super) fn next_tag<'t>(rest: &mut &'t str) -> Option<ETag> {
    while !rest.is_empty() {
        let text: &'t str = rest;
        if let Some((tag, after)) = tag_at(text) {
            *rest = after;
            return Some(tag);
        }
        *rest = text.split_once(',').map_or("", |(_, after)| after);
    }
    None
}

/// A tag at the start of `text` that reaches to a comma or the end, and what follows.
fn tag_at(text: &str) -> Option<(ETag, &str)> {
    let text = trim_start(text);
    let marked = text.strip_prefix("W/").or_else(|| text.strip_prefix("w/"));
    let (weak, opaque) = marked.map_or((false, text), |opaque| (true, opaque));
    let (tag, after) = match opaque.strip_prefix('"') {
        Some(inner) => inner.split_once('"')?,
        None => {
            let length = |text: &str| text.find(['"', ' ', '\t', ',']).unwrap_or(text.len());
            match opaque.split_at(length(opaque)) {
                // Only the mark: then it is the tag.
                ("", _) if weak => return ended(ETag::lenient(false, &text[..2])?, opaque),
                ("", _) => return None,
                found => found,
            }
        }
    };
    ended(ETag::lenient(weak, tag)?, after)
}

/// The tag, when nothing but blanks is between it and a comma or the end.
fn ended(tag: ETag, after: &str) -> Option<(ETag, &str)> {
    match trim_start(after) {
        "" => Some((tag, "")),
        after => after.strip_prefix(',').map(|after| (tag, after)),
    }
}

fn trim_start(text: &str) -> &str {
    text.trim_start_matches([' ', '\t'])
}
