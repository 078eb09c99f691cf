//! The program: arguments to an exit code.

fn main() {}
