use std::any::TypeId;

use crate::files::ListedFolder;

/// What a handler needs from the application, collected before the first request so that a program with a piece
/// missing does not start.
///
/// ```
/// use wz::handler::{FromRequest, Requirements};
/// use wz::State;
///
/// let mut needs = Requirements::new();
/// <State<u32> as FromRequest>::requires(&mut needs);
/// assert_eq!(needs.states().collect::<Vec<_>>(), ["u32"]);
/// ```
#[derive(Debug, Default)]
pub struct Requirements {
    states: Vec<Requirement>,
    folders: Vec<&'static ListedFolder>,
}

#[derive(Debug)]
pub(crate) struct Requirement {
    pub(crate) type_name: &'static str,
    pub(crate) id: TypeId,
    /// What it is, and how to give it, where that is not `App::state`.
    pub(crate) otherwise: Option<&'static str>,
}

impl Requirements {
    /// Nothing so far.
    pub fn new() -> Requirements {
        Requirements::default()
    }

    /// Adds a state of type `T`, as set by [`App::state`](crate::App::state).
    pub fn state<T: Send + Sync + 'static>(&mut self) {
        self.states.push(Requirement {
            type_name: std::any::type_name::<T>(),
            id: TypeId::of::<T>(),
            otherwise: None,
        });
    }

    /// Adds what stands for something that a method of `App` gives.
    #[cfg(any(feature = "openapi", feature = "sessions"))]
    pub(crate) fn otherwise<T: 'static>(&mut self, otherwise: &'static str) {
        let (type_name, id) = (std::any::type_name::<T>(), TypeId::of::<T>());
        self.states.push(Requirement { type_name, id, otherwise: Some(otherwise) });
    }

    /// The types of the states that are needed.
    pub fn states(&self) -> impl Iterator<Item = &'static str> {
        self.states.iter().map(|requirement| requirement.type_name)
    }

    /// Adds the folder of a `static` line.
    #[doc(hidden)]
    pub fn folder(&mut self, folder: &'static ListedFolder) {
        self.folders.push(folder);
    }

    pub(crate) fn folders(&self) -> &[&'static ListedFolder] {
        &self.folders
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Requirement> {
        self.states.iter()
    }
}
