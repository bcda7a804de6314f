/// The newest of these versions.
fn newest<'a>(versions: &[&'a str]) -> Option<&'a str> {
    versions.iter().copied().max()
}

fn main() {
    let offered = ["1.9.2", "1.26.4", "1.26.10", "1.8"];
    println!("newest: {:?}", newest(&offered));
}
