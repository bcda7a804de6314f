use std::env;
use std::io;
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::thread;

/// A global variable. Each process that runs this program has its own.
static VISITS: AtomicU32 = AtomicU32::new(0);

fn visit(who: &str) {
    VISITS.fetch_add(1, Relaxed);
    println!("{who} sees {} visit(s)", VISITS.load(Relaxed));
}

fn main() -> io::Result<()> {
    // The child is this same program, started again with one argument.
    if env::args().nth(1).as_deref() == Some("child") {
        visit("the child process");
        return Ok(());
    }

    visit("the parent");
    thread::scope(|scope| {
        scope.spawn(|| visit("a thread of the parent"));
    });

    let child = Command::new(env::current_exe()?).arg("child").output()?;
    print!("{}", String::from_utf8_lossy(&child.stdout));

    println!("back in the parent: {} visits", VISITS.load(Relaxed));
    Ok(())
}
