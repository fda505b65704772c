//! Resolutions and their links in → nodes in columns and routed edges out: the lineage of mandates
//! as a graph along time.
//!
//! Columns follow each other in time. One is the resolutions that a session adopted, below its
//! heading; between such columns stand the sessions that met under one of them. A link is an edge
//! from the earlier record to the later; it ends at a line of the later one's node, which names it.
//! Edges run between columns and in tracks above the nodes, never across one.
//!
//! What is drawn is bounded: of very many resolutions some are counted in a node that stands for
//! several. Each that is shown is drawn once, or counted once.
//!
//! Coordinates are CSS pixels from the drawing's top left corner, as in [`crate::timeline`].

mod place;
mod route;
mod walk;

use std::collections::BTreeMap;

use crate::model::{Dataset, Day, Id, Kind, LinkKind, Ref, Resolution, Session};
use crate::order;
use crate::timeline::{FontRole, Rect};
use crate::trail::{Relation, Step, Trail, Trails};

/// What is shown, and how wide its texts are.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// Everything is as known on this day.
    pub as_of: Day,
    /// Whether a record is shown.
    pub shown: &'a dyn Fn(Ref) -> bool,
    /// What is chosen.
    pub selected: Option<Ref>,
    /// Its trail.
    pub trail: Option<&'a Trail>,
    /// How wide a text is, px.
    pub measure: &'a dyn Fn(&str, FontRole) -> f64,
}

/// The drawing as positions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lineage {
    /// Its width, px.
    pub width: f64,
    /// Its height, px.
    pub height: f64,
    /// The nodes, column by column, in each from the top down.
    pub nodes: Vec<Node>,
    /// The links between them.
    pub edges: Vec<Edge>,
}

/// What a node stands for.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// The session that adopted what stands below.
    Heading(Id<Session>),
    /// A resolution.
    Resolution(Id<Resolution>),
    /// A session that met under a resolution.
    Session(Id<Session>),
    /// So many more than are drawn.
    More(Vec<Ref>),
}

/// A box with lines of text.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What it stands for.
    pub what: What,
    /// The column that it stands in.
    pub column: usize,
    /// Where.
    pub rect: Rect,
    /// Its lines, from the top down.
    pub lines: Vec<Line>,
    /// It has links, or says what it asks of whom.
    pub linked: bool,
    /// It is chosen.
    pub selected: bool,
    /// It is on the trail of what is chosen.
    pub lit: bool,
    /// Something is chosen and it is not on its trail.
    pub dimmed: bool,
}

/// A line of a node.
#[derive(Clone, Debug, PartialEq)]
pub enum Line {
    /// What the record goes by: a resolution's number, a session's label.
    Called(String),
    /// That the number of the resolution is not known.
    NoNumber,
    /// A part of its title.
    Title(String),
    /// When the session was.
    When,
    /// What the resolution does to records that have no node.
    Says(LinkKind, Vec<Ref>),
    /// How many recommendations carry it out.
    Carried(usize),
    /// The end of an edge, by its position in [`Lineage::edges`].
    Arrives(usize),
    /// How many records a node stands for.
    Count(usize),
}

/// A link between two nodes.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// The link, from the record that came first.
    pub step: Step,
    /// What kind of link.
    pub kind: LinkKind,
    /// The position of the first one's node.
    pub from: usize,
    /// The position of the other's.
    pub to: usize,
    /// The corners of its way, which runs along and down only.
    pub points: Vec<(f64, f64)>,
    /// It is on the trail of what is chosen.
    pub lit: bool,
    /// Something is chosen and it is not on its trail.
    pub dimmed: bool,
}

/// The height of a line, px.
pub const LINE: f64 = 15.0;
/// Room within a node around its lines, px.
pub const PAD: f64 = 7.0;
/// The width of a node, px.
const WIDTH: f64 = 176.0;
/// Room between two columns, for edges, px.
const GUTTER: f64 = 38.0;
/// Room between two nodes of a column, px.
const GAP: f64 = 8.0;
/// Room around the drawing, px: for the mark of the keyboard's focus.
const MARGIN: f64 = 4.0;
/// Room that a track takes, px.
const TRACK: f64 = 6.0;
/// So many nodes are drawn, about.
const MOST: usize = 150;
/// Of more columns the latest are drawn.
const MOST_COLUMNS: usize = 40;
/// So many lines of a title at most: of a node with links, and of another.
const TITLE_LINES: (usize, usize) = (3, 2);

impl Node {
    /// The middle of a line, px.
    pub fn line_y(&self, line: usize) -> f64 {
        self.rect.y + PAD + LINE * (line as f64 + 0.5)
    }

    /// The records that it stands for.
    pub fn items(&self) -> Vec<Ref> {
        match &self.what {
            What::Heading(id) | What::Session(id) => vec![Ref::from(*id)],
            What::Resolution(id) => vec![Ref::from(*id)],
            What::More(items) => items.clone(),
        }
    }

    /// The one record that it stands for.
    pub fn item(&self) -> Option<Ref> {
        match self.what {
            What::More(_) => None,
            _ => self.items().first().copied(),
        }
    }
}

/// What is shown of the links of one resolution.
#[derive(Default)]
struct Links {
    /// To resolutions and sessions that are shown.
    steps: Vec<(Step, LinkKind)>,
    says: Vec<(LinkKind, Vec<Ref>)>,
    carried: usize,
}

