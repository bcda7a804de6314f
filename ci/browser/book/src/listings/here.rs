fn main() {
    println!("here");
}
