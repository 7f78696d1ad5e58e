package import DNS

/// A TLSA record (RFC 6698 §2) as used for mail (RFC 7672).
package struct TLSARecord: Sendable, Hashable {
    package let usage: UInt8
    package let selector: UInt8
    package let matching: UInt8
    package let data: [UInt8]

    /// `nil` for other types of data, and for data without all parameters.
    package init?(_ data: RecordData) {
        guard case .other(let octets, _) = data, octets.count >= 3 else { return nil }
        usage = octets[0]
        selector = octets[1]
        matching = octets[2]
        self.data = Array(octets[3...])
    }

    package enum Usage: UInt8, Sendable {
        /// Constrained by the public authorities (PKIX): not for mail (RFC 7672 §3.1.3).
        case certificateAuthority = 0
        case serviceCertificate = 1
        /// A trust anchor that the server sends in its chain.
        case trustAnchor = 2
        /// The server's certificate or key; its name and validity dates are ignored.
        case domainIssued = 3
    }

    /// The record's parameters in the standard's notation: `3 1 1`.
    package var parameters: String { "\(usage) \(selector) \(matching)" }

    /// Why mail servers ignore the record, for a sentence; `nil` when they use it.
    package var fault: String? {
        guard let usage = Usage(rawValue: usage) else { return "usage \(usage) is not known" }
        if usage == .certificateAuthority || usage == .serviceCertificate {
            return "usage \(usage.rawValue) asks for a public authority, which mail servers do not support"
        }
        guard selector <= 1 else { return "selector \(selector) is not known" }
        switch matching {
        case 0: return data.isEmpty ? "it has no data" : nil
        case 1: return data.count == 32 ? nil : "its data has \(data.count) octets, but SHA-256 has 32"
        case 2: return data.count == 64 ? nil : "its data has \(data.count) octets, but SHA-512 has 64"
        default: return "matching type \(matching) is not known"
        }
    }
}
