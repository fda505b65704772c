//! The table as a workbook: the part of Office Open XML (ECMA-376) that every spreadsheet reads,
//! in a ZIP archive.
//!
//! All cells are texts, dates too: as the record writes them they sort rightly and stay as precise
//! as their source. A text is never a formula here.

use std::fmt::Write as _;
use std::io::{self, Write as _};

use flate2::Compression;
use flate2::write::DeflateEncoder;
use rawzip::{CompressionMethod, ZipArchiveWriter};

use super::Shown;
use super::table::{COLUMNS, row};
use crate::model::{Id, Recommendation};

/// A sheet takes so many rows; what is more goes on in the next.
const ROWS: usize = 1_048_576;
/// A sheet takes a few more links than this.
const LINKS: usize = 65_000;
/// A cell takes so many UTF-16 units.
const LONGEST: usize = 32_767;
/// The column whose addresses can be followed.
const LINK: &str = "permalink";
/// How wide columns are at first, in digits.
const WIDE: u32 = 18;

/// What each file of the archive begins with.
const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
/// What the addresses of the format's terms begin with.
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/// Plain, bold for the names of columns, and as links look. Spreadsheets want all that stands here,
/// if only to hear that there is nothing.
const STYLES: &str = "<fonts count=\"3\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>\
    <font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font>\
    <font><u/><sz val=\"11\"/><color rgb=\"FF0563C1\"/><name val=\"Calibri\"/></font></fonts>\
    <fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>\
    <fill><patternFill patternType=\"gray125\"/></fill></fills>\
    <borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
    <cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>\
    </cellStyleXfs><cellXfs count=\"3\">\
    <xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>\
    <xf numFmtId=\"0\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\"/>\
    <xf numFmtId=\"0\" fontId=\"2\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\"/>\
    </cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/>\
    </cellStyles>";
/// The places of the last two among the styles of cells.
const BOLD: usize = 1;
const LINKED: usize = 2;

/// The workbook's bytes.
///
/// # Errors
///
/// None that could happen: it is written into memory.
pub(super) fn workbook(shown: &Shown<'_>) -> io::Result<Vec<u8>> {
    let mut archive = Archive(ZipArchiveWriter::new(Vec::new()));
    let sheets: Vec<&[Id<Recommendation>]> = match shown.recommendations {
        [] => vec![&[]],
        all => all.chunks(ROWS - 1).collect(),
    };
    let each = |line: &dyn Fn(usize) -> String| (1..=sheets.len()).map(line).collect::<String>();

    let types = each(&|n| {
        format!(
            "<Override PartName=\"/xl/worksheets/sheet{n}.xml\" \
             ContentType=\"{TYPE}.worksheet+xml\"/>"
        )
    });
    archive.add("[Content_Types].xml", |out| {
        write!(
            out,
            "<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" \
             ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
             <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
             <Override PartName=\"/xl/workbook.xml\" ContentType=\"{TYPE}.sheet.main+xml\"/>\
             <Override PartName=\"/xl/styles.xml\" ContentType=\"{TYPE}.styles+xml\"/>\
             {types}</Types>"
        )
    })?;
    let book = relation("book", "officeDocument", "xl/workbook.xml", "");
    archive.add("_rels/.rels", |out| out.write_all(relations(&book).as_bytes()))?;

    let names = each(&|n| {
        let name = if n == 1 { "Recommendations" } else { &format!("Recommendations {n}") };
        format!("<sheet name=\"{name}\" sheetId=\"{n}\" r:id=\"sheet{n}\"/>")
    });
    archive.add("xl/workbook.xml", |out| {
        write!(
            out,
            "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>{names}</sheets></workbook>"
        )
    })?;
    let parts = each(&|n| {
        relation(&format!("sheet{n}"), "worksheet", &format!("worksheets/sheet{n}.xml"), "")
    }) + &relation("styles", "styles", "styles.xml", "");
    archive.add("xl/_rels/workbook.xml.rels", |out| out.write_all(relations(&parts).as_bytes()))?;
    archive.add("xl/styles.xml", |out| {
        write!(out, "<styleSheet xmlns=\"{MAIN}\">{STYLES}</styleSheet>")
    })?;
    for (n, ids) in (1..).zip(sheets) {
        archive.sheet(n, ids, shown)?;
    }
    archive.0.finish().map_err(io::Error::other)
}

/// The archive, as it is written.
struct Archive(ZipArchiveWriter<Vec<u8>>);

/// What compresses a file of it.
type File<'a> = dyn io::Write + 'a;

