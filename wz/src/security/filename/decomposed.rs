use std::sync::OnceLock;

/// What is ASCII in the compatibility decomposition (NFKD) of other characters: a line for each text, a tab, and the
/// characters which it is of. From the Unicode character data, version 14; `tests/oracle/security.py` writes it.
const DECOMPOSED: &str = include_str!("decomposed.txt");

/// What is ASCII in the compatibility decomposition of a character that is not ASCII itself.
///
/// Dropping the rest makes the order of combining marks irrelevant, so characters can be looked at one by one.
pub(super) fn ascii_of(character: char) -> &'static str {
    static TABLE: OnceLock<Vec<(char, &str)>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let lines = DECOMPOSED.lines().filter_map(|line| line.split_once('\t'));
        let mut table: Vec<_> =
            lines.flat_map(|(text, all)| all.chars().map(move |one| (one, text))).collect();
        table.sort_unstable();
        table
    });
    let found = table.binary_search_by_key(&character, |(known, _)| *known);
    found.map_or("", |at| table[at].1)
}

#[cfg(test)]
mod tests {
    use super::ascii_of;

    #[test]
    fn decomposes() {
        for (character, text) in
            [('ä', "a"), ('ﬃ', "ffi"), ('㏂', "a.m."), ('𝔘', "U"), ('\u{a0}', " "), ('ø', ""), ('日', "")]
        {
            assert_eq!(ascii_of(character), text, "{character}");
        }
    }
}
