//! Figures, what they are held against, and the table of them.

use std::fmt::Write as _;

use crate::browser::Share;

/// A record that is measured with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Size {
    /// The record that comes with the site.
    Bundled,
    /// One made by rule, of so many recommendations.
    Synthetic(usize),
}

impl Size {
    /// All, in the table's order.
    pub(crate) const ALL: [Size; 4] =
        [Size::Bundled, Size::Synthetic(1_000), Size::Synthetic(10_000), Size::Synthetic(100_000)];

    /// What it is called.
    pub(crate) fn name(self) -> String {
        match self {
            Size::Bundled => "The bundled record".to_owned(),
            Size::Synthetic(count) => format!("{} recommendations", grouped(count as f64, 0)),
        }
    }

    /// How many times the pages are opened with it.
    pub(crate) fn openings(self) -> usize {
        if self.is_large() { 2 } else { 5 }
    }

    /// How many times everything is done on them.
    pub(crate) fn rounds(self) -> usize {
        5
    }

    fn is_large(self) -> bool {
        matches!(self, Size::Synthetic(100_000..))
    }
}

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum What {
    Content,
    Answer,
    Facet50,
    Facet95,
    /// Until the frame after that, in which this page draws the timeline.
    FacetNext95,
    Key50,
    Key95,
    KeyNext95,
    Frame,
    Frame95,
    Longest,
    After,
    Nodes,
    Memory,
    Shift,
}

impl What {
    /// All, in the table's order.
    pub(crate) const ALL: [What; 15] = [
        What::Content,
        What::Answer,
        What::Facet50,
        What::Facet95,
        What::FacetNext95,
        What::Key50,
        What::Key95,
        What::KeyNext95,
        What::Frame,
        What::Frame95,
        What::Longest,
        What::After,
        What::Nodes,
        What::Memory,
        What::Shift,
    ];

    fn name(self) -> &'static str {
        match self {
            What::Content => "navigation → first content painted, ms",
            What::Answer => "navigation → first answer, ms",
            What::Facet50 => "facet click → painted, p50, ms",
            What::Facet95 => "facet click → painted, p95, ms",
            What::FacetNext95 => "facet click → next frame, with the timeline, p95, ms",
            What::Key50 => "keystroke → painted, p50, ms",
            What::Key95 => "keystroke → painted, p95, ms",
            What::KeyNext95 => "keystroke → next frame, with the timeline, p95, ms",
            What::Frame => "pan/zoom frame, mean, ms",
            What::Frame95 => "pan/zoom frame, p95, ms",
            What::Longest => "longest task while opening, ms",
            What::After => "longest task after first content, ms",
            What::Nodes => "elements on the page, most",
            What::Memory => "memory after load, MB",
            What::Shift => "cumulative layout shift",
        }
    }

    /// How many digits tell something.
    fn digits(self) -> usize {
        match self {
            What::Nodes => 0,
            What::Shift => 3,
            _ => 1,
        }
    }

    /// What it may be. `json` is the size of the record's file, MB.
    fn budget(self, size: Size, json: f64) -> Budget {
        const FRAME: f64 = 16.7;
        let large = size.is_large();
        let most = |most: f64| Budget { most: Some(most), ratio: None };
        let ratio = |ratio: f64| Budget { most: None, ratio: Some(ratio) };
        match self {
            What::Content if size == Size::Bundled => ratio(0.6),
            What::Answer => ratio(if large { 0.5 } else { 1.0 }),
            What::Facet95 | What::Key95 if large => {
                Budget { most: Some(2.0 * FRAME), ratio: Some(1.5) }
            }
            What::Facet95 | What::Key95 => most(FRAME),
            What::Frame95 => most(8.0),
            What::After => most(50.0),
            What::Nodes => most(1_500.0),
            What::Memory if large => most(3.0 * json),
            What::Shift => most(0.0),
            _ => Budget { most: None, ratio: None },
        }
    }
}

/// The most that a figure may be: absolutely, and as a ratio to the lower bound.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Budget {
    most: Option<f64>,
    ratio: Option<f64>,
}

impl Budget {
    fn holds(self, figure: f64, ratio: f64) -> bool {
        // What is printed as the same is the same.
        let within = |figure: f64, most: f64| figure <= most + 1e-9;
        self.most.is_none_or(|most| within(figure, most))
            && self.ratio.is_none_or(|most| within(ratio, most))
    }

