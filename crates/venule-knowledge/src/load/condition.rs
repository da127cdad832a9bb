//! Conditions: from the text in a file to a checked expression.
//!
//! A condition is a TOML string without backslashes, so its characters are the file's, and a place inside the condition is
//! a place inside the file.

use std::sync::Arc;

use venule_logic::span::Span;
use venule_logic::syntax::{self, Expr};
use venule_logic::types::{Checked, Dialect, Type, check};

use super::context::{Context, States};
use super::shape::Shape;
use crate::check::number;
use crate::diagnostic::Diagnostic;
use crate::document::{Fields, Text};
use crate::model::Condition;
use crate::source::Origin;

/// The word for a condition that always holds.
const ANY: &str = "any";

/// Reads a condition that must be there and may be `any`.
pub(super) fn required_or_any(
    context: &Context<'_>,
    fields: &mut Fields<'_>,
    key: &'static str,
    states: &States,
) -> Condition {
    match present(
        fields,
        key,
        "write the condition, or `when = \"any\"` if it always holds",
    ) {
        Some(text) if text.text.trim() == ANY => always(context, text),
        Some(text) => truth(context, fields.what(), text, states),
        None => placeholder(fields.origin()),
    }
}

/// Reads a condition that must be there.
pub(super) fn required(
    context: &Context<'_>,
    fields: &mut Fields<'_>,
    key: &'static str,
    states: &States,
) -> Condition {
    match present(
        fields,
        key,
        "write the condition; an absent one is never read as always",
    ) {
        Some(text) => truth(context, fields.what(), text, states),
        None => placeholder(fields.origin()),
    }
}

/// A condition: an expression that is true, false or unknown.
pub(super) fn truth(
    context: &Context<'_>,
    what: &str,
    text: Text<'_>,
    states: &States,
) -> Condition {
    compiled(context, what, text, states, &|found| {
        (!matches!(found, Type::Boolean | Type::Any))
            .then(|| "a condition is true or false".to_owned())
    })
}

/// An arithmetic expression whose value a fact of type `ty` can have.
pub(super) fn calculation(
    context: &Context<'_>,
    what: &str,
    text: Text<'_>,
    states: &States,
    ty: &Type,
) -> Condition {
    compiled(context, what, text, states, &|found| {
        (found != ty && *found != Type::Any).then(|| format!("{what} takes {ty}"))
    })
}

fn present<'a>(fields: &mut Fields<'a>, key: &'static str, help: &str) -> Option<Text<'a>> {
    if !fields.has(key) {
        fields.node(key);
        fields.report_missing(key, Some(help.to_owned()));
        return None;
    }
    fields.text(key)
}

fn compiled(
    context: &Context<'_>,
    what: &str,
    text: Text<'_>,
    states: &States,
    misfit: &dyn Fn(&Type) -> Option<String>,
) -> Condition {
    let Some(words) = words(context, text) else {
        return placeholder(text.origin);
    };
    let place = |span: Span| Origin {
        span: span.shifted(words.origin.span.start),
        ..words.origin
    };
    let expr = parsed(context, &words, &place).and_then(|expr| {
        context.check_numbers(what, &number::used(&expr), states, place);
        let checked = checked(context, &expr, &place)?;
        refuse_texts(context, &checked, words.origin);
        if let Some(expected) = misfit(checked.ty()) {
            let message = format!("this is {}, and {expected}", checked.ty());
            context.problems.add(Diagnostic::error(
                "wrong-type",
                message,
                place(checked.span()),
            ));
        }
        Some(checked)
    });
    Condition {
        text: Arc::from(words.text),
        expr,
        origin: words.origin,
    }
}

/// The syntax tree, with holes where the text is wrong. Reports those.
fn parsed(context: &Context<'_>, words: &Text<'_>, place: &dyn Fn(Span) -> Origin) -> Option<Expr> {
    let parsed = syntax::parse(words.text);
    for error in parsed.errors {
        let id = if error.code == "syntax" {
            "condition-syntax"
        } else {
            error.code
        };
        let mut problem = Diagnostic::error(id, error.message, place(error.span));
        problem.help = error.help;
        context.problems.add(problem);
    }
    parsed.expr
}

/// The checked expression. Reports what is wrong with its meaning.
fn checked(context: &Context<'_>, expr: &Expr, place: &dyn Fn(Span) -> Origin) -> Option<Checked> {
    match check(expr, context.schema, Dialect::Knowledge) {
        Ok(checked) => Some(checked),
        Err(errors) => {
            for error in errors {
                let mut problem = Diagnostic::error(error.code, error.message, place(error.span));
                problem.help = error.help;
                context.problems.add(problem);
            }
            None
        }
    }
}

/// Reports a fact that is words: it is shown, never compared.
fn refuse_texts(context: &Context<'_>, checked: &Checked, origin: Origin) {
    for id in checked.facts() {
        let is_text = |shape: &&Shape| shape.ty == Type::String;
        if context.shape(*id).as_ref().is_some_and(is_text) {
            let names = context.published.facts.declared();
            let name = names.get(id.0 as usize).map_or("", |(name, _)| name);
            let message = format!("`{name}` is text, which no condition can compare");
            context.problems.add(
                Diagnostic::error("text-in-condition", message, origin)
                    .help("define a choice for what the condition has to tell apart"),
            );
        }
    }
}

/// The condition as it stands in the file between the quotes, with its place. Reports a backslash.
fn words<'a>(context: &Context<'a>, text: Text<'_>) -> Option<Text<'a>> {
    let file = context.files.get(text.origin.file)?;
    let quoted = file.text.get(text.origin.span.range())?;
    let fence = ["\"\"\"", "'''", "\"", "'"]
        .into_iter()
        .find(|fence| quoted.starts_with(fence))?;
    let body = quoted.get(fence.len()..quoted.len().checked_sub(fence.len())?)?;
    let first_line = body
        .strip_prefix("\r\n")
        .or_else(|| body.strip_prefix('\n'));
    let body = if fence.len() == 3 {
        first_line.unwrap_or(body)
    } else {
        body
    };
    let start = text.origin.span.end - u32::try_from(body.len() + fence.len()).ok()?;
    let span = |from: usize, to: usize| {
        let at = |offset: usize| start + u32::try_from(offset).unwrap_or(u32::MAX - start);
        Origin {
            span: Span {
                start: at(from),
                end: at(to),
            },
            ..text.origin
        }
    };
    if let Some(at) = body.find('\\') {
        context.problems.add(
            Diagnostic::error(
                "backslash-in-condition",
                "a condition is written without backslashes, so that its characters are the file's",
                span(at, at + 1),
            )
            .help("break a long condition over lines between `\"\"\"`, and write texts in single quotes"),
        );
        return None;
    }
    Some(Text {
        text: body,
        origin: span(0, body.len()),
    })
}

fn always(context: &Context<'_>, text: Text<'_>) -> Condition {
    let origin = words(context, text).map_or(text.origin, |words| words.origin);
    Condition {
        text: Arc::from(ANY),
        expr: None,
        origin,
    }
}

/// The condition of something that has none of its own.
pub(super) fn always_at(origin: Origin) -> Condition {
    Condition {
        text: Arc::from(ANY),
        expr: None,
        origin,
    }
}

/// Stands where a condition could not be read. Knowledge that holds one is never handed out, because a problem was reported.
fn placeholder(origin: Origin) -> Condition {
    Condition {
        text: Arc::from(""),
        expr: None,
        origin,
    }
}
