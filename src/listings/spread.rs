struct Part {
    count: f64,
    mean: f64,
}

impl Part {
    fn of(chunk: &[f64]) -> Part {
        let count = chunk.len() as f64;
        let mean = chunk.iter().sum::<f64>() / count;
        Part { count, mean }
    }

    fn merge(self, other: Part) -> Part {
        let count = self.count + other.count;
        // The larger part moves the mean less.
        let mean = self.mean + (other.mean - self.mean) * other.count / count;
        Part { count, mean }
    }
}

fn main() {
    let data = [2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0];
    let parts = data.chunks(3).map(Part::of);
    if let Some(all) = parts.reduce(Part::merge) {
        println!("{} values, mean {}", all.count, all.mean);
    }
}
