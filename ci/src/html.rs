//! What the checks need to know of an HTML page, read off its tags by the
//! tokenizer of html5ever. No tree is built.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

/// A page, as far as it concerns the checks.
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// Everything a fragment can point at.
    pub(crate) ids: BTreeSet<String>,
    /// Ids that occur more than once.
    pub(crate) repeated_ids: BTreeSet<String>,
    /// What the page points at, in order.
    pub(crate) links: Vec<Link>,
    /// How many `h1` elements it has, the bar at the top aside.
    pub(crate) titles: usize,
    /// Whether a `base` element moves its relative links to the site's root.
    pub(crate) has_base: bool,
    /// What it tells programs of itself: the contents of `meta` elements by
    /// name or property, and under `canonical` the address it belongs to.
    pub(crate) head: BTreeMap<String, String>,
    /// Whether it only sends the reader on to another page.
    pub(crate) redirects: bool,
    /// Its text, scripts, styles and navigation aside, and the text of `alt`
    /// attributes.
    pub(crate) text: String,
}

/// A reference from a page to something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    /// The element and attribute, as in `a href`.
    pub(crate) from: String,
    /// The attribute's value.
    pub(crate) to: String,
    /// The line of the page, from 1.
    pub(crate) line: u64,
}

/// Reads a page.
pub(crate) fn read(text: &str) -> Page {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(text));
    let tokenizer = Tokenizer::new(Reader::default(), TokenizerOpts::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.page.into_inner()
}

#[derive(Default)]
struct Reader {
    page: RefCell<Page>,
    /// The element whose text is no text for the reader, while inside it.
    hidden: RefCell<Option<String>>,
}

impl TokenSink for Reader {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return self.open(&tag, line),
            Token::TagToken(tag) => self.close(&tag.name),
            Token::CharacterTokens(text) if self.hidden.borrow().is_none() => {
                self.page.borrow_mut().text.push_str(&text);
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Reader {
    fn open(&self, tag: &Tag, line: u64) -> TokenSinkResult<()> {
        let mut page = self.page.borrow_mut();
        let name = &*tag.name;
        match name {
            // mdBook's bar at the top carries the book's title as an `h1`.
            "h1" if attribute(tag, "class") != Some("menu-title") => page.titles += 1,
            "base" => page.has_base = true,
            "link" if attribute(tag, "rel") == Some("canonical") => {
                let address = attribute(tag, "href").unwrap_or_default();
                page.head.insert("canonical".to_owned(), address.to_owned());
            }
            "meta" if attribute(tag, "http-equiv") == Some("refresh") => page.redirects = true,
            _ => {}
        }
        if name == "meta" {
            let key = attribute(tag, "name").or_else(|| attribute(tag, "property"));
            let told = key.zip(attribute(tag, "content"));
            page.head
                .extend(told.map(|(key, content)| (key.to_owned(), content.to_owned())));
        }
        for attribute in &tag.attrs {
            page.attribute(name, &attribute.name.local, &attribute.value, line);
        }
        // Inline elements do not end a word, nor do a table's or a list's
        // tags stand without one; a space too many harms no check.
        if !INLINE.contains(&name) {
            page.text.push(' ');
        }
        if name == "nav" {
            *self.hidden.borrow_mut() = Some(name.to_owned());
        }
        self.raw_text(name)
    }

    /// Tells the tokenizer where tags are not tags.
    fn raw_text(&self, name: &str) -> TokenSinkResult<()> {
        let kind = match name {
            "script" => RawKind::ScriptData,
            "style" | "iframe" => RawKind::Rawtext,
            "title" | "textarea" => return TokenSinkResult::RawData(RawKind::Rcdata),
            _ => return TokenSinkResult::Continue,
        };
        *self.hidden.borrow_mut() = Some(name.to_owned());
        TokenSinkResult::RawData(kind)
    }

    fn close(&self, name: &str) {
        if !INLINE.contains(&name) {
            self.page.borrow_mut().text.push(' ');
        }
        self.hidden.borrow_mut().take_if(|hidden| hidden == name);
    }
}

impl Page {
    fn attribute(&mut self, element: &str, name: &str, value: &str, line: u64) {
        match (element, name) {
            (_, "id") | ("a", "name") => self.target(element, name, value),
            ("base", _) => {}
            ("img", "alt") => {
                self.text.push(' ');
                self.text.push_str(value);
            }
            (_, "href" | "xlink:href" | "src" | "poster" | "data") => {
                let from = format!("{element} {name}");
                self.links.push(Link {
                    from,
                    to: value.to_owned(),
                    line,
                });
            }
            (_, "srcset") => self.candidates(element, value, line),
            _ => {}
        }
    }

    fn target(&mut self, element: &str, attribute: &str, value: &str) {
        let new = self.ids.insert(value.to_owned());
        if !new && (element, attribute) != ("a", "name") {
            self.repeated_ids.insert(value.to_owned());
        }
    }

    fn candidates(&mut self, element: &str, value: &str, line: u64) {
        let from = format!("{element} srcset");
        let files = value
            .split(',')
            .filter_map(|it| it.split_whitespace().next());
        self.links.extend(files.map(|to| Link {
            from: from.clone(),
            to: to.to_owned(),
            line,
        }));
    }
}

fn attribute<'t>(tag: &'t Tag, name: &str) -> Option<&'t str> {
    tag.attrs
        .iter()
        .find(|it| &*it.name.local == name)
        .map(|it| &*it.value)
}

