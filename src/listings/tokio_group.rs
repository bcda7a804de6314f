use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::sleep;

async fn fetch(name: &str, milliseconds: u64) -> Result<&str, String> {
    sleep(Duration::from_millis(milliseconds)).await;
    if name == "B" {
        return Err(format!("{name} is not there"));
    }
    Ok(name)
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut group = JoinSet::new();
    for (name, milliseconds) in [("A", 50), ("B", 100), ("C", 1_000_000)] {
        group.spawn(fetch(name, milliseconds));
    }

    while let Some(ended) = group.join_next().await {
        match ended {
            Ok(Ok(name)) => println!("{name} is here"),
            Ok(Err(error)) => {
                println!("failed: {error}");
                group.abort_all(); // one has failed, so the others shall end
            }
            Err(ended) => println!("cancelled: {}", ended.is_cancelled()),
        }
    }
    println!("nobody is left behind");
}
