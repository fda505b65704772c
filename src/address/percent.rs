//! Percent-encoding of the parts of a query string.
//!
//! What may stand in a query (RFC 3986, 3.4) and is not needed to take it apart stays readable,
//! but for `'`, which browsers encode by themselves, and what chat programs take for markup or
//! a link's end (`!`, `$`, `*`).

/// Adds the text, encoded, and with it the bytes in `also`: those that would be taken for
/// something else where the text stands.
pub(crate) fn encode(into: &mut String, text: &str, also: &[u8]) {
    for byte in text.bytes() {
        match byte {
            b' ' => into.push('+'),
            _ if also.contains(&byte) => push(into, byte),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => into.push(char::from(byte)),
            b'-' | b'.' | b'_' | b'~' | b'/' | b'?' | b':' | b'@' | b';' | b'(' | b')' | b',' => {
                into.push(char::from(byte));
            }
            _ => push(into, byte),
        }
    }
}

/// Encodes a last character that mail programs take for the end of the sentence around a link.
pub(crate) fn protect_end(address: &mut String) {
    if let Some(last @ (b'.' | b'?' | b':' | b';' | b'(' | b')' | b',' | b'@')) =
        address.as_bytes().last().copied()
    {
        address.pop();
        push(address, last);
    } else if address.ends_with('+') {
        address.pop();
        push(address, b' ');
    }
}

fn push(into: &mut String, byte: u8) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    into.push('%');
    into.push(char::from(DIGITS[usize::from(byte >> 4)]));
    into.push(char::from(DIGITS[usize::from(byte & 15)]));
}

/// Decodes `%41` and `+`. What is no encoded byte, or is one that belongs to no character, is
/// kept as it was written.
pub(crate) fn decode(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['%', '+']) {
        decoded.push_str(&rest[..at]);
        rest = &rest[at..];
        let mut bytes = Vec::new();
        while let Some(byte) = encoded_byte(&rest.as_bytes()[bytes.len() * 3..]) {
            bytes.push(byte);
        }
        let mut run = &rest[..bytes.len() * 3];
        for chunk in bytes.utf8_chunks() {
            decoded.push_str(chunk.valid());
            let (valid, invalid) = (chunk.valid().len() * 3, chunk.invalid().len() * 3);
            decoded.push_str(&run[valid..valid + invalid]);
            run = &run[valid + invalid..];
        }
        rest = &rest[bytes.len() * 3..];
        if bytes.is_empty() {
            decoded.push(if rest.starts_with('+') { ' ' } else { '%' });
            rest = &rest[1..];
        }
    }
    decoded.push_str(rest);
    decoded
}

fn encoded_byte(bytes: &[u8]) -> Option<u8> {
    let digit = |byte: &u8| char::from(*byte).to_digit(16);
    match bytes {
        [b'%', high, low, ..] => Some((digit(high)? * 16 + digit(low)?) as u8),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_cannot_be_decoded_is_kept() {
        let check = |text: &str, expect: &str| assert_eq!(decode(text), expect, "{text}");
        check("", "");
        check("open+data%20now", "open data now");
        check("100%25", "100%");
        check("%", "%");
        check("%4", "%4");
        check("%zz%41", "%zzA");
        check("a%C3%A9%c3b%FF", "aé%c3b%FF");
        check("%E2%82%AC%F0%9F", "€%F0%9F");
        check("é%é", "é%é");
        check("%2B+", "+ ");
    }

    #[test]
    fn what_may_stand_in_a_query_stays_readable() {
        let check = |text: &str, expect: &str| {
            let mut encoded = String::new();
            encode(&mut encoded, text, b",");
            assert_eq!(encoded, expect);
        };
        check("CAC/COSP/WG.4/2019/2: 7(4)", "CAC/COSP/WG.4/2019/2:+7(4)");
        check("a,b&c=d+e#%\"'é", "a%2Cb%26c%3Dd%2Be%23%25%22%27%C3%A9");
    }

    proptest! {
        #[test]
        fn decoding_undoes_encoding(text in "\\PC*|[%0-9A-F+ ,é]*|.*", also in "[,?]?") {
            let mut encoded = String::new();
            encode(&mut encoded, &text, also.as_bytes());
            protect_end(&mut encoded);
            prop_assert_eq!(decode(&encoded), text);
        }

        #[test]
        fn any_text_decodes(text in "([%+a-fA-F0-9é]|\\PC)*") {
            decode(&text);
        }
    }
}
