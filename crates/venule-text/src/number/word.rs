//! The words of the grammar: number words, units of time, months, weekdays, comparators.
//!
//! A word is found by its first byte and its length, so most words of a text cost one look into a table.

use std::sync::LazyLock;

use super::model::{Sex, TimeUnit};
use super::unit::Symbol;

/// A word that the grammar knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// 0 to 19.
    Ones(u8),
    /// 20, 30 ... 90.
    Tens(u8),
    /// 100.
    Hundred,
    /// A thousand and more.
    Scale(u64),
    Dozen,
    Half,
    Quarter,
    /// third, fifths: an ordinal or the lower part of a fraction.
    Nth(u16),
    Couple,
    Few,
    Several,
    Some,
    Article,
    Another,
    /// all, full, whole.
    Whole,
    Point,
    /// twenties ... nineties.
    Decade(u8),
    Time(TimeUnit),
    Month(i8),
    Weekday(i8),
    /// A word of a unit of measurement.
    Unit(Symbol),
    Sex(Sex),
    /// Any other word of the grammar.
    Is(W),
}

/// Words that stand for themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum W {
    About,
    After,
    Age,
    Aged,
    Ago,
    And,
    At,
    Back,
    Before,
    Below,
    Between,
    Business,
    By,
    Compared,
    Current,
    CutOff,
    Cut,
    Dated,
    During,
    Duration,
    Early,
    Earlier,
    Equal,
    Exceed,
    For,
    From,
    Hence,
    History,
    In,
    Last,
    Lasting,
    Late,
    Later,
    Least,
    Less,
    Limit,
    Max,
    Metric,
    Mid,
    Min,
    Minus,
    More,
    Morning,
    Most,
    Nearly,
    Next,
    Night,
    No,
    Normal,
    Not,
    Now,
    O,
    Of,
    Off,
    Old,
    On,
    Op,
    Or,
    Out,
    P,
    Over,
    Past,
    Per,
    Percent,
    Pod,
    Possessive,
    Post,
    PostOp,
    Ref,
    Range,
    Rest,
    Same,
    Season,
    Since,
    So,
    Than,
    The,
    This,
    Till,
    Time,
    To,
    Today,
    Tomorrow,
    Tonight,
    Under,
    Up,
    Versus,
    Weekend,
    Within,
    With,
    X,
    YearOld,
    Yesterday,
    Am,
    Pm,
    Squared,
}

const WORDS: &[(&str, W)] = &[
    (
        "about about approximately approx around roughly circa ca",
        W::About,
    ),
    ("after following", W::After),
    ("age ages", W::Age),
    ("aged", W::Aged),
    ("ago agon", W::Ago),
    ("and", W::And),
    ("at", W::At),
    ("back", W::Back),
    ("before", W::Before),
    ("below", W::Below),
    ("between", W::Between),
    ("business working", W::Business),
    ("by", W::By),
    ("compared", W::Compared),
    ("current", W::Current),
    ("cutoff threshold", W::CutOff),
    ("cut", W::Cut),
    ("dated date", W::Dated),
    ("during", W::During),
    ("duration", W::Duration),
    ("early beginning start", W::Early),
    ("earlier prior previously beforehand", W::Earlier),
    ("equal equals equaling equalling", W::Equal),
    (
        "exceed exceeds exceeding surpass surpasses surpassing",
        W::Exceed,
    ),
    ("for", W::For),
    ("from starting", W::From),
    ("hence", W::Hence),
    ("history hx h/o", W::History),
    ("in", W::In),
    ("last previous preceding", W::Last),
    ("lasting lasts lasted", W::Lasting),
    ("late end", W::Late),
    ("later", W::Later),
    ("least", W::Least),
    ("less fewer lower smaller lesser", W::Less),
    ("limit uln", W::Limit),
    ("max maximum", W::Max),
    ("metric", W::Metric),
    ("mid middle", W::Mid),
    ("minimum", W::Min),
    ("minus", W::Minus),
    ("more greater higher bigger larger longer", W::More),
    ("morning afternoon evening", W::Morning),
    ("most", W::Most),
    ("nearly almost", W::Nearly),
    ("next coming upcoming", W::Next),
    ("night", W::Night),
    ("no", W::No),
    ("normal reference", W::Normal),
    ("not", W::Not),
    ("now", W::Now),
    ("o", W::O),
    ("of", W::Of),
    ("off", W::Off),
    ("old older", W::Old),
    ("on", W::On),
    ("op operative operatively operation", W::Op),
    ("or", W::Or),
    ("out", W::Out),
    ("p", W::P),
    ("over above", W::Over),
    ("past", W::Past),
    ("per", W::Per),
    ("percent percentage pct", W::Percent),
    ("pod", W::Pod),
    ("her his their my our", W::Possessive),
    ("post", W::Post),
    (
        "postop postoperative postoperatively postpartum postnatal postnatally",
        W::PostOp,
    ),
    ("ref refs", W::Ref),
    ("range", W::Range),
    ("rest remainder", W::Rest),
    ("same", W::Same),
    ("spring summer autumn fall winter", W::Season),
    ("since", W::Since),
    ("so", W::So),
    ("than", W::Than),
    ("the", W::The),
    ("this", W::This),
    ("till until til", W::Till),
    ("time", W::Time),
    ("to through thru", W::To),
    ("today todays", W::Today),
    ("tomorrow tmrw tmr tomorrows", W::Tomorrow),
    ("tonight", W::Tonight),
    ("under", W::Under),
    ("up", W::Up),
    ("v vs versus against", W::Versus),
    ("weekend weekends", W::Weekend),
    ("within", W::Within),
    ("with w", W::With),
    ("x", W::X),
    ("yo yom yof yrm yrf yrsm yrsf", W::YearOld),
    ("yesterday yesterdays yest yesty yday ystd", W::Yesterday),
    ("am", W::Am),
    ("pm", W::Pm),
    ("square sq squared cubic", W::Squared),
];

