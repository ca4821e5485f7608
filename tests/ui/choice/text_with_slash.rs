use wz::Choice;

#[derive(Choice)]
enum State {
    #[choice("a/b")]
    Draft,
}

fn main() {}
