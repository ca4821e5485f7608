//! A drawing of the automaton.

mod label;
mod table;
#[cfg(test)]
mod tests;

use std::fmt::Write;

use super::MethodSet;
use super::automaton::{Automaton, Node, RuleEntry, flag};

/// Draws an automaton; `rule` names what answers where the rule at a position ends.
pub(super) fn draw(automaton: &Automaton<'_>, rule: &dyn Fn(usize) -> String) -> String {
    let mut drawing = Drawing { automaton, rule, out: String::from(HEAD), states: 0 };
    drawing.roots();
    drawing.out.push_str("}\n");
    drawing.out
}

/// A rule as a state names it.
pub(super) fn named(methods: MethodSet, websocket: bool, endpoint: &str) -> String {
    let answers = if websocket { "WebSocket".to_owned() } else { super::explain::methods(methods) };
    format!("{answers} {endpoint}")
}

const HEAD: &str = r##"digraph routes {
  graph [rankdir=LR ordering=out nodesep=0.2 ranksep=0.4]
  node [label="" shape=circle width=0.2 style="rounded,filled" fillcolor="#f4f4f4" fontname="sans-serif" fontsize=12]
  edge [fontname="monospace" fontsize=11 arrowsize=0.7]
"##;

struct Drawing<'t> {
    automaton: &'t Automaton<'t>,
    rule: &'t dyn Fn(usize) -> String,
    out: String,
    /// How many there are so far: the number of the next one.
    states: usize,
}

/// An arrow to another state.
struct Arrow<'t> {
    /// When it is tried, from 1.
    turn: usize,
    label: String,
    to: &'t Node,
}

impl<'t> Drawing<'t> {
    /// One root for each host pattern, in the order they are tried, and one for any host.
    fn roots(&mut self) {
        let hosts = self.automaton.hosts;
        let Some((root, others)) = self.automaton.nodes.split_first() else { return };
        if hosts.is_empty() {
            self.state(root, Some(String::new()));
            return;
        }
        for (i, (host, root)) in hosts.iter().zip(others).enumerate() {
            let kind = if host.subdomain { "subdomain" } else { "host" };
            let pattern = label::items(self.automaton, host.items as usize, usize::from(host.count));
            self.state(root, Some(format!("{}: {kind} {pattern}", i + 1)));
        }
        if has_children(root) {
            self.state(root, Some(format!("{}: any host", hosts.len() + 1)));
        }
    }

    /// Draws a state and all behind it. `root` is the text of a root.
    fn state(&mut self, node: &'t Node, root: Option<String>) {
        let number = self.states;
        self.states += 1;
        let look = match root {
            Some(text) if text.is_empty() => "shape=point fillcolor=black".to_owned(),
            Some(text) => format!("label={} shape=plaintext style=\"\"", quoted(&text)),
            None => {
                let rules: Vec<String> = self.rules(node).map(|rule| self.rule(rule)).collect();
                if rules.is_empty() {
                    String::new()
                } else {
                    format!("label={} shape=box peripheries=2", quoted(&rules.join("\n")))
                }
            }
        };
        let look = if look.is_empty() { look } else { format!(" [{look}]") };
        self.line(&format!("n{number}{look}"));
        let arrows = self.arrows(node);
        let numbered = arrows.iter().any(|arrow| arrow.turn > 1 || arrow.to.more & flag::TIE != 0);
        for Arrow { turn, label, to } in arrows {
            let label = if numbered { format!("{turn}: {label}") } else { label };
            self.line(&format!("n{number} -> n{} [label={}]", self.states, quoted(&label)));
            self.state(to, None);
        }
    }

    fn line(&mut self, text: &str) {
        // Writing into a `String` cannot fail.
        let _ = writeln!(self.out, "  {text}");
    }

    /// Static segments by their text (one look finds the right one), then the parts with variables.
    fn arrows(&self, node: &Node) -> Vec<Arrow<'t>> {
        let mut arrows: Vec<Arrow<'t>> = self
            .automaton
            .static_children(node)
            .map(|to| Arrow { turn: 1, label: format!("/{}", label::segment(self.automaton, to)), to })
            .collect();
        arrows.sort_by(|a, b| a.label.cmp(&b.label));
        let (mut turn, mut tied) = (usize::from(!arrows.is_empty()), false);
        for to in self.automaton.dynamic_children(node) {
            turn += usize::from(!tied);
            tied = to.more & flag::TIE != 0;
            arrows.push(Arrow { turn, label: format!("/{}", label::part(self.automaton, to)), to });
        }
        arrows
    }

    /// The rules that end at a node.
    fn rules(&self, node: &Node) -> impl Iterator<Item = &'t RuleEntry> + use<'t> {
        self.automaton.rules_of(node)
    }

    fn rule(&self, rule: &RuleEntry) -> String {
        let slash = if rule.strict { "" } else { " (slash or none)" };
        (self.rule)(usize::from(rule.route)) + slash
    }
}

fn has_children(node: &Node) -> bool {
    node.flags & (flag::STATIC | flag::DYNAMIC) != 0
}

impl<'t> Automaton<'t> {
    /// The children for static segments, in no order that means anything.
    fn static_children(&self, node: &Node) -> impl Iterator<Item = &'t Node> + use<'t> {
        let count = if node.flags & flag::STATIC != 0 { usize::from(node.mask) + 1 } else { 0 };
        let slots = self.nodes.get(node.slots as usize..).unwrap_or(&[]).iter().take(count);
        slots.filter(|child| child.len != Node::EMPTY.len)
    }

    /// The children for parts with variables, in the order they are tried.
    fn dynamic_children(&self, node: &Node) -> impl Iterator<Item = &'t Node> + use<'t> {
        let any = node.flags & flag::DYNAMIC != 0;
        let list = self.nodes.get(..node.slots as usize).filter(|_| any).unwrap_or(&[]).iter().rev();
        let count = list.clone().position(|child| child.more & flag::LAST != 0).map_or(0, |last| last + 1);
        list.take(count)
    }
}

/// A string of the language of Graphviz.
fn quoted(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    format!("\"{escaped}\"")
}
