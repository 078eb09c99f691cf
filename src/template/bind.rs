//! Binds a template's syntax tree to a schema: resolves every name to a field or part.
//!
//! A value with parts (a figure, a date) is an object to handlebars; printed by itself it is its
//! 文.

use std::collections::HashSet;

use handlebars::Template;
use handlebars::template::{HelperTemplate, Parameter, TemplateElement};

use super::binding_path::{has_paragraphs, is_number, list, located, path, raw, split};
use super::helper_signatures;
use super::helper_signatures::HelperSignature;
use super::presence::Presence;
use super::recover::BLANK;
use super::source_map::SourceMap;
use crate::diagnostic::{Diagnostic, Diagnostics, Location, Message};
use crate::figure::Unit;
use crate::nearest::nearest;
use crate::schema::{Field, FieldKind, FieldPart, FieldTable, part};

/// The internal helper that prints several paragraphs as one; no author can write its name.
pub(crate) const JOINED: &str = "@joined";

/// The state of binding: where in the lists it is, and what it found.
pub(super) struct Binder<'a> {
    /// The fields of the table, then of the record of each enclosing list.
    pub(super) scopes: Vec<&'a FieldTable>,
    /// Names of fields used, with the list they stand in: `项目.金额`.
    pub(super) used: HashSet<String>,
    /// Names of fields printed by themselves, likewise.
    pub(super) printed: HashSet<String>,
    pub(super) faults: Diagnostics,
    lists: Vec<String>,
    presence: Presence,
    source_map: SourceMap<'a>,
}

impl<'a> Binder<'a> {
    pub(super) fn new(source_map: SourceMap<'a>, fields: &'a FieldTable) -> Self {
        Self {
            scopes: vec![fields],
            used: HashSet::new(),
            printed: HashSet::new(),
            faults: Diagnostics::new(),
            lists: Vec::new(),
            presence: Presence::default(),
            source_map,
        }
    }

    /// Checks every element and rewrites those that print a value with parts.
    pub(super) fn template(&mut self, template: &mut Template) {
        let mapping = template.mapping.clone();
        for (element, at) in template.elements.iter_mut().zip(mapping) {
            let location = self.source_map.tag(at.0, at.1);
            self.element(element, &location);
        }
    }

