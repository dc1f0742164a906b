//! Every kind of change, spelt out, by what it can happen to.

use crate::diff::kind::{Bound, Combined, Fate, Keyword, Kind, Life, Notice, SchemePart, Step};

pub(super) fn of_operations() -> impl Iterator<Item = Kind> {
    let notices = Notice::ALL.into_iter();
    let removed = notices.flat_map(|it| [Kind::OperationRemoved(it), Kind::PathRemoved(it)]);
    let fates = Fate::ALL.into_iter().flat_map(|fate| {
        let some = [
            Kind::OperationId(fate),
            Kind::Tag(fate),
            Kind::Server(fate),
            Kind::Webhook(fate),
            Kind::Callback(fate),
            Kind::Schema(fate),
            Kind::Alternative(fate, false),
            Kind::Alternative(fate, true),
            Kind::Scope(fate, false),
            Kind::Scope(fate, true),
            Kind::Scheme(SchemePart::Itself(fate), true),
            Kind::Scheme(SchemePart::Scope(fate), true),
            Kind::Scheme(SchemePart::Flow(fate), true),
        ];
        // What only comes or goes does not change.
        let changes = |it: &Kind| {
            fate != Fate::Changed
                || matches!(it, Kind::OperationId(_) | Kind::Scheme(SchemePart::Scope(_), _))
        };
        some.into_iter().filter(changes).collect::<Vec<_>>()
    });
    let others = [
        Kind::OperationAdded,
        Kind::OperationMoved,
        Kind::BasePathChanged,
        Kind::SecurityRequired(false),
        Kind::SecurityRequired(true),
        Kind::SecurityDropped(false),
        Kind::SecurityDropped(true),
        Kind::Scheme(SchemePart::Type, true),
        Kind::Scheme(SchemePart::Type, false),
        Kind::Scheme(SchemePart::AuthorizationUrl, true),
        Kind::Scheme(SchemePart::TokenUrl, true),
        Kind::Scheme(SchemePart::RefreshUrl, true),
        Kind::Scheme(SchemePart::ConnectUrl, true),
    ];
    removed.chain(fates).chain(others).chain(Life::ALL.into_iter().map(Kind::Life))
}

pub(super) fn of_parts() -> impl Iterator<Item = Kind> {
    let both = [true, false].into_iter().flat_map(|it| {
        [
            Kind::ParameterAdded(it),
            Kind::PathParameterAdded(it),
            Kind::EmptyValue(it),
            Kind::BodyAdded(it),
            Kind::HeaderRemoved(it),
        ]
    });
    let fates = [Fate::Added, Fate::Removed].into_iter().flat_map(|it| {
        [
            Kind::Media(it),
            Kind::MediaSchema(it),
            Kind::Success(it),
            Kind::NonSuccess(it),
            Kind::Link(it),
        ]
    });
    let others = [
        Kind::UrlParameterAdded,
        Kind::UrlParameterRenamed,
        Kind::StyleChanged,
        Kind::BodyRemoved,
        Kind::Media(Fate::Changed),
        Kind::MediaGeneralized,
        Kind::MediaSpecialized,
        Kind::EncodingChanged,
        Kind::HeaderAdded,
    ];
    let removed = Notice::ALL.into_iter().map(Kind::ParameterRemoved);
    both.chain(fates).chain(others).chain(removed)
}

pub(super) fn of_schemas() -> impl Iterator<Item = Kind> {
    let flags = [true, false].into_iter().flat_map(|on| {
        [
            // Where both have one id, its page speaks of the plain one.
            Kind::BecameRequired(!on),
            Kind::PropertyAdded { required: on, default: false },
            Kind::PropertyAdded { required: on, default: true },
            Kind::PropertyRemoved { required: on },
            Kind::ReadOnly { on, required: true },
            Kind::ReadOnly { on, required: false },
            Kind::WriteOnly { on, required: true },
            Kind::WriteOnly { on, required: false },
            Kind::Unique(on),
            Kind::AdditionalForbidden(on),
        ]
    });
    let fates = Fate::ALL.into_iter().flat_map(|it| {
        let changing = [
            Kind::Const(it),
            Kind::Default(it),
            Kind::MultipleOf(it),
            Kind::Pattern(it),
            Kind::DependentRequired(it),
            Kind::DiscriminatorMapping(it),
        ];
        let coming = [
            Kind::EnumValue(it),
            Kind::ExtensibleEnumValue(it),
            Kind::Annotation(it),
            Kind::Discriminator(it),
        ];
        let members = Combined::ALL.into_iter().map(move |one| Kind::Member(one, it));
        let keywords = Keyword::ALL.into_iter().map(move |one| Kind::Keyword(one, it));
        let coming = coming.into_iter().chain(members).chain(keywords);
        let not = Kind::Keyword(Keyword::Not, Fate::Changed);
        let coming = coming.filter(move |one| it != Fate::Changed || *one == not);
        changing.into_iter().chain(coming.collect::<Vec<_>>())
    });
    let bounds = Bound::ALL
        .into_iter()
        .flat_map(|bound| Step::ALL.into_iter().map(move |step| Kind::Bound(bound, step)));
    let unions = [Combined::AnyOf, Combined::OneOf]
        .into_iter()
        .flat_map(|it| [Kind::Wrapped(it), Kind::Unwrapped(it)]);
    let others = [
        Kind::BecameOptional,
        Kind::TypeChanged,
        Kind::TypeGeneralized,
        Kind::TypeSpecialized,
        Kind::TypeCompatible,
        Kind::TypesWidened,
        Kind::TypesNarrowed,
        Kind::BecameNullable,
        Kind::BecameNotNullable,
        Kind::BecameEnum,
        Kind::EnumDropped,
        Kind::PatternGeneralized,
        Kind::UnionChanged,
        Kind::ContentMediaType,
        Kind::ContentEncoding,
        Kind::DiscriminatorProperty,
        Kind::XmlChanged,
    ];
    let lives = Life::ALL.into_iter().map(Kind::Life);
    flags.chain(fates).chain(bounds).chain(unions).chain(others).chain(lives)
}
