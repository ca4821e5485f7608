//! Replays vectors that the real Werkzeug made; `routing.py` beside this file says how.

mod routing_build;
mod routing_match;
mod rules;
