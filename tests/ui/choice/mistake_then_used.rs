use wz::prelude::*;

#[derive(Choice)]
enum State {
    Draft, Published(u32),
}

#[get("/<any(draft):state>")]
fn list(_state: State) -> String {
    url_for!(list, state = State::Draft)
}

routes! { pub Site = list }

fn main() {}
