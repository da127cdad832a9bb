//! What threatens a limb and has passed since: it is not taken back by how the limb looks now.

use crate::reading::{fact, word};

#[test]
fn a_blue_leg_of_last_night_is_a_danger_whatever_it_looks_like_now() {
    for text in [
        "Last night leg purple and tense, this morning normal",
        "Leg went blue last night, now pink again",
        "Left leg was purple last night, normal color this morning",
        "Yesterday the whole leg was blue and swollen, today pink",
        "Foot blue overnight, pink again now",
    ] {
        let color = fact(text, "symptoms.skin_color");
        assert_eq!(color, word("cyanosis"), "{text}");
    }
    for text in [
        "Leg blue three weeks ago, now pink",
        "Leg was blue in 2019, pink now",
        "Leg never blue, pink and warm",
    ] {
        let color = fact(text, "symptoms.skin_color");
        assert_ne!(color, word("cyanosis"), "{text}");
    }
}
