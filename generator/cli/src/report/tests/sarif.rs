use super::*;

#[test]
fn sarif_has_rules_regions_and_fixes() {
    insta::assert_snapshot!(shown(Format::Sarif), @r##"
    {
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
      "runs": [
        {
          "columnKind": "unicodeCodePoints",
          "results": [
            {
              "fixes": [
                {
                  "artifactChanges": [
                    {
                      "artifactLocation": {
                        "uri": "spec/a%2Cb.yaml"
                      },
                      "replacements": [
                        {
                          "deletedRegion": {
                            "endColumn": 13,
                            "endLine": 5,
                            "startColumn": 7,
                            "startLine": 5
                          },
                          "insertedContent": {
                            "text": "summary"
                          }
                        }
                      ]
                    }
                  ],
                  "description": {
                    "text": "spell it `summary`"
                  }
                }
              ],
              "level": "error",
              "locations": [
                {
                  "logicalLocations": [
                    {
                      "fullyQualifiedName": "/paths/~1ünits~1{id}/get/sumary"
                    }
                  ],
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "spec/a%2Cb.yaml"
                    },
                    "region": {
                      "endColumn": 13,
                      "endLine": 5,
                      "startColumn": 7,
                      "startLine": 5
                    }
                  }
                }
              ],
              "message": {
                "text": "`sumary` is not a key of an operation: 100%\ndid you mean `summary`?"
              },
              "relatedLocations": [
                {
                  "id": 0,
                  "message": {
                    "text": "in this operation"
                  },
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "spec/a%2Cb.yaml"
                    },
                    "region": {
                      "startColumn": 5,
                      "startLine": 4
                    }
                  }
                },
                {
                  "id": 1,
                  "message": {
                    "text": "by this version"
                  },
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "spec/a%2Cb.yaml"
                    },
                    "region": {
                      "startColumn": 1,
                      "startLine": 1
                    }
                  }
                },
                {
                  "id": 2,
                  "message": {
                    "text": "keys are told apart by case"
                  },
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "spec/a%2Cb.yaml"
                    },
                    "region": {
                      "startColumn": 1,
                      "startLine": 1
                    }
                  }
                }
              ],
              "ruleId": "unknown-key",
              "ruleIndex": 0
            },
            {
              "level": "warning",
              "locations": [
                {
                  "logicalLocations": [
                    {
                      "fullyQualifiedName": "/paths/~1ünits~1{id}/put"
                    }
                  ],
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "spec/a%2Cb.yaml"
                    },
                    "region": {
                      "endColumn": 8,
                      "endLine": 6,
                      "startColumn": 5,
                      "startLine": 6
                    }
                  }
                }
              ],
              "message": {
                "text": "`put /ünits/{id}` has no tag\u001b[2J"
              },
              "ruleId": "untagged-operation",
              "ruleIndex": 1
            },
            {
              "level": "warning",
              "locations": [
                {
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "spec/a%2Cb.yaml"
                    },
                    "region": {
                      "endColumn": 1,
                      "endLine": 1,
                      "startColumn": 1,
                      "startLine": 1
                    }
                  }
                }
              ],
              "message": {
                "text": "nothing has a tag"
              },
              "ruleId": "untagged-operation",
              "ruleIndex": 1
            }
          ],
          "tool": {
            "driver": {
              "name": "specwright",
              "rules": [
                {
                  "defaultConfiguration": {
                    "enabled": true,
                    "level": "error"
                  },
                  "help": {
                    "markdown": "# `unknown-key`\n\nFinds keys that nobody reads.\n",
                    "text": "Run `specwright explain unknown-key`."
                  },
                  "id": "unknown-key",
                  "shortDescription": {
                    "text": "a key that its object does not have"
                  }
                },
                {
                  "defaultConfiguration": {
                    "enabled": true,
                    "level": "warning"
                  },
                  "help": {
                    "markdown": "# `untagged-operation`\n",
                    "text": "Run `specwright explain untagged-operation`."
                  },
                  "id": "untagged-operation",
                  "shortDescription": {
                    "text": "an operation without a tag"
                  }
                }
              ],
              "semanticVersion": "0.1.0",
              "version": "0.1.0"
            }
          }
        }
      ],
      "version": "2.1.0"
    }
    "##);
}
