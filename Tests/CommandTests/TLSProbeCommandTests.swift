import AuthoritativeServer
import DNS
import Facts
import Foundation
import TestPeers
import Testing

@Suite("sendready tls probe", .timeLimit(.minutes(10)), .enabled(if: CertificateMint.isPossible, "openssl is not installed"))
struct TLSProbeCommandTests {
    private func probe(_ arguments: String...) async throws -> SendreadyProgram.Run { try await probe(arguments) }

    private func probe(_ arguments: [String]) async throws -> SendreadyProgram.Run {
        try await SendreadyProgram().run(["tls", "probe"] + arguments)
    }

    @Test("good, bad and undetermined, in text and JSON")
    func verdicts() async throws {
        let hierarchy = try await CertificateHierarchy()
        let server = try await hierarchy.serve(try await hierarchy.leaf("panel.acme.example"))
        let host = "panel.acme.example:\(server.endpoint.port)"
        let good = try await probe(host, "--address", "127.0.0.1", "--ca-file", hierarchy.root.path)
        #expect(good.status == 0, "\(good.output)\(good.error)")
        #expect(
            good.output.contains("verdict     good")
                && good.output.contains("TLSv1.3     accepted: TLS_AES_128_GCM_SHA256, X25519"))
        #expect(
            good.output.contains("served 0    CN=panel.acme.example") && good.output.contains("completed   CN=Acme Test Root"))
        let untrusted = try await probe(host, "--address", "127.0.0.1", "--format", "json")
        #expect(untrusted.status == 2)
        let json = try JSONParser.parse(untrusted.output)
        #expect(json["verdict"] == "bad" && json["addresses"]?[0]?["version"] == "TLSv1.3")
        #expect(json["addresses"]?[0]?["findings"]?[0]?["rule"] == "tls/untrusted")
        let other = try await probe(host, "--address", "127.0.0.1", "--ca-file", hierarchy.root.path, "--sni", "www.acme.example")
        #expect(other.status == 2 && other.output.contains("[tls/name-mismatch]"))
        let tarpit = try ScriptedStream([.silence])
        let cut = try await probe(tarpit.endpoint.description, "--timeout", "300ms")
        #expect(cut.status == 3 && cut.output.contains("verdict     undetermined"), "\(cut.output)")
        tarpit.stop()
        await server.stop()
        let closed = try await probe("\(try Loopback.closedEndpoint())")
        #expect(closed.status == 2 && closed.output.contains("connection  refuses the connection"))
        #expect(try await probe("panel.acme.example:0").status == 64)
        #expect(try await probe("panel.acme.example", "--ca-file", "/nowhere").status == 65)
    }

    @Test(
        "a mail server's TLSA record matches OpenSSL's digest of its key",
        .enabled(if: Exim.isInstalled, "exim4 is not installed"))
    func association() async throws {
        let hierarchy = try await CertificateHierarchy()
        let folder = try TemporaryFolder()
        let leaf = try await hierarchy.leaf("mx.acme.example")
        let exim = try await Exim.start(
            name: "mx.acme.example", domains: [], chain: try hierarchy.fullChain(leaf, in: folder), key: leaf.keyPath)
        let options = ["--starttls", "smtp", "--address", "127.0.0.1", "--ca-file", hierarchy.root.path]
        let host = "mx.acme.example:\(exim.endpoint.port)"
        let text = try await SendreadyProgram().run(["tls", "probe", host] + options)
        let json = try await SendreadyProgram().run(["tls", "probe", host, "--format", "json"] + options)
        await exim.stop()
        try await Program.run(
            "openssl", ["pkey", "-in", leaf.keyPath, "-pubout", "-outform", "DER", "-out", "key.der"], in: folder.url)
        let digest = try await Program.run("openssl", ["dgst", "-sha256", "-r", "key.der"], in: folder.url).prefix { $0 != " " }
        #expect(text.status == 0 && text.output.contains("\nTLSA        3 1 1 \(digest)\n"), "\(text.output)\(text.error)")
        #expect(try JSONParser.parse(json.output)["addresses"]?[0]?["tlsa"]?.text == "3 1 1 \(digest)")
    }

    @Test("addresses are probed concurrently: silent ones leave time for each other")
    func sideBySide() async throws {
        let first = try ScriptedStream([.silence])
        let others = try (1...5).map { index in
            try ScriptedStream(
                address: IPAddress(family: .ipv4, number: 0x7f00_0001 + UInt128(index)), port: first.endpoint.port, [.silence])
        }
        let addresses = ([first] + others).flatMap { ["--address", $0.endpoint.address.description] }
        let run = try await probe(["panel.acme.example:\(first.endpoint.port)"] + addresses)
        for server in [first] + others { server.stop() }
        // One after another, they would need more than the 20 seconds available.
        #expect(run.status == 2, "\(run.output)\(run.error)")
        #expect(
            !run.output.contains("unknown     ")
                && run.output.split(separator: "\n").filter {
                    $0.hasSuffix("[tls/handshake-failed]") || $0.hasSuffix("[tls/unreachable]")
                }.count == 6, "\(run.output)")
    }

    @Test("addresses come from the DNS, and a name without any is bad")
    func addresses() async throws {
        let hierarchy = try await CertificateHierarchy()
        let server = try await hierarchy.serve(try await hierarchy.leaf("panel.acme.example"))
        let (dns, resolver) = try AcmeDeployment.server(
            AcmeDeployment.zone(removing: ["panel"], adding: ["panel.acme.example. A 127.0.0.1"])
        ) { question in
            question.name.lowercased.text == "broken.acme.example" ? .servfail : .answer
        }
        let options = ["--resolver", resolver.description, "--ca-file", hierarchy.root.path]
        let run = { (host: String) in try await SendreadyProgram().run(["tls", "probe", host] + options) }
        let good = try await run("panel.acme.example:\(server.endpoint.port)")
        #expect(good.status == 0, "\(good.output)\(good.error)")
        #expect(try await run("nothing.acme.example").status == 2)
        let broken = try await run("broken.acme.example")
        #expect(broken.status == 3 && broken.output.contains("unknown     broken.acme.example. A: servfail"))
        dns.stop()
        await server.stop()
    }
}
