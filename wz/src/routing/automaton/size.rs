use std::fmt;

use super::super::table::Table;
use super::node::Automaton;

/// How many bytes the tables of an automaton take, each of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct SizeInBytes {
    /// States, free slots of hash tables included.
    pub nodes: usize,
    /// Rules, as far as finding them goes.
    pub rules: usize,
    /// The parts of segments with variables.
    pub items: usize,
    /// The conditions of variables.
    pub checks: usize,
    /// The ranges of integer parameters.
    pub bounds: usize,
    /// Host patterns.
    pub hosts: usize,
    /// The program's own converters.
    pub customs: usize,
    /// Literal text that is not in the nodes.
    pub text: usize,
}

impl SizeInBytes {
    /// All of them.
    pub fn total(&self) -> usize {
        self.parts().map(|(_, bytes)| bytes).sum()
    }

    fn parts(&self) -> impl Iterator<Item = (&'static str, usize)> + use<> {
        [
            ("nodes", self.nodes),
            ("rules", self.rules),
            ("items", self.items),
            ("checks", self.checks),
            ("bounds", self.bounds),
            ("hosts", self.hosts),
            ("converters", self.customs),
            ("text", self.text),
        ]
        .into_iter()
    }
}

/// All parts that are there, the largest first.
impl fmt::Display for SizeInBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts: Vec<_> = self.parts().filter(|(_, bytes)| *bytes > 0).collect();
        parts.sort_by_key(|(_, bytes)| std::cmp::Reverse(*bytes));
        for (i, (name, bytes)) in parts.into_iter().enumerate() {
            write!(f, "{}{name} {bytes}", if i > 0 { ", " } else { "" })?;
        }
        Ok(())
    }
}

impl Automaton<'_> {
    /// How much memory the tables take.
    pub fn size_in_bytes(&self) -> SizeInBytes {
        SizeInBytes {
            nodes: size_of_val(self.nodes),
            rules: size_of_val(self.rules),
            items: size_of_val(self.items),
            checks: size_of_val(self.checks),
            bounds: size_of_val(self.bounds),
            hosts: size_of_val(self.hosts),
            customs: size_of_val(self.customs),
            text: size_of_val(self.text),
        }
    }
}

impl Table<'_> {
    /// How much memory the automaton that finds the rules takes.
    ///
    /// ```
    /// use wz::handler::RouteTable;
    ///
    /// #[wz::get("/user/<int:id>")]
    /// fn user(id: u32) {}
    ///
    /// wz::routes! { Site = user }
    ///
    /// # fn main() {
    /// let size = Site::TABLE.size_in_bytes();
    /// // The root and two states of 32 bytes each.
    /// assert_eq!(size.nodes, 96);
    /// assert!(size.total() > 96);
    /// # }
    /// ```
    pub fn size_in_bytes(&self) -> SizeInBytes {
        self.automaton.size_in_bytes()
    }
}
