//! Time on the processor, which hardly depends on what else the machine does.

use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

/// What this thread has spent on the processor.
pub fn spent() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or_default())
}

/// What it has spent since.
pub fn since(begun: Duration) -> Duration {
    spent().saturating_sub(begun)
}

/// What some work spends.
pub fn timed(work: impl FnOnce()) -> Duration {
    let begun = spent();
    work();
    since(begun)
}

/// The time in the middle.
pub fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// As people read it.
pub fn in_ms(time: Duration) -> String {
    let ms = time.as_secs_f64() * 1e3;
    if ms < 10.0 { format!("{ms:.2} ms") } else { format!("{ms:.0} ms") }
}
