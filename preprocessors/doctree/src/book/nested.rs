//! What a name means in domains whose objects stand in one another, as those
//! of C do: it is looked for in the place at hand, then in what is around that.

use super::Book;
use super::goal::Goal;
use crate::tree::element::PendingXref;

impl Book {
    /// What has the name in the nearest place.
    pub(super) fn nested(&self, xref: &PendingXref) -> Option<Goal> {
        let between = if xref.domain == "cpp" { "::" } else { "." };
        let target = xref.target.trim();
        let target = target.strip_suffix("()").unwrap_or(target);
        let rooted = target.strip_prefix(between);
        let name = rooted.unwrap_or(target);
        let mut place = xref.class.as_deref().filter(|_| rooted.is_none());
        while let Some(outer) = place {
            if let Some(goal) = self.of_domain(&xref.domain, &format!("{outer}{between}{name}")) {
                return Some(goal);
            }
            place = outer.rsplit_once(between).map(|it| it.0);
        }
        let module = xref.module.as_ref().filter(|_| xref.domain == "js");
        let module = module.and_then(|it| self.of_domain("js", &format!("{it}.{name}")));
        module.or_else(|| self.of_domain(&xref.domain, name))
    }

    fn of_domain(&self, domain: &str, name: &str) -> Option<Goal> {
        let mut named = self.objects.named(name, &self.chapters);
        let (chapter, object) = named.find(|(_, it)| it.kind().0 == domain)?;
        Some(Goal::of(chapter, &object.id))
    }
}