    /// A fault about the last of its arguments.
    fn fault(
        &mut self,
        at: &Location,
        key: &'static str,
        args: Vec<(&'static str, String)>,
        hint: Option<Message>,
    ) {
        let at = match args.last() {
            Some((_, word)) => self.source_map.word(at, word),
            None => at.clone(),
        };
        let fault = Diagnostic::error(Some(at), Message::with(key, args));
        self.faults.push(match hint {
            Some(hint) => fault.hint(hint),
            None => fault,
        });
    }

    fn element(&mut self, element: &mut TemplateElement, at: &Location) {
        match element {
            TemplateElement::RawString(_) | TemplateElement::Comment(_) => {}
            TemplateElement::Expression(tag) => self.expression(tag, at),
            TemplateElement::HelperBlock(tag) => self.block(tag, at),
            _ => self.fault(
                at,
                "template.refused",
                vec![],
                Some(Message::plain("template.refused.hint")),
            ),
        }
    }

    fn expression(&mut self, tag: &mut HelperTemplate, at: &Location) {
        let name = raw(&tag.name).unwrap_or_default().to_owned();
        if let Some(signature) = helper_signatures::inline(&name) {
            let has_options = |tag: &HelperTemplate| {
                let mut options = tag.hash.iter();
                options.all(|(option, value)| signature.has_option(option, value))
            };
            if has_options(tag) {
                self.check_usage(signature, &name, &tag.params, at);
            } else {
                self.misused(signature, &name, at);
            }
            if name == "升降" {
                self.printed_params(tag, at);
            } else {
                self.inline(&name, tag, at);
            }
        } else if !tag.params.is_empty() || !tag.hash.is_empty() {
            self.unknown_helper(&name, at);
        } else if let Some(found) = self.path(&name, at) {
            self.warn_if_absent(&name, at);
            self.printed
                .insert(name.trim_start_matches("../").to_owned());
            let printed = if found.is_compound() {
                format!("{name}.文")
            } else {
                name.clone()
            };
            let word = self.source_map.word(at, &name);
            let located = located(&printed, &word, &tag.name);
            if has_paragraphs(found) && !self.source_map.is_alone(at) {
                tag.name = Parameter::Name(JOINED.to_owned());
                tag.params.push(located);
            } else {
                tag.name = located;
            }
            if found.is_compound() {
                return;
            }
            if matches!(found, FieldPart::Record(_)) || list(found).is_some() {
                let args = vec![("name", name)];
                self.fault(
                    at,
                    "template.prints-list",
                    args,
                    Some(Message::plain("template.prints-list.hint")),
                );
            }
        }
    }

    /// Checks the values `{{升降 "增长" "下降" 税收.增速}}` prints, as if each stood in a tag.
    fn printed_params(&mut self, tag: &mut HelperTemplate, at: &Location) {
        for param in &mut tag.params {
            let Some(name) = raw(param).map(str::to_owned) else {
                continue;
            };
            let Some(found) = self.path(&name, at) else {
                continue;
            };
            self.warn_if_absent(&name, at);
            if found.is_compound() {
                *param = path(&format!("{name}.文"), param.clone());
            }
        }
    }

    fn inline(&mut self, name: &str, tag: &HelperTemplate, at: &Location) {
        if name == "序" {
            if self.lists.is_empty() {
                self.fault(at, "template.no-list", vec![], None);
            }
            return;
        }
        let fields = self.list_param(tag, at);
        self.warn_if_absent(&Self::param(tag, 0).unwrap_or_default(), at);
        if let (Some(fields), Some(key)) =
            (fields, tag.params.get(1).and_then(helper_signatures::text))
        {
            if fields.get(key).is_none() {
                self.no_field(key, FieldPart::Record(fields), at);
            }
            self.used
                .insert(self.full(Self::param(tag, 0).as_deref().unwrap_or_default(), key));
        } else if let (Some(first), None, "列") = (
            fields.and_then(|fields| fields.first()),
            tag.params.get(1),
            name,
        ) {
            self.used.insert(self.full(
                Self::param(tag, 0).as_deref().unwrap_or_default(),
                &first.name,
            ));
        }
    }

    /// Warns of a value that may be absent where it is printed.
    fn warn_if_absent(&mut self, path: &str, at: &Location) {
        let (ups, names) = split(path);
        let Some(scope) = self.scopes.len().checked_sub(ups + 1) else {
            return;
        };
        if self
            .presence
            .may_be_absent(self.scopes[scope], &self.within_lists(ups), &names)
        {
            let args = [("name", path)];
            let at = self.source_map.word(at, path);
            let fault = Diagnostic::warning(Some(at), Message::new("template.unsure", args));
            self.faults
                .push(fault.hint(Message::new("template.unsure.hint", args)));
        }
    }

    /// The enclosing lists but the innermost `ups`: `项目.节点.`
    fn within_lists(&self, ups: usize) -> String {
        let mut within = String::new();
        for list in &self.lists[..self.lists.len().saturating_sub(ups)] {
            within.push_str(list);
            within.push('.');
        }
        within
    }

    fn full(&self, list: &str, key: &str) -> String {
        let mut names: Vec<&str> = self.lists.iter().map(String::as_str).collect();
        let ups = list.matches("../").count().min(names.len());
        names.truncate(names.len() - ups);
        names.push(list.trim_start_matches("../"));
        names.push(key);
        names.join(".")
    }

    fn param(tag: &HelperTemplate, n: usize) -> Option<String> {
        tag.params.get(n).and_then(raw).map(str::to_owned)
    }

    /// The record of the list that is a helper's first parameter.
    fn list_param(&mut self, tag: &HelperTemplate, at: &Location) -> Option<&'a FieldTable> {
        let name = Self::param(tag, 0)?;
        let found = self.path(&name, at)?;
        let fields = list(found);
        if fields.is_none() {
            self.fault(at, "template.not-a-list", vec![("name", name)], None);
        }
        fields
    }

