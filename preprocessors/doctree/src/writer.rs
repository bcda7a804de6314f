//! Documents out: one room a format. Every writer is total: what it has no
//! form for is shown as text, and nothing is lost.

pub mod attributes;
pub mod html;
pub mod markdown;
pub mod mathml;
pub mod pseudoxml;
pub mod xml;
