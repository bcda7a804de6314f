//! *Directive Options*: a directive's options with their values.

use super::{Spec, convert};
use crate::python::repr;

/// The options of a directive, converted.
#[derive(Clone, Debug, Default)]
pub(crate) struct Options(Vec<(String, Value)>);

/// An option's value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    Flag,
    Text(String),
    Integer(i64),
    Words(Vec<String>),
    Choice(&'static str),
}

impl Options {
    /// Converts and adds an option. With `any`, unknown ones are kept as they are.
    pub(crate) fn add(
        &mut self,
        name: &str,
        value: Option<&str>,
        spec: &Spec,
        any: bool,
    ) -> Result<(), String> {
        let known = spec.options.iter().find(|(option, _)| *option == name);
        let convert = match known {
            Some(&(_, convert)) => convert,
            None if any => convert::unchanged,
            None => return Err(format!("unknown option: \"{name}\"")),
        };
        if self.get(name).is_some() {
            return Err(format!("invalid option data: duplicate option \"{name}\""));
        }
        let written = value.map_or("None".to_owned(), repr);
        let value = convert(value).map_err(|fault| {
            format!("invalid option value: (option: \"{name}\"; value: {written})\n{fault}")
        })?;
        self.0.push((name.to_owned(), value));
        Ok(())
    }

    /// Gives the option `name` a value that counts where nothing is written.
    pub(crate) fn preset(&mut self, name: &str, value: &str) {
        if !self.has(name) {
            self.0
                .push((name.to_owned(), Value::Text(value.to_owned())));
        }
    }

    /// Takes the option `name` away, as if it had not been written.
    pub(crate) fn take(&mut self, name: &str) -> Option<Value> {
        let at = self.0.iter().position(|it| it.0 == name)?;
        Some(self.0.remove(at).1)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Value> {
        self.0
            .iter()
            .find(|(it, _)| it == name)
            .map(|(_, value)| value)
    }

    /// The options that have a text, with it.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().filter_map(|(name, value)| match value {
            Value::Text(text) => Some((name.as_str(), text.as_str())),
            _ => None,
        })
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        match self.get(name)? {
            Value::Text(text) => Some(text),
            Value::Choice(text) => Some(text),
            Value::Flag | Value::Integer(_) | Value::Words(_) => None,
        }
    }

    pub(crate) fn integer(&self, name: &str) -> Option<i64> {
        match self.get(name)? {
            Value::Integer(number) => Some(*number),
            _ => None,
        }
    }

    pub(crate) fn words(&self, name: &str) -> Option<&[String]> {
        match self.get(name)? {
            Value::Words(words) => Some(words),
            _ => None,
        }
    }

    pub(crate) fn choice(&self, name: &str) -> Option<&'static str> {
        match self.get(name)? {
            Value::Choice(choice) => Some(choice),
            _ => None,
        }
    }
}
