/// Hands each job to the core that is free first; times are in milliseconds.
/// Returns what every core did, one letter for each 10 ms.
fn schedule(jobs: &[(char, usize)], cores: usize) -> Vec<String> {
    let mut timelines = vec![String::new(); cores];
    for &(name, milliseconds) in jobs {
        let free_first = timelines
            .iter_mut()
            .min_by_key(|timeline| timeline.len())
            .expect("at least one core");
        free_first.extend(std::iter::repeat_n(name, milliseconds / 10));
    }
    timelines
}

fn main() {
    let jobs = [('A', 40), ('B', 30), ('C', 30), ('D', 20)];

    for cores in [1, 2, 3, 4] {
        let timelines = schedule(&jobs, cores);
        let longest = timelines.iter().map(String::len).max().unwrap_or(0);
        println!("{cores} core(s), done after {} ms", longest * 10);
        for timeline in timelines {
            println!("  |{timeline}");
        }
    }
}
