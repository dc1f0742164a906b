//! Requests in eight languages.

use std::fmt::Write as _;

use crate::emit::docs::chain::{in_line, parameter_type, quoted, word};
use crate::ir::Operation;
use crate::manner::widdershins::anchor::schema_link;
use crate::manner::widdershins::body::contents;
use crate::manner::widdershins::sample::Sample;

use super::{Page, Writing};

/// The languages by the names of their fences, and as they are called.
pub(super) const LANGUAGES: [(&str, &str); 8] = [
    ("shell", "Shell"),
    ("http", "HTTP"),
    ("javascript", "JavaScript"),
    ("ruby", "Ruby"),
    ("python", "Python"),
    ("php", "PHP"),
    ("java", "Java"),
    ("go", "Go"),
];

/// Behind the request, in Java.
const JAVA: &str = "int responseCode = con.getResponseCode();
BufferedReader in = new BufferedReader(
    new InputStreamReader(con.getInputStream()));
String inputLine;
StringBuffer response = new StringBuffer();
while ((inputLine = in.readLine()) != null) {
    response.append(inputLine);
}
in.close();
System.out.println(response.toString());

";
/// Before the request, in PHP.
const PHP: &str = "$client = new \\GuzzleHttp\\Client();

// Define array of request body.
$request_body = array();

try {
";
/// Behind the request, in PHP.
const PHP_END: &str = "        'headers' => $headers,
        'json' => $request_body,
       )
    );
    print_r($response->getBody()->getContents());
 }
 catch (\\GuzzleHttp\\Exception\\BadResponseException $e) {
    // handle exception or api errors.
    print_r($e->getMessage());
 }

 // ...

";

/// What the samples of an operation show.
struct Request<'a> {
    method: &'a str,
    /// Without a query.
    url: String,
    /// The host of the URL, if that names one.
    host: Option<String>,
    /// From the `?` on.
    query: String,
    /// The required parameters of the query: name, type, and value as code.
    parameters: Vec<(String, String, String)>,
    /// All headers.
    headers: Vec<(String, String)>,
    /// The media types of what is sent and of what comes back.
    media_types: Vec<(&'static str, String)>,
    /// Headers that are parameters.
    header_parameters: Vec<(String, String)>,
    /// The body, as JSON.
    body: Option<String>,
}

impl<'a> Writing<'a, '_> {
    /// A sample in each language.
    pub(super) fn code_samples(&mut self, operation: &'a Operation, page: &mut Page) {
        let request = self.request(operation);
        for (language, _) in LANGUAGES {
            let code = match language {
                "shell" => request.shell(),
                "http" => request.http(),
                "javascript" => request.javascript(),
                "ruby" => request.ruby(),
                "python" => request.python(),
                "php" => request.php(),
                "java" => request.java(),
                _ => request.go(),
            };
            page.fence(language, &code);
        }
    }

    fn request(&mut self, operation: &'a Operation) -> Request<'a> {
        let api = self.chain.api();
        let url = self.chain.url(&api[operation.path].template, self.server, "");
        let (sent, answer) = self.chain.media_types(operation);
        let media_types = [("Content-Type", sent), ("Accept", answer)];
        let media_types =
            media_types.into_iter().filter_map(|(name, it)| Some((name, it?.to_owned())));
        let contents = contents(api, operation);
        let body = (!contents.is_empty()).then(|| self.chain.body_value(&contents));
        let mut parameters = Vec::new();
        for (parameter, value) in self.chain.required_parameters(operation) {
            let schema = self.chain.parameter_schema(parameter);
            let ty = schema.map_or_else(|| "any".to_owned(), |it| parameter_type(it, schema_link));
            parameters.push((single(&parameter.name), single(&ty), as_code(&value)));
        }
        Request {
            method: operation.method.name(),
            host: host(&url),
            url: word(&url),
            query: self.chain.required_query(operation),
            parameters,
            headers: self.chain.headers(operation),
            media_types: media_types.collect(),
            header_parameters: self.chain.header_parameters(operation),
            body: body.map(|it| it.to_json_pretty()),
        }
    }
}

