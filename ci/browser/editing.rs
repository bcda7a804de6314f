//! Editing a listing: the field, what becomes of what is written, and the
//! buttons that show or hand over the program.

use serde_json::json;

use crate::figure::{Figure, check, expect};
use crate::trials::Setting;

/// What a reader might write.
const MINE: &str = "fn main() { /* i */ }";

/// What is run is what the reader has written; the colours come back with the
/// end of editing, and no letter is lost.
pub(crate) fn run(setting: &Setting) -> anyhow::Result<Vec<String>> {
    let figure = Figure::open(setting, &setting.bench.file_url(), "plain")?;
    figure.edit(MINE)?;
    setting.window.press_with_ctrl("Enter")?;
    figure.settled("done")?;
    let asked = setting.window.playground.asked();
    let mut faults = check(
        asked.len() == 1 && asked[0]["code"] == json!(MINE),
        &format!("asked for {asked:?}"),
    );
    figure.click("edit")?;
    faults.extend(check(
        figure.program()? == MINE,
        &format!("the page has {:?}", figure.program()?),
    ));
    let colours = figure.part(".listing-code .hl-c") + "?.textContent ?? ''";
    faults.extend(expect(
        "the comment",
        &setting.window.text(&colours)?,
        "/* i */",
    ));
    Ok(faults)
}

/// Enter on the button opens the field; Enter in it indents, Tab goes on to the
/// buttons, and Escape leads out to where the reader came from.
pub(crate) fn keyboard(setting: &Setting) -> anyhow::Result<Vec<String>> {
    let figure = Figure::open(setting, &setting.bench.file_url(), "plain")?;
    let focus = "document.activeElement.className";
    figure.focus("edit")?;
    setting.window.press("Enter")?;
    setting.window.write("if a {")?;
    setting.window.press("Enter")?;
    setting.window.write("b")?;
    setting.window.press("Enter")?;
    setting.window.write("}")?;
    let written = format!(
        "{}.value.split('\\n').slice(0, 3).join('|')",
        figure.part(".listing-editor")
    );
    let mut faults = expect(
        "the field",
        &setting.window.text(&written)?,
        "if a {|    b|}fn main() {",
    );
    setting.window.press("Tab")?;
    let on = setting.window.text(focus)?;
    faults.extend(expect("the focus after Tab", &on, "listing-run"));
    let field = figure.part(".listing-editor");
    setting.window.eval(&format!("{field}.focus()"))?;
    setting.window.press("Escape")?;
    let on = setting.window.text(focus)?;
    faults.extend(expect("the focus after Escape", &on, "listing-edit"));
    faults.extend(check(
        !figure.shows(".listing-editor")? && figure.shows(".listing-code pre")?,
        "the field is still there",
    ));
    figure.click("reset")?;
    Ok(faults)
}

/// A reload brings the edit back, and Reset the book's program, for good.
pub(crate) fn kept(setting: &Setting) -> anyhow::Result<Vec<String>> {
    let url = setting.bench.file_url();
    let figure = Figure::open(setting, &url, "plain")?;
    let book = figure.program()?;
    figure.edit(MINE)?;
    let figure = Figure::open(setting, &url, "plain")?;
    let program = figure.program()?;
    let mut faults = check(program == MINE, &format!("after a reload: {program:?}"));
    let other = Figure::open(setting, &url, "task")?.program()?;
    faults.extend(check(other != MINE, "another listing has the edit, too"));
    figure.click("reset")?;
    let program = Figure::open(setting, &url, "plain")?.program()?;
    faults.extend(check(program == book, &format!("after Reset: {program:?}")));
    Ok(faults)
}

/// An edit of a program that has since changed is neither put in its place nor
/// lost.
pub(crate) fn older(setting: &Setting) -> anyhow::Result<Vec<String>> {
    let url = setting.bench.file_url();
    let figure = Figure::open(setting, &url, "plain")?;
    let book = figure.program()?;
    figure.edit(MINE)?;
    let age = "Object.keys(localStorage).filter(it => it.includes(':plain:')).forEach(key => {\
        localStorage.setItem(key.replace(/[^:]*$/, '0ld'), localStorage.getItem(key));\
        localStorage.removeItem(key); })";
    setting.window.eval(age)?;
    let figure = Figure::open(setting, &url, "plain")?;
    let mut faults = check(figure.program()? == book, "the old edit is in its place");
    faults.extend(expect(
        "the offer",
        &figure.text(".listing-offer")?,
        "has changed",
    ));
    figure.click("take")?;
    faults.extend(check(figure.program()? == MINE, "the edit does not come"));
    let figure = Figure::open(setting, &url, "plain")?;
    faults.extend(check(figure.program()? == MINE, "the edit does not stay"));
    faults.extend(check(
        !figure.shows(".listing-offer")?,
        "it is offered again",
    ));
    figure.click("reset")?;
    Ok(faults)
}

