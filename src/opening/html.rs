//! HTML as data, printed as text: without a space that is not in it, and nothing in it is markup
//! that was not meant to be.

/// An element.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Html {
    tag: &'static str,
    attrs: Vec<(&'static str, String)>,
    content: Vec<Content>,
}

/// What stands in an element.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Content {
    Text(String),
    Element(Html),
}

/// An element without attributes.
pub(super) fn html(tag: &'static str) -> Html {
    Html { tag, attrs: Vec::new(), content: Vec::new() }
}

impl Html {
    /// With an attribute.
    pub(super) fn attr(mut self, name: &'static str, value: impl Into<String>) -> Html {
        self.attrs.push((name, value.into()));
        self
    }

    /// Of a class or classes.
    pub(super) fn class(self, class: impl Into<String>) -> Html {
        self.attr("class", class)
    }

    /// With a text or an element in it.
    pub(super) fn child(mut self, child: impl Into<Content>) -> Html {
        self.content.push(child.into());
        self
    }

    /// With several.
    pub(super) fn children<C: Into<Content>>(
        mut self,
        children: impl IntoIterator<Item = C>,
    ) -> Html {
        self.content.extend(children.into_iter().map(Into::into));
        self
    }

    /// As text.
    pub(super) fn print(&self, out: &mut String) {
        *out += "<";
        *out += self.tag;
        for (name, value) in &self.attrs {
            *out += " ";
            *out += name;
            if !value.is_empty() {
                *out += "=\"";
                escape(value, out);
                *out += "\"";
            }
        }
        *out += ">";
        // The only element used here that has no end.
        if self.tag == "input" {
            return;
        }
        for content in &self.content {
            match content {
                Content::Text(text) => escape(text, out),
                Content::Element(element) => element.print(out),
            }
        }
        *out += "</";
        *out += self.tag;
        *out += ">";
    }
}

impl From<Html> for Content {
    fn from(element: Html) -> Content {
        Content::Element(element)
    }
}

impl From<&str> for Content {
    fn from(text: &str) -> Content {
        Content::Text(text.to_owned())
    }
}

impl From<String> for Content {
    fn from(text: String) -> Content {
        Content::Text(text)
    }
}

/// Adds a text so that no part of it can be taken for markup, in an element or an attribute.
pub(super) fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => *out += "&amp;",
            '<' => *out += "&lt;",
            '>' => *out += "&gt;",
            '"' => *out += "&quot;",
            // A parser of HTML would make that of it.
            '\0' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_never_markup() {
        let element = html("p")
            .attr("title", "\"><script>")
            .attr("inert", "")
            .child("<b> & \0")
            .child(html("input").attr("value", "x"))
            .children(["a", "b"]);
        let mut out = String::new();
        element.print(&mut out);
        assert_eq!(
            out,
            "<p title=\"&quot;&gt;&lt;script&gt;\" inert>&lt;b&gt; &amp; \u{fffd}<input value=\"x\">ab</p>"
        );
    }
}
