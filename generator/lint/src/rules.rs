//! The shelf of rules. `cargo xtask new-rule NAME` adds to it.

use specwright::validate::Check;

mod ambiguous_paths;
mod callback_in_callback;
mod choice_of_another_type;
mod contradicting_choices;
mod default_of_required;
mod example_server;
mod exploding_pattern;
mod form_without_media_type;
mod format_of_another_type;
mod ignored_body;
mod ignored_header;
mod incomplete_contact;
mod invalid_pattern;
mod keyword_of_another_type;
mod malformed_media_type;
mod mismatched_example;
mod misspelt_header;
mod no_client_error;
mod no_contact;
mod no_license;
mod no_operation_id;
mod no_servers;
mod no_success_response;
mod no_summary;
mod no_tags;
mod no_transfer_protocol;
mod nullable_enum_without_null;
mod nullable_without_type;
mod query_in_path;
mod repeated_server_name;
mod script_in_prose;
mod server_trailing_slash;
mod several_tags;
mod style_beside_content;
mod trailing_slash;
mod two_bounds;
mod undeclared_required;
mod undeclared_server_variable;
mod undeclared_tag;
mod undefined_scope;
mod undescribed_api;
mod undescribed_operation;
mod undescribed_parameter;
mod undescribed_tag;
mod unlinked_license;
mod unsafe_operation_id;
mod unsecured_operation;
mod unsorted_tags;
mod untagged_operation;
mod unused_component;
mod unused_tag;
mod webhook_with_servers;

/// Every rule of taste, by name.
pub static CHECKS: &[&Check] = &[
    &ambiguous_paths::CHECK,
    &callback_in_callback::CHECK,
    &choice_of_another_type::CHECK,
    &contradicting_choices::CHECK,
    &default_of_required::CHECK,
    &example_server::CHECK,
    &exploding_pattern::CHECK,
    &form_without_media_type::CHECK,
    &format_of_another_type::CHECK,
    &ignored_body::CHECK,
    &ignored_header::CHECK,
    &incomplete_contact::CHECK,
    &invalid_pattern::CHECK,
    &keyword_of_another_type::CHECK,
    &malformed_media_type::CHECK,
    &mismatched_example::CHECK,
    &misspelt_header::CHECK,
    &no_client_error::CHECK,
    &no_contact::CHECK,
    &no_license::CHECK,
    &no_operation_id::CHECK,
    &no_servers::CHECK,
    &no_success_response::CHECK,
    &no_summary::CHECK,
    &no_tags::CHECK,
    &no_transfer_protocol::CHECK,
    &nullable_enum_without_null::CHECK,
    &nullable_without_type::CHECK,
    &query_in_path::CHECK,
    &repeated_server_name::CHECK,
    &script_in_prose::CHECK,
    &server_trailing_slash::CHECK,
    &several_tags::CHECK,
    &style_beside_content::CHECK,
    &trailing_slash::CHECK,
    &two_bounds::CHECK,
    &undeclared_required::CHECK,
    &undeclared_server_variable::CHECK,
    &undeclared_tag::CHECK,
    &undefined_scope::CHECK,
    &undescribed_api::CHECK,
    &undescribed_operation::CHECK,
    &undescribed_parameter::CHECK,
    &undescribed_tag::CHECK,
    &unlinked_license::CHECK,
    &unsafe_operation_id::CHECK,
    &unsecured_operation::CHECK,
    &unsorted_tags::CHECK,
    &untagged_operation::CHECK,
    &unused_component::CHECK,
    &unused_tag::CHECK,
    &webhook_with_servers::CHECK,
];