/// Elements that may stand inside a word.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "cite", "code", "em", "i", "kbd", "mark", "q", "s", "samp", "small", "span",
    "strong", "sub", "sup", "u", "var", "wbr",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_found_with_their_line() {
        let page = read("<p>\n<a href='b.html#x'>b</a><img src=\"c.svg\" alt='a dog'>");
        let links: Vec<_> = page
            .links
            .iter()
            .map(|it| (&*it.from, &*it.to, it.line))
            .collect();
        assert_eq!(links, [("a href", "b.html#x", 2), ("img src", "c.svg", 2)]);
        assert!(page.text.contains("a dog"));
    }

    #[test]
    fn tags_inside_scripts_and_comments_are_text() {
        let page = read("<script>'<h1 id=a>'</script><!-- <h1 id=b> --><h1 id=c>T</h1>");
        assert_eq!(page.titles, 1);
        assert_eq!(page.ids.into_iter().collect::<Vec<_>>(), ["c"]);
        assert_eq!(page.text.trim(), "T");
    }

    #[test]
    fn what_leads_elsewhere_is_no_text_of_the_page() {
        let page = read("<nav><ol><li><a href='b.html'>No</a></ol></nav><p>Yes</p>");
        assert_eq!(page.text.trim(), "Yes");
        assert_eq!(page.links.len(), 1);
    }

    #[test]
    fn an_id_given_twice_is_noticed() {
        let page = read("<p id=a></p><p id=a></p><p id=b></p>");
        assert_eq!(page.repeated_ids.into_iter().collect::<Vec<_>>(), ["a"]);
    }

    #[test]
    fn entities_are_resolved_and_inline_tags_split_no_word() {
        let page = read("<p>a<em>b</em>&amp;c</p><p>d</p>");
        assert_eq!(
            page.text.split_whitespace().collect::<Vec<_>>(),
            ["ab&c", "d"]
        );
    }

    #[test]
    fn a_redirect_says_so() {
        assert!(read("<meta http-equiv=\"refresh\" content=\"0; URL=a.html\">").redirects);
    }

    #[test]
    fn what_the_head_says_is_kept() {
        let page = read(
            "<link rel=canonical href='https://a.org/'><meta name=description content=d>\
             <meta property='og:title' content='T &amp; t'>",
        );
        let head: Vec<_> = page.head.into_iter().collect();
        let expected = [
            ("canonical", "https://a.org/"),
            ("description", "d"),
            ("og:title", "T & t"),
        ];
        assert_eq!(
            head,
            expected.map(|(key, text)| (key.to_owned(), text.to_owned()))
        );
    }

    #[test]
    fn every_candidate_of_a_srcset_is_a_link() {
        let page = read("<img srcset='a.png 1x, b.png 2x'>");
        assert_eq!(page.links.len(), 2);
    }
}
