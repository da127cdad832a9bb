//! The whole assessment as JSON, described in `docs/reference/assessment.md`.
//!
//! Names stand for everything that knowledge names, so a program never sees an index.

use serde_json::{Map, Value as Json, json};
use venule_engine::assessment::{
    Assessment, FactUse, Line, Provenance, Proviso, RuleTrace, ScopeStatus, Status, Unused, Urgency,
};
use venule_engine::case::Case;
use venule_engine::side::Side;
use venule_engine::timing::Due;
use venule_knowledge::load::words as vocabulary;
use venule_knowledge::model::{ActionId, Contradiction, Knowledge, RuleId, Stance, StatementId};
use venule_knowledge::printable::hides;
use venule_logic::{FactId, Partial, Quantity, Value};

use super::cite;
use super::review;
use super::words;

/// The version of the format; it changes when a reader would have to.
const FORMAT: u32 = 1;

/// Writes an assessment as JSON text.
pub fn render(knowledge: &Knowledge, case: &Case, assessment: &Assessment) -> String {
    let writer = Writer { knowledge, case };
    text(&writer.assessment(assessment))
}

/// A tree of plain values as text. Serializing it cannot fail.
pub fn text(json: &Json) -> String {
    let mut text = visible(&serde_json::to_string_pretty(json).unwrap_or_default());
    text.push('\n');
    text
}

/// The same JSON, where what hides in a text is written as an escape: nothing is lost, and nothing is obeyed.
fn visible(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for letter in json.chars() {
        if hides(letter) && letter != '\n' {
            let mut units = [0; 2];
            for unit in letter.encode_utf16(&mut units) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(letter);
        }
    }
    out
}

/// A line of advice with its statements, without the rules behind it.
pub fn brief_line(knowledge: &Knowledge, case: &Case, line: &Line) -> Json {
    let mut object = Writer { knowledge, case }.line(line);
    if let Json::Object(fields) = &mut object {
        fields.remove("rules");
    }
    object
}

/// What identifies the content: its hash, and every guideline with version and review status.
pub fn content(knowledge: &Knowledge, case: &Case) -> Json {
    let guidelines = Writer { knowledge, case }.guidelines();
    json!({ "content_hash": knowledge.content_hash, "guidelines": guidelines })
}

/// The name of a stance.
pub fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Do => "do",
        Stance::Consider => "consider",
        Stance::Avoid => "avoid",
    }
}

/// Writes parts of an assessment of a case.
#[derive(Debug)]
pub struct Writer<'a> {
    /// Where names and labels come from.
    pub knowledge: &'a Knowledge,
    /// The case that was assessed.
    pub case: &'a Case,
}

