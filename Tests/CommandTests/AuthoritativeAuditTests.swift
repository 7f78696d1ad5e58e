import DNS
import Facts
import Foundation
import TestPeers
import Testing

/// The healthy deployment in its own world, with one thing broken at a time.
@Suite("The authoritative view of an audit", .timeLimit(.minutes(10)), .enabled(if: DNSWorld.isPossible, "\(DNSWorld.absence)"))
struct AuthoritativeAuditTests {
    private static let day = Duration.seconds(86_400)

    /// The deployment's records as a zone, and the reverse zones.
    static func zones(_ change: (inout WorldZone) -> Void = { _ in }) -> [WorldZone] {
        let lines = AcmeDeployment.records.split(separator: "\n").map(String.init)
        let reverse = lines.filter { $0.contains(".arpa.") }
        let own = lines.filter {
            $0.contains("acme.example.") && !$0.contains(".arpa.") && !$0.hasPrefix(".") && !$0.hasPrefix("ns.")
        }
        var acme = WorldZone("acme.example", own.joined(separator: "\n"))
        change(&acme)
        return [
            acme, WorldZone("113.0.203.in-addr.arpa", reverse.filter { $0.contains("in-addr") }.joined(separator: "\n")),
            WorldZone("8.b.d.0.1.0.0.2.ip6.arpa", reverse.filter { $0.contains("ip6") }.joined(separator: "\n"), signing: nil),
        ]
    }

    private func audit(
        _ zones: [WorldZone], loss: Double = 0, arguments: [String] = [],
        before: (DNSWorld, SendreadyProgram) async throws -> Void = { _, _ in }
    ) async throws -> SendreadyProgram.Run {
        let world = try await DNSWorld.start(zones, loss: loss)
        do {
            let program = try SendreadyProgram()
            try program.folder.write(Self.file(world), to: "acme.yaml")
            try await before(world, program)
            let run = try await program.run(["audit", "acme.yaml", "--format", "json"] + arguments)
            await world.stop()
            return run
        } catch {
            await world.stop()
            throw error
        }
    }

    static func file(_ world: DNSWorld) -> String {
        AcmeDeployment.file(resolver: world.publicView)
            .replacingOccurrences(
                of: "] } }\nnetworks",
                with:
                    "] }, authoritative: { root-hints: \"\(world.rootHints)\", trust-anchor: \"\(world.trustAnchor)\" } }\nnetworks"
            )
    }

    /// `rule subject` of the findings of the zone and dnssec areas with an outcome.
    private func found(_ run: SendreadyProgram.Run, _ outcome: String = "fail") throws -> [String] {
        try run.findings(outcome).filter { $0.hasPrefix("zone/") || $0.hasPrefix("dnssec/") }
    }

    private func message(_ run: SendreadyProgram.Run, _ rule: String) throws -> String {
        guard case .array(let findings)? = try run.report()["findings"] else { return "" }
        return findings.first { $0["rule"]?.text == rule }?["message"]?.text ?? ""
    }

    @Test("a healthy deployment is ready, its facts can be judged again, and a single view queries no authoritative server")
    func healthy() async throws {
        let world = try await DNSWorld.start(Self.zones())
        let program = try SendreadyProgram()
        try program.folder.write(Self.file(world), to: "acme.yaml")
        let run = try await program.run("audit", "acme.yaml", "--format", "json", "--facts-out", "facts.json")
        let publicOnly = try await program.run(
            "audit", "acme.yaml", "--format", "json", "--view", "public", "--facts-out", "less.json")
        let judged = try await program.run("judge", "facts.json", "--format", "json")
        await world.stop()
        let failures = try run.findings("fail")
        let undetermined = try run.findings("undetermined")
        #expect(failures == [] && undetermined == [], "\(run.output)")
        #expect(run.status == 0 && run.error == "", "\(run.error)")
        #expect(judged.output == run.output)
        #expect(publicOnly.status == 0)
        let read = { (name: String) in
            try JSONParser.parse(String(contentsOf: program.folder.url.appendingPathComponent(name), encoding: .utf8))
        }
        guard case .array(let zones)? = try read("facts.json")["facts"]?["zones"], let zone = zones.last else {
            Issue.record("no zones")
            return
        }
        #expect(zones.map { $0["name"]?.text } == ["113.0.203.in-addr.arpa", "8.b.d.0.1.0.0.2.ip6.arpa", "acme.example"])
        #expect(zone["security"]?.text == "secure" && zones[1]["security"]?.text == "insecure")
        #expect(zone["serials"] == [.integer(1)] && zone["server_names"] == .integer(2))
        #expect(try read("less.json")["facts"]?["zones"] == .array([]))
    }

    struct Fault: CustomTestStringConvertible, Sendable {
        let rule: String
        let subject: String
        let message: String
        var others: [String] = []
        let change: @Sendable (inout WorldZone) -> Void

        var testDescription: String { "\(rule): \(message)" }
    }

