use super::text;
use crate::naive::{round, values};
use crate::random::Random;

/// The builder: a URL leads back to its rule and values. The first line is only a seed for the values.
pub fn builder(data: &[u8]) {
    let Some((request, mut site)) = text::site(data) else { return };
    for rule in &mut site.rules {
        (rule.methods, rule.websocket, rule.build_only) = (None, false, false);
    }
    let Ok(map) = site.map() else { return };
    let seed = request.path.bytes().fold(0u64, |seed, byte| seed.wrapping_mul(31).wrapping_add(byte.into()));
    let mut random = Random::new(seed);
    for number in 0..site.rules.len() {
        for _ in 0..4 {
            let merge = site.merges(&site.rules[number]);
            let Some(values) = values(&mut random, &site.rules[number].template, merge) else { continue };
            round(&site, &map, number, &values);
        }
    }
}
