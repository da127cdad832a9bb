//! A conversation as it goes on: each text is read, adds to the case, and is answered.

mod held;

use std::ops::Range;

use venule_answer::answer::{About, Asked, Changes, Document, Reader, compose, nobody};
use venule_answer::build::Wishes;
use venule_answer::conversation::{
    Heard, Whose, hear, others, points_at, says_nothing, with_its_matter, with_its_test,
    with_its_unit, without_the_last,
};
use venule_answer::news::news;
use venule_engine::assess;
use venule_engine::assessment::Assessment;
use venule_engine::case::{Case, Moment};
use venule_engine::plan::{MOST_NODES, Plan, results_within};
use venule_knowledge::model::Knowledge;
use venule_text::apart::{Part, parts};
use venule_text::ask::Asks;
use venule_text::extract::{Extractor, Reading};
use venule_text::language::ask::IntentKind;
use venule_text::language::model::Language;
use venule_text::language::uses::Use;
use venule_text::people::Patient;
use venule_text::span::Span;
use venule_text::view::TooLong;

use self::held::{Held, Of};
use super::order;
use crate::exit::Failure;
use crate::input::Words;

/// How many results deep an answer looks ahead.
const STEPS: usize = 1;

/// What was said so far.
pub(crate) struct Talk<'a> {
    knowledge: &'a Knowledge,
    language: &'a Language,
    extractor: Extractor<'a>,
    /// Who reads, if it was said apart from the texts.
    reader: Option<Reader>,
    /// What is known; nothing before the first text.
    case: Option<Case>,
    /// What was known before the last text.
    earlier: Option<Case>,
    /// What was told of the patient so far, text by text.
    told: String,
    /// How much of it was told before the last text.
    told_before: usize,
    /// The last text, where it may be of another patient.
    held: Option<Held>,
}

/// What was made of a text.
struct Taken {
    reading: Reading,
    heard: Heard,
    /// The words by which it may be of another patient than those before.
    others: Vec<Patient>,
    /// Whether it takes something back of the patient who was told of before, whoever else it tells of.
    takes_back_first: bool,
}

impl Taken {
    /// Whether nothing of it is taken in until somebody says whose it is. What takes something back, because it is of another
    /// patient, does so at once.
    fn is_held(&self) -> bool {
        let takes_back = !self.heard.withdrawn.is_empty() && self.takes_back_first;
        !self.reading.patients.is_empty() && !takes_back
    }
}

/// An answer with all that it was made of.
pub(crate) struct Reply<'a> {
    knowledge: &'a Knowledge,
    language: &'a Language,
    text: String,
    reading: Reading,
    case: Case,
    plan: Plan,
    reader: Reader,
    about: About,
    asks: Asks,
    changes: Option<Changes>,
}

impl<'a> Talk<'a> {
    /// Begins with what is known of the patient, if anything is.
    pub(crate) fn new(
        knowledge: &'a Knowledge,
        words: &Words,
        reader: Option<Reader>,
        case: Option<Case>,
    ) -> Self {
        Self {
            knowledge,
            language: words.language,
            extractor: words.extractor(knowledge),
            reader,
            earlier: case.clone(),
            case,
            told: String::new(),
            told_before: 0,
            held: None,
        }
    }

    /// The parts of a text, one for each patient it tells of; the whole text where it tells of one, or cannot be taken
    /// apart.
    pub(crate) fn apart(&self, text: &str, as_of: Moment) -> Result<Vec<Part>, Failure> {
        let read = |text: &str| {
            self.extractor
                .read(text, as_of.date)
                .map_err(|error| Failure::CouldNotRun(error.to_string()))
        };
        let apart = parts(self.language, text, &read(text)?.patients);
        for part in &apart {
            if apart.len() > 1 && read(&part.text)?.patients.len() > 1 {
                return Ok(parts(self.language, text, &[]));
            }
        }
        Ok(apart)
    }

    /// What is known so far.
    pub(crate) fn case(&self) -> Option<&Case> {
        self.case.as_ref()
    }

