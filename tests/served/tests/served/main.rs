//! What a generated server makes of requests, one room a question.

mod bodies;
mod client;
mod doors;
mod paths;
mod payments;
mod sequences;
mod styles;
mod trees;