const ONES: &str = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen \
    sixteen seventeen eighteen nineteen";
const TENS: &str = "twenty thirty forty fifty sixty seventy eighty ninety";
const NTHS: &str = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth \
    fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth";
const DECADES: &str = "twenties thirties forties fifties sixties seventies eighties nineties";
const MONTHS: &[&str] = &[
    "january jan",
    "february feb",
    "march mar",
    "april apr",
    "may",
    "june jun",
    "july jul",
    "august aug",
    "september sept sep",
    "october oct",
    "november nov",
    "december dec",
];
const WEEKDAYS: &[&str] = &[
    "monday mon mondays",
    "tuesday tue tues tuesdays",
    "wednesday wed weds wednesdays",
    "thursday thu thur thurs thursdays",
    "friday fri fridays",
    "saturday sat saturdays",
    "sunday sun sundays",
];
const TIMES: &[(&str, TimeUnit)] = &[
    ("second seconds sec secs s", TimeUnit::Second),
    ("minute minutes min mins", TimeUnit::Minute),
    ("hour hours hr hrs h", TimeUnit::Hour),
    ("day days d nights dys", TimeUnit::Day),
    ("week weeks wk wks w weekly", TimeUnit::Week),
    ("fortnight fortnights", TimeUnit::Fortnight),
    ("month months mo mos mth mths mnth mnths", TimeUnit::Month),
    ("year years yr yrs y ys", TimeUnit::Year),
    ("decade decades", TimeUnit::Decade),
];

/// The table: for each first byte and length the words that have them.
pub(super) struct Words {
    slots: Vec<(u16, u16)>,
    words: Vec<(u64, &'static str, Word)>,
}

static TABLE: LazyLock<Words> = LazyLock::new(Words::build);

/// Words longer than this are not in the table.
const LONGEST: usize = 16;

impl Words {
    pub(super) fn table() -> &'static Self {
        &TABLE
    }

    /// What the grammar knows of a word in lower case.
    pub(super) fn find(&self, word: &[u8]) -> Option<Word> {
        let (from, to) = *self.slots.get(slot(word)?)?;
        let near = self.words.get(usize::from(from)..usize::from(to))?;
        if near.is_empty() {
            return None;
        }
        let start = start_of(word);
        // Those of a slot have one length: short ones are their start.
        let short = word.len() <= START;
        let same = |known: &str| short || known.as_bytes() == word;
        let found = near
            .iter()
            .find(|(begins, known, _)| *begins == start && same(known));
        found.map(|(_, _, meaning)| *meaning)
    }

    fn build() -> Self {
        let mut words = all();
        words.retain(|(word, _)| slot(word.as_bytes()).is_some());
        // Stable, so that of two entries of one word the first stays the one that is found.
        words.sort_by_key(|(word, _)| slot(word.as_bytes()));
        let words = words.into_iter();
        let words = words.map(|(word, meaning)| (start_of(word.as_bytes()), word, meaning));
        let words: Vec<_> = words.collect();
        let mut slots = vec![(0, 0); 256 * LONGEST];
        for (at, (_, word, _)) in words.iter().enumerate() {
            let at = u16::try_from(at).unwrap_or(u16::MAX);
            if let Some(range) = slot(word.as_bytes()).and_then(|slot| slots.get_mut(slot)) {
                *range = match *range {
                    (0, 0) => (at, at + 1),
                    (from, _) => (from, at + 1),
                };
            }
        }
        Self { slots, words }
    }
}

