use std::collections::BTreeMap;
use std::time::Duration;

use http::StatusCode;

use super::histogram::Histogram;
use crate::routing::Route;

/// What is known of the requests that a route has answered.
#[derive(Clone)]
pub(super) struct Stats {
    pub(super) endpoint: Option<String>,
    pub(super) rule: String,
    pub(super) count: u64,
    pub(super) abandoned: u64,
    pub(super) total: Duration,
    pub(super) min: Duration,
    pub(super) max: Duration,
    pub(super) bytes: u64,
    /// There are no more than 900 of them.
    pub(super) statuses: BTreeMap<u16, u64>,
    pub(super) times: Histogram,
}

impl Stats {
    pub(super) fn of(route: Option<Route<'static>>) -> Stats {
        Stats {
            endpoint: route.map(|route| route.endpoint()),
            rule: route.map_or_else(
                || "no route".to_owned(),
                |route| format!("{} {}", route.methods(), route.rule()),
            ),
            count: 0,
            abandoned: 0,
            total: Duration::ZERO,
            min: Duration::MAX,
            max: Duration::ZERO,
            bytes: 0,
            statuses: BTreeMap::new(),
            times: Histogram::new(),
        }
    }

    pub(super) fn add(&mut self, time: Duration, status: StatusCode) {
        self.count += 1;
        self.total = self.total.saturating_add(time);
        self.min = self.min.min(time);
        self.max = self.max.max(time);
        *self.statuses.entry(status.as_u16()).or_default() += 1;
        self.times.add(time);
    }
}
