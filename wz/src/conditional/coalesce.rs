use std::ops::Range;

/// Joins ranges that overlap or touch. They stay in the order in which they were asked for, each where its first part was
/// (RFC 9110 §15.3.7.2).
pub(super) fn coalesce(ranges: Vec<Range<u64>>) -> Vec<Range<u64>> {
    let mut sorted: Vec<_> = ranges.into_iter().enumerate().collect();
    sorted.sort_by_key(|(_, range)| range.start);
    let mut joined = Vec::<(usize, Range<u64>)>::with_capacity(sorted.len());
    for (place, range) in sorted {
        match joined.last_mut() {
            Some((first, last)) if range.start <= last.end => {
                last.end = last.end.max(range.end);
                *first = place.min(*first);
            }
            _ => joined.push((place, range)),
        }
    }
    joined.sort_by_key(|(place, _)| *place);
    joined.into_iter().map(|(_, range)| range).collect()
}

#[cfg(test)]
#[expect(clippy::single_range_in_vec_init, reason = "one range is meant, not what is in it")]
mod tests {
    use super::*;

    #[test]
    fn joins() {
        for (ranges, joined) in [
            (vec![], vec![]),
            (vec![0..1, 2..3], vec![0..1, 2..3]),
            (vec![2..3, 0..1], vec![2..3, 0..1]),
            (vec![0..2, 2..3], vec![0..3]),
            (vec![5..9, 0..2, 1..5], vec![0..9]),
            (vec![8..9, 0..5, 1..2, 3..4], vec![8..9, 0..5]),
            (vec![0..5, 0..5, 0..5], vec![0..5]),
            (vec![6..7, 0..1, 7..8], vec![6..8, 0..1]),
        ] {
            assert_eq!(coalesce(ranges.clone()), joined, "{ranges:?}");
        }
    }
}
