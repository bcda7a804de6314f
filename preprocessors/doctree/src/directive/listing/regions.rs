//! Regions of a program: what stands between `// region: NAME` and
//! `// endregion`, as editors fold it, or between mdBook's `// ANCHOR: NAME`
//! and `// ANCHOR_END: NAME`. The lines that mark them are none of the program.

/// What opens a region, before its name.
const OPENING: [&str; 3] = ["region:", "#region", "ANCHOR:"];

/// What closes the last one that is open, or the one that is named.
const CLOSING: [&str; 3] = ["endregion", "#endregion", "ANCHOR_END:"];

/// A file, taken apart.
#[derive(Debug, Default)]
pub(super) struct File<'t> {
    /// The lines of the program, each with its number in the file, from 1.
    pub(super) lines: Vec<(usize, &'t str)>,
    /// How many lines the file has.
    pub(super) total: usize,
    regions: Vec<Region<'t>>,
}

/// A region; several may have one name.
#[derive(Debug)]
struct Region<'t> {
    name: &'t str,
    /// Its first line of the program, and the one behind its last, from 0.
    from: usize,
    to: Option<usize>,
}

/// Takes the text of a file apart. A region that is not closed goes to its end.
pub(super) fn read(text: &str) -> File<'_> {
    let mut file = File::default();
    for (index, line) in text.lines().enumerate() {
        file.total = index + 1;
        match mark(line) {
            None => file.lines.push((index + 1, line)),
            Some(Mark::Opens(name)) => file.regions.push(Region {
                name,
                from: file.lines.len(),
                to: None,
            }),
            Some(Mark::Closes(name)) => {
                let end = file.lines.len();
                let mut open = file.regions.iter_mut().rev().filter(|it| it.to.is_none());
                if let Some(region) = open.find(|it| name.is_empty() || it.name == name) {
                    region.to = Some(end);
                }
            }
        }
    }
    file
}

enum Mark<'t> {
    Opens(&'t str),
    Closes(&'t str),
}

/// What the line marks, if it is nothing but a mark.
fn mark(line: &str) -> Option<Mark<'_>> {
    let comment = line.trim().strip_prefix("//")?.trim_start();
    let behind = |marks: [&str; 3]| {
        let mut rests = marks.into_iter().filter_map(|it| comment.strip_prefix(it));
        rests.next().map(str::trim)
    };
    if let Some(name) = behind(OPENING).filter(|it| !it.is_empty()) {
        return Some(Mark::Opens(name));
    }
    behind(CLOSING).map(|name| Mark::Closes(name.trim_start_matches(':').trim()))
}

impl File<'_> {
    /// The text of the program.
    pub(super) fn program(&self) -> String {
        let mut out = String::new();
        for (_, line) in &self.lines {
            out.push_str(line);
            out.push('\n');
        }
        out
    }

    /// Which lines of the program lie in the regions called `name`; none, if
    /// there is no such region.
    pub(super) fn region(&self, name: &str) -> Option<impl Iterator<Item = usize> + '_> {
        let of_name = |it: &&Region<'_>| it.name == name;
        self.regions.iter().find(of_name)?;
        let name = name.to_owned();
        let regions = self.regions.iter().filter(move |it| it.name == name);
        Some(regions.flat_map(|it| it.from..it.to.unwrap_or(self.lines.len())))
    }
}
