//! The seeds of the fuzz targets, and what small changes make of them.

use std::path::Path;

use wz_tests::fuzz::TARGETS;
use wz_tests::random::Random;

/// Changes at random places: what a fuzzer without any feedback would do.
fn changed(random: &mut Random, seed: &[u8]) -> Vec<u8> {
    const PIECES: [&str; 32] = [
        "/", "<", ">", "<a>", "<int:b>", "<path:c>", "%", "%2F", ":", "(", "\n", "é", "7", "//", ",", ";",
        "=", "\"", "\\", "*", "q=0", " ", "'", "-", "W/", "..", "@", "$", "\0", "?", "#", "&",
    ];
    let mut data = seed.to_vec();
    for _ in 0..1 + random.below(4) {
        let at = random.below(data.len() + 1);
        match random.below(3) {
            0 if at < data.len() => drop(data.remove(at)),
            1 if at < data.len() => data[at] = random.number() as u8,
            _ => drop(data.splice(at..at, random.pick(&PIECES).bytes())),
        }
    }
    data
}

#[test]
fn seeds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds");
    for (name, target) in TARGETS {
        let mut seeds = 0;
        for entry in std::fs::read_dir(folder.join(name)).unwrap() {
            let seed = std::fs::read(entry.unwrap().path()).unwrap();
            target(&seed);
            let mut random = Random::new(seed.len() as u64);
            for _ in 0..crate::cases(20_000) / 200 {
                target(&changed(&mut random, &seed));
            }
            seeds += 1;
        }
        assert!(seeds > 2, "{name} has seeds");
    }
}
