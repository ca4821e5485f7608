/// The names of the built-in converters.
pub const BUILT_IN: [&str; 7] = ["string", "default", "int", "float", "path", "any", "uuid"];

/// Whether a converter of this name is built in.
pub fn is_built_in(name: &str) -> bool {
    BUILT_IN.contains(&name)
}
