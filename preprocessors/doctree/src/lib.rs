//! reStructuredText and Markdown into docutils' document tree, and out again.

#[doc(hidden)]
pub mod conformance;
pub mod diagnostic;
pub mod files;
#[allow(dead_code, reason = "what calls it is being written")]
mod labels;
pub mod line;
#[allow(dead_code, reason = "what calls it is being written")]
mod message;
pub mod names;
pub mod options;
pub mod source;
#[allow(dead_code, reason = "what calls it is being written")]
mod table;
pub mod tree;
pub mod writer;

pub use diagnostic::{Diagnostic, Severity};
pub use files::{FileError, Files, NoFiles};
pub use options::{Dialect, Options};
pub use source::{Location, Source, Span};
pub use tree::{Document, Element, Node};
