use std::time::Duration;

/// So many buckets between a power of two and the next: what is read from them is right to one part in sixteen.
const PER_DOUBLING: u64 = 16;
/// From 0 to 2^36 microseconds, 19 hours; what is longer is in the last one.
const BUCKETS: usize = ((36 - 4 + 1) * PER_DOUBLING) as usize;

/// How often something took how long, in memory that does not grow.
#[derive(Clone)]
pub(super) struct Histogram(Box<[u64; BUCKETS]>);

impl Histogram {
    pub(super) fn new() -> Histogram {
        Histogram(Box::new([0; BUCKETS]))
    }

    pub(super) fn add(&mut self, time: Duration) {
        let bucket = bucket(u64::try_from(time.as_micros()).unwrap_or(u64::MAX));
        self.0[bucket] += 1;
    }

    /// A time that so large a part of all took at most, 0 to 1: the end of the bucket where it lies.
    pub(super) fn quantile(&self, part: f64) -> Duration {
        let count: u64 = self.0.iter().sum();
        // A part that is none counts as the nearest one.
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "not negative, nor beyond the count"
        )]
        let rank = ((count as f64 * part.clamp(0.0, 1.0)).ceil() as u64).clamp(1, count.max(1));
        let mut before = 0;
        for (bucket, times) in self.0.iter().enumerate() {
            before += times;
            if before >= rank {
                return Duration::from_micros(end(bucket as u64));
            }
        }
        Duration::ZERO
    }
}

fn bucket(micros: u64) -> usize {
    if micros < PER_DOUBLING {
        return micros as usize;
    }
    let doubling = u64::from(micros.ilog2()) - 4;
    let within = (micros >> doubling) - PER_DOUBLING;
    ((doubling + 1) * PER_DOUBLING + within).min(BUCKETS as u64 - 1) as usize
}

/// The largest number of microseconds in a bucket.
fn end(bucket: u64) -> u64 {
    if bucket < PER_DOUBLING {
        return bucket;
    }
    let (doubling, within) = (bucket / PER_DOUBLING - 1, bucket % PER_DOUBLING);
    ((PER_DOUBLING + within + 1) << doubling) - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buckets_have_no_gaps() {
        let mut last = 0;
        for micros in (0..100_000).chain([u64::from(u32::MAX), 1 << 35, (1 << 36) - 1]) {
            let at = bucket(micros);
            assert!(at == last || at == last + 1 || micros > 100_000, "{micros}");
            assert!(end(at as u64) >= micros && end(at as u64) - micros <= micros / 16, "{micros} {at}");
            last = at;
        }
        assert_eq!(
            (bucket((1 << 36) - 1), bucket(1 << 36), bucket(u64::MAX)),
            (BUCKETS - 1, BUCKETS - 1, BUCKETS - 1)
        );
    }

    #[test]
    fn parts() {
        let mut times = Histogram::new();
        assert_eq!(times.quantile(0.5), Duration::ZERO);
        for micros in 1..=1000 {
            times.add(Duration::from_micros(micros));
        }
        for (part, micros) in
            [(0.0, 1), (0.5, 500), (0.95, 950), (0.99, 990), (1.0, 1000), (7.0, 1000), (f64::NAN, 1)]
        {
            let read = times.quantile(part).as_micros();
            assert!((micros..=micros + micros / 16).contains(&read), "{part}: {read}");
        }
        times.add(Duration::MAX);
        assert_eq!(times.quantile(1.0), Duration::from_micros((1 << 36) - 1));
    }
}