    /// Takes in a text that was answered before.
    pub(crate) fn tell(&mut self, text: &str, as_of: Moment) -> Result<(), Failure> {
        let settled = self.settle(text, as_of)?;
        let answer = settled.and_then(|it| it.whose);
        self.take(text, as_of, answer).map(|_| ())
    }

    /// Takes in a text. One that may be of another patient is held and nothing of it taken in, unless it has just been said
    /// whose the one before was.
    fn take(
        &mut self,
        text: &str,
        as_of: Moment,
        answer: Option<Whose>,
    ) -> Result<(String, Taken), Failure> {
        let text = self.with_its_test(text, as_of)?;
        let of = answer.map_or(Of::Anybody, Of::Answered);
        let taken = self.hear(&text, as_of, of)?;
        let holds = !taken.others.is_empty() && self.case.is_some();
        if holds && taken.reading.withdrawn.all.is_none() {
            self.hold(&text, as_of);
        }
        if taken.is_held() && self.case.is_some() {
            return Ok((text, taken));
        }
        self.keep(
            taken.heard.case.clone(),
            taken.reading.withdrawn.all.is_none(),
        );
        self.remember(&text, &taken.reading);
        Ok((text, taken))
    }

    /// Keeps what is known now, and what was known before the last text that told something and took nothing back.
    fn keep(&mut self, case: Case, tells: bool) {
        let (_, told) = without_the_last(self.knowledge, &case, self.case.as_ref());
        let before = self.case.replace(case);
        if tells && !told.is_empty() {
            self.earlier = before;
        }
    }

    /// Keeps the words of a text, if it is of the patient.
    fn remember(&mut self, text: &str, reading: &Reading) {
        if reading.withdrawn.all.is_some() {
            self.told.truncate(self.told_before);
        } else if reading.patients.is_empty() {
            self.told_before = self.told.len();
            self.told.push_str(text);
            self.told.push_str("\n\n");
        }
    }

