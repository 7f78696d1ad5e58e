import DNS
import Facts
import Foundation
import Report
import Rules
import TestPeers
import Testing

@Suite("A report is as long as its causes", .timeLimit(.minutes(10)))
struct LengthTests {
    /// A sender with many addresses that sends for many From domains.
    private static func deployment(addresses: Int, froms: Int) -> SchemeDeployment {
        let own = (0..<addresses).map { "N.\(20 + $0)" }.joined(separator: ", ")
        let names = (0..<froms).map { "f\($0).D" }.joined(separator: ", ")
        return SchemeDeployment(
            name: "long",
            template: """
                scheme: direct
                panel: [{ host: panel.D, addresses: [N.10] }]
                tracking: [{ host: click.D, addresses: [N.11] }]
                senders:
                  - name: bulk
                    addresses: [\(own)]
                    from: [\(names)]
                    mail-from: [bounce.D]
                    dkim: [{ domain: D, selector: s1 }]
                """, number: 9)
    }

    @Test("1 000 paths with four causes: under 200 lines of text, and under 300 KB of HTML")
    func thousand() async throws {
        var world = try await MemoryWorld(Self.deployment(addresses: 10, froms: 100))
        for start in ["panel.", "s1._domainkey.", "20.9.18.198.in-addr.arpa. ptr"] {
            world.outside.removeAll { $0.lowercased().hasPrefix(start) }
        }
        world.outside.removeAll { $0.hasPrefix("bounce.long.example. TXT") }
        let report = try await world.report()
        let ways = Set(report.findings.filter { $0.subject.kind == "path" }.map(\.subject.key))
        #expect(ways.count == 1_000)
        let findings = Dictionary(report.findings.map { ($0.fingerprint, $0) }) { first, _ in first }
        let causes = report.causes.compactMap { findings[$0.fingerprints[0]] }.filter { $0.severity > .notice }.map(\.rule)
        #expect(
            Set(causes) == ["address/missing", "dkim/missing", "ptr/missing", "spf/missing"] && causes.count == 4, "\(causes)")
        let text = TextReport(report, width: 80).rendered
        #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count < 200, "\(text)")
        let run = RunReport([report], toolVersion: "0")
        #expect(HTMLReport.text(run).utf8.count < 300_000)
        #expect(MarkdownReport.text(run).utf8.count < 60_000)
        let folded = JSONReport.document(run, folded: true)
        let list = folded["reports"]?[0]?["findings"]?.items ?? []
        #expect(list.count < 100 && report.findings.count > 1_000)
        let subjects = list.reduce(0) { $0 + ($1["subjects"]?.items?.count ?? 1) }
        #expect(subjects == JSONReport.document(run)["reports"]?[0]?["findings"]?.items?.count)
    }

    /// The facts about 100 paths of one address, for 100 addresses.
    @Test("100 addresses × 100 From domains are judged in seconds")
    func square() async throws {
        let facts = try await MemoryWorld(Self.deployment(addresses: 1, froms: 100)).facts()
        var root = facts.root
        for field in ["paths", "sending_addresses"] {
            guard case .list(let items)? = root[field] else { continue }
            let objects = (0..<100).flatMap { number in
                items.compactMap { item -> FactObject? in
                    guard case .object(let object) = item else { return nil }
                    return Self.moved(object, to: IPAddress(family: .ipv4, number: 0xc612_0914 + UInt128(number)))
                }
            }
            root = root.setting(field, .objects(objects))
        }
        let many = FactSet(
            deployment: facts.deployment, scheme: facts.scheme, observedAt: facts.observedAt, elapsedMilliseconds: 0, root: root,
            observations: facts.observations)
        let configuration = try await MemoryWorld.configuration.value
        let start = Self.time()
        let judgement = configuration.judge(many)
        let spent = Self.time() - start
        #expect(Set(judgement.findings.filter { $0.subject.kind == "path" }.map(\.subject.key)).count == 10_000)
        // A release build on an idle machine takes a second; this one has runtime checks and shares the machine.
        #expect(spent < 15, "\(spent) s of CPU")
    }

    /// The same path from another address.
    private static func moved(_ object: FactObject, to address: IPAddress) -> FactObject {
        guard case .object(let identity)? = object["subject"], case .string(let key)? = identity["key"],
            case .address(let own)? = object["address"]
        else { return object }
        let subject = identity.setting("address", .address(address))
            .setting("key", .string(key.replacing(own.description, with: address.description)))
        return object.setting("address", .address(address)).setting("subject", .object(subject))
    }

    /// CPU time of this thread, in seconds.
    private static func time() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
