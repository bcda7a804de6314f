//! A PDF made smaller: its objects in object streams.
//!
//! The tags of a tagged PDF are tens of thousands of small objects, which are
//! written out in full and make up half of the file. PDF 1.5 has streams of
//! compressed objects, and a compressed table of where they are (ISO 32000-1,
//! sections 7.5.7 and 7.5.8).

use std::fmt::Write as _;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// How many objects share a stream.
const GROUP: usize = 500;

/// `pdf`, as Typst writes it, packed; as it is, if it is not of that form.
pub(crate) fn pack(pdf: Vec<u8>) -> Vec<u8> {
    packed(&pdf).unwrap_or(pdf)
}

fn packed(pdf: &[u8]) -> Option<Vec<u8>> {
    let table = Table::read(pdf)?;
    let mut out = Output::new(pdf.get(..table.first())?, table.size);
    let mut small = Vec::new();
    for (number, object) in table.objects(pdf) {
        match body(object?, number)? {
            Body::Stream(whole) => out.whole(number, whole),
            Body::Plain(text) => small.push((number, text)),
        }
    }
    for group in small.chunks(GROUP) {
        out.group(group)?;
    }
    out.finish(table.trailer)
}

/// Where the objects of a file are.
struct Table<'a> {
    /// Number and offset, by offset; last the offset of the table itself.
    places: Vec<(usize, usize)>,
    end: usize,
    size: usize,
    /// What the trailer says besides the size.
    trailer: &'a str,
}

impl<'a> Table<'a> {
    fn read(pdf: &'a [u8]) -> Option<Self> {
        let tail = &pdf[pdf.len().saturating_sub(64)..];
        let tail = String::from_utf8_lossy(tail);
        let end: usize = tail
            .rsplit_once("startxref")?
            .1
            .split_whitespace()
            .next()?
            .parse()
            .ok()?;
        let text = std::str::from_utf8(pdf.get(end..)?).ok()?;
        let (table, trailer) = text.split_once("trailer")?;
        let mut lines = table.lines();
        let head = (lines.next()?.trim(), lines.next()?.trim());
        let ("xref", counts) = head else { return None };
        let size = counts.strip_prefix("0 ")?.parse().ok()?;
        let mut places = Vec::with_capacity(size);
        for (number, line) in lines
            .enumerate()
            .filter(|(_, line)| line.trim().ends_with('n'))
        {
            places.push((number, line.split(' ').next()?.parse().ok()?));
        }
        places.sort_by_key(|it| it.1);
        let trailer = trailer
            .trim()
            .strip_prefix("<<")?
            .split("startxref")
            .next()?;
        let trailer = trailer.trim().strip_suffix(">>")?;
        Some(Self {
            places,
            end,
            size,
            trailer,
        })
    }

    fn first(&self) -> usize {
        self.places.first().map_or(self.end, |it| it.1)
    }

    /// The objects with their numbers, in the order of the file.
    fn objects<'p>(&self, pdf: &'p [u8]) -> impl Iterator<Item = (usize, Option<&'p [u8]>)> {
        let ends = self.places.iter().skip(1).map(|it| it.1).chain([self.end]);
        self.places
            .iter()
            .zip(ends)
            .map(|(&(number, start), end)| (number, pdf.get(start..end)))
    }
}

enum Body<'a> {
    /// An object that is or holds a stream, with what begins and ends it.
    Stream(&'a [u8]),
    /// What stands between `obj` and `endobj`.
    Plain(&'a [u8]),
}

fn body(object: &[u8], number: usize) -> Option<Body<'_>> {
    let whole = object.trim_ascii_end();
    let inner = whole.strip_prefix(format!("{number} 0 obj").as_bytes())?;
    let inner = inner.strip_suffix(b"endobj")?.trim_ascii();
    Some(if inner.ends_with(b"endstream") {
        Body::Stream(whole)
    } else {
        Body::Plain(inner)
    })
}

/// Where an object is in the new file.
#[derive(Clone, Copy)]
enum Place {
    Free,
    At(usize),
    In { stream: usize, index: usize },
}

struct Output {
    bytes: Vec<u8>,
    places: Vec<Place>,
}

impl Output {
    fn new(head: &[u8], size: usize) -> Self {
        Self {
            bytes: head.to_vec(),
            places: vec![Place::Free; size],
        }
    }

    fn whole(&mut self, number: usize, object: &[u8]) {
        self.places[number] = Place::At(self.bytes.len());
        self.bytes.extend_from_slice(object);
        self.bytes.push(b'\n');
    }

