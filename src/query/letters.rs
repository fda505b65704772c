//! What one letter is to a reader who types without marks.
//!
//! Derived from the canonical decompositions of the Unicode Character Database (15.1), keeping
//! the base letter, and extended by hand with letters that it does not decompose but that
//! readers type plainly (ø, đ, ł, ħ, ı, æ, œ, ß, þ …). It covers Latin (Latin-1, Extended-A,
//! Extended-B, Extended Additional, the fi-ligatures, full-width forms), monotonic Greek,
//! Cyrillic of the European languages, the marked Arabic letters, and the punctuation that
//! word processors put in place of ASCII. Anything else is left as it is; marks that stand as
//! characters of their own are dropped in every script covered by [`is_mark`].

/// U+00DF to U+024F, lower case; `.` where the letter stays or is one of [`several`].
const LATIN: &[u8; 369] = b".aaaaaa.ceeeeiiiidnooooo.ouuuuy.y.a.a.a.c.c.c.c.\
    d.d.e.e.e.e.e.g.g.g.g.h.h.i.i.i.i.i...j.kk.l.l.l\
    .l.l.n.n.nn.n.o.o.o...r.r.r.s.s.s.s.t.t.t.u.u.u.\
    u.u.u.w.y..z.z.zsb.......c...d.....f......kl...n\
    ..o...p.......t..u...y.z.......................a\
    .i.o.u.u.u.u.u..a.a...g.g.k.o.o..j....g...n.a...\
    o.a.a.e.e.i.i.o.o.r.r.u.u.s.t...h.d...z.a.e.o.o.\
    o.o.ylntj....c..sz......e.j.q.r.y";

/// U+1E00 to U+1EFF, as above.
const LATIN_ADDITIONAL: &[u8; 256] = b".a.b.b.b.c.d.d.d.d.d.e.e.e.e.e.f.g.h.h.h.h.h.i.i\
    .k.k.k.l.l.l.l.m.m.m.n.n.n.n.o.o.o.o.p.p.r.r.r.r\
    .s.s.s.s.s.t.t.t.t.u.u.u.u.u.v.v.w.w.w.w.w.x.x.y\
    .z.z.zhtwyasss...a.a.a.a.a.a.a.a.a.a.a.a.e.e.e.e\
    .e.e.e.e.i.i.o.o.o.o.o.o.o.o.o.o.o.o.u.u.u.u.u.u\
    .u.y.y.y.y.....y";

/// Whether the character only marks the one before it, or cannot be seen: it is dropped.
pub(crate) fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}'
        | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}'
        | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}'
        | '\u{ad}' | '\u{200c}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// What a lower-case character that stands for several is written as.
pub(crate) fn several(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' | 'ǽ' | 'ǣ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ĳ' => "ij",
        'ǆ' | 'ǳ' => "dz",
        'ǉ' => "lj",
        'ǌ' => "nj",
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        '…' => "...",
        _ => return None,
    })
}

/// The plain form of a lower-case character outside ASCII; itself where it has none.
pub(crate) fn plain(c: char) -> char {
    let at = |table: &[u8], first: u32| match table.get((c as u32 - first) as usize) {
        Some(&letter) if letter != b'.' => char::from(letter),
        _ => c,
    };
    match c {
        '\u{df}'..='\u{24f}' => at(LATIN, 0xdf),
        '\u{1e00}'..='\u{1eff}' => at(LATIN_ADDITIONAL, 0x1e00),
        'ά' => 'α',
        'έ' => 'ε',
        'ή' => 'η',
        'ί' | 'ϊ' | 'ΐ' => 'ι',
        'ό' => 'ο',
        'ύ' | 'ϋ' | 'ΰ' => 'υ',
        'ώ' => 'ω',
        'ς' => 'σ',
        'ѐ' | 'ё' => 'е',
        'й' | 'ѝ' => 'и',
        'ѓ' => 'г',
        'ї' => 'і',
        'ќ' => 'к',
        'ў' => 'у',
        'آ' | 'أ' | 'إ' => 'ا',
        'ؤ' => 'و',
        'ئ' => 'ي',
        '‘' | '’' | '‚' | '‛' | 'ʼ' | '′' | '‹' | '›' => '\'',
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => '"',
        '\u{2010}'..='\u{2015}' | '−' | '﹘' | '﹣' => '-',
        '\u{200b}' => ' ',
        // Full-width forms run parallel to ASCII; their capitals were lowered before.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ if c.is_whitespace() => ' ',
        _ => c,
    }
}
