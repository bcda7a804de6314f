use std::time::{Duration, Instant};
use tokio::task::JoinSet;
use tokio::time::sleep;

async fn wait(number: u32) -> u32 {
    sleep(Duration::from_millis(200)).await;
    number
}

// As asyncio.run(main()) in Python. One thread for all tasks.
#[tokio::main(flavor = "current_thread")]
async fn main() {
    let started = Instant::now();

    let mut tasks = JoinSet::new();
    for number in 0..10_000 {
        tasks.spawn(wait(number));
    }
    let sum: u32 = tasks.join_all().await.into_iter().sum();

    println!("10,000 tasks have waited, their numbers sum up to {sum}");
    let soon = started.elapsed() < Duration::from_secs(4);
    println!("2,000 seconds of waiting within four: {soon}");
}
