use super::super::subset::Rule;
use super::super::table::{Route, Table};
use super::super::target::{Outcome, Target};
use super::Explanation;

impl Table<'_> {
    /// Finds out what a request gets, and what each rule has to say about it. For people: [`find`](Self::find) is
    /// thousands of times faster.
    ///
    /// ```
    /// use wz::handler::RouteTable;
    /// use wz::http::uri::PathAndQuery;
    /// use wz::routing::{MethodSet, Target, Verdict};
    ///
    /// #[wz::get("/user/<int:id>")]
    /// fn by_id(id: u32) {}
    ///
    /// #[wz::get("/user/<name>")]
    /// fn by_name(name: &str) {}
    ///
    /// wz::routes! { Site = by_name, by_id }
    ///
    /// # fn main() {
    /// let path = PathAndQuery::from_static("/user/42");
    /// let target =
    ///     Target { method: MethodSet::GET, path: &path, host: None, subdomain: None, websocket: false };
    /// let explanation = Site::TABLE.explain(&target);
    /// let rules: Vec<_> = explanation.rules().iter().map(|rule| (rule.route.rule(), rule.verdict)).collect();
    /// assert_eq!(
    ///     rules,
    ///     [("/user/<int:id>".into(), Verdict::Wins), ("/user/<name>".into(), Verdict::Behind)]
    /// );
    /// println!("{explanation}");
    /// # }
    /// ```
    pub fn explain(&self, target: &Target<'_>) -> Explanation<Route<'_>, Outcome<'_>> {
        let lookup = target.lookup();
        let live = |index: &usize| !self.routes[*index].spec.options.build_only;
        let rules: Vec<_> = (0..self.routes.len()).filter(live).map(|index| Rule::new(self, index)).collect();
        let host = target.host.map(str::to_owned);
        Explanation::new((&self.automaton, &rules), (&lookup, host), self.find(target), |index| {
            self.route(index)
        })
    }
}
