//! Pictures of every page: at a desk in light and dark, and on a phone. No
//! program judges them; they are for people.

use crate::trials::Setting;

/// File name's ending, width, and colours.
const VIEWS: &[(&str, u32, &str)] = &[
    ("light", 1280, "light"),
    ("dark", 1280, "dark"),
    ("phone", 390, "light"),
];

/// The tallest picture, in pixels.
const TALLEST: u32 = 6000;

/// Takes them all.
pub(crate) fn take(setting: &Setting) -> anyhow::Result<Vec<String>> {
    let folder = &setting.site.pictures;
    std::fs::create_dir_all(folder)?;
    for (ending, width, colours) in VIEWS {
        setting.window.size(*width, 900)?;
        setting.window.colours(colours)?;
        for page in &setting.site.pages {
            setting.window.go(&setting.site.file_url(page))?;
            let height = setting
                .window
                .eval("document.documentElement.scrollHeight")?;
            let height = height
                .as_u64()
                .and_then(|it| u32::try_from(it).ok())
                .unwrap_or(900);
            let name = page.trim_end_matches(".html").replace('/', "-");
            let picture = setting.window.picture(*width, height.clamp(900, TALLEST))?;
            std::fs::write(folder.join(format!("{name}-{ending}.png")), picture)?;
        }
    }
    Ok(Vec::new())
}
