//! What is drawn, and what is refused.

use doctree::tree::element::{Chart, Drawing, Scale};

use super::{Drawn, draw};

const TURNS: &str = "\
begins
event: worker 1 | 0 ms | 12.5 ms | holds the lock
event: worker 2 | 12.5 ms | 14 ms | waits
event: worker 1 | 14 ms | 20.25 ms | holds the lock
";

fn timeline() -> Drawing {
    Drawing::Timeline("Two threads & a <lock>".to_owned())
}

fn chart(scale: Scale) -> Drawing {
    Drawing::Chart(Chart {
        title: "Speed-up".to_owned(),
        x: "threads".to_owned(),
        y: "times as fast".to_owned(),
        scale,
        reference: Some("ideal".to_owned()),
    })
}

fn drawn(drawing: &Drawing, text: &str) -> Drawn {
    draw(drawing, text).unwrap()
}

/// What is wrong with a text, as `LINE: MESSAGE`.
fn faults(drawing: &Drawing, text: &str) -> Vec<String> {
    let faults = draw(drawing, text).unwrap_err();
    let words = |it: super::Fault| match it.line {
        Some(line) => format!("{line}: {}", it.message),
        None => it.message,
    };
    faults.into_iter().map(words).collect()
}

fn fault(drawing: &Drawing, text: &str) -> String {
    let faults = faults(drawing, text);
    assert_eq!(faults.len(), 1, "{faults:?}");
    faults.concat()
}

fn count(text: &str, part: &str) -> usize {
    text.matches(part).count()
}

#[test]
fn a_timeline_is_told_in_words_and_as_a_table() {
    let drawn = drawn(&timeline(), TURNS);
    assert_eq!(
        drawn.words,
        "A timeline of 2 lanes, from 0 to 20.25 ms. \
         worker 1: holds the lock from 0 to 12.5 ms; holds the lock from 14 to 20.25 ms. \
         worker 2: waits from 12.5 to 14 ms."
    );
    assert_eq!(drawn.columns, ["Lane", "What", "Start (ms)", "End (ms)"]);
    assert_eq!(drawn.rows[2], ["worker 2", "waits", "12.5", "14"]);
}

#[test]
fn what_comes_often_is_told_in_sums() {
    let line =
        |n: u32| format!("event: a | {n}.1 | {n}.25 | works\nevent: a | {n}.5 | {n}.6 | waits\n");
    let text = (0..4).map(line).collect::<Vec<_>>().concat();
    let drawn = drawn(&timeline(), &text);
    let sums = "a: works 4 times, 0.6 ticks in all; waits 4 times, 0.4 ticks in all.";
    assert!(drawn.words.ends_with(sums), "{}", drawn.words);
}

#[test]
fn sums_of_large_numbers_are_right_to_the_last_digit() {
    let text = "event: a | 0.0001 | 999999999999 | works\n".repeat(7);
    let drawn = drawn(&timeline(), &text);
    assert!(
        drawn.words.ends_with("6999999999993 ticks in all."),
        "{}",
        drawn.words
    );
}

#[test]
fn work_is_a_bar_and_waiting_is_a_line() {
    let svg = drawn(&timeline(), TURNS).svg;
    assert_eq!(
        count(&svg, "<rect class=\"full\""),
        3,
        "two bars and a sample\n{svg}"
    );
    assert_eq!(
        count(&svg, "<g class=\"idle\""),
        2,
        "a wait and a sample\n{svg}"
    );
    // 12.5 of 20.25 ms, in a field of 370.6 units that begins at 84.
    assert!(svg.contains("<path d=\"M"), "{svg}");
}

#[test]
fn the_length_of_a_bar_is_its_time() {
    let text = "event: a | 0 | 5 | x\nevent: b | 5 | 10 | y\n";
    let svg = drawn(&timeline(), text).svg;
    let starts: Vec<f64> = svg.split("<rect ").skip(1).map(x).collect();
    let left = starts[0] - 0.5;
    let right = 480.0 - 8.0 - 18.0;
    let middle = starts
        .iter()
        .any(|it| (it - 0.5 - f64::midpoint(left, right)).abs() < 0.2);
    assert!(middle, "{starts:?}");
}

fn x(markup: &str) -> f64 {
    let from = markup.find("x=\"").unwrap() + 3;
    markup[from..].split('"').next().unwrap().parse().unwrap()
}

