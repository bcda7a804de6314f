use std::env;
use std::thread;

fn main() {
    let name = env!("CARGO_PKG_NAME"); // both are put in by the compiler
    let version = env!("CARGO_PKG_VERSION");
    let debug = cfg!(debug_assertions);
    println!("package     {name} {version}, debug build: {debug}");
    println!("system      {} {}", env::consts::OS, env::consts::ARCH);

    match thread::available_parallelism() {
        Ok(cores) => println!("cores       {cores}"),
        Err(error) => println!("cores       not known: {error}"),
    }

    // Only names that matter for threads. All others stay with the user: the
    // environment of a process holds passwords, too.
    for name in ["RAYON_NUM_THREADS", "OMP_NUM_THREADS", "RUST_BACKTRACE"] {
        let value = env::var(name).unwrap_or_else(|_| "not set".to_owned());
        println!("{name:<18} {value}");
    }
}
