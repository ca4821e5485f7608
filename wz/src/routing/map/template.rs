use std::fmt;

use super::{Rule, Value};

/// Rules with gaps, filled in each time they are used: `$name` or `${name}` in templates, subdomains, hosts,
/// redirects, endpoints and text defaults.
///
/// ```
/// use wz::routing::map::{Rule, RuleTemplate};
///
/// let resource = RuleTemplate::new([
///     Rule::new("/$name/", "$name.list"),
///     Rule::new("/$name/<int:id>", "$name.show"),
/// ]);
/// let users = resource.fill([("name", "user")]).unwrap();
/// assert_eq!(users[1].template(), "/user/<int:id>");
/// assert_eq!(users[1].endpoint(), "user.show");
/// ```
#[derive(Debug, Clone)]
pub struct RuleTemplate {
    rules: Vec<Rule<String>>,
}

/// A gap without a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateError {
    name: String,
}

impl fmt::Display for TemplateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the rule template has `${}`, but no value of that name was given; `$$` stands for `$`",
            self.name
        )
    }
}

impl std::error::Error for TemplateError {}

impl RuleTemplate {
    /// A template of some rules.
    #[must_use]
    pub fn new(rules: impl IntoIterator<Item = Rule<String>>) -> RuleTemplate {
        RuleTemplate { rules: rules.into_iter().collect() }
    }

    /// The rules with the gaps filled. All other options stay.
    ///
    /// # Errors
    /// A gap has no value.
    pub fn fill<'v>(
        &self,
        values: impl IntoIterator<Item = (&'v str, &'v str)>,
    ) -> Result<Vec<Rule<String>>, TemplateError> {
        let values: Vec<_> = values.into_iter().collect();
        self.rules.iter().map(|rule| fill_rule(rule.clone(), &values)).collect()
    }
}

fn fill_rule(mut rule: Rule<String>, values: &[(&str, &str)]) -> Result<Rule<String>, TemplateError> {
    let texts =
        [Some(&mut rule.template), Some(&mut rule.endpoint), rule.subdomain.as_mut(), rule.host.as_mut()];
    for text in texts.into_iter().flatten() {
        *text = fill(text, values)?;
    }
    if let Some(super::RedirectTo::Template(target)) = &mut rule.redirect_to {
        *target = fill(target, values)?;
    }
    for (_, value) in &mut rule.defaults {
        if let Value::Text(text) = value {
            *text = fill(text, values)?;
        }
    }
    Ok(rule)
}

fn fill(text: &str, values: &[(&str, &str)]) -> Result<String, TemplateError> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('$') {
        out.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        let braced = after.strip_prefix('{');
        let start = braced.unwrap_or(after);
        let len = start.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count();
        let name = &start[..len];
        rest = match braced {
            Some(_) => start[len..].strip_prefix('}').unwrap_or(&start[len..]),
            None if after.starts_with('$') => {
                out.push('$');
                rest = &after[1..];
                continue;
            }
            None => &start[len..],
        };
        match values.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => out.push_str(value),
            None => return Err(TemplateError { name: name.to_owned() }),
        }
    }
    out.push_str(rest);
    Ok(out)
}