/// Letters that are compared at once.
const START: usize = 8;

/// The first letters of a word.
fn start_of(word: &[u8]) -> u64 {
    let letters = word.iter().take(START).rev();
    match word.first_chunk() {
        Some(letters) => u64::from_le_bytes(*letters),
        None => letters.fold(0, |all, letter| all << 8 | u64::from(*letter)),
    }
}

fn slot(word: &[u8]) -> Option<usize> {
    let first = usize::from(*word.first()?);
    (word.len() < LONGEST).then_some(first * LONGEST + word.len())
}

fn all() -> Vec<(&'static str, Word)> {
    let mut all = Vec::new();
    let mut add = |words: &'static str, meaning: Word| {
        all.extend(words.split_whitespace().map(|word| (word, meaning)));
    };
    let counted = |words: &'static str| words.split_whitespace().zip(0_u8..);
    for (word, n) in counted(ONES) {
        add(word, Word::Ones(n));
    }
    add("nought naught", Word::Ones(0));
    for (word, n) in counted(TENS) {
        add(word, Word::Tens(10 * (n + 2)));
    }
    for (word, n) in counted(DECADES) {
        add(word, Word::Decade(10 * (n + 2)));
    }
    for (word, n) in counted(NTHS) {
        add(word, Word::Nth(u16::from(n) + 1));
    }
    for (words, n) in MONTHS.iter().zip(1..) {
        add(words, Word::Month(n));
    }
    for (words, n) in WEEKDAYS.iter().zip(1..) {
        add(words, Word::Weekday(n));
    }
    for (words, unit) in TIMES {
        add(words, Word::Time(*unit));
    }
    for (words, meaning) in FIXED {
        add(words, *meaning);
    }
    for (words, meaning) in WORDS {
        add(words, Word::Is(*meaning));
    }
    for (words, symbol) in super::unit::names() {
        add(words, Word::Unit(symbol));
    }
    all
}

const FIXED: &[(&str, Word)] = &[
    ("hundred", Word::Hundred),
    ("thousand", Word::Scale(1_000)),
    ("lakh lakhs", Word::Scale(100_000)),
    ("million millions", Word::Scale(1_000_000)),
    ("billion billions", Word::Scale(1_000_000_000)),
    ("trillion trillions", Word::Scale(1_000_000_000_000)),
    ("dozen dozens", Word::Dozen),
    ("half halves", Word::Half),
    ("quarter quarters", Word::Quarter),
    ("nineth", Word::Nth(9)),
    ("thirtieth", Word::Nth(30)),
    ("fortieth", Word::Nth(40)),
    ("fiftieth", Word::Nth(50)),
    ("sixtieth", Word::Nth(60)),
    ("seventieth", Word::Nth(70)),
    ("eightieth", Word::Nth(80)),
    ("ninetieth", Word::Nth(90)),
    ("hundredth hundredths", Word::Nth(100)),
    ("thirds", Word::Nth(3)),
    ("fourths", Word::Nth(4)),
    ("fifths", Word::Nth(5)),
    ("sixths", Word::Nth(6)),
    ("sevenths", Word::Nth(7)),
    ("eighths", Word::Nth(8)),
    ("ninths", Word::Nth(9)),
    ("tenths", Word::Nth(10)),
    ("couple", Word::Couple),
    ("few", Word::Few),
    ("several", Word::Several),
    ("some", Word::Some),
    ("a an", Word::Article),
    ("another", Word::Another),
    ("all full whole entire", Word::Whole),
    ("point", Word::Point),
    (
        "f woman womans lady ladys girl women female",
        Word::Sex(Sex::Female),
    ),
    (
        "man mans gentleman gentlemans boy gent men male",
        Word::Sex(Sex::Male),
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_is_found_as_what_it_was_first_entered_as() {
        let words = all();
        for (word, _) in &words {
            let first = words.iter().find(|(other, _)| other == word).unwrap().1;
            assert_eq!(Words::table().find(word.as_bytes()), Some(first), "{word}");
        }
        assert_eq!(Words::table().find(b"leg"), None);
        assert_eq!(Words::table().find(b""), None);
    }
}
