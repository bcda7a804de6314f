//! Drawings: the page's script makes of the recorded output what the build has
//! made of it, and of another run something else.

use crate::trials::Setting;

/// Where the book's listings lie, from the folder of its site.
const LISTINGS: &str = "../../src/listings";

/// What is wrong with one drawing after a run that printed what is recorded,
/// one that printed nonsense, and a hostile one; each followed by a way back.
const FAULTS: &str = r"(index, recorded) => {
    const faults = [];
    const block = document.querySelectorAll('.listing-drawing')[index];
    const kind = block.dataset.drawing;
    const markup = () => block.querySelector('svg')?.outerHTML.replace(/>\s+</g, '><');
    const cells = () => [...block.querySelectorAll('th, td')].map(it => it.textContent).join('|');
    const told = () => block.querySelector('[role=status]')?.textContent ?? '';
    const send = (name, detail) => block.closest('figure').dispatchEvent(new CustomEvent(`hornbook:${name}`, { detail }));
    const run = stdout => send('run', { success: true, stdout, stderr: '', exitDetail: '' });
    const before = [markup(), cells(), told()];
    const back = () => {
        send('reset');
        [markup(), cells(), told()].forEach((it, at) => it === before[at] || faults.push(`not as before: ${it}`));
    };
    run(recorded);
    if (markup() !== before[0]) faults.push(`the build drew ${before[0]}, the page ${markup()}`);
    if (cells() !== before[1]) faults.push(`another table: ${cells()}`);
    if (told() !== 'Drawn from this run') faults.push(`says: ${told()}`);
    back();
    run('event: a | 2 | 1 | x\npoint: a | x | y\n');
    if (!told().includes('line ')) faults.push(`says of nonsense: ${told()}`);
    if (markup() !== before[0]) faults.push('the recorded drawing is gone');
    back();
    run(`event: <b>x</b> | 0 | 1 | '\x22><img src=x onerror=alert(1)>\npoint: <img> | 1 | 1\n`);
    if (block.querySelector('img, b') || markup() === before[0]) faults.push(`drawn as markup: ${markup()}`);
    back();
    return faults.map(it => `${kind}: ${it}`);
}";

/// Each drawing of the book, drawn again.
pub(crate) fn again(setting: &Setting) -> anyhow::Result<Vec<String>> {
    let mut faults = Vec::new();
    let mut count = 0;
    for page in &setting.site.pages {
        let text = std::fs::read_to_string(setting.site.folder.join(page))?;
        if !text.contains("listing-drawing") {
            continue;
        }
        setting.window.go(&setting.site.file_url(page))?;
        let names = setting.window.strings(
            "[...document.querySelectorAll('.listing-drawing')]\
             .map(it => it.querySelector('svg') ? it.closest('figure').dataset.listing : '')",
        )?;
        for (index, name) in names.iter().enumerate().filter(|it| !it.1.is_empty()) {
            let file = setting
                .site
                .folder
                .join(LISTINGS)
                .join(format!("{name}.out"));
            let recorded = serde_json::to_string(&std::fs::read_to_string(file)?)?;
            let found = setting
                .window
                .strings(&format!("({FAULTS})({index}, {recorded})"))?;
            faults.extend(found.iter().map(|it| format!("{page}: {name}: {it}")));
            count += 1;
        }
    }
    if count == 0 {
        faults.push("no page has a drawing".to_owned());
    }
    Ok(faults)
}
