use std::fmt;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// Lengths that double. Short ones take less than the time for which a busy machine leaves a program alone.
pub(crate) fn lengths(long: bool) -> [usize; 4] {
    // Of a build without optimization only that everything runs is of interest.
    let first = if cfg!(debug_assertions) {
        64
    } else if long {
        1 << 17
    } else {
        1 << 14
    };
    [first, first * 2, first * 4, first * 8]
}

/// Twice is linear, four times is quadratic.
const TOO_MUCH: f64 = 3.0;
/// Shorter times say more about the machine than about the input.
const TOO_SHORT: Duration = Duration::from_micros(20);

/// What an input took at lengths that double.
pub(crate) struct Growth(Vec<(usize, Duration)>);

/// Measures a parser with texts that double. It ends where it is clear that the time is not linear.
pub(crate) fn grown(parse: fn(&str), texts: &[String]) -> Growth {
    let mut growth = Growth(Vec::new());
    for (at, text) in texts.iter().enumerate() {
        growth.0.push((text.len(), best(parse, text, 3)));
        if growth.last() > TOO_MUCH {
            // Once more, with patience.
            for ((_, time), text) in growth.0.iter_mut().zip(texts).skip(at.saturating_sub(2)) {
                *time = best(parse, text, 25).min(*time);
            }
        }
        if growth.is_suspect() {
            break;
        }
    }
    growth
}

fn best(parse: fn(&str), text: &str, samples: usize) -> Duration {
    let sample = |_| {
        let clock = Instant::now();
        parse(black_box(text));
        clock.elapsed()
    };
    (0..samples).map(sample).min().unwrap_or_default()
}

impl Growth {
    /// How much the time grows in each doubling; 0 where it is too short to say.
    fn factors(&self) -> impl DoubleEndedIterator<Item = f64> {
        self.0.windows(2).map(|pair| {
            let (before, after) = (pair[0].1, pair[1].1);
            if after < TOO_SHORT { 0.0 } else { after.as_secs_f64() / before.as_secs_f64() }
        })
    }

    fn last(&self) -> f64 {
        self.factors().next_back().unwrap_or(0.0)
    }

    pub(crate) fn worst(&self) -> f64 {
        self.factors().fold(0.0, f64::max)
    }

    /// Whether two doublings one after the other are too much.
    pub(crate) fn is_suspect(&self) -> bool {
        let factors: Vec<f64> = self.factors().collect();
        factors.windows(2).any(|pair| pair[0] > TOO_MUCH && pair[1] > TOO_MUCH)
    }
}

impl fmt::Display for Growth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (length, time) in &self.0 {
            write!(f, "{:>9.2} ", time.as_nanos() as f64 / *length as f64)?;
        }
        write!(f, " {:>6.2}", self.worst())
    }
}
