use wz::Choice;

#[derive(Choice)]
enum State {
    Draft,
    #[choice("draft")]
    Sketch,
}

fn main() {}
