//! 審議: parses the command line, runs it, and ends with its exit code. No logic.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(shingi::cli::run(std::env::args_os()))
}
