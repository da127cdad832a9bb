//! Rules: one piece of advice each, its condition, and the rules it removes.

use std::collections::HashMap;
use std::sync::Arc;

use super::context::Context;
use super::names::{Names, Style};
use super::tables::GuidelineTables;
use super::{condition, order, timing, words};
use crate::check::{missing_avoid_label, red_flag};
use venule_logic::types::FactId;

use crate::diagnostic::Diagnostic;
use crate::document::{Fields, Problems, Text};
use crate::model::{Action, ActionId, OneOf, OneOfId, Rating, Rule, RuleId, Stance};
use crate::nearest;
use crate::source::Origin;

/// Names of all rules, as `guideline/rule`, known before any rule is read.
#[derive(Debug)]
pub(super) struct RuleNames {
    index: HashMap<String, u32>,
    /// In the order of their numbers.
    qualified: Vec<String>,
}

impl RuleNames {
    /// Declares the rules of all guidelines. Those whose id is missing or taken are left out of the tables.
    pub(super) fn declare(guidelines: &mut [GuidelineTables<'_>]) -> Self {
        let mut all = Self {
            index: HashMap::new(),
            qualified: Vec::new(),
        };
        for guideline in guidelines {
            let own_name = guideline
                .head
                .text("id")
                .map_or(guideline.folder, |id| id.text);
            let mut names = Names::new("rule", "unknown-rule", Style::Kebab);
            guideline.rules.retain_mut(|rule| {
                let declared = names.declare_id(rule).is_some();
                if declared && let Some(id) = rule.text("id") {
                    let qualified = format!("{own_name}/{}", id.text);
                    all.index.insert(
                        qualified.clone(),
                        u32::try_from(all.qualified.len()).unwrap_or(u32::MAX),
                    );
                    all.qualified.push(qualified);
                }
                declared
            });
        }
        all
    }

    /// The rule of this name, of this guideline unless it names another.
    fn find(&self, problems: &Problems, guideline: &str, name: Text<'_>) -> Option<RuleId> {
        let qualified = if name.text.contains('/') {
            name.text.to_owned()
        } else {
            format!("{guideline}/{}", name.text)
        };
        let found = self.index.get(&qualified).copied().map(RuleId);
        if found.is_none() {
            let mut problem = Diagnostic::error(
                "unknown-rule",
                format!("there is no rule `{}`", name.text),
                name.origin,
            );
            let prefix = format!("{guideline}/");
            let own = || {
                self.qualified
                    .iter()
                    .filter_map(|rule| rule.strip_prefix(&prefix))
            };
            let others = || self.qualified.iter().map(String::as_str);
            problem.help = nearest::did_you_mean(name.text, own())
                .or_else(|| nearest::did_you_mean(name.text, others()));
            problems.add(problem);
        }
        found
    }
}

/// What rules refer to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Advisable<'a> {
    pub(super) actions: &'a [Action],
    pub(super) one_ofs: &'a [OneOf],
    pub(super) rules: &'a RuleNames,
}

/// The facts that have to be known before the rule may rest on a presumption.
fn needs_known(context: &Context<'_>, fields: &mut Fields<'_>) -> Vec<FactId> {
    fields
        .texts("needs_known")
        .into_iter()
        .filter_map(|name| context.fact(name))
        .collect()
}

/// Reads a rule of the guideline with this name and number.
pub(super) fn read(
    context: &Context<'_>,
    advisable: Advisable<'_>,
    guideline: (&str, usize),
    mut fields: Fields<'_>,
) -> Rule {
    let (guideline_name, guideline) = guideline;
    let states = context.required_states(&mut fields);
    let advised = stance(context, &mut fields);
    let (stance, action) = advised.unwrap_or((Stance::Do, ActionId(u32::MAX)));
    if let (Stance::Avoid, Some(name)) = (stance, fields.text("avoid")) {
        let advised_against = advisable.actions.get(action.0 as usize);
        context.problems.extend(
            advised_against.and_then(|action| missing_avoid_label::check(action, name.origin)),
        );
    }
    let red_flag = words::optional(&mut fields, "flag", words::FLAG).is_some();
    if red_flag && let Some(action) = advisable.actions.get(action.0 as usize) {
        let place = fields.place_of("flag");
        context
            .problems
            .extend(red_flag::check(fields.what(), stance, action, place));
    }
    let overrides = fields.texts("overrides");
    let find = |name| advisable.rules.find(context.problems, guideline_name, name);
    let overrides = overrides.into_iter().filter_map(find).collect();
    let rule = Rule {
        name: Arc::from(fields.required_string("id")),
        guideline,
        section: fields.required_string("section"),
        when: condition::required_or_any(context, &mut fields, "when", &states),
        action,
        stance,
        timing: timing::timing(context, &mut fields, &states),
        duration: timing::span(context, &mut fields, "duration", &states),
        why: fields.required_string("why"),
        pitfall: fields.string("pitfall"),
        red_flag,
        one_of: one_of(context, advisable.one_ofs, &mut fields, action),
        needs_known: needs_known(context, &mut fields),
        overrides,
        rating: rating(&mut fields),
        strength: fields.string("strength"),
        certainty: fields.string("certainty"),
        states: states.known,
        disagreements: context.keys(
            &mut fields,
            "disagreements",
            &context.published.disagreements,
        ),
        origin: fields.place_of("id"),
    };
    fields.close();
    rule
}

