fn main() {
    println!("one <b>");
    println!("two");
}
