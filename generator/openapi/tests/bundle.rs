//! Many files as one: what stands in another file gets a name made from where
//! it came from, and what leads to itself comes to an end.

use specwright::diag::{Level, Report};
use specwright::dialect::Version;
use specwright::diff::{Side, Terms, diff};
use specwright::read::{LoadError, document, document_from_str};
use specwright_openapi::Order;

/// The bundle of some files, of which the first is the document, and below it
/// what could not be carried. It means the same as the files.
fn bundle(files: &[(&str, &str)], to: Option<Version>) -> String {
    let mut load = |path: &str| {
        let found = files.iter().find(|it| it.0 == path);
        found
            .map(|it| it.1.as_bytes().to_vec())
            .ok_or_else(|| LoadError::Missing("there is no such file".to_owned()))
    };
    let (name, text) = files[0];
    let reading = document(name, text.as_bytes().to_vec(), &mut load);
    let api = reading.api.expect("the case is an API");
    let mut found = Report::new();
    let order = Order::new(&reading.trees);
    let written = specwright_openapi::document(&api, to.unwrap_or(api.version), &order, &mut found);
    let text = written.to_yaml().expect("it prints");
    let again = document_from_str("bundle.yaml", &text);
    let errors: Vec<_> = again.found.iter().map(|it| &it.message).collect();
    assert!(errors.is_empty(), "{errors:#?}\n{text}");
    let again = again.api.expect("a bundle is an API");
    let changes = diff(&Side::document(&api), &Side::document(&again), &Terms::default());
    // That something got a name is no change to anyone.
    let changes = changes.iter().filter(|it| it.level > Level::Off);
    let changes: Vec<_> = changes.map(|it| &it.message).collect();
    assert!(changes.is_empty(), "{changes:#?}\n{text}");
    let lost = found.found.iter().map(|it| format!("# {}\n", it.message));
    text + &lost.collect::<String>()
}

