use std::path::PathBuf;
use std::{env, fs, io, process, thread};

/// An array in pieces: a folder, with one compressed file for each chunk.
struct Store(PathBuf);

impl Store {
    fn path(&self, chunk: u8) -> PathBuf {
        self.0.join(format!("c{chunk}"))
    }

    fn write(&self, chunk: u8, values: &[u8]) -> io::Result<()> {
        fs::write(self.path(chunk), pack(values))
    }

    /// Reads one chunk, decompresses it, and adds up what is in it.
    fn sum(&self, chunk: u8) -> io::Result<u32> {
        let values = unpack(&fs::read(self.path(chunk))?);
        Ok(values.into_iter().map(u32::from).sum())
    }
}

fn main() -> io::Result<()> {
    let store = &Store(env::temp_dir().join(format!("chunks-{}", process::id())));
    fs::create_dir_all(&store.0)?;
    for chunk in 0..4 {
        store.write(chunk, &[chunk; 500])?; // chunk 3 is 500 times the number 3
    }

    // A thread for each chunk. They only look at the store, so they may all do it
    // at once. There is no lock: no two of them open the same file.
    let sums = thread::scope(|scope| {
        let threads = [0, 1, 2, 3].map(|chunk| scope.spawn(move || store.sum(chunk)));
        threads.map(|thread| thread.join().expect("nobody panicked"))
    });
    for (chunk, sum) in sums.into_iter().enumerate() {
        println!("chunk {chunk} adds up to {}", sum?);
    }

    println!("a file has {} bytes", fs::metadata(store.path(3))?.len());
    fs::remove_dir_all(&store.0)
}
// region: hidden

fn pack(bytes: &[u8]) -> Vec<u8> {
    bytes
        .chunk_by(|a, b| a == b)
        .flat_map(|run| run.chunks(255))
        .flat_map(|run| [run.len() as u8, run[0]])
        .collect()
}

fn unpack(packed: &[u8]) -> Vec<u8> {
    let pairs = packed.chunks(2);
    pairs
        .flat_map(|pair| std::iter::repeat_n(pair[1], pair[0].into()))
        .collect()
}
// endregion
