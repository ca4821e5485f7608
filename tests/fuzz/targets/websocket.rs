#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| wz_tests::fuzz::websocket(data));
