use super::answers;

#[test]
fn reads_and_writes_headers_as_the_vectors_say() {
    answers("headers.json", wz_tests::oracle::header);
}
