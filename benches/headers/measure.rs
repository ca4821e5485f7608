//! Timing: all rows of a group in one process, in turn, in short samples; the tenth percentile of each is shown, so that
//! what else the machine does falls out.

use std::hint::black_box;
use std::time::Instant;

/// One job on one text.
pub(crate) struct Group {
    pub(crate) name: &'static str,
    /// The function of `werkzeug_headers.py` that does it, and its text.
    pub(crate) werkzeug: Option<(&'static str, &'static str)>,
    /// Who does it; wz is the first.
    pub(crate) rows: Vec<Row>,
}

pub(crate) struct Row {
    pub(crate) name: &'static str,
    /// Does the job once; a number that depends on the answer.
    pub(crate) run: Box<dyn Fn() -> u64>,
    /// Whether its answer is that of wz.
    pub(crate) checked: bool,
}

impl Group {
    pub(crate) fn new(name: &'static str, wz: impl Fn() -> u64 + 'static) -> Group {
        Group { name, werkzeug: None, rows: Vec::new() }.row("wz", wz)
    }

    /// Who gives the same answer.
    pub(crate) fn row(self, name: &'static str, run: impl Fn() -> u64 + 'static) -> Group {
        self.push(Row { name, run: Box::new(run), checked: true })
    }

    /// Who gives another answer, or less of it.
    pub(crate) fn other(self, name: &'static str, run: impl Fn() -> u64 + 'static) -> Group {
        self.push(Row { name, run: Box::new(run), checked: false })
    }

    fn push(mut self, row: Row) -> Group {
        self.rows.push(row);
        self
    }

    pub(crate) fn werkzeug(self, function: &'static str, text: &'static str) -> Group {
        Group { werkzeug: Some((function, text)), ..self }
    }

    /// All rows give the same answer.
    pub(crate) fn check(&self) {
        let expected = (self.rows[0].run)();
        for row in self.rows.iter().filter(|row| row.checked) {
            assert_eq!((row.run)(), expected, "{}: {}", self.name, row.name);
        }
    }
}

/// Nanoseconds of each row, in `rounds` rounds of one sample each.
pub(crate) fn nanoseconds(group: &Group, rounds: usize) -> Vec<f64> {
    const BATCH: u32 = 200;
    let mut samples = vec![Vec::with_capacity(rounds); group.rows.len()];
    for _ in 0..rounds {
        for (row, samples) in group.rows.iter().zip(&mut samples) {
            black_box((row.run)());
            let clock = Instant::now();
            for _ in 0..BATCH {
                black_box((row.run)());
            }
            samples.push(clock.elapsed().as_nanos() as f64 / f64::from(BATCH));
        }
    }
    samples
        .into_iter()
        .map(|mut samples| {
            samples.sort_by(f64::total_cmp);
            samples[samples.len() / 10]
        })
        .collect()
}

/// The length of a text that was read: what an answer of texts is summed up to.
pub(crate) fn sum<'t>(texts: impl IntoIterator<Item = &'t str>) -> u64 {
    texts.into_iter().map(|text| text.len() as u64).sum()
}

/// A header map with one header.
pub(crate) fn map(name: &'static str, value: &'static str) -> wz::http::HeaderMap {
    let mut headers = wz::http::HeaderMap::new();
    headers.insert(name, wz::http::HeaderValue::from_static(value));
    headers
}
