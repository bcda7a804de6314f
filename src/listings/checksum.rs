/// FNV-1a: a small checksum. Each byte changes all that comes after it.
/// Lock files use SHA-256, which nobody can fool on purpose either.
fn checksum(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// What an installer does with each package that it has fetched.
fn install(fetched: &[u8], locked: u64) {
    let found = checksum(fetched);
    if found == locked {
        println!("{found:016x}  as locked: installed");
    } else {
        println!("{found:016x}  not what was locked: refused");
    }
}

fn main() {
    let package = b"def depth(age):\n    return 1.7 * age\n";
    let locked = checksum(package); // written down on the day of locking

    install(package, locked);

    // The same name and the same version. Only one digit is another one.
    install(b"def depth(age):\n    return 1.1 * age\n", locked);
}
