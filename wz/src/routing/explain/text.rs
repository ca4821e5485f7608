use std::fmt::{self, Write};

use super::super::MethodSet;
use super::{Candidate, Described, Explanation, Outline, Outlined, RuleText, Verdict};
use crate::log::Visible;

/// What fits into a line.
const WIDTH: usize = 80;

impl<R: Described, O: Outlined> fmt::Display for Explanation<R, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, false)
    }
}

impl<R, O> Explanation<R, O> {
    /// The text; `coloured` for a terminal.
    #[cfg(feature = "server")]
    pub(crate) fn text(&self, coloured: bool) -> String
    where
        R: Described,
        O: Outlined,
    {
        let mut text = String::new();
        // Writing into a `String` cannot fail.
        let _ = self.write(&mut text, coloured);
        text
    }

    fn write(&self, f: &mut dyn Write, coloured: bool) -> fmt::Result
    where
        R: Described,
        O: Outlined,
    {
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

    fn write_outcome(&self, f: &mut dyn Write, plain: &str) -> fmt::Result
    where
        O: Outlined,
    {
        match self.outcome.outline() {
            Outline::Matched { rule, endpoint, values } => {
                writeln!(f, "{rule}{plain} ({endpoint})")?;
                let width = values.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
                for (name, value) in values {
                    writeln!(f, "          {name:<width$} = {value}")?;
                }
                Ok(())
            }
            Outline::Redirect { location } => {
                let why = match self.rules.first().map(|rule| rule.verdict) {
                    Some(Verdict::WithSlash) => "a slash is missing at the end",
                    Some(Verdict::WithMergedSlashes) => "runs of slashes are merged",
                    Some(Verdict::Wins) => "so says the rule that wins",
                    _ => "slashes are missing or too many",
                };
                writeln!(f, "308 to {}{plain} ({why})", Visible(location))
            }
            Outline::NotAllowed { allow } => {
                let added = if O::ANSWERS_OPTIONS { MethodSet::OPTIONS } else { MethodSet::EMPTY };
                let allow = allow.with_implied().union(added);
                if O::ANSWERS_OPTIONS && self.method == MethodSet::OPTIONS {
                    writeln!(f, "what is allowed{plain} (Allow: {allow})")
                } else {
                    writeln!(f, "405 Method Not Allowed{plain} (Allow: {allow})")
                }
            }
            Outline::WebsocketMismatch => writeln!(
                f,
                "400 Bad Request{plain} (a WebSocket and a rule that is for none, or the other way round)"
            ),
            Outline::NotFound => writeln!(f, "404 Not Found{plain}"),
        }
    }

    fn write_rules(&self, f: &mut dyn Write) -> fmt::Result
    where
        R: Described,
    {
        if self.rules.is_empty() {
            return Ok(());
        }
        writeln!(f, "\nrules at this path, in the order they are tried:")?;
        let rows: Vec<[String; 3]> = self
            .rules
            .iter()
            .map(|candidate| {
                let RuleText { rule, endpoint, .. } = candidate.route.described();
                [rule, endpoint, candidate.to_string()]
            })
            .collect();
        write_rows(f, &rows)
    }

    fn write_nearest(&self, f: &mut dyn Write) -> fmt::Result
    where
        R: Described,
    {
        if self.nearest.is_empty() {
            return Ok(());
        }
        writeln!(f, "\nnearest rules:")?;
        let rows: Vec<_> = self
            .nearest
            .iter()
            .zip(&self.refusals)
            .map(|(route, refusal)| {
                let RuleText { rule, endpoint, methods: set, .. } = route.described();
                let methods = methods(set);
                let text = match refusal {
                    Some(reason) => format!("{methods}; {reason}"),
                    None => methods,
                };
                [rule, endpoint, text]
            })
            .collect();
        write_rows(f, &rows)
    }
}

/// What the rule is for the request, in words.
impl<R: Described> fmt::Display for Candidate<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rule = self.route.described();
        let text = match self.verdict {
            Verdict::Wins => "wins".to_owned(),
            Verdict::Behind => "ranks behind (tried later)".to_owned(),
            Verdict::OtherMethod => format!("other method (answers {})", methods(rule.methods)),
            Verdict::OtherKind if rule.websocket => "only for WebSockets".to_owned(),
            Verdict::OtherKind => "not for WebSockets".to_owned(),
            Verdict::WithSlash => "would match with a slash at the end".to_owned(),
            Verdict::WithMergedSlashes => "would match with `//` merged into `/`".to_owned(),
            Verdict::OtherHost => match rule.host {
                Some(pattern) if rule.subdomain => format!("other host (for subdomain {pattern})"),
                Some(pattern) => format!("other host (for {pattern})"),
                None => "other host".to_owned(),
            },
        };
        f.write_str(&text)
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
