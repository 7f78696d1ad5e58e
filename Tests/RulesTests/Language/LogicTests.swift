import Facts
import Testing

@testable import RuleLanguage

/// Three-valued logic, complete: T true, F false, U unknown, V unknown for another cause, E a fault.
@Suite("Three-valued logic", .timeLimit(.minutes(10)))
struct LogicTests {
    static let letters: [Character] = ["T", "F", "U", "V", "E"]

    static func value(_ letter: Character) -> Value {
        switch letter {
        case "T": .boolean(true)
        case "F": .boolean(false)
        case "U": .unknown(Unknown(.timeout))
        case "V": .unknown(Unknown(.servfail))
        default: .fault("broken")
        }
    }

    static func letter(_ shown: String) -> String {
        switch shown {
        case "true": "T"
        case "false": "F"
        case "unknown timeout": "U"
        case "unknown servfail": "V"
        case "unknown servfail timeout": "W"
        case "fault broken": "E"
        default: shown
        }
    }

    /// Evaluates with `a` and `b`, and with `list` containing the letters of `elements`.
    static func run(_ text: String, a: Character = "T", b: Character = "T", elements: String = "") -> String {
        let evaluation = Evaluation(variables: [
            ("a", .boolean, value(a)), ("b", .boolean, value(b)),
            ("list", .list(.boolean), .list(elements.map(value))),
        ])
        return letter(evaluation.shown(text))
    }

    /// One row per left operand, one column per right operand, both in the order of `letters`. W: both causes.
    static let tables: [(String, [String])] = [
        ("a && b", ["TFUVE", "FFFFF", "UFUWU", "VFWVV", "EFUVE"]),
        ("a || b", ["TTTTT", "TFUVE", "TUUWU", "TVWVV", "TEUVE"]),
        ("a == b", ["TFUVE", "FTUVE", "UUUWE", "VVWVE", "EEEEE"]),
        ("a != b", ["FTUVE", "TFUVE", "UUUWE", "VVWVE", "EEEEE"]),
        ("a <= b", ["TFUVE", "TTUVE", "UUUWE", "VVWVE", "EEEEE"]),
        ("b ? a : !a", ["TFUVE", "FTUVE", "UUUVE", "VVUVE", "EEUVE"]),
        ("[a, b].all(x, x)", ["TFUVE", "FFFFF", "UFUWU", "VFWVV", "EFUVE"]),
        ("[a, b].exists(x, x)", ["TTTTT", "TFUVE", "TUUWU", "TVWVV", "TEUVE"]),
        ("a in [b]", ["TFUVE", "FTUVE", "UUUWE", "VVWVE", "EEEEE"]),
    ]

    @Test("operators", arguments: tables.indices)
    func binary(_ index: Int) {
        let (text, rows) = Self.tables[index]
        for (left, row) in zip(Self.letters, rows) {
            for (right, expected) in zip(Self.letters, row) {
                // A list literal with a fault is a fault, so its macros do not matter.
                let isLiteral = text.hasPrefix("[") && (left == "E" || right == "E")
                #expect(
                    Self.run(text, a: left, b: right) == (isLiteral ? "E" : String(expected)), "\(text) with \(left) \(right)")
            }
        }
    }

    @Test("negation", arguments: zip("TFUVE", "FTUVE"))
    func negation(_ operand: Character, _ expected: Character) {
        #expect(Self.run("!a", a: operand) == String(expected))
    }

    static let lists: [(String, String, String)] = [
        ("list.all(x, x)", "", "T"), ("list.all(x, x)", "TT", "T"), ("list.all(x, x)", "TUF", "F"),
        ("list.all(x, x)", "UF", "F"), ("list.all(x, x)", "TU", "U"), ("list.all(x, x)", "UTV", "W"),
        ("list.exists(x, x)", "", "F"), ("list.exists(x, x)", "FF", "F"), ("list.exists(x, x)", "FUT", "T"),
        ("list.exists(x, x)", "UT", "T"), ("list.exists(x, x)", "FU", "U"), ("list.exists(x, x)", "UFV", "W"),
        ("list.exists_one(x, x)", "TF", "T"), ("list.exists_one(x, x)", "TT", "F"), ("list.exists_one(x, x)", "TTU", "U"),
        ("list.size() == 3", "TUV", "T"), ("size(list) == 0", "", "T"), ("list.filter(x, x).size() == 1", "TF", "T"),
        ("list.filter(x, x).size() == 1", "TU", "U"), ("list.filter(x, x).size() == 0", "FU", "U"),
        ("list.map(x, !x).size() == 2", "TU", "T"), ("list.map(x, !x).all(x, x)", "TU", "F"),
        ("list.map(x, x, !x).size() == 1", "TU", "U"), ("true in list", "FUT", "T"), ("true in list", "FU", "U"),
        ("list == [true, false]", "TF", "T"), ("list == [true, false]", "UT", "F"), ("list == [true, false]", "UF", "U"),
        ("list == [true]", "UU", "F"), ("list[0] || true", "U", "T"), ("list[0]", "U", "U"),
        ("list.exists(x, x) || list.size() > 0", "UF", "T"), ("list.map(x, string(x)).join() == ''", "TU", "U"),
    ]

    @Test("lists with unknown elements", arguments: lists.indices)
    func list(_ index: Int) {
        let (text, elements, expected) = Self.lists[index]
        #expect(Self.run(text, elements: elements) == expected, "\(text) of \(elements)")
    }

    @Test("an unknown list makes every macro and size() unknown", arguments: ["all", "exists", "exists_one", "filter", "map"])
    func unknownList(_ macro: String) {
        let evaluation = Evaluation(variables: [("list", .list(.boolean), .unknown(Unknown(.refused)))])
        #expect(evaluation.shown("list.\(macro)(x, x)") == "unknown refused")
        #expect(evaluation.shown("list.size() > 0") == "unknown refused")
    }
}
