//! Ages: "45-year-old", "62yo M", "58F", "aged 71", "in her 70s", "3 months old".

use rust_decimal::Decimal;

use super::amount::Ranged;
use super::lex::{Kind as Atom, Number, Sign};
use super::model::{Age, Amount, Doubt, Figure, Mention, Sex, TimeUnit};
use super::reader::{Read, Reader};
use super::word::{W, Word};

/// Years beyond which nobody lives.
const OLDEST: i64 = 120;

/// What "about" takes on both sides of an age, in hundredths.
const ABOUT: i64 = 10;

impl Reader<'_> {
    pub(super) fn age(&self, at: usize) -> Read<Mention> {
        self.decade_of_life(at)
            .or_else(|| self.aged(at))
            .or_else(|| self.said_of_a_person(at))
            .or_else(|| self.sex_first(at))
            .or_else(|| self.age_words(at))
            .or_else(|| self.years_alone(at))
    }

    /// "D-dimer 1450, 49 years, Wells 1": years by themselves between two stops are an age. Whether what stands before
    /// them has lasted so long is seen later.
    fn years_alone(&self, at: usize) -> Read<Mention> {
        let (Ranged { amount, core }, next) = self.amount(at, ABOUT)?;
        let years = amount.single().filter(|years| years.is_integer())?;
        let unit = matches!(self.word(next), Some(Word::Time(TimeUnit::Year)));
        let person = (Decimal::from(18)..=Decimal::from(110)).contains(&years) && next == at + 1;
        let starts = self.begins(at)
            || self.follows_stop(at)
            || self.follows_comma(at)
            || self.is_introduced(at);
        let ends = matches!(
            self.kind(next + 1),
            None | Some(Atom::Break | Atom::Sign(Sign::Dot | Sign::Comma | Sign::Close))
        ) || self.raw(next + 1).starts_with(';')
            || self.is(next + 1, W::With) && !self.follows_comma(at);
        if !(unit && person && starts && ends) {
            return None;
        }
        let age = Age {
            amount,
            unit: TimeUnit::Year,
            sex: None,
            then: false,
        };
        Some(self.age_mention(at, (core, next + 1), next + 1, age))
    }

    fn age_mention(
        &self,
        from: usize,
        core: (usize, usize),
        to: usize,
        age: Age,
    ) -> (Mention, usize) {
        let years = age.unit == TimeUnit::Year;
        let known = [age.amount.low, age.amount.high, Some(age.amount.said)];
        let beyond = known
            .into_iter()
            .flatten()
            .any(|value| value > Decimal::from(OLDEST) || value < Decimal::ZERO);
        // 100f is a temperature as well.
        let warm = years
            && age.sex == Some(Sex::Female)
            && age.amount.said >= Decimal::from(95)
            && self.raw(to - 1) == "f";
        let doubt = match (years && beyond, warm) {
            (true, _) => Some(Doubt::Implausible),
            (false, true) => Some(Doubt::Ambiguous),
            (false, false) => None,
        };
        (
            self.mention_beyond(from, core, to, Figure::Age(age), doubt),
            to,
        )
    }

    /// "45 year old", "62yo", "4 y/o", "58f", "3 years of age".
    fn age_words(&self, at: usize) -> Read<Mention> {
        let (Ranged { amount, core }, next) = self.amount(at, ABOUT).or_else(|| {
            let one = self.word(at) == Some(Word::Article);
            let amount = Amount::exact(Decimal::ONE);
            one.then_some((Ranged { amount, core: at }, at + 1))
        })?;
        let mut next = next;
        let (unit, sex) = if let Some((unit, after)) = self.old_behind(next) {
            let sex = match self.raw(after.saturating_sub(1)) {
                "yom" | "yrm" | "yrsm" => Some(Sex::Male),
                "yof" | "yrf" | "yrsf" => Some(Sex::Female),
                _ => None,
            };
            next = after;
            (unit, sex)
        } else if let Some((sex, after)) = self.years_and_sex(at, next) {
            next = after;
            (TimeUnit::Year, Some(sex))
        } else {
            let (sex, after) = self.sex_alone(at, amount, next)?;
            next = after;
            (TimeUnit::Year, Some(sex))
        };
        let end = next;
        let (sex, next) = match (sex, self.sex(next)) {
            (None, Some((sex, after))) => (Some(sex), after),
            (sex, _) => (sex, next),
        };
        let age = Age {
            amount,
            unit,
            sex,
            then: false,
        };
        Some(self.age_mention(at, (core, end), next, age))
    }

    /// "51 y male", "14 yrs girl"; "pt 66, male"; "81 yrs, male" where a patient is introduced.
    fn years_and_sex(&self, at: usize, next: usize) -> Read<Sex> {
        let years = matches!(self.word(next), Some(Word::Time(TimeUnit::Year)));
        let comma = self.sign(next, Sign::Comma) && self.is_introduced(at);
        let starts = self.begins(at) || self.follows_stop(at);
        let listed = years && (starts || self.is_introduced(at) || self.follows_comma(at));
        let behind = next + 1 + usize::from(listed && self.sign(next + 1, Sign::Comma));
        let (sex, after) = (years || comma).then(|| self.sex(behind)).flatten()?;
        let word = self.raw(after - 1).len() > 1;
        (word || starts).then_some((sex, after))
    }

    /// "year old", "yo", "y/o", "yrs old", "years of age", "mths old".
    fn old_behind(&self, at: usize) -> Read<TimeUnit> {
        let at = at + usize::from(self.sign(at, Sign::Dash));
        if self.is(at, W::YearOld) {
            return Some((TimeUnit::Year, at + 1));
        }
        let slash = |at| self.sign(at, Sign::Slash) || self.sign(at, Sign::Dot);
        if matches!(self.raw(at), "y" | "yr" | "yrs") {
            let o = at + 1 + usize::from(slash(at + 1));
            if self.is(o, W::O) {
                return Some((TimeUnit::Year, self.skip_sign(o + 1, Sign::Dot)));
            }
        }
        let Some(Word::Time(unit)) = self.word(at) else {
            return None;
        };
        let next = at + 1 + usize::from(self.sign(at + 1, Sign::Dash));
        if self.is(next, W::Old) {
            Some((unit, next + 1))
        } else if self.is(next, W::Of) && self.is(next + 1, W::Age) {
            Some((unit, next + 2))
        } else {
            None
        }
    }

    /// A sex behind an age: a word, or a letter.
    fn sex(&self, at: usize) -> Read<Sex> {
        let at = self.skip_sign(at, Sign::Slash);
        match self.word(at)? {
            Word::Sex(sex) => Some((sex, at + 1)),
            Word::Unit(_) if self.raw(at) == "m" => Some((Sex::Male, at + 1)),
            _ => None,
        }
    }

    /// `58f`, `62 m`, `71/f`, "58 female" where nothing else says that it is an age.
    fn sex_alone(&self, at: usize, amount: Amount, next: usize) -> Read<Sex> {
        let years = amount.single().filter(|years| years.is_integer())?;
        if !(Decimal::from(14)..=Decimal::from(110)).contains(&years) || next != at + 1 {
            return None;
        }
        let (sex, after) = self.sex(next)?;
        let letter = self.raw(after - 1).len() == 1;
        let slash = self.sign(next, Sign::Slash) && self.glued(next) && self.glued(next + 1);
        // A letter alone is a unit too: degrees Fahrenheit, meters. It is an age where a patient is introduced.
        let begins =
            self.begins(at) || self.word(at - 1) == Some(Word::Article) || self.is(at - 1, W::This);
        let introduced = self.is_introduced(at);
        let stop = self.follows_stop(at)
            && self.glued(next)
            && (matches!(self.raw(after), "," | "." | "" | "w" | "w/") || self.is(after, W::With));
        let begins = begins || introduced || stop;
        let leads = self.is(after, W::With)
            || matches!(self.raw(after), "," | "?" | ")" | "")
            || introduced && self.raw(after) == "."
            || self.presents(after);
        // "71m, leg swollen", "62m post surgery", but not "50m walk".
        let glued = self.glued(next) && years >= Decimal::from(18) && !self.is_way(after);
        // Nobody writes meters large: "tel. consult, 60M", "seen in ED, 58M on apixaban".
        let large = self.is_large(next)
            && years >= Decimal::from(18)
            && (!self.walks(after) || self.is(after + 1, W::In))
            && (begins
                || self.follows_comma(at)
                || self.follows_stop(at)
                || self.follows_heading(at));
        let clear = match sex {
            Sex::Female => self.glued(next) && years < Decimal::from(95) || begins || leads,
            Sex::Male => {
                large || begins && (glued || leads && (introduced || self.raw(after) != ","))
            }
        };
        (!letter || slash || clear).then_some((sex, after))
    }

    /// "I am 49", "Mr Smith, 68 y", "my father (81)": a bare number that only a person before it makes an age.
    fn said_of_a_person(&self, at: usize) -> Read<Mention> {
        let years = self
            .number(at)
            .and_then(Number::whole)
            .filter(|years| (14..=110).contains(years))?;
        let before = self.raw(at.checked_sub(1)?);
        let person = |at: Option<usize>| at.and_then(|at| self.person_before(at));
        let bracket = at > 1 && self.sign(at - 1, Sign::Open) && self.sign(at + 1, Sign::Close);
        let comma = at > 1 && self.sign(at - 1, Sign::Comma);
        let unit = matches!(self.raw(at + 1), "y" | "yr" | "yrs" | "years" | "year");
        let ends = at + 1 + usize::from(unit);
        let free = matches!(
            self.kind(ends),
            None | Some(
                Atom::Break | Atom::Sign(Sign::Dot | Sign::Comma | Sign::Close | Sign::Colon)
            )
        ) || matches!(
            self.word(ends),
            Some(Word::Is(W::And | W::With | W::Now | W::By))
        );
        let says = ["i am", "im", "i m", "she is", "he is", "shes", "hes", "am"]
            .iter()
            .any(|lead| {
                let rest = before.strip_suffix(lead);
                rest.is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
            });
        let begins = |words: &&str| {
            let first = words.split(' ').next().unwrap_or_default();
            let person = || person_with_title(first).or_else(|| relative(first));
            matches!(first, "my" | "our") || person().is_some() || self.shortened(at - 1)
        };
        let before = before.strip_suffix(" is").filter(begins);
        let named = before.and_then(|words| self.person_in(words, at - 1));
        let apart = (bracket || comma && free)
            .then(|| person(at.checked_sub(2)))
            .flatten();
        // "Recruit, 19, male."
        let row = (comma || self.begins(at)) && self.sign(ends, Sign::Comma);
        let behind = self.word(ends + 1).filter(|_| row);
        let behind = behind.and_then(|word| match word {
            Word::Sex(sex) if self.raw(ends + 1).len() > 1 => Some(Some(sex)),
            _ => None,
        });
        let sex = apart.or(named.filter(|_| free)).or(behind);
        if sex.is_none() && !(says && (free || self.tells_more(ends))) {
            return None;
        }
        let age = Age {
            amount: Amount::exact(years.into()),
            unit: TimeUnit::Year,
            sex: sex.flatten(),
            then: false,
        };
        Some(self.age_mention(at, (at, ends), ends, age))
    }

    /// Whether what a person may say behind an age stands here: "I am 27 never ill", but not "I am 45 miles away".
    fn tells_more(&self, at: usize) -> bool {
        let first = self.raw(at).split(' ').next();
        matches!(
            first,
            Some(
                "never"
                    | "fit"
                    | "healthy"
                    | "otherwise"
                    | "normally"
                    | "usually"
                    | "generally"
                    | "previously"
                    | "always"
                    | "not"
                    | "my"
                    | "but"
                    | "retired"
                    | "had"
                    | "have"
                    | "taking"
            )
        )
    }

    /// The sex of a person that the last words of an atom name, where they say one.
    fn person_before(&self, at: usize) -> Option<Option<Sex>> {
        if let Some(Word::Sex(sex)) = self.word(at) {
            return Some((self.raw(at).len() > 1).then_some(sex));
        }
        // "Ms T (47)": the initial of a name.
        if self.raw(at).len() == 1 {
            return self.person_before(at.checked_sub(1)?);
        }
        self.person_in(self.raw(at), at)
    }

    /// The sex of the person whom words of the atom at `at` name: "Mr. Smith", whose title ends an atom, too.
    fn person_in(&self, words: &str, at: usize) -> Option<Option<Sex>> {
        let title = || person_with_title(self.raw(at - 2).rsplit(' ').next()?);
        let name = self.shortened(at) && !words.contains(' ');
        person_named(words).or_else(|| name.then(title).flatten())
    }

    /// Whether a full stop right before may be that of a title.
    fn shortened(&self, at: usize) -> bool {
        at > 1 && self.sign(at - 1, Sign::Dot)
    }

    /// Whether a full stop or the letter of a part stands before, with a blank: "Tel. consult. 60M", "S: 45M".
    fn follows_stop(&self, at: usize) -> bool {
        let part = || at > 1 && self.sign(at - 1, Sign::Colon) && self.raw(at - 2).len() == 1;
        let stop = || self.sign(at - 1, Sign::Dot) || self.raw(at - 1).ends_with(['?', '!']);
        at > 0 && (stop() || part()) && !self.glued(at)
    }

    /// Whether a comma, a semicolon or a dash stands before, with a blank: "tel consult, 60M".
    fn follows_comma(&self, at: usize) -> bool {
        let apart = at > 0 && !self.glued(at);
        let dash = || self.sign(at - 1, Sign::Dash) && !self.glued(at - 1);
        apart && (self.sign(at - 1, Sign::Comma) || dash() || self.raw(at - 1).ends_with(';'))
    }

    /// Whether a colon stands before, with a blank, and no word for a way: "A&E: 64M".
    fn follows_heading(&self, at: usize) -> bool {
        let colon = at > 1 && self.sign(at - 1, Sign::Colon) && !self.glued(at);
        colon && !self.raw(at - 2).ends_with("distance") && !self.walks(at - 2)
    }

    /// Whether a line or a bracket begins here.
    fn begins(&self, at: usize) -> bool {
        let marked = at > 2
            && self.sign(at - 1, Sign::Close)
            && (self.number(at - 2).is_some() || self.raw(at - 2).len() == 1)
            && self.sign(at - 3, Sign::Open);
        at == 0
            || matches!(self.kind(at - 1), Some(Atom::Break))
            || self.sign(at - 1, Sign::Open)
            || marked
    }

    /// Whether "patient" or "pt" stands before.
    fn is_introduced(&self, at: usize) -> bool {
        let before = |at: usize, step: usize| at.checked_sub(step);
        let named = |at: Option<usize>| {
            at.is_some_and(|at| matches!(self.raw(at), "pt" | "patient" | "pat"))
        };
        let marked = before(at, 1)
            .is_some_and(|at| self.sign(at, Sign::Colon) || self.sign(at, Sign::Comma));
        named(before(at, 1)) || marked && named(before(at, 2)) || self.heads(at)
    }

    /// Whether a heading of what is known of a patient stands right before.
    fn heads(&self, at: usize) -> bool {
        let colon = at > 1 && self.sign(at - 1, Sign::Colon);
        let last = self.raw(at.saturating_sub(2)).rsplit(' ').next();
        let known = last.is_some_and(|word| {
            matches!(
                word,
                "details"
                    | "history"
                    | "hx"
                    | "info"
                    | "information"
                    | "indication"
                    | "case"
                    | "re"
            )
        });
        colon && known
    }

    /// Whether a length before it is a way: "50m walk", "50m on the flat", "40m in 2 minutes".
    fn is_way(&self, at: usize) -> bool {
        let next = self.raw(at + 1).split(' ').next().unwrap_or_default();
        let place = match self.raw(at) {
            "on" => matches!(
                next,
                "the"
                    | "a"
                    | "flat"
                    | "level"
                    | "treadmill"
                    | "foot"
                    | "stairs"
                    | "hills"
                    | "grass"
            ),
            "in" => self.number(at + 1).is_some() || matches!(next, "a" | "one" | "under"),
            word => matches!(word, "without" | "from" | "to" | "at"),
        };
        place || self.walks(at)
    }

    /// Whether a word behind a length says that it is gone or measured: "50m long", but not "45M long haul flight".
    fn walks(&self, at: usize) -> bool {
        let mut words = self.raw(at).split(' ');
        let first = words.next().unwrap_or_default();
        let next = words.next();
        let measured = matches!(
            first,
            "high" | "tall" | "long" | "deep" | "distance" | "away" | "test"
        );
        let ends = next.is_none_or(|next| {
            matches!(
                next,
                "and" | "or" | "by" | "x" | "in" | "at" | "then" | "from" | "on" | "of" | "before"
            )
        });
        measured && ends
            || matches!(
                first,
                "walk"
                    | "walks"
                    | "walking"
                    | "walked"
                    | "run"
                    | "running"
                    | "sprint"
                    | "swim"
                    | "before"
                    | "then"
                    | "uphill"
            )
    }

    /// Whether the words behind introduce a complaint: "c/o", "presents", "p/w".
    fn presents(&self, at: usize) -> bool {
        let word = self.raw(at);
        [
            "presents",
            "presenting",
            "presented",
            "c/",
            "p/",
            "who",
            "pc",
            "c",
            "p",
        ]
        .iter()
        .any(|lead| {
            word.strip_prefix(lead)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '/']))
        })
    }

    /// "aged 71", "age 71", "age: 71 years", "at the age of 50".
    fn aged(&self, at: usize) -> Read<Mention> {
        let lead = usize::from(self.is(at, W::At));
        let word = self.skip(at + lead, W::The);
        if !self.any(word, &[W::Age, W::Aged]) {
            return None;
        }
        let next = self.skip(self.skip_sign(word + 1, Sign::Colon), W::Of);
        let next = self.skip_sign(next, Sign::Equal);
        let (Ranged { amount, core }, next) = self.amount(next, ABOUT)?;
        let (unit, next) = match self.old_behind(next) {
            Some(read) => read,
            None => self.time_unit(next).unwrap_or((TimeUnit::Year, next)),
        };
        let end = next;
        let (sex, next) = self
            .sex(next)
            .map_or((None, next), |(sex, next)| (Some(sex), next));
        let then = lead == 1 && self.is(word, W::Age);
        Some(self.age_mention(
            at,
            (core, end),
            next,
            Age {
                amount,
                unit,
                sex,
                then,
            },
        ))
    }

    /// `f58`, `m/62`, "female 58".
    fn sex_first(&self, at: usize) -> Read<Mention> {
        let Some(Word::Sex(_) | Word::Unit(_)) = self.word(at) else {
            return None;
        };
        let (sex, next) = self.sex(at)?;
        let letter = self.raw(at).len() == 1;
        let bracket = at > 0 && self.sign(at - 1, Sign::Open);
        let comma = self.sign(next, Sign::Comma) && (!letter || bracket);
        let next = next + usize::from(self.sign(next, Sign::Slash) || comma);
        let years = self
            .number(next)
            .and_then(Number::whole)
            .filter(|years| (14..=110).contains(years))?;
        let years_behind = comma && matches!(self.raw(next + 1), "y" | "yr" | "yrs" | "years");
        let free = at == 0 || !self.glued(at) || self.sign(at - 1, Sign::Open);
        let alone = self.old_behind(next + 1).is_none()
            && (years_behind || self.time_unit(next + 1).is_none());
        let joined = !letter || self.glued(next) || self.begins(at);
        // A number with a unit or a point behind it is a measurement.
        let ends = !matches!(self.word(next + 1), Some(Word::Unit(_)))
            && !self.sign(next + 1, Sign::Percent);
        if !(free && joined && alone && ends) {
            return None;
        }
        let age = Age {
            amount: Amount::exact(years.into()),
            unit: TimeUnit::Year,
            sex: Some(sex),
            then: false,
        };
        let end = next + 1 + usize::from(years_behind);
        Some(self.age_mention(at, (next, end), end, age))
    }

    /// "in her 70s", "mid fifties", "in their early 60s".
    fn decade_of_life(&self, at: usize) -> Read<Mention> {
        let lead = self.is(at, W::In) && self.is(at + 1, W::Possessive);
        let part = if lead { at + 2 } else { at };
        let part_word = match self.word(part) {
            Some(Word::Is(word @ (W::Early | W::Mid | W::Late))) => Some(word),
            _ => None,
        };
        if !lead && part_word.is_none() {
            return None;
        }
        let decade = part + usize::from(part_word.is_some());
        let decade = decade + usize::from(self.sign(decade, Sign::Dash));
        let (first, next) = match self.word(decade) {
            Some(Word::Decade(first)) => (u64::from(first), decade + 1),
            _ => {
                let first = self.number(decade).and_then(Number::whole)?;
                let quote = self.skip_sign(decade + 1, Sign::Quote);
                (self.raw(quote) == "s" && first % 10 == 0 && (20..=100).contains(&first))
                    .then_some((first, quote + 1))?
            }
        };
        let (low, high) = match part_word {
            Some(W::Early) => (0, 3),
            Some(W::Mid) => (4, 6),
            Some(W::Late) => (7, 9),
            _ => (0, 9),
        };
        let amount = Amount {
            low: Some((first + low).into()),
            high: Some((first + high).into()),
            open: false,
            said: first.into(),
            about: true,
        };
        let age = Age {
            amount,
            unit: TimeUnit::Year,
            sex: None,
            then: false,
        };
        Some(self.age_mention(at, (decade, next), next, age))
    }
}

