//! The code that puts a view into another page.

use std::fmt::Write;

/// A frame of a view, called by the record's title, as HTML.
pub fn embed_code(address: &str, title: &str) -> String {
    let mut code = String::new();
    let (address, title) = (Escaped(address), Escaped(title));
    let _ = write!(
        code,
        "<iframe src=\"{address}\" title=\"{title}\" width=\"100%\" height=\"640\" \
         loading=\"lazy\" style=\"border:0\"></iframe>"
    );
    code
}

/// A text that cannot end the attribute that it stands in.
struct Escaped<'a>(&'a str);

impl std::fmt::Display for Escaped<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.chars().try_for_each(|c| match c {
            '&' => out.write_str("&amp;"),
            '<' => out.write_str("&lt;"),
            '>' => out.write_str("&gt;"),
            '"' => out.write_str("&quot;"),
            c => out.write_char(c),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_it_ends_the_attribute() {
        let code = embed_code("https://a.example/?q=x&embed=1", "A \"<group>\"");
        assert_eq!(
            code,
            "<iframe src=\"https://a.example/?q=x&amp;embed=1\" title=\"A &quot;&lt;group&gt;&quot;\" \
             width=\"100%\" height=\"640\" loading=\"lazy\" style=\"border:0\"></iframe>"
        );
    }
}
