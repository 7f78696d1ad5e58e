/// A response code, extended by EDNS (RFC 6895 §2.3); numbers without a name survive.
public struct ResponseCode: RawRepresentable, Hashable, Sendable {
    public let rawValue: UInt16
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    public static let noError = ResponseCode(rawValue: 0)
    public static let formatError = ResponseCode(rawValue: 1)
    public static let serverFailure = ResponseCode(rawValue: 2)
    public static let nonexistentDomain = ResponseCode(rawValue: 3)
    public static let notImplemented = ResponseCode(rawValue: 4)
    public static let refused = ResponseCode(rawValue: 5)
    public static let badVersion = ResponseCode(rawValue: 16)
    public static let badCookie = ResponseCode(rawValue: 23)

    private static let names: [ResponseCode: String] = [
        .noError: "NOERROR", .formatError: "FORMERR", .serverFailure: "SERVFAIL", .nonexistentDomain: "NXDOMAIN",
        .notImplemented: "NOTIMP", .refused: "REFUSED", ResponseCode(rawValue: 6): "YXDOMAIN",
        ResponseCode(rawValue: 7): "YXRRSET", ResponseCode(rawValue: 8): "NXRRSET", ResponseCode(rawValue: 9): "NOTAUTH",
        ResponseCode(rawValue: 10): "NOTZONE", .badVersion: "BADVERS", .badCookie: "BADCOOKIE",
    ]
}

extension ResponseCode: CustomStringConvertible {
    public var description: String { Self.names[self] ?? "RCODE\(rawValue)" }
}
