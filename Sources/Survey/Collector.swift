import Deployment
import Facts

/// Collects all facts about the subjects of some kinds.
protocol Collector: Sendable {
    /// The kinds of its subjects: it runs when rules read facts about any of them.
    static var kinds: [any SubjectDeclaration.Type] { get }
    /// It runs whatever rules need.
    static var isAlwaysNeeded: Bool { get }

    init(context: SurveyContext)
    var context: SurveyContext { get }

    func collect() async -> CollectedSubjects
}

extension Collector {
    static var isAlwaysNeeded: Bool { false }
    var plan: Plan { context.plan }
    var log: ObservationLog { context.log }
    func client(_ view: ViewName) -> ViewClient? { context.client(view) }
}

/// Subjects by the field of the root object that holds them.
struct CollectedSubjects: Sendable {
    private var objects: [String: [FactObject]] = [:]

    init() {}

    init<Subject: SubjectDeclaration>(_ subjects: [TypedObject<Subject>]) { add(subjects) }

    mutating func add<Subject: SubjectDeclaration>(_ subjects: [TypedObject<Subject>]) {
        objects[Subject.kind.field, default: []] += subjects.map { $0.object }
    }

    mutating func add(_ other: CollectedSubjects) { objects.merge(other.objects) { $0 + $1 } }

    /// The root object of the fact tree. Kinds that were not collected have no subjects.
    func root(_ schema: FactSchema) -> FactObject {
        schema.kinds.reduce(into: FactObject(schema.root)) { root, kind in
            let subjects = objects[kind.field] ?? []
            if !kind.isSingle {
                root.set(kind.field, .objects(subjects))
            } else if let subject = subjects.first {
                root.set(kind.field, .object(subject))
            }
        }
    }
}
