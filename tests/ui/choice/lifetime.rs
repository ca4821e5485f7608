use wz::Choice;

#[derive(Choice)]
enum State<'a> {
    Draft,
    Published(&'a str),
}

fn main() {}
