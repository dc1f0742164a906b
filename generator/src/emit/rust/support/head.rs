/// What an operation is told beside its request.
#[derive(Debug)]
pub struct Context<P> {
    /// Who asks, as the implementation knows them.
    pub principal: P,
    /// Method, address, headers and extensions.
    pub parts: Box<Parts>,
}

/// A request without its body.
#[derive(Debug)]
pub struct Head {
    /// Method, address, headers and extensions.
    pub parts: Box<Parts>,
    path: Captured,
}

impl Head {
    /// A parameter that must be there.
    pub fn must<T: Wire>(&self, parameter: Parameter) -> Result<T, Refusal> {
        let value = self.may(parameter)?;
        value.ok_or_else(|| parameter.refuse(Invalid::new("is missing")))
    }

    /// A parameter that may be there.
    pub fn may<T: Wire>(&self, parameter: Parameter) -> Result<Option<T>, Refusal> {
        let value = match self.collect(parameter, T::SHAPE, T::RECORD.map_or(&[], |it| it.fields))? {
            None => return Ok(None),
            Some(Given::Text(text)) => T::spelt(text, &Source::text(Vec::new())),
            Some(Given::Parts(value)) => T::decode(value, &Source::text(Vec::new())),
            Some(Given::Json(value)) => T::decode(value, &Source::request()),
        };
        value.map(Some).map_err(|why| parameter.refuse(why))
    }

    /// A parameter with a value for when it is not there.
    pub fn or<T: Wire>(&self, parameter: Parameter, default: &str) -> Result<T, Refusal> {
        match self.may(parameter)? {
            Some(it) => Ok(it),
            None => from_json(default.as_bytes()).map_err(|why| parameter.refuse(why)),
        }
    }

