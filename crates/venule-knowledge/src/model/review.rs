//! The review record of a guideline, and the status that follows from it (ADR 0006).

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Guideline;
use crate::source::Origin;

/// Review status of a guideline, least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Being written; never submitted.
    Draft,
    /// Handed in for review, or changed since.
    Submitted,
    /// A part of it is approved, or only its submitter approved it.
    UnderReview,
    /// Approved by a named person for exactly this content.
    Approved,
}

/// What was handed in, and who approved it, in file order.
#[derive(Debug, Clone, Default)]
pub struct Record {
    /// Submissions, each of another content.
    pub submissions: Vec<Submission>,
    /// Approvals, each of a content that was submitted.
    pub approvals: Vec<Approval>,
}

/// A content that was handed in for review.
#[derive(Debug, Clone)]
pub struct Submission {
    /// The person or body.
    pub by: String,
    /// The day.
    pub date: Date,
    /// The version of the guideline.
    pub version: String,
    /// [`Bound::hash`] of the content.
    pub hash: String,
    /// What the submitter said.
    pub note: Option<String>,
    /// Its place in the record.
    pub origin: Origin,
}

/// An approval of a submitted content by a person.
#[derive(Debug, Clone)]
pub struct Approval {
    /// The person.
    pub by: String,
    /// In what capacity.
    pub role: String,
    /// A registration number, where there is one.
    pub registration: Option<String>,
    /// The day.
    pub date: Date,
    /// [`Bound::hash`] of the content.
    pub hash: String,
    /// What was read, if not the whole.
    pub part: Option<String>,
    /// The day until which it has to be reviewed again.
    pub review_by: Option<Date>,
    /// What the person said.
    pub note: Option<String>,
    /// Its place in the record.
    pub origin: Origin,
}

/// The content that a review is bound to: a guideline with everything that can alter its advice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bound {
    /// SHA-256 over the elements, in hexadecimal.
    pub hash: String,
    /// The elements, in order of kind and name.
    pub elements: Elements,
}

/// The elements of a content as text, one a line: `fact pregnancy 0a1b2c3d4e5f6071`.
///
/// They only tell what changed and are seldom asked for, so they are kept as they are written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Elements(Cow<'static, str>);

/// An element of a content, such as `fact pregnancy`, with the beginning of its hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Element<'a> {
    /// Kind and name.
    pub name: &'a str,
    /// 16 hexadecimal digits.
    pub digest: &'a str,
}

impl Elements {
    /// Elements from their lines. A line that is no element is passed over by [`iter`](Self::iter).
    #[must_use]
    pub fn new(lines: impl Into<Cow<'static, str>>) -> Self {
        Self(lines.into())
    }

    /// The lines.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The elements, in their order.
    pub fn iter(&self) -> impl Iterator<Item = Element<'_>> {
        self.0.lines().filter_map(Element::read)
    }

    fn by_name(&self) -> BTreeMap<&str, &str> {
        self.iter().map(|it| (it.name, it.digest)).collect()
    }
}

impl<'a> Element<'a> {
    /// Reads a line.
    pub(crate) fn read(line: &'a str) -> Option<Self> {
        let (name, digest) = line.rsplit_once(' ')?;
        let is_digest = digest.len() == 16
            && digest
                .bytes()
                .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        let is_element = is_digest && !name.trim().is_empty() && !name.contains(char::is_control);
        is_element.then_some(Self { name, digest })
    }
}

/// How a guideline stands on a day.
#[derive(Debug, Clone)]
pub struct Standing<'g> {
    /// The status.
    pub status: Status,
    /// The submission of exactly this content.
    pub submission: Option<&'g Submission>,
    /// The approvals of exactly this content, parts and the submitter's own included.
    pub approvals: Vec<&'g Approval>,
    /// With [`Status::Approved`] only: the day since which it should have been reviewed again.
    pub overdue_since: Option<Date>,
    /// Since when it is another content than was approved or, if it never was, submitted.
    pub changed_since: Option<Since<'g>>,
}

/// The content that a guideline had before it changed.
#[derive(Debug, Clone, Copy)]
pub enum Since<'g> {
    /// It was approved.
    Approval(&'g Approval, &'g Submission),
    /// It was submitted and not approved.
    Submission(&'g Submission),
}

impl<'g> Since<'g> {
    /// The content that was submitted then.
    #[must_use]
    pub fn submission(self) -> &'g Submission {
        match self {
            Self::Approval(_, submission) | Self::Submission(submission) => submission,
        }
    }
}

