//! Running other programs, each announced in one line.

use std::{
    ffi::{OsStr, OsString},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, Result, ensure};

/// The directory of the workspace. Commands work in it, from wherever they are called.
pub(crate) fn root() -> &'static Path {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask)
}

/// A command that works in the workspace and never waits for someone to answer a question.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root()).stdin(Stdio::null());
    command
}

/// Announces a step.
pub(crate) fn announce(step: &str) {
    println!("» {step}");
}

/// Announces a step and runs its command; its output is shown as it comes.
pub(crate) fn run(step: &str, command: &mut Command) -> Result<()> {
    announce(step);
    let status = command.status().with_context(|| could_not_start(command))?;
    ensure!(status.success(), "This failed: {}", line(command));
    Ok(())
}

/// What a command prints, trimmed; nothing when it fails or isn't there.
pub(crate) fn output(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}

/// The first of the programs that is on PATH.
pub(crate) fn find(programs: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let dirs: Vec<PathBuf> = std::env::split_paths(&path).collect();
    programs.iter().find_map(|program| {
        let file = format!("{program}{}", std::env::consts::EXE_SUFFIX);
        dirs.iter().map(|dir| dir.join(&file)).find(|path| path.is_file())
    })
}

/// PATH with these directories in front.
pub(crate) fn path_with(dirs: impl Iterator<Item = PathBuf>) -> Result<OsString> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::join_paths(dirs.chain(std::env::split_paths(&path)))
        .context("A directory of the tools cannot be put on PATH")
}

/// A sentence for a command that cannot be started at all.
pub(crate) fn could_not_start(command: &Command) -> String {
    format!("{} could not be started; is it installed?", command.get_program().display())
}

fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}
