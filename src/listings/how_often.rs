const SAVE: f64 = 1.0; // minutes to write a checkpoint
const BETWEEN_FAILURES: f64 = 24.0 * 60.0; // minutes, on average

fn main() {
    for every in [10, 20, 30, 40, 54, 70, 90, 120, 150, 180, 210, 240] {
        let interval = f64::from(every);
        // Each interval pays for one checkpoint.
        let saving = SAVE / interval * 100.0;
        // A failure comes at any moment: on average half an interval is lost.
        let lost = interval / 2.0 / BETWEEN_FAILURES * 100.0;
        println!("point: saving | {every} | {saving:.2}");
        println!("point: done again | {every} | {lost:.2}");
        println!("point: both | {every} | {:.2}", saving + lost);
    }
}
