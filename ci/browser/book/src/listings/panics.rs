fn main() {
    println!("before");
    eprintln!("told");
    panic!("enough");
}
