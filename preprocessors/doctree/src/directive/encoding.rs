//! Encodings of other files: bytes become text, as Python decodes them.
//!
//! The names are those of Python's `codecs`, the errors those of its
//! decoders, which docutils shows. Of Python's encodings those are known that
//! Unicode, ASCII and Western Europe use; the others count as unknown.

/// What bytes are read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Encoding {
    Ascii,
    Latin1,
    Latin9,
    Cp1252,
    Utf8,
    Utf8Sig,
    /// Units of so many bytes; a byte order mark tells their order, if none is given.
    Units(usize, Option<Order>),
}

/// Which byte of a unit comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    Little,
    Big,
}

/// Python's names, normalised.
#[rustfmt::skip]
const NAMES: &[(Encoding, &[&str])] = &[
    (Encoding::Ascii, &[
        "ascii", "646", "ansi_x3.4_1968", "ansi_x3_4_1968", "ansi_x3.4_1986", "cp367", "csascii",
        "ibm367", "iso646_us", "iso_646.irv_1991", "iso_ir_6", "us", "us_ascii",
    ]),
    (Encoding::Latin1, &[
        "latin_1", "8859", "cp819", "csisolatin1", "ibm819", "iso8859", "iso8859_1", "iso_8859_1",
        "iso_8859_1_1987", "iso_ir_100", "l1", "latin", "latin1",
    ]),
    (Encoding::Latin9, &["iso8859_15", "iso_8859_15", "l9", "latin9"]),
    (Encoding::Cp1252, &["cp1252", "1252", "windows_1252"]),
    (Encoding::Utf8, &["utf_8", "u8", "utf", "utf8", "utf8_ucs2", "utf8_ucs4", "cp65001"]),
    (Encoding::Utf8Sig, &["utf_8_sig"]),
    (Encoding::Units(2, None), &["utf_16", "u16", "utf16"]),
    (Encoding::Units(2, Some(Order::Little)), &["utf_16_le", "unicodelittleunmarked", "utf_16le"]),
    (Encoding::Units(2, Some(Order::Big)), &["utf_16_be", "unicodebigunmarked", "utf_16be"]),
    (Encoding::Units(4, None), &["utf_32", "u32", "utf32"]),
    (Encoding::Units(4, Some(Order::Little)), &["utf_32_le", "utf_32le"]),
    (Encoding::Units(4, Some(Order::Big)), &["utf_32_be", "utf_32be"]),
];

/// What the bytes from 0xA4 on stand for where Latin-9 differs from Latin-1.
const LATIN9: &[(u8, char)] = &[
    (0xa4, '€'),
    (0xa6, 'Š'),
    (0xa8, 'š'),
    (0xb4, 'Ž'),
    (0xb8, 'ž'),
    (0xbc, 'Œ'),
    (0xbd, 'œ'),
    (0xbe, 'Ÿ'),
];

/// What the bytes from 0x80 to 0x9F stand for in Windows' Western encoding; a
/// blank stands for nothing.
const CP1252: &str = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

/// Whether files in the encoding of this name can be read.
pub(super) fn is_known(name: &str) -> bool {
    find(name).is_some()
}

/// The text that `bytes` are in the encoding called `name`. The error is Python's.
pub(super) fn decode(bytes: Vec<u8>, name: &str) -> Result<String, String> {
    let encoding = find(name).ok_or_else(|| format!("LookupError: unknown encoding: {name}"))?;
    match encoding {
        Encoding::Utf8 => utf8(bytes),
        Encoding::Utf8Sig => match bytes.strip_prefix(b"\xef\xbb\xbf") {
            Some(rest) => utf8(rest.to_vec()),
            None => utf8(bytes),
        },
        Encoding::Ascii => mapped(&bytes, "ascii", "ordinal not in range(128)", |byte| {
            Some(char::from(byte)).filter(char::is_ascii)
        }),
        Encoding::Latin1 => Ok(bytes.into_iter().map(char::from).collect()),
        Encoding::Latin9 => Ok(bytes.into_iter().map(latin9).collect()),
        Encoding::Cp1252 => mapped(&bytes, "charmap", "character maps to <undefined>", cp1252()),
        Encoding::Units(width, order) => units(&bytes, width, order),
    }
}

/// The encoding called `name`: case counts for nothing, and any run of
/// punctuation but full stops for one underscore.
fn find(name: &str) -> Option<Encoding> {
    let lower = name.to_ascii_lowercase();
    let words = lower.split(|c: char| !c.is_ascii_alphanumeric() && c != '.');
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let name = words.join("_");
    let undotted = name.replace('.', "_");
    let mut rows = NAMES.iter();
    let row = rows.find(|(_, names)| names.iter().any(|it| *it == name || *it == undotted));
    row.map(|&(encoding, _)| encoding)
}

