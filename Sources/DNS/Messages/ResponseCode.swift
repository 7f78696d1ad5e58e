/// A response code, extended by EDNS (RFC 6895 §2.3); unnamed numbers are kept.
package struct ResponseCode: RawRepresentable, Hashable, Sendable {
    package let rawValue: UInt16
    package init(rawValue: UInt16) { self.rawValue = rawValue }

    package static let noError = ResponseCode(rawValue: 0)
    package static let formatError = ResponseCode(rawValue: 1)
    package static let serverFailure = ResponseCode(rawValue: 2)
    package static let nonexistentDomain = ResponseCode(rawValue: 3)
    package static let notImplemented = ResponseCode(rawValue: 4)
    package static let refused = ResponseCode(rawValue: 5)
    package static let badVersion = ResponseCode(rawValue: 16)
    package static let badCookie = ResponseCode(rawValue: 23)

    private static let names: [ResponseCode: String] = [
        .noError: "NOERROR", .formatError: "FORMERR", .serverFailure: "SERVFAIL", .nonexistentDomain: "NXDOMAIN",
        .notImplemented: "NOTIMP", .refused: "REFUSED", ResponseCode(rawValue: 6): "YXDOMAIN",
        ResponseCode(rawValue: 7): "YXRRSET", ResponseCode(rawValue: 8): "NXRRSET", ResponseCode(rawValue: 9): "NOTAUTH",
        ResponseCode(rawValue: 10): "NOTZONE", .badVersion: "BADVERS", .badCookie: "BADCOOKIE",
    ]
}

extension ResponseCode: CustomStringConvertible {
    package var description: String { Self.names[self] ?? "RCODE\(rawValue)" }
}
