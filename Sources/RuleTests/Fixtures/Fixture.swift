import Facts

/// Facts that rule tests start from: `fixtures/direct.yaml`.
struct Fixture: Sendable {
    /// By variable: `deployment`, `target`, … Facts that were not given are unknown.
    var objects: [String: FactObject] = [:]
    var now: Timestamp?
}
