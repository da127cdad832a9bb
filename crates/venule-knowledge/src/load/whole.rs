//! The steps of loading after the tables are sorted, in their order.

use std::collections::BTreeMap;

use venule_logic::FactId;

use super::context::{Context, FactSchema, Published, fact_type};
use super::names::Names;
use super::register::Register;
use super::rule::{Advisable, RuleNames};
use super::tables::Tables;
use super::{
    action, contradiction, derivation, event, evidence, fact, guideline, order_form, outcome,
    probability, report_form, review, rule, score,
};
use crate::check::statement_not_carried;
use crate::document::Problems;
use crate::model::{ActionId, Knowledge, StatementId};
use crate::source::{FileId, Files};

/// Builds the knowledge of these tables, reporting what is wrong. Its files and hash are left empty.
/// Says as well whether the register was given and could not be read.
pub(super) fn build<'a>(
    files: &'a Files,
    problems: &'a Problems,
    tables: Tables<'a>,
    register: &[(FileId, &str)],
) -> (Knowledge, bool) {
    let mut published = Published::new();
    let events = event::events(&mut published, tables.events);
    let (mut views, looking_back) = event::views(&mut published, &events, tables.views);
    let (fact_drafts, shapes) = fact::declare(&mut published, &events, &views, tables.facts);
    let action_drafts = action::declare(&mut published, tables.actions);
    let one_ofs = published.one_ofs.keep_declared(tables.one_ofs, |it| it);
    let scores = published
        .scores
        .keep_declared(tables.scores, |it| &mut it.head);
    let protocols = published
        .protocols
        .keep_declared(tables.protocols, |it| &mut it.head);
    let orders = published
        .orders
        .keep_declared(tables.orders, |it| &mut it.head);
    let reports = published
        .reports
        .keep_declared(tables.reports, |it| &mut it.head);
    let sources = published.sources.keep_declared(tables.sources, |it| it);
    let disagreements = published
        .disagreements
        .keep_declared(tables.disagreements, |it| it);
    let estimates = published.estimates.keep_declared(tables.estimates, |it| it);
    let contradictions = published
        .contradictions
        .keep_declared(tables.contradictions, |it| it);
    let mut guideline_tables = tables.guidelines;
    let folders: Vec<&str> = guideline_tables.iter().map(|it| it.folder).collect();
    guideline_tables
        .retain_mut(|tables| published.guidelines.declare_id(&mut tables.head).is_some());
    let rule_names = RuleNames::declare(&mut guideline_tables);

    let register = Register::read(problems, &published, register.iter().copied());
    let types = shapes
        .iter()
        .enumerate()
        .map(|(number, shape)| fact_type(number, shape))
        .collect();
    let schema = FactSchema {
        names: &published.facts,
        types,
    };
    let context = Context {
        files,
        problems,
        published: &published,
        schema: &schema,
        shapes: &shapes,
        register: &register,
    };

    event::look_back(&context, looking_back, &mut views);
    let facts: Vec<_> = fact_drafts
        .into_iter()
        .zip(&shapes)
        .map(|(draft, shape)| fact::read(&context, draft, shape))
        .collect();
    fact::check_special(problems, &facts);
    let scores: Vec<_> = scores
        .into_iter()
        .map(|table| score::score(&context, &published, table))
        .collect();
    score::check_facts(&context, &facts, &scores);
    let derivation_order = derivation::in_order(&context, &facts, &scores);
    let protocols: Vec<_> = protocols
        .into_iter()
        .map(|table| score::protocol(&context, table))
        .collect();
    let orders = orders
        .into_iter()
        .filter_map(|table| order_form::read(&context, &events, &protocols, table))
        .collect();
    let reports = reports
        .into_iter()
        .filter_map(|table| report_form::read(&context, &events, table))
        .collect();
    let known = contradiction::Known {
        facts: &facts,
        scores: &scores,
        events: &events,
    };
    let contradictions = contradictions
        .into_iter()
        .filter_map(|table| contradiction::read(&context, known, table))
        .collect();
    let actions: Vec<_> = action_drafts
        .into_iter()
        .map(|draft| action::read(&context, &events, draft))
        .collect();
    action::check_circles(&context, &actions);
    outcome::check_complete(problems, &events, &actions);
    let one_ofs = action::one_ofs(&context, one_ofs);
    let sources = evidence::sources(sources);
    let citations = evidence::citations(problems, &published, tables.citations);
    let disagreements = evidence::disagreements(&published, disagreements);
    let estimates = evidence::estimates(&context, estimates);
    let probability = tables
        .probability
        .map(|tables| probability::read(&context, &estimates, tables));

    let mut rules = Vec::new();
    let advisable = Advisable {
        actions: &actions,
        one_ofs: &one_ofs,
        rules: &rule_names,
    };
    let mut guidelines: Vec<_> = guideline_tables
        .into_iter()
        .enumerate()
        .map(|(number, tables)| guideline::read(&context, advisable, number, tables, &mut rules))
        .collect();
    review::attach(problems, tables.reviews, &folders, &mut guidelines);
    let override_order = rule::in_order(problems, &rules);
    rule::check_unused_options(&context, &one_ofs, &rules);

    let unread = register.is_unread();
    let (statements, carried, statement_names) = register.into_parts();
    for (statement, carried) in statements.iter().zip(carried) {
        problems.extend(statement_not_carried::check(
            statement,
            carried.executed,
            carried.explained,
        ));
    }
    let knowledge = Knowledge {
        files: Files::default(),
        content_hash: String::new(),
        facts,
        fact_index: index(published.facts, FactId),
        derivation_order,
        events,
        views,
        contradictions,
        actions,
        action_index: index(published.actions, ActionId),
        one_ofs,
        scores,
        protocols,
        orders,
        reports,
        guidelines,
        rules,
        override_order,
        sources,
        citations,
        disagreements,
        estimates,
        probability,
        statements,
        statement_index: index(statement_names, StatementId),
    };
    (knowledge, unread)
}

fn index<I>(names: Names, id: impl Fn(u32) -> I) -> BTreeMap<String, I> {
    names
        .into_index()
        .map(|(name, number)| (name, id(number)))
        .collect()
}
