//! HTML: the elements, classes and ids that docutils' html5 writer gives, so
//! that its style sheets fit. All text is escaped, addresses that would run
//! code lead nowhere, and `raw` passes only where the caller lets it.

#![warn(clippy::wildcard_enum_match_arm)]

mod admonitions;
mod blocks;
mod code;
mod docinfo;
mod embed;
pub(crate) mod escape;
mod footnotes;
mod images;
mod inline;
mod links;
mod lists;
mod math;
mod messages;
mod settings;
mod simple;
mod tables;
mod tag;
mod titles;

use crate::files::Files;
use crate::tree::{Document, Element, Node};
use tag::Tag;

pub use code::is_hidden;
pub(crate) use code::language;
pub(crate) use images::is_alone;
pub(crate) use links::{address, picture};
pub(crate) use simple::is_compactable;

pub use settings::{Attribution, CitationRole, FootnoteReferences, ImageLoading, MathOutput};

/// What the page is to be like. The settings that docutils has, too, have its names.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a setting of its own, most of them docutils'"
)]
#[derive(Clone, Copy)]
pub struct Html<'a> {
    /// Is shown each `listing` and `figure`, with the HTML of its children,
    /// and may answer with its own HTML for it.
    pub fragment: &'a dyn Fn(&Node, &str) -> Option<String>,
    /// Let `raw` elements of the format `html` through. Else they are shown as text.
    pub raw: bool,
    /// The level of the headings of the outermost sections, from 1.
    pub initial_header_level: usize,
    /// Show `system_message` elements.
    pub messages: bool,
    /// End each section's heading with a link to the section.
    pub section_self_link: bool,
    /// How pictures are loaded that do not say so themselves.
    pub image_loading: ImageLoading,
    /// Where pictures are read that are to be embedded; without it, all are linked.
    pub files: Option<&'a dyn Files>,
    /// Put before the paths of pictures that begin with `/`.
    pub root_prefix: &'a str,
    /// The lowest level of the messages that writing adds: they are about
    /// pictures that cannot be read.
    pub report_level: u8,
    /// How references to footnotes look.
    pub footnote_references: FootnoteReferences,
    /// What citations are told to be.
    pub citation_role: CitationRole,
    /// Link footnotes and citations back to their references.
    pub footnote_backlinks: bool,
    /// Link the title of a table of contents to the top of the page.
    pub toc_backlinks: bool,
    /// How the attribution of a block quote is set apart.
    pub attribution: Attribution,
    /// Classes for all tables; `colwidths-grid` asks for the columns' widths.
    pub table_style: &'a str,
    /// Mark bullet and enumerated lists as simple whose items are.
    pub compact_lists: bool,
    /// The same for field and definition lists.
    pub compact_field_lists: bool,
    /// Hide addresses of mail from collectors.
    pub cloak_email_addresses: bool,
    /// What formulas become.
    pub math_output: MathOutput,
    /// Links to other chapters' sources (`x.rst`) get this suffix instead.
    pub chapter_suffix: Option<&'a str>,
    /// How code in a known language is marked.
    pub code: CodeStyle,
    /// The language of labels, such as those of admonitions, as a BCP 47 tag.
    pub language_code: &'a str,
}

/// How a block of code in a known language is marked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CodeStyle {
    /// docutils': `<pre class="code rust literal-block"><code>`.
    #[default]
    Docutils,
    /// A book's: `<pre><code class="hljs" data-lang="rust">`; other literal
    /// blocks are `<pre><code>`, and inline literals `<code>`.
    Book,
}

impl Default for Html<'_> {
    fn default() -> Self {
        Self {
            fragment: &|_, _| None,
            raw: true,
            initial_header_level: 2,
            messages: true,
            section_self_link: false,
            image_loading: ImageLoading::Link,
            files: None,
            root_prefix: "",
            report_level: 2,
            footnote_references: FootnoteReferences::Brackets,
            citation_role: CitationRole::Docutils,
            footnote_backlinks: true,
            toc_backlinks: true,
            attribution: Attribution::Dash,
            table_style: "",
            compact_lists: true,
            compact_field_lists: true,
            cloak_email_addresses: false,
            math_output: MathOutput::MathMl,
            chapter_suffix: None,
            code: CodeStyle::Docutils,
            language_code: "en",
        }
    }
}

/// The body of the page: docutils' header, `main` with title and docinfo, and footer.
pub fn write(document: &Document, html: &Html) -> String {
    let mut writer = Writer::new(html);
    writer.document = Some(document);
    writer.out = decoration(&document.root, &Element::Header, html);
    writer.open(Tag::of(&document.root, "main"), "\n");
    writer.children(&document.root);
    writer.out.push_str("</main>\n");
    writer.out + &decoration(&document.root, &Element::Footer, html)
}

