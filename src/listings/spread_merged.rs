struct Part {
    count: f64,
    mean: f64,
    squares: f64, // the squared distances from the mean, added up
}

impl Part {
    fn of(chunk: &[f64]) -> Part {
        let count = chunk.len() as f64;
        let mean = chunk.iter().sum::<f64>() / count;
        let squares = chunk.iter().map(|x| (x - mean) * (x - mean)).sum();
        Part {
            count,
            mean,
            squares,
        }
    }

    fn merge(self, other: Part) -> Part {
        let count = self.count + other.count;
        let apart = other.mean - self.mean;
        Part {
            count,
            mean: self.mean + apart * other.count / count,
            // What each part has in itself, and how far the two lie apart.
            squares: self.squares
                + other.squares
                + apart * apart * self.count * other.count / count,
        }
    }
}

fn main() {
    let data = [2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0];
    let parts = data.chunks(3).map(Part::of);
    if let Some(all) = parts.reduce(Part::merge) {
        println!("{} values, mean {}", all.count, all.mean);
        println!("standard deviation {:.6}", (all.squares / all.count).sqrt());
    }
}
