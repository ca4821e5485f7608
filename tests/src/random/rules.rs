use super::Random;
use crate::naive::{Site, SiteRule, Style};

const WORDS: &[&str] = &[
    "a",
    "b",
    "ab",
    "users",
    "edit",
    "12",
    "é b",
    "100%",
    "x|y",
    "12345678",
    "abcdefghi",
    "a.b",
    "a-b",
    "a-long-static-segment",
    "v1",
    "A",
];
const TEXTS: &[&str] = &["-", ".", "v", "@", ".json", "é", "a", "--", "1", "%", " "];
const CONVERTERS: &[&str] = &[
    "<{}>",
    "<{}>",
    "<{}>",
    "<int:{}>",
    "<int:{}>",
    "<float:{}>",
    "<uuid:{}>",
    "<path:{}>",
    "<path:{}>",
    "<any(a,ab,12):{}>",
    "<any(ab,a,12):{}>",
    "<any('é b','A'):{}>",
    "<string(length=2):{}>",
    "<string(minlength=2,maxlength=4):{}>",
    "<string(maxlength=1):{}>",
    "<string(minlength=3):{}>",
    "<int(signed=True):{}>",
    "<int(min=5):{}>",
    "<int(max=20):{}>",
    "<int(fixed_digits=3):{}>",
    "<int(min=-9,max=9,signed=True):{}>",
    "<float(signed=True,max=2.5):{}>",
    "<float(min=1):{}>",
    "<Even:{}>",
    "<Shout:{}>",
    "<Shout(2):{}>",
    "<Shout(length=3):{}>",
    "<Tree:{}>",
];
const SUBDOMAINS: &[&str] = &[
    "www",
    "api",
    "<d0>",
    "<d0>.api",
    "x<int:d0>",
    "<any(www,api):d0>",
    "<d0>-<d1>",
    "<d0>.<d1>",
    "<int:d0>",
    "<Even:d0>",
    "<Shout:d0>",
];
const HOSTS: &[&str] = &[
    "example.com",
    "<d0>.example.com",
    "api.example.com",
    "<d0>.<d1>.org",
    "<d0>-<d1>.org",
    "<int:d0>.org",
    "<any(a,b):d0>.b.org",
    "a.b.org",
];
const METHODS: &[&[&str]] =
    &[&["GET"], &["POST"], &["GET", "POST"], &["DELETE", "PUT"], &["HEAD"], &["OPTIONS"]];

/// 1 to 12 rules.
pub fn site(random: &mut Random) -> Site {
    let style = if random.chance(15) { Style::Host } else { Style::Subdomain };
    let domains = random.chance(25);
    let count = 1 + random.below(12);
    // Few rules share a place by chance: let some be variants of one before.
    let mut rules: Vec<SiteRule> = Vec::new();
    let merge = random.chance(75);
    for _ in 0..count {
        let mut next = rule(random, style, domains, merge);
        if !rules.is_empty() && random.chance(25) {
            let near = rules[random.below(rules.len())].template.clone();
            next.template = variant(random, &near);
        }
        rules.push(next);
    }
    Site { style, strict: random.chance(75), merge, rules }
}

/// One rule.
pub fn rule(random: &mut Random, style: Style, domains: bool, merge: bool) -> SiteRule {
    let mut rule = SiteRule::default();
    if random.chance(55) {
        rule.methods = Some(random.pick(METHODS).to_vec());
    }
    if random.chance(25) {
        rule.strict = Some(random.chance(40));
    }
    if random.chance(20) {
        rule.merge = Some(random.chance(40));
    }
    if random.chance(8) {
        rule.websocket = true;
        rule.methods = random.chance(30).then(|| vec!["GET"]);
    }
    rule.build_only = random.chance(3);
    let all = if style == Style::Host { HOSTS } else { SUBDOMAINS };
    let share = if domains { 60 } else { 0 };
    // With hosts a rule without one is for no host at all.
    if random.chance(if style == Style::Host { 95 } else { share }) {
        rule.domain = Some(random.pick(all).to_owned());
    }
    rule.template = template(random, rule.merge.unwrap_or(merge));
    rule
}

/// A path rule.
pub fn template(random: &mut Random, merge: bool) -> String {
    let mut names = 0;
    let mut out = String::new();
    for _ in 0..random.below(5) {
        out.push('/');
        segment(random, &mut names, &mut out);
        if !merge && random.chance(8) {
            out.push('/');
        }
    }
    if out.is_empty() || (random.chance(35) && !out.ends_with('/')) {
        out.push('/');
    }
    out
}

fn segment(random: &mut Random, names: &mut usize, out: &mut String) {
    match random.below(100) {
        0..40 => out.push_str(random.pick(WORDS)),
        40..75 => variable(random, names, out),
        _ => {
            // Texts and variables in a row, with at least one variable.
            let text_first = random.chance(40);
            if text_first {
                out.push_str(random.pick(TEXTS));
            }
            for _ in 0..1 + random.below(3) {
                variable(random, names, out);
                if random.chance(65) {
                    out.push_str(random.pick(TEXTS));
                }
            }
        }
    }
}

fn variable(random: &mut Random, names: &mut usize, out: &mut String) {
    out.push_str(&random.pick(CONVERTERS).replace("{}", &format!("p{names}")));
    *names += 1;
}

/// The same rule with another converter, text or ending.
fn variant(random: &mut Random, template: &str) -> String {
    let other = changed(random, template);
    let known = |name: &str| ["Even", "Shout", "Tree"].contains(&name);
    if wz_rule::Rule::parse(&other, true, known).is_ok() { other } else { template.to_owned() }
}

fn changed(random: &mut Random, template: &str) -> String {
    match random.below(4) {
        0 if template.len() > 1 && template.ends_with('/') => template.trim_end_matches('/').to_owned(),
        0 if !template.ends_with('/') => format!("{template}/"),
        1 if !template.ends_with('/') => format!("{template}/{}", random.pick(WORDS)),
        2 => {
            let (from, to) = random.pick(&[
                ("-", "."),
                ("<int:", "<"),
                (".", "-"),
                ("a,ab", "ab,a"),
                ("<p", "<int:p"),
                ("<path:", "<Tree:"),
            ]);
            template.replacen(from, to, 1)
        }
        _ => template.to_owned(),
    }
}