/// Python's error about `length` bytes at `at`.
fn error(codec: &str, bytes: &[u8], at: usize, length: usize, why: &str) -> String {
    let end = (at + length).min(bytes.len());
    let what = match bytes.get(at..end) {
        Some([byte]) => format!("byte 0x{byte:02x} in position {at}"),
        _ => format!("bytes in position {at}-{}", end.saturating_sub(1)),
    };
    format!("UnicodeDecodeError: '{codec}' codec can't decode {what}: {why}")
}

fn utf8(bytes: Vec<u8>) -> Result<String, String> {
    String::from_utf8(bytes).map_err(|failure| {
        let (bytes, failure) = (failure.as_bytes(), failure.utf8_error());
        let at = failure.valid_up_to();
        let (length, why) = match failure.error_len() {
            None => (bytes.len() - at, "unexpected end of data"),
            Some(1) if !(0xc2..=0xf4).contains(&bytes[at]) => (1, "invalid start byte"),
            Some(length) => (length, "invalid continuation byte"),
        };
        error("utf-8", bytes, at, length, why)
    })
}

/// The text of an encoding with a byte a character.
fn mapped(
    bytes: &[u8],
    codec: &str,
    why: &str,
    character: impl Fn(u8) -> Option<char>,
) -> Result<String, String> {
    let decode = |(at, &byte)| character(byte).ok_or_else(|| error(codec, bytes, at, 1, why));
    bytes.iter().enumerate().map(decode).collect()
}

fn latin9(byte: u8) -> char {
    let special = LATIN9.iter().find(|it| it.0 == byte);
    special.map_or(char::from(byte), |it| it.1)
}

fn cp1252() -> impl Fn(u8) -> Option<char> {
    let special: Vec<char> = CP1252.chars().collect();
    move |byte| match byte {
        0x80..=0x9f => Some(special[usize::from(byte) - 0x80]).filter(|&it| it != ' '),
        _ => Some(char::from(byte)),
    }
}

/// The text of an encoding whose units have `width` bytes. Like Python, it
/// says that a byte order mark is missing if all else is well.
fn units(bytes: &[u8], width: usize, given: Option<Order>) -> Result<String, String> {
    let marks: [(&[u8], Order); 2] = match width {
        2 => [(b"\xff\xfe", Order::Little), (b"\xfe\xff", Order::Big)],
        _ => [
            (b"\xff\xfe\0\0", Order::Little),
            (b"\0\0\xfe\xff", Order::Big),
        ],
    };
    let mark = marks.iter().find(|(mark, _)| bytes.starts_with(mark));
    let (order, start) = match (given, mark) {
        (Some(order), _) => (order, 0),
        (None, Some(&(mark, order))) => (order, mark.len()),
        (None, None) => (Order::Little, 0),
    };
    let text = match width {
        2 => utf16(bytes, start, order)?,
        _ => utf32(bytes, start, order)?,
    };
    if given.is_none() && mark.is_none() && !text.is_empty() {
        let bits = 8 * width;
        return Err(format!(
            "UnicodeError: UTF-{bits} stream does not start with BOM"
        ));
    }
    Ok(text)
}

fn utf16(bytes: &[u8], start: usize, order: Order) -> Result<String, String> {
    let (codec, read): (_, fn([u8; 2]) -> u16) = match order {
        Order::Little => ("utf-16-le", u16::from_le_bytes),
        Order::Big => ("utf-16-be", u16::from_be_bytes),
    };
    let (pairs, rest) = bytes[start..].as_chunks::<2>();
    let mut out = String::with_capacity(bytes.len() / 2);
    let mut at = start;
    for unit in char::decode_utf16(pairs.iter().map(|&pair| read(pair))) {
        let character = unit.map_err(|failure| {
            let is_first = failure.unpaired_surrogate() < 0xdc00;
            let (length, why) = match bytes.len() - at {
                left @ ..4 if is_first => (left, "unexpected end of data"),
                _ if is_first => (2, "illegal UTF-16 surrogate"),
                _ => (2, "illegal encoding"),
            };
            error(codec, bytes, at, length, why)
        })?;
        out.push(character);
        at += 2 * character.len_utf16();
    }
    match rest {
        [] => Ok(out),
        _ => Err(error(codec, bytes, at, 1, "truncated data")),
    }
}

