//! The part of JSON Schema (draft 2020-12) that the case schema uses.
//!
//! A keyword that is not known here fails the test, so that nothing is taken for checked that was not.
//! A validator from elsewhere would do more, and would bring sixty crates into the build.

use regex_lite::Regex;
use serde_json::{Map, Value as Json};

/// The schema of a document, with the document's definitions.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Validator<'s> {
    root: &'s Json,
}

impl<'s> Validator<'s> {
    pub(crate) fn new(root: &'s Json) -> Self {
        Self { root }
    }

    /// Where and why the instance is refused, if it is.
    pub(crate) fn refusal(&self, instance: &Json) -> Option<String> {
        self.check(self.root, instance, "").err()
    }

    fn accepts(&self, schema: &Json, instance: &Json) -> bool {
        self.check(schema, instance, "").is_ok()
    }

    fn check(&self, schema: &Json, instance: &Json, path: &str) -> Result<(), String> {
        let keywords = match schema {
            Json::Bool(true) => return Ok(()),
            Json::Object(keywords) => keywords,
            _ => return Err(format!("{path}: nothing may stand here")),
        };
        for (keyword, argument) in keywords {
            self.keyword(keywords, keyword, argument, instance, path)?;
        }
        Ok(())
    }

    fn keyword(
        &self,
        keywords: &Map<String, Json>,
        keyword: &str,
        argument: &Json,
        instance: &Json,
        path: &str,
    ) -> Result<(), String> {
        let all = || argument.as_array().expect("a list of schemas");
        let holds = match keyword {
            "$schema" | "$defs" | "title" | "description" | "then" => true,
            "$ref" => return self.check(self.definition(argument), instance, path),
            "type" => match argument {
                Json::Array(types) => types.iter().any(|it| is_of_type(it, instance)),
                _ => is_of_type(argument, instance),
            },
            "enum" => all().contains(instance),
            "const" => argument == instance,
            "pattern" => instance.as_str().is_none_or(|text| matches(argument, text)),
            "minimum" => number(instance)
                .is_none_or(|value| number(argument).is_some_and(|least| value >= least)),
            "maximum" => number(instance)
                .is_none_or(|value| number(argument).is_some_and(|most| value <= most)),
            "minItems" => instance
                .as_array()
                .is_none_or(|items| items.len() >= size(argument)),
            "maxItems" => instance
                .as_array()
                .is_none_or(|items| items.len() <= size(argument)),
            "uniqueItems" => instance.as_array().is_none_or(|items| {
                let mut items = items.iter().enumerate();
                items.all(|(index, item)| {
                    let all = instance.as_array().map_or(&[][..], Vec::as_slice);
                    argument != &Json::Bool(true) || !all[..index].contains(item)
                })
            }),
            "minProperties" => instance
                .as_object()
                .is_none_or(|it| it.len() >= size(argument)),
            "anyOf" => all().iter().any(|schema| self.accepts(schema, instance)),
            "oneOf" => {
                all()
                    .iter()
                    .filter(|schema| self.accepts(schema, instance))
                    .count()
                    == 1
            }
            "allOf" => {
                return all()
                    .iter()
                    .try_for_each(|schema| self.check(schema, instance, path));
            }
            "not" => !self.accepts(argument, instance),
            "if" => match keywords.get("then") {
                Some(then) if self.accepts(argument, instance) => {
                    return self.check(then, instance, path);
                }
                _ => true,
            },
            "items" => {
                let items = instance.as_array().map_or(&[][..], Vec::as_slice);
                let mut numbered = items.iter().enumerate();
                return numbered.try_for_each(|(index, item)| {
                    self.check(argument, item, &format!("{path}/{index}"))
                });
            }
            "required" => all().iter().all(|key| has(instance, key)),
            "dependentRequired" => object(argument)
                .iter()
                .filter(|(key, _)| instance.get(key.as_str()).is_some())
                .all(|(_, needed)| {
                    needed
                        .as_array()
                        .is_some_and(|needed| needed.iter().all(|key| has(instance, key)))
                }),
            "properties" => {
                let mut known = object(argument)
                    .iter()
                    .filter_map(|(key, schema)| Some((key, schema, instance.get(key)?)));
                return known.try_for_each(|(key, schema, value)| {
                    self.check(schema, value, &format!("{path}/{key}"))
                });
            }
            "additionalProperties" => {
                let known = keywords.get("properties").map(object);
                let mut others = instance.as_object().into_iter().flatten();
                return others.try_for_each(|(key, value)| {
                    match known.is_some_and(|known| known.contains_key(key)) {
                        true => Ok(()),
                        false => self.check(argument, value, &format!("{path}/{key}")),
                    }
                });
            }
            "propertyNames" => {
                let mut keys = instance.as_object().into_iter().flat_map(Map::keys);
                keys.all(|key| self.accepts(argument, &Json::from(key.as_str())))
            }
            _ => panic!("the validator of the tests does not know `{keyword}`"),
        };
        if holds {
            Ok(())
        } else {
            Err(format!("{path}: `{keyword}` refuses {instance}"))
        }
    }

    fn definition(&self, reference: &Json) -> &'s Json {
        let name = reference
            .as_str()
            .and_then(|text| text.strip_prefix("#/$defs/"))
            .expect("a local reference");
        self.root["$defs"]
            .get(name)
            .unwrap_or_else(|| panic!("there is no definition `{name}`"))
    }
}

fn object(schema: &Json) -> &Map<String, Json> {
    schema.as_object().expect("an object of schemas")
}

fn has(instance: &Json, key: &Json) -> bool {
    key.as_str()
        .is_some_and(|key| instance.as_object().is_none_or(|it| it.contains_key(key)))
}

fn is_of_type(name: &Json, instance: &Json) -> bool {
    match name.as_str().expect("a type") {
        "object" => instance.is_object(),
        "array" => instance.is_array(),
        "string" => instance.is_string(),
        "null" => instance.is_null(),
        "boolean" => instance.is_boolean(),
        "number" => instance.is_number(),
        "integer" => instance.is_i64(),
        other => panic!("the validator of the tests does not know the type `{other}`"),
    }
}

fn number(value: &Json) -> Option<f64> {
    value.as_f64()
}

fn size(value: &Json) -> usize {
    value
        .as_u64()
        .and_then(|size| usize::try_from(size).ok())
        .expect("a number of things")
}

fn matches(pattern: &Json, text: &str) -> bool {
    Regex::new(pattern.as_str().expect("a pattern"))
        .expect("a regular expression")
        .is_match(text)
}
