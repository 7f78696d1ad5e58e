import CFuzzer
import FuzzedParsers
import Glibc
import SystemIO

// libFuzzer brings its own `main` and calls these. `Scripts/fuzz` builds and runs it; it is no part of an ordinary build.

/// One input for the parser that `SENDREADY_FUZZ` names. Nothing may crash, hang or grow without bound, and what the parser
/// promises must hold.
@_cdecl("LLVMFuzzerTestOneInput")
package func fuzzOne(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let octets = Array(UnsafeBufferPointer(start: data, count: count))
    guard let promise = fuzzed.brokenPromise(octets) else { return 0 }
    StandardOutput.lineOrExit("\(fuzzed.name): \(promise)")
    abort()
}

/// One in four changes is libFuzzer's own, which knows what the comparisons of the program wanted; the others keep the form of
/// the input.
@_cdecl("LLVMFuzzerCustomMutator")
package func mutate(_ data: UnsafeMutablePointer<UInt8>, _ count: Int, _ limit: Int, _ seed: UInt32) -> Int {
    guard seed % 4 != 0 else { return LLVMFuzzerMutate(data, count, limit) }
    let octets = Array(UnsafeBufferPointer(start: data, count: count))
    let changed = fuzzed.shape.changed(octets, seed: UInt64(seed)).prefix(limit)
    for (index, octet) in changed.enumerated() { data[index] = octet }
    return changed.count
}

private let fuzzed: FuzzedParser = {
    let name = getenv("SENDREADY_FUZZ").map { String(cString: $0) } ?? ""
    guard let parser = FuzzedParser.all.first(where: { $0.name == name }) else {
        StandardOutput.lineOrExit("SENDREADY_FUZZ must be one of \(FuzzedParser.all.map(\.name).joined(separator: ", "))")
        exit(64)
    }
    return parser
}()
