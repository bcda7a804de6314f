//! Lowering: blocks become nodes.
//!
//! The one place where inline text is read and directives act, in the order
//! of the document, so that ids, names and roles come to be where docutils
//! makes them.

mod directive;
mod explicit;
mod line_block;
mod lists;
mod section;
mod table;

use foldhash::{HashMap, HashSet};

use crate::block::{Block, Kind, Notice, World};
use crate::directive::{Place, highlighted};
use crate::domain::Scope;
use crate::inline::{self, Context, Front, Parsed};
use crate::labels::Registry;
use crate::line::{self, Line};
use crate::message::literal;
use crate::role::Roles;
use crate::source::Span;
use crate::tree::{Element, Node};
use section::Sections;

/// What was made of a document.
pub(crate) struct Lowered<'s> {
    pub(crate) root: Node,
    pub(crate) context: Context<'s>,
}

/// Makes the tree of a whole document.
pub(crate) fn document<'s>(blocks: Vec<Block<'s>>, world: &World<'s>) -> Lowered<'s> {
    let mut context = Context {
        options: world.options,
        language: world.language,
        sources: world.sources,
        registry: Registry::new(world.options),
        roles: Roles::new(world.language, world.options),
        scope: Scope::new(world.options),
        remarked: HashSet::default(),
        diagnostics: Vec::new(),
        front: Front::default(),
        loose: Vec::new(),
        raw: HashMap::default(),
        misplaced: HashMap::default(),
        detached: Vec::new(),
        reached: 0,
        below: 0,
        displaced: 0,
        room: Vec::new(),
    };
    let end = world.text(0).len();
    let mut sections = Sections::new(Span::new(0, 0, crate::source::offset(end)));
    context.check_language();
    context.set_default_role();
    let mut lower = Lower {
        world,
        context: &mut context,
    };
    for block in blocks {
        lower.context.reached = block.reached;
        match block.kind {
            Kind::Title(title) => sections.title(title, block.span, &mut lower),
            kind => {
                lower.block(kind, block.span, Place::Section, sections.body());
            }
        }
        lower.context.front.has_body = !sections.is_empty();
    }
    let mut root = sections.finish();
    front_matter(&mut root, std::mem::take(&mut context.front));
    context.registry.settle(&mut root);
    Lowered { root, context }
}

/// Puts what directives said about the whole document at its start.
fn front_matter(root: &mut Node, front: Front) {
    if let Some(title) = front.title {
        root.attributes.edit().others.push(("title", title));
    }
    let span = root.span;
    let mut margins = Vec::new();
    for (element, nodes) in [
        (Element::Header, front.header),
        (Element::Footer, front.footer),
    ] {
        margins.extend(nodes.map(|nodes| Node::with(element, span, nodes)));
    }
    let decoration = (!margins.is_empty()).then(|| Node::with(Element::Decoration, span, margins));
    root.children.splice(0..0, front.meta);
    if let Some(decoration) = decoration {
        let before = front.decoration.unwrap_or(0);
        root.children.insert(before, decoration);
    }
}

/// Makes nodes of blocks.
struct Lower<'l, 's> {
    world: &'l World<'s>,
    context: &'l mut Context<'s>,
}

