/// A protocol version that OpenSSL supports. Older ones (SSL 2 and 3) cannot be tested, and are never reported as absent.
package enum TLSVersion: String, Hashable, Sendable, CaseIterable, Comparable {
    case tls10 = "TLSv1.0"
    case tls11 = "TLSv1.1"
    case tls12 = "TLSv1.2"
    case tls13 = "TLSv1.3"

    /// As on the wire.
    var number: Int32 {
        switch self {
        case .tls10: 0x0301
        case .tls11: 0x0302
        case .tls12: 0x0303
        case .tls13: 0x0304
        }
    }

    init?(number: Int32) {
        guard let version = Self.allCases.first(where: { $0.number == number }) else { return nil }
        self = version
    }

    package static func < (left: TLSVersion, right: TLSVersion) -> Bool { left.number < right.number }
}