#[test]
fn what_stands_in_other_files_is_named_by_where_it_came_from() {
    let main = "\
openapi: 3.0.3
info: { title: T, version: '1' }
paths:
  /pets: { $ref: 'paths/pets.yaml' }
components:
  parameters:
    Limit: { name: limit, in: query, schema: { type: integer } }
";
    let pets = "\
get:
  parameters:
    - $ref: '../common/parameters.yaml#/Limit'
    - $ref: '../common/parameters.yaml#/Page'
    - $ref: ../openapi.yaml#/components/parameters/Limit
  requestBody: { $ref: '../common/body.yaml' }
  responses:
    '200': { $ref: '../common/responses.yaml#/components/responses/Pets' }
    default: { $ref: '../common/responses.yaml#/components/responses/Error' }
";
    let parameters = "\
Limit: { name: size, in: query, schema: { type: integer, maximum: 9 } }
Page: { name: page, in: query, schema: { $ref: '#/Number' } }
Number: { type: integer, minimum: 1 }
";
    let body = "content: { application/json: { schema: { type: string } } }\n";
    let responses = "\
components:
  responses:
    Pets:
      description: All
      headers: { X-Next: { $ref: '#/components/headers/Next' } }
    Error: { description: No }
  headers:
    Next: { schema: { type: string } }
";
    let files = [
        ("openapi.yaml", main),
        ("paths/pets.yaml", pets),
        ("common/parameters.yaml", parameters),
        ("common/body.yaml", body),
        ("common/responses.yaml", responses),
    ];
    insta::assert_snapshot!(bundle(&files, None), @"
    openapi: 3.0.3
    info:
      title: T
      version: '1'
    paths:
      /pets:
        get:
          parameters:
          - $ref: '#/components/parameters/parameters_Limit'
          - $ref: '#/components/parameters/Page'
          - $ref: '#/components/parameters/Limit'
          requestBody:
            $ref: '#/components/requestBodies/body'
          responses:
            '200':
              $ref: '#/components/responses/Pets'
            default:
              $ref: '#/components/responses/Error'
    components:
      schemas:
        Number:
          type: integer
          minimum: 1
      responses:
        Pets:
          description: All
          headers:
            X-Next:
              $ref: '#/components/headers/Next'
        Error:
          description: 'No'
      parameters:
        Limit:
          name: limit
          in: query
          schema:
            type: integer
        parameters_Limit:
          name: size
          in: query
          schema:
            type: integer
            maximum: 9
        Page:
          name: page
          in: query
          schema:
            $ref: '#/components/schemas/Number'
      requestBodies:
        body:
          content:
            application/json:
              schema:
                type: string
      headers:
        Next:
          schema:
            type: string
    ");
}

#[test]
fn a_path_item_that_calls_back_to_itself_stays_a_reference() {
    let text = "\
openapi: 3.0.3
info: { title: T, version: '1' }
paths:
  /x:
    post:
      callbacks:
        done: { '{$request.body#/url}': { $ref: '#/paths/~1x' } }
      responses: { '200': { description: ok } }
";
    insta::assert_snapshot!(bundle(&[("openapi.yaml", text)], None), @"
    openapi: 3.0.3
    info:
      title: T
      version: '1'
    paths:
      /x:
        post:
          callbacks:
            done:
              '{$request.body#/url}':
                $ref: '#/paths/~1x'
          responses:
            '200':
              description: ok
    ");
}

#[test]
fn a_path_item_of_another_file_that_calls_back_to_itself_comes_to_an_end() {
    let main = "\
openapi: 3.0.3
info: { title: T, version: '1' }
paths:
  /x: { $ref: 'x.yaml' }
";
    let item = "\
post:
  callbacks:
    done: { '{$request.body#/url}': { $ref: 'x.yaml' } }
  responses: { '200': { description: ok } }
";
    insta::assert_snapshot!(bundle(&[("openapi.yaml", main), ("x.yaml", item)], None), @"
    openapi: 3.0.3
    info:
      title: T
      version: '1'
    paths:
      /x:
        post:
          callbacks:
            done:
              '{$request.body#/url}':
                post:
                  callbacks:
                    done:
                      $ref: '#/components/callbacks/done'
                  responses:
                    '200':
                      description: ok
          responses:
            '200':
              description: ok
    components:
      callbacks:
        done:
          '{$request.body#/url}':
            post:
              callbacks:
                done:
                  $ref: '#/components/callbacks/done'
              responses:
                '200':
                  description: ok
    ");
}

#[test]
fn a_header_within_itself_comes_to_an_end() {
    let text = "\
openapi: 3.1.0
info: { title: T, version: '1' }
paths:
  /x:
    get:
      responses:
        '200':
          description: ok
          headers:
            H:
              content:
                multipart/form-data:
                  schema: { type: object }
                  encoding:
                    a:
                      headers:
                        I: { $ref: '#/paths/~1x/get/responses/200/headers/H' }
";
    insta::assert_snapshot!(bundle(&[("openapi.yaml", text)], None), @"
    openapi: 3.1.0
    info:
      title: T
      version: '1'
    paths:
      /x:
        get:
          responses:
            '200':
              description: ok
              headers:
                H:
                  content:
                    multipart/form-data:
                      schema:
                        type: object
                      encoding:
                        a:
                          headers:
                            I:
                              $ref: '#/components/headers/x_get_200_H'
    components:
      headers:
        x_get_200_H:
          content:
            multipart/form-data:
              schema:
                type: object
              encoding:
                a:
                  headers:
                    I:
                      $ref: '#/components/headers/x_get_200_H'
    ");
}

#[test]
fn a_media_type_within_itself_comes_to_an_end() {
    let text = "\
openapi: 3.2.0
info: { title: T, version: '1' }
paths:
  /x:
    get:
      responses:
        '200':
          description: ok
          content:
            multipart/mixed: { $ref: '#/components/mediaTypes/M' }
components:
  mediaTypes:
    M:
      schema: { type: object }
      encoding:
        a:
          headers:
            I: { content: { multipart/mixed: { $ref: '#/components/mediaTypes/M' } } }
";
    insta::assert_snapshot!(bundle(&[("openapi.yaml", text)], None), @"
    openapi: 3.2.0
    info:
      title: T
      version: '1'
    paths:
      /x:
        get:
          responses:
            '200':
              description: ok
              content:
                multipart/mixed:
                  $ref: '#/components/mediaTypes/M'
    components:
      mediaTypes:
        M:
          schema:
            type: object
          encoding:
            a:
              headers:
                I:
                  content:
                    multipart/mixed:
                      $ref: '#/components/mediaTypes/M'
    ");
    let older = bundle(&[("openapi.yaml", text)], Some(Version::V3_1));
    assert!(older.ends_with("cannot hold itself: it is empty there\n"), "{older}");
}

#[test]
fn a_path_item_of_the_components_stays_one_since_3_1() {
    let text = "\
openapi: 3.1.0
info: { title: T, version: '1' }
paths:
  /x: { $ref: '#/components/pathItems/X', description: Here }
webhooks:
  y: { $ref: '#/components/pathItems/X' }
components:
  pathItems:
    X:
      parameters: [{ name: a, in: query, schema: { type: string } }]
      get: { responses: { '200': { description: ok } } }
";
    insta::assert_snapshot!(bundle(&[("openapi.yaml", text)], None), @"
    openapi: 3.1.0
    info:
      title: T
      version: '1'
    paths:
      /x:
        $ref: '#/components/pathItems/X'
        description: Here
    webhooks:
      'y':
        $ref: '#/components/pathItems/X'
    components:
      pathItems:
        X:
          parameters:
          - name: a
            in: query
            schema:
              type: string
          get:
            responses:
              '200':
                description: ok
    ");
}

/// A list that two operations use, once as a list of pets.
const LISTS: &str = "\
openapi: 3.1.0
info: { title: T, version: '1' }
paths:
  /pets:
    get:
      responses: { '200': { description: d, content: { application/json: { schema: { $ref: PETS } } } } }
  /lists:
    get:
      responses: { '200': { description: d, content: { application/json: { schema: { $ref: LIST } } } } }
";
const LIST: &str = "\
type: object
properties: { items: { type: array, items: { $dynamicRef: '#T' } } }
$defs: { T: { $dynamicAnchor: T, type: string } }
";

#[test]
fn dynamic_anchors_of_several_files_do_not_become_one() {
    let main = LISTS.replace("PETS", "pets.yaml").replace("LIST", "list.yaml");
    let pets = "\
$ref: list.yaml
$defs: { pet: { $dynamicAnchor: T, type: object, required: [name] } }
";
    let files = [("openapi.yaml", main.as_str()), ("list.yaml", LIST), ("pets.yaml", pets)];
    let bundle = bundle(&files, None);
    assert!(bundle.contains("$ref: '#/components/schemas/list_in_pets'"), "{bundle}");
    assert!(!bundle.contains("$dynamicRef:") && !bundle.contains("$dynamicAnchor"), "{bundle}");
    assert!(bundle.contains("# in one document, dynamic anchors of several files"), "{bundle}");
}

#[test]
fn what_a_dynamic_reference_says_is_kept_where_the_version_has_it() {
    let main = LISTS
        .replace("PETS", "'#/components/schemas/Pets'")
        .replace("LIST", "'#/components/schemas/List'");
    let indented = LIST.replace('\n', "\n      ");
    let main = format!(
        "{main}components:
  schemas:
    List:
      $id: https://example.com/list
      {indented}
    Pets:
      $id: https://example.com/pets
      $ref: list
      $defs: {{ pet: {{ $dynamicAnchor: T, type: object, required: [name] }} }}
"
    );
    let files = [("openapi.yaml", main.as_str())];
    let same = bundle(&files, None);
    assert!(same.contains("$dynamicRef: '#T'") && same.contains("$ref: list"), "{same}");
    assert!(!same.contains("List_in_Pets"), "{same}");
    let older = bundle(&files, Some(Version::V3_0));
    assert!(older.contains("$ref: '#/components/schemas/List_in_Pets'"), "{older}");
    assert!(!older.contains("$dynamicRef"), "{older}");
}
