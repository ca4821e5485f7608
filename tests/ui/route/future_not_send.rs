use std::rc::Rc;

#[wz::get("/")]
async fn handler() -> String {
    let shared = Rc::new(1);
    std::future::ready(()).await;
    shared.to_string()
}

fn main() {}
