use std::time::Duration;
use tokio::time::sleep;

async fn fetch(milliseconds: u64) -> &'static str {
    sleep(Duration::from_millis(milliseconds)).await;
    "a page"
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    for milliseconds in [10, 3_000] {
        println!("{:?}", fetch(milliseconds).await);
    }
}
