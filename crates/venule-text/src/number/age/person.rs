//! Ages that only a person beside them makes ages: "I am 49", "Mr Smith, 68 y", "my father (81)".

use super::{Age, Amount, Atom, Mention, Number, Read, Reader, Sex, Sign, TimeUnit, W, Word};

impl Reader<'_> {
    /// "I am 49", "Mr Smith, 68 y", "my father (81)": a bare number that only a person before it makes an age.
    pub(super) fn said_of_a_person(&self, at: usize) -> Read<Mention> {
        let years = self
            .number(at)
            .and_then(Number::whole)
            .filter(|years| (14..=110).contains(years))?;
        let said = at.checked_sub(1).map_or("", |at| self.raw(at));
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
                let rest = said.strip_suffix(lead);
                rest.is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
            });
        let begins = |words: &&str| {
            let first = words.split(' ').next().unwrap_or_default();
            let person = || person_with_title(first).or_else(|| relative(first));
            matches!(first, "my" | "our") || person().is_some() || self.shortened(at - 1)
        };
        let before = said.strip_suffix(" is").filter(begins);
        let named = before.and_then(|words| self.person_in(words, at - 1));
        let apart = (bracket || comma && free)
            .then(|| person(at.checked_sub(2)))
            .flatten();
        // "Recruit, 19, male."
        let starts = self.begins(at) || self.follows_stop(at);
        let row = (comma || starts) && self.sign(ends, Sign::Comma);
        let behind = self.word(ends + 1).filter(|_| row);
        let behind = behind.and_then(|word| match word {
            // "Calf pain. 62, F."
            Word::Sex(sex) if self.raw(ends + 1).len() > 1 || self.ends_part(ends + 2) => {
                Some(Some(sex))
            }
            _ => None,
        });
        // "Wife 62 says her calf is swollen".
        let kin = said.rsplit(' ').next().and_then(relative);
        let kin = kin.filter(|_| self.speaks(ends));
        // "Swollen leg, woman. 56."
        let stop = at > 1 && self.sign(at - 1, Sign::Dot) && !self.glued(at);
        let stated = at.checked_sub(2).filter(|_| stop && self.ends_part(ends));
        let stated = stated.and_then(|at| match self.word(at) {
            Some(Word::Sex(sex)) if self.raw(at).len() > 1 => Some(Some(sex)),
            _ => None,
        });
        let sex = apart
            .or(stated)
            .or(named.filter(|_| free))
            .or(behind)
            .or(kin);
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

    /// Whether a statement ends here.
    fn ends_part(&self, at: usize) -> bool {
        matches!(
            self.kind(at),
            None | Some(Atom::Break | Atom::Sign(Sign::Dot))
        )
    }

    /// Whether what stands here tells what a person says or has: "says", "has".
    fn speaks(&self, at: usize) -> bool {
        let first = self.raw(at).split(' ').next();
        matches!(
            first,
            Some("says" | "has" | "is" | "reports" | "complains" | "tells" | "woke" | "fell" | "c")
        )
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
}

/// The sex of the person that words end in, where they say one: "my father", "Mrs Smith", "my aunt Ann".
fn person_named(words: &str) -> Option<Option<Sex>> {
    let mut words = words.rsplit(' ').filter(|word| word.len() > 1);
    let last = words.next()?;
    let before = words.next();
    let name = || person_with_title(before?).or_else(|| relative(before?));
    match last {
        "retired" | "patient" | "pt" | "teacher" | "nurse" | "farmer" | "driver" | "partner"
        | "child" | "kid" | "friend" | "flatmate" | "cousin" => Some(None),
        _ => relative(last)
            .or_else(|| person_with_title(last))
            .or_else(name)
            .or_else(|| matches!(before?, "retired" | "former" | "ex").then_some(None))
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
        "father" | "dad" | "husband" | "grandfather" | "grandad" | "brother" | "son" | "uncle"
        | "boyfriend" | "grandson" | "nephew" | "daddy" | "hubby" | "grandpa" => {
            Some(Some(Sex::Male))
        }
        "mother" | "mum" | "mom" | "wife" | "grandmother" | "gran" | "sister" | "daughter"
        | "aunt" | "girlfriend" | "granddaughter" | "niece" | "mummy" | "grandma" | "nan" => {
            Some(Some(Sex::Female))
        }
        _ => None,
    }
}
