//! Joins the style sheets into one for the first view and one for what comes later, so that a
//! browser asks once for each: style/main.css and style/later.css name them in order, each in a line
//! `@import "name.css";`.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::run::root;

/// What names the sheets, and what they are joined into.
pub(crate) const BUNDLES: [(&str, &str); 2] = [("main.css", "bundle.css"), ("later.css", LATER)];

/// The style of what comes later.
pub(crate) const LATER: &str = "later-bundle.css";

/// Writes the bundles.
pub(crate) fn bundle() -> Result<()> {
    let dir = root().join("style");
    let read = |name: &str| {
        let path = dir.join(name);
        fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))
    };
    for (list, name) in BUNDLES {
        let bundle = join(list, &read(list)?, read)?;
        let path = dir.join(name);
        // Left alone when nothing has changed: another build may just be reading it.
        if !read(name).is_ok_and(|before| before == bundle) {
            fs::write(&path, bundle)
                .with_context(|| format!("{} cannot be written", path.display()))?;
        }
    }
    Ok(())
}

/// The text of a list with each import replaced by what it names.
fn join(list: &str, text: &str, read: impl Fn(&str) -> Result<String>) -> Result<String> {
    let mut bundle = String::new();
    for line in text.lines() {
        let import = line.strip_prefix("@import");
        match import.map(|rest| rest.trim().strip_prefix('"')?.strip_suffix("\";")) {
            None => bundle += line,
            Some(Some(name)) => bundle += &read(name)?,
            Some(None) => {
                bail!("style/{list}: write `@import \"name.css\";` instead of `{line}`")
            }
        }
        bundle += "\n";
    }
    Ok(bundle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_are_replaced_in_order() {
        let read = |name: &str| Ok(format!("<{name}>"));
        let main = "/* x */\n@import \"b.css\";\n@import \"a.css\";\n";
        assert_eq!(join("main.css", main, read).unwrap(), "/* x */\n<b.css>\n<a.css>\n");
        assert!(join("main.css", "@import url(b.css);", read).is_err());
    }
}
