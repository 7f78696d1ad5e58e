import DNS
import Foundation
import TestPeers
import Testing

@testable import Resolver

/// Compares the validator with Unbound on random zones. `SENDREADY_SEED` chooses other zones.
@Suite(
    "Comparison with Unbound on generated zones", .timeLimit(.minutes(10)),
    .enabled(if: DNSWorld.isPossible, "\(DNSWorld.absence)"))
struct DifferentialTests {
    private static let now = Int64(Date().timeIntervalSince1970)
    private static let seed = ProcessInfo.processInfo.environment["SENDREADY_SEED"].flatMap { UInt64($0) } ?? 20_261_128

    private static let fixed = [WorldZone("plain.test", "www A 203.0.113.1\nwww TXT any", signing: nil)]

    @Test("the same answers are secure, insecure and bogus")
    func agreement() async throws {
        let generated = GeneratedZones(seed: Self.seed, count: 16, questionsPerZone: 24)
        let world = try await DNSWorld.start(generated.zones + Self.fixed)
        let client = try AuthorityWorld.client(world)
        let validator = Validator(client: client, anchors: try TrustAnchors(contentsOf: world.trustAnchor), now: Self.now)
        let resolver = try DNSClient(views: [View(name: "public", servers: [world.publicView])])
        var counts: [String: Int] = [:]
        for question in generated.questions {
            let ours = await status(question, client, validator)
            let theirs = Self.word(await resolver.lookup(question, in: "public"))
            counts[ours.word, default: 0] += 1
            #expect(ours.word == theirs, "seed \(Self.seed): \(question): \(ours)")
        }
        client.shutdown()
        resolver.shutdown()
        await world.stop()
        // Each verdict occurred.
        #expect(["secure", "insecure", "bogus"].allSatisfy { counts[$0, default: 0] >= 10 }, "\(counts)")
    }

    private static func word(_ result: LookupResult) -> String {
        switch result.outcome {
        case .failed(.bogus): "bogus"
        case .failed(let failure): failure.rawValue
        default: result.authenticated ? "secure" : "insecure"
        }
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
}
