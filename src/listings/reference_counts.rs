use std::sync::Arc;

fn main() {
    // An Arc is a value and a counter of its owners, like every Python object.
    let data = Arc::new(vec![1.5, 2.5, 3.5]);
    println!("one name:       {}", Arc::strong_count(&data));

    // `other = data` in Python. The list is not copied, only the count changes.
    let other = Arc::clone(&data);
    println!("two names:      {}", Arc::strong_count(&data));

    {
        let _inner = Arc::clone(&other);
        println!("inside a block: {}", Arc::strong_count(&data));
    }
    println!("after it:       {}", Arc::strong_count(&data));

    drop(data); // `del data`
    println!("after the drop: {}", Arc::strong_count(&other));
    println!("still there:    {other:?}");
} // The last owner ends here: the count reaches zero, the memory is freed.
