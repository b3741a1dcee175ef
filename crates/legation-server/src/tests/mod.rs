//! The pages as a visitor gets them.

mod attacks;
mod lists;
mod visitors;
