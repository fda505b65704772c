//! The values chosen in one facet.

/// Values chosen in a facet, as an address writes them: sorted, each once, none empty, so that
/// the same choice is always the same list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices(Vec<String>);

impl Choices {
    /// Adds a value; an empty one is none.
    pub fn insert(&mut self, slug: &str) {
        if let (false, Err(at)) = (slug.is_empty(), self.find(slug)) {
            self.0.insert(at, slug.to_owned());
        }
    }

    /// Takes a value out.
    pub fn remove(&mut self, slug: &str) {
        if let Ok(at) = self.find(slug) {
            self.0.remove(at);
        }
    }

    /// Adds a value, or takes it out.
    pub fn toggle(&mut self, slug: &str) {
        if self.has(slug) {
            self.remove(slug);
        } else {
            self.insert(slug);
        }
    }

    /// Whether a value is chosen.
    pub fn has(&self, slug: &str) -> bool {
        self.find(slug).is_ok()
    }

    /// Whether nothing is chosen.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many values are chosen.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The values, sorted.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    fn find(&self, slug: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|known| known.as_str().cmp(slug))
    }
}

impl<S: AsRef<str>> FromIterator<S> for Choices {
    fn from_iter<I: IntoIterator<Item = S>>(slugs: I) -> Choices {
        let mut choices = Choices::default();
        slugs.into_iter().for_each(|slug| choices.insert(slug.as_ref()));
        choices
    }
}
