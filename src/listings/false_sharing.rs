const FETCH: u32 = 4; // to get a cache line from elsewhere
const WRITE: u32 = 1; // to write to a line which the core has

/// Two cores count to four, each in a number of its own. `line_of` says in
/// which cache line the number of each core lies.
fn run(name: &str, line_of: [usize; 2]) {
    let mut owner = [None; 2]; // which core has the line
    let mut free_at = [0; 2]; // when the line may leave that core
    let mut now = [0; 2]; // how far each core has come
    for _ in 0..4 {
        for core in 0..2 {
            let line = line_of[core];
            let lane = format!("{name}, core {}", core + 1);
            if owner[line] != Some(core) {
                let start = now[core].max(free_at[line]);
                if start > now[core] {
                    println!("event: {lane} | {} | {start} | waits", now[core]);
                }
                now[core] = start + FETCH;
                println!("event: {lane} | {start} | {} | fetches", now[core]);
                owner[line] = Some(core);
            }
            let start = now[core];
            now[core] += WRITE;
            free_at[line] = now[core];
            println!("event: {lane} | {start} | {} | writes", now[core]);
        }
    }
}

fn main() {
    run("one line", [0, 0]);
    run("two lines", [0, 1]);
}
