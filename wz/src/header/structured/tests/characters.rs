//! Every character at every place: the sets of the RFC, written once more.

use super::super::*;

const LOWER: &str = "abcdefghijklmnopqrstuvwxyz";
const DIGITS: &str = "0123456789";

/// The characters that may stand in a template at `X`.
fn allowed<T: std::str::FromStr>(template: &str) -> String {
    let all = (0..=255).map(char::from);
    all.filter(|character| template.replace('X', &character.to_string()).parse::<T>().is_ok()).collect()
}

fn sorted(parts: &[&str]) -> String {
    let mut all: Vec<char> = parts.concat().chars().collect();
    all.sort_unstable();
    all.dedup();
    all.into_iter().collect()
}

#[test]
fn of_a_key() {
    assert_eq!(allowed::<Dictionary>("X"), sorted(&[" ", LOWER, "*"]));
    assert_eq!(allowed::<Dictionary>("aXa"), sorted(&[LOWER, DIGITS, "_-.*", "=,;"]));
    assert_eq!(allowed::<Key>("X"), sorted(&[LOWER, "*"]));
    assert_eq!(allowed::<Key>("aX"), sorted(&[LOWER, DIGITS, "_-.*"]));
    assert_eq!(allowed::<Item>("1;X=1"), sorted(&[LOWER, "*"]));
    assert_eq!(allowed::<Item>("1;aX=1"), sorted(&[LOWER, DIGITS, "_-.*"]));
}

#[test]
fn of_a_token() {
    let upper = LOWER.to_uppercase();
    assert_eq!(allowed::<Item>("X"), sorted(&[LOWER, &upper, DIGITS, "*"]));
    assert_eq!(allowed::<Item>("aXb"), sorted(&[LOWER, &upper, DIGITS, "!#$%&'*+-.^_`|~:/", ";"]));
    assert_eq!(allowed::<Token>("X"), sorted(&[LOWER, &upper, "*"]));
    assert_eq!(allowed::<Token>("aX"), sorted(&[LOWER, &upper, DIGITS, "!#$%&'*+-.^_`|~:/"]));
}

#[test]
fn of_a_string() {
    let printable: String = (' '..='~').collect();
    assert_eq!(allowed::<Item>("\"X\""), printable.replace(['"', '\\'], ""));
    assert_eq!(allowed::<Item>("\"\\X\""), "\"\\");
    assert_eq!(allowed::<Text>("X"), printable);
    assert_eq!(allowed::<Item>("%\"X\""), printable.replace(['"', '%'], ""));
    assert_eq!(allowed::<Item>("%\"%4X\""), sorted(&[DIGITS, "abcdef"]));
    assert_eq!(allowed::<Item>("%\"%X1\""), sorted(&["01234567"]));
}

#[test]
fn of_numbers_bytes_and_booleans() {
    let upper = LOWER.to_uppercase();
    assert_eq!(allowed::<Item>("1X1"), sorted(&[DIGITS, "."]));
    assert_eq!(allowed::<Item>("-X"), DIGITS);
    assert_eq!(allowed::<Item>("1.X"), DIGITS);
    assert_eq!(allowed::<Item>("@X"), DIGITS);
    assert_eq!(allowed::<Item>("?X"), "01");
    assert_eq!(allowed::<Item>(":aXbc:"), sorted(&[LOWER, &upper, DIGITS, "+/"]));
}

#[test]
fn between_things() {
    assert_eq!(allowed::<List>("1X,2"), "\t ,0123456789.".replace([',', '.'], ""));
    assert_eq!(allowed::<List>("\"a\"X\"b\""), ",");
    assert_eq!(allowed::<List>("(\"a\"X\"b\")"), " ");
    // A `%` makes another kind of string of it.
    assert_eq!(allowed::<List>("(X\"b\")"), " %");
    assert_eq!(allowed::<Item>("X\"b\""), " %");
    assert_eq!(allowed::<Item>("?1X"), " ");
    assert_eq!(allowed::<Item>("?1;Xa"), sorted(&[" ", LOWER, "*"]));
}

#[test]
fn every_text_is_written_and_read_back() {
    let all: String = (0..0x800).filter_map(char::from_u32).collect();
    let item = Item::new(BareItem::DisplayString(all.clone()));
    assert_eq!(item.to_string().parse::<Item>(), Ok(item));
    let printable: Text = all[32..127].parse().unwrap();
    let item = Item::new(printable);
    assert_eq!(item.to_string().parse::<Item>(), Ok(item));
    let bytes: Vec<u8> = (0..=255).collect();
    for length in 0..=bytes.len() {
        let item = Item::new(bytes[..length].to_vec());
        assert_eq!(item.to_string().parse::<Item>(), Ok(item));
    }
}
