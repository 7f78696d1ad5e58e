/// A zone of the test world, as its operator publishes it.
///
/// `records` is zone-file text whose names are relative to the zone. SOA, NS and the servers' own addresses come from
/// the fields beside it, and the delegation to it is put into the zone above.
package struct WorldZone: Sendable {
    package var name: String
    package var records: String
    package var servers: [Server]
    /// `nil` publishes the zone unsigned.
    package var signing: Signing?
    package var delegation: Delegation
    package var serial: UInt32
    /// Changes the finished text, after it was signed.
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
        /// The last octet of its address in the world's network. A number is one machine: it serves every zone that
        /// names it.
        package var host: UInt8
        package var content: Content
        /// Whether the zone above, and the zone itself, name it.
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
        /// The zone with other records and another serial number, as on a server that was not updated.
        case other(String, serial: UInt32)
        /// A server that does not know the zone.
        case nothing
        /// No server: its port is closed.
        case closed
        /// A machine that takes every packet and never replies.
        case silence
        /// A server that says what a test tells it to.
        case script(@Sendable (_ query: [UInt8], _ earlier: Int) -> [LyingServer.Step])
    }

    /// What the zone above says of this one.
    package enum Delegation: Sendable {
        /// NS, glue and, for a signed zone, DS of SHA-256.
        case automatic
        /// The same with other DS records: digest types of the true key (1, 2, 4), or none.
        case digests([Int])
        /// The same with this text instead of DS records; names are relative to the zone above.
        case signer(String)
        /// Nothing but this text.
        case text(String)
    }

    /// How a zone is signed.
    package struct Signing: Sendable {
        /// As `ldns-keygen -a` spells it.
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
