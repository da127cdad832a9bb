//! The deadline of a line that several rules ask for.

use crate::timing::Due;

/// The earliest of several deadlines; a lower bound is kept only if all agree on it.
///
/// The result does not depend on their order.
pub(crate) fn earliest<'d>(all: impl Iterator<Item = &'d Due> + Clone) -> Option<Due> {
    let first = all.clone().reduce(|one, other| one.earlier(other))?;
    let Due::Window { from, to, open } = first else {
        return Some(first.clone());
    };
    let bounds = all.map(|due| match due {
        Due::Window { from, .. } => *from,
        Due::Now
        | Due::Overdue { .. }
        | Due::Within { .. }
        | Due::Undated { .. }
        | Due::Unspecified => None,
    });
    let agreed = bounds.clone().all(|bound| bound == *from);
    Some(Due::Window {
        from: from.filter(|_| agreed),
        to: *to,
        open: *open || !agreed,
    })
}