    fn name(self, digits: usize) -> String {
        let most = self.most.map(|most| format!("≤ {}", grouped(most, digits)));
        let ratio = self.ratio.map(|ratio| format!("≤ {ratio:.1}×"));
        let both: Vec<String> = most.into_iter().chain(ratio).collect();
        both.join(" and ")
    }
}

/// The figures of one page with one record, in the order of [`What::ALL`].
pub(crate) type Figures = [f64; What::ALL.len()];

/// What was measured with one record.
#[derive(Clone, Debug)]
pub(crate) struct Measured {
    pub(crate) size: Size,
    /// The size of the record's file, MB, and after brotli.
    pub(crate) json: (f64, f64),
    pub(crate) ours: Figures,
    pub(crate) lower: Figures,
    /// What an action of each of [`KINDS`] takes of the page's thread, here and on the other page.
    pub(crate) shares: Vec<Vec<Share>>,
}

/// The kinds of action, as the measuring script and as the table calls them.
pub(crate) const KINDS: [(&str, &str); 3] =
    [("facets", "facet click"), ("keys", "keystroke"), ("frames", "pan/zoom frame")];

/// Where the time of an action goes, as Markdown: ms of the page's thread, on average.
pub(crate) fn shares(measured: &Measured) -> String {
    let mut text = "| ms of the page's thread, mean | script | style and layout | all | lower bound: script | style and layout | all |\n\
                    | --- | ---: | ---: | ---: | ---: | ---: | ---: |\n"
        .to_owned();
    for (n, (_, name)) in KINDS.iter().enumerate() {
        let of = measured.shares.iter().filter_map(|page| page.get(n)).flatten();
        let cells: Vec<String> = of.map(|ms| grouped(*ms, 1)).collect();
        let _ = writeln!(text, "| {name} | {} |", cells.join(" | "));
    }
    text
}

/// The table of one record, as Markdown.
pub(crate) fn table(measured: &Measured) -> String {
    let (mb, brotli) = measured.json;
    let mut text = format!(
        "### {}\n\n{mb:.1} MB of JSON, {brotli:.2} MB after brotli.\n\n\
         | what | this page | lower bound | ratio | budget | |\n| --- | ---: | ---: | ---: | --- | --- |\n",
        measured.size.name()
    );
    for (n, what) in What::ALL.into_iter().enumerate() {
        let (ours, lower) = (measured.ours[n], measured.lower[n]);
        let ratio = ours / lower;
        let budget = what.budget(measured.size, mb);
        let verdict = match budget {
            Budget { most: None, ratio: None } => "",
            budget if budget.holds(ours, ratio) => "holds",
            _ => "**over**",
        };
        let shown = if ratio.is_finite() { format!("{ratio:.2}") } else { "–".to_owned() };
        let digits = what.digits();
        let _ = writeln!(
            text,
            "| {} | {} | {} | {shown} | {} | {verdict} |",
            what.name(),
            grouped(ours, digits),
            grouped(lower, digits),
            budget.name(if what == What::Nodes { 0 } else { 1 }),
        );
    }
    text
}

/// How queries and frames grow from 10,000 to 100,000, as Markdown; nothing where one is missing.
pub(crate) fn growth(measured: &[Measured]) -> String {
    let of = |count| measured.iter().find(|m| m.size == Size::Synthetic(count));
    let (Some(small), Some(large)) = (of(10_000), of(100_000)) else { return String::new() };
    let mut text =
        "### Growth, 10,000 → 100,000\n\n| what | this page | lower bound | budget | |\n\
                    | --- | ---: | ---: | --- | --- |\n"
            .to_owned();
    for (what, most) in [(What::Facet95, 10.0), (What::Key95, 10.0), (What::Frame95, 1.2)] {
        let at = what as usize;
        let (ours, lower) = (large.ours[at] / small.ours[at], large.lower[at] / small.lower[at]);
        let verdict = if ours <= most { "holds" } else { "**over**" };
        let _ = writeln!(
            text,
            "| {} | {ours:.1}× | {lower:.1}× | ≤ {most}× | {verdict} |",
            what.name()
        );
    }
    text
}

