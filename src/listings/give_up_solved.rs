use std::time::Duration;
use tokio::time::{sleep, timeout};

async fn fetch(milliseconds: u64) -> &'static str {
    sleep(Duration::from_millis(milliseconds)).await;
    "a page"
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    for milliseconds in [10, 3_000] {
        // asyncio.timeout() in Python. The page that comes too late is dropped,
        // and what was under way ends at its `await`.
        let page = timeout(Duration::from_secs(1), fetch(milliseconds)).await;
        println!("{:?}", page.ok());
    }
}
