//! What the directives `table`, `csv-table` and `list-table` ask of a table:
//! its widths, heads and stubs. The messages are docutils', without the text
//! of the directive that they show.
//!
//! Specification: [Table directives](https://docutils.sourceforge.io/docs/ref/rst/directives.html#table).

/// How wide columns are (option `widths`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Widths {
    /// As the writer finds best.
    Auto,
    /// As the table is drawn; for the `table` directive only.
    Grid,
    /// In these proportions.
    List(Vec<usize>),
}

/// What a directive's options say of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Layout {
    /// How wide its columns are, if anything is said.
    pub(crate) widths: Option<Widths>,
    /// How many rows are the head (option `header-rows`).
    pub(crate) header_rows: usize,
    /// How many columns are stubs (option `stub-columns`).
    pub(crate) stub_columns: usize,
}

impl Layout {
    /// The class that the table gets, by its widths.
    pub(crate) fn class(&self) -> Option<&'static str> {
        self.widths.as_ref().map(|widths| match widths {
            Widths::Auto => "colwidths-auto",
            Widths::Grid | Widths::List(_) => "colwidths-given",
        })
    }

    /// The `colwidth` of each of `columns`, for a table that is not drawn.
    ///
    /// An error if there are no columns, or not as many as widths.
    pub(crate) fn colwidths(&self, columns: usize, directive: &str) -> Result<Vec<usize>, String> {
        match &self.widths {
            Some(Widths::List(widths)) if widths.len() == columns => Ok(widths.clone()),
            Some(Widths::List(_)) => Err(format!(
                "\"{directive}\" widths do not match the number of columns in table ({columns})."
            )),
            Some(Widths::Auto | Widths::Grid) | None => match 100_usize.checked_div(columns) {
                Some(share) => Ok(vec![share; columns]),
                None => Err("No table data detected in CSV file.".into()),
            },
        }
    }

    /// The `colwidth` of each column of a drawn table, whose own are `drawn`
    /// (the `table` directive).
    pub(crate) fn redraw(&self, drawn: &[usize], directive: &str) -> Result<Vec<usize>, String> {
        match &self.widths {
            Some(Widths::List(_)) => self.colwidths(drawn.len(), directive),
            Some(Widths::Auto | Widths::Grid) | None => Ok(drawn.to_vec()),
        }
    }

    /// Whether something remains for the body of a table whose rows have
    /// `cells` cells.
    pub(crate) fn check(&self, cells: &[usize], directive: &str) -> Result<(), String> {
        let (rows, header, stubs) = (cells.len(), self.header_rows, self.stub_columns);
        if rows < header {
            return Err(format!(
                "{header} header row(s) specified but only {rows} row(s) of data supplied \
                 (\"{directive}\" directive)."
            ));
        }
        if rows == header && header > 0 {
            return Err(format!(
                "Insufficient data supplied ({rows} row(s)); no data remaining for table body, \
                 required by \"{directive}\" directive."
            ));
        }
        match cells.iter().find(|&&columns| columns <= stubs && stubs > 0) {
            Some(columns) if *columns < stubs => Err(format!(
                "{stubs} stub column(s) specified but only {columns} columns(s) of data supplied \
                 (\"{directive}\" directive)."
            )),
            Some(columns) => Err(format!(
                "Insufficient data supplied ({columns} columns(s)); no data remaining for table \
                 body, required by \"{directive}\" directive."
            )),
            None => Ok(()),
        }
    }
}

