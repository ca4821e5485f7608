/// Where the text of one variable is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Param {
    pub(crate) start: u32,
    pub(crate) len: u32,
}

/// How many variables fit without an allocation; more go to the heap.
pub(crate) const INLINE: usize = 8;
/// Up to this position text may reach without one.
pub(crate) const FAR: usize = u8::MAX as usize;

/// Variables while a path is walked: up to [`INLINE`] of them within the first [`FAR`] bytes. Two words, so that they
/// stay in registers. Only for a path, where there is a slash in front of all variables.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Trail {
    /// A byte for each variable, the last one lowest: adding one is a shift by the same number every time.
    starts: u64,
    ends: u64,
}

impl Trail {
    /// Adds a variable, for which there must be room.
    #[inline(always)]
    pub(crate) fn push(&mut self, start: usize, end: usize) {
        self.starts = self.starts << 8 | start as u64;
        self.ends = self.ends << 8 | end as u64;
    }

    /// Whether there is room for one more.
    #[inline(always)]
    pub(crate) fn has_room(self) -> bool {
        self.starts >> (8 * (INLINE - 1)) == 0
    }

    /// Lets the last variable end somewhere else.
    #[inline(always)]
    pub(crate) fn reach(&mut self, end: usize) {
        self.ends = self.ends & !(FAR as u64) | end as u64;
    }

    /// All of them.
    #[inline(always)]
    pub(crate) fn spans(self) -> Spans {
        // No variable starts at 0, where the slash is: the first byte that is not 0 is the first variable.
        let unused = self.starts.leading_zeros() & !7 & 63;
        Spans { starts: self.starts << unused, ends: self.ends << unused }
    }
}

/// Up to [`INLINE`] variables within the first [`FAR`] bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Spans {
    /// A byte for each variable, the first one highest.
    starts: u64,
    ends: u64,
}

impl Spans {
    /// Sets a variable that has not been set.
    fn put(&mut self, index: usize, start: usize, end: usize) {
        self.starts |= (start as u64) << Spans::place(index);
        self.ends |= (end as u64) << Spans::place(index);
    }

    fn truncate(&mut self, len: usize) {
        let gone = u64::MAX.checked_shr(8 * len as u32).unwrap_or(0);
        self.starts &= !gone;
        self.ends &= !gone;
    }

    /// How many there are, of a path: see [`Trail`].
    #[inline]
    pub(crate) fn count(self) -> usize {
        INLINE - self.starts.trailing_zeros() as usize / 8
    }

    /// Start and end of a variable; an empty span for one that is not there.
    #[inline(always)]
    pub(crate) fn get(self, index: usize) -> (usize, usize) {
        if index >= INLINE {
            return (0, 0);
        }
        let place = Spans::place(index);
        ((self.starts >> place) as usize & FAR, (self.ends >> place) as usize & FAR)
    }

    #[inline(always)]
    fn place(index: usize) -> u32 {
        (8 * (INLINE - 1 - index)) as u32 & 63
    }
}

/// The captured variables of one match, in order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Params {
    spans: Spans,
    len: u32,
    /// All of them, once one does not fit. Boxed: it is hardly ever there, and a pointer is all that the usual case
    /// has to carry.
    #[expect(clippy::box_collection, reason = "a vector is three times as large")]
    spilled: Option<Box<Vec<Param>>>,
}

impl Params {
    #[inline(always)]
    pub(crate) fn new(spans: Spans) -> Params {
        Params { spans, len: spans.count() as u32, spilled: None }
    }

    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.len as usize
    }

    #[inline]
    pub(crate) fn get(&self, index: usize) -> Param {
        match &self.spilled {
            None => {
                let (start, end) = self.spans.get(index);
                Param { start: start as u32, len: end.wrapping_sub(start) as u32 }
            }
            Some(all) => all.get(index).copied().unwrap_or_default(),
        }
    }

    /// The spans, if they are all of it.
    pub(crate) fn spans(&self) -> Option<Spans> {
        self.spilled.is_none().then_some(self.spans)
    }

    /// Sets variable `index` and forgets every later one: a walk that backs up overwrites what it had.
    pub(crate) fn set(&mut self, index: usize, param: Param) {
        self.truncate(index);
        let (start, end) = (param.start as usize, (param.start + param.len) as usize);
        if self.spilled.is_none() && index < INLINE && end <= FAR {
            self.spans.put(index, start, end);
        } else {
            let known: Vec<Param> = (0..index).map(|index| self.get(index)).collect();
            self.spilled.get_or_insert_with(|| Box::new(known)).push(param);
        }
        self.len = index as u32 + 1;
    }

    pub(crate) fn truncate(&mut self, len: usize) {
        match &mut self.spilled {
            Some(all) => all.truncate(len),
            None => self.spans.truncate(len),
        }
        self.len = self.len.min(len as u32);
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = Param> {
        (0..self.len()).map(|index| self.get(index))
    }
}

impl FromIterator<Param> for Params {
    fn from_iter<T: IntoIterator<Item = Param>>(params: T) -> Self {
        let mut all = Params::default();
        params.into_iter().enumerate().for_each(|(index, param)| all.set(index, param));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(start: u32) -> Param {
        Param { start, len: 1 }
    }

    #[test]
    fn spills_past_the_inline_ones_and_backs_up() {
        let mut params: Params = (0..20).map(at).collect();
        assert_eq!((params.len(), params.get(19).start, params.get(8).start), (20, 19, 8));
        params.set(9, at(99));
        assert_eq!((params.len(), params.get(9), params.get(10)), (10, at(99), Param::default()));
        params.truncate(3);
        assert_eq!((params.len(), params.get(3), params.iter().count()), (3, Param::default(), 3));
        params.set(3, at(5));
        assert_eq!((params.get(2), params.get(3), params.len()), (at(2), at(5), 4));
    }

    #[test]
    fn overwrites_inline_ones_and_spills_what_is_far() {
        let mut params: Params = [at(250), at(3), at(4)].into_iter().collect();
        params.set(1, Param { start: 254, len: 1 });
        assert!(params.spans().is_some());
        assert_eq!((params.get(0), params.get(1).start, params.len()), (at(250), 254, 2));
        params.set(2, at(255));
        assert!(params.spans().is_none());
        assert_eq!(params.iter().map(|param| param.start).collect::<Vec<_>>(), [250, 254, 255]);
    }
}
