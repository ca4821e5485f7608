//! The framework and its application, by the test client of wz.

use super::*;
use wz::testing::Client;

fn client() -> Client {
    Client::new(app().into_app().unwrap())
}

#[test]
fn a_guest_writes_an_entry() {
    let client = client();
    let sent_on = client.get("/write/").send();
    sent_on.assert_status(303).assert_header("location", "/login");
    let form = client.post("/login").form([("name", "Ada <3")]).follow_redirects().send();
    assert!(form.text().contains("Ada &lt;3 writes:"), "{}", form.text());

    let refused = client.post("/write/").form([("text", " ")]).send();
    refused.assert_status(422);
    assert_eq!(refused.text(), "<h1>Not so</h1><p>Write something.");

    let number = entries().len();
    let index = client.post("/write/").form([("text", "I was <here>.")]).follow_redirects().send();
    assert!(index.text().contains("<p class=flash>Thank you!</p>"), "{}", index.text());
    assert!(index.text().contains(&format!("<a href=\"/entry/{number}\">Ada &lt;3</a>")), "{}", index.text());
    assert!(!client.get("/").send().text().contains("Thank you!"), "a message is shown once");
    let entry = client.get(&format!("/entry/{number}")).send();
    assert!(entry.text().contains("<p>I was &lt;here&gt;.</p>"), "{}", entry.text());
}

#[test]
fn what_is_not_there() {
    let client = client();
    let missing = client.get("/entry/12345").header("accept", "text/plain").send();
    missing.assert_status(404);
    assert_eq!(missing.text(), "404 Not Found: There is no entry 12345.\n");
    // A debug build says which rules there are, and why none of them fits.
    let nowhere = client.get("/entry/x").header("accept", "text/plain").send();
    nowhere.assert_status(404);
    assert_eq!(nowhere.text().contains("/entry/<int:id>"), cfg!(debug_assertions), "{}", nowhere.text());
    client.post("/").send().assert_status(405).assert_header("allow", "GET, HEAD, OPTIONS");
    client
        .get("/write?a=b")
        .send()
        .assert_status(308)
        .assert_header("location", "http://localhost/write/?a=b");
    client.head("/").send().assert_status(200);
}

#[test]
fn closures_are_views_too() {
    assert_eq!(client().get("/hello/J%C3%BCrgen").send().text(), "Hello, Jürgen!");
}

#[test]
fn it_can_be_mounted() {
    let outer = App::default().mount("/book", app().into_app().unwrap());
    let client = Client::new(outer);
    assert!(client.get("/book/").send().text().contains("href=\"/book/write/\""));
    client.get("/book/write/").send().assert_header("location", "/book/login");
    client.get("/").send().assert_status(404);
}
