use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::thread;

fn in_place(path: &Path, text: &str) {
    fs::write(path, text).expect("written");
}

fn by_renaming(path: &Path, text: &str) {
    let draft = path.with_extension("draft");
    fs::write(&draft, text).expect("written");
    fs::rename(&draft, path).expect("renamed");
}

/// One thread saves, over and over. Another reads, and counts how often it
/// found something other than a whole text.
fn torn(save: fn(&Path, &str), path: &Path) -> usize {
    let texts = ["a".repeat(100_000), "b".repeat(100_000)];
    save(path, &texts[0]);
    let stop = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            for text in texts.iter().cycle() {
                if stop.load(Relaxed) {
                    break;
                }
                save(path, text);
            }
        });
        let read = |_| fs::read_to_string(path).expect("it can be read");
        let count = (0..2000)
            .map(read)
            .filter(|text| !texts.contains(text))
            .count();
        stop.store(true, Relaxed);
        count
    })
}

fn main() {
    let path = std::env::temp_dir().join("torn_reads.txt");
    println!("in place:    {} of 2000 were torn", torn(in_place, &path));
    println!(
        "by renaming: {} of 2000 were torn",
        torn(by_renaming, &path)
    );
}
