//! Makes the title of a section's lone subsection the section's subtitle.
//!
//! docutils' `frontmatter.SectionSubTitle`; only with `sectsubtitle_xform`.

use super::context::Context;
use super::doc_title::promote_subtitle;
use crate::tree::{Document, Element};

pub(super) fn apply(document: &mut Document, context: &mut Context<'_>) {
    if !context.options.sectsubtitle_xform {
        return;
    }
    document.root.walk_mut(&mut |node| {
        if node.element == Element::Section {
            promote_subtitle(node);
        }
    });
}
