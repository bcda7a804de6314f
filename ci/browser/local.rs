//! Running a listing by `hornbook serve`, on the reader's own machine. Where
//! its sandbox cannot be had, the page must give the reason.

use crate::bench::Serve;
use crate::figure::{Figure, check, expect};
use crate::trials::Setting;

/// Programs run here, unedited and edited, also one that is for this machine
/// alone; the playground hears of nothing.
pub(crate) fn run(setting: &Setting) -> anyhow::Result<Vec<String>> {
    let server = setting.bench.serve(0)?;
    if !server.runs() {
        return refused(setting, &server);
    }
    let figure = Figure::open(setting, &server.url(), "plain")?;
    let mut faults = expect("the status", &figure.run("done")?, "s on this machine");
    faults.extend(expect(
        "the output",
        &figure.output("stdout")?,
        "one <b>\ntwo\n",
    ));
    figure.edit("fn main() { let x = 1; println!(\"{}\", 6 * 7) }")?;
    setting.window.press_with_ctrl("Enter")?;
    let printed = format!(
        "{}?.textContent == '42\\n'",
        figure.part("[data-kind=stdout] samp")
    );
    setting.window.wait_for(&printed)?;
    faults.extend(expect(
        "standard error",
        &figure.output("stderr")?,
        "unused variable",
    ));
    let open = format!("{}.open", figure.part("[data-kind=stderr]"));
    faults.extend(check(
        setting.window.eval(&open)? == true,
        "the warning is folded away",
    ));
    figure.click("reset")?;
    let figure = Figure::open(setting, &server.url(), "here")?;
    figure.run("done")?;
    faults.extend(expect("the output", &figure.output("stdout")?, "here"));
    faults.extend(check(
        setting.window.playground.asked().is_empty(),
        "the playground was asked",
    ));
    faults.extend(setting.window.problems());
    Ok(faults)
}

/// What does not compile, and what panics, both as the book says and not.
pub(crate) fn failure(setting: &Setting) -> anyhow::Result<Vec<String>> {
    let server = setting.bench.serve(0)?;
    if !server.runs() {
        return refused(setting, &server);
    }
    let figure = Figure::open(setting, &server.url(), "refused")?;
    let mut faults = expect("the status", &figure.run("done")?, "as it should: rustc");
    let words = "cannot assign twice to immutable variable";
    faults.extend(expect("the compiler", &figure.output("stderr")?, words));
    let figure = Figure::open(setting, &server.url(), "panics")?;
    faults.extend(expect(
        "the status",
        &figure.run("done")?,
        "as it should: exited with status 101",
    ));
    faults.extend(expect("the output", &figure.output("stdout")?, "before"));
    faults.extend(expect(
        "standard error",
        &figure.output("stderr")?,
        "enough",
    ));
    let figure = Figure::open(setting, &server.url(), "plain")?;
    figure.edit("fn main() { std::process::exit(3) }")?;
    setting.window.press_with_ctrl("Enter")?;
    let status = figure.settled("failed")?;
    faults.extend(expect("the status", &status, "exited with status 3"));
    figure.click("reset")?;
    Ok(faults)
}

/// A server that was started again has another token; one that is gone is told
/// of.
pub(crate) fn renewed(setting: &Setting) -> anyhow::Result<Vec<String>> {
    let server = setting.bench.serve(0)?;
    if !server.runs() {
        return refused(setting, &server);
    }
    let figure = Figure::open(setting, &server.url(), "plain")?;
    figure.run("done")?;
    let port = server.port;
    drop(server);
    figure.click("reset")?;
    let mut faults = expect("the status", &figure.run("failed")?, "hornbook serve");
    let server = setting.bench.serve(port)?;
    faults.extend(expect("the status", &figure.run("done")?, "this machine"));
    // The page knows its token; now there is another.
    drop(server);
    figure.click("reset")?;
    let _server = setting.bench.serve(port)?;
    figure.click("run")?;
    let printed = format!(
        "{}?.textContent == 'one <b>\\ntwo\\n'",
        figure.part("[data-kind=stdout] samp")
    );
    setting.window.wait_for(&printed)?;
    Ok(faults)
}

/// A program that would run for long is ended by Cancel.
pub(crate) fn cancelled(setting: &Setting) -> anyhow::Result<Vec<String>> {
    let server = setting.bench.serve(0)?;
    if !server.runs() {
        return refused(setting, &server);
    }
    let figure = Figure::open(setting, &server.url(), "plain")?;
    figure.edit("fn main() { std::thread::sleep(std::time::Duration::from_secs(9)) }")?;
    setting.window.press_with_ctrl("Enter")?;
    let running =
        "document.querySelector('#plain .listing-status').textContent.includes('on this')";
    setting.window.wait_for(running)?;
    figure.click("cancel")?;
    let mut faults = expect("the status", &figure.settled("cancelled")?, "Cancelled");
    // Its place is free again.
    figure.click("reset")?;
    faults.extend(expect("the status", &figure.run("done")?, "this machine"));
    Ok(faults)
}

/// Where nothing is run, the page says why.
fn refused(setting: &Setting, server: &Serve) -> anyhow::Result<Vec<String>> {
    let why = server.words.split_once(": ").map_or("", |it| it.1);
    let figure = Figure::open(setting, &server.url(), "here")?;
    Ok(expect("the status", &figure.run("failed")?, why))
}
