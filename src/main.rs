//! 審議: parses the command line, runs it, and ends with its exit code. No logic.

fn main() {
    shingi::shell::leave(shingi::cli::run(std::env::args_os()))
}
