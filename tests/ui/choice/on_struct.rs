use wz::Choice;

#[derive(Choice)]
struct State;

fn main() {}
