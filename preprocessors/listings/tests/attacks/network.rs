//! Going elsewhere: TCP, UDP and Unix sockets.

use std::net::{TcpListener, UdpSocket};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::{UnixDatagram, UnixListener};

use crate::{printed, refused, run};

#[test]
fn nobody_is_reached_or_listened_to() {
    let folder = tempfile::tempdir().unwrap();
    let all = std::fs::Permissions::from_mode(0o777);
    std::fs::set_permissions(folder.path(), all.clone()).unwrap();
    let (stream, datagram) = (folder.path().join("s"), folder.path().join("d"));
    let _listener = UnixListener::bind(&stream).unwrap();
    let _receiver = UnixDatagram::bind(&datagram).unwrap();
    for path in [&stream, &datagram] {
        std::fs::set_permissions(path, all.clone()).unwrap();
    }
    let tcp = TcpListener::bind("127.0.0.1:0").unwrap();
    let udp = UdpSocket::bind("127.0.0.1:0").unwrap();
    let (tcp, udp_port) = (tcp.local_addr().unwrap(), udp.local_addr().unwrap().port());
    let attempts = [
        format!("std::net::TcpStream::connect(\"{tcp}\")"),
        "std::net::TcpListener::bind(\"127.0.0.1:0\")".to_owned(),
        format!(
            "std::net::UdpSocket::bind(\"127.0.0.1:0\").and_then(|it| it.send_to(b\"x\", \"127.0.0.1:{udp_port}\"))"
        ),
        format!("std::os::unix::net::UnixStream::connect({stream:?})"),
        "std::os::unix::net::UnixListener::bind(\"own\")".to_owned(),
        format!(
            "std::os::unix::net::UnixDatagram::unbound().and_then(|it| it.send_to(b\"x\", {datagram:?}))"
        ),
        format!(
            "std::os::unix::net::UnixDatagram::pair().and_then(|it| it.0.send_to(b\"x\", {datagram:?}))"
        ),
        "std::net::ToSocketAddrs::to_socket_addrs(&(\"example.org\", 80))".to_owned(),
    ];
    refused(&attempts.each_ref().map(String::as_str));
    udp.set_nonblocking(true).unwrap();
    assert!(udp.recv(&mut [0]).is_err(), "something arrived");
}

#[test]
fn a_pair_of_sockets_that_lead_nowhere_is_fine() {
    let told = printed(
        "use std::io::{Read, Write};
        let (mut a, mut b) = std::os::unix::net::UnixStream::pair().unwrap();
        a.write_all(b\"hello\").unwrap();
        drop(a);
        let mut text = String::new();
        b.read_to_string(&mut text).unwrap();
        println!(\"{text}\");",
    );
    assert_eq!(told, "hello\n");
}

/// The old ways into the kernel have numbers of their own.
#[cfg(target_arch = "x86_64")]
#[test]
fn other_ways_into_the_kernel_are_closed_too() {
    let call = "fn main() { let mut told: i64 = NUMBER; unsafe { std::arch::asm!(INSTRUCTION,
        inout(\"rax\") told, in(\"rdi\") 2, in(\"rsi\") 1, in(\"rdx\") 0,
        lateout(\"rcx\") _, lateout(\"r11\") _) }; println!(\"{}\", told as i32 >= 0); }";
    let short = call.replace("NUMBER", "0x4000_0029");
    let answer = run(&short.replace("INSTRUCTION", "\"syscall\""));
    assert_eq!(answer.stdout, "false\n", "{answer:?}");
    let old = call.replace("NUMBER", "359").replace(
        "INSTRUCTION",
        "\"push rbx\", \"mov ebx, 2\", \"mov ecx, 1\", \"xor edx, edx\", \"int 0x80\", \"pop rbx\"",
    );
    let answer = run(&old);
    assert!(answer.stdout != "true\n", "{answer:?}");
}
