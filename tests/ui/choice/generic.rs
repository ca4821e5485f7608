use wz::Choice;

#[derive(Choice)]
enum State<T> {
    Draft,
    Published(T),
}

fn main() {}
