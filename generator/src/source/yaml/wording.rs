//! What is wrong with a text, in words that say what to do.

use granit_parser::ErrorKind;

/// The words for an error of syntax. The rarest ones keep those of the parser.
pub(crate) fn wording(kind: &ErrorKind) -> String {
    let words = match kind {
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement => {
            "no key can end here: check the indentation, or quote the text that this `:` is part of"
        }
        ErrorKind::MappingKeyNotAllowed => "no key can start here: check the indentation",
        ErrorKind::SimpleKeyExpected => {
            "expected a `:` after this key; if it is no key, check the indentation"
        }
        ErrorKind::InvalidSimpleKey => {
            "this cannot be a key: a key stands on one line and has at most 1024 characters"
        }
        ErrorKind::ExpectedBlockMappingKey => {
            "expected a key, or the end of the map around this: check the indentation"
        }
        ErrorKind::ExpectedBlockSequenceEntry => {
            "expected a `-`, or the end of the list around this: check the indentation"
        }
        ErrorKind::BlockSequenceEntryNotAllowed => {
            "no list can start here: put it on lines of its own"
        }
        ErrorKind::BlockEntryInFlowCollection => "no `-` list can start within brackets",
        ErrorKind::InvalidIndentation => "check the indentation of this",
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabAtBlockScalarStart => "indented with a tab: YAML takes spaces only",
        ErrorKind::ExpectedFlowMappingSeparator => "expected `,` or `}` here",
        ErrorKind::ExpectedFlowSequenceSeparator => "expected `,` or `]` here",
        ErrorKind::MisplacedFlowCollectionEnd => "nothing is open that this bracket could close",
        ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofImplicitFlowMapping => {
            "expected a value or a closing bracket here"
        }
        ErrorKind::UnclosedQuotedScalar => "this string has no end",
        ErrorKind::InvalidTrailingSingleQuotedScalar
        | ErrorKind::InvalidTrailingDoubleQuotedScalar => {
            "a string ends before this, and nothing can follow it: quote all of it, or nothing"
        }
        ErrorKind::UnknownQuotedScalarEscape => {
            "there is an escape in this string that YAML does not know: \
             in single quotes a `\\` is only that"
        }
        ErrorKind::MissingLowSurrogate
        | ErrorKind::InvalidLowSurrogate
        | ErrorKind::InvalidLowSurrogateHexEscape
        | ErrorKind::UnpairedLowSurrogate => "there is half a surrogate pair in this string",
        ErrorKind::InvalidBlockScalarHeader => {
            "the text of a `|` or `>` block starts on the next line"
        }
        ErrorKind::MissingAnchorOrAliasName => {
            "this reads as an anchor or alias without a name: quote the text if it is none"
        }
        ErrorKind::UndeclaredTagHandle => "this tag has a handle that no `%TAG` declares",
        ErrorKind::UnsupportedYamlMajorVersion => "only YAML 1 is read",
        ErrorKind::CommentNotSeparated => "a space is due before the `#` of a comment",
        ErrorKind::UnclosedFlowCollection { open } => {
            return format!("this `{open}` is never closed");
        }
        ErrorKind::MismatchedFlowCollectionEnd { open, close } => {
            return format!("this `{close}` stands where a `{open}` is to be closed");
        }
        ErrorKind::UnexpectedCharacter { character } if character.is_control() => {
            let code = u32::from(*character);
            return format!("the control character U+{code:04X} cannot stand here");
        }
        ErrorKind::UnexpectedCharacter { character } => {
            return format!("text that starts with `{character}` is to be quoted");
        }
        other => return other.to_string(),
    };
    words.to_owned()
}