impl Archive {
    /// Adds a file.
    fn add(
        &mut self,
        name: &str,
        write: impl FnOnce(&mut File<'_>) -> io::Result<()>,
    ) -> io::Result<()> {
        let file = self.0.new_file(name).compression_method(CompressionMethod::DEFLATE);
        let (mut entry, config) = file.start().map_err(io::Error::other)?;
        let mut out = config.wrap(DeflateEncoder::new(&mut entry, Compression::fast()));
        out.write_all(XML.as_bytes())?;
        write(&mut out)?;
        let (out, described) = out.finish().map_err(io::Error::other)?;
        out.finish()?;
        entry.finish(described).map_err(io::Error::other)?;
        Ok(())
    }

    /// Adds a sheet, and where its links lead.
    fn sheet(&mut self, n: usize, ids: &[Id<Recommendation>], shown: &Shown<'_>) -> io::Result<()> {
        let at = COLUMNS.iter().position(|name| *name == LINK);
        let mut links = Vec::new();
        self.add(&format!("xl/worksheets/sheet{n}.xml"), |out| {
            write!(
                out,
                "<worksheet xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheetViews>\
                 <sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" \
                 activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>\
                 <cols><col min=\"1\" max=\"{}\" width=\"{WIDE}\" customWidth=\"1\"/></cols>\
                 <sheetData>",
                COLUMNS.len(),
            )?;
            let mut line = String::new();
            row_of(&mut line, 1, COLUMNS.into_iter().map(|name| (name, BOLD)));
            out.write_all(line.as_bytes())?;
            for (number, &id) in (2..).zip(ids) {
                let cells = row(shown, id);
                let link = at.filter(|_| links.len() < LINKS).and_then(|at| cells.get(at));
                let style = link.map_or(0, |_| LINKED);
                links.extend(link.cloned());
                line.clear();
                let styled = cells.iter().enumerate().map(|(column, text)| {
                    (text.as_str(), if Some(column) == at { style } else { 0 })
                });
                row_of(&mut line, number, styled);
                out.write_all(line.as_bytes())?;
            }
            let last = column(COLUMNS.len() - 1);
            write!(out, "</sheetData><autoFilter ref=\"A1:{last}{}\"/>", ids.len() + 1)?;
            if let Some(at) = at.filter(|_| !links.is_empty()) {
                out.write_all(b"<hyperlinks>")?;
                for number in 2..links.len() + 2 {
                    let column = column(at);
                    write!(out, "<hyperlink ref=\"{column}{number}\" r:id=\"link{number}\"/>")?;
                }
                out.write_all(b"</hyperlinks>")?;
            }
            out.write_all(b"</worksheet>")
        })?;
        let mut lead = String::new();
        for (number, to) in (2..).zip(&links) {
            let mode = " TargetMode=\"External\"";
            lead += &relation(&format!("link{number}"), "hyperlink", to, mode);
        }
        self.add(&format!("xl/worksheets/_rels/sheet{n}.xml.rels"), |out| {
            out.write_all(relations(&lead).as_bytes())
        })
    }
}

/// What a file of the archive refers to.
fn relations(each: &str) -> String {
    format!("<Relationships xmlns=\"{PACKAGE}/relationships\">{each}</Relationships>")
}

fn relation(id: &str, kind: &str, to: &str, mode: &str) -> String {
    let to = escape(to);
    format!("<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{to}\"{mode}/>")
}

/// A row of cells, each a text and the place of its style.
fn row_of<'a>(out: &mut String, number: usize, cells: impl Iterator<Item = (&'a str, usize)>) {
    let _ = write!(out, "<row r=\"{number}\">");
    for (at, (text, style)) in cells.enumerate() {
        if text.is_empty() {
            continue;
        }
        let _ = write!(
            out,
            "<c r=\"{}{number}\" s=\"{style}\" t=\"inlineStr\">\
             <is><t xml:space=\"preserve\">{}</t></is></c>",
            column(at),
            escape(&told(text)),
        );
    }
    out.push_str("</row>");
}

/// A text within an element or an attribute.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(c),
        }
    }
    out
}

/// A text as a cell has it: what XML has no sign for stands as `_x0007_`, and what would be read as
/// such is told from it (ECMA-376, part 1, 22.9.2.19); one that is too long ends in "…".
fn told(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut units = 0;
    for (at, c) in text.char_indices() {
        units += c.len_utf16();
        if units > LONGEST || (units == LONGEST && at + c.len_utf8() < text.len()) {
            out.push('…');
            break;
        }
        match c {
            '\n' | '\t' => out.push(c),
            '\0'..' ' | '\u{fffe}' | '\u{ffff}' => {
                let _ = write!(out, "_x{:04X}_", u32::from(c));
            }
            '_' if is_code(text.get(at..).unwrap_or_default()) => out.push_str("_x005F_"),
            _ => out.push(c),
        }
    }
    out
}

/// Whether a text begins as a sign that XML has not does.
fn is_code(text: &str) -> bool {
    let digits = text.strip_prefix("_x").and_then(|rest| rest.get(..5));
    digits.is_some_and(|code| {
        code.ends_with('_') && code.bytes().take(4).all(|byte| byte.is_ascii_hexdigit())
    })
}

/// The letters of a column: A to Z, then AA.
fn column(at: usize) -> String {
    let letter = |at: usize| char::from(b'A' + (at % 26) as u8);
    match (at / 26).checked_sub(1) {
        Some(before) => column(before) + &letter(at).to_string(),
        None => letter(at).to_string(),
    }
}
