//! Keeps what is being typed, behind the loop: by the time a link dies, a signal comes or the program
//! fails, the draft is on disk already, and no way out has to do more than to wait for the last write.

use std::{
    fs, io,
    path::Path,
    sync::{Condvar, Mutex, MutexGuard, PoisonError, TryLockError},
    thread,
    time::{Duration, Instant},
};

use super::{
    spawn,
    state::{Drawer, Sheet},
};
use crate::{
    app::{Draft, draft::Kept},
    domain::Person,
    problem::reason,
};

/// The least time between two writes, and so the most typing that a process killed outright loses.
const BREATH: Duration = Duration::from_millis(300);

/// What a person is told who leaves something unfinished behind.
pub const KEPT: &str = "書きかけは控えました。次に shingi を開くと、続けられます。";

/// How long the last write is waited for by those who leave in good order: a busy disk takes its
/// time, and whoever asked the program to end gives it two seconds.
pub const PATIENCE: Duration = Duration::from_secs(1);

/// The same where that time has gone by already.
pub const LAST_MOMENT: Duration = Duration::from_millis(100);

/// 手元. What is to be written, and how far that is.
struct Slot {
    /// What was handed over last.
    known: Option<Draft>,
    /// Whether it is to be written.
    fresh: bool,
    /// Files that are no longer needed once it is.
    forgotten: Vec<String>,
    writing: bool,
    pace: Pace,
    /// Whether there is a draft on disk.
    kept: bool,
    /// Why it could not be written; told once.
    trouble: Option<String>,
}

/// 急ぎ. Whether somebody waits for the last write.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pace {
    Calm,
    Hurry,
}

static SLOT: Mutex<Slot> = Mutex::new(Slot {
    known: None,
    fresh: false,
    forgotten: Vec::new(),
    writing: false,
    pace: Pace::Calm,
    kept: false,
    trouble: None,
});
static CHANGED: Condvar = Condvar::new();

/// Starts to keep the drafts of a person for a record, and gives back what earlier dashboards left,
/// and what is wrong with it.
///
/// # Errors
///
/// When the system refuses the thread.
pub fn listen(records: &Path, person: &Person) -> io::Result<(Vec<Kept>, Option<String>)> {
    let Some(drawer) = Drawer::of(records, person) else { return Ok((Vec::new(), None)) };
    let left = drawer.left();
    let damaged = left.damaged.first().map(|path| {
        format!("書きかけの控えを読めません。管理者に渡してください: {}", path.display())
    });
    let held = left.held;
    spawn("drafts", move || {
        let _held = held;
        write(&mut drawer.sheet());
    })?;
    Ok((left.kept, damaged))
}

/// Hands over what is being typed now; nothing where nothing would be lost.
pub fn keep(draft: Option<Draft>) {
    let mut slot = lock();
    if slot.known != draft {
        slot.known = draft;
        slot.fresh = true;
        CHANGED.notify_all();
    }
}

/// A draft of an earlier dashboard goes, once what is being typed now is on disk.
pub fn forget(name: String) {
    lock().forgotten.push(name);
    CHANGED.notify_all();
}

/// Why what is being typed cannot be kept; once.
#[must_use]
pub fn trouble() -> Option<String> {
    lock().trouble.take()
}

/// Waits for the last write, but not for a disk that does not answer. Whether there is a draft to
/// come back to.
///
/// Takes the lock only where it is free: this may be asked on a thread that holds it.
pub fn settle(patience: Duration) -> bool {
    let deadline = Instant::now() + patience;
    loop {
        match SLOT.try_lock() {
            Ok(slot) if slot.is_idle() => return slot.kept,
            Ok(mut slot) => {
                slot.pace = Pace::Hurry;
                CHANGED.notify_all();
            }
            Err(TryLockError::Poisoned(slot)) => return slot.into_inner().kept,
            Err(TryLockError::WouldBlock) => {}
        }
        if Instant::now() > deadline {
            return false;
        }
        thread::sleep(Duration::from_millis(5));
    }
}

impl Slot {
    fn has_work(&self) -> bool {
        self.fresh || !self.forgotten.is_empty()
    }

    fn is_idle(&self) -> bool {
        !self.has_work() && !self.writing
    }
}

fn write(sheet: &mut Sheet) -> ! {
    let mut wrote: Option<Instant> = None;
    loop {
        let slot = wait(lock(), |slot| !slot.has_work());
        let breath = wrote.map_or(Duration::ZERO, |at| BREATH.saturating_sub(at.elapsed()));
        // What was saved must not be offered again, so a draft goes without a pause.
        let mut slot =
            wait_within(slot, breath, |slot| slot.pace == Pace::Calm && slot.known.is_some());
        let draft = slot.fresh.then(|| slot.known.clone());
        let forgotten = std::mem::take(&mut slot.forgotten);
        slot.fresh = false;
        slot.writing = true;
        drop(slot);
        let written = match &draft {
            // Somebody may sweep up between two steps; a second failure is one.
            Some(Some(draft)) => sheet.write(draft).or_else(|_| sheet.write(draft)),
            Some(None) => {
                sheet.clear();
                Ok(())
            }
            None => Ok(()),
        };
        if written.is_ok() {
            for name in forgotten {
                let _ = fs::remove_file(name);
            }
        }
        wrote = Some(Instant::now());
        let mut slot = lock();
        slot.writing = false;
        slot.pace = Pace::Calm;
        match (written, draft) {
            (Ok(()), Some(draft)) => slot.kept = draft.is_some(),
            (Err(error), _) => slot.trouble = Some(reason(&error).into_owned()),
            (Ok(()), None) => {}
        }
    }
}

fn wait(slot: MutexGuard<'_, Slot>, still: impl FnMut(&mut Slot) -> bool) -> MutexGuard<'_, Slot> {
    CHANGED.wait_while(slot, still).unwrap_or_else(PoisonError::into_inner)
}

fn wait_within(
    slot: MutexGuard<'_, Slot>,
    limit: Duration,
    still: impl FnMut(&mut Slot) -> bool,
) -> MutexGuard<'_, Slot> {
    let waited = CHANGED.wait_timeout_while(slot, limit, still);
    waited.unwrap_or_else(PoisonError::into_inner).0
}

fn lock() -> MutexGuard<'static, Slot> {
    SLOT.lock().unwrap_or_else(PoisonError::into_inner)
}
