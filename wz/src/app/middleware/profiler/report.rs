use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::time::Duration;

use super::stats::Stats;
use crate::json_string::JsonString;

/// What a [`Profiler`](super::Profiler) has measured, at one moment. [`Display`](fmt::Display) writes it as a table.
#[derive(Debug, Clone)]
pub struct ProfilerReport {
    routes: Vec<RouteProfile>,
}

impl ProfilerReport {
    pub(super) fn new(all: Vec<Stats>) -> ProfilerReport {
        let mut routes: Vec<_> = all.into_iter().map(RouteProfile).collect();
        routes.sort_by(|a, b| b.0.total.cmp(&a.0.total).then_with(|| a.0.rule.cmp(&b.0.rule)));
        ProfilerReport { routes }
    }

    /// What each route has taken, the most time in all first.
    pub fn routes(&self) -> &[RouteProfile] {
        &self.routes
    }

    /// The route with this dotted name.
    pub fn route(&self, endpoint: &str) -> Option<&RouteProfile> {
        self.routes.iter().find(|route| route.endpoint() == Some(endpoint))
    }

    /// The same as JSON: an array of objects, times in milliseconds.
    ///
    /// ```standalone_crate
    /// use wz::middleware::Profiler;
    /// use wz::prelude::*;
    ///
    /// #[get("/")]
    /// fn index() {}
    ///
    /// routes! { Site = index }
    ///
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// let profiler = Profiler::new();
    /// runtime.block_on(App::new(Site).middleware(profiler.clone()).call(Request::get("/")));
    /// let json = profiler.report().to_json();
    /// assert!(json.starts_with(r#"[{"endpoint":"index","rule":"GET, HEAD /","count":1,"abandoned":0,"total_ms":"#));
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut json = "[".to_owned();
        for (at, route) in self.routes.iter().enumerate() {
            if at > 0 {
                json.push(',');
            }
            // A string takes all that is written to it.
            let _ = route.write_json(&mut json);
        }
        json.push(']');
        json
    }
}

impl fmt::Display for ProfilerReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:>8} {:>10} {:>10} {:>10} {:>10} {:>10}  route",
            "count", "mean", "p50", "p95", "p99", "max"
        )?;
        for route in &self.routes {
            let times =
                [route.mean(), route.quantile(0.5), route.quantile(0.95), route.quantile(0.99), route.max()];
            let [mean, p50, p95, p99, max] = times.map(|time| format!("{:.3} ms", milliseconds(time)));
            writeln!(
                f,
                "{:>8} {mean:>10} {p50:>10} {p95:>10} {p99:>10} {max:>10}  {}",
                route.count(),
                route.rule()
            )?;
        }
        Ok(())
    }
}

/// What one route has taken.
#[derive(Clone)]
pub struct RouteProfile(Stats);

impl RouteProfile {
    /// Its dotted name; `None` for what no route has answered.
    pub fn endpoint(&self) -> Option<&str> {
        self.0.endpoint.as_deref()
    }

    /// Methods and path of the route, `GET, HEAD /user/<int:id>`; `no route` for what none has answered.
    pub fn rule(&self) -> &str {
        &self.0.rule
    }

    /// How many requests have been answered.
    pub fn count(&self) -> u64 {
        self.0.count
    }

    /// How many have ended before there was a response: their clients have left.
    pub fn abandoned(&self) -> u64 {
        self.0.abandoned
    }

    /// The time of all of them together.
    pub fn total(&self) -> Duration {
        self.0.total
    }

    /// The shortest time; zero when nothing has been answered.
    pub fn min(&self) -> Duration {
        if self.0.count == 0 { Duration::ZERO } else { self.0.min }
    }

    /// The longest time.
    pub fn max(&self) -> Duration {
        self.0.max
    }

    /// The mean time; zero when nothing has been answered.
    pub fn mean(&self) -> Duration {
        let count = u32::try_from(self.0.count).unwrap_or(u32::MAX);
        self.0.total.checked_div(count).unwrap_or_default()
    }

    /// The time that a part of all requests took at most, 0 to 1: `quantile(0.95)`. It is up to one sixteenth too long.
    pub fn quantile(&self, part: f64) -> Duration {
        self.0.times.quantile(part).clamp(self.min(), self.max())
    }

    /// The bytes of the bodies of all responses. Those of a stream count when it is over.
    pub fn bytes(&self) -> u64 {
        self.0.bytes
    }

    /// How often each status has been answered.
    pub fn statuses(&self) -> &BTreeMap<u16, u64> {
        &self.0.statuses
    }

    fn write_json(&self, json: &mut String) -> fmt::Result {
        json.push_str("{\"endpoint\":");
        match self.endpoint() {
            Some(endpoint) => write!(json, "{}", JsonString(endpoint))?,
            None => json.push_str("null"),
        }
        write!(
            json,
            ",\"rule\":{},\"count\":{},\"abandoned\":{}",
            JsonString(self.rule()),
            self.count(),
            self.abandoned()
        )?;
        for (name, time) in [
            ("total", self.total()),
            ("min", self.min()),
            ("mean", self.mean()),
            ("p50", self.quantile(0.5)),
            ("p95", self.quantile(0.95)),
            ("p99", self.quantile(0.99)),
            ("max", self.max()),
        ] {
            write!(json, ",\"{name}_ms\":{:.3}", milliseconds(time))?;
        }
        write!(json, ",\"bytes\":{},\"statuses\":{{", self.bytes())?;
        for (at, (status, count)) in self.statuses().iter().enumerate() {
            write!(json, "{}\"{status}\":{count}", if at > 0 { "," } else { "" })?;
        }
        json.push_str("}}");
        Ok(())
    }
}

impl fmt::Debug for RouteProfile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RouteProfile")
            .field("rule", &self.rule())
            .field("count", &self.count())
            .field("mean", &self.mean())
            .field("max", &self.max())
            .finish_non_exhaustive()
    }
}

pub(super) fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
