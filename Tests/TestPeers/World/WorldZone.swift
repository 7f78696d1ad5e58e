/// A zone of the test world, as its operator publishes it.
///
/// `records` is zone-file text with names relative to the zone. SOA, NS and the servers' own addresses come from the other
/// fields, and the delegation is added to the parent zone.
package struct WorldZone: Sendable {
    package var name: String
    package var records: String
    package var servers: [Server]
    /// `nil` publishes the zone unsigned.
    package var signing: Signing?
    package var delegation: Delegation
    package var serial: UInt32
    /// Changes the finished text after signing.
    package var tampering: (@Sendable (String) -> String)?

    package init(
        _ name: String, _ records: String = "", servers: [Server] = [.init("ns1", host: 11), .init("ns2", host: 12)],
        signing: Signing? = Signing(), delegation: Delegation = .automatic, serial: UInt32 = 1,
        tampering: (@Sendable (String) -> String)? = nil
    ) {
        self.name = name
        self.records = records
        self.servers = servers
        self.signing = signing
        self.delegation = delegation
        self.serial = serial
        self.tampering = tampering
    }

    /// A name server of a zone.
    package struct Server: Sendable {
        /// Its name, relative to the zone; absolute with a final dot.
        package var name: String
        /// The last octet of its address in the world's network. A number is one machine, which serves every zone that
        /// names it.
        package var host: UInt8
        package var content: Content
        /// Whether the parent zone, and the zone itself, name it.
        package var isDelegatedTo: Bool
        package var isListed: Bool
        /// The machine whose address the zone above gives, where that is another one.
        package var glueHost: UInt8
        /// `::1` beside its own address: only one machine of one world at a time can have it.
        package var isAlsoIPv6: Bool

        package init(
            _ name: String, host: UInt8, _ content: Content = .zone, isDelegatedTo: Bool = true, isListed: Bool = true,
            glueHost: UInt8? = nil, isAlsoIPv6: Bool = false
        ) {
            self.name = name
            self.host = host
            self.content = content
            self.isDelegatedTo = isDelegatedTo
            self.isListed = isListed
            self.glueHost = glueHost ?? host
            self.isAlsoIPv6 = isAlsoIPv6
        }
    }

    package enum Content: Sendable {
        case zone
        /// The zone with other records and another serial number, like a server that was not updated.
        case other(String, serial: UInt32)
        /// A server that does not have the zone.
        case nothing
        /// No server: its port is closed.
        case closed
        /// A machine that accepts every packet and never replies.
        case silence
        /// A scripted server.
        case script(@Sendable (_ query: [UInt8], _ earlier: Int) -> [LyingServer.Step])
    }

    /// What the parent zone says about this one.
    package enum Delegation: Sendable {
        /// NS, glue and, for a signed zone, DS of SHA-256.
        case automatic
        /// The same with other DS records: digest types of the real key (1, 2, 4), or none.
        case digests([Int])
        /// The same with this text instead of DS records; names are relative to the parent zone.
        case signer(String)
        /// Only this text.
        case text(String)
    }

    /// How a zone is signed.
    package struct Signing: Sendable {
        /// In the spelling of `ldns-keygen -a`.
        package var algorithm = "ECDSAP256SHA256"
        /// For RSA.
        package var bits = 2048
        package var denial = Denial.nsec
        /// From now.
        package var inception = Duration.seconds(-86_400)
        package var expiration = Duration.seconds(30 * 86_400)

        package enum Denial: Sendable, Hashable { case nsec, nsec3(iterations: Int = 0, salt: String = "", optOut: Bool = false) }

        package init(
            algorithm: String = "ECDSAP256SHA256", denial: Denial = .nsec, inception: Duration = .seconds(-86_400),
            expiration: Duration = .seconds(30 * 86_400)
        ) {
            self.algorithm = algorithm
            self.denial = denial
            self.inception = inception
            self.expiration = expiration
        }
    }
}
