/// A name without the marks at its end: `*` for an extended value, `*1` for a section of a continued one.
#[derive(Debug)]
pub(super) struct Marked<'t> {
    pub(super) name: &'t str,
    pub(super) extended: bool,
    /// The digits of the section.
    pub(super) section: Option<&'t str>,
}

impl Marked<'_> {
    pub(super) fn of(name: &str) -> Marked<'_> {
        let (rest, extended) = match name.strip_suffix('*') {
            Some(rest) => (rest, true),
            None => (name, false),
        };
        let (before, digits) = rest.split_at(rest.trim_end_matches(|last: char| last.is_ascii_digit()).len());
        match before.strip_suffix('*') {
            Some(name) if !digits.is_empty() => Marked { name, extended, section: Some(digits) },
            _ => Marked { name: rest, extended, section: None },
        }
    }
}

/// Whether a name has a mark at its end, and so is not read as it is.
pub(super) fn is_marked(name: &str) -> bool {
    Marked::of(name).name != name
}
