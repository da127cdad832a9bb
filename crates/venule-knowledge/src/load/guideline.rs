//! Guidelines: head, scope, exclusions and notes. Rules are read by [`super::rule`].

use std::sync::Arc;

use venule_logic::types::Type;

use super::context::Context;
use super::names::{Names, Style};
use super::rule::Advisable;
use super::tables::GuidelineTables;
use super::{condition, review, rule};
use crate::diagnostic::Diagnostic;
use crate::document::Fields;
use crate::model::{
    Attributes, Bound, Complaint, Condition, Exclusion, Guideline, Note, Record, Rule, RuleId,
    Scope,
};
use crate::source::Origin;

/// Reads a guideline and puts its rules behind those already read.
pub(super) fn read(
    context: &Context<'_>,
    advisable: Advisable<'_>,
    number: usize,
    tables: GuidelineTables<'_>,
    rules: &mut Vec<Rule>,
) -> Guideline {
    let GuidelineTables {
        folder,
        head: mut fields,
        scope,
        rules: rule_tables,
        notes,
    } = tables;
    let id = fields.text("id");
    if let Some(id) = id
        && id.text != folder
    {
        let message = format!(
            "the guideline `{}` stands in a folder called `{folder}`",
            id.text
        );
        let problem = Diagnostic::error("folder-name", message, id.origin);
        context
            .problems
            .add(problem.help("give the folder the guideline's id"));
    }
    let own_name = id.map_or(folder, |id| id.text);
    let mut own_rules = Vec::new();
    for table in rule_tables {
        own_rules.push(RuleId(u32::try_from(rules.len()).unwrap_or(u32::MAX)));
        rules.push(rule::read(context, advisable, (own_name, number), table));
    }
    let guideline = Guideline {
        name: Arc::from(own_name),
        title: fields.required_string("title"),
        version: fields.required_string("version"),
        updated: review::required_date(&mut fields, "updated").to_string(),
        attributes: attributes(&mut fields),
        review: Record::default(),
        bound: Bound::default(),
        summary: fields.required_string("summary"),
        is_gate: fields.flag("is_gate"),
        complaint: fields
            .table("complaint")
            .and_then(|table| complaint(context, table)),
        scope: scope.map_or_else(
            || no_scope(fields.origin()),
            |scope| self::scope(context, scope),
        ),
        rules: own_rules,
        notes: self::notes(context, notes),
        origin: fields.place_of("id"),
    };
    refuse_status(&mut fields);
    fields.close();
    guideline
}

/// `complaint`: what brings a patient to the guideline, and the fact that says so.
fn complaint(context: &Context<'_>, mut fields: Fields<'_>) -> Option<Complaint> {
    let label = fields.required_string("label");
    let name = fields.required_text("fact");
    fields.close();
    let name = name?;
    let fact = context.fact(name)?;
    let is_boolean = context
        .shape(fact)
        .is_some_and(|shape| shape.ty == Type::Boolean);
    if !is_boolean {
        let message = format!("fact `{}` is not answered with yes or no", name.text);
        let problem = Diagnostic::error("wrong-type", message, name.origin);
        context
            .problems
            .add(problem.help("name a fact of type `boolean`"));
        return None;
    }
    Some(Complaint { label, fact })
}

/// What a file states of the source attributes.
fn attributes(fields: &mut Fields<'_>) -> Attributes {
    if !fields.has("attributes") {
        let help =
            "add a `[guideline.attributes]` table with `developer`, `funding` and `released`";
        fields.report_missing("attributes", Some(help.to_owned()));
    }
    let Some(mut table) = fields.table("attributes") else {
        return Attributes::default();
    };
    table.call("`[guideline.attributes]`");
    let attributes = Attributes {
        developer: table.required_string("developer"),
        funding: table.required_string("funding"),
        released: review::required_date(&mut table, "released").to_string(),
        specialties: table.strings("specialties"),
        editorial_policy: table.string("editorial_policy"),
        resources: table.strings("resources"),
    };
    table.close();
    attributes
}

/// A status is not something that a file says of itself.
fn refuse_status(fields: &mut Fields<'_>) {
    let Some(node) = fields.node("status") else {
        return;
    };
    let message = "a guideline does not state its status; it follows from its review record";
    let problem = Diagnostic::error("stated-status", message, fields.origin_of(node));
    fields
        .problems()
        .add(problem.help("delete the line; `venule knowledge status` shows the status"));
}

fn scope(context: &Context<'_>, mut fields: Fields<'_>) -> Scope {
    fields.call("the scope");
    let states = context.required_states(&mut fields);
    let mut names = Names::new("exclusion", "unknown-exclusion", Style::Kebab);
    let excluded = fields.tables("exclude", "this exclusion");
    let scope = Scope {
        audience: fields.required_string("for"),
        when: condition::required_or_any(context, &mut fields, "when", &states),
        states: states.known,
        exclusions: excluded
            .into_iter()
            .filter_map(|table| exclusion(context, &mut names, table))
            .collect(),
        origin: fields.origin(),
    };
    fields.close();
    scope
}

fn exclusion(
    context: &Context<'_>,
    names: &mut Names,
    mut fields: Fields<'_>,
) -> Option<Exclusion> {
    let declared = names.declare_id(&mut fields);
    let states = context.required_states(&mut fields);
    let exclusion = Exclusion {
        name: Arc::from(fields.string("id").unwrap_or_default()),
        when: condition::required(context, &mut fields, "when", &states),
        reason: fields.required_string("reason"),
        instead: fields.required_string("instead"),
        whole_patient: fields.flag("whole_patient"),
        states: states.known,
        origin: fields.place_of("id"),
    };
    fields.close();
    declared.and(Some(exclusion))
}

/// Stands where a guideline has no scope. Knowledge that holds one is never handed out, because that was reported.
fn no_scope(origin: Origin) -> Scope {
    Scope {
        audience: String::new(),
        when: Condition {
            text: Arc::from(""),
            expr: None,
            origin,
        },
        states: Vec::new(),
        exclusions: Vec::new(),
        origin,
    }
}

fn notes(context: &Context<'_>, tables: Vec<Fields<'_>>) -> Vec<Note> {
    let mut names = Names::new("note", "unknown-note", Style::Kebab);
    tables
        .into_iter()
        .filter_map(|table| note(context, &mut names, table))
        .collect()
}

fn note(context: &Context<'_>, names: &mut Names, mut fields: Fields<'_>) -> Option<Note> {
    let declared = names.declare_id(&mut fields);
    let states = context.states(&mut fields, false);
    let note = Note {
        name: Arc::from(fields.string("id").unwrap_or_default()),
        about: context.actions(&mut fields, "about"),
        when: condition::required_or_any(context, &mut fields, "when", &states),
        text: fields.required_string("text"),
        estimates: context.keys(&mut fields, "estimates", &context.published.estimates),
        states: states.known,
        origin: fields.place_of("id"),
    };
    fields.close();
    declared.and(Some(note))
}
