use std::fmt::Write;

use super::flags::{Action, COMMANDS, FLAGS};
use crate::config::OwnFlag;

/// The help, made of the tables that the parser reads, and of the flags that the program has itself.
pub(super) fn text(program: &str, own: &[OwnFlag]) -> String {
    let commands = COMMANDS
        .iter()
        .map(|command| (format!("{}{}", command.name, command.operands), command.help.to_owned()));
    let flags = FLAGS.iter().map(|flag| {
        let value = match flag.action {
            Action::Switch(_) => String::new(),
            Action::Value(name, _) => format!(" {name}"),
        };
        let of = flag.command.map_or_else(String::new, |command| format!("{command}: "));
        (format!("{}{value}", flag.name), format!("{of}{}", flag.help))
    });
    let own = own.iter().map(|flag| (format!("{} {}", flag.name, flag.value), flag.help.clone()));
    let flags = own.chain(flags);
    let mut text = format!("Usage: {program} [COMMAND] [FLAGS]\n");
    for (title, rows) in [("Commands", commands.collect::<Vec<_>>()), ("Flags", flags.collect::<Vec<_>>())] {
        // Writing into a `String` cannot fail.
        let _ = writeln!(text, "\n{title}:");
        for (name, help) in rows {
            let _ = writeln!(text, "  {name:<24}  {help}");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_everything() {
        let config = crate::config::Config::new().flag("mail.server", "NAME", "Ask this one");
        let text = text("blog", config.own_flags());
        assert!(text.contains("--mail-server NAME") && text.contains("Ask this one"), "{text}");
        assert!(text.starts_with("Usage: blog "));
        for word in
            ["run", "routes", "url NAME [KEY=VALUE]...", "--host HOST", "--port PORT", "--json", "--help"]
        {
            assert!(text.contains(word), "{word}\n{text}");
        }
        assert!(FLAGS.iter().all(|flag| text.contains(flag.name) && text.contains(flag.help)));
    }
}
