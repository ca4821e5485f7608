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

/// The text of `main.rs`, with so many handlers in a module and in its set.
pub(crate) fn source(routes: usize, per_module: usize, variant: Variant) -> String {
    let mut text = String::from("#![allow(dead_code)]\n");
    let mut list = String::new();
    for (module, first) in (0..routes).step_by(per_module).enumerate() {
        let indices = first..routes.min(first.saturating_add(per_module));
        text += &format!("pub mod m{module} {{\n    #[allow(unused_imports)]\n    use wz::prelude::*;\n");
        for i in indices.clone() {
            // Rules of a usual service: a resource, a number, and half of the time something below it.
            let rest = if i % 2 == 0 { "" } else { "/detail" };
            if variant != Variant::Plain {
                // Writing into a `String` cannot fail.
                let _ = writeln!(text, "    #[get(\"/resource{}/<int:id>{rest}\")]", i / 2);
            }
            let _ = writeln!(text, "    pub fn h{i}(id: u32) -> String {{ format!(\"{i} {{id}}\") }}");
        }
        let names: Vec<_> = indices.map(|i| format!("h{i}")).collect();
        // What nobody uses is not compiled; so the lists hold the functions, or what the attribute has written.
        let _ = match variant {
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
        let _ = match variant {
            Variant::Table => write!(list, "\"/m{module}\" => m{module}::Routes, "),
            _ => write!(list, "std::hint::black_box(m{module}::KEPT); "),
        };
        text += "}\n";
    }
    if variant == Variant::Table {
        let _ = writeln!(text, "wz::routes! {{ pub Site = {list} }}");
        list.clear();
    } else {
        text += "#[wz::get(\"/\")] fn index() -> &'static str { \"\" }\nwz::routes! { pub Site = index }\n";
    }
    // All variants link the server.
    let _ = writeln!(text, "fn main() -> wz::Result {{ {list} wz::run(wz::App::new(Site)) }}");
    text
}
