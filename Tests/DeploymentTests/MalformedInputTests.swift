import Deployment
import Foundation
import StrictYAML
import Testing

@Suite("any text is parsed or refused", .timeLimit(.minutes(10)))
struct MalformedInputTests {
    /// A small generator with a fixed seed (SplitMix64), so that a failure can be repeated.
    private struct Sequence: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9e37_79b9_7f4a_7c15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
            return mixed ^ (mixed >> 31)
        }
    }

    @Test("a damaged file is parsed or refused with a position inside it, and its plan can be derived", arguments: GoodFiles.all)
    func damaged(_ url: URL) throws {
        let original = Array(try Data(contentsOf: url))
        var random = Sequence(state: 2026)
        for _ in 0..<300 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: place)
                case 2: bytes.insert(contentsOf: bytes[place...].prefix(40), at: Int.random(in: 0...bytes.count, using: &random))
                default: bytes.insert("[]{}:,-'\"#&*!|>%@\n\t 0.".utf8.randomElement(using: &random) ?? 0, at: place)
                }
            }
            let text = String(decoding: bytes, as: UTF8.self)
            do throws(Diagnostics) {
                let folder = url.deletingLastPathComponent().path
                _ = Plan(try DeploymentFile.parse(text: text, file: "damaged.yaml", folder: folder).deployment)
            } catch {
                #expect(!error.list.isEmpty)
                let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).count
                #expect(error.list.allSatisfy { (1...(lines + 1)).contains($0.position.line) && !$0.rendered.isEmpty })
            }
        }
    }
}
