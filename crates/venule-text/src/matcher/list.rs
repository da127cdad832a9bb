//! Lists that are made, or stay where they were written: a program that starts copies nothing.

use std::ops::Range;

use venule_knowledge::compact::Reader;

/// What takes so many bytes where it is written.
pub(super) trait Fixed<const BYTES: usize>: Copy {
    fn of_bytes(bytes: [u8; BYTES]) -> Self;
}

impl Fixed<4> for u32 {
    fn of_bytes(bytes: [u8; 4]) -> Self {
        Self::from_le_bytes(bytes)
    }
}

/// Two numbers, one behind the other.
pub(super) fn two(bytes: [u8; 8]) -> (u32, u32) {
    let [a, b, c, d, e, f, g, h] = bytes;
    (
        u32::from_le_bytes([a, b, c, d]),
        u32::from_le_bytes([e, f, g, h]),
    )
}

/// A list of things that take so many bytes each.
#[derive(Debug)]
pub(super) enum List<T, const BYTES: usize> {
    Made(Vec<T>),
    Written(&'static [[u8; BYTES]]),
}

impl<T, const BYTES: usize> Default for List<T, BYTES> {
    fn default() -> Self {
        Self::Made(Vec::new())
    }
}

impl<T, const BYTES: usize> From<Vec<T>> for List<T, BYTES> {
    fn from(made: Vec<T>) -> Self {
        Self::Made(made)
    }
}

impl<T: Fixed<BYTES>, const BYTES: usize> List<T, BYTES> {
    /// The list that comes next, where it was written.
    pub(super) fn read(from: &mut Reader) -> Option<Self> {
        let (written, rest) = from.bytes()?.as_chunks();
        rest.is_empty().then_some(Self::Written(written))
    }

    pub(super) fn len(&self) -> usize {
        match self {
            Self::Made(all) => all.len(),
            Self::Written(all) => all.len(),
        }
    }

    #[inline]
    pub(super) fn get(&self, at: usize) -> Option<T> {
        match self {
            Self::Made(all) => all.get(at).copied(),
            Self::Written(all) => all.get(at).map(|it| T::of_bytes(*it)),
        }
    }

    /// Those of a range; fewer if the list ends within it.
    pub(super) fn within(&self, range: Range<usize>) -> impl Iterator<Item = T> {
        range.map_while(|at| self.get(at))
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = T> {
        self.within(0..self.len())
    }

    /// The list as one that is being made.
    pub(super) fn make(&mut self) -> &mut Vec<T> {
        if let Self::Written(_) = self {
            *self = Self::Made(self.iter().collect());
        }
        loop {
            match self {
                Self::Made(all) => return all,
                Self::Written(_) => *self = Self::default(),
            }
        }
    }
}

/// A part of a list, such as what belongs to one node.
#[derive(Debug, Clone, Copy)]
pub(super) enum Slice<'l, T, const BYTES: usize> {
    Made(&'l [T]),
    Written(&'static [[u8; BYTES]]),
}

impl<'l, T: Fixed<BYTES>, const BYTES: usize> Slice<'l, T, BYTES> {
    /// The part within these places; none if the list ends before it does.
    #[inline]
    pub(super) fn of(list: &'l List<T, BYTES>, range: Range<usize>) -> Self {
        match list {
            List::Made(all) => Self::Made(all.get(range).unwrap_or_default()),
            List::Written(all) => Self::Written(all.get(range).unwrap_or_default()),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub(super) fn len(&self) -> usize {
        match self {
            Self::Made(all) => all.len(),
            Self::Written(all) => all.len(),
        }
    }

    #[inline]
    pub(super) fn first(&self) -> Option<T> {
        match self {
            Self::Made(all) => all.first().copied(),
            Self::Written(all) => all.first().map(|it| T::of_bytes(*it)),
        }
    }

    #[inline]
    pub(super) fn last(&self) -> Option<T> {
        match self {
            Self::Made(all) => all.last().copied(),
            Self::Written(all) => all.last().map(|it| T::of_bytes(*it)),
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = T> + use<'l, T, BYTES> {
        let (made, written): (&[T], &[[u8; BYTES]]) = match *self {
            Self::Made(all) => (all, &[]),
            Self::Written(all) => (&[], all),
        };
        let written = written.iter().map(|it| T::of_bytes(*it));
        made.iter().copied().chain(written)
    }

    /// Those from the first one on that something does not hold for: it holds for all before it and for none after it.
    pub(super) fn skip_before(&self, is_before: impl Fn(T) -> bool) -> Self {
        match self {
            Self::Made(all) => {
                let first = all.partition_point(|it| is_before(*it));
                Self::Made(all.get(first..).unwrap_or_default())
            }
            Self::Written(all) => {
                let first = all.partition_point(|it| is_before(T::of_bytes(*it)));
                Self::Written(all.get(first..).unwrap_or_default())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use venule_knowledge::compact::{Reader, Writer};

    use super::{List, Slice};

    fn written(numbers: &[u32]) -> List<u32, 4> {
        let mut out = Writer::default();
        out.numbers(numbers);
        List::read(&mut Reader::new(out.into_bytes().leak())).unwrap()
    }

    #[test]
    fn a_written_list_is_what_was_made() {
        let numbers = vec![0, 1, 1, 7, 7, 7, 300, u32::MAX];
        let (made, written) = (List::<u32, 4>::from(numbers.clone()), written(&numbers));
        assert_eq!(written.len(), made.len());
        for start in 0..=numbers.len() + 1 {
            assert_eq!(written.get(start), made.get(start));
            for end in start..=numbers.len() + 1 {
                let of = |list| {
                    let slice = Slice::of(list, start..end);
                    let all: Vec<u32> = slice.iter().collect();
                    let ends = (slice.first(), slice.last(), slice.is_empty());
                    let split: Vec<Vec<u32>> = [0, 1, 2, 7, 8, 300, 301]
                        .iter()
                        .map(|most| slice.skip_before(|it| it < *most).iter().collect())
                        .collect();
                    (all, ends, split)
                };
                let expected = numbers.get(start..end).unwrap_or_default();
                assert_eq!(of(&made), of(&written));
                assert_eq!(of(&made).0, expected);
                let behind = expected.partition_point(|it| *it < 7);
                assert_eq!(of(&made).2[3], expected[behind..]);
            }
        }
    }

    #[test]
    fn a_written_list_that_grows_keeps_what_it_held() {
        let mut list = written(&[3, 4]);
        list.make().push(5);
        list.make().extend([6, 7]);
        assert_eq!(list.iter().collect::<Vec<_>>(), [3, 4, 5, 6, 7]);
    }
}
