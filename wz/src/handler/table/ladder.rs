//! Array lengths for sizes that are known too late.

/// Calls a function with the least length of a ladder that is at least `$size`: `$function::<$generics, LENGTH>()`.
///
/// What a generic type has for a size cannot be the length of an array in stable Rust. The steps are a quarter of
/// the size at the most, and only the function that is called is looked at by the compiler.
macro_rules! with_length {
    ($size:expr, $function:ident, $generics:tt) => {
        with_length!(
            $size, $function, $generics,
            0 1 2 3 4 5 6 7 8 10 12 14 16 20 24 28 32 40 48 56 64 80 96 112 128 160 192 224 256 320 384 448 512
            640 768 896 1024 1280 1536 1792 2048 2560 3072 3584 4096 5120 6144 7168 8192 10240 12288 14336 16384
            20480 24576 28672 32768 40960 49152 57344 65536 81920 98304 114688 131072 163840 196608 229376 262144
            327680 393216 458752 524288 655360 786432 917504 1048576 1310720 1572864 1835008 2097152
        )
    };
    ($size:expr, $function:ident, $generics:tt, $($length:literal)*) => {{
        let size: usize = $size;
        match size {
            $(..=$length => with_length!(@call $function, $generics, $length),)*
            _ => panic!("the rules of this route table are too long together: mount a part of them as an application of its own"),
        }
    }};
    (@call $function:ident, ($($generic:ident),*), $length:literal) => { $function::<$($generic,)* $length>() };
}

pub(super) use with_length;
