//! TOML as a [`Node`].

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Key, Kind, Node, nesting, span};
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Origin};

/// Reads TOML, with every syntax error that the parser can find in one go.
pub(super) fn read(file: FileId, text: &str) -> (Option<Node>, Vec<Diagnostic>) {
    if let Some(at) = nesting::too_deep_in_toml(text) {
        return (None, vec![super::too_deep(file, at)]);
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader {
        file,
        problems: errors
            .iter()
            .map(|error| syntax(file, text, error))
            .collect(),
    };
    let kind = reader.table(table.into_inner());
    (
        Some(Node {
            span: span(0, 0),
            kind,
        }),
        reader.problems,
    )
}

struct Reader {
    file: FileId,
    problems: Vec<Diagnostic>,
}

impl Reader {
    /// The parser keeps tables sorted by key; places give back the order of the file.
    fn table(&mut self, table: DeTable<'_>) -> Kind {
        let mut entries: Vec<(Key, Node)> = table
            .into_iter()
            .map(|(key, value)| {
                let place = key.span();
                let key = Key {
                    text: key.into_inner().into_owned().into(),
                    span: span(place.start, place.end),
                };
                (key, self.value(value))
            })
            .collect();
        entries.sort_by_key(|(key, _)| key.span.start);
        Kind::Table(entries)
    }

    fn value(&mut self, value: Spanned<DeValue<'_>>) -> Node {
        let place = value.span();
        let place = span(place.start, place.end);
        let kind = match value.into_inner() {
            DeValue::String(text) => Kind::String(text.into_owned().into()),
            DeValue::Integer(number) => {
                match i64::from_str_radix(number.as_str(), number.radix()) {
                    Ok(number) => Kind::Integer(number),
                    Err(_) => {
                        self.problems.push(super::too_large(Origin {
                            file: self.file,
                            span: place,
                        }));
                        Kind::Integer(0)
                    }
                }
            }
            DeValue::Float(number) => Kind::Decimal(number.as_str().to_owned().into()),
            DeValue::Boolean(value) => Kind::Boolean(value),
            DeValue::Datetime(value) if value.time.is_none() => {
                Kind::Date(value.to_string().into())
            }
            DeValue::Datetime(value) => Kind::DateTime(value.to_string().into()),
            DeValue::Array(values) => {
                Kind::Array(values.into_iter().map(|value| self.value(value)).collect())
            }
            DeValue::Table(table) => self.table(table),
        };
        Node { span: place, kind }
    }
}

fn syntax(file: FileId, text: &str, error: &toml::de::Error) -> Diagnostic {
    let place = error.span().map_or(span(text.len(), text.len()), |place| {
        span(place.start, place.end)
    });
    let problem = Diagnostic::error("toml-syntax", error.message(), Origin { file, span: place });
    if error.message().starts_with("duplicate key") {
        problem.help("a key may stand once in a table; start another `[[...]]` for another entry")
    } else {
        problem
    }
}
