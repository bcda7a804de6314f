//! The words of the book's furniture, in its language.

use serde_json::{Map, Value, json};

/// What each word is for.
const KEYS: [&str; 17] = [
    "contents",
    "figures",
    "tables",
    "listings",
    "listing",
    "chapter",
    "section",
    "page",
    "output",
    "solutions",
    "solution-on",
    "exercise-on",
    "see",
    "run-here",
    "run",
    "local",
    "online",
];

/// The words by language, in the order of the keys. Where `{}` stands, there
/// comes a command, a number or a reason.
#[rustfmt::skip]
const WORDS: [(&str, [&str; 17]); 8] = [
    ("de", [
        "Inhalt", "Abbildungen", "Tabellen", "Programme", "Programm", "Kapitel", "Abschnitt", "S.",
        "Aufgezeichnete Ausgabe", "Lösungen", "Die Lösung steht auf Seite {}.", "Aufgabe auf Seite {}", "siehe",
        "Im Ordner der Programme:", "Im Playground ausführen", "Es läuft nicht auf der Website: {}.", "Auf der Website:",
    ]),
    ("en", [
        "Contents", "Figures", "Tables", "Listings", "Listing", "Chapter", "Section", "p.",
        "Recorded output", "Solutions", "The solution is on page {}.", "exercise on page {}", "see",
        "In the folder of the listings:", "Run it on the playground", "It cannot run on the site: {}.", "On the site:",
    ]),
    ("es", [
        "Índice", "Figuras", "Tablas", "Programas", "Programa", "Capítulo", "Sección", "pág.",
        "Salida registrada", "Soluciones", "La solución está en la página {}.", "ejercicio en la página {}", "véase",
        "En la carpeta de los programas:", "Ejecutar en el playground", "No puede ejecutarse en el sitio: {}.", "En el sitio:",
    ]),
    ("fr", [
        "Table des matières", "Figures", "Tableaux", "Programmes", "Programme", "Chapitre", "Section", "p.",
        "Sortie enregistrée", "Solutions", "La solution se trouve page {}.", "exercice page {}", "voir",
        "Dans le dossier des programmes :", "Exécuter dans le playground", "Il ne peut être exécuté sur le site : {}.", "Sur le site :",
    ]),
    ("it", [
        "Indice", "Figure", "Tabelle", "Programmi", "Programma", "Capitolo", "Sezione", "p.",
        "Uscita registrata", "Soluzioni", "La soluzione è a pagina {}.", "esercizio a pagina {}", "vedi",
        "Nella cartella dei programmi:", "Esegui nel playground", "Non può essere eseguito sul sito: {}.", "Sul sito:",
    ]),
    ("nl", [
        "Inhoud", "Figuren", "Tabellen", "Programma’s", "Programma", "Hoofdstuk", "Paragraaf", "p.",
        "Opgenomen uitvoer", "Oplossingen", "De oplossing staat op pagina {}.", "opgave op pagina {}", "zie",
        "In de map van de programma’s:", "Uitvoeren in de playground", "Het kan niet op de site draaien: {}.", "Op de site:",
    ]),
    ("pt", [
        "Índice", "Figuras", "Tabelas", "Programas", "Programa", "Capítulo", "Seção", "p.",
        "Saída registrada", "Soluções", "A solução está na página {}.", "exercício na página {}", "ver",
        "Na pasta dos programas:", "Executar no playground", "Não pode ser executado no site: {}.", "No site:",
    ]),
    ("ru", [
        "Содержание", "Рисунки", "Таблицы", "Программы", "Программа", "Глава", "Раздел", "с.",
        "Записанный вывод", "Решения", "Решение на странице {}.", "упражнение на странице {}", "см.",
        "В папке с программами:", "Запустить в playground", "На сайте не запускается: {}.", "На сайте:",
    ]),
];

/// The words for the language `tag`; English ones, if it is not among these.
pub(super) fn of(tag: &str) -> Value {
    let language = tag
        .split(['-', '_'])
        .next()
        .unwrap_or(tag)
        .to_ascii_lowercase();
    let find = |wanted: &str| WORDS.iter().find(|it| it.0 == wanted).map(|it| it.1);
    let words = find(&language).or_else(|| find("en")).unwrap_or_default();
    let words = KEYS.iter().zip(words);
    Value::Object(
        words
            .map(|(key, word)| ((*key).to_owned(), json!(word)))
            .collect::<Map<_, _>>(),
    )
}