    /// The value of a parameter, taken apart as its style says.
    fn collect(&self, parameter: Parameter, shape: Shape, fields: &[Field]) -> Result<Option<Given<'_>>, Refusal> {
        let Parameter { place, name, style, explode, json } = parameter;
        if json {
            let text = match place {
                Place::QueryString => self.parts.uri.query().map(|it| decoded(it, true)),
                _ => self.raw(place, name).map(|it| plain(place, it.0)),
            };
            let Some(text) = text else { return Ok(None) };
            let value = serde_json::from_str(&text);
            return value.map(|it| Some(Given::Json(it))).map_err(|_| parameter.refuse(Invalid::new("must be JSON")));
        }
        if place == Place::QueryString {
            let all = self.query();
            return Ok((!all.is_empty()).then(|| Given::Parts(nested(&all))));
        }
        if style == Style::Deep {
            return Ok(deep(&self.query(), name).map(Given::Parts));
        }
        // Each property is a parameter of its own.
        if shape == Shape::Map && explode && matches!(place, Place::Query | Place::Cookie) {
            let all = if place == Place::Query { self.query() } else { self.cookies() };
            let is_mine = |name: &str| fields.is_empty() || fields.iter().any(|it| it.0 == name);
            let mine: Vec<(String, String)> = all.into_iter().filter(|it| is_mine(&it.0)).collect();
            return Ok((!mine.is_empty()).then(|| Given::Parts(nested(&mine))));
        }
        let Some((first, more)) = self.raw(place, name) else { return Ok(None) };
        // Which of them would be meant, another reader may see otherwise.
        if shape == Shape::One && place == Place::Query && !more.is_empty() {
            return Err(parameter.refuse(Invalid::new("must be given once")));
        }
        let one = shape == Shape::One || shape == Shape::Mixed && more.is_empty();
        if one && !matches!(style, Style::Label | Style::Matrix) {
            return Ok(Some(Given::Text(plain(place, first))));
        }
        let plain = |text: &str| plain(place, text.into()).into_owned();
        let mut texts: Vec<Cow<'_, str>> = std::iter::once(first).chain(more).collect();
        let mut separator = match style {
            Style::Space => "%20",
            Style::Pipe => "|",
            Style::Tab => "%09",
            _ => ",",
        };
        match style {
            Style::Label => {
                let text = texts[0].strip_prefix('.').unwrap_or(&texts[0]).to_owned();
                texts = vec![text.into()];
                separator = if explode { "." } else { "," };
            }
            Style::Matrix => {
                let parts = texts[0].split(';').filter(|it| !it.is_empty()).map(ToOwned::to_owned);
                let parts: Vec<String> = parts.collect();
                if shape == Shape::Map && explode {
                    return Ok(Some(Given::Parts(nested(&split_pairs(&parts, plain)))));
                }
                let value = |it: &String| it.split_once('=').map_or(String::new(), |it| it.1.to_owned());
                texts = parts.iter().map(value).map(Cow::from).collect();
            }
            _ => {}
        }
        let split = |text: &str| -> Vec<String> {
            let text = match separator {
                "%20" => text.replace(['+', ' '], "%20"),
                "|" => text.replace("%7C", "|").replace("%7c", "|"),
                _ => text.to_owned(),
            };
            if text.is_empty() {
                return Vec::new();
            }
            text.split(separator).map(|it| plain(it.trim())).collect()
        };
        let together = !explode || matches!(place, Place::Path | Place::Header) && style != Style::Matrix;
        Ok(Some(Given::Parts(match shape {
            Shape::One => plain(&texts[0]).into(),
            Shape::Mixed if texts.len() == 1 => plain(&texts[0]).into(),
            Shape::List if together => texts.iter().flat_map(|it| split(it)).collect(),
            Shape::List | Shape::Mixed => texts.iter().map(|it| plain(it)).collect(),
            Shape::Map => {
                let parts: Vec<String> = texts.iter().flat_map(|it| split(it)).collect();
                if explode {
                    nested(&split_pairs(&parts, str::to_owned))
                } else {
                    let pairs = parts.chunks(2).map(|it| (it[0].clone(), it.get(1).cloned().unwrap_or_default()));
                    nested(&pairs.collect::<Vec<_>>())
                }
            }
        })))
    }

    /// The names and values of the query.
    fn query(&self) -> Vec<(String, String)> {
        pairs(self.parts.uri.query().unwrap_or_default())
    }

    /// The first text under a name, and all others, still encoded.
    fn raw(&self, place: Place, name: &str) -> Option<(Cow<'_, str>, Vec<Cow<'_, str>>)> {
        match place {
            Place::Path => {
                let (_, at) = self.path.iter().find(|it| it.0 == name)?;
                Some((self.parts.uri.path().get(at.clone())?.into(), Vec::new()))
            }
            Place::Query | Place::QueryString => {
                let (mut first, mut more) = (None, Vec::new());
                for value in parts(self.parts.uri.query()?, b'&').filter_map(|it| named(it, name)) {
                    match first {
                        None => first = Some(value.into()),
                        Some(_) => more.push(value.into()),
                    }
                }
                first.map(|it| (it, more))
            }
            Place::Header => {
                let values = self.parts.headers.get_all(name).iter();
                let mut values = values.filter_map(|it| it.to_str().ok()).map(Cow::from);
                let first = values.next()?;
                Some((values.fold(first, |all, it| all + "," + it), Vec::new()))
            }
            Place::Cookie => {
                first(self.cookies().into_iter().filter(|it| it.0 == name).map(|it| it.1.into()))
            }
        }
    }

    /// All texts under a name.
    fn texts(&self, place: Place, name: &str) -> Vec<String> {
        let texts = self.raw(place, name).map(|(first, more)| std::iter::once(first).chain(more));
        texts.into_iter().flatten().map(|it| plain(place, it).into_owned()).collect()
    }

    fn cookies(&self) -> Vec<(String, String)> {
        let headers = self.parts.headers.get_all(axum::http::header::COOKIE).iter();
        let all = headers.filter_map(|it| it.to_str().ok()).flat_map(|it| it.split(';'));
        let pairs = all.filter_map(|it| it.trim().split_once('='));
        pairs.map(|(name, value)| (name.to_owned(), value.trim_matches('"').to_owned())).collect()
    }

    /// The credentials under a name.
    pub fn key(&self, place: Place, name: &str) -> Option<String> {
        self.texts(place, name).into_iter().find(|it| !it.is_empty())
    }

    /// The credentials of an HTTP authentication scheme.
    pub fn authorization(&self, scheme: &str) -> Option<String> {
        let header = self.parts.headers.get(axum::http::header::AUTHORIZATION)?.to_str().ok()?;
        let (name, credentials) = header.trim().split_once(' ')?;
        let credentials = credentials.trim();
        (name.eq_ignore_ascii_case(scheme) && !credentials.is_empty()).then(|| credentials.to_owned())
    }

    /// The name and password of HTTP Basic authentication.
    pub fn basic(&self) -> Option<Basic> {
        let Base64(bytes) = Base64::read(&self.authorization("basic")?)?;
        let text = String::from_utf8(bytes).ok()?;
        let (user, password) = text.split_once(':')?;
        Some(Basic { user: user.to_owned(), password: password.to_owned() })
    }
}

/// What a parameter is given as.
enum Given<'a> {
    /// A text that spells it.
    Text(Cow<'a, str>),
    /// Texts that spell its parts.
    Parts(Value),
    /// JSON.
    Json(Value),
}

/// A text of a request without its encoding.
fn plain(place: Place, text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        text if matches!(place, Place::Header | Place::Cookie) => text,
        Cow::Borrowed(text) => decoded(text, place == Place::Query),
        Cow::Owned(text) => decoded(&text, place == Place::Query).into_owned().into(),
    }
}

/// The first of several, and all others.
fn first<T>(mut all: impl Iterator<Item = T>) -> Option<(T, Vec<T>)> {
    Some((all.next()?, all.collect()))
}
