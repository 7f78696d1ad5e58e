import ConformanceData
import DNS
import MailPolicy
import Testing

/// A test of `dmarc-discovery.json`: zone, domains, and the expected result of another project's verifier.
private struct DiscoveryCase: Decodable {
    struct Call: Decodable {
        let fn: String
        let args: [Argument]
    }

    /// The author domain alone, or a message.
    enum Argument: Decodable {
        case domain(String)
        case message(Message)

        init(from decoder: any Decoder) throws {
            if let text = try? decoder.singleValueContainer().decode(String.self) {
                self = .domain(text)
            } else {
                self = .message(try Message(from: decoder))
            }
        }
    }

    struct Message: Decodable {
        struct Authenticated: Decodable { let domain: String }

        enum Keys: CodingKey { case headerFrom, dkimDomains, spfDomains }

        let from: String
        let dkim: [String]
        let spf: [String]

        init(from decoder: any Decoder) throws {
            let keys = try decoder.container(keyedBy: Keys.self)
            let list = try? keys.decode([String].self, forKey: .headerFrom)
            from = try list?.first ?? keys.decode(String.self, forKey: .headerFrom)
            dkim = try keys.decode([Authenticated].self, forKey: .dkimDomains).map(\.domain)
            spf = try keys.decode([Authenticated].self, forKey: .spfDomains).map(\.domain)
        }
    }

    /// A key, what to do with it, and a value: text, number or nothing.
    struct Expectation: Decodable {
        let key: String
        let verb: String
        let value: String?

        init(from decoder: any Decoder) throws {
            var list = try decoder.unkeyedContainer()
            key = try list.decode(String.self)
            verb = try list.decode(String.self)
            if list.isAtEnd {
                value = nil
            } else if let text = try? list.decode(String.self) {
                value = text
            } else {
                value = String(try list.decode(Int.self))
            }
        }
    }

    let name: String
    let call: Call
    let expect: [Expectation]
    let zone: [String: [String: [[String]]]]
}

@Suite(
    "DMARC discovery as the conformance data expects it", .timeLimit(.minutes(10)),
    .enabled(if: ConformanceData.isExpected("dmarc-discovery"), "\(ConformanceData.absence)"))
struct DMARCDiscoverySuiteTests {
    @Test("every expectation about policy holds, except for the known divergences")
    func expectations() throws {
        var outcomes: [(index: Int, input: String, passes: Bool)] = []
        var without: [String] = []
        for (index, test) in try ConformanceData.load("dmarc-discovery", as: [DiscoveryCase].self).enumerated() {
            let seen = try observe(test)
            // A test that called twice has two expectations for one key: one of them is for this call.
            let judged = Dictionary(grouping: test.expect.filter { isAboutPolicy($0.key) }, by: \.key)
            if judged.isEmpty {
                without.append(test.name)
                continue
            }
            let passes = judged.allSatisfy { key, expectations in expectations.contains { holds($0, of: seen, key) } }
            outcomes.append((index, test.name, passes))
        }
        #expect(without == ["Should track undersized DKIM signatures"])
        try expectDivergences(of: "dmarc-discovery", outcomes: outcomes, unscored: without.count)
    }

    /// Body length limits are not part of DMARC (`underSized`), and which identifiers are shown is up to the verifier.
    private func isAboutPolicy(_ key: String) -> Bool {
        !key.hasSuffix("underSized") && key != "result.alignment.dkim.result"
    }

    private func holds(_ expectation: DiscoveryCase.Expectation, of seen: [String: String], _ key: String) -> Bool {
        switch expectation.verb {
        case "equal": seen[key] == expectation.value
        case "true", "false": seen[key] == expectation.verb
        // An evaluation never has `pct`; the record keeps it for RFC 7489.
        case "not property": expectation.value == "pct" || seen["\(key).\(expectation.value ?? "")"] == nil
        case "is": seen[key] == expectation.value
        default: false
        }
    }

    /// This project's results, under the other project's keys.
    private func observe(_ test: DiscoveryCase) throws -> [String: String] {
        let zone = Dictionary(
            uniqueKeysWithValues: test.zone.map { ($0.key.lowercased(), ($0.value["TXT"] ?? []).map { $0.joined() }) })
        func answers(_ domain: DomainName) -> DMARCDiscovery.Answer {
            .texts(zone["_dmarc.\(domain.lowercased.text)"] ?? [])
        }
        func passes(_ names: [String]) throws -> [DMARCEvaluation.Identifier] {
            try names.map { DMARCEvaluation.Identifier(try #require(DomainName($0)), .pass) }
        }
        var from: String
        var spf: [String] = []
        var dkim: [String] = []
        switch try #require(test.call.args.first) {
        case .domain(let name): from = name
        case .message(let message): (from, spf, dkim) = (message.from, message.spf, message.dkim)
        }
        from = from.split(separator: "@").last.map { String($0) } ?? from
        let domain = try #require(DomainName(from))
        let evaluation = DMARCEvaluation(
            from: domain, existence: .exists, spf: try passes(spf).first, dkim: try passes(dkim), answers: answers)
        var seen: [String: String] = ["result.status.result": evaluation.result.rawValue, "result.status.header.from": from]
        seen["result.info"] = "dmarc=\(evaluation.result.rawValue)"
        guard let policy = evaluation.policy else {
            seen["result"] = "false"
            return seen
        }
        let record = policy.record
        seen["result"] = "object"
        seen["result.policy"] = policy.disposition?.rawValue
        seen["result.domain"] = policy.place.text
        seen["result.status.header.d"] = policy.place.text
        seen["result.isOrgRecord"] = String(policy.place != domain)
        seen["result.alignment.dkim.strict"] = String(record.dkimAlignment == .strict)
        seen["result.alignment.spf.strict"] = String(record.spfAlignment == .strict)
        seen["result.rr"] = record.text
        for tag in ["v", "p", "sp"] { seen["result.\(tag)"] = record[tag] }
        seen["result.pct"] = record.percentage.map { String($0) }
        return seen
    }
}
