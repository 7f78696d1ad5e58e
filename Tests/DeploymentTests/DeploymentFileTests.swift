import DNS
import Deployment
import Foundation
import StrictYAML
import Testing

@Suite("deployment files that are right", .timeLimit(.minutes(10)))
struct DeploymentFileTests {
    @Test("good files and examples are accepted", arguments: GoodFiles.all)
    func accepted(_ url: URL) throws {
        let warnings = try DeploymentFile.load(path: url.path).warnings.map(\.message)
            // Whether others can read a checked-out file depends on the machine.
            .filter { !$0.hasPrefix("private-key:") }
        let expected =
            ["every-key.yaml", "design.yaml"].contains(url.lastPathComponent)
            ? [
                "balancer is not used: scheme is direct, not load-balanced",
                "relay is not used: no sender takes route relay",
            ] : []
        #expect(warnings == expected)
    }

    @Test("there is an example for every scheme")
    func schemes() throws {
        let schemes = try GoodFiles.all.filter { $0.path.hasPrefix(GoodFiles.examples.path) }
            .map { try DeploymentFile.load(path: $0.path).deployment.scheme }
        #expect(Set(schemes) == Set(Scheme.allCases))
    }

    @Test("every key ends up in its value")
    func values() throws {
        let url = GoodFiles.good.appendingPathComponent("every-key.yaml")
        let deployment = try DeploymentFile.load(path: url.path).deployment
        #expect(deployment.name == "acme-production")
        #expect(deployment.views.map(\.name) == [.public, .internal, .authoritative])
        #expect(deployment.view(.public)?.resolvers?.map(\.description) == ["9.9.9.9:53", "1.1.1.1:53"])
        #expect(deployment.view(.authoritative)?.rootHints?.path == GoodFiles.good.path + "/files/root.hints")
        #expect(deployment.view(.authoritative)?.trustAnchor?.written == "files/root.key")
        #expect(deployment.networks.internal.map(\.description) == ["203.0.113.128/25"])
        #expect(deployment.extraRoots?.written == "files/extra-roots.pem")
        #expect(deployment.webHosts(.panel).map(\.host.written) == ["panel.acme.com", "api.acme.com", "panel2.acme.com"])
        #expect(deployment.webHosts(.pixel).first?.bind.map(\.description) == ["10.0.0.12"])
        #expect(deployment.webHosts(.pixel).first?.port == 443)
        #expect(deployment.webHosts(.media).first?.alias?.written == "d222.cdn.example")
        #expect(deployment.authorities.map { "\($0.name) \($0.domains)" } == ["Acme CA [ca.acme.com]"])
        #expect(deployment.infrastructure.map(\.written) == ["esp.example"])
        #expect(deployment.dmarc.policy == .reject && deployment.dmarc.reports?.description == "dmarc@acme.com")
        let balancer = try #require(deployment.balancer)
        #expect(balancer.sources.map(\.description) == ["10.0.0.5"])
        #expect(balancer.trusted.map(\.description) == ["10.0.0.5/32"])
        #expect(balancer.clientAddressHeader == "X-Forwarded-For")
        let relay = try #require(deployment.relay)
        #expect(relay.splitDNS)
        #expect(relay.egress.map(\.address.description) == ["198.51.100.26"])
        #expect(relay.egress.first?.helo?.written == "relay.acme.com")
        let sender = try #require(deployment.senders.first)
        #expect(sender.route == .direct)
        #expect(sender.node == "mta-1")
        #expect(sender.addresses.map(\.seen.description) == ["203.0.113.20", "203.0.113.21"])
        #expect(sender.place.description.hasSuffix("every-key.yaml:42:5"))
        #expect(sender.from.first?.place.description.hasSuffix("every-key.yaml:50:12") == true)
        #expect(sender.dkim.map(\.recordName.text).first == "s2026._domainkey.news.acme.com")
        #expect(deployment.platformConfiguration?.written == "files/main.json")
        #expect(deployment.probes == ActiveProbes(tls: true, smtp: false, http: true))
        #expect(deployment.blockLists.map(\.written) == ["zen.spamhaus.org"])
        #expect(deployment.rules.profiles.map(\.name) == ["default", "gmail", "yahoo"])
        let override = try #require(deployment.rules.overrides.first)
        #expect(override.rule == "ptr/*")
        #expect(override.selectors.map(\.key) == ["sender"])
        #expect(override.severity == .warning)
        #expect(override.parameters.map(\.value) == ["10"])
        #expect(deployment.rules.overrides.last?.isEnabled == false)
        #expect(deployment.rules.waivers?.path == GoodFiles.good.path + "/files/waivers.yaml")
    }

    @Test("a host name is shown as written and queried as A-labels")
    func unicode() throws {
        let url = GoodFiles.examples.appendingPathComponent("load-balanced.yaml")
        let from = try #require(try DeploymentFile.load(path: url.path).deployment.senders.first?.from.last)
        #expect(from.written == "bücher.example")
        #expect(from.name.text == "xn--bcher-kva.example")
    }

    @Test(
        "other readers of a private key are reported",
        arguments: [
            (0o600, nil), (0o640, "its group"), (0o604, "everyone"), (0o644, "its group and everyone"), (0o400, nil),
        ] as [(Int, String?)])
    func permissions(mode: Int, readers: String?) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("deployment-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let key = folder.appendingPathComponent("key.pem")
        try "-----BEGIN RSA PRIVATE KEY-----\nMII\n-----END RSA PRIVATE KEY-----\n".write(
            to: key, atomically: false, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: key.path)
        let text = """
            version: 1
            name: acme
            scheme: direct
            senders:
              - name: bulk
                addresses: [8.8.8.20]
                dkim: [{ domain: acme.example, selector: s1, private-key: key.pem }]
            """
        let (deployment, warnings) = try DeploymentFile.parse(text: text, file: "d.yaml", folder: folder.path)
        #expect(
            warnings.map(\.headline)
                == (readers.map { ["d.yaml:7:63: warning: private-key: 'key.pem' is readable by \($0); chmod 600"] } ?? []))
        #expect(!String(reflecting: deployment).contains("MII"))
    }

    @Test("an unreadable file is refused")
    func absent() {
        let error = #expect(throws: Diagnostics.self) { try DeploymentFile.load(path: "/nonexistent/deployment.yaml") }
        #expect(error?.description == "/nonexistent/deployment.yaml: error: there is no such file")
        let folder = #expect(throws: Diagnostics.self) { try DeploymentFile.load(path: "/") }
        #expect(folder?.description == "/: error: cannot be read: Is a directory")
    }
}
