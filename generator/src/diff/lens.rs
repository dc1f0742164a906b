//! What two sides can say at all: pages are silent on much of what a document
//! says, and their silence is no change.
//!
//! Between a document and its pages only comparisons are changes: what both
//! could have said. The manner of the pages knows what that is.

use crate::diff::Side;
use crate::diff::kind::{Direction, Fate, Kind, Prose, SchemePart, Subject};
use crate::ir::{Api, Operation};
use crate::manner::coder::is_hidden;
use crate::manner::{Fact, Manner, Stated};
use crate::text::Span;

/// The eyes through which two sides are compared.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lens {
    old: Option<&'static Manner>,
    new: Option<&'static Manner>,
    /// Whether the old, or the new, speaks for some operations only.
    partial: (bool, bool),
}

/// On which sides a thing is said.
type Said = (bool, bool);

const BOTH: Said = (true, true);

fn by(fate: Fate) -> Said {
    match fate {
        Fate::Added => (false, true),
        Fate::Removed => (true, false),
        Fate::Changed => BOTH,
    }
}

fn came(it: bool) -> Said {
    if it { (false, true) } else { (true, false) }
}

impl Lens {
    pub(super) fn new(old: &Side<'_>, new: &Side<'_>) -> Self {
        Self { old: old.manner, new: new.manner, partial: (old.partial, new.partial) }
    }

    /// Whether a side is made of pages.
    pub(super) fn is_used(self) -> bool {
        self.old.is_some() || self.new.is_some()
    }

    /// Which sides are made of pages.
    pub(super) fn pages(self) -> (bool, bool) {
        (self.old.is_some(), self.new.is_some())
    }

    /// Whether a side speaks for some operations only.
    pub(super) fn is_partial(self) -> bool {
        self.partial.0 || self.partial.1
    }

    /// Whether a document is held against pages, where all that can be
    /// compared counts.
    pub(super) fn is_drift(self) -> bool {
        self.old.is_some() != self.new.is_some()
    }

    /// Whether a fact that is said on these sides can be compared.
    pub(super) fn compares(self, fact: Fact<'_>, (old, new): Said) -> bool {
        let one = |manner: Option<&'static Manner>, says: bool| {
            let Some(manner) = manner else { return true };
            match (manner.states)(fact) {
                Stated::States => true,
                Stated::Implies => says,
                Stated::Cannot => false,
            }
        };
        one(self.old, old) && one(self.new, new)
    }

    /// Whether what an operation, or what is around it, says can be compared.
    pub(super) fn sees(self, kind: Kind, subject: Subject, direction: Option<Direction>) -> bool {
        if !self.is_used() {
            return true;
        }
        let (fact, said) = of_operation(kind, subject, direction);
        self.compares(fact, said) && self.is_sure(kind)
    }

    /// Names of media types and schemes are told by samples, which show one
    /// of several, and perhaps under another name.
    fn is_sure(self, kind: Kind) -> bool {
        match kind {
            Kind::Media(_) | Kind::MediaGeneralized | Kind::MediaSpecialized => {
                self.states(Fact::FirstMedia) && self.states(Fact::FurtherMedia)
            }
            Kind::Alternative(..) | Kind::Scope(..) => self.states(Fact::SecurityChoices),
            Kind::Scheme(..) if !self.is_partial() => self.states(Fact::SecurityScheme),
            // A part of the pages speaks for what it shows.
            Kind::Schema(_)
            | Kind::Server(_)
            | Kind::Webhook(_)
            | Kind::Scheme(..)
            | Kind::Prose(Prose::Info) => !self.is_partial(),
            _ => true,
        }
    }

    /// Whether both sides always say such a fact.
    pub(super) fn states(self, fact: Fact<'_>) -> bool {
        [self.old, self.new].into_iter().flatten().all(|it| (it.states)(fact) == Stated::States)
    }

    /// Whether what is said of a value can be compared; `item`: of what a list
    /// or a map holds.
    pub(super) fn sees_value(self, kind: Kind, subject: Subject, item: bool) -> bool {
        if !self.is_used() {
            return true;
        }
        let (fact, said) = of_value(kind, subject, item);
        self.compares(fact, said)
    }

    /// Whether prose can be compared that is said on these sides.
    pub(super) fn sees_prose(self, kind: Kind, subject: Subject, said: Said) -> bool {
        !self.is_used() || self.compares(of_value(kind, subject, false).0, said)
    }

    /// As [`Self::sees_prose`], of what an operation, or what is around it, says.
    pub(super) fn sees_words(self, what: Prose, said: Said) -> bool {
        let fact = of_operation(Kind::Prose(what), Subject::Operation, None).0;
        !self.is_used() || self.compares(fact, said)
    }

    /// Whether a format can be compared, which only some sides say.
    pub(super) fn sees_format(self, format: &str, said: Said) -> bool {
        // A parameter says more of its format than a property; what both say
        // is safe.
        self.compares(Fact::PropertyFormat(format), said)
    }

    /// Whether a place that is told is one that pages show. Some of the pages
    /// know much from samples alone, which stand for one value and show no
    /// more of it.
    pub(super) fn is_shown(self, old: Option<Span>, new: Option<Span>) -> bool {
        (!self.partial.0 || old.is_some()) && (!self.partial.1 || new.is_some())
    }

    /// Whether two texts say the same, as far as pages keep what was written:
    /// they set words in another case, break lines elsewhere, and replace a
    /// first word by the name of what it stands at.
    pub(super) fn same_prose(self, old: &str, new: &str) -> bool {
        if !self.is_drift() {
            return old.trim() == new.trim();
        }
        let mut manners = [self.old, self.new].into_iter().flatten();
        if let Some(same) = manners.find_map(|it| it.same_prose) {
            return same(old, new);
        }
        let plain = |text: &str| -> String {
            text.chars().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect()
        };
        let (one, two) = (plain(old), plain(new));
        let (written, shown, text) =
            if self.old.is_some() { (two, one, new) } else { (one, two, old) };
        // The pages of coder leave out descriptions that speak of the document.
        if written == shown || shown.is_empty() && text.starts_with("Swagger notice:") {
            return true;
        }
        let rest = text.trim().split_once(char::is_whitespace).map_or("", |it| it.1);
        let rest = plain(rest);
        !rest.is_empty() && shown.ends_with(&rest)
    }

    /// Whether pages that lack an operation should have it.
    pub(super) fn expects(self, pages: Pages, api: &Api, operation: &Operation) -> bool {
        let (manner, partial) = match pages {
            Pages::Old(_) => (self.old, self.partial.0),
            Pages::New(_) => (self.new, self.partial.1),
        };
        if manner.is_none() {
            return true;
        }
        if is_hidden(operation) {
            return false;
        }
        let (Pages::Old(shown) | Pages::New(shown)) = pages;
        let _ = api;
        !partial
            || operation
                .tags
                .first()
                .is_some_and(|tag| shown.tags.iter().any(|it| it.name.eq_ignore_ascii_case(tag)))
    }
}

