//! The text of the crates that are built.

use std::fmt::Write;

/// How the crate is written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Variant {
    /// Functions.
    Plain,
    /// Functions with an attribute.
    Handlers,
    /// The same, in a table.
    Table,
}

impl Variant {
    /// Each adds to the one before it.
    pub(crate) const ALL: [Variant; 3] = [Variant::Plain, Variant::Handlers, Variant::Table];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Variant::Plain => "plain",
            Variant::Handlers => "handlers",
            Variant::Table => "table",
        }
    }
}

/// A crate: so many handlers in all, in a module and in its set.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Generated {
    pub(crate) routes: usize,
    pub(crate) per_module: usize,
    pub(crate) variant: Variant,
    /// Whether the body of the handler in the middle is another one.
    pub(crate) edited: bool,
}

impl Generated {
    /// The text of `main.rs`.
    pub(crate) fn source(self) -> String {
        let mut text = String::from("#![allow(dead_code)]\n");
        // What `main` keeps, or what the root mounts.
        let mut list = String::new();
        for (module, first) in (0..self.routes).step_by(self.per_module).enumerate() {
            text += &format!("pub mod m{module} {{\n    #[allow(unused_imports)]\n    use wz::prelude::*;\n");
            let indices = first..self.routes.min(first.saturating_add(self.per_module));
            let names: Vec<_> = indices.clone().map(|i| format!("h{i}")).collect();
            for i in indices {
                self.handler(&mut text, i);
            }
            self.keep(&mut text, &names);
            text += "}\n";
            // Writing into a `String` cannot fail, here and below.
            let _ = match self.variant {
                Variant::Table => write!(list, "\"/m{module}\" => m{module}::Routes, "),
                _ => write!(list, "std::hint::black_box(m{module}::KEPT); "),
            };
        }
        if self.variant == Variant::Table {
            let _ = writeln!(text, "wz::routes! {{ pub Site = {list} }}");
            list.clear();
        } else {
            text +=
                "#[wz::get(\"/\")] fn index() -> &'static str { \"\" }\nwz::routes! { pub Site = index }\n";
        }
        // All variants link the server.
        let _ = writeln!(text, "fn main() -> wz::Result {{ {list} wz::run(wz::App::new(Site)) }}");
        text
    }

    /// Rules of a usual service: a resource, a number, and half of the time something below it.
    fn handler(self, text: &mut String, i: usize) {
        let rest = if i.is_multiple_of(2) { "" } else { "/detail" };
        if self.variant != Variant::Plain {
            let _ = writeln!(text, "    #[get(\"/resource{}/<int:id>{rest}\")]", i / 2);
        }
        // The edited line is longer, as edited lines are: all that follows it is at another place of the file.
        let more = if self.edited && i == self.routes / 2 { " more" } else { "" };
        let _ = writeln!(text, "    pub fn h{i}(id: u32) -> String {{");
        let _ = writeln!(text, "        format!(\"{i} {{id}}{more}\")\n    }}");
    }

    /// What nobody uses is not compiled; so a list of the module holds the functions, or what the attribute has
    /// written for them.
    fn keep(self, text: &mut String, names: &[String]) {
        let _ = match self.variant {
            Variant::Plain => {
                writeln!(text, "    pub static KEPT: &[fn(u32) -> String] = &[{}];", names.join(", "))
            }
            Variant::Handlers => {
                let kept: Vec<_> =
                    names.iter().map(|n| format!("<{n} as wz::handler::Routes>::HANDLERS")).collect();
                writeln!(text, "    pub static KEPT: &[&[wz::handler::Handler]] = &[{}];", kept.join(", "))
            }
            Variant::Table => writeln!(text, "    routes! {{ pub Routes = {} }}", names.join(", ")),
        };
    }
}
