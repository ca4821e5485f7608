use crate::tagged::replay;

#[test]
fn keeps_data_as_the_vectors_say() {
    assert!(replay("datastructures", wz_tests::oracle::datastructure) >= 1000);
}
