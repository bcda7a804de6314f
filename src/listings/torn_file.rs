use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// Like open(path, "w").write(text). If the power fails, it fails half-way.
fn in_place(path: &Path, text: &str, power_fails: bool) -> io::Result<()> {
    let mut file = File::create(path)?; // the old text is gone from here on
    let (first, second) = text.split_at(text.len() / 2);
    file.write_all(first.as_bytes())?;
    if power_fails {
        return Ok(()); // nobody writes the second half
    }
    file.write_all(second.as_bytes())
}

/// Writes a draft, and gives it the right name when it is whole.
fn by_renaming(path: &Path, text: &str, power_fails: bool) -> io::Result<()> {
    let draft = path.with_extension("draft");
    in_place(&draft, text, power_fails)?;
    if power_fails {
        return Ok(());
    }
    File::open(&draft)?.sync_all()?; // wait until it is on the disk
    fs::rename(&draft, path) // like os.replace(): all or nothing
}

fn main() -> io::Result<()> {
    let path = std::env::temp_dir().join("torn_file.txt");
    type Save = fn(&Path, &str, bool) -> io::Result<()>;
    for (name, save) in [("written", in_place as Save), ("renamed", by_renaming)] {
        save(&path, "step 1000, sum 500500", false)?;
        save(&path, "step 2000, sum 2001000", true)?;
        println!("{name:<8} {:?}", fs::read_to_string(&path)?);
    }
    Ok(())
}
