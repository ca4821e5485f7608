use std::fmt;

use http::Method;
use http::uri::PathAndQuery;

use super::{MapAdapter, MapMatch, RoutingError, Rule};
use crate::routing::subset;
use crate::routing::{Described, Explanation, MethodSet, Outline, Outlined, RuleText};

/// What [`MapAdapter::explain`] says: the rules are those of the map, the outcome is that of
/// [`find`](MapAdapter::find).
///
/// ```
/// use wz::http::Method;
/// use wz::routing::map::{Map, MapExplanation, Rule};
///
/// fn is_answered(explanation: &MapExplanation<'_>) -> bool {
///     explanation.outcome().is_ok()
/// }
///
/// let map = Map::new([Rule::new("/", "index")]).unwrap();
/// let urls = map.bind("example.com").unwrap();
/// assert!(is_answered(&urls.explain("/", &Method::GET)));
/// assert!(!is_answered(&urls.explain("/x", &Method::GET)));
/// ```
pub type MapExplanation<'m, E = String> = Explanation<&'m Rule<E>, Result<MapMatch<'m, E>, RoutingError>>;

impl<'m, E: PartialEq + fmt::Debug> MapAdapter<'m, E> {
    /// Finds out what a request gets, and what each rule has to say about it. For people: [`find`](Self::find) is
    /// thousands of times faster.
    ///
    /// ```
    /// use wz::http::Method;
    /// use wz::routing::Verdict;
    /// use wz::routing::map::{Map, Rule};
    ///
    /// let map = Map::new([Rule::new("/user/<name>", "by_name"), Rule::new("/user/<int:id>", "by_id")]).unwrap();
    /// let explanation = map.bind("example.com").unwrap().explain("/user/42", &Method::GET);
    /// let rules: Vec<_> = explanation.rules().iter().map(|rule| (rule.route.template(), rule.verdict)).collect();
    /// assert_eq!(rules, [("/user/<int:id>", Verdict::Wins), ("/user/<name>", Verdict::Behind)]);
    /// assert_eq!(explanation.outcome().as_ref().unwrap().endpoint, "by_id");
    /// println!("{explanation}");
    /// ```
    pub fn explain(&self, path: &str, method: &Method) -> MapExplanation<'m, E> {
        self.explained(path, method, self.is_websocket())
    }

    /// As [`explain`](Self::explain), for a request that opens a WebSocket.
    ///
    /// ```
    /// use wz::http::Method;
    /// use wz::routing::map::{Map, Rule};
    ///
    /// let map = Map::new([Rule::new("/live", "page"), Rule::new("/live", "stream").websocket()]).unwrap();
    /// let urls = map.bind("example.com").unwrap();
    /// assert!(urls.explain("/live", &Method::GET).to_string().contains("answer:   /live (page)"));
    /// assert!(urls.explain_websocket("/live").to_string().contains("answer:   /live (stream)"));
    /// ```
    pub fn explain_websocket(&self, path: &str) -> MapExplanation<'m, E> {
        self.explained(path, &Method::GET, true)
    }

    fn explained(&self, path: &str, method: &Method, websocket: bool) -> MapExplanation<'m, E> {
        let outcome = self.search(path, method, websocket);
        let parsed = path.parse::<PathAndQuery>();
        let lookup = self.lookup(parsed.as_ref().map_or(path, PathAndQuery::path), method, websocket);
        let map = self.map;
        map.with_matched(|routes, mounts| {
            // Where there is no path, no rule has anything to say.
            let live = routes.iter().enumerate().filter(|(_, route)| !route.spec.options.build_only);
            let live = live.filter(|_| parsed.is_ok()).map(|(index, route)| {
                let mut rule = subset::Rule::of(route, mounts);
                (rule.index, rule.ignore_ascii_case) = (index, map.options.ignore_ascii_case);
                rule
            });
            let rules: Vec<_> = live.collect();
            map.with_customs(|customs| {
                let automaton = map.tables.automaton(customs);
                let host = self.host_of(self.domain());
                Explanation::new((&automaton, &rules), (&lookup, Some(host)), outcome, |index| {
                    map.rules.get(index)
                })
            })
        })
    }
}

impl<E: fmt::Debug> Described for &Rule<E> {
    fn described(&self) -> RuleText {
        RuleText {
            rule: self.template.clone(),
            endpoint: endpoint_text(&self.endpoint),
            methods: self.methods.unwrap_or(MethodSet::ALL),
            websocket: self.websocket,
            host: self.host.clone().or_else(|| self.subdomain.clone()),
            subdomain: self.host.is_none(),
        }
    }
}

impl<E: fmt::Debug> Outlined for Result<MapMatch<'_, E>, RoutingError> {
    fn outline(&self) -> Outline<'_> {
        match self {
            Ok(found) => Outline::Matched {
                rule: found.rule.template.clone(),
                endpoint: endpoint_text(found.endpoint),
                values: found.values.iter().map(|(name, value)| (name, format!("{value:?}"))).collect(),
            },
            Err(RoutingError::Redirect { url }) => Outline::Redirect { location: url },
            Err(RoutingError::MethodNotAllowed { allow }) => Outline::NotAllowed { allow: *allow },
            Err(RoutingError::WebsocketMismatch) => Outline::WebsocketMismatch,
            Err(RoutingError::NotFound) => Outline::NotFound,
        }
    }

    const ANSWERS_OPTIONS: bool = false;
}

/// An endpoint as people know it: a text without its quotes.
pub(super) fn endpoint_text<E: ?Sized + fmt::Debug>(endpoint: &E) -> String {
    format!("{endpoint:?}").trim_matches('"').to_owned()
}
