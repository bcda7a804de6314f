/// The numbers of a version. Lists of numbers are compared as tuples are in
/// Python: by the first number that differs.
fn numbers(version: &str) -> Vec<u32> {
    version
        .split('.')
        .filter_map(|part| part.parse().ok())
        .collect()
}

/// The newest of these versions.
fn newest<'a>(versions: &[&'a str]) -> Option<&'a str> {
    versions
        .iter()
        .copied()
        .max_by_key(|version| numbers(version))
}

fn main() {
    let offered = ["1.9.2", "1.26.4", "1.26.10", "1.8"];
    println!("newest: {:?}", newest(&offered));
}
