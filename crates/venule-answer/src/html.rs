//! A page as a fragment of HTML, for embedding: no styles, no scripts, every text escaped.

use std::fmt::Write;

use venule_knowledge::printable::printable;

use super::page::{Item, Page, Section, Tone};

/// Prints a page as one `article`.
#[must_use]
pub fn render(page: &Page) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(
        out,
        "<article class=\"venule\">\n<h1>{}</h1>",
        escaped(&page.title)
    );
    if let Some(emergency) = &page.emergency {
        if let Some(status) = &emergency.status {
            let _ = writeln!(out, "<p>{}</p>", escaped(status));
        }
        part(&mut out, &emergency.section);
    }
    for line in &page.lead {
        let _ = writeln!(out, "<p>{}</p>", escaped(line));
    }
    for section in page.sections.iter().filter(|it| !it.is_empty()) {
        part(&mut out, section);
    }
    if !page.foot.is_empty() {
        let _ = writeln!(out, "<footer>");
        for line in &page.foot {
            let _ = writeln!(out, "<p>{}</p>", escaped(line));
        }
        let _ = writeln!(out, "</footer>");
    }
    let _ = writeln!(out, "</article>");
    out
}

fn part(out: &mut String, section: &Section) {
    let role = match section.tone {
        Tone::Emergency => " role=\"alert\"",
        Tone::Advice | Tone::Caution | Tone::Plain => "",
    };
    let heading = escaped(&section.heading);
    let _ = writeln!(
        out,
        "<section class=\"{}\"{role} aria-label=\"{heading}\">\n<h2>{heading}</h2>",
        class(section.tone),
    );
    if let Some(intro) = &section.intro {
        let _ = writeln!(out, "<p>{}</p>", escaped(intro));
    }
    if !section.verbatim.is_empty() {
        let lines: Vec<String> = section.verbatim.iter().map(|it| escaped(it)).collect();
        // Lines of a paragraph wrap on a narrow screen, those of `pre` do not.
        let _ = writeln!(out, "<p class=\"verbatim\">{}</p>", lines.join("<br>\n"));
    }
    if !section.items.is_empty() {
        list(out, &section.items);
    }
    let _ = writeln!(out, "</section>");
}

/// Where an entry stands in a list that counts, if it does.
type Place = fn(&Item) -> Option<u32>;

/// Entries that are numbered or lettered one after the other are a list that counts; any other mark stands in the text.
fn list(out: &mut String, items: &[Item]) {
    let all = |place: Place| items.iter().all(|it| place(it).is_some());
    let (open, close, place): (_, _, Place) = if all(number) {
        ("<ol>", "</ol>", number)
    } else if all(letter) {
        ("<ol type=\"A\">", "</ol>", letter)
    } else {
        ("<ul>", "</ul>", |_| None)
    };
    let _ = writeln!(out, "{open}");
    for entry in items {
        item(out, entry, place(entry));
    }
    let _ = writeln!(out, "{close}");
}

/// The number of an entry that is marked with nothing else.
fn number(item: &Item) -> Option<u32> {
    item.mark.as_deref()?.strip_suffix('.')?.parse().ok()
}

/// The place in the alphabet of the letter that an entry is marked with.
fn letter(item: &Item) -> Option<u32> {
    let mut letters = item.mark.as_deref()?.strip_suffix('.')?.chars();
    match (letters.next(), letters.next()) {
        (Some(letter @ 'A'..='Z'), None) => Some(u32::from(letter) - u32::from('A') + 1),
        _ => None,
    }
}

fn item(out: &mut String, item: &Item, place: Option<u32>) {
    let mut words = Vec::new();
    let mark = item.mark.as_deref().filter(|_| place.is_none());
    words.extend(mark.map(|it| format!("<span class=\"mark\">{}</span>", escaped(it))));
    if !item.strong.is_empty() {
        words.push(format!("<strong>{}</strong>", escaped(&item.strong)));
    }
    if !item.text.is_empty() {
        words.push(escaped(&item.text));
    }
    let value = place.map_or_else(String::new, |it| format!(" value=\"{it}\""));
    let beside = escaped(&item.beside());
    let _ = write!(out, "<li{value}>{}{beside}", words.join(" "));
    let mut below = item.below().peekable();
    if below.peek().is_some() {
        let _ = write!(out, "\n<ul>");
        for (label, remark) in below {
            let _ = write!(
                out,
                "\n<li><span class=\"label\">{label}:</span> {}</li>",
                escaped(remark)
            );
        }
        let _ = write!(out, "\n</ul>\n");
    }
    let _ = writeln!(out, "</li>");
}

fn class(tone: Tone) -> &'static str {
    match tone {
        Tone::Emergency => "emergency",
        Tone::Advice => "advice",
        Tone::Caution => "caution",
        Tone::Plain => "plain",
    }
}

/// A text with the signs of HTML written out.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in printable(text).chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            plain => out.push(plain),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_letters_count_and_other_marks_are_said() {
        let marked = |mark: &str| Item {
            mark: Some(mark.to_owned()),
            remarks: vec![
                ("assumes", "B".to_owned()),
                ("why", "a long reason".to_owned()),
            ],
            ..Item::plain("text")
        };
        let html = |marks: &[&str]| {
            let mut out = String::new();
            let items: Vec<Item> = marks.iter().map(|it| marked(it)).collect();
            list(&mut out, &items);
            out
        };
        assert!(html(&["3.", "4."]).starts_with("<ol>\n<li value=\"3\">text (assumes B)\n<ul>"));
        assert!(html(&["B."]).starts_with("<ol type=\"A\">\n<li value=\"2\">text"));
        let mixed = html(&["3.", "3a."]);
        assert!(mixed.contains("<ul>\n<li><span class=\"mark\">3.</span> text"));
    }

    #[test]
    fn no_text_becomes_markup() {
        let page = Page {
            title: "<script>alert('x')</script>".to_owned(),
            sections: vec![Section {
                items: vec![Item {
                    remarks: vec![("why", "a & b \"c\"".to_owned())],
                    ..Item::plain("<img src=x onerror=1>")
                }],
                ..Section::new("<b>", Tone::Emergency)
            }],
            ..Page::default()
        };
        let html = render(&page);
        assert!(
            !html.contains("<script") && !html.contains("<img"),
            "{html}"
        );
        assert!(html.contains("a &amp; b &quot;c&quot;"), "{html}");
        assert!(html.contains("role=\"alert\""), "{html}");
    }
}
