//! Programs of two years that read alike, where nothing printed ties them.

use super::{
    CarryKind,
    likeness::{Pairs, Postings},
};
use crate::domain::{Basis, Certainty, Entry, ProgramId};

/// Shares, in hundredths, from which two programs are taken for one: as a possibility, as likely,
/// as hardly in doubt.
const POSSIBLE: usize = 45;
const LIKELY: usize = 60;
const SURE: usize = 85;
/// How near the next best must come to be named beside the best.
const NEAR: usize = 10;

/// A way that programs may have gone, with the reason.
pub(super) struct Match {
    pub kind: CarryKind,
    pub from: Vec<ProgramId>,
    pub to: Vec<ProgramId>,
    pub basis: Basis,
}

type Listed<'a> = (&'a ProgramId, &'a &'a Entry);

/// How much a program of one year has of one of the other.
#[derive(Clone, Copy)]
struct Share {
    old: usize,
    new: usize,
    name: usize,
    /// `None` where either year prints none.
    content: Option<usize>,
}

impl Share {
    /// Name and 内容 count alike; the name alone where there is nothing else.
    fn total(&self) -> usize {
        self.content.map_or(self.name, |content| usize::midpoint(self.name, content))
    }

    fn in_words(&self) -> String {
        let content = self.content.map_or_else(
            || "（内容は一方にしか印刷されていない）".to_owned(),
            |content| format!("、内容の{content}％"),
        );
        format!("名前の{}％{content}", self.name)
    }
}

/// Which programs of the year before read like which of the new year. Every program stands in one
/// match at most.
pub(super) fn matched(
    old: &[Listed<'_>],
    new: &[Listed<'_>],
    apart: impl Fn(&ProgramId, &ProgramId) -> bool,
) -> Vec<Match> {
    let texts = |listed: &[Listed<'_>]| -> Vec<(Pairs, Pairs)> {
        let texts = listed.iter().map(|(_, entry)| {
            (Pairs::of(entry.name()), Pairs::of(entry.content.as_deref().unwrap_or_default()))
        });
        texts.collect()
    };
    let (of_old, of_new) = (texts(old), texts(new));
    let names = Postings::of(of_new.iter().map(|(name, _)| name));
    let contents = Postings::of(of_new.iter().map(|(_, content)| content));
    let mut shares: Vec<Share> = Vec::new();
    for (old_at, (old_name, old_content)) in of_old.iter().enumerate() {
        let (name_common, content_common) = (names.common(old_name), contents.common(old_content));
        for (new_at, (new_name, new_content)) in of_new.iter().enumerate() {
            if name_common[new_at] + content_common[new_at] == 0 {
                continue;
            }
            let both = !old_content.is_empty() && !new_content.is_empty();
            let share = Share {
                old: old_at,
                new: new_at,
                name: old_name.share_of(new_name, name_common[new_at]),
                content: both.then(|| old_content.share_of(new_content, content_common[new_at])),
            };
            if share.total() >= POSSIBLE && !apart(old[old_at].0, new[new_at].0) {
                shares.push(share);
            }
        }
    }
    // Where two come equally near, the order of the record decides.
    shares.sort_by_key(|share| (std::cmp::Reverse(share.total()), share.old, share.new));
    Pool::new(old, new, shares).matches()
}

struct Pool<'a> {
    old: &'a [Listed<'a>],
    new: &'a [Listed<'a>],
    /// Best first.
    shares: Vec<Share>,
    /// Where the shares of each program stand among them.
    of_old: Vec<Vec<usize>>,
    of_new: Vec<Vec<usize>>,
}

