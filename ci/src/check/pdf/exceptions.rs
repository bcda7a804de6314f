//! What is known to be wrong with a book, and why it may be. A row that is no
//! longer needed is a fault itself.

/// A fault that stands.
struct Exception {
    book: &'static str,
    /// What the faults begin with.
    fault: &'static str,
    /// Why they are not mended.
    why: &'static str,
}

const WORDLESS: &str = "some of its pictures have no words in its sources, which we do not make up";
const STRETCHED: &str =
    "Typst gives the parts that a stretched sign is put together of no characters";

const EXCEPTIONS: [Exception; 6] = [
    Exception {
        book: "docutils",
        fault: "the file does not claim to be PDF/UA-1",
        why: WORDLESS,
    },
    Exception {
        book: "docutils",
        fault: "PDF/UA-1 5-1:",
        why: WORDLESS,
    },
    Exception {
        book: "docutils",
        fault: "PDF/UA-1 7.1-10:",
        why: WORDLESS,
    },
    Exception {
        book: "docutils",
        fault: "PDF/UA-1 7.3-1:",
        why: WORDLESS,
    },
    Exception {
        book: "docutils",
        fault: "PDF/UA-1 7.21.7-1:",
        why: STRETCHED,
    },
    Exception {
        book: "sphinx",
        fault: "the file does not claim to be PDF/UA-1",
        why: WORDLESS,
    },
];

/// The faults of `book` that are no exceptions, and the exceptions that are no
/// faults. Tells the faults that stand, and why.
pub(super) fn without(book: &str, faults: Vec<String>) -> Vec<String> {
    let rows = EXCEPTIONS.iter().filter(|it| it.book == book);
    judged(&rows.collect::<Vec<_>>(), faults)
}

fn judged(rows: &[&Exception], faults: Vec<String>) -> Vec<String> {
    let mut left = faults;
    for row in rows {
        let (known, others): (Vec<_>, Vec<_>) =
            left.into_iter().partition(|it| it.starts_with(row.fault));
        left = others;
        let Exception { book, fault, why } = row;
        match known.len() {
            0 => left.push(format!("the exception `{fault}` is no longer needed")),
            count => println!("{book}: {fault} ({count}): {why}"),
        }
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exception_is_for_its_fault_and_no_longer_than_that() {
        let row = Exception {
            book: "a",
            fault: "much",
            why: "so it is",
        };
        let left = |faults: &[&str]| {
            let faults = faults.iter().map(|it| (*it).to_owned()).collect();
            judged(&[&row], faults)
        };
        assert_eq!(left(&["much memory", "a lost word"]), ["a lost word"]);
        assert_eq!(left(&[]), ["the exception `much` is no longer needed"]);
    }
}
