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
    let _ = writeln!(
        out,
        "<section class=\"{}\"{role}>\n<h2>{}</h2>",
        class(section.tone),
        escaped(&section.heading)
    );
    if let Some(intro) = &section.intro {
        let _ = writeln!(out, "<p>{}</p>", escaped(intro));
    }
    if !section.verbatim.is_empty() {
        let lines: Vec<String> = section.verbatim.iter().map(|it| escaped(it)).collect();
        let _ = writeln!(out, "<pre>{}</pre>", lines.join("\n"));
    }
    if !section.items.is_empty() {
        let _ = writeln!(out, "<ul>");
        for entry in &section.items {
            item(out, entry);
        }
        let _ = writeln!(out, "</ul>");
    }
    let _ = writeln!(out, "</section>");
}

fn item(out: &mut String, item: &Item) {
    let mut words = Vec::new();
    words.extend(item.mark.as_deref().map(escaped));
    if !item.strong.is_empty() {
        words.push(format!("<strong>{}</strong>", escaped(&item.strong)));
    }
    if !item.text.is_empty() {
        words.push(escaped(&item.text));
    }
    let _ = write!(out, "<li>{}", words.join(" "));
    if !item.remarks.is_empty() {
        let _ = write!(out, "\n<ul>");
        for (label, remark) in &item.remarks {
            let _ = write!(out, "\n<li>{label}: {}</li>", escaped(remark));
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

fn escaped(text: &str) -> String {
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