impl<'a> Pool<'a> {
    fn new(old: &'a [Listed<'a>], new: &'a [Listed<'a>], shares: Vec<Share>) -> Self {
        let (mut of_old, mut of_new) = (vec![Vec::new(); old.len()], vec![Vec::new(); new.len()]);
        for (at, share) in shares.iter().enumerate() {
            of_old[share.old].push(at);
            of_new[share.new].push(at);
        }
        Self { old, new, shares, of_old, of_new }
    }

    fn matches(&self) -> Vec<Match> {
        let (children, parents) = self.families();
        let (mut old_done, mut new_done) =
            (vec![false; self.old.len()], vec![false; self.new.len()]);
        let mut matches = Vec::new();
        for best in &self.shares {
            if old_done[best.old] || new_done[best.new] {
                continue;
            }
            let free = |share: &&Share| !old_done[share.old] && !new_done[share.new];
            let children: Vec<Share> = children[best.old].iter().filter(free).copied().collect();
            let parents: Vec<Share> = parents[best.new].iter().filter(free).copied().collect();
            let (kind, mut shares) = match (children.len(), parents.len()) {
                (2.., _) => (CarryKind::Split, children),
                (_, 2..) => (CarryKind::Merged, parents),
                _ => (CarryKind::Renamed, vec![*best]),
            };
            // The farthest stands last: it is the first to be held for something else.
            shares.sort_by_key(|share| std::cmp::Reverse(share.total()));
            for share in &shares {
                old_done[share.old] = true;
                new_done[share.new] = true;
            }
            matches.push(self.made(kind, &shares));
        }
        matches
    }

    /// What reads most like each program of either year: to each of the year before, those of the new
    /// year that read most like it, and the other way round.
    fn families(&self) -> (Vec<Vec<Share>>, Vec<Vec<Share>>) {
        let best = |of: &[Vec<usize>]| -> Vec<Share> {
            of.iter().filter_map(|shares| shares.first()).map(|at| self.shares[*at]).collect()
        };
        let mut children = vec![Vec::new(); self.old.len()];
        for share in best(&self.of_new) {
            children[share.old].push(share);
        }
        let mut parents = vec![Vec::new(); self.new.len()];
        for share in best(&self.of_old) {
            parents[share.new].push(share);
        }
        (children, parents)
    }

    fn made(&self, kind: CarryKind, shares: &[Share]) -> Match {
        let ids = |ids: Vec<&ProgramId>| {
            let mut ids: Vec<ProgramId> = ids.into_iter().cloned().collect();
            ids.dedup();
            ids
        };
        let from = ids(shares.iter().map(|share| self.old[share.old].0).collect());
        let to = ids(shares.iter().map(|share| self.new[share.new].0).collect());
        let (certainty, how) = if let (CarryKind::Renamed, [share]) = (kind, shares) {
            (self.certainty(share), format!("{}が重なる", share.in_words()))
        } else {
            let each = shares.iter().map(|share| {
                let name = match kind {
                    CarryKind::Split => self.new[share.new].1.name(),
                    _ => self.old[share.old].1.name(),
                };
                format!("「{name}」は{}", share.in_words())
            });
            let each = each.collect::<Vec<_>>().join("、");
            (Certainty::Possible, format!("{each}が重なる"))
        };
        let near = shares.first().map(|share| self.near(share, shares)).unwrap_or_default();
        let reason =
            format!("二年の資料を二文字ずつ比べると、{how}。{kind}とは書かれていない。{near}");
        Match { kind, from, to, basis: Basis::Inferred { reason, certainty } }
    }

    fn certainty(&self, share: &Share) -> Certainty {
        let contested = self.rivals(share, &[*share]).next().is_some();
        match share.total() {
            SURE.. if share.content.is_some() && !contested => Certainty::Sure,
            LIKELY.. if !contested => Certainty::Likely,
            _ => Certainty::Possible,
        }
    }

    /// Other programs that come nearly as near, best first.
    fn rivals<'b>(
        &'b self,
        best: &'b Share,
        taken: &'b [Share],
    ) -> impl Iterator<Item = &'b Share> {
        let one_end = |at: &&usize| {
            let other = &self.shares[**at];
            (other.old == best.old) != (other.new == best.new)
        };
        let both = self.of_old[best.old].iter().chain(&self.of_new[best.new]);
        let mut at: Vec<usize> = both.filter(one_end).copied().collect();
        at.sort_unstable();
        at.into_iter().map(|at| &self.shares[at]).filter(|other| {
            let is_taken = taken.iter().any(|it| (it.old, it.new) == (other.old, other.new));
            !is_taken && other.total() + NEAR >= best.total()
        })
    }

    fn near(&self, best: &Share, taken: &[Share]) -> String {
        let names = self.rivals(best, taken).map(|other| {
            let entry =
                if other.old == best.old { self.new[other.new] } else { self.old[other.old] };
            format!("「{}」", entry.1.name())
        });
        let names: Vec<_> = names.collect();
        if names.is_empty() {
            return String::new();
        }
        format!("同じくらい近いものに{}がある。", names.concat())
    }
}
