//! The words of the book's furniture, in its language.

use serde_json::{Map, Value, json};

/// What each word is for.
const KEYS: [&str; 22] = [
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
    "refused",
    "compiler",
    "panics",
    "endless",
    "exits",
];

/// The words by language, in the order of the keys. Where `{}` stands, there
/// comes a command, a number or a reason.
#[rustfmt::skip]
const WORDS: [(&str, [&str; 22]); 8] = [
    ("de", [
        "Inhalt", "Abbildungen", "Tabellen", "Programme", "Programm", "Kapitel", "Abschnitt", "S.",
        "Aufgezeichnete Ausgabe", "Lösungen", "Die Lösung steht auf Seite {}.", "Aufgabe auf Seite {}", "siehe",
        "Im Ordner der Programme:", "Im Playground ausführen", "Es läuft nicht auf der Website: {}.", "Auf der Website:",
        "Der Compiler weist dieses Programm zurück: {}.", "Was der Compiler sagte", "Dieses Programm endet mit einer Panik.", "Dieses Programm endet nicht von selbst.", "Dieses Programm endet mit dem Exit-Code {}.",
    ]),
    ("en", [
        "Contents", "Figures", "Tables", "Listings", "Listing", "Chapter", "Section", "p.",
        "Recorded output", "Solutions", "The solution is on page {}.", "exercise on page {}", "see",
        "In the folder of the listings:", "Run it on the playground", "It cannot run on the site: {}.", "On the site:",
        "The compiler refuses this program: {}.", "What the compiler said", "This program panics.", "This program does not end by itself.", "This program ends with the exit code {}.",
    ]),
    ("es", [
        "Índice", "Figuras", "Tablas", "Programas", "Programa", "Capítulo", "Sección", "pág.",
        "Salida registrada", "Soluciones", "La solución está en la página {}.", "ejercicio en la página {}", "véase",
        "En la carpeta de los programas:", "Ejecutar en el playground", "No puede ejecutarse en el sitio: {}.", "En el sitio:",
        "El compilador rechaza este programa: {}.", "Lo que dijo el compilador", "Este programa entra en pánico.", "Este programa no termina por sí solo.", "Este programa termina con el código de salida {}.",
    ]),
    ("fr", [
        "Table des matières", "Figures", "Tableaux", "Programmes", "Programme", "Chapitre", "Section", "p.",
        "Sortie enregistrée", "Solutions", "La solution se trouve page {}.", "exercice page {}", "voir",
        "Dans le dossier des programmes :", "Exécuter dans le playground", "Il ne peut être exécuté sur le site : {}.", "Sur le site :",
        "Le compilateur refuse ce programme : {}.", "Ce que dit le compilateur", "Ce programme panique.", "Ce programme ne se termine pas de lui-même.", "Ce programme se termine avec le code de sortie {}.",
    ]),
    ("it", [
        "Indice", "Figure", "Tabelle", "Programmi", "Programma", "Capitolo", "Sezione", "p.",
        "Uscita registrata", "Soluzioni", "La soluzione è a pagina {}.", "esercizio a pagina {}", "vedi",
        "Nella cartella dei programmi:", "Esegui nel playground", "Non può essere eseguito sul sito: {}.", "Sul sito:",
        "Il compilatore rifiuta questo programma: {}.", "Che cosa ha detto il compilatore", "Questo programma va in panico.", "Questo programma non termina da solo.", "Questo programma termina con il codice di uscita {}.",
    ]),
    ("nl", [
        "Inhoud", "Figuren", "Tabellen", "Programma’s", "Programma", "Hoofdstuk", "Paragraaf", "p.",
        "Opgenomen uitvoer", "Oplossingen", "De oplossing staat op pagina {}.", "opgave op pagina {}", "zie",
        "In de map van de programma’s:", "Uitvoeren in de playground", "Het kan niet op de site draaien: {}.", "Op de site:",
        "De compiler weigert dit programma: {}.", "Wat de compiler zei", "Dit programma eindigt met een panic.", "Dit programma eindigt niet vanzelf.", "Dit programma eindigt met exitcode {}.",
    ]),
    ("pt", [
        "Índice", "Figuras", "Tabelas", "Programas", "Programa", "Capítulo", "Seção", "p.",
        "Saída registrada", "Soluções", "A solução está na página {}.", "exercício na página {}", "ver",
        "Na pasta dos programas:", "Executar no playground", "Não pode ser executado no site: {}.", "No site:",
        "O compilador recusa este programa: {}.", "O que o compilador disse", "Este programa entra em pânico.", "Este programa não termina por si só.", "Este programa termina com o código de saída {}.",
    ]),
    ("ru", [
        "Содержание", "Рисунки", "Таблицы", "Программы", "Программа", "Глава", "Раздел", "с.",
        "Записанный вывод", "Решения", "Решение на странице {}.", "упражнение на странице {}", "см.",
        "В папке с программами:", "Запустить в playground", "На сайте не запускается: {}.", "На сайте:",
        "Компилятор отвергает эту программу: {}.", "Что сказал компилятор", "Эта программа завершается паникой.", "Эта программа сама не завершается.", "Эта программа завершается с кодом {}.",
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
