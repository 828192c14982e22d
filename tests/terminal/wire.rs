//! The real program is quiet: which writer it takes, and what it does while nobody does anything.

use std::{
    fs,
    sync::mpsc,
    time::{Duration, Instant},
};

use super::{dashboard::Home, pty::Pty};

/// How long it may take until the dashboard is at rest. Only a failing test waits as long.
const PATIENCE: Duration = Duration::from_secs(60);

#[test]
fn the_careful_writer_is_asked_for_by_option_and_by_configuration() {
    let home = Home::new();
    let config = home.0.path().join(".config/shingi");
    fs::create_dir_all(&config).unwrap();
    let mut by_option = home.start();
    by_option.command.insert(1, "--compat".into());
    for (start, config_text, careful) in [
        (home.start(), "Config()", false),
        (by_option, "Config()", true),
        (home.start(), "Config(writer: stock)", true),
    ] {
        fs::write(config.join("config.ron"), config_text).unwrap();
        let pty = Pty::start(&start);
        pty.wait_for_text("要対応");
        let bytes = String::from_utf8_lossy(&pty.bytes()).into_owned();
        assert_eq!(bytes.contains("審\x1b[1;4H議"), careful, "{config_text}: {bytes}");
    }
}

/// How often the threads of a process have gone to sleep.
fn naps(pty: &Pty) -> u64 {
    let tasks = fs::read_dir(format!("/proc/{}/task", pty.pid().as_raw_nonzero())).unwrap();
    let naps = tasks.filter_map(|task| {
        let status = fs::read_to_string(task.ok()?.path().join("status")).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"))?;
        line.trim().parse::<u64>().ok()
    });
    naps.sum()
}

#[test]
#[cfg(target_os = "linux")]
fn an_idle_dashboard_writes_nothing_and_wakes_once_a_second() {
    let home = Home::new();
    let pty = home.open();
    pty.wait_for("the cursor of the first frame", |screen| !screen.hide_cursor());
    let wait_for_naps = |count: u64| {
        let (_never, nothing) = mpsc::channel::<()>();
        let (before, since) = (naps(&pty), Instant::now());
        while naps(&pty) < before + count && since.elapsed() < PATIENCE {
            let _ = nothing.recv_timeout(Duration::from_millis(20));
        }
        since.elapsed()
    };
    // What it does behind the first frame comes to an end; then three wake-ups take three seconds.
    let start = Instant::now();
    loop {
        let bytes = pty.bytes();
        let took = wait_for_naps(3);
        if took > Duration::from_millis(2_500) && pty.bytes() == bytes {
            break;
        }
        assert!(start.elapsed() < PATIENCE, "three wake-ups in {took:?}, or something written");
    }
}