#[test]
fn no_two_kinds_look_the_same() {
    let line = |it: u32| format!("event: a | {it} | {} | job {it}\n", it + 1);
    let text = (0..12).map(line).collect::<Vec<_>>().concat();
    let svg = drawn(&timeline(), &text).svg;
    let legend = &svg[svg.find("time in").unwrap()..];
    let looks: std::collections::BTreeSet<_> = legend
        .split("<g class=\"tone ")
        .skip(1)
        .map(|it| {
            let tone = it.split('"').next().unwrap();
            let full = it.contains("class=\"full\"");
            let parts = (it.contains("stroke-width=\"2\""), it.contains("linecap"));
            let path = it.split(" d=\"").nth(1).unwrap_or_default();
            let path = path.split('"').next().unwrap();
            (
                tone,
                full,
                parts,
                path.matches('L').count(),
                path.matches('h').count(),
            )
        })
        .collect();
    assert_eq!(looks.len(), 12, "{looks:?}");
}

#[test]
fn bars_of_one_lane_that_overlap_lie_side_by_side() {
    let apart = drawn(&timeline(), "event: a | 0 | 5 | x\nevent: a | 5 | 9 | x\n");
    let over = drawn(&timeline(), "event: a | 0 | 5 | x\nevent: a | 4 | 9 | x\n");
    assert!(height(&over) > height(&apart));
}

fn height(drawn: &Drawn) -> f64 {
    let from = drawn.svg.find("height=\"").unwrap() + 8;
    drawn.svg[from..]
        .split('"')
        .next()
        .unwrap()
        .parse()
        .unwrap()
}

#[test]
fn text_is_escaped() {
    let hostile = "event: <script>alert(1)</script> | 0 | 5 | a\" onload=\"x' & \u{1b}[0m\u{0}\n";
    let drawn = drawn(&timeline(), hostile);
    assert!(!drawn.svg.contains("<script"), "{}", drawn.svg);
    assert!(!drawn.svg.contains("onload=\""), "{}", drawn.svg);
    assert!(!drawn.svg.contains(['\u{1b}', '\0']), "{}", drawn.svg);
    assert!(drawn.svg.contains("Two threads &amp; a &lt;lock&gt;"));
}

#[test]
fn no_line_of_a_drawing_is_empty() {
    for svg in [
        drawn(&timeline(), TURNS).svg,
        drawn(&chart(Scale::Linear), "point: a | 1 | 2\n").svg,
    ] {
        assert!(svg.lines().all(|it| !it.trim().is_empty()), "{svg}");
    }
}

#[test]
fn the_same_text_gives_the_same_bytes() {
    assert_eq!(drawn(&timeline(), TURNS), drawn(&timeline(), TURNS));
}

#[test]
fn lines_that_are_wrong_are_named() {
    let cases = [
        (
            "event: a | 1 | 2\n",
            "it should be `event: LANE | START | END | WHAT`",
        ),
        (
            "event: | 1 | 2 | x\n",
            "it should be `event: LANE | START | END | WHAT`",
        ),
        ("event: a | x | 2 | x\n", "`x` is no time"),
        (
            "event: a | 1e3 | 2 | x\n",
            "`e3` is no unit of time: ns, us, ms and s are",
        ),
        (
            "event: a | 1 | 2 min | x\n",
            "`min` is no unit of time: ns, us, ms and s are",
        ),
        ("event: a | -1 | 2 | x\n", "`-1` is below 0"),
        ("event: a | 3 | 2 | x\n", "END `2` is before START `3`"),
        (
            "event: a | 3 s | 4 ms | x\n",
            "`4 ms` is not in the unit of the times before it",
        ),
        (
            "event: a | 3 | 4 ms | x\n",
            "`4 ms` is not in the unit of the times before it",
        ),
        (
            "event: a | 3 | 99999999999999999 | x\n",
            "`99999999999999999` is no time",
        ),
    ];
    for (line, message) in cases {
        assert_eq!(
            fault(&timeline(), &format!("hello\n{line}")),
            format!("2: {message}")
        );
    }
    let chart = chart(Scale::LogX);
    assert_eq!(
        fault(&chart, "point: a | 1\n"),
        "1: it should be `point: SERIES | X | Y`"
    );
    assert_eq!(
        fault(&chart, "point: a | 1 | two\n"),
        "1: `two` is no number"
    );
    let zero = "1: `0` has no place on a logarithmic axis";
    assert_eq!(fault(&chart, "point: a | 0 | 0\n"), zero);
}

