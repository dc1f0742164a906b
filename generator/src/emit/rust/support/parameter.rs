/// How a value that is no single word is spelt in a request.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Style {
    /// `a,b`
    Simple,
    /// `name=a&name=b`, or `name=a,b`
    Form,
    /// `.a.b`
    Label,
    /// `;name=a,b`
    Matrix,
    /// `a b`
    Space,
    /// `a|b`
    Pipe,
    /// `a` and `b` with a tab between them
    Tab,
    /// `name[key]=value`
    Deep,
}

/// Where a parameter is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// The query itself.
    QueryString,
    /// In a header.
    Header,
    /// In a cookie.
    Cookie,
}

impl Place {
    fn name(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::QueryString => "querystring",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }
}

/// A parameter: where it is, what it is called, how it is spelt.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    place: Place,
    name: &'static str,
    style: Style,
    explode: bool,
    json: bool,
}

/// A parameter in the path.
pub const fn path(name: &'static str) -> Parameter {
    Parameter { place: Place::Path, name, style: Style::Simple, explode: false, json: false }
}

/// A parameter in the query.
pub const fn query(name: &'static str) -> Parameter {
    Parameter { place: Place::Query, name, style: Style::Form, explode: true, json: false }
}

/// The query as a whole.
pub const fn query_string(name: &'static str) -> Parameter {
    Parameter { place: Place::QueryString, name, style: Style::Form, explode: true, json: false }
}

/// A header.
pub const fn header(name: &'static str) -> Parameter {
    Parameter { place: Place::Header, name, style: Style::Simple, explode: false, json: false }
}

/// A cookie.
pub const fn cookie(name: &'static str) -> Parameter {
    Parameter { place: Place::Cookie, name, style: Style::Form, explode: true, json: false }
}

impl Parameter {
    /// Spelt in this style.
    #[must_use]
    pub const fn style(self, style: Style) -> Self {
        Self { style, ..self }
    }

    /// Each item or property by itself.
    #[must_use]
    pub const fn exploded(self) -> Self {
        Self { explode: true, ..self }
    }

    /// All items or properties together.
    #[must_use]
    pub const fn joined(self) -> Self {
        Self { explode: false, ..self }
    }

    /// As JSON.
    #[must_use]
    pub const fn json(self) -> Self {
        Self { json: true, ..self }
    }

    fn refuse(self, why: Invalid) -> Refusal {
        // Which part of it is meant, if it is not the whole.
        let inside = if why.pointer.is_empty() { String::new() } else { format!(": {}", why.pointer) };
        let detail = format!("`{}` in the {}{inside} {}", self.name, self.place.name(), why.detail);
        let mut refusal = Refusal::new(Reason::Parameter, detail);
        refusal.place = Some((self.place, self.name));
        refusal.pointer = Some(why.pointer);
        refusal
    }
}
