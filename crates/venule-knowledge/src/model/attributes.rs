//! The source attributes of a guideline that a file has to state; the others are computed (ADR 0006).

/// Who stands behind a guideline.
#[derive(Debug, Clone, Default)]
pub struct Attributes {
    /// Who made it out of its sources.
    pub developer: String,
    /// Who paid for that.
    pub funding: String,
    /// Date of its first release, ISO 8601.
    pub released: String,
    /// The specialties that it concerns; none of them has endorsed it by that.
    pub specialties: Vec<String>,
    /// Where it is said how the content is written, sourced, reviewed and corrected.
    pub editorial_policy: Option<String>,
    /// Where more of it is found: pages and commands.
    pub resources: Vec<String>,
}

/// Patient data elements whose use a guideline has to declare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DataElement {
    /// Race.
    Race,
    /// Ethnicity.
    Ethnicity,
    /// Language.
    Language,
    /// Sexual orientation.
    SexualOrientation,
    /// Gender identity.
    GenderIdentity,
    /// Sex.
    Sex,
    /// Date of birth, or the age that follows from it.
    DateOfBirth,
    /// Social determinants of health.
    SocialDeterminants,
    /// Assessments of health status, such as pregnancy and functional status.
    HealthStatus,
}
