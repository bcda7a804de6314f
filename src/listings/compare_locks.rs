use std::collections::BTreeMap;

const BEFORE: &str = "llvmlite==0.46.0
numba==0.63.1
numpy==2.3.5
six==1.17.0";

const AFTER: &str = "llvmlite==0.50.0
numba==0.68.1
numpy==2.3.5
tbb==2022.3.1";

/// A lock file as a dictionary, sorted by name: which version of which package.
fn read(lock: &str) -> BTreeMap<&str, &str> {
    lock.lines()
        .filter_map(|line| line.split_once("=="))
        .collect()
}

fn main() {
    let (before, after) = (read(BEFORE), read(AFTER));

    for (name, old) in &before {
        match after.get(name) {
            None => println!("- {name} {old}"),
            Some(new) if new != old => println!("~ {name} {old} -> {new}"),
            Some(_) => {} // the same as before: not worth a line
        }
    }
    for (name, new) in &after {
        if !before.contains_key(name) {
            println!("+ {name} {new}");
        }
    }
}
