//! Standard output and standard error: who may speak, and in which colours.

use std::io::{self, Write as _};

use anstream::{AutoStream, ColorChoice};

use crate::args::{Color, Common};
use crate::failure::Failure;

/// Where results and progress go.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Terminal {
    color: Color,
    quiet: bool,
    verbose: bool,
}

impl Terminal {
    pub(crate) fn new(common: &Common) -> Self {
        Self { color: common.color, quiet: common.quiet, verbose: common.verbose }
    }

    /// Whether more is to be said.
    pub(crate) fn is_verbose(self) -> bool {
        self.verbose
    }

    /// Whether only what fails is shown.
    pub(crate) fn is_quiet(self) -> bool {
        self.quiet
    }

    /// Prints a result. Nobody listening any more is not a failure.
    pub(crate) fn print(self, text: &str) -> Result<(), Failure> {
        let mut out = AutoStream::new(io::stdout().lock(), self.choice());
        match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            Err(why) if why.kind() != io::ErrorKind::BrokenPipe => {
                Err(Failure::new(format!("cannot write to standard output: {why}")))
            }
            _ => Ok(()),
        }
    }

    /// Shows findings of a command whose result is files.
    pub(crate) fn show(self, text: &str) {
        let mut err = AutoStream::new(io::stderr().lock(), self.choice());
        // There is nowhere left to complain to.
        let _ = err.write_all(text.as_bytes());
    }

    /// Says a line about what was done.
    pub(crate) fn say(self, line: &str) {
        if !self.quiet {
            self.show(&format!("{line}\n"));
        }
    }

    /// Says why a command fails, to whoever wants quiet too.
    pub(crate) fn fail(self, line: &str) {
        let style = anstyle::AnsiColor::Red.on_default().bold();
        self.show(&format!("{style}error{style:#}: {}\n", harmless(line)));
    }

    /// Says a line that only those hear who asked for more.
    pub(crate) fn detail(self, line: &str) {
        if self.verbose {
            self.show(&format!("{line}\n"));
        }
    }

    fn choice(self) -> ColorChoice {
        match self.color {
            // Looks at the terminal, `NO_COLOR`, `CLICOLOR` and `CLICOLOR_FORCE`.
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::AlwaysAnsi,
            Color::Never => ColorChoice::Never,
        }
    }
}

/// How wide a code frame may be, in columns.
pub(crate) fn width() -> usize {
    let of = |it: Option<(terminal_size::Width, _)>| it.map(|it| usize::from(it.0.0));
    let here = of(terminal_size::terminal_size_of(io::stdout()))
        .or_else(|| of(terminal_size::terminal_size_of(io::stderr())));
    here.map_or(140, |it| it.max(60))
}

/// Text that cannot steer a terminal: each control character but the tab
/// becomes the picture of itself, and so do those that reorder a line.
pub(crate) fn harmless(text: &str) -> String {
    text.chars()
        .map(|it| match it {
            '\t' => it,
            '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + u32::from(it)).unwrap_or(' '),
            '\u{7f}' => '\u{2421}',
            '\u{80}'..='\u{9f}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' => '\u{fffd}',
            _ => it,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_cannot_steer_the_terminal() {
        assert_eq!(
            harmless("a\u{1b}[31mb\r\nc\u{202e}d"),
            "a\u{241b}[31mb\u{240d}\u{240a}c\u{fffd}d"
        );
    }
}