    /// Takes in a text and answers it.
    pub(crate) fn ask(&mut self, text: &str, as_of: Moment) -> Result<Reply<'a>, Failure> {
        let before = self.case.clone();
        let settled = self.settle(text, as_of)?;
        let answer = settled.as_ref().and_then(|it| it.whose);
        let (text, taken) = self.take(text, as_of, answer)?;
        let is_held = taken.is_held();
        let Taken {
            reading,
            mut heard,
            others,
            takes_back_first: _,
        } = taken;
        if let Some(case) = before.as_ref().filter(|_| is_held) {
            heard = Heard::nothing(case.clone());
        }
        let asked = others.first().map(|it| held::question(it.span.of(&text)));
        let several = reading.patients.first().filter(|_| before.is_some());
        let asked = asked.or_else(|| several.map(|it| held::of_several(it.span.of(&text))));
        let text = &text;
        let (settled, mut taken) =
            settled.map_or_else(Default::default, |it| (Some(it.says), it.taken));
        taken.extend(taken_back(&heard));
        let mut lines: Vec<String> = settled.into_iter().chain(asked).collect();
        lines.extend(heard.corrected.iter().map(|it| format!("corrected: {it}")));
        lines.extend(heard.in_doubt.iter().map(|it| format!("not clear: {it}")));
        let (case, mut changes) = match heard.supposed {
            // Nothing but a supposition: the answer is about it, and the case stays as it was.
            Some(supposed) if !heard.is_news && before.is_some() => {
                let changes = self.changes(
                    format!("Supposing: {}", supposed.words.join("; ")),
                    &heard.case,
                    &supposed.case,
                    lines,
                );
                (supposed.case, Some(changes))
            }
            Some(supposed) => {
                let changes = self.changes(
                    format!(
                        "What would change, supposing: {}",
                        supposed.words.join("; ")
                    ),
                    &heard.case,
                    &supposed.case,
                    lines,
                );
                (heard.case, Some(changes))
            }
            None => {
                let changes = before.as_ref().map(|before| {
                    let heading = "What changed".to_owned();
                    if lines.is_empty() && taken.is_empty() && tells_nothing(text, &reading) {
                        lines.push(nothing_understood(self.language, text));
                    }
                    self.changes(heading, before, &heard.case, lines)
                });
                (heard.case, changes)
            }
        };
        if let Some(changes) = changes.as_mut().filter(|_| before.is_some()) {
            changes.taken = taken;
        }
        let asks = self
            .extractor
            .asks(text)
            .map_err(|error| Failure::CouldNotRun(error.to_string()))?;
        let asks = match self.request(text, as_of) {
            Some(request) => asks_to_check(asks, &request),
            None => asks,
        };
        // "On chemotherapy." goes on about the patient.
        let asks = match before {
            Some(_) => asks.beside_a_case(self.language),
            None => asks,
        };
        let (about, mut case) = match before {
            None if is_held => (About::Nobody, nobody(self.knowledge, case.as_of)),
            _ => self.about(case, &asks),
        };
        if let Some(reader) = self.reader {
            reader.state_in(self.knowledge, &mut case);
        }
        Ok(Reply {
            knowledge: self.knowledge,
            language: self.language,
            text: text.clone(),
            reading,
            plan: results_within(self.knowledge, &case, STEPS, MOST_NODES),
            reader: self
                .reader
                .unwrap_or_else(|| Reader::of(self.knowledge, &case)),
            case,
            about,
            asks,
            changes,
        })
    }

    /// The text, with the test in front that a bare result in it is of, and with the unit of the number that it puts right.
    fn with_its_test(&self, text: &str, as_of: Moment) -> Result<String, Failure> {
        let Some(case) = &self.case else {
            return Ok(text.to_owned());
        };
        let named = with_its_test(self.language, &self.extractor, case, text, as_of.date);
        let cannot = |error: TooLong| Failure::CouldNotRun(error.to_string());
        if let Some(named) = named.map_err(cannot)? {
            return Ok(named);
        }
        let measured = with_its_unit(self.language, &self.extractor, case, text, as_of.date);
        if let Some(measured) = measured.map_err(cannot)? {
            return Ok(measured);
        }
        let bare = with_its_matter(self.language, &self.extractor, case, text, as_of.date);
        Ok(bare.map_err(cannot)?.unwrap_or_else(|| text.to_owned()))
    }

    /// Whom the text is about, and the case to assess. Of a matter that lies outside, and of nobody, nothing is used but
    /// an emergency.
    fn about(&self, case: Case, asks: &Asks) -> (About, Case) {
        let about = About::of(self.knowledge, &case, asks);
        let is_used = match about {
            About::Patient => true,
            About::Nobody | About::Outside => {
                let assessment = assess(self.knowledge, &case);
                assessment.emergencies(self.knowledge).next().is_some()
            }
        };
        if is_used {
            (about, case)
        } else {
            let as_of = case.as_of;
            (about, nobody(self.knowledge, as_of))
        }
    }

    /// Words that ask for a check of what follows, such as "please check this report:". They say nothing of the patient,
    /// and would make a plan of what they ask about.
    fn request(&self, text: &str, as_of: Moment) -> Option<Range<usize>> {
        let colons = text.match_indices(':').take(MOST_COLONS);
        let mut requests = colons.map(|(at, _)| {
            let before = text.get(..at).unwrap_or_default();
            let begin = before.rfind(['.', '?', '!', '\n']).map_or(0, |it| it + 1);
            begin..at + 1
        });
        let found = requests.find(|it| {
            let rest = text.get(it.end..).unwrap_or_default();
            let words = text.get(it.clone()).unwrap_or_default();
            it.len() <= LONGEST && !rest.trim().is_empty() && self.checks(words)
        });
        found.or_else(|| self.title(text, as_of))
    }

    /// "Requested: duplex left leg. Anything missing?": the words before the first colon, where the text asks for a check
    /// and the words are short and tell nothing by themselves.
    fn title(&self, text: &str, as_of: Moment) -> Option<Range<usize>> {
        let end = text.find(':')? + 1;
        let words = text.get(..end - 1)?;
        let plain = words.len() <= LONGEST_TITLE
            && words.chars().all(|it| it.is_alphabetic() || it == ' ')
            && !words.trim().is_empty()
            && self
                .extractor
                .read(words, as_of.date)
                .is_ok_and(|it| it.side.is_none() && says_nothing(&it));
        (plain && self.checks(text.get(end..)?)).then_some(0..end)
    }

    /// Whether words ask for a check of what was written.
    fn checks(&self, words: &str) -> bool {
        let asks = self.extractor.asks(words).unwrap_or_default();
        asks.intents.iter().any(|(it, _)| *it == IntentKind::Check)
    }

    /// Adds to a reply what a language model proposes of its text, beside everything that is known.
    #[cfg(feature = "language-model")]
    pub(crate) fn propose(
        &self,
        model: &dyn venule_propose::Model,
        mut reply: Reply<'a>,
        as_of: Moment,
    ) -> Reply<'a> {
        let proposed = venule_propose::propose(
            model,
            &venule_propose::Asked {
                knowledge: self.knowledge,
                extractor: &self.extractor,
                text: &reply.text,
                reading: &reply.reading,
                case: self.case.as_ref().unwrap_or(&reply.case),
                reference: as_of.date,
            },
        );
        reply.reading.proposed = Some(proposed);
        reply
    }

    fn hear(&self, text: &str, as_of: Moment, of: Of) -> Result<Taken, Failure> {
        let request = self.request(text, as_of);
        let rest = request.as_ref().map(|request| without(text, request));
        let rest = rest.as_deref().unwrap_or(text);
        let reading = self
            .extractor
            .read(rest, as_of.date)
            .map_err(|error| Failure::CouldNotRun(error.to_string()))?;
        let mut reading = if request.is_some() || self.checks(text) {
            let reader = order::Reader {
                knowledge: self.knowledge,
                language: self.language,
                extractor: &self.extractor,
                as_of,
            };
            reader.with_order(rest, request.as_ref(), reading)
        } else {
            reading
        };
        match of {
            Of::Answered(Whose::Same) => reading.forget_other_patients(self.language, rest),
            Of::Answered(Whose::Another) => reading.forget_what_is_taken_back(),
            Of::Anybody | Of::ThePatient => {}
        }
        let last = self.told.get(self.told_before..).unwrap_or_default();
        if self.earlier.is_some() && points_at(last, rest, &reading) {
            reading.take_back_the_last();
        }
        let others = match &self.case {
            Some(case) if of != Of::ThePatient && reading.patients.is_empty() => others(
                self.knowledge,
                &self.extractor,
                (&self.told, case),
                (rest, &reading),
                as_of.date,
            ),
            _ => Vec::new(),
        };
        reading.be_of_another(others.clone());
        let (before, gone) = match (&self.case, reading.withdrawn.all) {
            (Some(case), Some(_)) => {
                let (before, gone) = without_the_last(self.knowledge, case, self.earlier.as_ref());
                (Some(before), gone)
            }
            (case, _) => (case.clone(), Vec::new()),
        };
        if let Some(before) = &before {
            reading.go_on(self.knowledge, self.language, before);
        }
        let mut heard = hear(
            self.knowledge,
            self.language,
            before.as_ref(),
            text,
            &reading,
            as_of,
        );
        if self.case.is_none() {
            reading.unread.extend(reading.withdrawn.all);
        }
        // Words that take back a text which told nothing take back nothing, and that is said.
        if let Some(cue) = reading.withdrawn.all.filter(|_| gone.is_empty()) {
            let words = cue.of(text).to_owned();
            if !heard.unclear.contains(&words) {
                heard.unclear.push(words);
            }
        }
        let corrects = reading.withdrawn.corrects.iter();
        let unclear = corrects.filter(|cue| heard.unclear.iter().any(|it| it == cue.of(text)));
        let unclear: Vec<Span> = unclear.copied().collect();
        reading.unread.extend(unclear);
        reading.unread.sort_unstable();
        reading.unread.dedup();
        heard.withdrawn.splice(0..0, gone);
        let named = others.first().or(reading.patients.first());
        let takes_back_first = match named {
            Some(other) if reading.withdrawn.all.is_none() => {
                self.takes_back_first(rest, other.span, &reading, as_of)?
            }
            _ => true,
        };
        Ok(Taken {
            reading,
            heard,
            others,
            takes_back_first,
        })
    }

    fn changes(&self, heading: String, before: &Case, now: &Case, told: Vec<String>) -> Changes {
        let (before, then) = (assess(self.knowledge, before), assess(self.knowledge, now));
        let news = news(self.knowledge, &before, &then, now.as_of);
        Changes {
            taken: Vec::new(),
            heading,
            lines: told.into_iter().chain(news).collect(),
        }
    }
}

