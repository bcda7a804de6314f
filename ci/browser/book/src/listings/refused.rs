fn main() {
    let count = 1;
    count = 2;
    println!("{count}");
}
