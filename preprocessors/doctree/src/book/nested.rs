//! What a name means in domains whose objects stand in one another, as those
//! of C do: it is looked for in the place at hand, then in what is around that.

use super::Book;
use super::goal::Goal;
use super::survey::Object;
use crate::tree::element::PendingXref;

impl Book {
    /// What has the name in the nearest place.
    pub(super) fn nested(&self, xref: &PendingXref) -> Option<Goal> {
        let found = self.all_nested(xref);
        let first = found
            .first()
            .map(|(chapter, it)| Goal::of(*chapter, &it.id));
        first.or_else(|| {
            let module = xref.module.as_ref().filter(|_| xref.domain == "js")?;
            self.of_domain(xref, &format!("{module}.{}", xref.target), 0)
                .first()
                .map(|(chapter, it)| Goal::of(*chapter, &it.id))
        })
    }

    /// All that have the name in the nearest place where anything has.
    pub(super) fn all_nested(&self, xref: &PendingXref) -> Vec<(usize, &Object)> {
        let between = between(&xref.domain);
        let target = xref.target.trim();
        let target = target.strip_suffix("()").unwrap_or(target);
        let rooted = target.strip_prefix(between);
        let name = rooted.unwrap_or(target);
        let class = xref.class.as_deref();
        let places = std::iter::successors(class, |it| Some(it.rsplit_once(between)?.0));
        let places: Vec<&str> = places.collect();
        let outermost = places.len();
        let names = [Some(name), without_arguments(name, &xref.domain)];
        for name in names.into_iter().flatten() {
            for (nth, outer) in places.iter().enumerate().filter(|_| rooted.is_none()) {
                let found = self.of_domain(xref, &format!("{outer}{between}{name}"), nth);
                if !found.is_empty() {
                    return found;
                }
            }
            let found = self.of_domain(xref, name, outermost);
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    /// What has the full name, and the id that the reference gives for the
    /// place if it gives any.
    fn of_domain(&self, xref: &PendingXref, name: &str, place: usize) -> Vec<(usize, &Object)> {
        let id = xref.ids.get(place);
        let named = self.objects.named(name, &self.chapters);
        let fits = |it: &Object| it.kind().0 == xref.domain && id.is_none_or(|id| *id == it.id);
        named.filter(|(_, it)| fits(it)).collect()
    }
}

/// What stands between the names of a thing and of what it is in.
pub(super) fn between(domain: &str) -> &'static str {
    if domain == "cpp" { "::" } else { "." }
}

/// A name of C++ without the arguments of its last template: what stands for
/// all that the template makes.
fn without_arguments<'n>(name: &'n str, domain: &str) -> Option<&'n str> {
    let inside = name.strip_suffix('>').filter(|_| domain == "cpp")?;
    let mut depth = 1_usize;
    for (at, c) in inside.char_indices().rev() {
        match c {
            '>' => depth += 1,
            '<' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(inside[..at].trim_end()).filter(|it| !it.ends_with("operator"));
        }
    }
    None
}