#[test]
fn an_output_without_events_is_not_drawn() {
    let nothing = "no line of the output begins with `event:`";
    assert_eq!(fault(&timeline(), "point: a | 1 | 2\n"), nothing);
    assert_eq!(fault(&timeline(), ""), nothing);
}

#[test]
fn there_is_a_limit_to_everything() {
    let lines =
        |count: usize, line: &dyn Fn(usize) -> String| (0..count).map(line).collect::<String>();
    let cases = [
        (
            lines(401, &|it| format!("event: a | {it} | {it} | x\n")),
            "401: there are more than 400 lines `event:`",
        ),
        (
            lines(25, &|it| format!("event: a{it} | 1 | 2 | x\n")),
            "25: there are more than 24 lanes",
        ),
        (
            lines(13, &|it| format!("event: a | 1 | 2 | x{it}\n")),
            "13: there are more than 12 things that lanes do",
        ),
        (
            lines(5, &|it| format!("event: a | 1 | 2 | waits {it}\n")),
            "5: there are more than 4 ways to wait",
        ),
        (
            lines(49, &|_| "event: a | 1 | 2 | x\n".to_owned()),
            "more than 48 bars would be side by side",
        ),
        (
            format!("event: {} | 1 | 2 | x\n", "a".repeat(81)),
            "1: a part of it has more than 80 characters",
        ),
    ];
    for (text, message) in cases {
        assert_eq!(fault(&timeline(), &text), message);
    }
    let series = lines(7, &|it| format!("point: a{it} | 1 | 2\n"));
    assert_eq!(
        fault(&chart(Scale::Linear), &series),
        "7: there are more than 6 series"
    );
}

#[test]
fn only_the_first_faults_are_told() {
    let text = "event: a\n".repeat(100_000);
    assert_eq!(faults(&timeline(), &text).len(), 5);
}

#[test]
fn a_chart_is_told_in_words() {
    let text = "point: measured | 2 | 1.94\npoint: measured | 1 | 1.00\npoint: ideal | 1 | 1\n";
    let drawn = drawn(&chart(Scale::LogY), text);
    assert_eq!(
        drawn.words,
        "A line chart of times as fast over threads. The y axis is logarithmic. \
         measured: 1.00 at 1; 1.94 at 2. ideal, to compare with: 1 at 1."
    );
    assert_eq!(drawn.columns, ["Series", "threads", "times as fast"]);
    assert_eq!(count(&drawn.svg, "<g class=\"idle\""), 2, "{}", drawn.svg);
}

#[test]
fn ticks_are_round() {
    let ticks = |svg: &str| -> Vec<String> {
        let marked = svg.split("class=\"soft\"").skip(1);
        let text = |it: &str| it[it.find('>').unwrap() + 1..it.find('<').unwrap()].to_owned();
        marked.map(text).collect()
    };
    let svg = drawn(&timeline(), "event: a | 0 us | 0.0173 us | x\n").svg;
    let round = ["0", "0.005", "0.01", "0.015", "time in us"];
    assert_eq!(ticks(&svg), round);
    let svg = drawn(
        &chart(Scale::Log),
        "point: a | 1 | 3\npoint: a | 1000000 | 70\n",
    )
    .svg;
    let all = ticks(&svg).join(" ");
    assert_eq!(
        all,
        "times as fast 2 5 10 20 50 100 1 10 100 1000 10000 100000 1000000 threads"
    );
    let svg = drawn(
        &chart(Scale::Linear),
        "point: a | 2020 | -3\npoint: a | 2025 | 4\n",
    )
    .svg;
    let all = ticks(&svg).join(" ");
    assert_eq!(
        all,
        "times as fast −4 −2 0 2 4 2020 2021 2022 2023 2024 2025 threads"
    );
}

#[test]
fn charts_of_one_place_have_axes() {
    for text in [
        "point: a | 0 | 0\n",
        "point: a | 999999999999 | 999999999998.5\n",
    ] {
        let svg = drawn(&chart(Scale::Linear), text).svg;
        assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
    }
    let svg = drawn(
        &chart(Scale::Log),
        "point: a | 0.000000001 | 999999999999\n",
    )
    .svg;
    assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
}
