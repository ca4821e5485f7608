use crate::tagged::replay;

#[test]
fn reads_and_writes_headers_as_the_vectors_say() {
    assert!(replay("headers", wz_tests::oracle::header) >= 7000);
}
