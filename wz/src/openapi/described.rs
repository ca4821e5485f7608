use std::fmt;

use super::Operation;

/// What a handler says about itself: written by the macros, looked at when a document is made.
#[derive(Clone, Copy)]
pub struct Described {
    /// Its doc comment, as it stands in the source: one text for each line, or each attribute.
    pub docs: &'static [&'static str],
    /// Whether it is `#[deprecated]`.
    pub deprecated: bool,
    /// What it takes and answers.
    pub describe: fn(&mut Operation),
}

impl Described {
    /// The first paragraph in one line, and all that follows.
    pub(super) fn texts(&self) -> (String, String) {
        let lines = self.docs.iter().flat_map(|doc| doc.split('\n'));
        let lines: Vec<&str> = lines.map(|line| line.strip_prefix(' ').unwrap_or(line).trim_end()).collect();
        let start = lines.iter().position(|line| !line.is_empty()).unwrap_or(lines.len());
        let lines = lines.get(start..).unwrap_or_default();
        let end = lines.iter().position(|line| line.is_empty()).unwrap_or(lines.len());
        let (summary, rest) = lines.split_at(end);
        (summary.join(" "), rest.join("\n").trim_matches('\n').to_owned())
    }
}

impl fmt::Debug for Described {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Described").field("docs", &self.docs).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_paragraph_is_the_summary() {
        let texts = |docs| Described { docs, deprecated: false, describe: |_| () }.texts();
        let of = |summary: &str, rest: &str| (summary.to_owned(), rest.to_owned());
        assert_eq!(texts(&[]), of("", ""));
        assert_eq!(texts(&[" A user."]), of("A user.", ""));
        assert_eq!(
            texts(&[" A user,", " by id.", "", " More.", "", "     code"]),
            of("A user, by id.", "More.\n\n    code")
        );
        assert_eq!(texts(&["", " A\n B\n\n C\n"]), of("A B", "C"));
    }
}
