//! What a report consists of, whatever it is printed as.

/// A report.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) title: String,
    /// Where somebody has to act before reading on.
    pub(crate) emergency: Option<Emergency>,
    /// Shown right under the title: status, moment, provisos.
    pub(crate) lead: Vec<String>,
    pub(crate) sections: Vec<Section>,
    /// Shown last, smaller.
    pub(crate) foot: Vec<String>,
}

/// What stands above everything else, and all that may stand above it.
#[derive(Debug)]
pub(crate) struct Emergency {
    /// How far the content is approved.
    pub(crate) status: Option<String>,
    pub(crate) section: Section,
}

/// A heading with what stands under it. Sections without content are not printed.
#[derive(Debug)]
pub(crate) struct Section {
    pub(crate) heading: String,
    pub(crate) tone: Tone,
    /// A sentence under the heading.
    pub(crate) intro: Option<String>,
    pub(crate) items: Vec<Item>,
    /// Lines to copy as they stand; printed without indentation.
    pub(crate) verbatim: Vec<String>,
}

/// One entry of a section.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Item {
    /// What stands in front: a number or nothing.
    pub(crate) mark: Option<String>,
    /// The line itself; `strong` is set apart.
    pub(crate) strong: String,
    pub(crate) text: String,
    /// Labelled remarks under it.
    pub(crate) remarks: Vec<(&'static str, String)>,
}

/// What a section is about; color only repeats what the words say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tone {
    Emergency,
    Advice,
    Caution,
    Plain,
}

impl Section {
    /// A section without an introduction.
    pub(crate) fn new(heading: &str, tone: Tone) -> Self {
        Self {
            heading: heading.to_owned(),
            tone,
            intro: None,
            items: Vec::new(),
            verbatim: Vec::new(),
        }
    }

    /// Whether there is nothing to print under its heading.
    pub(crate) fn is_empty(&self) -> bool {
        self.items.is_empty() && self.verbatim.is_empty()
    }
}

impl Item {
    /// An entry that is one sentence.
    pub(crate) fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }
}
