//! What is planned below a heading, and what is so.

/// What a mention is below the heading of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum InPlan {
    /// A finding: it is so unless words of an instruction govern it.
    #[default]
    Finding,
    /// A test or a treatment: planned unless words say that it is done.
    Act,
    /// What a plan is about: always told.
    Told,
    /// The same, and it asks for an event: nothing where its words name one that has shown something.
    Orders,
}

/// What a word says below the heading of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordInPlan {
    /// What follows is to be done or looked for: "start", "exclude".
    Instructs,
    /// What stands near is so: "has", "since".
    Tells,
    /// What stands near is done: "given", "showed".
    Does,
    /// What follows is a value to be reached, or a condition: "target", "if".
    Aims,
    /// What would be done is still to come: "to be started", "once".
    PutsOff,
    /// It makes something else of what stands before it: "clinic", "leaflet".
    Behind,
}