impl Writer<'_> {
    /// All of an assessment.
    pub fn assessment(&self, it: &Assessment) -> Json {
        let list = |lines: Vec<&Line>| -> Vec<Json> {
            lines.into_iter().map(|line| self.line(line)).collect()
        };
        let (live, undecided): (Vec<&Line>, Vec<&Line>) =
            it.lines.iter().partition(|line| line.is_live());
        json!({
            "format": FORMAT,
            "as_of": words::moment(it.as_of),
            "knowledge": content(self.knowledge, self.case),
            "review": review::of_all(self.knowledge, it.as_of.date),
            "out_of_scope": it.is_out_of_scope(self.knowledge),
            "scopes": it.scopes.iter().map(|report| {
                let mut object = self.scope(&report.status, report.guideline);
                insert(&mut object, "guideline", self.guideline(report.guideline));
                insert(&mut object, "side", side(report.side));
                insert(&mut object, "facts", self.uses(&report.facts));
                object
            }).collect::<Vec<_>>(),
            "lines": list(live),
            "undecided": list(undecided),
            "dormant": it.dormant.iter().map(|dormant| json!({
                "rule": self.rule(dormant.rule),
                "side": side(dormant.side),
                "unless": dormant.unless.iter().map(|id| self.fact(*id)).collect::<Vec<_>>(),
            })).collect::<Vec<_>>(),
            "questions": it.questions.iter().map(|question| json!({
                "fact": self.fact(question.fact),
                "side": side(question.side),
                "question": self.knowledge.facts.get(question.fact.0 as usize).and_then(|fact| fact.question.clone()),
                "urgency": urgency(question.urgency),
                "obtain": vocabulary::word(vocabulary::OBTAIN, &question.obtain),
                "decides": question.decides.iter().map(|id| self.action(*id)).collect::<Vec<_>>(),
                "scopes": question.scopes.iter().map(|index| self.guideline(*index)).collect::<Vec<_>>(),
            })).collect::<Vec<_>>(),
            "conflicts": it.conflicts.iter().map(|conflict| json!({
                "for": self.line(&conflict.for_line),
                "against": self.line(&conflict.against),
            })).collect::<Vec<_>>(),
            "contradictions": it.contradictions.iter().map(|found| {
                let (name, message) = match self.knowledge.contradictions.get(found.contradiction) {
                    Some(
                        Contradiction::Facts { name, message, .. } | Contradiction::Events { name, message, .. },
                    ) => (name.to_string(), message.clone()),
                    None => (String::new(), String::new()),
                };
                json!({
                    "id": name,
                    "message": message,
                    "side": side(found.side),
                    "facts": self.uses(&found.facts),
                    "events": self.events(&found.events),
                })
            }).collect::<Vec<_>>(),
            "overruled": it.differences.iter().map(|overruled| json!({
                "fact": self.fact(overruled.fact),
                "side": side(overruled.side),
                "stated": value(&overruled.stated),
                "taken_as": value(&overruled.derived),
                "because": self.uses(&overruled.because),
            })).collect::<Vec<_>>(),
            "scores": it.scores.iter().map(|report| {
                let score = self.knowledge.scores.get(report.score);
                json!({
                    "score": score.map(|score| score.name.to_string()),
                    "fact": score.map(|score| self.fact(score.fact)),
                    "side": side(report.side),
                    "total": value(&report.total),
                    "if_presumed": value(&report.if_presumed),
                    "stated": report.stated,
                    "present": report.present.iter().map(|id| self.fact(*id)).collect::<Vec<_>>(),
                    "unknown": report.unknown.iter().map(|id| self.fact(*id)).collect::<Vec<_>>(),
                })
            }).collect::<Vec<_>>(),
            "protocols": it.protocols.iter().map(|report| {
                let protocol = self.knowledge.protocols.get(report.protocol);
                json!({
                    "protocol": protocol.map(|protocol| protocol.name.to_string()),
                    "side": side(report.side),
                    "items": report.items.iter().filter_map(|(index, truth)| {
                        let item = protocol?.items.get(*index)?;
                        Some(json!({
                            "id": item.name.to_string(),
                            "text": item.text,
                            "applies": format!("{truth:?}").to_lowercase(),
                            "statements": self.statements(&item.states),
                        }))
                    }).collect::<Vec<_>>(),
                })
            }).collect::<Vec<_>>(),
            "notes": it.notes.iter().filter_map(|report| {
                let note = self.knowledge.guidelines.get(report.guideline)?.notes.get(report.note)?;
                Some(json!({
                    "guideline": self.guideline(report.guideline),
                    "id": note.name.to_string(),
                    "about": report.about.iter().map(|id| self.action(*id)).collect::<Vec<_>>(),
                    "text": note.text,
                    "estimates": note.estimates,
                    "statements": self.statements(&note.states),
                }))
            }).collect::<Vec<_>>(),
            "not_used": it.unused.iter().map(|unused| match unused {
                Unused::Fact { entry, fact } => json!({
                    "fact": self.fact(*fact),
                    "side": side(self.case.facts.get(*entry).and_then(|entry| entry.side)),
                }),
                Unused::Event(index) => json!({
                    "event": words::event(self.knowledge, self.case, *index),
                    "side": side(self.case.events.get(*index).and_then(|event| event.side)),
                }),
            }).collect::<Vec<_>>(),
            "side_inferred": self.case.side_is_inferred(),
            "assumed": it.side_assumed.iter().map(|index| {
                let event = words::event(self.knowledge, self.case, *index);
                json!({ "event": event, "assumption": "of the symptomatic leg" })
            }).collect::<Vec<_>>(),
        })
    }

    fn guidelines(&self) -> Vec<Json> {
        self.knowledge
            .guidelines
            .iter()
            .map(|it| {
                let mut object = json!({
                    "id": it.name.to_string(),
                    "title": it.title,
                    "version": it.version,
                    "updated": it.updated,
                });
                if let (Json::Object(fields), Json::Object(status)) =
                    (&mut object, review::json(it, self.case.as_of.date))
                {
                    fields.extend(status);
                }
                object
            })
            .collect()
    }

    /// One line of advice.
    pub fn line(&self, line: &Line) -> Json {
        let action = self.knowledge.actions.get(line.action.0 as usize);
        let label = action.map(|action| match line.stance {
            Stance::Avoid => action
                .avoid_label
                .clone()
                .unwrap_or_else(|| action.label.clone()),
            Stance::Do | Stance::Consider => action.label.clone(),
        });
        let mut object = json!({
            "action": self.action(line.action),
            "label": label,
            "side": side(line.side),
            "stance": stance(line.stance),
            "timing": self.due(&line.due),
            "duration": line.duration.as_ref().map(quantity),
            "scope": scope_name(&line.scope),
            "red_flag": line.red_flag,
            "review_status": vocabulary::word(
                vocabulary::STATUS,
                &review::lowest(self.knowledge, line.rules.iter().map(|it| it.rule), self.case.as_of.date),
            ),
            "one_of": line.one_of.and_then(|id| self.knowledge.one_ofs.get(id.0 as usize)).map(|it| it.name.to_string()),
            "ratings": line.ratings.iter().map(|rating| json!({
                "value": rating.value, "body": rating.body, "edition": rating.edition,
            })).collect::<Vec<_>>(),
            "statements": self.statements(&self.line_statements(line)),
            "rules": line.rules.iter().map(|trace| self.trace(trace)).collect::<Vec<_>>(),
        });
        self.status(&mut object, &line.status);
        object
    }

    fn line_statements(&self, line: &Line) -> Vec<StatementId> {
        let mut found: Vec<StatementId> = Vec::new();
        let holding = line
            .rules
            .iter()
            .filter(|trace| !line.is_live() || !matches!(trace.status, Status::Undecided { .. }));
        for trace in holding {
            for id in self
                .knowledge
                .rules
                .get(trace.rule.0 as usize)
                .map_or(&[][..], |rule| &rule.states)
            {
                if !found.contains(id) {
                    found.push(*id);
                }
            }
        }
        found
    }

    fn trace(&self, trace: &RuleTrace) -> Json {
        let rule = self.knowledge.rules.get(trace.rule.0 as usize);
        let mut object = json!({
            "rule": self.rule(trace.rule),
            "why": rule.map(|rule| rule.why.clone()),
            "pitfall": rule.and_then(|rule| rule.pitfall.clone()),
            "condition": rule.map(|rule| rule.when.text.to_string()),
            "timing": self.due(&trace.due),
            "facts": self.uses(&trace.facts),
            "statements": self.statements(rule.map_or(&[][..], |rule| &rule.states)),
            "disagreements": rule.map(|rule| rule.disagreements.clone()),
        });
        self.status(&mut object, &trace.status);
        object
    }

    fn status(&self, object: &mut Json, status: &Status) {
        let name = match status {
            Status::Decided => "decided",
            Status::Provisional { provided } => {
                let provided: Vec<Json> = provided.iter().map(|it| self.proviso(it)).collect();
                insert(object, "provided", json!(provided));
                "provisional"
            }
            Status::Undecided {
                waits_for,
                still_open,
                presumed,
            } => {
                insert(
                    object,
                    "still_open",
                    json!(
                        still_open
                            .iter()
                            .map(|id| self.fact(*id))
                            .collect::<Vec<_>>()
                    ),
                );
                insert(
                    object,
                    "waits_for",
                    json!(
                        waits_for
                            .iter()
                            .map(|id| self.fact(*id))
                            .collect::<Vec<_>>()
                    ),
                );
                insert(
                    object,
                    "if_presumed",
                    json!(format!("{presumed:?}").to_lowercase()),
                );
                "undecided"
            }
        };
        insert(object, "status", json!(name));
    }

    fn proviso(&self, proviso: &Proviso) -> Json {
        match proviso {
            Proviso::Fact {
                fact,
                value: presumed,
            } => {
                let reason = self
                    .knowledge
                    .facts
                    .get(fact.0 as usize)
                    .and_then(|fact| fact.presume.as_ref())
                    .map(|presumption| presumption.reason.clone());
                json!({ "fact": self.fact(*fact), "value": value(presumed), "reason": reason })
            }
            Proviso::RuleDoesNotApply { rule, waits_for } => json!({
                "rule_does_not_apply": self.rule(*rule),
                "waits_for": waits_for.iter().map(|id| self.fact(*id)).collect::<Vec<_>>(),
            }),
        }
    }

    fn scope(&self, status: &ScopeStatus, guideline: usize) -> Json {
        let mut object = json!({ "status": scope_name(status) });
        let (waits_for, exclusion) = match status {
            ScopeStatus::Provisional { waits_for } | ScopeStatus::Undecided { waits_for } => {
                (Some(waits_for), None)
            }
            ScopeStatus::Dormant {
                waits_for,
                exclusion,
            } => (Some(waits_for), *exclusion),
            ScopeStatus::Excluded { exclusion } => (None, Some(*exclusion)),
            ScopeStatus::Applies | ScopeStatus::DoesNotApply => (None, None),
        };
        if let Some(waits_for) = waits_for {
            let facts: Vec<_> = waits_for.iter().map(|id| self.fact(*id)).collect();
            insert(&mut object, "waits_for", json!(facts));
        }
        let guideline = self.knowledge.guidelines.get(guideline);
        let exclusion = guideline.and_then(|it| it.scope.exclusions.get(exclusion?));
        if let Some(exclusion) = exclusion {
            insert(
                &mut object,
                "exclusion",
                json!({
                    "id": exclusion.name.to_string(),
                    "reason": exclusion.reason,
                    "instead": exclusion.instead,
                    "statements": self.statements(&exclusion.states),
                }),
            );
        }
        object
    }

    fn uses(&self, uses: &[FactUse]) -> Json {
        json!(uses.iter().map(|it| self.use_of(it)).collect::<Vec<_>>())
    }

    fn use_of(&self, used: &FactUse) -> Json {
        let from = match &used.from {
            Provenance::Stated(index) => {
                let entry = self.case.facts.get(*index);
                json!({ "stated": entry.and_then(|entry| entry.source.as_deref()) })
            }
            Provenance::Events(indices) => json!({ "events": self.events(indices) }),
            Provenance::Derived(because) => json!({ "derived_from": self.uses(because) }),
            Provenance::Presumed => json!({ "presumed": true }),
            Provenance::Unstated => Json::Null,
        };
        json!({ "fact": self.fact(used.fact), "value": value(&used.value), "from": from })
    }

    fn events(&self, indices: &[usize]) -> Json {
        json!(
            indices
                .iter()
                .filter_map(|index| words::event(self.knowledge, self.case, *index))
                .collect::<Vec<_>>()
        )
    }

    fn due(&self, due: &Due) -> Json {
        match due {
            Due::Now => json!({ "kind": "now" }),
            Due::Overdue { since } => json!({ "kind": "overdue", "since": since.to_string() }),
            Due::Within { span, until } => {
                json!({ "kind": "within", "span": quantity(span), "until": until.to_string() })
            }
            Due::Window { from, to, open } => json!({
                "kind": "window",
                "from": from.map(|date| date.to_string()),
                "to": to.map(|date| date.to_string()),
                "open": open,
            }),
            Due::Undated { anchor, from, to } => json!({
                "kind": "undated",
                "after": self.knowledge.views.get(anchor.0 as usize).map(|view| view.name.to_string()),
                "from": from.as_ref().map(quantity),
                "to": to.as_ref().map(quantity),
            }),
            Due::Unspecified => Json::Null,
        }
    }

    /// Statements, with where they stand in their sources.
    pub fn statements(&self, ids: &[StatementId]) -> Json {
        let found = ids
            .iter()
            .filter_map(|id| self.knowledge.statements.get(id.0 as usize))
            .map(|statement| {
                json!({
                    "id": statement.name.to_string(),
                    "source": statement.source,
                    "place": statement.place,
                    "disposition": vocabulary::word(vocabulary::DISPOSITION, &statement.disposition),
                    "verification": cite::verification(statement.verification),
                })
            });
        json!(found.collect::<Vec<_>>())
    }

    /// The name of a fact.
    pub fn fact(&self, id: FactId) -> String {
        self.knowledge
            .facts
            .get(id.0 as usize)
            .map_or_else(String::new, |fact| fact.name.to_string())
    }

    /// The name of an action.
    pub fn action(&self, id: ActionId) -> String {
        self.knowledge
            .actions
            .get(id.0 as usize)
            .map_or_else(String::new, |action| action.name.to_string())
    }

    fn guideline(&self, index: usize) -> Json {
        json!(
            self.knowledge
                .guidelines
                .get(index)
                .map(|guideline| guideline.name.to_string())
        )
    }

    fn rule(&self, id: RuleId) -> String {
        self.knowledge
            .rules
            .get(id.0 as usize)
            .map_or_else(String::new, |rule| {
                let guideline = self
                    .knowledge
                    .guidelines
                    .get(rule.guideline)
                    .map_or("", |it| &*it.name);
                format!("{guideline}/{}", rule.name)
            })
    }
}

