//! The README shows what the command really prints.

use std::fs;
use std::path::Path;
use std::process::Command;

#[test]
fn the_readme_shows_the_real_output() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let path = root.join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_venule"))
        .args(["assess", "examples/calf-pain-after-negative-scan.toml"])
        .current_dir(&root)
        .env_remove("COLUMNS")
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let printed = String::from_utf8(output.stdout).unwrap();
    let (before, rest) = readme.split_once("```text\n").unwrap();
    let (shown, after) = rest.split_once("```\n").unwrap();
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, format!("{before}```text\n{printed}```\n{after}")).unwrap();
        return;
    }
    assert_eq!(
        shown, printed,
        "run `BLESS=1 cargo test -p venule-cli --test readme` and read the difference"
    );
}
