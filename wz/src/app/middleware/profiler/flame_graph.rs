use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::sync::{Mutex, TryLockError};
use std::thread;
use std::time::Duration;

use crate::html::Escaped;

/// What the program's threads were doing, by samples: each function with those that it called.
///
/// The processor time counts, not the time that is waited. A release build shows what matters; with `debug = "line-tables-only"`
/// in its profile the functions have their names.
///
/// ```no_run
/// use std::time::Duration;
/// use wz::middleware::FlameGraph;
///
/// let graph = FlameGraph::record(Duration::from_secs(5))?;
/// std::fs::write("flame.svg", graph.to_svg())?;
/// # Ok::<_, wz::Error>(())
/// ```
#[derive(Debug, Default)]
pub struct FlameGraph {
    root: Call,
}

/// A function, as it was called from one place.
#[derive(Debug, Default)]
struct Call {
    samples: u64,
    calls: BTreeMap<String, Call>,
}

/// How often a second is looked: no divisor of what programs do regularly.
const SAMPLES_A_SECOND: i32 = 199;
/// Looking into these while they work can wait for ever for a lock that they hold.
const LEFT_OUT: [&str; 4] = ["libc", "libgcc", "pthread", "vdso"];

static RECORDING: Mutex<()> = Mutex::new(());

impl FlameGraph {
    /// The longest time to record: a minute.
    pub const LONGEST: Duration = Duration::from_secs(60);

    /// Looks at what the program does for so long, at most for [`LONGEST`](FlameGraph::LONGEST). It blocks as long.
    ///
    /// # Errors
    /// Another recording is at work, or the system has no timer for it.
    pub fn record(time: Duration) -> Result<FlameGraph, FlameGraphError> {
        let _recording = match RECORDING.try_lock() {
            Err(TryLockError::WouldBlock) => return Err(FlameGraphError::Busy),
            Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
            Ok(recording) => recording,
        };
        let refused = |error: pprof::Error| FlameGraphError::System(error.to_string());
        let builder = pprof::ProfilerGuardBuilder::default().frequency(SAMPLES_A_SECOND).blocklist(&LEFT_OUT);
        let guard = builder.build().map_err(refused)?;
        thread::sleep(time.min(FlameGraph::LONGEST));
        let report = guard.report().build().map_err(refused)?;
        let mut graph = FlameGraph::default();
        for (frames, samples) in &report.data {
            // Innermost first, and in each of them what was inlined into it.
            let names = frames.frames.iter().flatten().map(pprof::Symbol::name);
            let mut stack: Vec<String> = names.collect();
            // The looking itself is the innermost of all.
            if let Some(looking) = stack.iter().position(|name| name.contains("perf_signal_handler")) {
                stack.drain(..=looking);
            }
            stack.push(frames.thread_name_or_id());
            graph.add(stack.into_iter().rev(), u64::try_from(*samples).unwrap_or(0));
        }
        Ok(graph)
    }

    fn add(&mut self, stack: impl Iterator<Item = String>, samples: u64) {
        let mut call = &mut self.root;
        call.samples += samples;
        for name in stack {
            call = call.calls.entry(name).or_default();
            call.samples += samples;
        }
    }

    /// How many samples there are.
    #[must_use]
    pub fn samples(&self) -> u64 {
        self.root.samples
    }

    /// A line for each stack, outermost first, and the number of its samples: what `flamegraph.pl`, speedscope and others read.
    #[must_use]
    pub fn to_folded(&self) -> String {
        let mut text = String::new();
        fold(&self.root, "", &mut text);
        text
    }

    /// A drawing for browsers: a row for each depth, the outermost on top, as wide as there are samples. A function's name, its
    /// samples and its part of all show when the mouse is over it.
    #[must_use]
    pub fn to_svg(&self) -> String {
        let mut rows = String::new();
        let depth = draw(&self.root, "all", 0, 0, self.root.samples.max(1), &mut rows);
        let height = (depth + 1) * ROW;
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" \
             font-family=\"monospace\" font-size=\"11\">{rows}</svg>"
        )
    }
}

fn fold(call: &Call, stack: &str, text: &mut String) {
    let inside: u64 = call.calls.values().map(|call| call.samples).sum();
    if !stack.is_empty() && call.samples > inside {
        // A string takes all that is written to it.
        let _ = writeln!(text, "{stack} {}", call.samples - inside);
    }
    for (name, call) in &call.calls {
        // These two have a meaning there.
        let name = name.replace(';', ":").replace('\n', " ");
        fold(call, &if stack.is_empty() { name } else { format!("{stack};{name}") }, text);
    }
}

const WIDTH: u64 = 1200;
const ROW: u64 = 18;
/// What is narrower, in thousandths of the drawing, is not drawn.
const NARROWEST: u64 = 1;
/// Of a letter.
const LETTER: u64 = 7;

