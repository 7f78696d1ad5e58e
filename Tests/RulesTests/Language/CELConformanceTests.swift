import ConformanceData
import Facts
import Foundation
import Testing

@testable import RuleLanguage
@testable import Rules

/// The part of the CEL conformance suite that applies to the rule language.
///
/// `cel-allowed.txt` names the tests that pass and must keep passing. `RECORD=1 swift test` writes it anew.
/// `CEL_SHOW=1` prints those that apply and differ, all on purpose: lists and maps of mixed types, `1 == 1.0` and other
/// unchecked evaluation, and time zones by name, whose rules change with every release of their database. Tests with features outside the language (bytes, uint, protobuf, `type()`, …) do not apply.
@Suite("CEL conformance", .timeLimit(.minutes(10)), .enabled(if: ConformanceData.isExpected("cel"), "\(ConformanceData.absence)"))
struct CELConformanceTests {
    @Test("every test of the allow-list passes")
    func allowed() throws {
        let verdicts = try CELSuite.load().map { ($0.name, $0.verdict()) }
        let passed = Set(verdicts.filter { $0.1 == .pass }.map(\.0))
        let failed = verdicts.filter { $0.1 == .fail }.map(\.0)
        let environment = ProcessInfo.processInfo.environment
        if environment["RECORD"] != nil {
            try (passed.sorted().joined(separator: "\n") + "\n").write(to: CELSuite.list, atomically: true, encoding: .utf8)
        }
        let allowed = try String(contentsOf: CELSuite.list, encoding: .utf8).split(separator: "\n").map(String.init)
        #expect(allowed.filter { !passed.contains($0) } == [])
        #expect(passed.subtracting(allowed).sorted() == [], "new tests pass: record them")
        print("CEL: \(passed.count) pass, \(failed.count) differ, \(verdicts.count - passed.count - failed.count) do not apply")
        if environment["CEL_SHOW"] != nil { print(failed.joined(separator: "\n")) }
    }
}

enum CELSuite {
    static let list = RulesFolder.package.appending(path: "Tests/RulesTests/cel-allowed.txt")

    static func load() throws -> [CELTest] { try ConformanceData.load("cel", as: [CELTest].self) }
}

/// One test of the suite, as far as it is read.
struct CELTest: Decodable {
    struct Binding: Decodable { let value: CELValue? }
    struct Declaration: Decodable {
        struct Identifier: Decodable { let type: CELType }
        let name: String
        let ident: Identifier?
    }
    struct TypedResult: Decodable { let result: CELValue? }
    struct Failure: Decodable {}

    let file, section, expr: String
    let testName: String
    let needsProto, usesOptional: Bool
    let value: CELValue?
    let evalError: Failure?
    let typedResult: TypedResult?
    let typeEnv: [Declaration]?
    let bindings: [String: Binding]?
    let container: String?
    let checkOnly: Bool?

    enum CodingKeys: String, CodingKey {
        case file, section, expr, value, evalError, typedResult, typeEnv, bindings, container, checkOnly
        case testName = "name"
        case needsProto = "needs_proto"
        case usesOptional = "uses_optional"
    }

    enum Verdict { case pass, fail, notApplicable }

    var name: String { "\(file)/\(section)/\(testName)" }

    private static let absent = ["not part of this language", "unknown function", "unknown name", "reserved word"]

    func verdict() -> Verdict {
        guard !needsProto, !usesOptional, checkOnly != true, container == nil else { return .notApplicable }
        var evaluation = Evaluation()
        evaluation.functions = [Function(name: "dyn", form: .global, parameters: [.any], result: .any) { $0[0] }]
        for declaration in typeEnv ?? [] {
            guard let type = declaration.ident?.type.type, let value = bindings?[declaration.name]?.value?.value else {
                return .notApplicable
            }
            evaluation.variables.append((declaration.name, type, value))
        }
        switch evaluation.run(expr) {
        case .refused(let problems):
            if problems.contains(where: { problem in Self.absent.contains { problem.message.contains($0) } }) {
                return .notApplicable
            }
            // Refused at load: an error found earlier than the suite expects.
            return evalError == nil ? .fail : .pass
        case .value(.fault): return evalError == nil ? .fail : .pass
        case .value(let result):
            if evalError != nil { return .fail }
            guard let expected = value ?? typedResult?.result ?? .some(.boolean) else { return .fail }
            guard let wanted = expected.value else { return .notApplicable }
            guard Self.sameKind(result, wanted) else { return .fail }
            if case .boolean(true) = Value.equality(result, wanted) { return .pass }
            return Evaluation.shown(result) == Evaluation.shown(wanted) ? .pass : .fail
        }
    }

    private static func sameKind(_ left: Value, _ right: Value) -> Bool {
        switch (left, right) {
        case (.integer, .double), (.double, .integer): false
        default: true
        }
    }
}

struct CELType: Decodable {
    struct List: Decodable { let elemType: CELTypeBox? }
    struct Map: Decodable { let keyType, valueType: CELTypeBox? }
    let primitive: String?
    let listType: List?
    let mapType: Map?

    var type: ValueType? {
        if let listType { return listType.elemType?.type.map(ValueType.list) }
        if let mapType, let key = mapType.keyType?.type, let value = mapType.valueType?.type { return .map(key, value) }
        return switch primitive {
        case "INT64": .integer
        case "STRING": .string
        case "BOOL": .boolean
        case "DOUBLE": .double
        default: nil
        }
    }
}

/// Breaks the recursion of `CELType`.
final class CELTypeBox: Decodable {
    let type: ValueType?
    init(from decoder: any Decoder) throws { type = try CELType(from: decoder).type }
}

struct CELValue: Decodable {
    struct Items: Decodable { let values: [CELValue]? }
    struct Entries: Decodable { let entries: [Entry]? }
    struct Entry: Decodable { let key, value: CELValue }

    static let boolean = CELValue(value: .boolean(true))
    /// `nil` for a type that the rule language lacks.
    let value: Value?

    init(value: Value?) { self.value = value }

    enum CodingKeys: String, CodingKey {
        case int64Value, boolValue, stringValue, doubleValue, nullValue, listValue, mapValue
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        guard let key = container.allKeys.first else {
            value = nil
            return
        }
        switch key {
        case .int64Value: value = Int64(try container.decode(String.self, forKey: key)).map(Value.integer)
        case .boolValue: value = .boolean(try container.decode(Bool.self, forKey: key))
        case .stringValue: value = .string(try container.decode(String.self, forKey: key))
        case .doubleValue:
            let number = try? container.decode(Double.self, forKey: key)
            value = try (number ?? Double(container.decode(String.self, forKey: key))).map(Value.double)
        case .nullValue: value = .null
        case .listValue:
            let items = try container.decode(Items.self, forKey: key).values ?? []
            let values = items.compactMap(\.value)
            value = values.count == items.count ? .list(values) : nil
        case .mapValue:
            let entries = try container.decode(Entries.self, forKey: key).entries ?? []
            let values = entries.compactMap { entry -> Value.MapEntry? in
                guard let key = entry.key.value, let value = entry.value.value else { return nil }
                return Value.MapEntry(key: key, value: value)
            }
            value = values.count == entries.count ? .map(values) : nil
        }
    }
}
