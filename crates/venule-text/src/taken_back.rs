//! What a text takes back, once it is known whose the text before it was.

use crate::extract::Reading;
use crate::language::model::Language;
use crate::language::uses::Use;
use crate::span::Span;

impl Reading {
    /// Takes words for another patient for nothing that is taken back: of whom the text before this one was is settled. Other
    /// words that take something back ("same patient, but ignore that") stand.
    pub fn forget_other_patients(&mut self, language: &Language, text: &str) {
        let withdrawn = &mut self.withdrawn;
        let others = std::mem::take(&mut self.next_patient);
        let of_patient = |cue: &Span| {
            let mut words = cue.of(text).split(|it: char| !it.is_alphanumeric());
            let person = |word: &str| language.used.of(&word.to_lowercase()).has(Use::Person);
            let mut others = others.iter();
            others.any(|it| it.start < cue.end && cue.start < it.end) || words.any(person)
        };
        let cues = withdrawn.all.take_if(|it| of_patient(it)).into_iter();
        let cues = cues.chain(withdrawn.unclear.extract_if(.., |it| of_patient(it)));
        let mut settled: Vec<Span> = cues.collect();
        settled.extend(&others);
        self.forget(&settled);
    }

    /// Takes back nothing: what is to be ignored was never used.
    pub fn forget_what_is_taken_back(&mut self) {
        let cues = self.withdrawn.all.take().into_iter();
        let cues = cues.chain(self.withdrawn.unclear.drain(..));
        let settled: Vec<Span> = cues.chain(self.next_patient.drain(..)).collect();
        self.forget(&settled);
    }

    /// Takes back all of the text before this one by words that do not say what they take back: "scrap that".
    pub fn take_back_the_last(&mut self) {
        let cues = std::mem::take(&mut self.withdrawn.unclear);
        self.forget(&cues);
        self.withdrawn.all = cues.first().copied();
    }

    /// Takes words for understood.
    fn forget(&mut self, settled: &[Span]) {
        self.unread.retain(|span| {
            let mut cues = settled.iter();
            !cues.any(|cue| cue.start < span.end && span.start < cue.end)
        });
    }
}
