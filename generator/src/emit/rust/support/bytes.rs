/// Bytes, on the wire as base64 (RFC 4648).
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Base64(pub Vec<u8>);

const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

impl Base64 {
    /// The bytes that a text spells, in the standard or the URL alphabet; line
    /// ends may be there, and padding may be missing, but not be wrong.
    pub fn read(text: &str) -> Option<Self> {
        let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
        let (mut bits, mut count) = (0_u32, 0);
        for byte in text.trim_end_matches('=').bytes() {
            let digit = match byte {
                b'\r' | b'\n' => continue,
                b'-' => 62,
                b'_' => 63,
                _ => BASE64.iter().position(|it| *it == byte)?,
            };
            bits = bits << 6 | u32::try_from(digit).ok()?;
            count += 6;
            if count >= 8 {
                count -= 8;
                bytes.push((bits >> count) as u8);
                bits &= (1 << count) - 1;
            }
        }
        let padding = text.len() - text.trim_end_matches('=').len();
        let whole = padding == 0 || padding == (3 - bytes.len() % 3) % 3;
        (count < 6 && whole).then_some(Self(bytes))
    }
}

impl fmt::Display for Base64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for group in self.0.chunks(3) {
            let bits = group.iter().fold(0_u32, |all, it| all << 8 | u32::from(*it)) << (8 * (3 - group.len()));
            for at in 0..4 {
                let digit = BASE64[(bits >> (18 - 6 * at)) as usize & 63];
                let digit = if at > group.len() { '=' } else { char::from(digit) };
                write!(f, "{digit}")?;
            }
        }
        Ok(())
    }
}

impl Wire for Base64 {
    fn decode(value: Value, source: &Source) -> Result<Self, Invalid> {
        let text = String::decode(value, source)?;
        Self::read(&text).ok_or_else(|| Invalid::new("must be base64"))
    }

    fn suits(value: &Value, _: &Source) -> Option<usize> {
        value.as_str().and_then(Self::read).map(|_| 0)
    }
}

impl Serialize for Base64 {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

deserialize!(Base64);

/// A file of a form. Elsewhere its bytes are those of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct File {
    /// What the sender calls it.
    pub name: Option<String>,
    /// The media type that the sender states.
    pub content_type: Option<String>,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl Wire for File {
    fn decode(value: Value, source: &Source) -> Result<Self, Invalid> {
        if let Value::Number(number) = &value
            && let Some(file) = number.as_u64().and_then(|it| source.files.get(usize::try_from(it).ok()?))
        {
            return Ok(file.clone());
        }
        let bytes = String::decode(value, source)?.into_bytes();
        Ok(Self { bytes, ..Self::default() })
    }

    fn suits(value: &Value, source: &Source) -> Option<usize> {
        (value.is_string() || !source.files.is_empty() && value.is_number()).then_some(1)
    }
}

impl Serialize for File {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&String::from_utf8_lossy(&self.bytes))
    }
}

deserialize!(File);
