//! The attributes that docutils allows on every element.

/// The common attributes of a node; most nodes have none, so they are kept
/// behind one pointer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attributes(Option<Box<Common>>);

/// docutils' `basic_attributes`, and `refid`-free back references.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Common {
    /// Anchors in the output, unique in the document.
    pub ids: Vec<String>,
    /// The names that references call the node by.
    pub names: Vec<String>,
    /// Names which it lost because another node claims them too.
    pub dupnames: Vec<String>,
    /// Classes, for style sheets.
    pub classes: Vec<String>,
    /// The ids of the nodes that refer to this one.
    pub backrefs: Vec<String>,
    /// What docutils sets on few nodes only, under its name there: `refid` of
    /// a section's title (the entry of the contents that lists it), `title` of
    /// the document, `source` of a block whose text came from another file.
    pub others: Vec<(&'static str, String)>,
}

impl Attributes {
    /// Whether the node never had any.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// Anchors in the output, unique in the document.
    pub fn ids(&self) -> &[String] {
        self.0.as_ref().map_or(&[], |common| &common.ids)
    }

    /// The names that references call the node by.
    pub fn names(&self) -> &[String] {
        self.0.as_ref().map_or(&[], |common| &common.names)
    }

    /// Names which it lost because another node claims them too.
    pub fn dupnames(&self) -> &[String] {
        self.0.as_ref().map_or(&[], |common| &common.dupnames)
    }

    /// Classes, for style sheets.
    pub fn classes(&self) -> &[String] {
        self.0.as_ref().map_or(&[], |common| &common.classes)
    }

    /// The ids of the nodes that refer to this one.
    pub fn backrefs(&self) -> &[String] {
        self.0.as_ref().map_or(&[], |common| &common.backrefs)
    }

    /// What docutils sets on few nodes only; see [`Common::others`].
    pub fn others(&self) -> &[(&'static str, String)] {
        self.0.as_ref().map_or(&[], |common| &common.others)
    }

    /// The one of [`Self::others`] that is called `name`.
    pub fn other(&self, name: &str) -> Option<&str> {
        let mut others = self.others().iter();
        others.find(|it| it.0 == name).map(|it| it.1.as_str())
    }

    /// Whether `class` is among the classes.
    pub fn has_class(&self, class: &str) -> bool {
        self.classes().iter().any(|it| it == class)
    }

    /// The attributes, to be changed.
    pub fn edit(&mut self) -> &mut Common {
        self.0.get_or_insert_default()
    }
}
