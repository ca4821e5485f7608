use super::Rule;

/// Something that gives rules to a [`Map`](super::Map): a rule, a list, or one of the factories around others.
///
/// A factory changes one thing of the rules inside and keeps all their options.
pub trait RuleFactory<E> {
    /// Appends its rules.
    fn add_to(self: Box<Self>, rules: &mut Vec<Rule<E>>);
}

impl<E> RuleFactory<E> for Rule<E> {
    fn add_to(self: Box<Self>, rules: &mut Vec<Rule<E>>) {
        rules.push(*self);
    }
}

impl<E> RuleFactory<E> for Vec<Rule<E>> {
    fn add_to(self: Box<Self>, rules: &mut Vec<Rule<E>>) {
        rules.extend(*self);
    }
}

impl<E> RuleFactory<E> for Box<dyn RuleFactory<E>> {
    fn add_to(self: Box<Self>, rules: &mut Vec<Rule<E>>) {
        (*self).add_to(rules);
    }
}

macro_rules! factories {
    ($($(#[$doc:meta])* $name:ident($text:ident), $new:literal;)*) => {$(
        $(#[$doc])*
        pub struct $name<E = String> {
            $text: String,
            rules: Vec<Box<dyn RuleFactory<E>>>,
        }

        impl<E: 'static> $name<E> {
            #[doc = $new]
            #[must_use]
            pub fn new<F: RuleFactory<E> + 'static>(
                $text: impl Into<String>,
                rules: impl IntoIterator<Item = F>,
            ) -> Self {
                let rules = rules.into_iter().map(|rule| Box::new(rule) as Box<dyn RuleFactory<E>>).collect();
                $name { $text: $text.into(), rules }
            }

            /// For lists of rules and factories of different types.
            pub fn boxed(self) -> Box<dyn RuleFactory<E>> where Self: RuleFactory<E> {
                Box::new(self)
            }
        }

        impl<E> std::fmt::Debug for $name<E> {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_tuple(stringify!($name)).field(&self.$text).finish_non_exhaustive()
            }
        }
    )*};
}

factories! {
    /// Puts a prefix in front of the templates: `Submount::new("/blog", [...])`.
    Submount(prefix), "The rules below a prefix.";
    /// Sets the subdomain of rules: `Subdomain::new("<user>", [...])`.
    Subdomain(pattern), "The rules for a subdomain.";
    /// Sets the host of rules, for maps with `host_matching`: `Host::new("<lang>.example.com", [...])`.
    Host(pattern), "The rules for a host.";
    /// Puts a prefix in front of the endpoints: `EndpointPrefix::new("blog/", [...])`.
    EndpointPrefix(prefix), "The rules with prefixed endpoints.";
}

/// Collects the rules of some factories and changes each.
fn changed<E>(
    factories: Vec<Box<dyn RuleFactory<E>>>,
    rules: &mut Vec<Rule<E>>,
    change: impl Fn(&mut Rule<E>),
) {
    let start = rules.len();
    for factory in factories {
        factory.add_to(rules);
    }
    rules[start..].iter_mut().for_each(change);
}

impl<E> RuleFactory<E> for Submount<E> {
    fn add_to(self: Box<Self>, rules: &mut Vec<Rule<E>>) {
        let prefix = self.prefix.trim_end_matches('/');
        changed(self.rules, rules, |rule| rule.template.insert_str(0, prefix));
    }
}

impl<E> RuleFactory<E> for Subdomain<E> {
    fn add_to(self: Box<Self>, rules: &mut Vec<Rule<E>>) {
        changed(self.rules, rules, |rule| rule.subdomain = Some(self.pattern.clone()));
    }
}

impl<E> RuleFactory<E> for Host<E> {
    fn add_to(self: Box<Self>, rules: &mut Vec<Rule<E>>) {
        changed(self.rules, rules, |rule| rule.host = Some(self.pattern.clone()));
    }
}

impl RuleFactory<String> for EndpointPrefix<String> {
    fn add_to(self: Box<Self>, rules: &mut Vec<Rule<String>>) {
        changed(self.rules, rules, |rule| rule.endpoint.insert_str(0, &self.prefix));
    }
}
