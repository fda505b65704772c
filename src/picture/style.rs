//! The page's own style rules as attributes of a drawing that leaves the page.
//!
//! A picture goes into papers and slides, whose programs know attributes and little of style
//! sheets: no variables, no `light-dark()`, hardly a selector. So what the page's rules say of an
//! element is written onto it. The rules come from the page itself, that the picture's colours
//! cannot part from the page's; what they say under a condition (print, forced colours) is not
//! asked for.
//!
//! Of selectors it knows what the drawing's rules are made of: names, classes, one `:not(.class)`,
//! descendants and children. A rule with anything else (`:hover`, an attribute) says nothing of a
//! picture.

use crate::svg::{Node, Value};

/// The properties that a picture has as attributes.
const PAINT: [&str; 11] = [
    "fill",
    "fill-opacity",
    "stroke",
    "stroke-width",
    "stroke-dasharray",
    "stroke-opacity",
    "stroke-linecap",
    "opacity",
    "font-size",
    "font-weight",
    "font-style",
];

/// References within references are followed so far.
const DEEPEST: usize = 8;

struct Rule {
    /// The selector's parts from the outermost inward; ">" between those that are next to each
    /// other.
    parts: Vec<String>,
    /// More classes win over more names, as in style sheets.
    weight: usize,
    declarations: Vec<(String, String)>,
}

/// Style rules.
pub struct Style {
    rules: Vec<Rule>,
    /// The variables of the whole page.
    root: Vec<(String, String)>,
}

/// An element as selectors see it: its name and its classes.
type Seen = (&'static str, String);

impl Style {
    /// From the rules of a style sheet in order, each a list of selectors and what stands in its
    /// braces.
    pub fn new(sheet: impl IntoIterator<Item = (String, String)>) -> Style {
        let mut style = Style { rules: Vec::new(), root: Vec::new() };
        for (selectors, body) in sheet {
            let declarations: Vec<(String, String)> = body
                .split(';')
                .filter_map(|declaration| declaration.split_once(':'))
                .map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned()))
                .filter(|(name, _)| asked(name))
                .collect();
            if declarations.is_empty() {
                continue;
            }
            for selector in selectors.split(',') {
                if selector.trim() == ":root" {
                    style.root.extend(declarations.iter().cloned());
                    continue;
                }
                let parts: Vec<String> = selector.split_whitespace().map(str::to_owned).collect();
                let names = parts.iter().filter(|part| !part.starts_with(['.', '>'])).count();
                let weight = 100 * selector.matches('.').count() + names;
                style.rules.push(Rule { parts, weight, declarations: declarations.clone() });
            }
        }
        style
    }

    /// A value of the page's, references to variables followed: the light one where there is one
    /// for light and one for dark.
    pub fn value(&self, value: &str) -> String {
        resolve(value, &self.root)
    }

    /// A drawing that stands alone: what the rules say of it is on it, and what only the page has
    /// a use for (names of classes, what is for the keyboard and the pointer) is gone. What a
    /// screen reader is told of an element is its title. Drawings and symbols within are groups.
    pub fn apply(&self, node: Node) -> Node {
        self.element(node, &mut Vec::new(), &self.root)
    }

    fn element(&self, node: Node, path: &mut Vec<Seen>, around: &[(String, String)]) -> Node {
        path.push((node.tag, node.says("class").unwrap_or_default().to_owned()));
        let mut said: Vec<(&str, usize, &str)> = Vec::new();
        for rule in self.rules.iter().filter(|rule| matches(&rule.parts, path)) {
            for (name, value) in &rule.declarations {
                match said.iter_mut().find(|(known, ..)| known == name) {
                    Some(known) if known.1 > rule.weight => {}
                    Some(known) => *known = (name, rule.weight, value),
                    None => said.push((name, rule.weight, value)),
                }
            }
        }
        let mut known = around.to_vec();
        for (name, _, value) in said.iter().filter(|(name, ..)| !PAINT.contains(name)) {
            let value = resolve(value, &known);
            known.insert(0, ((*name).to_owned(), value));
        }
        let tag = match node.tag {
            "svg" | "symbol" if path.len() > 1 => "g",
            tag => tag,
        };
        let mut plain = Node { tag, text: node.text, ..Node::default() };
        let mut title = None;
        for (name, value) in node.attrs {
            match name {
                "aria-label" => title = Some(Node::new("title").text(value.print())),
                "class" | "role" | "tabindex" => {}
                _ if name.starts_with("aria-") || name.starts_with("data-") => {}
                _ => match value {
                    Value::Text(text) => plain = plain.attr(name, resolve(&text, &known)),
                    value => plain.attrs.push((name, value)),
                },
            }
        }
        for name in PAINT {
            if let Some((.., value)) = said.iter().find(|(said, ..)| *said == name) {
                plain.attrs.retain(|(given, _)| *given != name);
                plain = plain.attr(name, resolve(value, &known));
            }
        }
        let children = node.children.into_iter().filter(|child| !is_for_the_hand(child));
        let children: Vec<Node> = children.map(|child| self.element(child, path, &known)).collect();
        path.pop();
        plain.children(title).children(children)
    }
}

