use super::super::table::{Route, Table};
use super::{draw, named};

impl Table<'_> {
    /// The automaton that finds the rules, as a drawing in the language of Graphviz: `dot -Tsvg` makes a picture.
    ///
    /// A state is what is left to match after some segments; its arrows are the segments that lead on. Numbers say
    /// in which order they are tried, where there is more than one way; arrows with the same number either exclude
    /// each other or tie, and then the rule listed first decides. Where rules end, the state has a double border
    /// and names their methods and endpoints. Host patterns have roots of their own, numbered too.
    ///
    /// The same table always gives the same text, which may change between versions.
    ///
    /// ```
    /// use wz::handler::RouteTable;
    ///
    /// #[wz::get("/user/<int:id>", endpoint = "user")]
    /// fn user(id: u32) {}
    ///
    /// wz::routes! { Site = user }
    ///
    /// # fn main() {
    /// let dot = Site::TABLE.to_dot();
    /// assert!(dot.starts_with("digraph routes {\n"));
    /// assert!(dot.contains(r#"[label="/<int>"]"#));
    /// assert!(dot.contains(r#"[label="GET user" shape=box peripheries=2]"#));
    /// # }
    /// ```
    pub fn to_dot(&self) -> String {
        draw(&self.automaton, &|index| {
            let named = |route: Route<'_>| named(route.methods(), route.is_websocket(), &route.endpoint());
            self.route(index).map_or_else(String::new, named)
        })
    }
}