    fn block(&mut self, tag: &mut HelperTemplate, at: &Location) {
        let name = raw(&tag.name).unwrap_or_default().to_owned();
        let Some(signature) = helper_signatures::block(&name) else {
            return self.unknown_helper(&name, at);
        };
        self.check_usage(signature, &name, &tag.params, at);
        let mark = self.presence.mark();
        if name == "each" {
            let list = Self::param(tag, 0).unwrap_or_default();
            if let Some(fields) = self.list_param(tag, at) {
                self.guard(&list);
                self.scopes.push(fields);
                self.lists.push(list.trim_start_matches("../").to_owned());
                self.within(tag.template.as_mut(), at);
                self.scopes.pop();
                self.lists.pop();
            }
            self.presence.leave(mark);
            return self.within(tag.inverse.as_mut(), at);
        }
        if name == "is" {
            self.comparison(&mut tag.params, at);
        }
        for param in &mut tag.params {
            self.condition(param, at);
        }
        self.within(tag.template.as_mut(), at);
        self.within(tag.inverse.as_mut(), at);
        self.presence.leave(mark);
    }

    /// Reports a helper that does not get the parameters it takes.
    fn check_usage(
        &mut self,
        signature: &HelperSignature,
        name: &str,
        params: &[Parameter],
        at: &Location,
    ) {
        let blanked = params.first().and_then(raw) == Some(BLANK);
        if !blanked && !signature.fits(params) {
            self.misused(signature, name, at);
        }
    }

    fn misused(&mut self, signature: &HelperSignature, name: &str, at: &Location) {
        let hint = Message::new("template.usage.hint", [("form", signature.form)]);
        let args = vec![("name", name.to_owned())];
        self.fault(at, "template.usage", args, Some(hint));
    }

    fn within(&mut self, template: Option<&mut Template>, at: &Location) {
        match template {
            // An `{{else if …}}` has no place of its own.
            Some(chain) if chain.mapping.is_empty() => {
                chain
                    .elements
                    .iter_mut()
                    .for_each(|element| self.element(element, at));
            }
            Some(template) => self.template(template),
            None => {}
        }
    }

    /// `{{#is 类型 "换届"}}`, `(eq 年份 2025)`: a choice is compared with its options, a year or
    /// figure with a number; what can never be equal is a fault.
    fn comparison(&mut self, params: &mut [Parameter], at: &Location) {
        let value = params.iter().find_map(helper_signatures::literal);
        for param in params {
            let Some(name) = raw(param).map(str::to_owned) else {
                continue;
            };
            let Some(found) = self.resolve(&name) else {
                continue;
            };
            if let (FieldPart::Field(field), Some(value)) = (found, &value) {
                self.check_literal(field, &name, value, at);
            }
            match found {
                FieldPart::Field(Field {
                    kind: FieldKind::Flag | FieldKind::Claim { .. },
                    ..
                }) => {
                    let hint = Message::new("template.flag.hint", [("name", &name)]);
                    self.fault(at, "template.flag", vec![("name", name)], Some(hint));
                }
                _ if found.is_compound() => *param = path(&format!("{name}.文"), param.clone()),
                _ => {}
            }
        }
    }

    /// Reports a literal that a field can never be equal to.
    fn check_literal(&mut self, field: &Field, name: &str, value: &str, at: &Location) {
        let (key, hint) = match &field.kind {
            FieldKind::Choice { options } if !options.iter().any(|option| option == value) => {
                let options = options.join("、");
                (
                    "template.option",
                    Message::new("choice.options", [("options", options)]),
                )
            }
            FieldKind::Year { .. } if !is_number(value, "年") => (
                "template.no-number",
                Message::plain("template.no-number.year"),
            ),
            FieldKind::Figure {
                unit, ratio: false, ..
            } => {
                let unit = unit.as_ref().map_or("", Unit::name);
                if is_number(value, unit) {
                    return;
                }
                let args = [("unit", unit)];
                (
                    "template.no-number",
                    Message::new("template.no-number.figure", args),
                )
            }
            _ => return,
        };
        let args = vec![("name", name.to_owned()), ("value", value.to_owned())];
        self.fault(at, key, args, Some(hint));
    }

