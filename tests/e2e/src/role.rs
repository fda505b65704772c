//! Finding things by role and name in the browser's own accessibility tree: what a screen reader
//! would find, and nothing that is hidden from it.

use serde_json::{Value, json};
use thirtyfour::{WebDriver, WebElement, error::WebDriverResult};

/// The accessible name that is looked for.
#[derive(Clone, Copy, Debug)]
pub enum Name<'a> {
    /// Exactly this, but for the space around it.
    Is(&'a str),
    /// Something with this in it.
    Contains(&'a str),
    /// Something that begins so.
    Starts(&'a str),
    /// Any name or none.
    Any,
}

impl<'a> From<&'a str> for Name<'a> {
    fn from(name: &'a str) -> Name<'a> {
        Name::Is(name)
    }
}

impl Name<'_> {
    fn fits(self, name: &str) -> bool {
        match self {
            Name::Is(wanted) => name.trim() == wanted,
            Name::Contains(part) => name.contains(part),
            Name::Starts(start) => name.trim_start().starts_with(start),
            Name::Any => true,
        }
    }
}

/// The elements with a role and a name, in the page's order.
pub(crate) async fn find(
    driver: &WebDriver,
    role: &str,
    name: Name<'_>,
) -> WebDriverResult<Vec<WebElement>> {
    let cdp = driver.cdp();
    let document = cdp.send_raw("DOM.getDocument", json!({ "depth": 0 })).await?;
    let query = json!({ "backendNodeId": document["root"]["backendNodeId"], "role": role });
    let found = cdp.send_raw("Accessibility.queryAXTree", query).await?;
    let fits = |node: &&Value| node["ignored"] != true && name.fits(text(&node["name"]));
    // The two protocols name elements differently; a list in the page hands them over.
    const LIST: &str = "window.__found";
    for node in found["nodes"].as_array().into_iter().flatten().filter(fits) {
        let id = json!({ "backendNodeId": node["backendDOMNodeId"] });
        let object = cdp.send_raw("DOM.resolveNode", id).await?;
        let push = json!({
            "objectId": object["object"]["objectId"],
            "functionDeclaration": format!("function() {{ ({LIST} ??= []).push(this); }}"),
        });
        cdp.send_raw("Runtime.callFunctionOn", push).await?;
    }
    driver.execute(format!("return ({LIST} ?? []).splice(0);"), Vec::new()).await?.elements()
}

/// The role and the name of what has the focus.
pub(crate) async fn focused(driver: &WebDriver) -> WebDriverResult<(String, String)> {
    let cdp = driver.cdp();
    let active = json!({ "expression": "document.activeElement" });
    let active = cdp.send_raw("Runtime.evaluate", active).await?;
    let query = json!({ "objectId": active["result"]["objectId"], "fetchRelatives": false });
    let tree = cdp.send_raw("Accessibility.getPartialAXTree", query).await?;
    let node = &tree["nodes"][0];
    Ok((text(&node["role"]).to_owned(), text(&node["name"]).to_owned()))
}

/// The accessibility tree, one line for each node that has something to say: its role, its name and
/// its states.
pub(crate) async fn tree(driver: &WebDriver) -> WebDriverResult<String> {
    let tree = driver.cdp().send_raw("Accessibility.getFullAXTree", json!({})).await?;
    let nodes = tree["nodes"].as_array().map_or(&[][..], Vec::as_slice);
    let mut lines = String::new();
    if let Some(root) = nodes.first() {
        outline(nodes, root, 0, &mut lines);
    }
    Ok(lines)
}

fn outline(nodes: &[Value], node: &Value, depth: usize, lines: &mut String) {
    let role = text(&node["role"]);
    let quiet = node["ignored"] == true || matches!(role, "generic" | "none" | "InlineTextBox");
    if !quiet {
        *lines += &format!("{:indent$}{role} {:?}", "", text(&node["name"]), indent = 2 * depth);
        for property in node["properties"].as_array().into_iter().flatten() {
            let (name, value) = (&property["name"], &property["value"]["value"]);
            let states = ["checked", "expanded", "pressed", "selected", "disabled", "focused"];
            if let Some(name) = name.as_str().filter(|name| states.contains(name))
                && *value != false
                && value != "false"
            {
                *lines += &format!(" [{name}]");
            }
        }
        *lines += "\n";
    }
    let below = if quiet { depth } else { depth + 1 };
    for id in node["childIds"].as_array().into_iter().flatten() {
        if let Some(child) = nodes.iter().find(|node| node["nodeId"] == *id) {
            outline(nodes, child, below, lines);
        }
    }
}

/// The text of an accessibility value.
fn text(value: &Value) -> &str {
    value["value"].as_str().unwrap_or_default()
}
