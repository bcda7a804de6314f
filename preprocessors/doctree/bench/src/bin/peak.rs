//! How much memory reading a file takes: for each file named on the command
//! line its length, and how much the heap held at its fullest while `read` ran
//! on it, the tree included and the text that was handed over not. A buffer
//! that is moved while it grows counts twice.

use doctree::{NoFiles, Options, Source, read};

fn main() -> std::io::Result<()> {
    for path in std::env::args().skip(1) {
        let text = String::from_utf8_lossy(&std::fs::read(path)?).into_owned();
        let held = allocation_counter::measure(|| {
            let source = Source::new("page.rst", &text);
            std::hint::black_box(read(&source, &Options::docutils(), &NoFiles));
        });
        println!("{} {}", text.len(), held.bytes_max);
    }
    Ok(())
}
