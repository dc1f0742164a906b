//! Whom a change breaks, and why.

use crate::diff::kind::{
    Combined, Direction, Fate, Keyword, Kind, Life, Notice, SchemePart, Step, Subject,
};

/// Whom it breaks, and why.
#[expect(clippy::match_same_arms, reason = "kinds stand in the order of their list")]
pub(super) fn why(kind: Kind, subject: Subject, direction: Option<Direction>) -> &'static str {
    let response = direction == Some(Direction::Response);
    let narrower = if response {
        "Less is returned than before, and whoever could read all of it can read what is left."
    } else {
        "What the server took, it may refuse now. Whoever sends what is no longer allowed is \
         turned away, with code that did not change."
    };
    let wider = if response {
        "More is returned than before. Whoever relied on the old promise meets values that the \
         code was not written for."
    } else {
        "The server takes all that it took, and more. Whoever goes on as before is not concerned."
    };
    match kind {
        Kind::OperationAdded => "Nobody calls it yet.",
        Kind::OperationRemoved(notice)
        | Kind::PathRemoved(notice)
        | Kind::ParameterRemoved(notice) => gone(notice, matches!(kind, Kind::ParameterRemoved(_))),
        Kind::OperationMoved | Kind::BasePathChanged => {
            "Whoever calls the old URL finds nothing there. URLs are compared with the base path \
             of the server in front, so that a base path that only moved into the paths is no \
             change."
        }
        Kind::OperationId(_) => {
            "No request carries it, but generated clients name their methods after it: code that \
             is generated anew has another name for the call."
        }
        Kind::Tag(_) => {
            "No request carries it. Pages and generated code are often grouped by tags."
        }
        Kind::Life(life) => living(life),
        Kind::Server(Fate::Added) => "The old servers are still there.",
        Kind::Server(_) => {
            "Clients that call it may find nobody there, or go on as before: no document tells. \
             Servers are compared by scheme and host; their paths belong to the URLs of the \
             operations."
        }
        Kind::Webhook(Fate::Removed) | Kind::Callback(Fate::Removed) => {
            "Whoever waits for it waits in vain."
        }
        Kind::Webhook(_) | Kind::Callback(_) => "Nobody needs to listen to it.",
        Kind::Link(_) => "Links describe what can be done; they are not sent.",
        Kind::Schema(Fate::Removed) => {
            "No request carries its name. Where it was used, the change is told at that place; \
             generated code loses a type."
        }
        Kind::Schema(_) => "Nothing needs to use it.",
        Kind::Alternative(Fate::Added, _) => "The old ways still suffice.",
        Kind::Alternative(..) => {
            "Whoever came in this way is turned away, though others are let in as before."
        }
        Kind::Scope(Fate::Added, _) => {
            "Tokens that were issued without the scope no longer suffice."
        }
        Kind::Scope(..) => "Tokens with more scopes than needed suffice.",
        Kind::SecurityRequired(_) => "Whoever called without showing anything is turned away.",
        Kind::SecurityDropped(_) => {
            "Whoever shows something is let in as before. Look whether it was meant."
        }
        Kind::Scheme(SchemePart::Type, true) => {
            "Clients show who they are in a way that no longer counts."
        }
        Kind::Scheme(SchemePart::Flow(Fate::Removed), true) => {
            "Clients that get their tokens this way get none any more. Where no operation asks \
             for the scheme it is told as info."
        }
        Kind::Scheme(..) => {
            "It is a declaration. Where operations ask for it, the change is told there too; \
             clients that take URLs and scopes from the document follow by themselves."
        }
        Kind::ParameterAdded(true) | Kind::PathParameterAdded(true) | Kind::UrlParameterAdded => {
            "Requests without it are refused, and no client sends it yet."
        }
        Kind::ParameterAdded(false) | Kind::PathParameterAdded(false) => {
            "Requests without it are as good as before."
        }
        Kind::UrlParameterRenamed => {
            "The name of a variable in a path is not sent. Code that is generated anew has \
             another name for it."
        }
        Kind::StyleChanged | Kind::EncodingChanged => {
            "The same value is spelt in another way on the wire: the server cannot read what \
             clients go on to send."
        }
        Kind::EmptyValue(true) => "Values that are not empty are as good as before.",
        Kind::EmptyValue(false) => "Clients that send it without a value may be refused.",
        Kind::BodyAdded(true) => "Requests without a body are refused now.",
        Kind::BodyAdded(false) => "Requests without a body are as good as before.",
        Kind::BodyRemoved => {
            "What clients send is refused, or dropped: either way it has no effect any more."
        }
        Kind::Media(Fate::Added) => "The other media types are still there.",
        Kind::Media(Fate::Removed) if response => {
            "Clients that ask for it get something else, or a 406."
        }
        Kind::Media(Fate::Removed) => "Clients that send it get a 415.",
        Kind::Media(Fate::Changed) => "It is the same media type in another spelling.",
        Kind::MediaGeneralized => wider,
        Kind::MediaSpecialized => narrower,
        Kind::MediaSchema(Fate::Added) => narrower,
        Kind::MediaSchema(_) => wider,
        Kind::Success(Fate::Removed) => {
            "Clients that wait for this status to know of success wait in vain."
        }
        Kind::Success(_) => "Clients should take any status of 200 to 299 for success.",
        Kind::NonSuccess(_) => {
            "Clients must expect any failure at any time, whether or not it is documented."
        }
        Kind::HeaderAdded => "Clients pass over headers that they do not know.",
        Kind::HeaderRemoved(true) => "Clients could rely on it, and miss it now.",
        Kind::HeaderRemoved(false) => "Clients that looked for it find it no more.",
        Kind::BecameRequired(_) if subject == Subject::Header => "Nobody minds more headers.",
        Kind::BecameRequired(_) | Kind::PropertyAdded { required: true, .. } if response => {
            "It is always there now; nobody minds."
        }
        Kind::BecameRequired(_) | Kind::PropertyAdded { required: true, .. } => {
            "Requests without it were accepted and are refused now. A default does not help: it \
             says what an absent value means, and the value may no longer be absent."
        }
        Kind::BecameOptional if response => {
            "Clients could rely on it, and may find it missing now."
        }
        Kind::BecameOptional => "Whoever sends it is as good as before.",
        Kind::PropertyAdded { .. } if response => {
            "Clients pass over properties that they do not know. Those that refuse unknown ones \
             refuse this one."
        }
        Kind::PropertyAdded { .. } => "Requests without it are as good as before.",
        Kind::PropertyRemoved { required: true } if response => {
            "Clients could rely on it, and miss it now."
        }
        Kind::PropertyRemoved { .. } if response => {
            "Clients that used it where it was there find it no more."
        }
        Kind::PropertyRemoved { .. } => {
            "What clients go on to send is dropped, or refused where unknown properties are."
        }
        Kind::WriteOnly { on: false, required: true } if response => {
            "The response carries a property that it did not, and says that it always does."
        }
        Kind::ReadOnly { .. } | Kind::WriteOnly { .. } => {
            "It says who sets the property. What is sent of a read-only one was to be passed \
             over before, and what changes in a direction is told there."
        }
        Kind::TypeChanged => {
            "Values of the one type are not values of the other: what was sent is refused, and \
             what is received cannot be read."
        }
        Kind::TypeCompatible => {
            "Where the wire carries text, values of both types are spelt alike, and whoever \
             reads or writes text goes on."
        }
        Kind::TypeGeneralized | Kind::TypesWidened | Kind::BecameNullable | Kind::EnumDropped => {
            wider
        }
        Kind::TypeSpecialized
        | Kind::TypesNarrowed
        | Kind::BecameNotNullable
        | Kind::BecameEnum => narrower,
        Kind::EnumValue(Fate::Added) | Kind::ExtensibleEnumValue(Fate::Added) => wider,
        Kind::EnumValue(_) | Kind::ExtensibleEnumValue(_) => narrower,
        Kind::Const(Fate::Added) => narrower,
        Kind::Const(Fate::Removed) => wider,
        Kind::Const(Fate::Changed) => {
            "The one value that was right is wrong now, in either direction."
        }
        Kind::Default(_) if subject == Subject::Parameter && !response => {
            "Requests that leave the parameter out mean something else than they did."
        }
        Kind::Default(_) => {
            "It says what an absent value means. Servers rarely change what they do with it; \
             clients that fill in defaults by the document should be looked at."
        }
        Kind::Bound(_, Step::Set) if !response => {
            "What goes beyond it may be refused. It may also be what the server always held to, \
             written down at last."
        }
        Kind::Bound(bound, step) => {
            let wide = match step {
                Step::Set => false,
                Step::Unset => true,
                Step::Increased => bound.is_upper(),
                Step::Decreased => !bound.is_upper(),
            };
            if wide { wider } else { narrower }
        }
        Kind::MultipleOf(Fate::Added) | Kind::Pattern(Fate::Added) | Kind::Unique(true) => narrower,
        Kind::MultipleOf(Fate::Removed) | Kind::Unique(false) => wider,
        Kind::Pattern(Fate::Removed) if response => {
            "More may be returned than before; hardly any client relies on a pattern."
        }
        Kind::Pattern(Fate::Removed) | Kind::PatternGeneralized => wider,
        Kind::Pattern(Fate::Changed) if response => {
            "Whether the new one promises as much as the old one cannot be told in general; \
             hardly any client checks what it receives against a pattern."
        }
        Kind::MultipleOf(Fate::Changed) | Kind::Pattern(Fate::Changed) => {
            "Whether the new one allows all that the old one did cannot be told in general."
        }
        Kind::Member(Combined::AllOf, Fate::Added) => narrower,
        Kind::Member(Combined::AllOf, _) if response => {
            "A promise less. What its properties were is told where they are missing."
        }
        Kind::Member(Combined::AllOf, _) => {
            "A condition less, but what it named may have no meaning any more."
        }
        Kind::Member(_, Fate::Added) => wider,
        Kind::Member(..) => narrower,
        Kind::Annotation(_) => "It allows every value; it only says something about them.",
        Kind::Wrapped(_) if response => {
            "None of the alternatives is what stood here before, so that clients may be able to \
             read none of them."
        }
        Kind::Wrapped(_) => {
            "None of the alternatives is what stood here before, so that old values may fit none."
        }
        Kind::Unwrapped(_) | Kind::UnionChanged => {
            "Whether the same values fit depends on how the alternatives overlap, which the \
             documents do not say."
        }
        Kind::Keyword(Keyword::PrefixItems, Fate::Added) => wider,
        Kind::Keyword(Keyword::PrefixItems, _) => narrower,
        Kind::Keyword(_, Fate::Added) | Kind::DependentRequired(Fate::Added) => narrower,
        Kind::Keyword(_, Fate::Removed) | Kind::DependentRequired(Fate::Removed) => wider,
        Kind::Keyword(_, Fate::Changed) => {
            "Under `not` what is wider makes the whole narrower; what that means for values \
             cannot be told in general."
        }
        Kind::DependentRequired(Fate::Changed) => {
            "Objects that were complete may lack something now, or the other way."
        }
        Kind::ContentMediaType | Kind::ContentEncoding | Kind::XmlChanged => {
            "The same value is spelt in another way, which the other side cannot read."
        }
        Kind::Discriminator(_) | Kind::DiscriminatorProperty | Kind::DiscriminatorMapping(_) => {
            "It helps to tell alternatives apart and allows nothing else; alternatives and \
             properties that came or went are told as such. Generated code may differ."
        }
        Kind::AdditionalForbidden(true) => narrower,
        Kind::AdditionalForbidden(false) if response => {
            "Clients should pass over properties that they do not know."
        }
        Kind::AdditionalForbidden(false) => wider,
        Kind::Prose(_) => {
            "No request or response carries it. Between a document and its pages it counts, \
             since the pages are to say what the document says."
        }
    }
}