/// The sex of the person that words end in, where they say one: "my father", "Mrs Smith", "my aunt Ann".
fn person_named(words: &str) -> Option<Option<Sex>> {
    let mut words = words.rsplit(' ').filter(|word| word.len() > 1);
    let last = words.next()?;
    let before = words.next();
    let name = || person_with_title(before?).or_else(|| relative(before?));
    match last {
        "patient" | "pt" | "teacher" | "nurse" | "farmer" | "driver" | "partner" => Some(None),
        _ => relative(last)
            .or_else(|| person_with_title(last))
            .or_else(name)
            .or_else(|| words.take(2).find_map(person_with_title)),
    }
}

fn person_with_title(word: &str) -> Option<Option<Sex>> {
    match word {
        "mr" => Some(Some(Sex::Male)),
        "mrs" | "ms" | "miss" => Some(Some(Sex::Female)),
        _ => None,
    }
}

fn relative(word: &str) -> Option<Option<Sex>> {
    match word {
        "father" | "dad" | "husband" | "grandfather" | "grandad" | "brother" | "son" | "uncle" => {
            Some(Some(Sex::Male))
        }
        "mother" | "mum" | "mom" | "wife" | "grandmother" | "gran" | "sister" | "daughter"
        | "aunt" => Some(Some(Sex::Female)),
        _ => None,
    }
}
