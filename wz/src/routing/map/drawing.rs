use std::fmt;

use super::Map;
use super::explain::endpoint_text;
use crate::routing::graph::{draw, named};
use crate::routing::spec::CustomSpec;
use crate::routing::subset::customs;

impl<E: PartialEq + fmt::Debug> Map<E> {
    /// The automaton that finds the rules, as a drawing in the language of Graphviz: see
    /// [`Table::to_dot`](crate::routing::Table::to_dot). Where the case of letters is ignored, all literal text is in
    /// lower case, as it is compared.
    ///
    /// ```
    /// use wz::routing::map::{Map, Rule};
    ///
    /// let map = Map::new([Rule::new("/user/<int:id>", "user").methods(["GET"])]).unwrap();
    /// let dot = map.to_dot();
    /// assert!(dot.starts_with("digraph routes {\n"));
    /// assert!(dot.contains(r#"[label="/<int>"]"#));
    /// assert!(dot.contains(r#"[label="GET user" shape=box peripheries=2]"#));
    /// ```
    pub fn to_dot(&self) -> String {
        self.with_matched(|routes, _| {
            // With their names, which finding has no use for.
            let matching = routes.iter().filter(|route| !route.spec.options.build_only);
            let customs: Vec<CustomSpec<'_>> = matching.flat_map(|route| customs(route.spec)).collect();
            draw(&self.tables.automaton(&customs), &|index| {
                let options = &routes[index].spec;
                named(options.methods, options.options.websocket, &endpoint_text(&self.rules[index].endpoint))
            })
        })
    }
}