fn gone(notice: Notice, parameter: bool) -> &'static str {
    match (notice, parameter) {
        (Notice::None, true) => {
            "What clients go on to send is passed over, or refused where unknown parameters are."
        }
        (Notice::None, false) => "Whoever calls it finds nothing there, without a warning.",
        (Notice::Deprecated, _) => "It had been announced, and nobody should rely on it any more.",
        (Notice::Early, _) => "It was to stay until a day that has not come yet.",
        (Notice::Due, _) => "It went on the day that had been announced, or later.",
        (Notice::Unreadable, _) => {
            "Whether it was to be there still cannot be told: `x-sunset` must be a date such as \
             `2026-12-31`."
        }
        (Notice::Unstable, _) => "Drafts and alpha versions promise nothing.",
    }
}

fn living(life: Life) -> &'static str {
    match life {
        Life::Deprecated | Life::DeprecatedWithSunset => {
            "It works as before. Move away from it before it goes."
        }
        Life::Reactivated => "It stays.",
        Life::SunsetUnreadable => {
            "Nobody can tell when it ends: `x-sunset` must be a date such as `2026-12-31`."
        }
        Life::SunsetDeleted => "Whoever planned by the date cannot tell any more when it ends.",
        Life::SunsetMoved => "Look whether there is still time enough.",
        Life::StabilityDecreased => "Less is promised than was: what was stable may change.",
        Life::StabilityIncreased => "More is promised than was.",
        Life::StabilityInvalid => {
            "What is promised cannot be told: `x-stability-level` is `draft`, `alpha`, `beta` or \
             `stable`."
        }
    }
}
