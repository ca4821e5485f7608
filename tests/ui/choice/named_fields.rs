use wz::Choice;

#[derive(Choice)]
enum State {
    Draft { by: String },
}

fn main() {}
