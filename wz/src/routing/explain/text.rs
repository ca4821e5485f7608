use std::fmt::{self, Write};

use super::super::{MethodSet, Outcome, Route};
use super::{Candidate, Explanation, Verdict};
use crate::log::Visible;

/// What fits into a line.
const WIDTH: usize = 80;

impl fmt::Display for Explanation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, false)
    }
}

impl Explanation<'_> {
    /// The text; `coloured` for a terminal.
    #[cfg(feature = "server")]
    pub(crate) fn text(&self, coloured: bool) -> String {
        let mut text = String::new();
        // Writing into a `String` cannot fail.
        let _ = self.write(&mut text, coloured);
        text
    }

    fn write(&self, f: &mut dyn Write, coloured: bool) -> fmt::Result {
        let (bold, plain) = if coloured { ("\x1b[1m", "\x1b[0m") } else { ("", "") };
        // A method without a bit of its own has no name here.
        let method = self.method.names().next().unwrap_or("(another method)");
        write!(f, "{bold}{method} {}{plain}", self.path)?;
        if let Some(host) = &self.host {
            write!(f, " on {}", Visible(host))?;
        }
        if self.websocket {
            f.write_str(" (WebSocket)")?;
        }
        let segments: Vec<_> = self.segments().map(|segment| format!("\"{segment}\"")).collect();
        writeln!(f, "\nsegments: {}", segments.join(", "))?;
        write!(f, "answer:   {bold}")?;
        self.write_outcome(f, plain)?;
        self.write_rules(f)?;
        self.write_nearest(f)
    }

    fn write_outcome(&self, f: &mut dyn Write, plain: &str) -> fmt::Result {
        match &self.outcome {
            Outcome::Matched(matched) => {
                writeln!(f, "{}{plain} ({})", matched.route.rule(), matched.route.endpoint())?;
                let width = matched.route.variables().map(|name| name.chars().count()).max().unwrap_or(0);
                for (i, name) in matched.route.variables().enumerate() {
                    writeln!(f, "          {name:<width$} = {:?}", matched.captures.text(i))?;
                }
                Ok(())
            }
            Outcome::Redirect { location } => {
                let why = match self.rules.first().map(|rule| rule.verdict) {
                    Some(Verdict::WithSlash) => "a slash is missing at the end",
                    Some(Verdict::WithMergedSlashes) => "runs of slashes are merged",
                    Some(Verdict::Wins) => "so says the rule that wins",
                    _ => "slashes are missing or too many",
                };
                writeln!(f, "308 to {}{plain} ({why})", Visible(location))
            }
            // As the application answers: `OPTIONS` always.
            Outcome::MethodNotAllowed { allow } => {
                let allow = allow.with_implied().union(MethodSet::OPTIONS);
                if self.method == MethodSet::OPTIONS {
                    writeln!(f, "what is allowed{plain} (Allow: {allow})")
                } else {
                    writeln!(f, "405 Method Not Allowed{plain} (Allow: {allow})")
                }
            }
            Outcome::WebsocketMismatch => writeln!(
                f,
                "400 Bad Request{plain} (a WebSocket and a rule that is for none, or the other way round)"
            ),
            Outcome::NotFound => writeln!(f, "404 Not Found{plain}"),
        }
    }

    fn write_rules(&self, f: &mut dyn Write) -> fmt::Result {
        if self.rules.is_empty() {
            return Ok(());
        }
        writeln!(f, "\nrules at this path, in the order they are tried:")?;
        let rows: Vec<[String; 3]> = self
            .rules
            .iter()
            .map(|rule| [rule.route.rule(), rule.route.endpoint(), rule.to_string()])
            .collect();
        write_rows(f, &rows)
    }

    fn write_nearest(&self, f: &mut dyn Write) -> fmt::Result {
        if self.nearest.is_empty() {
            return Ok(());
        }
        writeln!(f, "\nnearest rules:")?;
        let rows: Vec<_> = self
            .nearest
            .iter()
            .zip(&self.refusals)
            .map(|(route, refusal)| {
                let methods = methods(route.methods());
                let text = match refusal {
                    Some(reason) => format!("{methods}; {reason}"),
                    None => methods,
                };
                [route.rule(), route.endpoint(), text]
            })
            .collect();
        write_rows(f, &rows)
    }
}

/// What the rule is for the request, in words.
impl fmt::Display for Candidate<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self.verdict {
            Verdict::Wins => "wins".to_owned(),
            Verdict::Behind => "ranks behind (tried later)".to_owned(),
            Verdict::OtherMethod => format!("other method (answers {})", methods(self.route.methods())),
            Verdict::OtherKind if self.route.is_websocket() => "only for WebSockets".to_owned(),
            Verdict::OtherKind => "not for WebSockets".to_owned(),
            Verdict::WithSlash => "would match with a slash at the end".to_owned(),
            Verdict::WithMergedSlashes => "would match with `//` merged into `/`".to_owned(),
            Verdict::OtherHost => other_host(&self.route),
        };
        f.write_str(&text)
    }
}

fn other_host(route: &Route<'_>) -> String {
    match route.host() {
        Some(host) if host.subdomain => format!("other host (for subdomain {})", host.pattern),
        Some(host) => format!("other host (for {})", host.pattern),
        None => "other host".to_owned(),
    }
}

/// Methods as a rule's author writes them: `HEAD` goes without saying where `GET` is.
pub(in super::super) fn methods(methods: MethodSet) -> String {
    if methods == MethodSet::ALL {
        return "any method".to_owned();
    }
    let implied = |name: &&str| *name == "HEAD" && methods.intersects(MethodSet::GET);
    methods.names().filter(|name| !implied(name)).collect::<Vec<_>>().join(", ")
}

/// Three aligned columns; the last one goes to lines of its own where the lines would become too long.
pub(super) fn write_rows(f: &mut dyn Write, rows: &[[String; 3]]) -> fmt::Result {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let (first, second) = (width(0), width(1));
    let fits = 2 + first + 2 + second + 2 + width(2) <= WIDTH;
    for [rule, endpoint, text] in rows {
        if fits {
            writeln!(f, "  {rule:<first$}  {endpoint:<second$}  {text}")?;
        } else {
            writeln!(f, "  {rule}  {endpoint}\n      {text}")?;
        }
    }
    Ok(())
}
