use wz::Choice;

#[derive(Choice)]
enum State {
    Draft,
    Published(u32),
}

fn main() {}
