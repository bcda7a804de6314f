//! The command, run as people run it, on small books.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod book;
mod build;
mod check;
mod convert;
mod drawing;
mod exercise;
mod import;
mod navigation;
mod notebook;
mod pdf;
mod references;
mod serve;
mod wire;
