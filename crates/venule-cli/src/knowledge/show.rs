#[derive(Debug, clap::Args)]
pub(crate) struct Show {}
impl Show { pub(crate) fn run(&self, source: &venule_knowledge::model::Knowledge) -> Result<crate::exit::Exit, crate::exit::Failure> { let _ = source; Ok(crate::exit::Exit::Done) } }
