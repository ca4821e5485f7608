use wz::Choice;

#[derive(Choice)]
enum State {
    #[choice("")]
    Draft,
}

fn main() {}
