//! How dynamic parts compare: equal, tried before, covered by.

use super::node::{Check, Item, ItemKind};
use super::scratch::{Scratch, same_str, same_text};

impl Scratch<'_, '_> {
    /// Whether two runs of items are the same part.
    pub(super) const fn same_items(&self, a: usize, a_count: usize, b: usize, b_count: usize) -> bool {
        if a_count != b_count {
            return false;
        }
        let mut i = 0;
        while i < a_count {
            let same = match (&self.items[a + i], &self.items[b + i]) {
                (x @ Item { kind: ItemKind::Text, .. }, y @ Item { kind: ItemKind::Text, .. }) => {
                    self.same_literal(x, y)
                }
                (Item { kind: ItemKind::Slash, .. }, Item { kind: ItemKind::Slash, .. }) => true,
                (x @ Item { kind: ItemKind::Variable, .. }, y @ Item { kind: ItemKind::Variable, .. }) => {
                    self.same_check(&self.checks[x.at as usize], &self.checks[y.at as usize])
                }
                _ => false,
            };
            if !same {
                return false;
            }
            i += 1;
        }
        true
    }

    const fn same_check(&self, a: &Check, b: &Check) -> bool {
        match (*a, *b) {
            (Check::Path, Check::Path) | (Check::Uuid, Check::Uuid) => true,
            (Check::Text { min, max }, Check::Text { min: least, max: most }) => min == least && max == most,
            (
                Check::Int { fixed_digits, min, max, signed },
                Check::Int { fixed_digits: digits, min: least, max: most, signed: negative },
            ) => fixed_digits == digits && min == least && max == most && signed == negative,
            (Check::Float { .. }, Check::Float { .. }) | (Check::Any { .. }, Check::Any { .. }) => {
                self.covers_check(a, b) && self.covers_check(b, a)
            }
            (Check::Custom { index: a, .. }, Check::Custom { index: b, .. }) => self.same_custom(a, b),
            _ => false,
        }
    }

    const fn same_custom(&self, a: u32, b: u32) -> bool {
        let (a, b) = (&self.customs[a as usize], &self.customs[b as usize]);
        same_str(a.identity.1, b.identity.1)
            && same_str(a.identity.0, b.identity.0)
            && same_str(a.arguments, b.arguments)
    }

    /// The order in which two parts are tried: negative when `a` comes first, 0 when they tie. As in Werkzeug:
    /// more literal texts, then longer ones, then more variables, then lighter converters.
    pub(super) const fn compare_items(&self, a: usize, a_count: usize, b: usize, b_count: usize) -> i64 {
        let (a_texts, b_texts) = (self.count_texts(a, a_count), self.count_texts(b, b_count));
        if a_texts != b_texts {
            return b_texts as i64 - a_texts as i64;
        }
        let (mut x, mut y, mut pairs) = (a, b, a_texts);
        while pairs > 0 {
            while !matches!(self.items[x].kind, ItemKind::Text) {
                x += 1;
            }
            while !matches!(self.items[y].kind, ItemKind::Text) {
                y += 1;
            }
            let longer = self.characters(y) as i64 - self.characters(x) as i64;
            if longer != 0 {
                return longer;
            }
            (x, y, pairs) = (x + 1, y + 1, pairs - 1);
        }
        let (a_variables, b_variables) = (self.count_variables(a, a_count), self.count_variables(b, b_count));
        if a_variables != b_variables {
            return b_variables as i64 - a_variables as i64;
        }
        let (mut x, mut y, mut pairs) = (a, b, a_variables);
        while pairs > 0 {
            while !matches!(self.items[x].kind, ItemKind::Variable) {
                x += 1;
            }
            while !matches!(self.items[y].kind, ItemKind::Variable) {
                y += 1;
            }
            let heavier = self.weight(x) as i64 - self.weight(y) as i64;
            if heavier != 0 {
                return heavier;
            }
            (x, y, pairs) = (x + 1, y + 1, pairs - 1);
        }
        0
    }

    const fn count_texts(&self, at: usize, count: usize) -> usize {
        let (mut n, mut i) = (0, at);
        while i < at + count {
            n += matches!(self.items[i].kind, ItemKind::Text) as usize;
            i += 1;
        }
        n
    }

