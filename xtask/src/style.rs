//! Joins the style sheets into one, so that a browser asks once: style/main.css names them in
//! order, each in a line `@import "name.css";`.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::run::root;

/// Writes style/bundle.css.
pub(crate) fn bundle() -> Result<()> {
    let dir = root().join("style");
    let read = |name: &str| {
        let path = dir.join(name);
        fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))
    };
    let bundle = join(&read("main.css")?, read)?;
    let path = dir.join("bundle.css");
    // Left alone when nothing has changed: another build may just be reading it.
    if read("bundle.css").is_ok_and(|before| before == bundle) {
        return Ok(());
    }
    fs::write(&path, bundle).with_context(|| format!("{} cannot be written", path.display()))
}

/// `main` with each import replaced by what it names.
fn join(main: &str, read: impl Fn(&str) -> Result<String>) -> Result<String> {
    let mut bundle = String::new();
    for line in main.lines() {
        let import = line.strip_prefix("@import");
        match import.map(|rest| rest.trim().strip_prefix('"')?.strip_suffix("\";")) {
            None => bundle += line,
            Some(Some(name)) => bundle += &read(name)?,
            Some(None) => {
                bail!("style/main.css: write `@import \"name.css\";` instead of `{line}`")
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
        assert_eq!(join(main, read).unwrap(), "/* x */\n<b.css>\n<a.css>\n");
        assert!(join("@import url(b.css);", read).is_err());
    }
}