    fn condition(&mut self, param: &mut Parameter, at: &Location) {
        match param {
            Parameter::Subexpression(sub) => {
                let TemplateElement::Expression(tag) = sub.element.as_mut() else {
                    return;
                };
                let name = raw(&tag.name).unwrap_or_default().to_owned();
                match helper_signatures::logic(&name) {
                    Some(signature) => self.check_usage(signature, &name, &tag.params, at),
                    None => self.unknown_helper(&name, at),
                }
                if matches!(name.as_str(), "eq" | "ne") {
                    self.comparison(&mut tag.params, at);
                }
                tag.params
                    .iter_mut()
                    .for_each(|param| self.condition(param, at));
            }
            Parameter::Literal(_) => {}
            other => {
                let name = raw(other)
                    .unwrap_or_default()
                    .trim_end_matches(".文")
                    .to_owned();
                self.path(&name, at);
                self.guard(&name);
            }
        }
    }

    /// Records that the content of a block is there only with this field or part.
    fn guard(&mut self, path: &str) {
        let (ups, names) = split(path);
        self.presence
            .add(format!("{}{}", self.within_lists(ups), names.join(".")));
    }

    fn unknown_helper(&mut self, name: &str, at: &Location) {
        let location = self.source_map.word(at, name);
        self.faults
            .push(helper_signatures::unknown_helper(name, location));
    }

    /// Resolves a path and marks it as used; reports one that leads nowhere.
    fn path(&mut self, path: &str, at: &Location) -> Option<FieldPart<'a>> {
        if path.starts_with('@') {
            return None;
        }
        let found = self.resolve(path);
        let (ups, names) = split(path);
        if let Some(first) = names.first() {
            self.used.insert(self.within_lists(ups) + first);
        }
        if found.is_none() {
            self.explain(path, at);
        }
        found
    }

    fn resolve(&self, path: &str) -> Option<FieldPart<'a>> {
        let (ups, names) = split(path);
        let scope = self.scopes.len().checked_sub(ups + 1)?;
        let start = FieldPart::Record(self.scopes[scope]);
        names.into_iter().try_fold(start, part)
    }

    /// Reports where along a path it goes wrong.
    fn explain(&mut self, path: &str, at: &Location) {
        let (ups, names) = split(path);
        let Some(scope) = self.scopes.len().checked_sub(ups + 1) else {
            return self.fault(
                at,
                "template.too-far-up",
                vec![("name", path.to_owned())],
                None,
            );
        };
        let mut here = FieldPart::Record(self.scopes[scope]);
        for name in names {
            match part(here, name) {
                Some(next) => here = next,
                None if scope > 0 && part(FieldPart::Record(self.scopes[0]), name).is_some() => {
                    let up = "../".repeat(scope);
                    self.used.insert(name.to_owned());
                    let hint =
                        Message::new("template.outside.hint", [("name", format!("{up}{path}"))]);
                    return self.fault(
                        at,
                        "template.outside",
                        vec![("name", name.to_owned())],
                        Some(hint),
                    );
                }
                None => return self.no_field(name, here, at),
            }
        }
    }

    fn no_field(&mut self, name: &str, within: FieldPart, at: &Location) {
        let names = within.names();
        let key = if matches!(within, FieldPart::Record(_)) {
            "template.unknown-field"
        } else {
            "template.unknown-part"
        };
        let hint = match nearest(name, names.iter().map(String::as_str)) {
            Some(near) => Some(Message::new("check.nearest", [("name", near)])),
            None if names.is_empty() => Some(Message::plain("template.no-parts")),
            None if names.len() < 30 => {
                Some(Message::new("check.keys", [("names", names.join("、"))]))
            }
            None => None,
        };
        self.fault(at, key, vec![("name", name.to_owned())], hint);
    }
}
