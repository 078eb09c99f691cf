//! The suite: one binary of every integration test, a module a room.

mod values;