/// The lineage of the resolutions that are shown.
pub fn lineage(dataset: &Dataset, trails: &Trails, options: &Options<'_>) -> Lineage {
    let shown: Vec<Id<Resolution>> =
        dataset.ids::<Resolution>().filter(|&id| (options.shown)(id.into())).collect();
    if shown.is_empty() {
        return Lineage::default();
    }
    let links: Vec<Links> = shown.iter().map(|&id| links(trails, id, options)).collect();
    let columns = columns(dataset, &shown, &links, options);
    let mut drawn = place::place(dataset, &shown, &links, columns, options);
    route::route(&mut drawn);
    light(&mut drawn, options);
    drawn
}

/// The links that lead from a resolution to what is shown.
fn links(trails: &Trails, id: Id<Resolution>, options: &Options<'_>) -> Links {
    let mut links = Links::default();
    for step in trails.below(id.into()).iter().filter(|step| (options.shown)(step.to)) {
        match (step.relation, step.to.kind) {
            (Relation::Links(kind), Kind::Resolution | Kind::Session) => {
                links.steps.push((*step, kind));
            }
            (Relation::Links(kind), _) => {
                match links.says.iter_mut().find(|(said, _)| *said == kind) {
                    Some((_, to)) => to.push(step.to),
                    None => links.says.push((kind, vec![step.to])),
                }
            }
            (Relation::Carries, Kind::Recommendation) => links.carried += 1,
            _ => {}
        }
    }
    links
}

/// A column before it has a place.
#[derive(Default)]
struct Column {
    heading: Option<Id<Session>>,
    resolutions: Vec<usize>,
    sessions: Vec<Id<Session>>,
    more: Vec<Ref>,
}

/// The columns in order of time: resolutions by the session that adopted them, and between these
/// the other sessions that are linked to.
fn columns(
    dataset: &Dataset,
    shown: &[Id<Resolution>],
    links: &[Links],
    options: &Options<'_>,
) -> Vec<Column> {
    let mut adopted: BTreeMap<Id<Session>, Vec<usize>> = BTreeMap::new();
    for (n, &id) in shown.iter().enumerate() {
        adopted.entry(dataset[id].session).or_default().push(n);
    }
    let to = links.iter().flat_map(|links| &links.steps).map(|(step, _)| step.to);
    let met = to.filter_map(|item| dataset.typed::<Session>(item));
    let mut sessions = order::distinct(adopted.keys().copied().chain(met));
    let day = |id: Id<Session>| dataset.date_on(id.into(), options.as_of).map(|date| date.start());
    order::sort_by_key(&mut sessions, |&id| (day(id), id));
    let mut columns: Vec<Column> = Vec::new();
    for session in sessions {
        match (adopted.remove(&session), columns.last_mut()) {
            (Some(resolutions), _) => {
                columns.push(Column { heading: Some(session), resolutions, ..Column::default() });
            }
            (None, Some(between)) if between.heading.is_none() => between.sessions.push(session),
            (None, _) => columns.push(Column { sessions: vec![session], ..Column::default() }),
        }
    }
    if let Some(early) = columns.len().checked_sub(MOST_COLUMNS).filter(|early| *early > 0) {
        let rest = columns.split_off(early + 1);
        let item = |n: usize| shown.get(n).map(|&id| Ref::from(id));
        let more = columns.iter().flat_map(|column| &column.resolutions);
        let more = more.filter_map(|&n| item(n)).collect();
        columns = vec![Column { more, ..Column::default() }];
        columns.extend(rest);
    }
    // Those with edges first, where these are short; then those that say something of others.
    let each = (MOST / columns.len().max(1)).max(3);
    for column in &mut columns {
        let rank = |n: usize| {
            let (Some(links), Some(&id)) = (links.get(n), shown.get(n)) else { return 2 };
            let edge = |to: Ref| matches!(to.kind, Kind::Resolution | Kind::Session);
            let mut own = dataset[id].links.iter().map(|link| link.to);
            if !links.steps.is_empty() || own.any(|to| edge(to) && (options.shown)(to)) {
                return 0;
            }
            if links.is_alone() { 2 } else { 1 }
        };
        order::sort_by_key(&mut column.resolutions, |&n| (rank(n), n));
        if column.resolutions.len() > each {
            let more = column.resolutions.split_off(each - 1);
            column
                .more
                .extend(more.into_iter().filter_map(|n| shown.get(n).copied()).map(Ref::from));
        }
        if column.sessions.len() > each {
            column.more.extend(column.sessions.split_off(each - 1).into_iter().map(Ref::from));
        }
    }
    columns
}

impl Links {
    fn is_alone(&self) -> bool {
        self.steps.is_empty() && self.says.is_empty() && self.carried == 0
    }
}

/// Lights what is on the trail of what is chosen, and dims the rest; nothing, where nothing of it
/// is here.
fn light(drawn: &mut Lineage, options: &Options<'_>) {
    let Some(selected) = options.selected else { return };
    for node in &mut drawn.nodes {
        let items = node.items();
        node.selected = node.item() == Some(selected);
        node.lit = items
            .iter()
            .any(|&item| item == selected || options.trail.is_some_and(|trail| trail.holds(item)));
    }
    if !drawn.nodes.iter().any(|node| node.lit) {
        return;
    }
    drawn.nodes.iter_mut().for_each(|node| node.dimmed = !node.lit);
    for edge in &mut drawn.edges {
        let on = |trail: &Trail| trail.steps().any(|step| *step == edge.step);
        edge.lit = options.trail.is_some_and(on);
        edge.dimmed = !edge.lit;
    }
}