const STANCES: [(&str, Stance); 3] = [
    ("do", Stance::Do),
    ("consider", Stance::Consider),
    ("avoid", Stance::Avoid),
];

fn stance(context: &Context<'_>, fields: &mut Fields<'_>) -> Option<(Stance, ActionId)> {
    let said: Vec<(Stance, Text<'_>)> = STANCES
        .into_iter()
        .filter_map(|(key, stance)| Some((stance, fields.text(key)?)))
        .collect();
    match said.as_slice() {
        [] if STANCES.iter().any(|(key, _)| fields.has(key)) => None,
        [] => {
            fields.report_missing(
                "do",
                Some("say what it advises: `do`, `consider` or `avoid` an action".to_owned()),
            );
            None
        }
        [(stance, name)] => context.action(*name).map(|action| (*stance, action)),
        [(_, first), (_, second), ..] => {
            let message = format!("{} advises more than one thing", fields.what());
            context.problems.add(
                Diagnostic::error("more-than-one-stance", message, second.origin)
                    .also(first.origin, "and here")
                    .help("write one rule for each of `do`, `consider` and `avoid`"),
            );
            None
        }
    }
}

fn one_of(
    context: &Context<'_>,
    one_ofs: &[OneOf],
    fields: &mut Fields<'_>,
    action: ActionId,
) -> Option<OneOfId> {
    let name = fields.text("one_of")?;
    let number = context.published.one_ofs.find(context.problems, name)?;
    let group = one_ofs.get(number as usize)?;
    if action.0 != u32::MAX && !group.options.contains(&action) {
        let message = format!(
            "the action of {} is not an option of `{}`",
            fields.what(),
            name.text
        );
        context.problems.add(
            Diagnostic::error("one-of-mismatch", message, name.origin)
                .also(group.origin, "the group")
                .help("add the action to its `options`, or leave `one_of` out"),
        );
    }
    Some(OneOfId(number))
}

fn rating(fields: &mut Fields<'_>) -> Option<Rating> {
    let mut table = fields.table("rating")?;
    if let Some(value) = table.required_text("value") {
        words::read(table.problems(), "rating", words::RATING, value);
    }
    if !table.has("edition") {
        let help = "ratings change between editions; say which one it was: `edition = \"...\"`";
        table.report_missing("edition", Some(help.to_owned()));
    }
    let rating = Rating {
        value: table.string("value").unwrap_or_default(),
        body: table.required_string("body"),
        edition: table.string("edition").unwrap_or_default(),
    };
    table.close();
    Some(rating)
}

/// The rules in an order in which each follows those that override it. Reports circles.
pub(super) fn in_order(problems: &Problems, rules: &[Rule]) -> Vec<RuleId> {
    let mut overridden_by: Vec<Vec<usize>> = vec![Vec::new(); rules.len()];
    for (number, rule) in rules.iter().enumerate() {
        for target in &rule.overrides {
            if let Some(by) = overridden_by.get_mut(target.0 as usize) {
                by.push(number);
            }
        }
    }
    let (sorted, circles) = order::sort(&overridden_by);
    let named = |at: usize| -> Option<(&str, Origin)> {
        rules.get(at).map(|rule| (&*rule.name, rule.origin))
    };
    for members in &circles {
        let help = "let the more urgent rule override the other";
        problems.extend(order::circle(
            "override-cycle",
            "is overridden by",
            help,
            members,
            named,
        ));
    }
    sorted
        .into_iter()
        .filter_map(|at| u32::try_from(at).ok().map(RuleId))
        .collect()
}

/// Reports the options of a group that no rule of the group advises.
pub(super) fn check_unused_options(context: &Context<'_>, one_ofs: &[OneOf], rules: &[Rule]) {
    for (number, group) in (0..).map(OneOfId).zip(one_ofs) {
        let offers_unknown = rules
            .iter()
            .any(|rule| rule.one_of == Some(number) && rule.action.0 == u32::MAX);
        if offers_unknown {
            continue;
        }
        for option in &group.options {
            let used = rules
                .iter()
                .any(|rule| rule.one_of == Some(number) && rule.action == *option);
            let name = context.published.actions.own_names().nth(option.0 as usize);
            if let (false, Some(name)) = (used, name) {
                let message = format!("no rule offers the option `{name}` of `{}`", group.name);
                context.problems.add(
                    Diagnostic::warning("unused-option", message, group.origin).help(format!(
                        "add a rule about `{name}` with `one_of = \"{}\"`, or drop the option",
                        group.name
                    )),
                );
            }
        }
    }
}
