pub(super) fn render(
    _: &venule_knowledge::model::Knowledge,
    _: &venule_engine::plan::Plan,
) -> String {
    String::new()
}
