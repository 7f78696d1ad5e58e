import DNS
import Foundation
import LDNSCodec
import TestPeers
import Testing

@testable import Resolver

@Suite("Validation from a trust anchor", .timeLimit(.minutes(10)), .enabled(if: DNSWorld.isPossible, "\(DNSWorld.absence)"))
struct ValidationTests {
    private static let now = Int64(Date().timeIntervalSince1970)

    private func status(_ name: String, _ type: RecordType, anchor: String? = nil) async throws -> SecurityStatus {
        let world = try await AuthorityWorld.world
        let client = try AuthorityWorld.client(world)
        defer { client.shutdown() }
        let anchors = try anchor.map { try TrustAnchors(parsing: $0) } ?? TrustAnchors(contentsOf: world.trustAnchor)
        let validator = Validator(client: client, anchors: anchors, now: Self.now)
        return await self.status(try question(name, type), client, validator)
    }

    private func status(_ question: Question, _ client: AuthorityClient, _ validator: Validator) async -> SecurityStatus {
        let answer = await client.answer(to: question, breadth: { _ in .one })
        var statuses: [SecurityStatus] = []
        for link in answer.links {
            guard let reply = link.replies.first?.reply else { return .indeterminate(.unreachable, "no server") }
            statuses.append(await validator.validate(reply, in: link.path).status)
        }
        return SecurityStatus.weakest(statuses) ?? .indeterminate(nil, "nothing")
    }

    struct Case: CustomTestStringConvertible, Sendable {
        let name: String
        let type: RecordType
        let expected: String
        var reason = ""
        /// Where Unbound 1.17 differs, and why.
        var unbound: String?

        init(_ name: String, _ expected: String, _ reason: String = "", _ type: RecordType = .a, unbound: String? = nil) {
            (self.name, self.type, self.expected, self.reason, self.unbound) = (name, type, expected, reason, unbound)
        }

        var testDescription: String { "\(name) \(type) is \(expected)" }
    }

    private static let cases = [
        Case("www.acme.example", "secure"), Case("mx.acme.example", "secure"), Case("news.acme.example", "secure", "", .mx),
        Case("www.acme.example", "secure", "", .mx), Case("nothing.acme.example", "secure"),
        Case("a.b.nothing.acme.example", "secure"), Case("empty.acme.example", "secure"),
        Case("x.wild.acme.example", "secure", "", .txt), Case("x.wild.acme.example", "secure"),
        Case("www.moved.acme.example", "secure"), Case("alias.acme.example", "secure"),
        Case("outside.acme.example", "insecure", "test. delegates plain.test. without DS"),
        Case("www.acme.co.test", "secure"), Case("www.plain.co.test", "insecure", "co.test. delegates plain.co.test. without DS"),
        Case("www.deep.acme.example", "secure"),
        Case("www.deeper.deep.acme.example", "insecure", "deep.acme.example. delegates deeper.deep.acme.example. without DS"),
        Case("www.hashed.example", "secure"), Case("nothing.hashed.example", "secure"),
        Case("www.hashed.example", "secure", "", .mx),
        Case("empty.hashed.example", "secure"), Case("x.wild.hashed.example", "secure", "", .txt),
        Case("x.wild.hashed.example", "secure"),
        Case("www.opt-out.example", "secure"), Case("nothing.opt-out.example", "insecure", "opt-out"),
        Case("www.below.opt-out.example", "insecure", "without DS"),
        Case("www.rsa.example", "secure"), Case("www.rsa512.example", "secure"), Case("www.p384.example", "secure"),
        Case("www.ed25519.example", "secure"), Case("www.plain.test", "insecure"), Case("nowhere.example", "secure"),
        Case("acme.example", "secure", "", .any), Case("acme.example", "secure", "", .soa),
        Case("acme.example", "secure", "", .ds),
        Case("acme.example", "secure", "", .dnskey), Case(".", "secure", "", .ns),
        Case("www.expired.example", "bogus", "the signature over expired.example. DNSKEY expired at 2"),
        Case("www.not-yet.example", "bogus", "is not valid before 2"),
        Case("www.forged.example", "bogus", "does not match the records"),
        Case("www.stripped.example", "bogus", "www.stripped.example. A is not signed"),
        Case("www.undenied.example", "secure"),
        Case("nothing.undenied.example", "bogus", "no proof that nothing.undenied.example. A does not exist"),
        Case("www.other-key.example", "bogus", "no DS record of other-key.example. (key 12345) matches"),
        Case("www.unsigned.example", "bogus", "has a DS record (key 12345) and no DNSKEY record"),
        Case("www.expiring.example", "secure"), Case("www.sha1-digest.example", "secure"),
        Case("www.sha1.example", "insecure", "RSASHA1 with SHA-256", unbound: "secure"),
        Case("www.gost.example", "insecure", "ECC-GOST with SHA-256"),
        Case("www.gost-digest.example", "insecure", "ECDSAP256SHA256 with GOST R 34.11-94"),
        // Unbound still checks the algorithm, and finds that the key does not match.
        Case("www.nsec3-sha1.example", "insecure", "RSASHA1-NSEC3-SHA1 with SHA-256", unbound: "bogus"),
        Case(
            "www.many-keys.example", "indeterminate",
            "many-keys.example. has 40 DS records: it would cost more than the limit signers-per-zone",
            unbound: "bogus"),
        Case("www.iterations.example", "secure"), Case("nothing.iterations.example", "insecure", "200 iterations"),
    ]