/// A name as pages may keep it: their anchors hold no other characters.
pub(super) fn plain_name(name: &str) -> String {
    name.chars().filter(|it| it.is_alphanumeric()).collect()
}

/// The side on which something is missing.
#[derive(Clone, Copy)]
pub(super) enum Pages<'a> {
    Old(&'a Api),
    New(&'a Api),
}

fn of_operation(
    kind: Kind,
    subject: Subject,
    direction: Option<Direction>,
) -> (Fact<'static>, Said) {
    let response = direction == Some(Direction::Response);
    match kind {
        Kind::OperationAdded => (Fact::Operation, (false, true)),
        Kind::OperationRemoved(_) | Kind::PathRemoved(_) => (Fact::Operation, (true, false)),
        Kind::OperationMoved | Kind::BasePathChanged => (Fact::BasePath, BOTH),
        Kind::OperationId(fate) => (Fact::OperationId, by(fate)),
        Kind::Tag(fate) => (Fact::FirstTag, by(fate)),
        Kind::Life(_) => (Fact::Deprecated, BOTH),
        Kind::Server(fate) => (Fact::Servers, by(fate)),
        Kind::Webhook(fate) | Kind::Callback(fate) | Kind::Link(fate) => {
            (Fact::LinkOrCallback, by(fate))
        }
        Kind::Schema(fate) => (Fact::Schema, by(fate)),
        Kind::Alternative(fate, _) | Kind::Scope(fate, _) => (Fact::SecurityChoices, by(fate)),
        Kind::SecurityRequired(_) => (Fact::Security, (false, true)),
        Kind::SecurityDropped(_) => (Fact::Security, (true, false)),
        Kind::Scheme(SchemePart::Itself(fate), _) => (Fact::SecurityScheme, by(fate)),
        Kind::Scheme(..) => (Fact::SecurityScheme, BOTH),
        Kind::ParameterAdded(_) | Kind::PathParameterAdded(_) | Kind::UrlParameterAdded => {
            (Fact::Parameter, (false, true))
        }
        Kind::ParameterRemoved(_) => (Fact::Parameter, (true, false)),
        Kind::UrlParameterRenamed => (Fact::Parameter, BOTH),
        Kind::StyleChanged | Kind::EmptyValue(_) | Kind::EncodingChanged => {
            (Fact::ParameterStyle, BOTH)
        }
        Kind::BodyAdded(_) => (Fact::Body, (false, true)),
        Kind::BodyRemoved => (Fact::Body, (true, false)),
        Kind::Media(fate) => (Fact::FirstMedia, by(fate)),
        Kind::MediaGeneralized | Kind::MediaSpecialized => (Fact::FirstMedia, BOTH),
        Kind::MediaSchema(fate) if response => (Fact::ResponseSchema, by(fate)),
        Kind::MediaSchema(fate) => (Fact::BodySchema, by(fate)),
        Kind::Success(fate) | Kind::NonSuccess(fate) => (Fact::Response, by(fate)),
        Kind::HeaderAdded => (Fact::ResponseHeader, (false, true)),
        Kind::HeaderRemoved(_) => (Fact::ResponseHeader, (true, false)),
        Kind::BecameRequired(_) | Kind::BecameOptional => match subject {
            Subject::Body => (Fact::BodyRequired, BOTH),
            Subject::Header => (Fact::ResponseHeader, BOTH),
            _ => (Fact::ParameterRequired, BOTH),
        },
        Kind::Prose(Prose::Summary) => (Fact::OperationSummary, BOTH),
        Kind::Prose(Prose::Description) => match subject {
            Subject::Parameter => (Fact::ParameterDescription, BOTH),
            Subject::Body if response => (Fact::ResponseDescription, BOTH),
            Subject::Body => (Fact::BodyDescription, BOTH),
            Subject::Header => (Fact::ResponseHeader, BOTH),
            _ => (Fact::OperationDescription, BOTH),
        },
        other => of_value(other, subject, false),
    }
}

fn of_value(kind: Kind, subject: Subject, item: bool) -> (Fact<'static>, Said) {
    let parameter = subject.is_parameter();
    let values = match (parameter, item) {
        (true, false) => Fact::ParameterEnum,
        (_, true) => Fact::ItemEnum,
        _ => Fact::Enum,
    };
    match kind {
        Kind::PropertyAdded { .. } => (Fact::Property, (false, true)),
        Kind::PropertyRemoved { .. } => (Fact::Property, (true, false)),
        Kind::BecameRequired(_) | Kind::BecameOptional => (Fact::PropertyRequired, BOTH),
        Kind::ReadOnly { on, .. } | Kind::WriteOnly { on, .. } => (Fact::Access, came(on)),
        Kind::TypeChanged
        | Kind::TypeGeneralized
        | Kind::TypeSpecialized
        | Kind::TypeCompatible
        | Kind::TypesWidened
        | Kind::TypesNarrowed => match (parameter, item) {
            (_, true) => (Fact::ItemType, BOTH),
            (true, false) => (Fact::ParameterType, BOTH),
            _ => (Fact::PropertyType, BOTH),
        },
        Kind::BecameNullable => (Fact::Nullable, (false, true)),
        Kind::BecameNotNullable => (Fact::Nullable, (true, false)),
        Kind::BecameEnum => (values, (false, true)),
        Kind::EnumDropped => (values, (true, false)),
        Kind::EnumValue(_) => (values, BOTH),
        Kind::Const(fate) => (Fact::Bound, by(fate)),
        Kind::Default(fate) => (Fact::Default, by(fate)),
        Kind::Bound(..)
        | Kind::MultipleOf(_)
        | Kind::Pattern(_)
        | Kind::PatternGeneralized
        | Kind::Unique(_)
        | Kind::DependentRequired(_)
        | Kind::ContentMediaType
        | Kind::ContentEncoding => (Fact::Bound, BOTH),
        Kind::Member(_, fate) | Kind::Annotation(fate) | Kind::Keyword(_, fate) => {
            (Fact::Combination, by(fate))
        }
        Kind::Wrapped(_) => (Fact::Combination, (false, true)),
        Kind::Unwrapped(_) => (Fact::Combination, (true, false)),
        Kind::UnionChanged => (Fact::Combination, BOTH),
        Kind::Discriminator(_) | Kind::DiscriminatorProperty | Kind::DiscriminatorMapping(_) => {
            (Fact::Discriminator, BOTH)
        }
        Kind::AdditionalForbidden(_) => (Fact::AdditionalAllowed, BOTH),
        Kind::Life(_) => (Fact::Deprecated, BOTH),
        Kind::Prose(prose) => match prose {
            Prose::Description => match subject {
                Subject::Parameter | Subject::Header => (Fact::ParameterSchemaDescription, BOTH),
                Subject::Body => (Fact::SchemaDescription, BOTH),
                _ if parameter => (Fact::ParameterDescription, BOTH),
                _ => (Fact::PropertyDescription, BOTH),
            },
            Prose::Title => (Fact::SchemaTitle, BOTH),
            Prose::Summary => (Fact::OperationSummary, BOTH),
            Prose::Example => match subject {
                Subject::Parameter | Subject::Header => (Fact::ParameterSchemaExample, BOTH),
                _ => (Fact::Example, BOTH),
            },
            Prose::ExternalDocs => (Fact::ExternalDocs, BOTH),
            Prose::Extension => (Fact::Extension, BOTH),
            Prose::Info => (Fact::Info, BOTH),
            Prose::Order => (Fact::Order, BOTH),
            Prose::ValueOrder => (Fact::EnumOrder, BOTH),
        },
        // What operations say was asked before.
        _ => (Fact::Extension, BOTH),
    }
}
