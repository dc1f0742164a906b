//! Parameters and how they are spelt in a request.

use crate::ir::{Example, Extensions, Few, Id, Media, Said, Schema, Use};
use crate::source;
use crate::text::Span;

/// A parameter outside the body.
#[derive(Debug, Default)]
pub struct Parameter {
    /// Where the object stands.
    pub at: Option<Span>,
    /// Its name on the wire.
    pub name: Said,
    /// Where it goes.
    pub place: Place,
    /// Prose, in Markdown.
    pub description: Option<Said>,
    /// Whether it must be there. Path parameters must, whatever this says.
    pub required: Option<bool>,
    /// Whether its use is discouraged.
    pub deprecated: Option<bool>,
    /// `allowEmptyValue`
    pub allow_empty: Option<bool>,
    /// How values become text; [`Parameter::style`] knows the default.
    pub stated_style: Option<Style>,
    /// Whether each item or property is spelt by itself.
    pub stated_explode: Option<bool>,
    /// `allowReserved`
    pub allow_reserved: Option<bool>,
    /// 2.0: `collectionFormat` as written; `stated_style` and `stated_explode`
    /// follow from it.
    pub collection: Option<Box<Said>>,
    /// What values it has. In 2.0 made of the parameter's own keywords.
    pub schema: Option<Id<Schema>>,
    /// Instead of a schema: exactly one media type.
    pub content: Few<Use<Media>>,
    /// An example.
    pub example: Option<source::Value>,
    /// Named examples, in order.
    pub examples: Few<(Said, Use<Example>)>,
    /// `x-…` keys.
    pub extensions: Extensions,
}

impl Parameter {
    /// The style that holds: the stated one, or the default of its place
    /// (Parameter Object, `style`).
    pub fn style(&self) -> Style {
        self.stated_style.unwrap_or(match self.place {
            Place::Path | Place::Header => Style::Simple,
            Place::Query | Place::QueryString | Place::Cookie | Place::Form => Style::Form,
        })
    }

    /// Whether it explodes: as stated, or by default for `form` and `cookie`.
    pub fn explode(&self) -> bool {
        self.stated_explode.unwrap_or(matches!(self.style(), Style::Form | Style::Cookie))
    }

    /// Whether it must be there.
    pub fn is_required(&self) -> bool {
        self.place == Place::Path || self.required == Some(true)
    }
}

/// Where a parameter goes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Place {
    /// In the path.
    Path,
    /// In the query; also where a parameter does not say.
    #[default]
    Query,
    /// 3.2: the whole query string.
    QueryString,
    /// In a header.
    Header,
    /// In a cookie.
    Cookie,
    /// 2.0: a field of the form in the body; only in `Body::fields`.
    Form,
}

impl Place {
    /// As it is written in a document.
    pub fn name(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::QueryString => "querystring",
            Self::Header => "header",
            Self::Cookie => "cookie",
            Self::Form => "formData",
        }
    }

    /// The place that a document's word names.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Path, Self::Query, Self::QueryString, Self::Header, Self::Cookie, Self::Form]
            .into_iter()
            .find(|it| it.name() == name)
    }
}

/// How a value that is no single word becomes text (Parameter Object, `style`).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Style {
    /// `a,b`
    Simple,
    /// `name=a,b` or `name=a&name=b`
    Form,
    /// `.a.b`
    Label,
    /// `;name=a,b`
    Matrix,
    /// `a b`
    SpaceDelimited,
    /// `a|b`
    PipeDelimited,
    /// `name[key]=value`
    DeepObject,
    /// 3.2: `name=a; name=b` in a cookie, without percent-encoding.
    Cookie,
    /// 2.0: `a\tb`
    TabDelimited,
}

impl Style {
    /// As it is written in a document.
    pub fn name(self) -> &'static str {
        match self {
            Self::Simple => "simple",
            Self::Form => "form",
            Self::Label => "label",
            Self::Matrix => "matrix",
            Self::SpaceDelimited => "spaceDelimited",
            Self::PipeDelimited => "pipeDelimited",
            Self::DeepObject => "deepObject",
            Self::Cookie => "cookie",
            Self::TabDelimited => "tabDelimited",
        }
    }

    /// The style that a document's word names. (`tabDelimited` is no word of
    /// any version; it comes from 2.0's `tsv`.)
    pub fn from_name(name: &str) -> Option<Self> {
        [
            Self::Simple,
            Self::Form,
            Self::Label,
            Self::Matrix,
            Self::SpaceDelimited,
            Self::PipeDelimited,
            Self::DeepObject,
            Self::Cookie,
        ]
        .into_iter()
        .find(|it| it.name() == name)
    }
}
