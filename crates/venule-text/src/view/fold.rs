//! Characters outside ASCII: what one of them stands for.
//!
//! Accents and typographic forms go; numbers keep their meaning: "10²" is not "102", nor "1½" "11/2", nor "№" "no".

/// What a character becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fold {
    /// Nothing: it is invisible, or a mark on the letter before it.
    Gone,
    /// A blank.
    Blank,
    /// The end of a line.
    Break,
    /// A hyphen.
    Hyphen,
    /// A dash between parts of a sentence.
    Dash,
    /// An apostrophe or a single quote.
    Apostrophe,
    /// These letters.
    Letters(&'static str),
    /// One character, maybe itself.
    One(char),
}

/// What a character outside ASCII becomes.
pub(super) fn fold(letter: char) -> Fold {
    match letter {
        '\u{85}' | '\u{2028}' | '\u{2029}' => Fold::Break,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' => {
            Fold::Gone
        }
        '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' => Fold::Gone,
        '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' => Fold::Gone,
        '‐' | '‑' | '‒' | '–' | '−' | '⁃' | '﹣' | '－' => Fold::Hyphen,
        '—' | '―' | '⸺' => Fold::Dash,
        '‘' | '’' | '‚' | '‛' | 'ʼ' | 'ʹ' | '′' | '´' | '＇' => Fold::Apostrophe,
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => Fold::One('"'),
        '×' => Fold::One('x'),
        '⁄' | '∕' => Fold::One('/'),
        '…' => Fold::Letters("..."),
        'µ' => Fold::One('μ'),
        '•' | '‣' | '◦' | '▪' | '●' | '·' | '∙' => Fold::One('*'),
        'Æ' | 'æ' => Fold::Letters("ae"),
        'Œ' | 'œ' => Fold::Letters("oe"),
        'ß' => Fold::Letters("ss"),
        'ﬀ' => Fold::Letters("ff"),
        'ﬁ' => Fold::Letters("fi"),
        'ﬂ' => Fold::Letters("fl"),
        'ﬃ' => Fold::Letters("ffi"),
        'ﬄ' => Fold::Letters("ffl"),
        '㎎' => Fold::Letters("mg"),
        '㎏' => Fold::Letters("kg"),
        '㎜' => Fold::Letters("mm"),
        '㎝' => Fold::Letters("cm"),
        '㎖' => Fold::Letters("ml"),
        '\u{ff01}'..='\u{ff5e}' => Fold::One(narrow(letter)),
        _ if letter.is_whitespace() => Fold::Blank,
        _ if letter.is_control() => Fold::Blank,
        _ => Fold::One(without_accent(lower(letter))),
    }
}

/// The ASCII form of a full-width character.
fn narrow(letter: char) -> char {
    let narrow = char::from_u32(u32::from(letter) - 0xff01 + 0x21);
    narrow.unwrap_or(letter).to_ascii_lowercase()
}

/// Lower case; a second character that this gives is a mark, and marks go.
fn lower(letter: char) -> char {
    letter.to_lowercase().next().unwrap_or(letter)
}

/// The plain letter of an accented one of Latin script.
fn without_accent(letter: char) -> char {
    match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' => 'a',
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => 'c',
        'ď' | 'đ' | 'ð' => 'd',
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => 'e',
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => 'g',
        'ĥ' | 'ħ' => 'h',
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' | 'ǐ' => 'i',
        'ĵ' => 'j',
        'ķ' => 'k',
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => 'l',
        'ñ' | 'ń' | 'ņ' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ǒ' => 'o',
        'ŕ' | 'ŗ' | 'ř' => 'r',
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => 's',
        'ţ' | 'ť' | 'ŧ' | 'ț' => 't',
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ǔ' => 'u',
        'ŵ' => 'w',
        'ý' | 'ÿ' | 'ŷ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        other => other,
    }
}
