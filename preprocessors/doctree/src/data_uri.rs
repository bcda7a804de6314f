//! Addresses that hold what they lead to: `data:image/png;base64,…` (RFC 2397,
//! RFC 4648).

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The address that holds `bytes` of the type `mime`, such as `image/png`.
pub fn encode(mime: &str, bytes: &[u8]) -> String {
    format!("data:{mime};base64,{}", base64(bytes))
}

/// The type, in lower case, and the bytes that `uri` holds. None, if it is no
/// such address, or not in base 64.
pub fn decode(uri: &str) -> Option<(String, Vec<u8>)> {
    let scheme = uri.get(..5)?;
    if !scheme.eq_ignore_ascii_case("data:") {
        return None;
    }
    let (kind, data) = uri.get(5..)?.split_once(',')?;
    let mime = kind.strip_suffix(";base64")?;
    let mime = mime.split(';').next().unwrap_or_default();
    Some((mime.to_ascii_lowercase(), bytes(data)?))
}

pub(crate) fn base64(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * at)) as usize & 63];
            out.push(if at <= chunk.len() {
                char::from(digit)
            } else {
                '='
            });
        }
    }
    out
}

/// The bytes that `text` in base 64 stands for. White space means nothing in
/// it; none, if another character does not either.
pub(crate) fn bytes(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let mut bits = 0_u32;
    let mut count = 0;
    let digits = text.bytes().filter(|it| !it.is_ascii_whitespace());
    for digit in digits.take_while(|&it| it != b'=') {
        bits = bits << 6 | value(digit)?;
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count & 0xff) as u8);
        }
    }
    Some(out)
}

fn value(digit: u8) -> Option<u32> {
    let (first, start) = match digit {
        b'A'..=b'Z' => (b'A', 0),
        b'a'..=b'z' => (b'a', 26),
        b'0'..=b'9' => (b'0', 52),
        b'+' => (b'+', 62),
        b'/' => (b'/', 63),
        _ => return None,
    };
    Some(u32::from(digit - first) + start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_written_in_base_64() {
        for (plain, written) in [("", ""), ("M", "TQ=="), ("Ma", "TWE="), ("Man", "TWFu")] {
            assert_eq!(base64(plain.as_bytes()), written);
            assert_eq!(bytes(written).as_deref(), Some(plain.as_bytes()));
        }
        assert_eq!(base64(&[0xff, 0xef, 0xbe]), "/+++");
        assert_eq!(bytes("/+\n++"), Some(vec![0xff, 0xef, 0xbe]));
        assert_eq!(bytes("T\u{e9}"), None);
    }

    #[test]
    fn an_address_holds_a_type_and_bytes() {
        let uri = encode("image/png", b"Ma");
        assert_eq!(uri, "data:image/png;base64,TWE=");
        assert_eq!(decode(&uri), Some(("image/png".into(), b"Ma".to_vec())));
        assert_eq!(
            decode("DATA:Image/PNG;charset=x;base64,TWE=").map(|it| it.0),
            Some("image/png".into())
        );
        for no in [
            "",
            "data:",
            "data:image/svg+xml,<svg>",
            "a.png",
            "dat\u{e9}:",
        ] {
            assert_eq!(decode(no), None, "{no}");
        }
    }
}
