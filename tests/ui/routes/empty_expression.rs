use wz::prelude::*;

fn main() {
    wz::App::new(routes![]);
}
