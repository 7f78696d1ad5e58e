import Facts

/// Base facts of rule tests: `fixtures/direct.yaml`.
struct Fixture: Sendable {
    /// By variable: `deployment`, `target`, … Facts that are not set are unknown.
    var objects: [String: FactObject] = [:]
    var now: Timestamp?
}
