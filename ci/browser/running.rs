//! Running a listing where the playground must do it: the button, the request,
//! and what the page then says.

use serde_json::{Value, json};

use crate::figure::{Figure, RUNNER, check, expect};
use crate::playground::{Answer, COMPLAINT, PRINTED, REASON};
use crate::server::LATE;
use crate::trials::Setting;

/// A program that runs: the page shows what it printed, as text, in place of
/// the recorded output.
pub(crate) fn success(setting: &Setting) -> anyhow::Result<Vec<String>> {
    let figure = Figure::open(setting, &setting.bench.file_url(), "plain")?;
    let status = figure.run("done")?;
    let mut faults = expect("the status", &status, "play.rust-lang.org");
    faults.extend(wrong_output(&figure)?);
    faults.extend(setting.window.problems());
    faults.extend(wrong_request(setting, &figure)?);
    Ok(faults)
}

/// A page from a server that runs nothing: it is asked once, and then the
/// playground.
pub(crate) fn from_a_server(setting: &Setting) -> anyhow::Result<Vec<String>> {
    let figure = Figure::open(setting, &setting.bench.server_url(), "plain")?;
    figure.run("done")?;
    let mut faults = wrong_output(&figure)?;
    faults.extend(wrong_request(setting, &figure)?);
    let problems = setting.window.problems().into_iter();
    faults.extend(problems.filter(|it| !it.contains(RUNNER)));
    Ok(faults)
}

/// A program that does not compile: the recorded output stays.
pub(crate) fn failure(setting: &Setting) -> anyhow::Result<Vec<String>> {
    setting.window.playground.answer(Answer::Failure);
    let figure = Figure::open(setting, &setting.bench.file_url(), "plain")?;
    let mut faults = expect("the status", &figure.run("failed")?, "101");
    faults.extend(expect(
        "standard error",
        &figure.output("stderr")?,
        COMPLAINT.trim(),
    ));
    let stays = figure.shows(".listing-output:not([data-kind])")?;
    faults.extend(check(stays, "the recorded output is gone"));
    Ok(faults)
}

/// A program that fails as the book says: that is no failure.
pub(crate) fn expected_failure(setting: &Setting) -> anyhow::Result<Vec<String>> {
    setting.window.playground.answer(Answer::Failure);
    let figure = Figure::open(setting, &setting.bench.file_url(), "refused")?;
    let mut faults = expect("the status", &figure.run("done")?, "as it should");
    let stays = figure.shows(".listing-output:not([data-kind])")?;
    faults.extend(check(!stays, "what is recorded is there twice"));
    Ok(faults)
}

/// A playground that answers, but with its own error.
pub(crate) fn refusal(setting: &Setting) -> anyhow::Result<Vec<String>> {
    setting.window.playground.answer(Answer::Refusal);
    let figure = Figure::open(setting, &setting.bench.file_url(), "plain")?;
    Ok(expect("the status", &figure.run("failed")?, REASON))
}

/// A playground that does not answer in time.
pub(crate) fn late(setting: &Setting) -> anyhow::Result<Vec<String>> {
    let figure = Figure::open(setting, &setting.bench.server_url(), "plain")?;
    set_late(setting, "0.3")?;
    Ok(expect("the status", &figure.run("failed")?, "in time"))
}

/// A run that the reader ends.
pub(crate) fn cancelled(setting: &Setting) -> anyhow::Result<Vec<String>> {
    let figure = Figure::open(setting, &setting.bench.server_url(), "plain")?;
    set_late(setting, "60")?;
    figure.click("run")?;
    let asked = format!("{}.hidden === false", figure.part(".listing-cancel"));
    setting.window.wait_for(&asked)?;
    figure.click("cancel")?;
    let mut faults = expect("the status", &figure.settled("cancelled")?, "Cancelled");
    let focus = "document.activeElement.className";
    faults.extend(expect(
        "the focus",
        &setting.window.text(focus)?,
        "listing-run",
    ));
    faults.extend(check(
        !figure.shows(".listing-cancel")?,
        "Cancel is still there",
    ));
    Ok(faults)
}

