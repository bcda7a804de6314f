//! Names, and all that leads to them.

use super::{Case, try_all};

fn each(count: usize, piece: impl Fn(usize) -> String) -> String {
    (0..count).map(piece).collect()
}

const CASES: &[Case] = &[
    ("substitutions", 100_000, |n| {
        each(n, |at| format!(".. |n{at}| replace:: a\n"))
            + "\n"
            + &each(n, |at| format!("|n{at}|\n"))
    }),
    ("one substitution", 100_000, |n| {
        ".. |a| replace:: b *c*\n\n".to_owned() + &"|a|\n".repeat(n)
    }),
    ("undefined substitutions", 20_000, |n| {
        each(n, |at| format!("|n{at}|\n"))
    }),
    ("a chain of substitutions", 200_000, |n| {
        "|n0|\n\n".to_owned() + &each(n, |at| format!(".. |n{at}| replace:: |n{}|\n", at + 1))
    }),
    ("a circle of substitutions", 50_000, |n| {
        "|n0|\n\n".to_owned()
            + &each(n, |at| {
                format!(".. |n{at}| replace:: |n{}|\n", (at + 1) % n)
            })
    }),
    ("circles of one substitution", 5_000, |n| {
        each(n, |at| {
            format!("|n{at}|\n\n.. |n{at}| replace:: a |n{at}| b\n\n")
        })
    }),
    ("substitutions that multiply", 20_000, |n| {
        let doubled = |at: usize| format!(".. |n{at}| replace:: |n{0}| |n{0}|\n", at + 1);
        "|n0|\n\n".to_owned() + &each(n, doubled) + &format!(".. |n{n}| replace:: a\n")
    }),
    // Even without optimisation a part of them must ask for all that may be given.
    ("substitutions that multiply from the end", 4_000, |n| {
        let doubled = |at: usize| format!(".. |n{}| replace:: |n{at}| |n{at}|\n", at + 1);
        ".. |n0| replace:: a\n".to_owned() + &each(n, doubled) + &format!("\n|n{n}|\n")
    }),
    ("tens of tens", 2_000, |n| {
        let tenfold = |at: usize| {
            format!(
                ".. |n{at}| replace:: {}\n",
                format!("|n{}| ", at + 1).repeat(10)
            )
        };
        "|n0|\n\n".to_owned() + &each(9, tenfold) + ".. |n9| replace:: a\n\n" + &"|n0| ".repeat(n)
    }),
    ("targets", 100_000, |n| {
        each(n, |at| format!(".. _n {at}: https://example.org/{at}\n"))
            + "\n"
            + &each(n, |at| format!("`n {at}`_\n"))
    }),
    ("internal targets", 20_000, |n| {
        each(n, |at| format!(".. _n{at}:\n\na n{at}_\n\n"))
    }),
    ("targets in a row", 20_000, |n| {
        each(n, |at| format!(".. _n{at}:\n")) + "\na\n"
    }),
    ("inline targets", 20_000, |n| {
        each(n, |at| format!("_`n{at}` n{at}_\n"))
    }),
    ("unknown targets", 20_000, |n| {
        each(n, |at| format!("n{at}_\n"))
    }),
    ("one unknown target", 20_000, |n| "a_\n".repeat(n)),
    ("anonymous targets", 20_000, |n| {
        "a__\n".repeat(n) + "\n" + &"__ b\n".repeat(n)
    }),
    ("anonymous targets amiss", 20_000, |n| "a__\n".repeat(n)),
    ("a chain of targets", 20_000, |n| {
        each(n, |at| format!(".. _n{at}: n{}_\n", at + 1)) + &format!(".. _n{n}: a\n\nn0_\n")
    }),
    ("a circle of targets", 20_000, |n| {
        each(n, |at| format!(".. _n{at}: n{}_\n", (at + 1) % n)) + "\nn0_\n"
    }),
    ("targets that lead nowhere", 20_000, |n| {
        each(n, |at| format!(".. _n{at}: m{at}_\n\nn{at}_\n\n"))
    }),
    ("many ways to one circle", 20_000, |n| {
        ".. _a: b_\n.. _b: a_\n\n".to_owned() + &"a_ b_\n".repeat(n)
    }),
    ("one name of targets", 20_000, |n| {
        ".. _a: b\n".repeat(n) + "\na_\n"
    }),
    ("one name, many addresses", 20_000, |n| {
        each(n, |at| format!(".. _a: b{at}\n")) + "\na_\n"
    }),
    ("one name of places", 20_000, |n| {
        ".. _a:\n\nb\n\n".repeat(n)
    }),
    ("one name of sections", 20_000, |n| {
        "a\n====\n\nb\n\n".repeat(n)
    }),
    ("one name of everything", 10_000, |n| {
        "a\n====\n\n.. _a:\n\n.. [a] b\n\n_`a` a_\n\n".repeat(n)
    }),
    ("names alike as ids", 20_000, |n| {
        each(n, |at| {
            format!(".. _a{}:\n\nb\n\n", "-".repeat(at % 100) + "\u{e9}")
        })
    }),
    ("names that count", 20_000, |n| {
        each(n, |at| format!("_`a {at}` _`a-{at}`\n"))
    }),
    ("names without letters", 20_000, |n| {
        each(n, |at| format!("_`{}`\n", "\u{4e00}".repeat(at % 100 + 1)))
    }),
    ("long names", 2_000, |n| {
        each(n, |at| format!(".. _{}{at}:\n\nb\n\n", "a ".repeat(400)))
    }),
    ("footnotes", 100_000, |n| {
        each(n, |at| format!(".. [{at}] a\n")) + "\n" + &each(n, |at| format!("[{at}]_\n"))
    }),
    ("counted footnotes", 100_000, |n| {
        ".. [#] a\n".repeat(n) + "\n" + &"[#]_\n".repeat(n)
    }),
    ("named footnotes", 20_000, |n| {
        each(n, |at| format!(".. [#n{at}] a\n")) + "\n" + &each(n, |at| format!("[#n{at}]_\n"))
    }),
    ("footnotes of symbols", 20_000, |n| {
        ".. [*] a\n".repeat(n) + "\n" + &"[*]_\n".repeat(n)
    }),
    ("footnotes without references", 20_000, |n| {
        ".. [#] a\n".repeat(n)
    }),
    ("references without footnotes", 20_000, |n| {
        "[#]_ [1]_ [*]_ [#a]_\n".repeat(n)
    }),
    ("references to one footnote", 20_000, |n| {
        ".. [1] a\n\n".to_owned() + &"[1]_\n".repeat(n)
    }),
    ("one number of footnotes", 20_000, |n| {
        ".. [1] a\n".repeat(n) + "\n" + &"[1]_\n".repeat(n)
    }),
    ("citations", 100_000, |n| {
        each(n, |at| format!(".. [n{at}] a\n")) + "\n" + &each(n, |at| format!("[n{at}]_\n"))
    }),
    ("one name of citations", 20_000, |n| {
        ".. [a] b\n".repeat(n) + "\n" + &"[a]_\n".repeat(n)
    }),
    ("embedded addresses", 20_000, |n| {
        each(n, |at| format!("`n{at} <b{at}>`_\n"))
    }),
    ("one embedded address", 20_000, |n| "`a <b>`_\n".repeat(n)),
    ("one embedded name", 20_000, |n| {
        each(n, |at| format!("`a <b{at}>`_\n"))
    }),
    ("embedded aliases", 20_000, |n| {
        each(n, |at| format!("`n{at} <n{}_>`_\n", at + 1))
    }),
];

#[test]
fn many_names() {
    try_all(CASES);
}
