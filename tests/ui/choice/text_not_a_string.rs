use wz::Choice;

#[derive(Choice)]
enum State {
    #[choice(1)]
    Draft,
}

fn main() {}
