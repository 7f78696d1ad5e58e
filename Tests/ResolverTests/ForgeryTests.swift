import DNS
import Foundation
import LDNSCodec
import Synchronization
import TestPeers
import Testing

@testable import Resolver

/// Whatever happens to a signed reply in transit: it validates only if it says what was signed.
@Suite("Forged and hostile signatures", .timeLimit(.minutes(10)), .enabled(if: DNSWorld.isPossible, "\(DNSWorld.absence)"))
struct ForgeryTests {
    private static let now = Int64(Date().timeIntervalSince1970)

    private struct Sample {
        let question: Question
        let message: Message
        let zone: ZoneSecurity
    }

    private func samples() async throws -> [Sample] {
        let world = try await AuthorityWorld.world
        let client = try AuthorityWorld.client(world)
        defer { client.shutdown() }
        let validator = Validator(client: client, anchors: try TrustAnchors(contentsOf: world.trustAnchor), now: Self.now)
        var samples: [Sample] = []
        for (name, type) in [
            ("www.acme.example", RecordType.a), ("nothing.acme.example", .a), ("www.acme.example", .mx),
            ("x.wild.acme.example", .txt),
            ("nothing.hashed.example", .a), ("x.wild.hashed.example", .txt), ("www.hashed.example", .mx), ("www.rsa.example", .a),
            ("www.moved.acme.example", .a),
        ] {
            let question = try question(name, type)
            let path = await client.path(to: question.name)
            let reply = await client.ask(question, of: try #require(path.zone?.zone), at: try #require(path.zone?.addresses))
            samples.append(
                Sample(question: question, message: try #require(reply.message), zone: await validator.security(of: path)))
        }
        return samples
    }

    private func status(_ message: Message, _ sample: Sample) -> SecurityStatus {
        AnswerProof(message, sample.question, sample.zone, now: Self.now, takeCheck: { true }).validation().status
    }

    @Test("a changed reply is never secure with a different meaning")
    func mutations() async throws {
        var random = SystemRandomNumberGenerator()
        var (decoded, secure) = (0, 0)
        for sample in try await samples() {
            #expect(status(sample.message, sample) == .secure, "\(sample.question)")
            let wire = try #require(MessageCodec.encode(sample.message))
            let meaning = Self.meaning(sample.message, sample.question)
            for _ in 0..<400 {
                var octets = wire
                for _ in 0..<Int.random(in: 1...3, using: &random) {
                    octets[Int.random(in: 12..<octets.count, using: &random)] = UInt8.random(in: .min ... .max, using: &random)
                }
                guard let message = try? MessageCodec.decode(octets) else { continue }
                decoded += 1
                guard status(message, sample) == .secure else { continue }
                secure += 1
                #expect(Self.meaning(message, sample.question) == meaning, "\(sample.question) \(message)")
            }
        }
        #expect(decoded > 500 && secure < decoded)
    }

    /// Records removed, added from other replies, and the response code changed.
    @Test("omitted or added records never make a different meaning secure")
    func shuffles() async throws {
        var random = SystemRandomNumberGenerator()
        let samples = try await samples()
        for sample in samples {
            let meaning = Self.meaning(sample.message, sample.question)
            for _ in 0..<200 {
                let other = samples[Int.random(in: 0..<samples.count, using: &random)]
                var message = sample.message
                message.code = Bool.random(using: &random) ? .noError : .nonexistentDomain
                message.answers = (sample.message.answers + other.message.answers).filter { _ in Bool.random(using: &random) }
                message.authorities = (sample.message.authorities + other.message.authorities).filter { _ in
                    Int.random(in: 0..<4, using: &random) > 0
                }
                guard status(message, sample) == .secure else { continue }
                #expect(Self.meaning(message, sample.question) == meaning, "\(sample.question) \(message)")
            }
        }
    }

    /// The meaning of a reply: the records, or their absence.
    private static func meaning(_ message: Message, _ question: Question) -> [String] {
        let own = message.answers.filter { $0.name == question.name && [question.type, .cname].contains($0.type) }
        // Signatures do not cover the letter case of names in these types (RFC 4034 §6.2).
        let texts = own.map { "\($0.type) \($0.type == .txt ? $0.data.zoneText : $0.data.zoneText.lowercased())" }
        return own.isEmpty ? ["nothing"] : Set(texts).sorted()
    }

    @Test("many keys with one tag and many signatures cost a few checks")
    func keyTrap() async throws {
        let sample = try #require(try await samples().first)
        let signature = try #require(sample.message.answers.first { $0.type == .rrsig })
        let key = try #require(sample.zone.keys.first)
        // The tag of a key is a sum: swapping two octets an even distance apart keeps it.
        let keys = (0..<200).map { number -> Record in
            var octets = key.data.octets
            octets.swapAt(4 + 2 * (number % 14), 6 + 2 * (number % 28))
            return Record(name: key.name, type: .dnskey, ttl: 60, data: .other(octets: octets, text: ""))
        }
        let signatures = (0..<200).map { number -> Record in
            var octets = signature.data.octets
            octets[octets.count - 1 - number % 60] ^= UInt8(truncatingIfNeeded: 1 + number)
            return Record(
                name: signature.name, type: .rrsig, ttl: 60, data: .other(octets: octets, text: signature.data.zoneText))
        }
        let records = sample.message.answers.filter { $0.type == .a }
        let set = SignedSet(sample.question.name, .a, in: records + signatures)
        let checks = Mutex(0)
        let verdict = set.verify(with: keys, of: sample.zone.zone, now: Self.now) {
            checks.withLock { $0 += 1 }
            return true
        }
        guard case .cut(.signaturesPerSet) = verdict else {
            Issue.record("\(verdict)")
            return
        }
        #expect(checks.withLock { $0 } <= AnswerLimit.signaturesPerSet.value * AnswerLimit.keysPerSignature.value)
        #expect(checks.withLock { $0 } > 0)
    }

    @Test("a validator at its limit says so, and does not report a fault")
    func exhaustion() async throws {
        let sample = try #require(try await samples().first)
        let status = AnswerProof(sample.message, sample.question, sample.zone, now: Self.now, takeCheck: { false }).validation()
            .status
        #expect(status.word == "indeterminate" && status.reason.contains("the limit signature-checks (20000)"), "\(status)")
    }

    @Test("the same signature is not yet valid, valid, and expired")
    func time() async throws {
        let sample = try #require(try await samples().first)
        let at = { (offset: Int64) in
            AnswerProof(sample.message, sample.question, sample.zone, now: Self.now + offset, takeCheck: { true }).validation()
                .status
        }
        #expect(at(0) == .secure && at(29 * 86_400) == .secure)
        #expect(at(31 * 86_400).reason.contains("expired at") && at(-3 * 86_400).reason.contains("is not valid before"))
        // Times are 32 bits that wrap in 2106 (RFC 4034 §3.1.5).
        #expect(RecordSignature.seconds(5, near: 4_294_967_296) == 4_294_967_301)
        #expect(RecordSignature.seconds(.max - 5, near: 4_294_967_296) == 4_294_967_290)
    }
}
