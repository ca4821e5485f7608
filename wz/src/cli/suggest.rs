/// The candidate nearest to `wrong`, when one is near enough to be what was meant: at most a third of the letters
/// differ, or it starts with what was typed.
pub(super) fn did_you_mean<'a>(
    wrong: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    candidates
        .into_iter()
        .map(|candidate| (distance(wrong.as_bytes(), candidate.as_bytes()), candidate))
        .filter(|(distance, candidate)| {
            *distance <= candidate.len() / 3 || (wrong.len() > 1 && candidate.starts_with(wrong))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The number of letters to change, add or leave out.
fn distance(a: &[u8], b: &[u8]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, letter) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for j in 0..b.len() {
            let changed = diagonal + usize::from(*letter != b[j]);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_and_far() {
        assert_eq!(distance(b"kitten", b"sitting"), 3);
        assert_eq!(did_you_mean("ruotes", ["run", "routes"]), Some("routes"));
        assert_eq!(did_you_mean("xyz", ["run", "routes"]), None);
    }
}
