//! Reading examples from files.

use venule_engine::case::Case;
use venule_engine::read::{AsOf, read_tree};
use venule_knowledge::diagnostic::{Diagnostic, Severity};
use venule_knowledge::document::{self, Fields, Key, Kind, Node, Problems, Text};
use venule_knowledge::model::Knowledge;
use venule_knowledge::nearest;
use venule_knowledge::source::{FileId, Files};

use super::{Example, Mentioned};

/// All examples of files, and everything that is wrong with them.
#[must_use]
pub fn load(
    knowledge: &Knowledge,
    files: &Files,
    which: impl IntoIterator<Item = FileId>,
) -> (Vec<Example>, Vec<Diagnostic>) {
    let problems = Problems::default();
    let mut examples = Vec::new();
    for file in which {
        let (tree, found) = document::read(files, file);
        problems.extend(found);
        let Some(tree) = tree else { continue };
        let reader = Reader {
            knowledge,
            problems: &problems,
            file,
            path: files.get(file).map_or("", |it| &it.path),
        };
        reader.file(&tree, &mut examples);
    }
    (examples, problems.into_found())
}

struct Reader<'a> {
    knowledge: &'a Knowledge,
    problems: &'a Problems,
    file: FileId,
    path: &'a str,
}

impl Reader<'_> {
    /// A file holds one note, or a list of short texts with one reference date.
    fn file(&self, tree: &Node, examples: &mut Vec<Example>) {
        let Some(mut fields) = Fields::open(self.problems, self.file, "the file", tree) else {
            return;
        };
        let as_of = fields.required("as_of").cloned();
        if fields.has("id") {
            examples.extend(self.example(fields, as_of.as_ref()));
            return;
        }
        for text in fields.tables("text", "a text") {
            examples.extend(self.example(text, as_of.as_ref()));
        }
        fields.close();
    }

    fn example(&self, mut fields: Fields<'_>, as_of: Option<&Node>) -> Option<Example> {
        fields.node("as_of");
        let id = fields.required_string("id");
        fields.call(format!("text `{id}`"));
        let text = fields.required_string("text");
        for of_readers in ["pair", "note"] {
            fields.string(of_readers);
        }
        let says = self.case(&mut fields, as_of, ["facts", "event", "none_of"]);
        let also = self.case(&mut fields, as_of, ["also", "also_event", "also_none_of"]);
        let confirm = self.mentioned(&mut fields, "confirm");
        let never = self.mentioned(&mut fields, "never");
        fields.close();
        let says = says?;
        Some(Example {
            id,
            file: self.path.to_owned(),
            text,
            as_of: says.as_of.date,
            says,
            also: also?,
            confirm,
            never,
        })
    }

    /// The case that some keys of an entry make.
    fn case(
        &self,
        fields: &mut Fields<'_>,
        as_of: Option<&Node>,
        [facts, events, none]: [&'static str; 3],
    ) -> Option<Case> {
        let as_of = as_of?;
        let mut entries = vec![(key("as_of", as_of), as_of.clone())];
        for (from, to) in [(facts, "facts"), (events, "event"), (none, "none_of")] {
            if let Some(node) = fields.node(from) {
                entries.push((key(to, node), node.clone()));
            }
        }
        let tree = Node {
            span: as_of.span,
            kind: Kind::Table(entries),
        };
        let read = read_tree(self.knowledge, self.file, &tree, AsOf::default());
        // An entry that states nothing is an example too.
        let errors = read
            .diagnostics
            .into_iter()
            .filter(|it| it.severity == Severity::Error && it.id != "empty-case");
        self.problems.extend(errors);
        read.case
    }

    fn mentioned(&self, fields: &mut Fields<'_>, key: &'static str) -> Vec<Mentioned> {
        let names = fields.texts(key);
        names
            .into_iter()
            .filter_map(|name| self.find(name))
            .collect()
    }

    fn find(&self, name: Text<'_>) -> Option<Mentioned> {
        let found = match name.text.strip_prefix("event:") {
            Some(kind) => {
                let mut kinds = self.knowledge.events.iter();
                kinds.position(|it| *it.name == *kind).map(Mentioned::Event)
            }
            None => self
                .knowledge
                .fact(name.text)
                .map(|(id, _)| Mentioned::Fact(id)),
        };
        if found.is_none() {
            let message = format!("there is no fact or event `{}`", name.text);
            let mut problem = Diagnostic::error("unknown-name", message, name.origin);
            let names = self.knowledge.facts.iter().map(|fact| &*fact.name);
            problem.help = nearest::did_you_mean(name.text, names);
            self.problems.add(problem);
        }
        found
    }
}

fn key(text: &'static str, node: &Node) -> Key {
    Key {
        text: text.into(),
        span: node.span,
    }
}
