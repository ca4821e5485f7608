//! What a handler says about itself, as far as its types know: of three methods of one name the first is found whose trait is
//! there. See `pick.rs`.

use super::Pick;
use crate::openapi::{
    InputWithoutSchema, Operation, OperationInput, OperationOutput, OutputWithoutSchema, form_field_schema,
};

/// A trait for each kind of types, with one method.
macro_rules! kinds {
    ($($method:ident: $($trait:ident for $pick:ty $(where $bound:ident)?),+;)+) => {$($(
        /// Found for types of one kind.
        pub trait $trait {
            /// Writes down what is known.
            fn $method(&self, operation: &mut Operation);
        }

        impl<T $(: $bound)?> $trait for $pick {
            fn $method(&self, _operation: &mut Operation) {
                $(<T as $bound>::describe(_operation);)?
            }
        }
    )+)+};
}
kinds! {
    describe_input:
        DescribeInput for &&Pick<T> where OperationInput,
        DescribeInputWithoutSchema for &Pick<T> where InputWithoutSchema,
        DescribeNoInput for Pick<T>;
    describe_output:
        DescribeOutput for &&Pick<T> where OperationOutput,
        DescribeOutputWithoutSchema for &Pick<T> where OutputWithoutSchema,
        DescribeNoOutput for Pick<T>;
}

/// For fields of forms that have a schema.
pub trait FieldSchema {
    /// The schema.
    fn field_schema(&self, operation: &mut Operation) -> Option<serde_json::Value>;
}

impl<T: schemars::JsonSchema> FieldSchema for &Pick<T> {
    fn field_schema(&self, operation: &mut Operation) -> Option<serde_json::Value> {
        Some(form_field_schema::<T>(operation))
    }
}

/// For all others.
pub trait NoFieldSchema {
    /// None.
    fn field_schema(&self, operation: &mut Operation) -> Option<serde_json::Value>;
}

impl<T> NoFieldSchema for Pick<T> {
    fn field_schema(&self, _: &mut Operation) -> Option<serde_json::Value> {
        None
    }
}