fn insert(object: &mut Json, key: &str, value: impl Into<Json>) {
    if let Json::Object(map) = object {
        Map::insert(map, key.to_owned(), value.into());
    }
}

/// A leg, or null.
pub fn side(side: Option<Side>) -> Json {
    json!(side.map(|side| side.to_string()))
}

fn scope_name(status: &ScopeStatus) -> &'static str {
    match status {
        ScopeStatus::Applies => "applies",
        ScopeStatus::Provisional { .. } => "provisional",
        ScopeStatus::Undecided { .. } => "undecided",
        ScopeStatus::Dormant { .. } => "dormant",
        ScopeStatus::Excluded { .. } => "excluded",
        ScopeStatus::DoesNotApply => "does_not_apply",
    }
}

fn urgency(urgency: Urgency) -> &'static str {
    match urgency {
        Urgency::RedFlag => "red_flag",
        Urgency::Scope => "scope",
        Urgency::Now => "now",
        Urgency::Dated => "dated",
        Urgency::Routine => "routine",
        Urgency::Exception => "exception",
    }
}

fn quantity(quantity: &Quantity) -> Json {
    json!({ "value": quantity.value.to_string(), "unit": quantity.unit.code() })
}

/// A value: null while unknown, an object with `one_of`, `from` and `to`, or `none` while partly known.
pub fn value(it: &Value) -> Json {
    match it {
        Value::Null => Json::Null,
        Value::Boolean(known) => json!(known),
        Value::Integer(number) => json!(number),
        Value::Long(number) => json!(number),
        Value::Decimal(number) => json!(number.to_string()),
        Value::String(code) => json!(&**code),
        Value::Quantity(it) => quantity(it),
        Value::List(members) => json!(members.iter().map(value).collect::<Vec<_>>()),
        Value::Interval(it) => json!(it.to_string()),
        Value::Partial(Partial::Absent) => json!({ "none": true }),
        Value::Partial(Partial::Choices(codes)) => {
            json!({ "one_of": codes.iter().map(|code| json!(&**code)).collect::<Vec<_>>() })
        }
        Value::Partial(Partial::Range { low, high }) => json!({
            "from": low.as_deref().map(value),
            "to": high.as_deref().map(value),
        }),
    }
}
