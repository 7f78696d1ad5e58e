import FuzzedParsers
import Testing

@Suite("What the fuzzer starts from, and what it once found", .timeLimit(.minutes(10)))
struct CorpusTests {
    @Test("every parser has a corpus of a few kilobytes, and every corpus a parser")
    func corpora() throws {
        #expect(try Corpus.parsers() == FuzzedParser.all.map(\.name).sorted())
        for parser in FuzzedParser.all {
            let sizes = try Corpus.inputs(of: parser.name).map(\.octets.count)
            #expect(!sizes.isEmpty && sizes.reduce(0, +) < 48 << 10, "\(parser): \(sizes)")
        }
    }

    @Test("every input of the corpus keeps the promises of its parser", arguments: FuzzedParser.all)
    func replay(_ parser: FuzzedParser) throws {
        for (file, octets) in try Corpus.inputs(of: parser.name) {
            let broken = parser.brokenPromise(octets)
            #expect(broken == nil, "\(parser)/\(file)")
        }
    }

    @Test("so do small changes of it, and one seed makes one change", arguments: FuzzedParser.all)
    func changes(_ parser: FuzzedParser) throws {
        for (file, octets) in try Corpus.inputs(of: parser.name) {
            for seed in 0..<20 as Range<UInt64> {
                let changed = parser.shape.changed(octets, seed: seed)
                #expect(changed == parser.shape.changed(octets, seed: seed))
                #expect(parser.brokenPromise(changed) == nil, "\(parser)/\(file) with seed \(seed): \(changed)")
            }
        }
    }
}