/// What docutils calls the `body`: all but header, footer, title, subtitle
/// and docinfo of the document, and what stands before these.
pub fn body(document: &Document, html: &Html) -> String {
    let mut writer = Writer::new(html);
    writer.document = Some(document);
    writer.path.push(&document.root);
    let front = |node: &Node| {
        matches!(
            node.element,
            Element::Title | Element::Subtitle | Element::Docinfo
        )
    };
    let nodes = &document.root.children;
    let start = nodes.iter().rposition(front).map_or(0, |at| at + 1);
    writer.siblings(&nodes[start..]);
    writer.out
}

/// `nodes`, which are children of `parent`, on their own. `parent` may be any
/// node: it decides how titles and the like are marked.
pub fn nodes(nodes: &[Node], parent: &Node, html: &Html) -> String {
    let mut writer = Writer::new(html);
    writer.path.push(parent);
    writer.siblings(nodes);
    writer.out
}

/// The children of the `decoration` of the document's `root` that are `which`.
pub(crate) fn decoration(root: &Node, which: &Element, html: &Html) -> String {
    let mut writer = Writer::new(html);
    let decorations = root.children.iter();
    for decoration in decorations.filter(|it| it.element == Element::Decoration) {
        for part in decoration.children.iter().filter(|it| it.element == *which) {
            writer.wrap(part, Tag::of(part, part.element.tag()), "\n", "\n");
        }
    }
    writer.out
}

/// The tags that an inline element other than text is set between, if it
/// has any.
pub(crate) fn inline_tags(node: &Node, html: &Html) -> (String, String) {
    let mut writer = Writer::new(html);
    let within = Node::new(Element::Paragraph, node.span);
    writer.path.push(&within);
    let close = writer.inline_open(node);
    (writer.out, close)
}

/// The page as far as it is written, and where in the tree the writer is.
struct Writer<'a, 'n> {
    html: &'a Html<'a>,
    out: String,
    /// How many sections it is in.
    level: usize,
    /// Whether the list it is in was found simple.
    compact: bool,
    /// Whether it is in a link to an address of mail.
    in_mailto: bool,
    /// What is written, if it is a whole document.
    document: Option<&'n Document>,
    /// Messages of this writer that are not written yet.
    found: Vec<embed::Found>,
    /// From the root to the parent of the node at hand.
    path: Vec<&'n Node>,
}

impl<'a, 'n> Writer<'a, 'n> {
    fn new(html: &'a Html<'a>) -> Self {
        Self {
            html,
            out: String::new(),
            level: 0,
            compact: false,
            in_mailto: false,
            document: None,
            found: Vec::new(),
            path: Vec::new(),
        }
    }