/// Draws a call and those in it, and says how deep they are.
fn draw(call: &Call, name: &str, depth: u64, before: u64, all: u64, rows: &mut String) -> u64 {
    let (x, width) = (before * WIDTH / all, call.samples * WIDTH / all);
    if call.samples * 1000 < all * NARROWEST {
        return depth;
    }
    let hue = name.bytes().fold(7_u32, |hue, byte| hue.wrapping_mul(31).wrapping_add(byte.into())) % 60;
    let letters = usize::try_from(width.saturating_sub(4) / LETTER).unwrap_or(0);
    let shown: String = if letters < 3 { String::new() } else { name.chars().take(letters).collect() };
    let part = call.samples * 1000 / all;
    let _ = write!(
        rows,
        "<g><title>{} ({} samples, {}.{} %)</title><rect x=\"{x}\" y=\"{}\" width=\"{}\" height=\"{}\" \
         fill=\"hsl({hue} 80% 65%)\"/><text x=\"{}\" y=\"{}\">{}</text></g>",
        Escaped(name),
        call.samples,
        part / 10,
        part % 10,
        depth * ROW,
        width.max(1),
        ROW - 1,
        x + 2,
        depth * ROW + 13,
        Escaped(&shown),
    );
    let (mut before, mut deepest) = (before, depth);
    for (name, call) in &call.calls {
        deepest = deepest.max(draw(call, name, depth + 1, before, all, rows));
        before += call.samples;
    }
    deepest
}

/// Why there is no [`FlameGraph`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum FlameGraphError {
    /// Another one is being recorded: there can be one at a time.
    Busy,
    /// The system refused; this is what it said.
    System(String),
}

impl fmt::Display for FlameGraphError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FlameGraphError::Busy => {
                f.write_str("another flame graph is being recorded: try again when it is done")
            }
            FlameGraphError::System(error) => write!(f, "the program cannot be sampled: {error}"),
        }
    }
}

impl std::error::Error for FlameGraphError {}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    fn graph(stacks: &[(&str, u64)]) -> FlameGraph {
        let mut graph = FlameGraph::default();
        for (stack, samples) in stacks {
            graph.add(stack.split('/').map(str::to_owned), *samples);
        }
        graph
    }

    #[test]
    fn stacks_share_what_they_begin_with() {
        let graph = graph(&[("main/a", 2), ("main/a/b", 3), ("main/c;d", 1), ("main/a", 1)]);
        assert_eq!(graph.samples(), 7);
        assert_eq!(graph.to_folded(), "main;a 3\nmain;a;b 3\nmain;c:d 1\n");
    }

    #[test]
    fn a_drawing_is_as_wide_as_the_samples() {
        let svg = graph(&[("main/<T as A>::f", 3), ("main/g", 1), ("main/never", 0)]).to_svg();
        assert!(
            svg.contains(
                "<title>&lt;T as A&gt;::f (3 samples, 75.0 %)</title><rect x=\"0\" y=\"36\" width=\"900\""
            ),
            "{svg}"
        );
        assert!(
            svg.contains("<title>g (1 samples, 25.0 %)</title><rect x=\"900\" y=\"36\" width=\"300\""),
            "{svg}"
        );
        assert!(!svg.contains("never") && svg.contains("width=\"1200\" height=\"54\""), "{svg}");
        assert!(FlameGraph::default().to_svg().starts_with("<svg"));
    }

    #[test]
    fn a_busy_thread_is_seen() {
        let end = Instant::now() + Duration::from_secs(20);
        let busy = thread::Builder::new().name("busy-bee".to_owned()).spawn(move || {
            let mut sum = 0_u64;
            while !DONE.load(std::sync::atomic::Ordering::Relaxed) && Instant::now() < end {
                sum = std::hint::black_box(sum.wrapping_mul(31).wrapping_add(7));
            }
        });
        let graph = loop {
            // Another test may be at it.
            match FlameGraph::record(Duration::from_millis(700)) {
                Err(FlameGraphError::Busy) if Instant::now() < end => {
                    thread::sleep(Duration::from_millis(20));
                }
                recorded => break recorded.unwrap(),
            }
        };
        DONE.store(true, std::sync::atomic::Ordering::Relaxed);
        busy.unwrap().join().unwrap();
        let folded = graph.to_folded();
        assert!(folded.contains("busy-bee;") && !folded.contains("perf_signal_handler"), "{folded}");
    }

    static DONE: std::sync::atomic::AtomicBool = std::sync::atomic::AtomicBool::new(false);

    #[test]
    fn errors_say_what_to_do() {
        assert!(FlameGraphError::Busy.to_string().contains("try again"));
    }
}
