import ConformanceData
import DNS
import Foundation
import HostNames
import Testing

/// Half of Unicode's IdnaTestV2 (UTS 46), compared with the rules for host names here: IDNA2008, and no invisible
/// characters.
@Suite("The conformance data of UTS 46", .timeLimit(.minutes(10)))
struct IDNASuiteTests {
    private struct Suite: Decodable {
        struct Case: Decodable {
            let source: String
            let toASCII: String
            let status: [String]
        }
        let cases: [Case]
    }

    /// Cases with another outcome than Unicode's, and why: each must keep differing, or be removed from the list.
    private struct Divergences: Decodable {
        struct Group: Decodable {
            let why: String
            /// Indexes into the suite.
            let cases: [Int]
        }
        let groups: [Group]
    }

    /// The result for a name: its ASCII form, or `nil` if it was refused.
    private func outcome(_ source: String) -> String? { try? DomainName(unicode: source).text }

    @Test(
        "every case matches Unicode, except for the listed ones",
        .enabled(if: ConformanceData.isExpected("idna"), "\(ConformanceData.absence)"))
    func suite() throws {
        let suite = try ConformanceData.load("idna", as: Suite.self)
        let list = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "known-divergences.json")
        let groups = try JSONDecoder().decode(Divergences.self, from: Data(contentsOf: list)).groups
        let known = Set(groups.flatMap(\.cases))
        #expect(known.count == groups.map(\.cases.count).reduce(0, +), "a case is listed twice")
        #expect(known.allSatisfy(suite.cases.indices.contains))
        var passed = 0
        for (index, test) in suite.cases.enumerated() {
            // A final dot gives the same name here.
            let wanted = test.toASCII.hasSuffix(".") ? String(test.toASCII.dropLast()) : test.toASCII
            let outcome = outcome(test.source)
            let passes = test.status.isEmpty ? outcome == wanted : outcome == nil
            passed += passes ? 1 : 0
            if passes {
                #expect(!known.contains(index), "\(index) \(test.source) passes: take it off the list")
            } else {
                let got = outcome ?? "\(String(describing: Self.sentence(test.source)))"
                #expect(known.contains(index), "DIVERGES \(index) \(test.source) \(wanted) \(test.status) got \(got)")
            }
        }
        print("idna: \(passed) of \(suite.cases.count) pass, \(known.count) known divergences")
    }

    private static func sentence(_ source: String) -> String {
        do throws(NameError) {
            _ = try DomainName(unicode: source)
            return ""
        } catch {
            return error.description
        }
    }
}
