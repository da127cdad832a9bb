pub(super) fn render(_: &super::tree::Tree) -> String {
    String::new()
}