impl Request<'_> {
    /// A line for each header, and what stands behind all but the last.
    fn header_lines(&self, between: &str, line: impl Fn(&str, &str) -> String) -> String {
        let mut text = String::new();
        for (at, (name, value)) in self.headers.iter().enumerate() {
            let more = if at + 1 < self.headers.len() { between } else { "" };
            let _ = writeln!(text, "{}{more}", line(name, value));
        }
        text
    }

    fn shell(&self) -> String {
        let Self { method, url, query, .. } = self;
        let more = if self.headers.is_empty() { "" } else { " \\" };
        let headers = self.header_lines(" \\", |name, value| {
            format!("  -H '{}: {}'", quoted(name), quoted(value))
        });
        format!("# You can also use wget\ncurl -X {method} {url}{query}{more}\n{headers}\n")
    }

    fn http(&self) -> String {
        let Self { method, url, query, .. } = self;
        let mut text = format!("{method} {url}{query} HTTP/1.1\n");
        if let Some(host) = &self.host {
            let _ = write!(text, "Host: {host}");
        }
        text.push('\n');
        // Only a media type that is sent brings its own line end.
        for (name, value) in &self.media_types {
            let end = if *name == "Accept" { "" } else { "\n" };
            let _ = write!(text, "{name}: {}{end}", in_line(value));
        }
        text.push('\n');
        for (name, value) in &self.header_parameters {
            let _ = writeln!(text, "{}: {}", in_line(name), in_line(value));
        }
        text + "\n"
    }

    fn javascript(&self) -> String {
        let Self { method, url, query, .. } = self;
        let mut text = String::new();
        if let Some(body) = &self.body {
            let _ = write!(text, "const inputBody = '{body}';");
        }
        text.push('\n');
        if !self.headers.is_empty() {
            let headers = self.header_lines(",", |name, value| {
                format!("  '{}':'{}'", single(name), single(value))
            });
            let _ = write!(text, "const headers = {{\n{headers}}};\n");
        }
        let has_headers = !self.headers.is_empty();
        let comma = |more: bool| if more { "," } else { "" };
        let options = comma(self.body.is_some() || has_headers);
        let _ = writeln!(text, "\nfetch('{url}{query}',\n{{\n  method: '{method}'{options}");
        if self.body.is_some() {
            let _ = write!(text, "  body: inputBody{}", comma(has_headers));
        }
        text.push('\n');
        text.push_str(if has_headers { "  headers: headers\n" } else { "\n" });
        text + "})\n.then(function(res) {\n    return res.json();\n}).then(function(body) {\n    \
                console.log(body);\n});\n\n"
    }

    fn ruby(&self) -> String {
        let mut text = String::from("require 'rest-client'\nrequire 'json'\n\n");
        if !self.headers.is_empty() {
            let headers = self.header_lines(",", |name, value| {
                format!("  '{}' => '{}'", single(name), single(value))
            });
            let _ = write!(text, "headers = {{\n{headers}}}\n");
        }
        let parameters: Vec<String> =
            self.parameters.iter().map(|(name, ty, _)| format!("'{name}' => '{ty}'")).collect();
        let mut parameters = parameters.join(",\n");
        if !parameters.is_empty() {
            parameters.push('\n');
        }
        let headers = if self.headers.is_empty() { "" } else { ", headers: headers" };
        let _ = write!(
            text,
            "\nresult = RestClient.{} '{}',\n  params: {{\n  {parameters}}}{headers}\n\n\
             p JSON.parse(result)\n\n",
            self.method.to_lowercase(),
            self.url
        );
        text
    }

    fn python(&self) -> String {
        let mut text = String::from("import requests\n");
        if !self.headers.is_empty() {
            let headers = self.header_lines(",", |name, value| {
                format!("  '{}': '{}'", single(name), single(value))
            });
            let _ = write!(text, "headers = {{\n{headers}}}\n");
        }
        let _ = write!(text, "\nr = requests.{}('{}'", self.method.to_lowercase(), self.url);
        if !self.parameters.is_empty() {
            let parameters: Vec<String> = self
                .parameters
                .iter()
                .map(|(name, _, value)| format!("  '{name}': {value}"))
                .collect();
            let _ = write!(text, ", params={{\n{}\n}}", parameters.join(","));
        }
        text.push_str(if self.headers.is_empty() { ")" } else { ", headers = headers)" });
        text + "\n\nprint(r.json())\n\n"
    }

    fn php(&self) -> String {
        let mut text = String::from("<?php\n\nrequire 'vendor/autoload.php';\n\n");
        if !self.headers.is_empty() {
            text.push_str("$headers = array(\n");
            for (name, value) in &self.headers {
                let _ = writeln!(text, "    '{}' => '{}',", single(name), single(value));
            }
            text.push_str(");\n\n");
        }
        let _ = write!(
            text,
            "{PHP}    $response = $client->request('{}','{}', array(\n{PHP_END}",
            self.method, self.url
        );
        text
    }

    fn java(&self) -> String {
        let Self { method, url, query, .. } = self;
        format!(
            "URL obj = new URL(\"{url}{query}\");\n\
             HttpURLConnection con = (HttpURLConnection) obj.openConnection();\n\
             con.setRequestMethod(\"{method}\");\n{JAVA}"
        )
    }

    fn go(&self) -> String {
        let Self { method, url, .. } = self;
        let mut text = String::from(
            "package main\n\nimport (\n       \"bytes\"\n       \"net/http\"\n)\n\nfunc main() {\n\n",
        );
        if !self.headers.is_empty() {
            text.push_str("    headers := map[string][]string{\n");
            for (name, value) in &self.headers {
                let (name, value) = (double(name), double(value));
                let _ = writeln!(text, "        \"{name}\": []string{{\"{value}\"}},");
            }
            text.push_str("    }\n\n");
        }
        let _ = write!(
            text,
            "    data := bytes.NewBuffer([]byte{{jsonReq}})\n    \
             req, err := http.NewRequest(\"{method}\", \"{url}\", data)\n    \
             req.Header = headers\n\n    \
             client := &http.Client{{}}\n    \
             resp, err := client.Do(req)\n    \
             // ...\n}}\n\n"
        );
        text
    }
}

/// The host of a URL.
fn host(url: &str) -> Option<String> {
    let (_, after) = url.split_once("://")?;
    let host = after.split('/').next()?;
    (!host.is_empty()).then(|| word(host))
}

/// A value as code: a list or a map as JSON, the rest between single quotes.
fn as_code(value: &Sample<'_>) -> String {
    match value {
        Sample::List(_) | Sample::Map(_) => value.to_json_pretty(),
        Sample::Text(text) | Sample::Number(text) => format!("'{}'", single(text)),
        Sample::Bool(_) | Sample::Null => format!("'{}'", value.to_json()),
    }
}

/// A text between single quotes, which it cannot end.
fn single(text: &str) -> String {
    in_line(text).replace('\\', r"\\").replace('\'', r"\'")
}

/// A text between double quotes, which it cannot end.
fn double(text: &str) -> String {
    in_line(text).replace('\\', r"\\").replace('"', "\\\"")
}