/// No network: the page says so, and the recorded output stays.
pub(crate) fn offline(setting: &Setting) -> anyhow::Result<Vec<String>> {
    setting.window.playground.answer(Answer::Offline);
    let figure = Figure::open(setting, &setting.bench.file_url(), "plain")?;
    let mut faults = expect("the status", &figure.run("failed")?, "offline");
    let stays = figure.shows(".listing-output")?;
    faults.extend(check(stays, "the recorded output is gone"));
    Ok(faults)
}

/// Run reached by the keyboard alone.
pub(crate) fn keyboard(setting: &Setting) -> anyhow::Result<Vec<String>> {
    let figure = Figure::open(setting, &setting.bench.file_url(), "plain")?;
    figure.focus("run")?;
    setting.window.press("Enter")?;
    figure.settled("done")?;
    wrong_output(&figure)
}

/// A program for the reader's own machine: on a page that has no server there
/// is the reason and no Run; where a server runs nothing, Run tells the reason.
pub(crate) fn local(setting: &Setting) -> anyhow::Result<Vec<String>> {
    let figure = Figure::open(setting, &setting.bench.file_url(), "here")?;
    let reason = "it starts a program";
    let mut faults = check(!figure.shows(".listing-run")?, "there is a Run");
    faults.extend(expect("the hint", &figure.text(".listing-hint")?, reason));
    let figure = Figure::open(setting, &setting.bench.server_url(), "here")?;
    faults.extend(expect("the status", &figure.run("failed")?, reason));
    faults.extend(check(
        setting.window.playground.asked().is_empty(),
        "the playground was asked",
    ));
    Ok(faults)
}

/// Whoever draws what is printed hears of each run, and of the way back.
pub(crate) fn events(setting: &Setting) -> anyhow::Result<Vec<String>> {
    let figure = Figure::open(setting, &setting.bench.file_url(), "plain")?;
    setting.window.eval(
        "window.heard = [], ['run', 'reset'].forEach(it => document.addEventListener(\
         `hornbook:${it}`, event => heard.push(it + event.target.id + (event.detail?.stdout ?? ''))))",
    )?;
    figure.run("done")?;
    figure.click("reset")?;
    let heard = setting.window.strings("heard")?;
    let right = [format!("runplain{PRINTED}"), "resetplain".to_owned()];
    Ok(check(heard == right, &format!("heard {heard:?}")))
}

/// Makes the playground one that answers nothing, which is waited for so long.
fn set_late(setting: &Setting, seconds: &str) -> anyhow::Result<()> {
    let wish = format!("hornbook.playground = '{LATE}', hornbook.patience = {seconds}");
    setting.window.eval(&wish)?;
    Ok(())
}

/// What the playground's program printed, in place of what is recorded.
fn wrong_output(figure: &Figure<'_>) -> anyhow::Result<Vec<String>> {
    let shown = figure.output("stdout")?;
    let mut faults = check(
        shown == PRINTED,
        &format!("shows {shown:?}, not {PRINTED:?}"),
    );
    let stays = figure.shows(".listing-output:not([data-kind])")?;
    faults.extend(check(!stays, "the recorded output is still there"));
    Ok(faults)
}

/// The one request must carry the program on the page, to be run as the page
/// says.
fn wrong_request(setting: &Setting, figure: &Figure<'_>) -> anyhow::Result<Vec<String>> {
    let asked = setting.window.playground.asked();
    let [request] = asked.as_slice() else {
        return Ok(vec![format!("{} requests for one click", asked.len())]);
    };
    let expected = [
        ("code", json!(figure.program()?)),
        ("edition", json!("2024")),
        ("mode", json!("debug")),
        ("channel", json!("stable")),
        ("crateType", json!("bin")),
        ("tests", Value::Bool(false)),
    ];
    let wrong = expected
        .into_iter()
        .filter(|(name, value)| request[name] != *value);
    Ok(wrong
        .map(|(name, value)| format!("asked with {name} = {}, not {value}", request[name]))
        .collect())
}
