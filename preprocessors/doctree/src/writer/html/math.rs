//! Mathematics: MathML, or TeX for others to draw.

use super::settings::MathOutput;
use super::tag::Tag;
use super::{CodeStyle, Writer};
use crate::tree::Node;
use crate::writer::mathml::{has_lines, mathml};

impl<'n> Writer<'_, 'n> {
    pub(super) fn math(&mut self, node: &'n Node) {
        let tex = node.astext();
        match self.html.math_output {
            MathOutput::MathMl => match mathml(&tex, false) {
                Some(inside) => self.formula(Tag::of(node, "math"), &tex, &inside),
                None => self.tex(
                    Tag::of(node, "span").first("math").first("problematic"),
                    &tex,
                ),
            },
            MathOutput::MathJax => {
                self.tex(Tag::of(node, "span").first("math"), &format!("\\({tex}\\)"));
            }
            MathOutput::Latex => self.tex(Tag::of(node, "tt").first("math"), &tex),
        }
    }

    pub(super) fn math_block(&mut self, node: &'n Node) {
        let tex = node.astext();
        let (tag, shown) = match self.html.math_output {
            MathOutput::MathMl => match mathml(&tex, true) {
                Some(inside) => {
                    self.open(Tag::of(node, "div"), "\n");
                    self.formula(Tag::new("math").with("display", "block"), &tex, &inside);
                    self.out.push_str("\n</div>\n");
                    return;
                }
                None => (Tag::of(node, "pre").first("math").first("problematic"), tex),
            },
            MathOutput::MathJax => {
                let name = if has_lines(&tex) {
                    "align*"
                } else {
                    "equation*"
                };
                let tex = format!("\\begin{{{name}}}\n{tex}\n\\end{{{name}}}");
                (Tag::of(node, "div").first("math"), tex)
            }
            MathOutput::Latex => (Tag::of(node, "pre").first("math"), tex),
        };
        let name = tag.name();
        self.open(tag, "\n");
        self.text(&shown);
        self.out.push('\n');
        self.close(name, "\n");
    }

    /// The TeX stays with the formula, for those who cannot see it drawn.
    fn formula(&mut self, tag: Tag<'_>, tex: &str, inside: &str) {
        let docutils = self.html.code == CodeStyle::Docutils;
        let namespace = docutils.then_some("http://www.w3.org/1998/Math/MathML");
        self.open(tag.with("alttext", tex).maybe("xmlns", namespace), inside);
        self.close("math", "");
    }

    fn tex(&mut self, tag: Tag<'_>, tex: &str) {
        let name = tag.name();
        self.open(tag, "");
        self.text(tex);
        self.close(name, "");
    }
}
