use wz::Choice;

#[derive(Choice)]
enum State {}

fn main() {}
