/// The content of the OPT record (RFC 6891 §6.1).
package struct EDNS: Hashable, Sendable {
    /// The largest UDP payload its sender can take, in octets.
    package var udpPayloadSize: UInt16
    package var version: UInt8
    /// DO: send signatures (RFC 3225).
    package var dnssecOK: Bool
    package var options: [Option]

    /// Avoids fragmentation on all common paths (DNS Flag Day 2020).
    package static let recommendedPayloadSize: UInt16 = 1232

    package init(
        udpPayloadSize: UInt16 = recommendedPayloadSize, version: UInt8 = 0, dnssecOK: Bool = false, options: [Option] = []
    ) {
        self.udpPayloadSize = udpPayloadSize
        self.version = version
        self.dnssecOK = dnssecOK
        self.options = options
    }

    package struct Option: Hashable, Sendable {
        package let code: UInt16
        package let octets: [UInt8]

        package init(code: UInt16, octets: [UInt8]) {
            self.code = code
            self.octets = octets
        }

        package static let cookieCode: UInt16 = 10
        package static let extendedErrorCode: UInt16 = 15

        package static func cookie(_ cookie: Cookie) -> Option {
            Option(code: cookieCode, octets: cookie.client + cookie.server)
        }

        package static func extendedError(_ error: LookupResult.ExtendedError) -> Option {
            Option(
                code: extendedErrorCode, octets: [UInt8(error.code >> 8), UInt8(error.code & 0xff)] + Array(error.text.utf8))
        }
    }

    /// A DNS cookie (RFC 7873 §4): eight octets from the client, none or 8 to 32 from the server.
    package struct Cookie: Hashable, Sendable {
        package let client: [UInt8]
        package let server: [UInt8]

        /// `nil` when a length is not legal.
        package init?(client: [UInt8], server: [UInt8]) {
            guard client.count == 8, server.isEmpty || (8...32).contains(server.count) else { return nil }
            self.client = client
            self.server = server
        }
    }

    /// What the options say about cookies: none, one, or one of an illegal length.
    package enum CookieState: Hashable, Sendable { case absent, illegal, present(Cookie) }

    package var cookie: CookieState {
        guard let option = options.first(where: { $0.code == Option.cookieCode }) else { return .absent }
        return Cookie(client: Array(option.octets.prefix(8)), server: Array(option.octets.dropFirst(8)))
            .map { .present($0) } ?? .illegal
    }

    /// RFC 8914 §2, limited to the first few; the text comes from the server, is untrusted, and is cut when long.
    package var extendedErrors: [LookupResult.ExtendedError] {
        let errors = options.lazy.filter { $0.code == Option.extendedErrorCode && $0.octets.count >= 2 }
        return errors.prefix(Self.maximumErrors).map { option in
            LookupResult.ExtendedError(
                code: UInt16(option.octets[0]) << 8 | UInt16(option.octets[1]),
                text: String(decoding: option.octets.dropFirst(2).prefix(Self.maximumErrorText), as: UTF8.self))
        }
    }

    /// Servers send one or two errors, with a sentence each.
    private static let maximumErrors = 8
    private static let maximumErrorText = 512
}

extension EDNS {
    /// The options as encoded in the OPT record's data.
    package var optionOctets: [UInt8] {
        options.flatMap { option -> [UInt8] in
            let count = UInt16(truncatingIfNeeded: option.octets.count)
            return [UInt8(option.code >> 8), UInt8(option.code & 0xff), UInt8(count >> 8), UInt8(count & 0xff)]
                + option.octets
        }
    }

    /// Reads the OPT record's data; `nil` when an option runs past the end.
    package static func options(in octets: some Collection<UInt8>) -> [Option]? {
        var result: [Option] = []
        var rest = OctetReader(octets)
        while !rest.isAtEnd {
            guard let code = rest.number16(), let count = rest.number16(), let value = rest.take(Int(count)) else { return nil }
            result.append(Option(code: code, octets: value))
        }
        return result
    }
}
