//! What a sentence and the one before it name: parts of the body, concepts, events.
//!
//! Asked again and again for every meaning that wants something near, so each answer is one look into an array.

use crate::language::model::{ConceptId, Language, Near, SiteId};
use crate::scan::{Hit, What};

/// Named in the sentence.
pub(super) const OWN: u8 = 1;
/// Named in the one before it.
pub(super) const BEFORE: u8 = 2;
/// Named in one of both and not denied.
pub(super) const PRESENT: u8 = 4;

/// Where each entry of a language is named.
#[derive(Debug, Default)]
pub(super) struct Said {
    concepts: Vec<u8>,
    /// By frame: whether words stand there that name such an event.
    frames: Vec<u8>,
    /// A part of the body is named as well where a part of it is.
    sites: Vec<u8>,
    /// INVARIANT (noted): whatever is not zero above is listed here.
    noted: Vec<Near>,
    /// By concept: whether a sentence before this one says that it is there.
    earlier: Vec<bool>,
    /// How many hits of the text were looked at for that.
    looked_at: usize,
}

impl Said {
    /// Makes ready for a sentence: nothing is named.
    pub(super) fn clear(&mut self, language: &Language) {
        self.concepts.resize(language.concepts.len(), 0);
        self.frames.resize(language.frames.len(), 0);
        self.sites.resize(language.sites.len(), 0);
        // noted: what is not listed is zero already
        while let Some(it) = self.noted.pop() {
            if let Some(place) = self.place(it) {
                *place = 0;
            }
        }
    }

    /// Notes how something is named.
    pub(super) fn note(&mut self, language: &Language, what: What, how: u8) {
        match what {
            What::Concept { id, .. } => {
                self.note_one(Near::Concept(id), how);
            }
            What::Anchor { frame, .. } => {
                self.note_one(Near::Frame(frame), how);
            }
            What::Site(site) => {
                let mut next = Some(site);
                // What is noted was noted with all that it lies in; a ring of parts ends here as well.
                while let Some(site) = next.filter(|it| self.note_one(Near::Site(*it), how)) {
                    next = part_of(language, site);
                }
            }
            _ => {}
        }
    }

    /// Notes what the hits before the sentence say to be there. It is called for one sentence after the other.
    pub(super) fn note_earlier(
        &mut self,
        language: &Language,
        hits: &[Hit],
        is_present: impl Fn(usize) -> bool,
    ) {
        self.earlier.resize(language.concepts.len(), false);
        let new = hits.iter().enumerate().skip(self.looked_at);
        for (index, hit) in new {
            if let What::Concept { id, denied: false } = hit.what
                && let Some(earlier) = self.earlier.get_mut(usize::from(id.0))
            {
                *earlier |= is_present(index);
            }
        }
        self.looked_at = hits.len();
    }

    /// Whether a sentence before this one says that a concept is there.
    pub(super) fn was_there(&self, id: ConceptId) -> bool {
        self.earlier.get(usize::from(id.0)) == Some(&true)
    }

    /// Whether something is named in one of these ways.
    pub(super) fn has(&self, wanted: Near, how: u8) -> bool {
        let found = match wanted {
            Near::Concept(ConceptId(id)) => self.concepts.get(usize::from(id)),
            Near::Frame(id) => self.frames.get(usize::from(id)),
            Near::Site(SiteId(id)) => self.sites.get(usize::from(id)),
        };
        found.is_some_and(|it| it & how != 0)
    }

    /// Notes one thing, and returns whether that is new.
    fn note_one(&mut self, it: Near, how: u8) -> bool {
        let Some(place) = self.place(it) else {
            return false;
        };
        let before = *place;
        *place |= how;
        if before == 0 {
            self.noted.push(it);
        }
        before & how != how
    }

    fn place(&mut self, it: Near) -> Option<&mut u8> {
        match it {
            Near::Concept(ConceptId(id)) => self.concepts.get_mut(usize::from(id)),
            Near::Frame(id) => self.frames.get_mut(usize::from(id)),
            Near::Site(SiteId(id)) => self.sites.get_mut(usize::from(id)),
        }
    }
}

fn part_of(language: &Language, site: SiteId) -> Option<SiteId> {
    language.sites.get(usize::from(site.0))?.part_of
}