    @Test("agrees with Unbound, and gives the reason", arguments: cases)
    func agreement(_ expected: Case) async throws {
        let world = try await AuthorityWorld.world
        let status = try await status(expected.name, expected.type)
        #expect(status.word == expected.expected, "\(status)")
        #expect(expected.reason.isEmpty || status.reason.contains(expected.reason), "\(status.reason)")
        let resolver = try DNSClient(views: [View(name: "public", servers: [world.publicView])])
        defer { resolver.shutdown() }
        let result = await resolver.lookup(try question(expected.name, expected.type), in: "public")
        let theirs =
            switch result.outcome {
            case .failed(.bogus): "bogus"
            case .failed(let failure): failure.rawValue
            default: result.authenticated ? "secure" : "insecure"
            }
        #expect(theirs == expected.unbound ?? expected.expected, "\(result)")
    }

    @Test("a leftover DS record is one fault of one zone, whatever was queried there")
    func leftOverSigner() async throws {
        let faults = try await [
            status("www.unsigned.example", .a), status("unsigned.example", .mx), status("nothing.unsigned.example", .txt),
        ].map(\.fault)
        #expect(Set(faults).count == 1)
        let fault = try #require(faults.first ?? nil)
        #expect(fault.zone.text == "unsigned.example" && fault.kind == .dsWithoutKey && fault.isZoneWide)
    }

