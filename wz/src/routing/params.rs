/// Where the text of one variable is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Param {
    pub(crate) start: u32,
    pub(crate) len: u32,
}

/// How many variables fit without an allocation; more go to the heap.
pub(crate) const INLINE: usize = 8;

/// The captured variables of one match, in order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Params {
    inline: [Param; INLINE],
    len: u32,
    /// Boxed: it is hardly ever there, and a pointer is all that the usual case has to carry.
    #[expect(clippy::box_collection, reason = "a vector is three times as large")]
    spilled: Option<Box<Vec<Param>>>,
}

impl Params {
    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.len as usize
    }

    #[inline]
    pub(crate) fn get(&self, index: usize) -> Param {
        match self.inline.get(index) {
            Some(param) if index < self.len as usize => *param,
            _ => self.spilled(index),
        }
    }

    #[cold]
    fn spilled(&self, index: usize) -> Param {
        let spilled = self.spilled.as_ref().map_or(&[][..], |spilled| spilled);
        spilled.get(index.wrapping_sub(INLINE)).copied().unwrap_or_default()
    }

    /// Sets variable `index` and forgets every later one: a walk that backs up overwrites what it had.
    pub(crate) fn set(&mut self, index: usize, param: Param) {
        match self.inline.get_mut(index) {
            Some(slot) => *slot = param,
            None => {
                let spilled = self.spilled.get_or_insert_default();
                spilled.truncate(index - INLINE);
                spilled.push(param);
            }
        }
        self.len = index as u32 + 1;
    }

    /// Sets one of the inline variables; their number is set at the end, by [`set_len`](Self::set_len).
    #[inline(always)]
    pub(crate) fn put(&mut self, index: usize, param: Param) {
        if let Some(slot) = self.inline.get_mut(index) {
            *slot = param;
        }
    }

    #[inline(always)]
    pub(crate) fn set_len(&mut self, len: usize) {
        self.len = len as u32;
    }

    pub(crate) fn truncate(&mut self, len: usize) {
        if let Some(spilled) = &mut self.spilled {
            spilled.truncate(len.saturating_sub(INLINE));
        }
        self.len = len as u32;
    }

    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Param> {
        let inline = self.len().min(INLINE);
        self.inline[..inline].iter_mut().chain(self.spilled.iter_mut().flat_map(|spilled| spilled.iter_mut()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spills_past_the_inline_ones_and_backs_up() {
        let mut params = Params::default();
        for i in 0..20u32 {
            params.set(i as usize, Param { start: i, len: 1 });
        }
        assert_eq!((params.len(), params.get(19).start, params.get(8).start), (20, 19, 8));
        params.set(9, Param { start: 99, len: 1 });
        assert_eq!((params.len(), params.get(9).start), (10, 99));
        params.truncate(3);
        assert_eq!((params.len(), params.get(3), params.iter_mut().count()), (3, Param::default(), 3));
    }
}
