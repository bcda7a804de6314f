//! What language the code of a cell is in: what kernels and their lexers are
//! called, and the magics of `IPython`, which hand a cell to another program.

/// Names of kernels and lexers, and the language.
const KERNELS: &[(&str, &str)] = &[
    ("bash_kernel", "bash"),
    ("cpp11", "cpp"),
    ("cpp14", "cpp"),
    ("cpp17", "cpp"),
    ("c++", "cpp"),
    ("gnu octave", "octave"),
    ("ihaskell", "haskell"),
    ("ijavascript", "javascript"),
    ("ipython", "python"),
    ("ipython2", "python"),
    ("ipython3", "python"),
    ("ir", "r"),
    ("iruby", "ruby"),
    ("python2", "python"),
    ("python3", "python"),
    ("rustpython", "python"),
    ("evcxr", "rust"),
    ("tslab", "typescript"),
    ("xcpp11", "cpp"),
    ("xcpp14", "cpp"),
    ("xcpp17", "cpp"),
    ("xpython", "python"),
];

/// Magics of whole cells that hand them to another language.
const MAGICS: &[(&str, &str)] = &[
    ("bash", "bash"),
    ("bigquery", "sql"),
    ("cmd", "bat"),
    ("cpp", "cpp"),
    ("css", "css"),
    ("cython", "cython"),
    ("html", "html"),
    ("javascript", "javascript"),
    ("js", "javascript"),
    ("julia", "julia"),
    ("latex", "latex"),
    ("markdown", "markdown"),
    ("octave", "octave"),
    ("perl", "perl"),
    ("r", "r"),
    ("ruby", "ruby"),
    ("rust", "rust"),
    ("sh", "bash"),
    ("sql", "sql"),
    ("svg", "xml"),
    ("system", "bash"),
    ("sx", "bash"),
    ("zsh", "bash"),
];

/// Magics of whole cells that name what they hand the cell to.
const NAMING: [&str; 4] = ["script", "writefile", "file", "!"];

/// Endings of files, and the language.
const ENDINGS: &[(&str, &str)] = &[
    ("cc", "cpp"),
    ("hpp", "cpp"),
    ("js", "javascript"),
    ("md", "markdown"),
    ("py", "python"),
    ("pyx", "cython"),
    ("rb", "ruby"),
    ("rs", "rust"),
    ("sh", "bash"),
    ("txt", "text"),
    ("yml", "yaml"),
];

/// The language of a cell that starts with the line of `code`, for a kernel
/// or lexer called `name`.
pub(crate) fn language(name: &str, code: &str) -> String {
    magic(code).unwrap_or_else(|| of_kernel(name))
}

/// Whether a lexer of this name is one that only notebooks have.
pub(crate) fn is_notebooks(name: &str) -> bool {
    name.starts_with("ipython")
}

/// The language that is called `name` by a kernel or a lexer.
pub(crate) fn of_kernel(name: &str) -> String {
    let name = name.trim().to_lowercase();
    let known = KERNELS.iter().find(|it| it.0 == name);
    known.map_or(name, |it| it.1.to_owned())
}

/// The language that the magic on the first line of `code` hands the cell to.
fn magic(code: &str) -> Option<String> {
    let line = code.trim_start().lines().next()?;
    let mut words = line.strip_prefix("%%")?.split_whitespace();
    let name = words.next()?.to_lowercase();
    if NAMING.contains(&&*name) {
        let named = words.rfind(|it| !it.starts_with('-'))?;
        return Some(of_file(named.trim_matches(['"', '\''])));
    }
    let known = MAGICS.iter().find(|it| it.0 == name);
    known.map(|it| it.1.to_owned()).or_else(|| {
        let version = |c: char| c.is_ascii_digit() || c == '.';
        let plain = name.trim_end_matches(version);
        matches!(plain, "python" | "pypy").then(|| "python".to_owned())
    })
}

/// The language of a file, or of a program, of this name.
fn of_file(name: &str) -> String {
    let file = name.rsplit('/').next().unwrap_or_default().to_lowercase();
    let Some((_, ending)) = file.rsplit_once('.') else {
        return match &*file {
            "sh" | "zsh" => "bash".to_owned(),
            "makefile" => "make".to_owned(),
            _ => of_kernel(file.trim_end_matches(|c: char| c.is_ascii_digit())),
        };
    };
    let known = ENDINGS.iter().find(|it| it.0 == ending);
    known.map_or_else(|| ending.to_owned(), |it| it.1.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kernels_and_magics_have_languages() {
        for (kernel, code, expected) in [
            ("ipython3", "import os", "python"),
            ("IPython2", "", "python"),
            ("R", "", "r"),
            ("klingon", "", "klingon"),
            ("python", "%%bash\nls", "bash"),
            ("python", "\n%%script perl -w\n", "perl"),
            ("python", "%%python3\n", "python"),
            ("python", "%%writefile -a src/a.RS\n", "rust"),
            ("python", "%%writefile CMakeLists.txt\n", "text"),
            ("python", "%%file Makefile\n", "make"),
            ("python", "%%timeit\nf()", "python"),
            ("python", "%%script\n", "python"),
            ("python", "%matplotlib inline", "python"),
        ] {
            assert_eq!(language(kernel, code), expected, "{kernel} {code:?}");
        }
    }
}
