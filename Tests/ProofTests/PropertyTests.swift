import DNS
import Deployment
import Rules
import ScriptedDNS
import TestPeers
import Testing

@Suite("Generated deployments: the plan makes them ready, and proposed repairs work", .serialized, .timeLimit(.minutes(10)))
struct PropertyTests {
    @Test("the deployments of a run cover every feature of deployments, and each scheme with each number of senders")
    func dimensions() {
        let found = (0..<500).flatMap { GeneratedDeployment(seed: $0).dimensions }
        let counts = Dictionary(found.map { ($0, 1) }, uniquingKeysWith: +)
        #expect(Set(counts.keys) == GeneratedDeployment.allDimensions)
        for (dimension, count) in counts { #expect(count >= 20, "\(dimension)") }
    }

    @Test(
        "from an empty zone, a faulty one and another provider's: once published, all is ready and nothing is left",
        arguments: CourseSeeds.parts(usual: 60, of: 50))
    func published(_ seeds: ClosedRange<UInt64>) async throws {
        Self.announce(seeds)
        let parts = try [0, 1].map { half in try seeds.filter { $0 % 2 == half }.map { try PublishingCourse(seed: $0) } }
        let courses = await concurrently(parts) { part in
            var courses = part
            for index in courses.indices {
                for step in PublishingCourse.Step.allCases { await courses[index].take(step) }
            }
            return courses
        }
        Self.report(courses.flatMap(\.self))
    }

    @Test(
        "the same on name servers: each zone is loaded, served and surveyed over the wire",
        .enabled(if: NSD.isInstalled, "nsd is not installed"), arguments: CourseSeeds.parts(usual: 60, of: 250))
    func served(_ seeds: ClosedRange<UInt64>) async throws {
        Self.announce(seeds)
        var courses = try seeds.enumerated().map { try PublishingCourse(seed: $1, number: $0) }
        let servers = try await ZoneServers.start(courses.map(\.deployed))
        do {
            for step in PublishingCourse.Step.allCases {
                let way = try await servers.publish(courses.map(\.deployed))
                let width = 4
                let parts = (0..<width).map { part in courses.indices.filter { $0 % width == part }.map { courses[$0] } }
                courses = await concurrently(parts) { part in
                    var part = part
                    for index in part.indices {
                        part[index].deployed.servers = way
                        await part[index].take(step)
                    }
                    return part
                }.flatMap(\.self)
            }
        } catch {
            await servers.stop()
            throw error
        }
        await servers.stop()
        Self.report(courses)
    }

    private static func announce(_ seeds: ClosedRange<UInt64>) {
        print("seeds \(seeds.lowerBound) to \(seeds.upperBound); SENDREADY_SEED=n repeats one")
    }

    private static func report(_ courses: [PublishingCourse]) {
        let complaints = courses.flatMap(\.complaints)
        for complaint in complaints.prefix(10) { Issue.record("\(complaint)") }
        #expect(complaints.count == 0)
    }
}
