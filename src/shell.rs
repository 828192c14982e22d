//! The only part that acts: terminal, signals, files, clock.
