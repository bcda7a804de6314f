use std::thread;

/// What has to be known of a chunk, so that the mean of all can be found.
struct Part {
    count: f64,
    sum: f64,
}

impl Part {
    /// The map: done for each chunk, in any order, on any thread.
    fn of(chunk: &[f64]) -> Part {
        Part {
            count: chunk.len() as f64,
            sum: chunk.iter().sum(),
        }
    }

    /// The reduce: two parts become one, and it does not matter which two.
    fn merge(self, other: Part) -> Part {
        Part {
            count: self.count + other.count,
            sum: self.sum + other.sum,
        }
    }
}

fn main() {
    let data: Vec<f64> = (0..10).map(f64::from).collect();

    // Chunks of four: two are full, and the last one holds only 8 and 9.
    let parts: Vec<Part> = thread::scope(|scope| {
        let chunks = data.chunks(4);
        let threads: Vec<_> = chunks.map(|it| scope.spawn(|| Part::of(it))).collect();
        let parts = threads
            .into_iter()
            .map(|it| it.join().expect("nobody panicked"));
        parts.collect()
    });

    let means: Vec<f64> = parts.iter().map(|it| it.sum / it.count).collect();
    println!("means of the chunks {means:?}");
    println!("mean of the means   {}", means.iter().sum::<f64>() / 3.0);
    if let Some(all) = parts.into_iter().reduce(Part::merge) {
        println!("mean of all         {}", all.sum / all.count);
    }
}