impl<'s> Lower<'_, 's> {
    fn blocks(&mut self, blocks: Vec<Block<'s>>, place: Place) -> Vec<Node> {
        let mut nodes = Vec::with_capacity(blocks.len());
        for block in blocks {
            self.block(block.kind, block.span, place, &mut nodes);
        }
        nodes
    }

    /// Adds what `kind` means to `out`.
    fn block(&mut self, kind: Kind<'s>, span: Span, place: Place, out: &mut Vec<Node>) {
        match kind {
            Kind::Title(title) => out.extend(section::heading(title, span, self)),
            Kind::Transition => out.push(Node::new(Element::Transition, span)),
            Kind::Paragraph(lines) => self.paragraph(&lines, span, place, out),
            Kind::LiteralBlock(lines) => out.push(self.literal_block(&lines, span)),
            Kind::DoctestBlock(lines) => out.push(self.leaf(Element::DoctestBlock, &lines, span)),
            Kind::LineBlock(lines) => out.extend(self.line_block(lines, span, place)),
            Kind::BlockQuote {
                content,
                attribution,
            } => out.extend(self.block_quote(content, &attribution, span, place)),
            Kind::BulletList { bullet, items } => {
                out.push(self.list(Element::BulletList { bullet }, items, span));
            }
            Kind::EnumeratedList { enumeration, items } => {
                out.push(self.list(Element::EnumeratedList(Box::new(enumeration)), items, span));
            }
            Kind::ListItem(content) => out.push(self.list(Element::ListItem, content, span)),
            Kind::DefinitionList(items) => out.extend(self.definition_list(items, span, place)),
            Kind::FieldList(fields) => out.extend(self.field_list(fields, span, place)),
            Kind::HeaderFields(fields) => out.push(self.header_fields(fields, span)),
            Kind::OptionList(items) => out.push(self.option_list(items, span)),
            Kind::Table(table) => out.push(self.table(table, span)),
            Kind::Comment(lines) => out.push(self.leaf(Element::Comment, &lines, span)),
            Kind::Footnote { label, content } => out.push(self.footnote(label, content, span)),
            Kind::Citation { label, content } => out.push(self.citation(label, content, span)),
            Kind::Target { name, destination } => {
                out.extend(self.target(name, destination, span, place));
            }
            Kind::SubstitutionDefinition {
                name,
                echo,
                content,
            } => out.extend(self.substitution_definition(&name, &echo, content, span, place)),
            Kind::Directive(block) => out.extend(self.directive(*block, span, place)),
            Kind::Include(name) => out.extend(self.remark(name, true, span)),
            Kind::Notice(notice) => out.push(self.notice(*notice)),
        }
    }

    fn list(&mut self, element: Element, items: Vec<Block<'s>>, span: Span) -> Node {
        Node::with(element, span, self.blocks(items, Place::Body))
    }

    fn paragraph(&mut self, lines: &[Line<'s>], span: Span, place: Place, out: &mut Vec<Node>) {
        let Parsed {
            nodes,
            messages,
            clashes,
        } = self.inline(lines);
        out.extend(self.held(clashes, place));
        out.push(Node::with(Element::Paragraph, span, nodes));
        out.extend(messages);
    }

    fn block_quote(
        &mut self,
        content: Vec<Block<'s>>,
        attribution: &[Line<'s>],
        span: Span,
        place: Place,
    ) -> Vec<Node> {
        let content = self.blocks(content, Place::Body);
        let mut quote = Node::with(Element::BlockQuote, span, content);
        if attribution.is_empty() {
            return vec![quote];
        }
        let parsed = self.inline(attribution);
        quote.children.push(Node::with(
            Element::Attribution,
            line::span(attribution),
            parsed.nodes,
        ));
        let mut nodes = self.held(parsed.clashes, place);
        nodes.push(quote);
        nodes.extend(parsed.messages);
        nodes
    }

    /// The messages about names that are to stand in `place`: all or none, and
    /// then they are told at the end of the document.
    fn held(&mut self, mut clashes: Vec<Node>, place: Place) -> Vec<Node> {
        if matches!(place, Place::Loose | Place::Substitution) {
            self.context.loose.append(&mut clashes);
        }
        clashes
    }

    /// Reads `lines` as text.
    fn inline(&mut self, lines: &[Line<'s>]) -> Parsed {
        let line = self.context.line(line::span(lines));
        inline::parse(&self.world.join(lines), line, self.context)
    }

    /// The line that a number before the first one stands for: docutils, which
    /// looks lines up in a list, counts it from the end of the text.
    fn line_before_first(&self, line: usize) -> usize {
        self.world.text(0).lines().count().wrapping_add(line)
    }

    /// A finding of the block grammar, as a message.
    fn notice(&mut self, notice: Notice) -> Node {
        let line = if knows_its_line(&notice.message) {
            self.context.known_line(notice.span)
        } else {
            self.context.line(notice.span)
        };
        let line = match line.checked_add_signed(notice.below) {
            None | Some(0) => self.line_before_first(line.wrapping_add_signed(notice.below)),
            Some(line) => line,
        };
        let line = Some(line).filter(|_| !notice.whole);
        let echo = notice.echo.map(|echo| literal(echo, notice.span));
        self.context.message(
            notice.severity,
            notice.message,
            line,
            notice.span,
            echo.into_iter().collect(),
        )
    }

    /// A literal block, which is code where Sphinx's `highlight` stands before it.
    fn literal_block(&self, lines: &[Line<'s>], span: Span) -> Node {
        let scope = &self.context.scope;
        if scope.highlight.is_none() {
            return self.leaf(Element::LiteralBlock, lines, span);
        }
        highlighted(lines, span, scope)
    }

    /// An element that holds `lines` as they stand.
    fn leaf(&self, element: Element, lines: &[Line<'s>], span: Span) -> Node {
        if lines.is_empty() {
            return Node::new(element, span);
        }
        let place = line::span(lines);
        let text = self.context.text(&self.world.join(lines).text, place);
        Node::with(element, span, vec![Node::text(text, place)])
    }
}

/// Whether docutils looks up the line of what it says this of.
fn knows_its_line(message: &str) -> bool {
    ["Unexpected indentation.", "Unexpected section title."].contains(&message)
        || message.starts_with("Substitution definition")
        || message.starts_with("Enumerated list start value")
}