    /// A stream of these objects.
    fn group(&mut self, objects: &[(usize, &[u8])]) -> Option<()> {
        let stream = self.places.len();
        let mut head = String::new();
        let mut data = Vec::new();
        for (index, (number, text)) in objects.iter().enumerate() {
            // Writing into a string cannot fail.
            let _ = write!(head, "{number} {} ", data.len());
            data.extend_from_slice(text);
            data.push(b'\n');
            self.places[*number] = Place::In { stream, index };
        }
        let first = head.len();
        let mut all = head.into_bytes();
        all.append(&mut data);
        self.places.push(Place::At(self.bytes.len()));
        let count = objects.len();
        self.stream(
            stream,
            &format!("/Type/ObjStm/N {count}/First {first}"),
            &all,
        )
    }

    /// The table, the trailer, and where they are.
    fn finish(mut self, trailer: &str) -> Option<Vec<u8>> {
        let start = self.bytes.len();
        let number = self.places.len();
        self.places.push(Place::At(start));
        let size = self.places.len();
        let rows: Option<Vec<[u8; 7]>> = self.places.iter().map(|it| it.row()).collect();
        let trailer = without_size(trailer);
        let entries = format!("/Type/XRef/W[1 4 2]/Size {size} {trailer}");
        self.stream(number, &entries, &rows?.concat())?;
        self.bytes
            .extend_from_slice(format!("startxref\n{start}\n%%EOF").as_bytes());
        Some(self.bytes)
    }

    fn stream(&mut self, number: usize, entries: &str, data: &[u8]) -> Option<()> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(9));
        encoder.write_all(data).ok()?;
        let data = encoder.finish().ok()?;
        let length = data.len();
        let head =
            format!("{number} 0 obj\n<<{entries}/Filter/FlateDecode/Length {length}>>stream\n");
        self.bytes.extend_from_slice(head.as_bytes());
        self.bytes.extend_from_slice(&data);
        self.bytes.extend_from_slice(b"\nendstream\nendobj\n");
        Some(())
    }
}

impl Place {
    /// A row of the table: the kind in one byte, then four and two.
    fn row(self) -> Option<[u8; 7]> {
        let (kind, first, second): (u8, u32, u16) = match self {
            Self::Free => (0, 0, u16::MAX),
            Self::At(offset) => (1, u32::try_from(offset).ok()?, 0),
            Self::In { stream, index } => {
                (2, u32::try_from(stream).ok()?, u16::try_from(index).ok()?)
            }
        };
        let mut row = [kind, 0, 0, 0, 0, 0, 0];
        row[1..5].copy_from_slice(&first.to_be_bytes());
        row[5..].copy_from_slice(&second.to_be_bytes());
        Some(row)
    }
}

/// The entries of a trailer but `/Size N`.
fn without_size(trailer: &str) -> String {
    let Some((before, behind)) = trailer.split_once("/Size") else {
        return trailer.to_owned();
    };
    let behind = behind
        .trim_start()
        .trim_start_matches(|it: char| it.is_ascii_digit());
    format!("{before}{behind}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_of_the_form_stays_as_it_is() {
        for pdf in [&b"%PDF-1.7"[..], b"", b"xref\nstartxref\n0\n%%EOF"] {
            assert_eq!(pack(pdf.to_vec()), pdf);
        }
    }

    #[test]
    fn streams_stay_and_small_objects_share_one() {
        let first = "%PDF-1.7\n";
        let objects = [
            "1 0 obj\n<</A 2 0 R>>\nendobj\n",
            "2 0 obj\n<</Length 1>>\nstream\nx\nendstream\nendobj\n",
        ];
        let offsets = [first.len(), first.len() + objects[0].len()];
        let start = offsets[1] + objects[1].len();
        let table = format!(
            "xref\n0 3\n0000000000 65535 f\r\n{:010} 00000 n\r\n{:010} 00000 n\r\ntrailer\n<<\n/Size 3\n/Root 1 0 R\n>>\nstartxref\n{start}\n%%EOF",
            offsets[0], offsets[1]
        );
        let pdf = format!("{first}{}{table}", objects.concat()).into_bytes();
        let packed = String::from_utf8_lossy(&pack(pdf)).into_owned();
        assert!(
            packed.contains("2 0 obj\n<</Length 1>>\nstream\nx\nendstream"),
            "{packed}"
        );
        assert!(
            packed.contains("3 0 obj\n<</Type/ObjStm/N 1/First 4/"),
            "{packed}"
        );
        assert!(packed.contains("/Root 1 0 R"), "{packed}");
        assert!(!packed.contains("/A 2 0 R"), "{packed}");
    }
}
