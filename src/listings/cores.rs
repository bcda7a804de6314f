use std::thread;

fn main() {
    // Like os.process_cpu_count() in Python: how many threads can run at the
    // same moment, as far as the operating system will tell us.
    match thread::available_parallelism() {
        Ok(count) => println!("this machine offers {count} threads at a time"),
        Err(error) => println!("this machine does not say: {error}"),
    }
}
