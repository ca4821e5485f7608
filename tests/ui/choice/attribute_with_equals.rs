use wz::Choice;

#[derive(Choice)]
enum State {
    #[choice = "draft"]
    Draft,
}

fn main() {}