/// What Reset has taken away can be brought back.
pub(crate) fn reset(setting: &Setting) -> anyhow::Result<Vec<String>> {
    let figure = Figure::open(setting, &setting.bench.file_url(), "plain")?;
    let book = figure.program()?;
    figure.edit(MINE)?;
    figure.click("reset")?;
    let field = format!("{}.value", figure.part(".listing-editor"));
    let mut faults = check(
        figure.program()? == book && setting.window.text(&field)? == book,
        "Reset does not bring the book's program",
    );
    figure.click("undo")?;
    faults.extend(check(figure.program()? == MINE, "the edit is gone"));
    figure.click("reset")?;
    faults.extend(setting.window.problems());
    Ok(faults)
}

/// A browser that keeps nothing: editing works, and the reader is told.
pub(crate) fn forgetful(setting: &Setting) -> anyhow::Result<Vec<String>> {
    let figure = Figure::open(setting, &setting.bench.file_url(), "plain")?;
    let full =
        "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); }";
    setting.window.eval(full)?;
    figure.edit(MINE)?;
    let mut faults = expect("the status", &figure.settled("failed")?, "keeps no edits");
    setting.window.press_with_ctrl("Enter")?;
    figure.settled("done")?;
    faults.extend(setting.window.problems());
    Ok(faults)
}

/// The lines that are not shown appear, and go away again; the text of the
/// program is whole all the time.
pub(crate) fn hidden_lines(setting: &Setting) -> anyhow::Result<Vec<String>> {
    let figure = Figure::open(setting, &setting.bench.file_url(), "parts")?;
    let seen = format!("{}.innerText", figure.part(".listing-code code"));
    let mut faults = check(
        figure.program()?.starts_with("use std::thread;\n"),
        "the program is not whole",
    );
    for there in [false, true, false] {
        let shown = setting.window.text(&seen)?.contains("WORDS: [&str; 2]");
        faults.extend(check(
            shown == there,
            &format!("the hidden line is shown: {shown}, not {there}"),
        ));
        figure.click("lines")?;
    }
    faults.extend(expect(
        "the button",
        &figure.text(".listing-lines")?,
        "Hide lines",
    ));
    Ok(faults)
}

/// Copy hands over all of the program, hidden lines and all; so does the link
/// to the playground, which is made when it is wanted.
pub(crate) fn copies(setting: &Setting) -> anyhow::Result<Vec<String>> {
    let figure = Figure::open(setting, &setting.bench.file_url(), "parts")?;
    let spy = "navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve(); }";
    setting.window.eval(spy)?;
    figure.click("copy")?;
    figure.settled("done")?;
    let copied = setting.window.text("copied")?;
    let program = figure.program()?;
    let mut faults = check(copied == program, &format!("copied {copied:?}"));
    let link = figure.part(".listing-playground");
    let before = setting.window.text(&format!("{link}.href"))?;
    faults.extend(check(
        !before.contains("code="),
        "the link is made too early",
    ));
    let click = "document.addEventListener('click', event => event.preventDefault())";
    setting.window.eval(click)?;
    setting.window.eval(&format!("{link}.click()"))?;
    let query = |name| format!("new URL({link}.href).searchParams.get('{name}')");
    for (name, value) in [
        ("code", program.as_str()),
        ("edition", "2024"),
        ("mode", "debug"),
    ] {
        let is = setting.window.text(&query(name))?;
        faults.extend(check(is == value, &format!("{name} of the link is {is:?}")));
    }
    let long = format!(
        "{}.textContent = 'x'.repeat(9000), {link}.click()",
        figure.part("code")
    );
    setting.window.eval(&long)?;
    faults.extend(expect("the status", &figure.settled("failed")?, "too long"));
    Ok(faults)
}
