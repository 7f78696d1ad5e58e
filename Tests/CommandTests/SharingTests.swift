import AuthoritativeServer
import DNS
import Facts
import Foundation
import Synchronization
import TestPeers
import Testing

@Suite("Deployments of one run share their queries", .timeLimit(.minutes(10)))
struct SharingTests {
    /// Counts queries, except those for names that a survey makes up.
    private final class Counter: Sendable {
        private let counts = Mutex<[Question: Int]>([:])

        func note(_ question: Question) {
            counts.withLock {
                $0[Question(DomainName(question.name.lowercased.absoluteText) ?? question.name, question.type), default: 0] += 1
            }
        }

        var all: [Question: Int] { counts.withLock { $0 } }
    }

    @Test("identical views are one view, whatever the other views are")
    func sharing() async throws {
        let counter = Counter()
        let (server, resolver) = try AcmeDeployment.server(AcmeDeployment.zone()) { question in
            counter.note(question)
            return .answer
        }
        defer { server.stop() }
        // The panel has another answer: another view, though with the same name.
        let (elsewhere, other) = try AcmeDeployment.server(
            AcmeDeployment.zone(removing: ["panel.acme"], adding: ["panel.acme.example. A 198.51.100.9"]))
        defer { elsewhere.stop() }
        let program = try SendreadyProgram()
        let file = AcmeDeployment.file(resolver: resolver)
        try program.folder.write(file, to: "one.yaml")
        try program.folder.write(
            file.replacing("name: acme\n", with: "name: inside\n")
                .replacing("views: {", with: "views: { internal: { resolvers: [\"\(other)\"] },"), to: "inside.yaml")
        try program.folder.write(
            file.replacing("name: acme\n", with: "name: elsewhere\n").replacing("\(resolver)", with: "\(other)"), to: "other.yaml"
        )
        _ = try await program.run("audit", "one.yaml", "--format", "json")
        let alone = counter.all
        let run = try await program.run("audit", "one.yaml", "inside.yaml", "other.yaml", "--format", "json", "--all")
        #expect(run.status == 2)
        let asked = Question(try #require(DomainName("acme.example.")), .mx)
        #expect(alone[asked] == 1)
        #expect(counter.all[asked] == 2, "the second run, of three deployments, asks once more")
        let reports = try #require(try JSONParser.parse(run.output)["reports"]?.items)
        let panels = try reports.map { report -> String in
            let findings = try #require(report["findings"]?.items)
            let finding = findings.first {
                $0["rule"]?.text == "address/unexpected" && $0["subject"]?["key"]?.text == "panel/panel.acme.example/public"
            }
            let evidence = try #require(finding?["evidence"]?.items)
            return "\(finding?["outcome"]?.text ?? "") \(evidence.first?["view"]?.text ?? "")"
        }
        #expect(panels == ["pass public", "pass public", "fail public"])
    }
}
