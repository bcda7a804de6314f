//! System messages, where the caller wants them on the page.

use std::fmt::Write;

use super::Writer;
use super::tag::Tag;
use crate::diagnostic::Severity;
use crate::tree::Node;
use crate::tree::element::SystemMessage;

impl<'n> Writer<'_, 'n> {
    pub(super) fn system_message(&mut self, node: &'n Node, message: &SystemMessage) {
        if !self.html.messages {
            return;
        }
        self.open(Tag::of(node, "aside").last("system-message"), "\n");
        self.message_title(message.severity, &message.source, message.line);
        self.message_links(node.attributes.backrefs());
        self.out.push_str("</p>\n");
        self.children(node);
        self.out.push_str("</aside>\n");
    }

    /// The title without its end.
    pub(super) fn message_title(&mut self, severity: Severity, source: &str, line: Option<usize>) {
        self.out
            .push_str("<p class=\"system-message-title\">System Message: ");
        let _ = write!(self.out, "{}/{} ", severity.name(), severity.level());
        self.out.push_str("(<span class=\"docutils literal\">");
        self.text(source);
        self.out.push_str("</span>");
        if let Some(line) = line {
            let _ = write!(self.out, ", line {line}");
        }
        self.out.push(')');
    }

    /// Links back to what the message is about.
    fn message_links(&mut self, backrefs: &[String]) {
        let (start, numbered) = match backrefs {
            [] => return,
            [_] => ("; <em>", false),
            _ => ("; <em>backlinks: ", true),
        };
        self.out.push_str(start);
        for (at, id) in backrefs.iter().enumerate() {
            if at > 0 {
                self.out.push_str(", ");
            }
            self.out.push_str("<a href=\"#");
            self.text(id);
            self.out.push_str("\">");
            if numbered {
                self.out.push_str(&(at + 1).to_string());
            } else {
                self.out.push_str("backlink");
            }
            self.out.push_str("</a>");
        }
        self.out.push_str("</em>");
    }
}