/// Whether a property has a say: it paints, or others refer to it.
fn asked(name: &str) -> bool {
    name.starts_with("--") || name == "color" || PAINT.contains(&name)
}

/// What can only be clicked.
fn is_for_the_hand(node: &Node) -> bool {
    node.says("class") == Some("hit")
}

/// Whether a selector is about the last element of the path.
fn matches(parts: &[String], path: &[Seen]) -> bool {
    let (Some((part, outer)), Some((seen, around))) = (parts.split_last(), path.split_last())
    else {
        return false;
    };
    if !names(part, seen) {
        return false;
    }
    match outer.split_last() {
        None => true,
        Some((sign, outer)) if sign == ">" => matches(outer, around),
        _ => (1..=around.len()).any(|n| around.get(..n).is_some_and(|path| matches(outer, path))),
    }
}

/// Whether one part of a selector (`text.inside`) is about an element.
fn names(part: &str, (tag, class): &Seen) -> bool {
    let has = |name: &str| class.split_whitespace().any(|class| class == name);
    let (part, not) = match part.split_once(":not(.") {
        Some((part, not)) => (part, not.strip_suffix(')').unwrap_or("(")),
        None => (part, ""),
    };
    if part.contains([':', '[', '*', '+', '~', '#']) || not.contains(['.', '(', ')']) {
        return false;
    }
    let mut words = part.split('.');
    let name = words.next().unwrap_or_default();
    (name.is_empty() || name == *tag) && words.all(has) && (not.is_empty() || !has(not))
}

fn resolve(value: &str, known: &[(String, String)]) -> String {
    let find = |name: &str| known.iter().find(|(known, _)| known == name).map(|(_, value)| value);
    let mut value = value.to_owned();
    for _ in 0..DEEPEST {
        if value.eq_ignore_ascii_case("currentcolor") {
            value = find("color").cloned().unwrap_or_default();
        } else if let Some((before, name, after)) = call(&value, "var(") {
            let name = name.split(',').next().unwrap_or_default().trim();
            value = [before, find(name).map_or("none", String::as_str), after].concat();
        } else if let Some((before, both, after)) = call(&value, "light-dark(") {
            let light = both.split(',').next().unwrap_or_default().trim();
            value = [before, light, after].concat();
        } else {
            break;
        }
    }
    value
}

/// What stands before, in and after the first call of a function whose arguments are plain.
fn call<'a>(value: &'a str, function: &str) -> Option<(&'a str, &'a str, &'a str)> {
    let (before, rest) = value.split_once(function)?;
    let (inside, after) = rest.split_once(')')?;
    Some((before, inside, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn style(rules: &[(&str, &str)]) -> Style {
        Style::new(rules.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())))
    }

    #[test]
    fn the_heavier_rule_wins_then_the_later() {
        let style = style(&[
            (":root", "--ink: light-dark(#111, #eee); --paper: #fff; --soft: var(--ink)"),
            (".status-x", "--status: #0f0"),
            (".drawing text", "fill: var(--soft); cursor: pointer"),
            (".mark.session:not(.planned) > text.inside", "fill: var(--paper)"),
            (".mark:hover > text:not(.inside)", "fill: red"),
            (".mark text", "fill: blue"),
            (".segment", "stroke: var(--status); stroke-width: 3px"),
            (".end", "color: var(--status)"),
            ("symbol .fill", "fill: currentColor"),
        ]);
        let drawn = Node::group("mark session")
            .attr("role", "button")
            .attr("tabindex", "0")
            .attr("aria-label", "A \"mark\"")
            .attr("data-mark", "a")
            .key("a")
            .child(Node::new("rect").attr("class", "hit"))
            .child(Node::new("text").attr("class", "inside").attr("fill", "red").text("a"))
            .child(Node::new("g").child(Node::new("text").text("b")))
            .child(Node::new("line").attr("class", "segment status-x"))
            .child(
                Node::group("end status-x")
                    .child(Node::new("symbol").child(Node::new("path").attr("class", "fill"))),
            );
        assert_eq!(
            style.apply(Node::group("drawing").child(drawn)).print(),
            "<g>
 <g>
  <title>A &quot;mark&quot;</title>
  <text fill=\"#fff\">a</text>
  <g>
   <text fill=\"blue\">b</text>
  </g>
  <line stroke=\"#0f0\" stroke-width=\"3px\"/>
  <g>
   <g>
    <path fill=\"#0f0\"/>
   </g>
  </g>
 </g>
</g>
"
        );
        assert_eq!(style.value("1px solid var(--ink)"), "1px solid #111");
        assert_eq!(style.value("var(--unknown)"), "none");
    }

    #[test]
    fn what_refers_to_itself_comes_to_an_end() {
        let style = style(&[(":root", "--a: var(--b); --b: var(--a)")]);
        assert!(style.value("var(--a)").len() < 20);
    }
}