    @Test("why no DS record vouches for a key: another key, another algorithm, or another digest")
    func mismatch() throws {
        let key = try #require(ZoneKey([1, 1, 3, 13] + Array(repeating: 7, count: 64)))
        let zone = try #require(DomainName("acme.example"))
        let words = { (tag: UInt16, algorithm: UInt8) throws -> String in
            let digest = [UInt8](repeating: 9, count: 32)
            let signer = try #require(DelegationSigner([UInt8(tag >> 8), UInt8(tag & 255), algorithm, 2] + digest))
            return Validator.mismatch(of: [signer], and: [key], in: zone)
        }
        #expect(
            try words(key.keyTag, 13)
                == "the SHA-256 digest in the DS record of acme.example. is not that of its key \(key.keyTag)")
        #expect(
            try words(key.keyTag, 8)
                == "the DS record of acme.example. says that key \(key.keyTag) uses RSASHA256, but it uses ECDSAP256SHA256")
        #expect(
            try words(key.keyTag &+ 1, 13)
                == "no DS record of acme.example. (key \(key.keyTag &+ 1)) matches one of its keys (\(key.keyTag))")
    }

    @Test(
        "a fault gives the broken zone, the kind, and whether all of it is broken",
        arguments: [
            ("www.other-key.example", .dsMatchesNoKey, true), ("www.expired.example", .signatureExpired, true),
            ("www.not-yet.example", .signatureNotYetValid, true), ("www.forged.example", .signatureMismatch, false),
            ("www.stripped.example", .notSigned, false), ("nothing.undenied.example", .denialUnproved, false),
        ] as [(String, SecurityFault.Kind, Bool)])
    func faults(_ name: String, _ kind: SecurityFault.Kind, _ isZoneWide: Bool) async throws {
        let fault = try #require(try await status(name, .a).fault)
        #expect(fault.kind == kind && fault.isZoneWide == isZoneWide, "\(fault)")
        #expect(fault.zone == DomainName(name)?.parent)
    }

    @Test("ldns itself still checks RSASHA1, and has no GOST digests: the policy is decided here")
    func outdatedAlgorithms() async throws {
        let world = try await AuthorityWorld.world
        let client = try AuthorityWorld.client(world)
        defer { client.shutdown() }
        let zone = try #require(DomainName("sha1.example"))
        let path = await client.path(to: zone)
        let reply = await client.ask(Question(zone, .dnskey), of: zone, at: try #require(path.zone?.addresses))
        let message = try #require(reply.message)
        let keys = message.answers.filter { $0.type == .dnskey }
        let signatures = message.answers.filter { $0.type == .rrsig }
        #expect(
            signatures.contains { signature in keys.contains { SecurityPrimitives.verify(keys, signature: signature, key: $0) } })
        let key = try #require(keys.first)
        #expect(SecurityPrimitives.digest(of: key, .sha1)?.count == 20)
        #expect(SecurityPrimitives.digest(of: key, DigestType(rawValue: 3)) == nil)
    }

    @Test("a cancelled caller leaves a validation at once, others get its result")
    func cancelling() async throws {
        let world = try await AuthorityWorld.world
        let client = try AuthorityWorld.client(world)
        defer { client.shutdown() }
        let validator = Validator(client: client, anchors: try TrustAnchors(contentsOf: world.trustAnchor), now: Self.now)
        let silent = ZonePath(
            name: .root, delegations: await client.path(to: try #require(DomainName("www.mute.example"))).delegations,
            problem: nil)
        let (stays, leaves) = (Task { await validator.security(of: silent) }, Task { await validator.security(of: silent) })
        try await Task.sleep(for: .milliseconds(50))
        leaves.cancel()
        let left = await leaves.value
        #expect(left.status == .indeterminate(.cancelled, "the validation was cancelled"), "\(left)")
        guard case .indeterminate(.timeout, _) = await stays.value.status else {
            Issue.record("\(await stays.value)")
            return
        }
    }

    @Test("after the run's deadline, nothing is queried and no signature is checked")
    func runDeadline() async throws {
        let world = try await AuthorityWorld.world
        let (early, late) = (
            try AuthorityWorld.client(world),
            try AuthorityClient(hints: try RootHints(contentsOf: world.rootHints), deadline: .now)
        )
        defer {
            early.shutdown()
            late.shutdown()
        }
        let anchors = try TrustAnchors(contentsOf: world.trustAnchor)
        let path = await early.path(to: try #require(DomainName("www.acme.example")))
        let validator = Validator(client: late, anchors: anchors, now: Self.now)
        guard case .indeterminate(.deadline, _) = await validator.security(of: path).status else {
            Issue.record("\(await validator.security(of: path).status)")
            return
        }
        #expect(!validator.takeCheck())
        #expect(Validator(client: early, anchors: anchors, now: Self.now).takeCheck())
    }

    @Test("with a third of all packets lost, the result is the same or indeterminate")
    func loss() async throws {
        let world = try await DNSWorld.start(AuthorityWorld.zones.filter { !$0.name.contains("silent") }, loss: 0.3)
        var counts = (same: 0, unknown: 0)
        // If the root's only server does not reply in five tries, nothing is known: one round in six. Ten such rounds in a
        // row do not happen.
        for _ in 0..<10 where counts.same == 0 {
            let client = try AuthorityWorld.client(world)
            let validator = Validator(client: client, anchors: try TrustAnchors(contentsOf: world.trustAnchor), now: Self.now)
            await withTaskGroup(of: (Case, SecurityStatus).self) { group in
                for expected in Self.cases {
                    guard let name = DomainName(expected.name) else { continue }
                    group.addTask { (expected, await self.status(Question(name, expected.type), client, validator)) }
                }
                for await (expected, status) in group {
                    if status.word == expected.expected { counts.same += 1 } else { counts.unknown += 1 }
                    #expect([expected.expected, "indeterminate"].contains(status.word), "\(expected.name): \(status)")
                }
            }
            client.shutdown()
        }
        await world.stop()
        #expect(counts.same > 0)
    }

    @Test("without a trust anchor above the name, the result is indeterminate")
    func noAnchor() async throws {
        let status = try await status(
            "www.acme.example", .a,
            anchor: "other.test. DS 1 13 2 49fd46e6c4b45c55d4ac69cbd3cd34ac1afe51de2e1a6c1b4fb4ed1a1c7f3a10")
        #expect(status == .indeterminate(nil, "no trust anchor covers it"))
    }

    @Test("another trust anchor makes everything bogus")
    func wrongAnchor() async throws {
        let status = try await status(
            "www.acme.example", .a,
            anchor: ". DS 1 13 2 49fd46e6c4b45c55d4ac69cbd3cd34ac1afe51de2e1a6c1b4fb4ed1a1c7f3a10")
        #expect(status.word == "bogus" && status.reason.contains("above it is bogus"), "\(status)")
    }

    @Test("a failed query is indeterminate")
    func unreachable() async throws {
        let status = try await status("www.closed.example", .a)
        #expect(status == .indeterminate(.unreachable, "no server"))
    }

    @Test("the algorithms and signers of a zone")
    func zones() async throws {
        let world = try await AuthorityWorld.world
        let client = try AuthorityWorld.client(world)
        defer { client.shutdown() }
        let validator = Validator(client: client, anchors: try TrustAnchors(contentsOf: world.trustAnchor), now: Self.now)
        let security = { (name: String) in await validator.security(of: await client.path(to: DomainName(name) ?? .root)) }
        let weak = await security("sha1-digest.example")
        #expect(weak.signers.map(\.digestType) == [.sha1] && weak.status == .secure)
        let old = await security("sha1.example")
        #expect(old.algorithms == [SecurityAlgorithm(rawValue: 5)] && old.status.word == "insecure")
        let expiring = await security("expiring.example")
        let end = try #require(expiring.signatures.first?.expiration)
        #expect(abs(end - Self.now - 2 * 86_400) < 3600)
    }
}
