use super::ETag;
use crate::header::syntax::cut;

/// A tag as it stands in a header.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tag<'t> {
    pub(super) weak: bool,
    pub(super) tag: &'t str,
    pub(super) quoted: bool,
}

impl<'t> Tag<'t> {
    /// It may have blanks, nothing that would end its quotes or the line.
    pub(super) fn read(weak: bool, tag: &'t str, quoted: bool) -> Option<Tag<'t>> {
        // All of it is looked at, which takes many bytes at a time and is faster than to stop at the first that does not fit.
        let plain =
            tag.bytes().fold(true, |plain, byte| plain & (b' '..=b'~').contains(&byte) & (byte != b'"'));
        let is_fine = |character: char| character != '"' && (character == '\t' || !character.is_control());
        (plain || tag.chars().all(is_fine)).then_some(Tag { weak, tag, quoted })
    }

    /// Whether it is no tag but `*`: any tag.
    pub(super) fn is_any(self) -> bool {
        self.tag == "*" && !self.weak && !self.quoted
    }

    pub(super) fn strong_eq(self, other: &ETag) -> bool {
        !self.weak && !other.is_weak() && self.tag == other.tag()
    }

    pub(super) fn weak_eq(self, other: &ETag) -> bool {
        self.tag == other.tag()
    }
}

/// The tags of a list.
///
/// As Werkzeug's `parse_etags`: a tag without quotes is one too, and what is none is skipped up to the next comma. Inside
/// of quotes a backslash is a character like others, so that the grammar of quoted strings is no help here.
pub(super) fn tags_in(text: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || next_tag(&mut rest))
}

/// Whether all of a list is tags: nothing of it is skipped, but empty elements.
pub(super) fn is_complete(text: &str) -> bool {
    let mut rest = trim_start(text);
    while !rest.is_empty() {
        rest = match rest.strip_prefix(',') {
            Some(after) => after,
            None => match tag_at(rest) {
                Some((_, after)) => after,
                None => return false,
            },
        };
        rest = trim_start(rest);
    }
    true
}

/// The next tag, and what follows the comma after it; `None` at the end.
fn next_tag<'t>(rest: &mut &'t str) -> Option<Tag<'t>> {
    while !rest.is_empty() {
        let text: &'t str = rest;
        if let Some((tag, after)) = tag_at(text) {
            *rest = after;
            return Some(tag);
        }
        *rest = cut(text, b',').map_or("", |(_, after)| after);
    }
    None
}

/// A tag at the start of `text` that reaches to a comma or the end, and what follows.
fn tag_at(text: &str) -> Option<(Tag<'_>, &str)> {
    let text = trim_start(text);
    let marked = text.strip_prefix("W/").or_else(|| text.strip_prefix("w/"));
    let (weak, opaque) = marked.map_or((false, text), |opaque| (true, opaque));
    let (tag, after) = match opaque.strip_prefix('"') {
        Some(inner) => cut(inner, b'"')?,
        None => {
            let ends = |byte: u8| matches!(byte, b'"' | b' ' | b'\t' | b',');
            let length = |text: &str| text.bytes().position(ends).unwrap_or(text.len());
            match opaque.split_at(length(opaque)) {
                // Only the mark: then it is the tag.
                ("", _) if weak => return ended(Tag::read(false, &text[..2], false)?, opaque),
                ("", _) => return None,
                found => found,
            }
        }
    };
    ended(Tag::read(weak, tag, opaque.starts_with('"'))?, after)
}

/// The tag, when nothing but blanks is between it and a comma or the end.
fn ended<'t>(tag: Tag<'t>, after: &'t str) -> Option<(Tag<'t>, &'t str)> {
    match trim_start(after) {
        "" => Some((tag, "")),
        after => after.strip_prefix(',').map(|after| (tag, after)),
    }
}

fn trim_start(text: &str) -> &str {
    text.trim_start_matches([' ', '\t'])
}