/// Whether a text that asks nothing told nothing either.
fn tells_nothing(text: &str, reading: &Reading) -> bool {
    let is_short = text.len() <= LONGEST && !text.contains('?');
    is_short && reading.unread.is_empty() && says_nothing(reading)
}

/// What is said of a text that told nothing. A bare "no" may be meant for any of the questions.
fn nothing_understood(language: &Language, text: &str) -> String {
    let text = text.trim();
    let mut words = text.split(|it: char| !it.is_alphanumeric());
    let uses = words.find_map(|it| (!it.is_empty()).then(|| language.used.of(&it.to_lowercase())));
    let answers = uses.is_some_and(|it| it.has(Use::Yes) || it.has(Use::No));
    let how = match answers {
        true => "name what it answers, such as \"no shock, no breathlessness\"",
        false => "say it in other words",
    };
    format!("nothing was understood in \"{text}\", and what was told before stands: {how}")
}

/// What a text took back, and what is asked where it is not said what it takes back.
fn taken_back(heard: &Heard) -> Vec<String> {
    let taken = heard.withdrawn.iter().map(|it| format!("taken back: {it}"));
    taken
        .chain(heard.unclear.iter().map(|it| unclear(it)))
        .collect()
}

fn unclear(words: &str) -> String {
    format!(
        "not clear what \"{words}\" takes back, so nothing was: say which finding or which test behind \"ignore\", or which leg \
         behind \"correction:\""
    )
}

