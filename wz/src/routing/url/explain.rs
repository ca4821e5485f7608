//! What is wrong with a link, in words.

use super::super::automaton::{Message, same_str};
use super::super::flat::FlatMount;
use super::super::spec::PartSpec;
use super::link::{Link, contains};
use super::missing::Missing;

impl Missing {
    /// The message, if the name at this position is to blame (`None`: if none of them is).
    pub const fn about(link: &Result<Link, Missing>, name: Option<usize>) -> Option<&str> {
        match link {
            Err(missing) => match (missing.name, name) {
                (None, None) => Some(missing.message.as_str()),
                (Some(a), Some(b)) if a == b => Some(missing.message.as_str()),
                _ => None,
            },
            Ok(_) => None,
        }
    }
}

impl Link {
    /// The rule with the prefixes of its mounts, in quotes.
    pub(super) const fn quoted_rule(&self) -> Message {
        let message = Message::new().text("`");
        prefix(message, self.routes[self.route].mount as usize, self.mounts).text(self.spec().rule).text("`")
    }

    pub(super) const fn explain(&self, names: &[&str]) -> Missing {
        let mut message = self.quoted_rule();
        if self.with_host && self.host().is_none() {
            let message =
                message.text(" is not for one host: say which one, as in `_host = \"example.com\"`");
            return Missing::new(message, None);
        }
        let mut i = 0;
        while i < names.len() {
            if self.kind(names[i]).is_none() {
                if let Some(host) = self.host()
                    && has_variable(host.parts, names[i])
                {
                    message =
                        message.text(" has `").text(names[i]).text("` in its host `").text(host.pattern);
                    let message = message.text("`: add `_scheme = \"https\"` (or `\"\"` for `//host/...`) for a URL with the host; a path alone does not need it");
                    return Missing::new(message, Some(i));
                }
                message = message.text(" has no variable `").text(names[i]).text("`");
                if self.count() == 0 {
                    message = message.text(", it has none at all");
                } else {
                    message = self.list(message.text("; its variables are "));
                }
                let message = message.text("; for a query parameter write `?").text(names[i]).text(" = ...`");
                return Missing::new(message, Some(i));
            }
            i += 1;
        }
        let mut i = 0;
        while let Some(variable) = self.variable(i) {
            if !contains(names, variable.name) {
                message = message
                    .text(" needs a value for `")
                    .text(variable.name)
                    .text("`: add `")
                    .text(variable.name)
                    .text(" = ...`");
                return Missing::new(message, None);
            }
            i += 1;
        }
        let message = Message::new().text("no rule of this handler takes just these variables");
        Missing::new(message, None)
    }

    const fn list(&self, message: Message) -> Message {
        let (mut message, mut i) = (message, 0);
        while let Some(variable) = self.variable(i) {
            if i > 0 {
                message = message.text(", ");
            }
            message = message.text("`").text(variable.name).text("`");
            i += 1;
        }
        message
    }
}

const fn has_variable(parts: &[PartSpec<'_>], name: &str) -> bool {
    let mut i = 0;
    while i < parts.len() {
        if let PartSpec::Variable(variable) = &parts[i]
            && same_str(variable.name, name)
        {
            return true;
        }
        i += 1;
    }
    false
}

/// Appends the prefixes of a mount, the outermost first.
const fn prefix(message: Message, mount: usize, mounts: &[FlatMount<'_>]) -> Message {
    if mount == 0 {
        return message;
    }
    prefix(message, mounts[mount].parent as usize, mounts).text(mounts[mount].prefix)
}
