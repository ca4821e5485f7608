use wz::Choice;

#[derive(Choice)]
#[choice("x")]
enum State {
    Draft,
}

fn main() {}
