use super::answers;

#[test]
fn keeps_data_as_the_vectors_say() {
    answers("datastructures.json", wz_tests::oracle::datastructure);
}
