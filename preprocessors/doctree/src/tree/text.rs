//! The characters of a text node.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use crate::source::{Source, Span};

/// A piece of a source, which is shared, or a string of its own.
///
/// Most text stands in a document as it stands in its source; sharing it
/// costs neither time nor memory.
#[derive(Clone)]
pub struct Text(Kept);

#[derive(Clone)]
enum Kept {
    Shared {
        whole: Arc<str>,
        start: u32,
        end: u32,
    },
    Own(Box<str>),
}

impl Text {
    /// What stands at `span`, if that is `text`; or else a copy of `text`.
    pub(crate) fn of(text: &str, span: Span, source: &Source) -> Self {
        let Span { start, end, .. } = span;
        if source.text().get(start as usize..end as usize) == Some(text) {
            let whole = source.share();
            Self(Kept::Shared { whole, start, end })
        } else {
            text.into()
        }
    }

    /// The characters.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Kept::Shared { whole, start, end } => whole
                .get(*start as usize..*end as usize)
                .unwrap_or_default(),
            Kept::Own(text) => text,
        }
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Text {}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self(Kept::Own(text.into_boxed_str()))
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self(Kept::Own(text.into()))
    }
}

impl From<Cow<'_, str>> for Text {
    fn from(text: Cow<'_, str>) -> Self {
        match text {
            Cow::Borrowed(text) => text.into(),
            Cow::Owned(text) => text.into(),
        }
    }
}

impl From<&String> for Text {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_that_stands_in_the_source_is_shared_and_other_text_kept() {
        let source = Source::new("a.rst", "one two\n");
        let shared = Text::of("two", Span::new(0, 4, 7), &source);
        let own = Text::of("2", Span::new(0, 4, 7), &source);
        assert!(matches!(shared.0, Kept::Shared { .. }));
        assert!(matches!(own.0, Kept::Own(_)));
        assert_eq!((&*shared, &*own), ("two", "2"));
        assert_eq!(shared, Text::from("two"));
        assert_eq!(size_of::<Text>(), size_of::<String>());
    }
}
