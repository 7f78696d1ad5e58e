import DNS
import Foundation
import Probes
import TestPeers
import Testing

/// A small hierarchy of certificates, and a prober that trusts its root.
struct TLSFixture {
    let hierarchy: CertificateHierarchy
    static let host = "panel.acme.example"

    var mint: CertificateMint { hierarchy.mint }
    var root: CertificateMint.Minted { hierarchy.root }
    var intermediate: CertificateMint.Minted { hierarchy.intermediate }

    init() async throws { hierarchy = try await CertificateHierarchy() }

    static let wish = CertificateMint.Wish("CN=panel.acme.example", names: [host])

    func leaf(_ change: (inout CertificateMint.Wish) -> Void = { _ in }) async throws -> CertificateMint.Minted {
        try await hierarchy.leaf(Self.host, change)
    }

    func serve(
        _ leaf: CertificateMint.Minted, options: [String] = [], address: IPAddress = Loopback.ipv4
    ) async throws -> ServerProcess {
        try await hierarchy.serve(leaf, options: options, address: address)
    }

    func settings(timeout: Duration = .seconds(10), deadline: ContinuousClock.Instant? = nil) throws -> ProbeSettings {
        var settings = ProbeSettings(
            roots: try TrustStore(system: false, file: root.path), now: Int64(Date().timeIntervalSince1970), deadline: deadline)
        settings.connectionTimeout = timeout
        return settings
    }

    func probe(
        _ endpoint: Endpoint, name: String = host, timeout: Duration = .seconds(10), opening: TLSTarget.Opening = .none
    ) async throws -> TLSReport {
        let target = TLSTarget(endpoint: endpoint, serverName: DomainName(name), opening: opening)
        return await Prober(try settings(timeout: timeout)).tls(target)
    }
}

extension TLSReport {
    /// The accepted versions, newest first.
    var accepted: [TLSVersion] {
        offers.filter { offer in
            if case .accepted = offer.value { return true }
            return false
        }
        .keys.sorted(by: >)
    }
}