    const fn count_variables(&self, at: usize, count: usize) -> usize {
        let (mut n, mut i) = (0, at);
        while i < at + count {
            n += matches!(self.items[i].kind, ItemKind::Variable) as usize;
            i += 1;
        }
        n
    }

    /// The length of a literal in characters of the text it stands for.
    const fn characters(&self, item: usize) -> usize {
        let (mut at, mut n) = (self.items[item].at as usize, 0);
        let end = at + self.items[item].len as usize;
        while at < end {
            // `%8X` to `%BX` are continuation bytes of the character before.
            let continues = self.text[at] == b'%' && matches!(self.text[at + 1], b'8' | b'9' | b'A' | b'B');
            n += !continues as usize;
            at += if self.text[at] == b'%' { 3 } else { 1 };
        }
        n
    }

    const fn weight(&self, item: usize) -> u16 {
        match self.checks[self.items[item].at as usize] {
            Check::Int { .. } | Check::Float { .. } => 50,
            Check::Text { .. } | Check::Uuid | Check::Any { .. } => 100,
            Check::Path => 200,
            Check::Custom { weight, .. } => weight,
        }
    }

    /// Whether everything that part `b` takes is taken by part `a`, as far as that can be told.
    pub(super) const fn covers_items(&self, a: usize, a_count: usize, b: usize, b_count: usize) -> bool {
        if a_count != b_count {
            return false;
        }
        let mut i = 0;
        while i < a_count {
            let covers = match (&self.items[a + i], &self.items[b + i]) {
                (x @ Item { kind: ItemKind::Text, .. }, y @ Item { kind: ItemKind::Text, .. }) => {
                    self.same_literal(x, y)
                }
                (Item { kind: ItemKind::Slash, .. }, Item { kind: ItemKind::Slash, .. }) => true,
                (x @ Item { kind: ItemKind::Variable, .. }, y @ Item { kind: ItemKind::Variable, .. }) => {
                    self.covers_check(&self.checks[x.at as usize], &self.checks[y.at as usize])
                }
                _ => false,
            };
            if !covers {
                return false;
            }
            i += 1;
        }
        true
    }

    /// Whether everything that `b` takes is taken by `a`, as far as that can be told.
    const fn covers_check(&self, a: &Check, b: &Check) -> bool {
        match (*a, *b) {
            (Check::Path, Check::Path) | (Check::Uuid, Check::Uuid) => true,
            (Check::Text { min, max }, Check::Text { min: least, max: most }) => min <= least && max >= most,
            (Check::Text { min: 1, max: u32::MAX }, Check::Custom { spans_segments, .. }) => !spans_segments,
            (
                Check::Text { min: 1, max: u32::MAX },
                Check::Int { .. } | Check::Float { .. } | Check::Uuid | Check::Any { .. },
            ) => true,
            (
                Check::Int { fixed_digits, min, max, signed },
                Check::Int { fixed_digits: digits, min: least, max: most, signed: negative },
            ) => {
                (fixed_digits == 0 || fixed_digits == digits)
                    && min <= least
                    && max >= most
                    && (signed || !negative)
            }
            (Check::Float { min, max, signed }, Check::Float { min: least, max: most, signed: negative }) => {
                min <= least && max >= most && (signed || !negative)
            }
            (Check::Any { first, count }, Check::Any { first: other, count: others }) => {
                self.covers_choices(first as usize, count, other as usize, others)
            }
            (Check::Custom { index: a, .. }, Check::Custom { index: b, .. }) => self.same_custom(a, b),
            _ => false,
        }
    }

    const fn covers_choices(&self, a: usize, a_count: u16, b: usize, b_count: u16) -> bool {
        let (mut b, mut left) = (b, b_count);
        while left > 0 {
            let len = self.text[b] as usize | (self.text[b + 1] as usize) << 8;
            let (mut x, mut i, mut found) = (a, 0, false);
            while i < a_count && !found {
                let other = self.text[x] as usize | (self.text[x + 1] as usize) << 8;
                found = other == len && same_text(self.text, x + 2, b + 2, len);
                x += 2 + other;
                i += 1;
            }
            if !found {
                return false;
            }
            b += 2 + len;
            left -= 1;
        }
        true
    }
}
