import ConformanceData
import DNS
import Foundation

/// The OpenSPF test suite for RFC 7208. It is not part of the repository.
package enum SPFSuite {
    /// Zones and the expected check_host() results for senders.
    package struct Scenario: Sendable {
        package let description: String
        package let zone: ScriptedZone
        package let tests: [Test]
    }

    package struct Test: Decodable, Sendable {
        package let name: String
        package let helo: String
        /// The client's address.
        package let host: String
        package let mailfrom: String
        /// Any of these is right.
        package let result: [String]
        /// `DEFAULT` for no explanation from the domain; `nil` when the test does not say.
        package let explanation: String?
    }

    package static func load() throws -> [Scenario] {
        try ConformanceData.load("spf-rfc7208", as: [StoredScenario].self).map { stored in
            var zone = ScriptedZone()
            for (owner, entry) in stored.zone {
                let name = try domainName(owner)
                for record in entry.rr {
                    zone.add(Record(name: name, type: record.type, ttl: 300, data: try record.data()))
                }
                if entry.timeout { zone.fail(name) }
            }
            return Scenario(description: stored.description, zone: zone, tests: stored.tests)
        }
    }

    /// Names in the suite are plain text: every character is literal.
    fileprivate static func domainName(_ text: String) throws -> DomainName {
        let labels = text.split(separator: ".").map { Array($0.utf8) }
        guard let name = DomainName(labels: labels) else { throw ScriptedRecord.NotARecord(text: text) }
        return name
    }
}

private struct StoredScenario: Decodable {
    let description: String
    let zone: [String: StoredNode]
    let tests: [SPFSuite.Test]
}

private struct StoredNode: Decodable {
    let rr: [StoredRecord]
    let timeout: Bool
}

/// `["MX", [10, "host"]]`, `["TXT", ["…", "…"]]`, `["A", "192.0.2.1"]`.
private struct StoredRecord: Decodable {
    private let mnemonic: String
    private let name: String
    private let preference: UInt16
    private let strings: [String]

    init(from decoder: any Decoder) throws {
        var fields = try decoder.unkeyedContainer()
        mnemonic = try fields.decode(String.self)
        var (name, preference, strings) = ("", UInt16(0), [String]())
        switch mnemonic {
        case "MX":
            var parts = try fields.nestedUnkeyedContainer()
            preference = try parts.decode(UInt16.self)
            name = try parts.decode(String.self)
        case "TXT", "SPF": strings = try fields.decode([String].self)
        default: name = try fields.decode(String.self)
        }
        self.name = name
        self.preference = preference
        self.strings = strings
    }

    var type: RecordType { RecordType(mnemonic) ?? .any }

    func data() throws -> RecordData {
        switch type {
        case .a, .aaaa:
            guard let address = IPAddress(name) else { throw ScriptedRecord.NotARecord(text: name) }
            return .address(address)
        case .mx: return .mailExchange(preference: preference, exchange: try SPFSuite.domainName(name))
        // One character is one octet. A TXT record without strings cannot be encoded (RFC 1035 §3.3.14).
        case .txt, .spf:
            let octets = strings.map { $0.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) } }
            return .text(octets.isEmpty ? [[]] : octets)
        default: return .name(try SPFSuite.domainName(name))
        }
    }
}
