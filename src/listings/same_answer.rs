/// A small random generator. What comes next depends on its state, and on
/// nothing else.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % 100
    }
}

/// All that is needed to go on from here.
struct Checkpoint {
    step: u32,
    sum: u64,
    random: u64,
}

const START: Checkpoint = Checkpoint {
    step: 0,
    sum: 0,
    random: 2026,
};

/// Goes on from a checkpoint up to a step, and returns the next checkpoint.
fn go_on(from: &Checkpoint, until: u32) -> Checkpoint {
    let mut random = Random(from.random);
    let mut sum = from.sum;
    for _ in from.step..until {
        sum += random.next();
    }
    Checkpoint {
        step: until,
        sum,
        random: random.0,
    }
}

fn main() {
    println!("without a break:    {}", go_on(&START, 1000).sum);

    let saved = go_on(&START, 600);
    println!("restarted at 600:   {}", go_on(&saved, 1000).sum);

    // Somebody thought that the step and the sum are enough.
    let forgetful = Checkpoint {
        random: START.random,
        ..saved
    };
    println!("the state forgotten: {}", go_on(&forgetful, 1000).sum);
}
