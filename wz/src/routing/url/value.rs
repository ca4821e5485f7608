//! What can be given for a variable in [`url_for!`](crate::url_for): one trait for each converter.

use std::borrow::{Borrow, Cow};
use std::fmt::Write;
use std::rc::Rc;
use std::sync::Arc;

use super::super::digits;

macro_rules! value_traits {
    ($($(#[$attribute:meta])* $value:ident;)*) => {$(
        $(#[$attribute])*
        pub trait $value {
            /// Appends the value as text, not percent-encoded.
            fn write_text(&self, out: &mut String);
        }

        #[diagnostic::do_not_recommend]
        impl<T: $value + ?Sized> $value for &T {
            #[inline]
            fn write_text(&self, out: &mut String) {
                (**self).write_text(out);
            }
        }
    )*};
}

value_traits! {
    /// A value for an `<int:...>` variable: all of Rust's integers, and your own types around one.
    ///
    /// ```
    /// use wz::prelude::*;
    /// use wz::routing::IntValue;
    ///
    /// struct UserId(u32);
    ///
    /// impl IntValue for UserId {
    ///     fn write_text(&self, out: &mut String) {
    ///         self.0.write_text(out);
    ///     }
    /// }
    ///
    /// #[get("/user/<int:id>")]
    /// fn user(id: u32) -> String {
    ///     id.to_string()
    /// }
    ///
    /// routes! { pub Site = user }
    ///
    /// assert_eq!(url_for!(in Site: user, id = UserId(7)), "/user/7");
    /// ```
    #[diagnostic::on_unimplemented(
        message = "`{Self}` is not a value for an `int` variable",
        label = "an `int` variable takes an integer"
    )]
    IntValue;

    /// A value for a `<float:...>` variable: `f64`, `f32`, and your own types around one.
    #[diagnostic::on_unimplemented(
        message = "`{Self}` is not a value for a `float` variable",
        label = "a `float` variable takes a number with a point, such as `2.0` or `n as f64`"
    )]
    FloatValue;

    /// A value for a `<name>` (`string`) or a `<path:name>` variable: text.
    #[diagnostic::on_unimplemented(
        message = "`{Self}` is not a value for a `string` or `path` variable",
        label = "this variable takes text, such as `\"a\"` or `&n.to_string()`"
    )]
    TextValue;

    /// A value for an `<any(...):...>` variable: text, or an enum with `#[derive(Choice)]`.
    #[diagnostic::on_unimplemented(
        message = "`{Self}` is not a value for an `any` variable",
        label = "an `any` variable takes text or an enum with `#[derive(Choice)]`"
    )]
    ChoiceValue;

    /// A value for a `<uuid:...>` variable: `Uuid`, `u128` or text.
    #[diagnostic::on_unimplemented(
        message = "`{Self}` is not a value for a `uuid` variable",
        label = "a `uuid` variable takes a `Uuid`, a `u128` or text",
        note = "`uuid::Uuid` needs the feature `uuid` of wz"
    )]
    UuidValue;
}

/// A value for a variable with the converter `C`: its `Value`, here `T`.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a value of the converter `{C}`",
    label = "`{C}` takes `{T}`"
)]
pub trait CustomValue<C, T> {
    /// The value itself.
    fn value(&self) -> &T;
}

#[diagnostic::do_not_recommend]
impl<C, T, V: Borrow<T> + ?Sized> CustomValue<C, T> for V {
    fn value(&self) -> &T {
        self.borrow()
    }
}

macro_rules! values {
    ($value:ident: $($type:ty)*) => {$(
        #[diagnostic::do_not_recommend]
        impl $value for $type {
            #[inline]
            fn write_text(&self, out: &mut String) {
                let _ = write!(out, "{self}");
            }
        }
    )*};
}
values!(IntValue: u128 i128);
#[cfg(feature = "uuid")]
values!(UuidValue: uuid::Uuid);

#[diagnostic::do_not_recommend]
impl UuidValue for u128 {
    fn write_text(&self, out: &mut String) {
        let digits = format!("{self:032x}");
        for (i, group) in [0..8, 8..12, 12..16, 16..20, 20..32].into_iter().enumerate() {
            if i > 0 {
                out.push('-');
            }
            out.push_str(&digits[group]);
        }
    }
}

macro_rules! small_integers {
    ($($type:ty: $as_wide:ty)*) => {$(
        #[diagnostic::do_not_recommend]
        impl IntValue for $type {
            // Inlined, the length of the text stays in a register: half of the time of a short link is waiting for it.
            #[inline(always)]
            fn write_text(&self, out: &mut String) {
                let wide = *self as $as_wide;
                #[allow(unused_comparisons)]
                if wide < 0 {
                    out.push('-');
                }
                // The same for a type without sign.
                digits::write(wide.abs_diff(0) as u64, out);
            }
        }
    )*};
}
small_integers!(u8: u64 u16: u64 u32: u64 u64: u64 usize: u64 i8: i64 i16: i64 i32: i64 i64: i64 isize: i64);

macro_rules! texts {
    ($value:ident: $($type:ty)*) => {$(
        #[diagnostic::do_not_recommend]
        impl $value for $type {
            #[inline]
            fn write_text(&self, out: &mut String) {
                out.push_str(self);
            }
        }
    )*};
}
texts!(TextValue: str String Cow<'_, str> Box<str> Rc<str> Arc<str>);
texts!(ChoiceValue: str String Cow<'_, str> Box<str> Rc<str> Arc<str>);
texts!(UuidValue: str String);

macro_rules! floats {
    ($($type:ty)*) => {$(
        #[diagnostic::do_not_recommend]
        impl FloatValue for $type {
            /// Plain decimal digits with a point, never an exponent.
            fn write_text(&self, out: &mut String) {
                let start = out.len();
                let _ = write!(out, "{self}");
                if !out[start..].contains('.') {
                    out.push_str(".0");
                }
            }
        }
    )*};
}
floats!(f32 f64);