    private static let acme = "acme.example/authoritative"
    private static let faults = [
        Fault(
            rule: "zone/server-lame", subject: acme,
            message: "acme.example is delegated to servers that do not serve it: ns2.acme.example (127."
        ) { $0.servers[1] = .init("ns2", host: 13, .nothing) },
        Fault(
            rule: "zone/servers-disagree", subject: acme,
            message:
                "The servers of acme.example do not serve the same zone: _dmarc.acme.example TXT: \"v=DMARC1; p=none\" from ns2"
        ) { zone in
            let other = zone.records.split(separator: "\n").map { line in
                line.hasPrefix("_dmarc") ? "_dmarc TXT \"v=DMARC1; p=none\"" : String(line)
            }
            zone.servers[1] = .init("ns2", host: 12, .other(other.joined(separator: "\n"), serial: 1))
        },
        Fault(
            rule: "zone/servers-disagree", subject: acme, message: "serial numbers: ns1.acme.example (127."
        ) { $0.servers[1] = .init("ns2", host: 12, .other($0.records, serial: 9)) },
        Fault(
            rule: "zone/delegation-differs", subject: acme,
            message: "only the parent zone names ns2.acme.example; only the zone itself names ns3.acme.example"
        ) {
            $0.servers = [
                .init("ns1", host: 11), .init("ns2", host: 12, isListed: false), .init("ns3", host: 13, isDelegatedTo: false),
            ]
        },
        Fault(
            rule: "zone/single-server", subject: acme, message: "acme.example has one name server at one address"
        ) { $0.servers.removeLast() },
        Fault(
            rule: "dnssec/weak-algorithm", subject: acme, message: "has a SHA-1 digest"
        ) { $0.delegation = .digests([1]) },
        Fault(
            rule: "dnssec/weak-algorithm", subject: acme, message: "its keys use only RSASHA1"
        ) { $0.signing = .init(algorithm: "RSASHA1") },
        Fault(
            rule: "dnssec/signature-expiring", subject: acme, message: "A signature of acme.example expires at 20"
        ) { $0.signing = .init(expiration: day * 2) },
    ]

    /// Every fault in its own deployment, `acme0.example`, `acme1.example`, …, all in one world.
    private static let broken = Task {
        var all = zones()
        all.removeFirst()
        for (number, fault) in (faults + bogusFaults).enumerated() {
            var zone = zones(fault.change)[0]
            let rename = { @Sendable (text: String) in
                text.replacingOccurrences(of: "acme.example", with: "acme\(number).example")
            }
            zone.name = rename(zone.name)
            zone.records = rename(zone.records)
            zone.servers = zone.servers.map { server in
                guard case .other(let records, let serial) = server.content else { return server }
                var server = server
                server.content = .other(rename(records), serial: serial)
                return server
            }
            if case .signer(let text) = zone.delegation { zone.delegation = .signer(rename(text)) }
            all.append(zone)
        }
        return try await DNSWorld.start(all)
    }

    private func audit(fault number: Int) async throws -> SendreadyProgram.Run {
        let world = try await Self.broken.value
        let program = try SendreadyProgram()
        try program.folder.write(
            Self.file(world).replacingOccurrences(of: "acme.example", with: "acme\(number).example"), to: "acme.yaml")
        let run = try await program.run("audit", "acme.yaml", "--format", "json")
        return .init(
            status: run.status, output: run.output.replacingOccurrences(of: "acme\(number).example", with: "acme.example"),
            error: run.error)
    }

    @Test("exactly the faults are reported", arguments: faults.indices)
    func fault(_ number: Int) async throws {
        let fault = Self.faults[number]
        let run = try await audit(fault: number)
        let found = try found(run)
        #expect(found == ["\(fault.rule) \(fault.subject)"], "\(run.output)")
        let message = try message(run, fault.rule)
        #expect(message.contains(fault.message), "\(message)")
        let unknown = try self.found(run, "undetermined")
        #expect(unknown == [], "\(run.output)")
    }

    private static let bogusFaults = [
        Fault(
            rule: "dnssec/bogus", subject: "acme.example/authoritative",
            message: "the signature over acme.example. DNSKEY expired at 2"
        ) { $0.signing = .init(inception: day * -40, expiration: day * -1) },
        Fault(
            rule: "dnssec/bogus", subject: "acme.example/authoritative", message: "the signature over px.acme.example. A by key "
        ) { $0.tampering = { $0.replacingOccurrences(of: "A\t203.0.113.12", with: "A\t203.0.113.13") } },
        Fault(
            rule: "dnssec/bogus", subject: "acme.example/authoritative",
            message: "no DS record of acme.example. (key 12345) matches"
        ) {
            $0.delegation = .signer(
                "acme.example. DS 12345 13 2 49fd46e6c4b45c55d4ac69cbd3cd34ac1afe51de2e1a6c1b4fb4ed1a1c7f3a10")
        },
    ]

