use wz::get;

trait Pages {
    #[get("/")]
    fn index();
}

fn main() {}