/// The value below which a share of the samples lies; 0 where there are none.
pub(crate) fn percentile(samples: &[f64], share: f64) -> f64 {
    let mut sorted = samples.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = (share * sorted.len() as f64).ceil() as usize;
    sorted.get(at.saturating_sub(1)).copied().unwrap_or(0.0)
}

/// The middle one.
pub(crate) fn median(samples: &[f64]) -> f64 {
    percentile(samples, 0.5)
}

/// The average; 0 where there are no samples.
pub(crate) fn mean(samples: &[f64]) -> f64 {
    samples.iter().sum::<f64>() / samples.len().max(1) as f64
}

/// A number with so many digits after the point, and a comma for each thousand.
fn grouped(number: f64, digits: usize) -> String {
    let text = format!("{number:.digits$}");
    let whole = text.find('.').unwrap_or(text.len());
    let mut out = String::new();
    for (n, c) in text.char_indices() {
        if n > 0 && n < whole && (whole - n).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measured(size: Size, figure: f64, lower: f64) -> Measured {
        let of = |figure| [figure; What::ALL.len()];
        Measured { size, json: (10.0, 1.0), ours: of(figure), lower: of(lower), shares: Vec::new() }
    }

    fn line(table: &str, what: What) -> String {
        table.lines().find(|line| line.contains(what.name())).unwrap().to_owned()
    }

    #[test]
    fn figures_are_where_their_name_says() {
        for (n, what) in What::ALL.into_iter().enumerate() {
            assert_eq!(what as usize, n);
        }
    }

    #[test]
    fn a_figure_holds_up_to_its_budget_and_no_further() {
        let told = |size, ours, lower, what| line(&table(&measured(size, ours, lower)), what);
        let small = Size::Synthetic(1_000);
        assert!(told(small, 16.7, 1.0, What::Facet95).ends_with("| 16.70 | ≤ 16.7 | holds |"));
        assert!(told(small, 16.8, 99.0, What::Facet95).ends_with("**over** |"));
        assert!(told(small, 50.0, 50.0, What::Answer).ends_with("| 1.00 | ≤ 1.0× | holds |"));
        assert!(told(small, 51.0, 50.0, What::Answer).ends_with("**over** |"));
        // Both at once.
        let large = Size::Synthetic(100_000);
        assert!(told(large, 30.0, 20.0, What::Key95).ends_with("≤ 33.4 and ≤ 1.5× | holds |"));
        assert!(told(large, 30.0, 19.0, What::Key95).ends_with("**over** |"));
        assert!(told(large, 34.0, 30.0, What::Key95).ends_with("**over** |"));
        // Nothing to hold.
        assert!(told(small, 9.0, 3.0, What::Facet50).ends_with("| 3.00 |  |  |"));
        assert!(told(small, 1.0, 0.0, What::Facet50).contains("| – |"));
    }

    #[test]
    fn growth_is_told_where_both_sizes_are() {
        let sizes = [
            measured(Size::Synthetic(10_000), 2.0, 1.0),
            measured(Size::Synthetic(100_000), 21.0, 5.0),
        ];
        assert_eq!(growth(&sizes[..1]), "");
        let told = growth(&sizes);
        assert!(line(&told, What::Key95).contains("| 10.5× | 5.0× | ≤ 10× | **over** |"), "{told}");
    }

    #[test]
    fn shares_stand_in_the_order_of_their_pages() {
        let page = |from: f64| (0..3).map(|n| [from + f64::from(n), 0.25, 9.0]).collect();
        let told =
            Measured { shares: vec![page(1.0), page(5.0)], ..measured(Size::Bundled, 1.0, 1.0) };
        let told = shares(&told);
        assert_eq!(
            told.lines().nth(3),
            Some("| keystroke | 2.0 | 0.2 | 9.0 | 6.0 | 0.2 | 9.0 |"),
            "{told}"
        );
    }

    #[test]
    fn samples_in_one_number() {
        let samples: Vec<f64> = (1..=100).rev().map(f64::from).collect();
        assert_eq!(
            (percentile(&samples, 0.95), median(&samples), mean(&samples)),
            (95.0, 50.0, 50.5)
        );
        assert_eq!((median(&[]), mean(&[])), (0.0, 0.0));
        assert_eq!(grouped(1_234_567.25, 1), "1,234,567.2");
        assert_eq!(grouped(999.0, 0), "999");
    }
}
