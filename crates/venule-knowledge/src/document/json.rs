//! JSON as a [`Node`], no more lenient than RFC 8259.
//!
//! The parser is made for settings files and forgives by default; every leniency is turned off, and what has no switch
//! (control characters in strings, unusual white space, keys that come twice) is refused here.

use std::collections::HashMap;

use jsonc_parser::ast::{ObjectProp, Value};
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, CommentCollectionStrategy, ParseOptions, parse_to_ast};

use super::{Key, Kind, Node, nesting, span};
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Origin};

/// Reads JSON. The parser stops at the first syntax error, so there is at most one of those.
pub(super) fn read(file: FileId, text: &str) -> (Option<Node>, Vec<Diagnostic>) {
    if let Some(at) = nesting::too_deep_in_json(text) {
        return (None, vec![super::too_deep(file, at)]);
    }
    let mut reader = Reader {
        file,
        problems: stray_characters(file, text),
    };
    let collect = CollectOptions {
        comments: CommentCollectionStrategy::Off,
        tokens: false,
    };
    let node = match parse_to_ast(text, &collect, &strict()) {
        Ok(parsed) => match parsed.value {
            Some(value) => Some(reader.value(value)),
            None => {
                reader.report(span(text.len(), text.len()), "the file is empty");
                None
            }
        },
        Err(error) => {
            let place = error.range();
            reader.report(
                span(place.start, place.end),
                &lower_first(&error.kind().to_string()),
            );
            None
        }
    };
    (node, reader.problems)
}

fn strict() -> ParseOptions {
    ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    }
}

/// Characters that the parser lets pass and JSON does not.
fn stray_characters(file: FileId, text: &str) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let mut in_string = false;
    let mut escaped = false;
    for (at, character) in text.char_indices() {
        let stray = if in_string {
            character.is_ascii_control() && character != '\u{7f}'
        } else {
            character.is_whitespace() && !matches!(character, ' ' | '\t' | '\n' | '\r')
        };
        if stray {
            let place = span(at, at + character.len_utf8());
            let what = if in_string {
                "in text"
            } else {
                "between values"
            };
            problems.push(
                Diagnostic::error(
                    "json-syntax",
                    format!(
                        "the character U+{:04X} may not stand {what}",
                        u32::from(character)
                    ),
                    Origin { file, span: place },
                )
                .help(if in_string {
                    "write a line break as `\\n` and a tab as `\\t`"
                } else {
                    "use a space"
                }),
            );
        }
        match character {
            _ if escaped => escaped = false,
            '\\' if in_string => escaped = true,
            '"' => in_string = !in_string,
            _ => {}
        }
    }
    problems
}

struct Reader {
    file: FileId,
    problems: Vec<Diagnostic>,
}

impl Reader {
    fn report(&mut self, place: venule_logic::span::Span, message: &str) {
        self.problems.push(Diagnostic::error(
            "json-syntax",
            message,
            Origin {
                file: self.file,
                span: place,
            },
        ));
    }

    fn value(&mut self, value: Value<'_>) -> Node {
        let place = value.range();
        let place = span(place.start, place.end);
        let kind = match value {
            Value::StringLit(text) => Kind::String(text.value.into_owned().into()),
            Value::NumberLit(number) => self.number(number.value, place),
            Value::BooleanLit(value) => Kind::Boolean(value.value),
            Value::NullKeyword(_) => Kind::Null,
            Value::Array(array) => Kind::Array(
                array
                    .elements
                    .into_iter()
                    .map(|value| self.value(value))
                    .collect(),
            ),
            Value::Object(object) => self.object(object.properties),
        };
        Node { span: place, kind }
    }

    fn number(&mut self, text: &str, place: venule_logic::span::Span) -> Kind {
        if text.contains(['.', 'e', 'E']) {
            return Kind::Decimal(text.to_owned().into());
        }
        match text.parse() {
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

    fn object(&mut self, properties: Vec<ObjectProp<'_>>) -> Kind {
        let mut entries: Vec<(Key, Node)> = Vec::with_capacity(properties.len());
        let mut seen: HashMap<String, Origin> = HashMap::new();
        for property in properties {
            let place = property.name.range();
            let place = span(place.start, place.end);
            let origin = Origin {
                file: self.file,
                span: place,
            };
            let text = property.name.into_string();
            let node = self.value(property.value);
            if let Some(first) = seen.get(&text) {
                self.problems.push(
                    Diagnostic::error(
                        "json-syntax",
                        format!("the key `{text}` stands twice in one object"),
                        origin,
                    )
                    .also(*first, "first here"),
                );
            } else {
                seen.insert(text.clone(), origin);
                let text = text.into();
                entries.push((Key { text, span: place }, node));
            }
        }
        Kind::Table(entries)
    }
}

fn lower_first(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(characters).collect()
    })
}