/// What two contents differ in: names of elements, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Differences {
    /// In both, and not the same.
    pub changed: Vec<String>,
    /// In the present content only.
    pub added: Vec<String>,
    /// In the earlier content only.
    pub removed: Vec<String>,
}

impl Guideline {
    /// How it stands on a day.
    #[must_use]
    pub fn standing(&self, as_of: Date) -> Standing<'_> {
        let record = &self.review;
        let present = record.submitted(&self.bound.hash);
        let approvals: Vec<&Approval> = record
            .approvals
            .iter()
            .filter(|it| present.is_some() && it.hash == self.bound.hash && it.date <= as_of)
            .collect();
        let counting: Vec<&Approval> = approvals
            .iter()
            .copied()
            .filter(|it| record.approves(it).is_some())
            .collect();
        let status = match (record.submissions.is_empty(), approvals.is_empty()) {
            (true, _) => Status::Draft,
            (false, _) if !counting.is_empty() => Status::Approved,
            (false, false) => Status::UnderReview,
            (false, true) => Status::Submitted,
        };
        let changed_since = (status != Status::Approved)
            .then(|| record.before(&self.bound.hash, as_of))
            .flatten();
        Standing {
            status,
            submission: present,
            overdue_since: overdue(&counting, as_of),
            approvals,
            changed_since,
        }
    }

    /// What the present content has and an earlier one, with these elements, had not, and the other way round.
    #[must_use]
    pub fn differences(&self, earlier: &Elements) -> Differences {
        let (before, now) = (earlier.by_name(), self.bound.elements.by_name());
        let mut found = Differences::default();
        for (name, digest) in &now {
            match before.get(name) {
                None => found.added.push((*name).to_owned()),
                Some(earlier) if earlier != digest => found.changed.push((*name).to_owned()),
                Some(_) => {}
            }
        }
        let gone = before.keys().filter(|name| !now.contains_key(*name));
        found.removed.extend(gone.map(|name| (*name).to_owned()));
        found
    }
}

impl Approval {
    /// Whether it extends an earlier one: it is not older, and the next review is later.
    #[must_use]
    pub fn renews(&self, earlier: &Self) -> bool {
        self.date >= earlier.date
            && earlier.review_by.is_some()
            && self.review_by > earlier.review_by
    }
}

impl Record {
    /// The submission of the content with this hash.
    #[must_use]
    pub fn submitted(&self, hash: &str) -> Option<&Submission> {
        self.submissions.iter().find(|it| it.hash == hash)
    }

    /// The submission that an approval approves as a whole, and as another person than its submitter.
    #[must_use]
    pub fn approves(&self, approval: &Approval) -> Option<&Submission> {
        let submission = self.submitted(&approval.hash)?;
        let counts = approval.part.is_none() && !same_person(&approval.by, &submission.by);
        counts.then_some(submission)
    }

    /// The last approval of the same content, or the same part of it, by the same person.
    #[must_use]
    pub fn last_by_the_same(&self, other: &Approval) -> Option<&Approval> {
        let by_the_same = self.approvals.iter().filter(|it| {
            it.hash == other.hash && it.part == other.part && same_person(&it.by, &other.by)
        });
        by_the_same.max_by_key(|it| (it.date, it.review_by))
    }

    /// The last content that was approved, or else submitted, other than that with this hash.
    fn before(&self, hash: &str, as_of: Date) -> Option<Since<'_>> {
        let approved = self
            .approvals
            .iter()
            .filter(|it| it.hash != hash && it.date <= as_of)
            .filter_map(|it| Some((it, self.approves(it)?)))
            .max_by_key(|(it, _)| it.date);
        let submitted = || match self.submitted(hash) {
            Some(_) => None,
            None => self.submissions.iter().max_by_key(|it| it.date),
        };
        approved
            .map(|(approval, submission)| Since::Approval(approval, submission))
            .or_else(|| submitted().map(Since::Submission))
    }
}

/// The last day that one of these approvals set for the next review, if that has passed.
///
/// An approval that sets none does not put off what another one set, unless it was given after that day: then it is
/// that review.
fn overdue(approvals: &[&Approval], as_of: Date) -> Option<Date> {
    let last = approvals.iter().filter_map(|it| it.review_by).max()?;
    let reviewed = approvals.iter().any(|it| it.date > last);
    (last < as_of && !reviewed).then_some(last)
}

/// Whether two names are of one person, whatever the case of letters and the spaces between words.
#[must_use]
pub fn same_person(one: &str, other: &str) -> bool {
    let words =
        |name: &str| -> Vec<String> { name.split_whitespace().map(str::to_lowercase).collect() };
    words(one) == words(other)
}