fn utf32(bytes: &[u8], start: usize, order: Order) -> Result<String, String> {
    let (codec, read): (_, fn([u8; 4]) -> u32) = match order {
        Order::Little => ("utf-32-le", u32::from_le_bytes),
        Order::Big => ("utf-32-be", u32::from_be_bytes),
    };
    let (units, rest) = bytes[start..].as_chunks::<4>();
    let character = |(index, &unit): (usize, &[u8; 4])| {
        char::from_u32(read(unit)).ok_or_else(|| {
            let why = match read(unit) {
                0xd800..=0xdfff => "code point in surrogate code point range(0xd800, 0xe000)",
                _ => "code point not in range(0x110000)",
            };
            error(codec, bytes, start + 4 * index, 4, why)
        })
    };
    let out = units.iter().enumerate().map(character).collect();
    match rest.len() {
        0 => out,
        length => out.and(Err(error(
            codec,
            bytes,
            bytes.len() - length,
            length,
            "truncated data",
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_pythons() {
        for name in [
            "UTF-8",
            "utf8",
            "Latin 1",
            "ISO-8859-1",
            "iso8859-15",
            "us-ascii",
            "windows-1252",
            "utf_16",
            "ANSI_X3.4-1968",
        ] {
            assert!(is_known(name), "{name}");
        }
        assert!(!is_known("utf-9"));
        let unknown = decode(Vec::new(), "utf-9");
        assert_eq!(
            unknown,
            Err("LookupError: unknown encoding: utf-9".to_owned())
        );
    }

    #[test]
    fn bytes_become_text() {
        for (bytes, name, text) in [
            (&b"a\xe4"[..], "latin-1", "aä"),
            (b"\xa4", "latin9", "€"),
            (b"\x80", "cp1252", "€"),
            (b"\xff\xfea\0", "utf-16", "a"),
            (b"\0a\xd8\x3d\xde\0", "utf-16-be", "a😀"),
            (b"\xff\xfe\0\0a\0\0\0", "utf-32", "a"),
            (b"\xef\xbb\xbfa", "utf-8-sig", "a"),
            (b"\xef\xbb\xbfa", "utf-8", "\u{feff}a"),
        ] {
            assert_eq!(decode(bytes.to_vec(), name), Ok(text.to_owned()));
        }
    }

    /// The errors are those that Python 3.11 gives.
    #[test]
    fn errors_are_pythons() {
        for (bytes, name, why) in [
            (
                &b"a\xff"[..],
                "ascii",
                "'ascii' codec can't decode byte 0xff in position 1: ordinal not in range(128)",
            ),
            (
                b"a\x81",
                "cp1252",
                "'charmap' codec can't decode byte 0x81 in position 1: character maps to <undefined>",
            ),
            (
                b"\xe2\x82A",
                "utf-8",
                "'utf-8' codec can't decode bytes in position 0-1: invalid continuation byte",
            ),
            (
                b"\xe2\x82",
                "utf-8",
                "'utf-8' codec can't decode bytes in position 0-1: unexpected end of data",
            ),
            (
                b"\xc0",
                "utf-8",
                "'utf-8' codec can't decode byte 0xc0 in position 0: invalid start byte",
            ),
            (
                b"\xed\xa0\x80",
                "utf-8",
                "'utf-8' codec can't decode byte 0xed in position 0: invalid continuation byte",
            ),
            (
                b"\xff\xfea",
                "utf-16",
                "'utf-16-le' codec can't decode byte 0x61 in position 2: truncated data",
            ),
            (
                b"\xff\xfe\0\xd8a\0",
                "utf-16",
                "'utf-16-le' codec can't decode bytes in position 2-3: illegal UTF-16 surrogate",
            ),
            (
                b"\xff\xfe\0\xdca\0",
                "utf-16",
                "'utf-16-le' codec can't decode bytes in position 2-3: illegal encoding",
            ),
            (
                b"a\0\0\xd8",
                "utf-16-le",
                "'utf-16-le' codec can't decode bytes in position 2-3: unexpected end of data",
            ),
            (
                b"a\0",
                "utf-32",
                "'utf-32-le' codec can't decode bytes in position 0-1: truncated data",
            ),
            (
                b"a\xd8\0\0",
                "utf-32-le",
                "'utf-32-le' codec can't decode bytes in position 0-3: code point in surrogate code point range(0xd800, 0xe000)",
            ),
        ] {
            let error = format!("UnicodeDecodeError: {why}");
            assert_eq!(decode(bytes.to_vec(), name), Err(error));
        }
        let unmarked = "UnicodeError: UTF-16 stream does not start with BOM".to_owned();
        assert_eq!(decode(b"ab".to_vec(), "utf-16"), Err(unmarked));
    }
}
