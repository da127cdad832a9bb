//! What words name, whatever is said of it: events and a side. An order for a scan names one, and tells of none.

use jiff::civil::Date;
use venule_engine::side::Side;
use venule_logic::Value;

use crate::extract::Extractor;
use crate::gather::{self, About, Stages};
use crate::layout::Layout;
use crate::scan::{Hits, What};
use crate::scope::Scopes;
use crate::token::Tokens;
use crate::view::{TooLong, View};

/// What words name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Named {
    /// Kinds of events, as indexes in `Knowledge::events`, each once.
    pub events: Vec<usize>,
    /// Values that the words for these events stand for, such as how a scan is done.
    pub values: Vec<Value>,
    /// The side that is named first.
    pub side: Option<Side>,
}

impl Extractor<'_> {
    /// What words name.
    ///
    /// # Errors
    ///
    /// If the text is longer than [`crate::view::MOST_BYTES`].
    pub fn named(&self, text: &str) -> Result<Named, TooLong> {
        let view = View::new(text)?.spelled(&self.language.spellings);
        let tokens = Tokens::of(&view);
        let layout = Layout::of(&view, &tokens, &self.tables.headings);
        let mut hits = Hits::default();
        self.tables.scanner.scan(&view, &tokens, &layout, &mut hits);
        let frames = hits.all().iter().filter_map(|hit| match hit.what {
            What::Anchor { frame, .. } => self.language.frame_of(Some(frame)),
            _ => None,
        });
        let settings = hits.all().iter().filter_map(|hit| match hit.what {
            What::Anchor { frame, anchor } => {
                let frame = self.language.frame_of(Some(frame))?;
                Some(&frame.anchors.get(usize::from(anchor))?.sets)
            }
            What::Slot { frame, slot } => {
                let frame = self.language.frame_of(Some(frame))?;
                Some(&frame.slots.get(usize::from(slot))?.sets)
            }
            _ => None,
        });
        let values = settings.flatten().map(|(_, value)| value.clone()).collect();
        let mut events: Vec<usize> = frames.map(|frame| frame.kind).collect();
        events.sort_unstable();
        events.dedup();
        let side = gather::first_side(Stages {
            knowledge: self.knowledge,
            language: self.language,
            view: &view,
            tokens: &tokens,
            layout: &layout,
            hits: &hits,
            scopes: &Scopes::default(),
            fills: &self.tables.fills,
            cues: &gather::cues(&view, &tokens),
            numbers: &[],
            sites: &[],
            anchored: !events.is_empty(),
            amended: false,
            trade: false,
            about: About::default(),
            reference: Date::ZERO,
        });
        Ok(Named {
            events,
            values,
            side,
        })
    }
}
