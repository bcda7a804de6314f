fn main() {
    let words = ["hello", "& <world>"];

    println!("{}\n\n{}", words[0], words[1]);
}