/// Longest words that ask for a check of what follows them, in bytes.
const LONGEST: usize = 100;

/// Longest title of an order, in bytes.
const LONGEST_TITLE: usize = 40;

/// Most colons that are looked at.
const MOST_COLONS: usize = 5;

/// What a text asks that wants a check of what it holds, whatever that is about.
fn asks_to_check(mut asks: Asks, request: &Range<usize>) -> Asks {
    let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let span = Span {
        start: place(request.start),
        end: place(request.end),
    };
    if !asks.intents.iter().any(|(it, _)| *it == IntentKind::Check) {
        asks.intents.insert(0, (IntentKind::Check, span));
    }
    asks
}

/// A text without some words of it, as a line of blanks: all other places in it stay where they were.
fn without(text: &str, words: &Range<usize>) -> String {
    let (before, rest) = text.split_at(words.start.min(text.len()));
    let (_, rest) = rest.split_at(words.len().min(rest.len()));
    let blank = " ".repeat(words.len().saturating_sub(1));
    format!("{before}{blank}\n{rest}")
}

impl Reply<'_> {
    /// What the knowledge says of the patient that the answer is about.
    pub(crate) fn assessment(&self) -> &Assessment {
        &self.plan.root.assessment
    }

    /// What a language model proposed, if one was asked.
    #[cfg(feature = "language-model")]
    pub(crate) fn proposed(&self) -> Option<&venule_text::proposed::Proposed> {
        self.reading.proposed.as_ref()
    }

    /// The answer, with what it was made of.
    ///
    /// Where nobody is named as the reader, the text may say who it is.
    pub(crate) fn document<'r>(&'r self, wishes: Wishes<'r>) -> (Asked<'r>, Document) {
        let asked = Asked {
            knowledge: self.knowledge,
            text: &self.text,
            reading: &self.reading,
            case: &self.case,
            assessment: self.assessment(),
            plan: &self.plan,
            language: self.language,
            asks: &self.asks,
            about: self.about,
            reader: self.reader,
            changes: self.changes.as_ref(),
            wishes,
        };
        let document = compose(&asked);
        (asked, document)
    }
}
