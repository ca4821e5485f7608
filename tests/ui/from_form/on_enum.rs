use wz::prelude::*;

#[derive(FromForm)]
enum Kind {
    Small,
    Large,
}

fn main() {
    let _ = [Kind::Small, Kind::Large];
}