    @Test("an answer that does not validate is bogus, with the reason", arguments: bogusFaults.indices)
    func bogus(_ number: Int) async throws {
        let fault = Self.bogusFaults[number]
        let run = try await audit(fault: Self.faults.count + number)
        let found = try found(run)
        #expect(found.contains("\(fault.rule) \(fault.subject)"), "\(run.output)")
        #expect(number != 1 || found == ["\(fault.rule) \(fault.subject)"], "\(found)")
        let message = try message(run, "dnssec/bogus")
        #expect(message.contains(fault.message), "\(message)")
        #expect(run.status == 2)
    }

    @Test("a zone above that does not validate is its operator's to repair")
    func above() async throws {
        let expired = WorldZone("example", signing: .init(inception: Self.day * -40, expiration: Self.day * -1))
        let run = try await audit(Self.zones() + [expired])
        #expect(try found(run).contains("dnssec/bogus-above acme.example/authoritative"), "\(run.output)")
        #expect(try !found(run).contains { $0.hasPrefix("dnssec/bogus ") })
        let finding = try run.report()["findings"]?.items?.first { $0["rule"]?.text == "dnssec/bogus-above" }
        #expect(finding?["by"]?.text == "other", "\(finding ?? .null)")
        #expect(finding?["fix"]?["text"]?.text?.hasPrefix("Ask whoever runs example. to sign that zone again") == true)
    }

    @Test("closed ports and silence that resolvers see too are an error")
    func unreachable() async throws {
        for content in [WorldZone.Content.closed, .silence] {
            let run = try await audit(
                Self.zones { $0.servers = [.init("ns1", host: 91, content), .init("ns2", host: 92, content)] },
                arguments: ["--timeout", "60"])
            let found = try found(run)
            #expect(found.contains("zone/servers-unreachable acme.example/authoritative"), "\(run.output)")
            #expect(run.status == 2)
        }
    }

    @Test("after a change, the new data is reported, and how long the resolver keeps the old")
    func outdated() async throws {
        let run = try await audit(Self.zones()) { world, program in
            _ = try await program.run("audit", "acme.yaml", "--format", "json")
            var changed = Self.zones()[0]
            changed.records = changed.records.replacingOccurrences(
                of: "px.acme.example. A 203.0.113.12", with: "px A 203.0.113.77")
            changed.serial = 2
            try await world.publish(changed)
        }
        let found = try found(run)
        #expect(found == ["zone/caches-outdated px.acme.example/public"], "\(run.output)")
        let message = try message(run, "zone/caches-outdated")
        #expect(
            message.contains("A 203.0.113.12 until 20") && message.hasSuffix("where the zone now has 203.0.113.77."), "\(message)"
        )
    }

    @Test("with a third of all packets lost, nothing is reported as wrong")
    func loss() async throws {
        let run = try await audit(Self.zones(), loss: 0.3, arguments: ["--timeout", "60"])
        let failures = try run.findings("fail")
        #expect(failures == [], "\(run.output)")
        #expect(run.status == 0 || run.status == 3)
    }

    @Test("without a path to the root, nothing is claimed")
    func noRoot() async throws {
        let run = try await audit(Self.zones()) { world, program in
            let file = try String(contentsOf: program.folder.url.appendingPathComponent("acme.yaml"), encoding: .utf8)
            try program.folder.write(". NS a.\na. A 127.255.255.1\n", to: "dead.hints")
            try program.folder.write(
                file.replacingOccurrences(of: world.rootHints, with: "dead.hints"), to: "acme.yaml")
        }
        let failures = try run.findings("fail")
        let undetermined = try found(run, "undetermined")
        #expect(failures == [])
        #expect(undetermined.contains("zone/servers-unreachable ./authoritative"), "\(undetermined)")
        #expect(run.status == 3)
    }

    @Test("files without root servers or keys are refused, with their place")
    func mistakes() async throws {
        let program = try SendreadyProgram()
        try program.folder.write("; nothing\n", to: "empty")
        try program.folder.write(". NS a.\na. A 127.255.255.1\n", to: "hints")
        let file = AcmeDeployment.file(resolvers: "127.0.0.1:9")
        for (view, message) in [
            ("root-hints: empty", "empty: no root server with an address"),
            ("root-hints: hints, trust-anchor: empty", "empty: no DS or DNSKEY record"),
        ] {
            try program.folder.write(
                file.replacingOccurrences(of: "] } }\nnetworks", with: "] }, authoritative: { \(view) } }\nnetworks"),
                to: "acme.yaml")
            let run = try await program.run("audit", "acme.yaml")
            #expect(run.status == 65 && run.error.contains("acme.yaml:4:"), "\(run.error)")
            #expect(run.error.contains(message), "\(run.error)")
        }
        let alone = try await program.run("audit", "acme.yaml", "--view", "authoritative")
        #expect(alone.status == 64 && alone.error.contains("add --view public"), "\(alone.error)")
    }
}
