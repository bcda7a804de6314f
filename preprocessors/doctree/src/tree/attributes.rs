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
}

impl Attributes {
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

    /// Whether `class` is among the classes.
    pub fn has_class(&self, class: &str) -> bool {
        self.classes().iter().any(|it| it == class)
    }

    /// The attributes, to be changed.
    pub fn edit(&mut self) -> &mut Common {
        self.0.get_or_insert_default()
    }
}
