//! "Did you mean": the name closest to one that is not known.

/// The candidate closest to `name` by edit distance (insertions, deletions, substitutions and
/// swaps of neighbours: the optimal string alignment distance), if it is close enough to be a slip of the pen: at most a third of
/// the longer name's characters. The first one wins a tie. Case is ignored.
pub(crate) fn nearest<'a>(
    name: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let name: Vec<char> = name.to_ascii_lowercase().chars().take(80).collect();
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let chars: Vec<char> = candidate.to_ascii_lowercase().chars().collect();
        let allowed = name.len().max(chars.len()) / 3;
        if name.len().abs_diff(chars.len()) > allowed {
            continue;
        }
        let distance = distance(&name, &chars);
        if distance <= allowed.max(1) && best.is_none_or(|(d, _)| distance < d) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

fn distance(a: &[char], b: &[char]) -> usize {
    let mut rows: [Vec<usize>; 3] = [Vec::new(), Vec::new(), (0..=b.len()).collect()];
    for i in 1..=a.len() {
        // The row before last, the last, and the one to fill.
        rows.rotate_left(1);
        let mut row = vec![i];
        for j in 1..=b.len() {
            let swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            let changed = rows[1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let least = changed.min(rows[1][j] + 1).min(row[j - 1] + 1);
            row.push(if swapped { least.min(rows[0][j - 2] + 1) } else { least });
        }
        rows[2] = row;
    }
    rows[2].last().copied().unwrap_or(a.len())
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_is_mended_and_a_stranger_is_not() {
        let ids = ["wgp10-open-data-list", "wgp10-private-sector-workplan", "cosp-8"];
        assert_eq!(nearest("wgp10-opendata-list", ids), Some("wgp10-open-data-list"));
        assert_eq!(nearest("COSP-8", ids), Some("cosp-8"));
        assert_eq!(nearest("cosp8", ids), Some("cosp-8"));
        assert_eq!(nearest("csop-8", ids), Some("cosp-8"));
        assert_eq!(nearest("titel", ["title", "tile-set"]), Some("title"));
        assert_eq!(nearest("something-else", ids), None);
        assert_eq!(nearest("", ids), None);
    }
}