/// How many columns a list has that is to be a table.
///
/// `rows` has for each item of the list, if that is all there is, how many
/// items its own list has, if that is all there is in it.
pub(crate) fn list_columns(
    rows: Option<&[Option<usize>]>,
    directive: &str,
) -> Result<usize, String> {
    let wrong = |what: String| {
        format!("Error parsing content block for the \"{directive}\" directive: {what}")
    };
    let rows = rows.ok_or_else(|| wrong("exactly one bullet list expected.".into()))?;
    let mut columns = None;
    for (row, items) in (1..).zip(rows) {
        let items = items.ok_or_else(|| {
            wrong(format!(
                "two-level bullet list expected, but row {row} does not contain a second-level \
                 bullet list."
            ))
        })?;
        let first = *columns.get_or_insert(items);
        if items != first {
            return Err(wrong(format!(
                "uniform two-level bullet list expected, but row {row} does not contain the same \
                 number of items as row 1 ({items} vs {first})."
            )));
        }
    }
    Ok(columns.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn widths(widths: Widths) -> Layout {
        Layout {
            widths: Some(widths),
            ..Layout::default()
        }
    }

    fn refusal(header_rows: usize, stub_columns: usize, cells: &[usize]) -> String {
        let layout = Layout {
            widths: None,
            header_rows,
            stub_columns,
        };
        layout.check(cells, "csv-table").unwrap_err()
    }

    #[test]
    fn columns_share_the_width_unless_told_otherwise() {
        let shared = Layout::default().colwidths(3, "csv-table");
        assert_eq!(shared, Ok(vec![33, 33, 33]));
        let auto = widths(Widths::Auto).colwidths(2, "list-table");
        assert_eq!(auto, Ok(vec![50, 50]));
        let given = widths(Widths::List(vec![10, 20]));
        assert_eq!(given.colwidths(2, "csv-table"), Ok(vec![10, 20]));
        assert_eq!(
            given.colwidths(3, "csv-table").unwrap_err(),
            "\"csv-table\" widths do not match the number of columns in table (3)."
        );
        assert_eq!(
            Layout::default().colwidths(0, "csv-table").unwrap_err(),
            "No table data detected in CSV file."
        );
    }

    #[test]
    fn a_drawn_table_keeps_its_widths_unless_a_list_is_given() {
        assert_eq!(
            Layout::default().redraw(&[14, 19], "table"),
            Ok(vec![14, 19])
        );
        let grid = widths(Widths::Grid).redraw(&[14, 19], "table");
        assert_eq!(grid, Ok(vec![14, 19]));
        let given = widths(Widths::List(vec![1, 2])).redraw(&[14, 19], "table");
        assert_eq!(given, Ok(vec![1, 2]));
    }

    #[test]
    fn the_class_says_whether_widths_were_given() {
        assert_eq!(Layout::default().class(), None);
        assert_eq!(widths(Widths::Auto).class(), Some("colwidths-auto"));
        assert_eq!(widths(Widths::Grid).class(), Some("colwidths-given"));
    }

    #[test]
    fn something_must_remain_for_the_body() {
        assert_eq!(Layout::default().check(&[3, 1], "csv-table"), Ok(()));
        assert_eq!(
            refusal(3, 0, &[3]),
            "3 header row(s) specified but only 1 row(s) of data supplied (\"csv-table\" directive)."
        );
        assert_eq!(
            refusal(1, 0, &[3]),
            "Insufficient data supplied (1 row(s)); no data remaining for table body, \
             required by \"csv-table\" directive."
        );
        assert_eq!(
            refusal(0, 2, &[3, 1]),
            "2 stub column(s) specified but only 1 columns(s) of data supplied \
             (\"csv-table\" directive)."
        );
        assert_eq!(
            refusal(0, 2, &[2]),
            "Insufficient data supplied (2 columns(s)); no data remaining for table body, \
             required by \"csv-table\" directive."
        );
    }

    #[test]
    fn a_list_is_a_table_if_all_its_rows_are_alike() {
        let wrong = |what: &str| {
            Err(format!(
                "Error parsing content block for the \"list-table\" directive: {what}"
            ))
        };
        let columns = |rows: &[Option<usize>]| list_columns(Some(rows), "list-table");
        assert_eq!(columns(&[Some(2), Some(2)]), Ok(2));
        assert_eq!(
            list_columns(None, "list-table"),
            wrong("exactly one bullet list expected.")
        );
        assert_eq!(
            columns(&[Some(1), None]),
            wrong(
                "two-level bullet list expected, but row 2 does not contain a second-level \
                 bullet list."
            )
        );
        assert_eq!(
            columns(&[Some(3), Some(2)]),
            wrong(
                "uniform two-level bullet list expected, but row 2 does not contain the same \
                 number of items as row 1 (2 vs 3)."
            )
        );
    }
}
