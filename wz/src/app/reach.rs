//! What no request can get to.

use wz_rule::did_you_mean;

use super::App;
use super::prefix::Prefix;
use super::surroundings::{Kind, Surrounding};

impl App {
    /// Routes behind mounts, mounts behind mounts, and what is for a prefix below which there is nothing.
    pub(super) fn unreachable(&self) -> Vec<String> {
        let all = self.surroundings();
        let mut lines = Vec::new();
        let mounts = || all.iter().filter(|one| one.kind == Kind::Mount);
        for (at, mount) in mounts().enumerate() {
            if let Some(other) = mounts().take(at).find(|other| other.below() == mount.below()) {
                lines.push(format!("{mount} is never asked: {other} is at {}, too", shown(&mount.prefix)));
            }
            for route in self.routes().filter(|route| mount.is_for(&literal(&route.rule()))) {
                let place = route.location();
                lines.push(format!(
                    "{} ({}, {}:{}) is never asked: {mount} has all paths below {}",
                    route.rule(),
                    route.endpoint(),
                    place.file,
                    place.line,
                    shown(&mount.prefix),
                ));
            }
        }
        if all.iter().any(|one| one.kind == Kind::Fallback) {
            return lines;
        }
        let lonely = |one: &&Surrounding<'_>| {
            !matches!(one.kind, Kind::Mount | Kind::Folder)
                && !self.routes().any(|route| may_be_below(&one.prefix, &route.rule()))
        };
        let overlaps = |one: &&Surrounding<'_>| {
            mounts().any(|mount| one.is_for(mount.below()) || mount.is_for(one.below()))
        };
        for one in all.iter().filter(lonely).filter(|one| !one.below().is_empty() && !overlaps(one)) {
            let depth = one.below().matches('/').count();
            let starts: Vec<String> = self.routes().map(|route| start(&route.rule(), depth)).collect();
            let hint = did_you_mean(one.below(), starts.iter().map(String::as_str));
            let hint = hint.map_or_else(String::new, |near| format!(": did you mean `{near}`?"));
            lines.push(format!("{one} is for {}, below which no route is{hint}", shown(&one.prefix)));
        }
        lines
    }
}

fn shown(prefix: &Prefix) -> &str {
    if prefix.as_str().is_empty() { "/" } else { prefix.as_str() }
}

/// The segments of a rule before the first with a variable.
fn literal(rule: &str) -> String {
    let segments = rule.split('/').skip(1).take_while(|segment| !segment.contains('<'));
    segments.fold(String::new(), |path, segment| path + "/" + segment)
}

/// So many segments of a rule.
fn start(rule: &str, count: usize) -> String {
    rule.split('/').skip(1).take(count).fold(String::new(), |path, segment| path + "/" + segment)
}

/// Whether a path that a rule matches can be below a prefix: a variable may be anything, and go on over slashes.
fn may_be_below(prefix: &Prefix, rule: &str) -> bool {
    let mut segments = rule.split('/').skip(1);
    for wanted in prefix.as_str().split('/').skip(1) {
        match segments.next() {
            Some(segment) if segment.contains('<') => return true,
            Some(segment) if segment.eq_ignore_ascii_case(wanted) => {}
            _ => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use crate::app::{App, ErrorPages};
    use crate::middleware::{Hooks, Next};
    use crate::{Request, Response};

    #[wz::get("/api/a")]
    fn a() {}

    #[wz::get("/files/<path:name>")]
    fn files(name: &str) {
        let _ = name;
    }

    wz::routes! { Site = a, files }
    wz::routes! { Other = a }

    async fn look(request: Request, next: Next) -> Response {
        next.run(request).await
    }

    fn wrong(app: &App) -> Vec<String> {
        app.check().err().map_or_else(Vec::new, |error| {
            error.to_string().lines().skip(1).map(|line| line.trim().to_owned()).collect()
        })
    }

    #[test]
    fn what_nobody_gets_to() {
        let app = App::new(Site)
            .mount("/api", App::new(Other))
            .mount("/files/x", App::new(Other))
            .mount("/api/", App::new(Other));
        let lines = wrong(&app);
        assert_eq!(lines.len(), 3, "{lines:?}");
        let behind = |line: &String| {
            line.contains("/api/a (") && line.contains("is never asked: mount `wz::app::App`")
        };
        assert_eq!(lines.iter().filter(|line| behind(line)).count(), 2, "{lines:?}");
        assert!(lines.iter().any(|line| line.ends_with(" is at /api, too")), "{lines:?}");
    }

    #[test]
    fn what_is_for_nothing() {
        let pages = || ErrorPages::new().any(|_, _| "x");
        let app = App::new(Site)
            .middleware(look)
            .middleware_below("/api", look)
            .middleware_below("/files/deep/down", look)
            .middleware_below("/apii", look)
            .hooks_below("/apj", Hooks::new().teardown_request(|_, _| ()))
            .error_pages_below("/other", pages())
            .error_pages_below("/files", pages());
        let lines = wrong(&app);
        assert_eq!(lines.len(), 3, "{lines:?}");
        assert!(lines[0].starts_with("middleware `wz::app::reach::tests::look` ("), "{lines:?}");
        assert!(
            lines[0].ends_with("is for /apii, below which no route is: did you mean `/api`?"),
            "{lines:?}"
        );
        assert!(lines[1].starts_with("teardown_request is for /apj"), "{lines:?}");
        assert!(lines[2].ends_with("is for /other, below which no route is"), "{lines:?}");
        assert!(wrong(&app.clone().fallback(App::new(Other))).is_empty());
        assert_eq!(wrong(&app.mount("/other/x", App::new(Other))).len(), 2);
    }
}