    fn parent(&self) -> Option<&'n Node> {
        self.path.last().copied()
    }

    /// The parent's parent.
    fn grandparent(&self) -> Option<&'n Node> {
        self.path.iter().rev().nth(1).copied()
    }

    fn parent_is(&self, test: impl Fn(&Element) -> bool) -> bool {
        self.parent().is_some_and(|parent| test(&parent.element))
    }

    fn text(&mut self, text: &str) {
        if self.in_mailto {
            links::push_cloaked(text, &mut self.out);
        } else {
            escape::push(text, &mut self.out);
        }
    }

    fn open(&mut self, tag: Tag, suffix: &str) {
        tag.open(suffix, &mut self.out);
    }

    /// `node`'s children, one after the other.
    fn children(&mut self, node: &'n Node) {
        self.path.push(node);
        self.siblings(&node.children);
        self.path.pop();
    }

    /// Footnotes in a row are set in a common element, and so are citations.
    fn siblings(&mut self, nodes: &'n [Node]) {
        let mut before = None;
        for (at, node) in nodes.iter().enumerate() {
            let group = footnotes::group(node);
            let after = nodes.get(at + 1).and_then(footnotes::group);
            if let Some(group) = group.filter(|_| group != before) {
                self.out
                    .push_str(group.start(self.html.footnote_references));
            }
            self.node(node);
            if let Some(group) = group.filter(|_| group != after) {
                self.out.push_str(group.end());
            }
            before = group;
        }
    }

    /// `tag`, `inside` behind it, the children, `</name>` and `outside`.
    fn wrap(&mut self, node: &'n Node, tag: Tag, inside: &str, outside: &str) {
        let name = tag.name();
        self.open(tag, inside);
        self.children(node);
        self.close(name, outside);
    }

    fn close(&mut self, name: &str, outside: &str) {
        for part in ["</", name, ">", outside] {
            self.out.push_str(part);
        }
    }

    #[allow(clippy::too_many_lines, reason = "a table: one line an element")]
    fn node(&mut self, node: &'n Node) {
        let tag = |name| Tag::of(node, name);
        match &node.element {
            Element::Document
            | Element::Field
            | Element::OptionListItem
            | Element::OptionString
            | Element::Row
            | Element::Entry { .. } => self.children(node),
            Element::Decoration
            | Element::Header
            | Element::Footer
            | Element::Meta(_)
            | Element::SubstitutionDefinition { .. }
            | Element::Pending(_)
            | Element::Colspec { .. } => {}
            Element::Docinfo => self.docinfo(node),
            Element::DocinfoItem(item) => self.docinfo_item(node, *item),

            Element::Section => self.section(node),
            Element::Title => self.title(node),
            Element::Subtitle => self.subtitle(node),
            Element::Rubric => self.rubric(node),
            Element::Topic => self.topic(node),
            Element::Sidebar => self.wrap(node, tag("aside").last("sidebar"), "\n", "\n"),
            Element::Transition => tag("hr").last("docutils").empty("\n", &mut self.out),

            Element::Paragraph => self.paragraph(node),
            Element::Compound => self.wrap(node, tag("div").last("compound"), "\n", "\n"),
            Element::Container => self.container(node),
            Element::BlockQuote => self.wrap(node, tag("blockquote"), "\n", "\n"),
            Element::Attribution => self.attribution(node),
            Element::LineBlock => self.wrap(node, tag("div").last("line-block"), "\n", "\n"),
            Element::Line => self.line(node),
            Element::Comment => self.comment(node),
            Element::Raw { format } => self.raw(node, format),
            Element::Figure(figure) => self.figure(node, figure),
            Element::Caption => self.caption(node),
            Element::Legend => self.legend(node),
            Element::Admonition(kind) => self.admonition(node, *kind),
            Element::SystemMessage(message) => self.system_message(node, message),

            Element::BulletList { .. } => self.bullet_list(node),
            Element::EnumeratedList(it) => self.enumerated_list(node, it),
            Element::ListItem => self.wrap(node, tag("li"), "", "\n"),
            Element::DefinitionList => self.definition_list(node),
            Element::DefinitionListItem => self.definition_list_item(node),
            Element::Term => self.term(node),
            Element::Classifier if self.parent_is(|it| *it == Element::DefinitionListItem) => {
                // Its term has written it.
            }
            Element::Classifier => self.wrap(node, tag("span").last("classifier"), "", ""),
            Element::Definition => self.definition(node),
            Element::FieldList => self.field_list(node),
            Element::FieldName => self.field_name(node),
            Element::FieldBody => self.field_body(node),
            Element::OptionList => self.wrap(node, tag("dl").last("option-list"), "\n", "\n"),
            Element::OptionGroup => self.option_group(node),
            Element::Option => self.wrap(node, tag("span").last("option"), "", ""),
            Element::OptionArgument { delimiter } => {
                self.text(delimiter);
                self.wrap(node, tag("var"), "", "");
            }
            Element::Description => self.wrap(node, tag("dd"), "", "\n"),

            Element::LiteralBlock => self.literal_block(node),
            Element::DoctestBlock => self.doctest_block(node),
            Element::MathBlock => self.math_block(node),
            Element::Listing(listing) => self.listing(node, listing),

            Element::Table(table) => self.table(node, table),
            Element::Tgroup { .. } => self.tgroup(node),
            Element::Thead | Element::Tbody => {
                self.wrap(node, tag(node.element.tag()), "\n", "\n");
            }

            Element::Footnote { .. } => self.footnote(node),
            Element::Citation => self.citation(node),
            Element::Label => self.label(node),

            Element::Text(text) => self.text(text),
            Element::Literal => self.literal(node),
            Element::Math => self.math(node),
            Element::Image(image) => self.image(node, image),
            Element::Target(_)
            | Element::Reference(_)
            | Element::FootnoteReference { .. }
            | Element::CitationReference { .. }
            | Element::SubstitutionReference { .. }
            | Element::Problematic { .. }
            | Element::Emphasis
            | Element::Strong
            | Element::TitleReference
            | Element::Abbreviation
            | Element::Acronym
            | Element::Superscript
            | Element::Subscript
            | Element::Inline
            | Element::PendingXref(_)
            | Element::Generated => self.inline(node),
        }
    }
}
