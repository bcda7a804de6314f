use std::mem::{offset_of, size_of};

/// One measurement, as C lays it out: the fields in this order, each at an
/// address that suits it, with gaps where needed.
#[repr(C)]
struct Measurement {
    valid: u8,    // uint8_t in C, "u1" in numpy
    value: f64,   // double, "f8"
    channel: u16, // uint16_t, "u2"
}

/// The same in an order that leaves smaller gaps.
#[repr(C)]
struct Sorted {
    value: f64,
    channel: u16,
    valid: u8,
}

fn main() {
    println!("valid   at byte {:>2}", offset_of!(Measurement, valid));
    println!("value   at byte {:>2}", offset_of!(Measurement, value));
    println!("channel at byte {:>2}", offset_of!(Measurement, channel));
    println!("in all     {:>2} bytes", size_of::<Measurement>());
    println!("sorted     {:>2} bytes", size_of::<Sorted>());

    let fields = size_of::<u8>() + size_of::<f64>() + size_of::<u16>();
    println!("the fields {fields:>2} bytes");
}
