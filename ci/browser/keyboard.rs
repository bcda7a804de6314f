//! How far it is to the text by keyboard.

use crate::window::Window;

/// The most presses that are tried.
const PATIENCE: usize = 999;

/// Where the focus is: in the text, on a link that leads there, or elsewhere.
const PLACE: &str = "(() => {\
    const main = document.querySelector('main, [role=main]');\
    const at = document.activeElement;\
    if (!main || at == document.body) return '';\
    if (main.contains(at)) return 'text';\
    const goal = at.matches('a[href^=\"#\"]') && document.getElementById(at.hash.slice(1));\
    return goal && (main.contains(goal) || goal.contains(main)) ? 'link' : '';\
})()";

/// How often Tab must be pressed until the focus is in the text of the page that
/// `window` shows, or on a link which takes it there; none if it never is.
pub(crate) fn tabs(window: &Window) -> anyhow::Result<Option<usize>> {
    for pressed in 1..=PATIENCE {
        window.press("Tab")?;
        match window.text(PLACE)?.as_str() {
            "text" => return Ok(Some(pressed)),
            "link" => {
                window.press("Enter")?;
                return Ok(Some(pressed));
            }
            _ => {}
        }
    }
    Ok(None)
}

/// Whether the next thing that Tab leads to stands in the text.
pub(crate) fn goes_on_in_the_text(window: &Window) -> anyhow::Result<bool> {
    window.press("Tab")?;
    Ok(window.text(PLACE)? == "text")
}
