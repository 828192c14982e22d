//! What is worked out beside the dashboard.

use std::sync::Arc;

use super::{Council, Suggestions, carry};

impl Council {
    /// Work for a thread of its own, which of a large record takes longer than anybody wants to wait
    /// for a frame: 引き継ぎ, and the index of 候補 once a detail asked for them. `None` where it is under
    /// way, or done.
    #[must_use]
    pub fn look_ahead(&self) -> Option<impl FnOnce() + Send + use<>> {
        let idle =
            Arc::strong_count(&self.carries) == 1 && Arc::strong_count(&self.suggestions) == 1;
        let carry = self.carries.get().is_none();
        let suggest = self.wants_proposals() && self.suggestions.get().is_none();
        let records = Arc::clone(&self.records);
        let (carries, suggestions) = (Arc::clone(&self.carries), Arc::clone(&self.suggestions));
        (idle && (carry || suggest)).then_some(move || {
            if suggest {
                suggestions.get_or_init(|| Suggestions::of(&records));
            }
            if carry {
                carries.get_or_init(|| carry::carries(&records, None, &[]));
            }
        })
    }
}
