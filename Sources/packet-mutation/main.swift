// Pushes mutated packets through the checks and the decoder: `packet-mutation [count] [seed]`. Run it under the
// address sanitizer (Scripts/fuzz-packets): what it looks for is a crash, a leak, or a packet that decodes to values
// that do not encode again.
import DNS
import Glibc
import LDNSCodec
import SystemIO

/// A deterministic generator (SplitMix64).
struct Repeatable: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var word = (state ^ state >> 30) &* 0xbf58_476d_1ce4_e5b9
        word = (word ^ word >> 27) &* 0x94d0_49bb_1331_11eb
        return word ^ word >> 31
    }
}

/// One to eight small mutations.
func mutated(_ packet: [UInt8], using random: inout Repeatable) -> [UInt8] {
    var octets = packet
    for _ in 0..<Int.random(in: 1...8, using: &random) where !octets.isEmpty {
        let index = Int.random(in: 0..<octets.count, using: &random)
        switch Int.random(in: 0..<8, using: &random) {
        case 0, 1: octets[index] = UInt8.random(in: .min ... .max, using: &random)
        case 2: octets[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 3: octets[index] = [0, 1, 63, 64, 0x7f, 0x80, 0xc0, 0xff].randomElement(using: &random) ?? 0
        case 4: octets.removeSubrange(index...)
        case 5: octets.insert(UInt8.random(in: .min ... .max, using: &random), at: index)
        case 6: octets.remove(at: index)
        default:
            let end = min(index + Int.random(in: 1...32, using: &random), octets.count)
            octets.insert(contentsOf: octets[index..<end], at: Int.random(in: 0...octets.count, using: &random))
        }
    }
    return octets
}

/// Everything that DNSSEC validation does with untrusted records.
func validate(_ message: Message) -> Int {
    let records = message.answers + message.authorities
    let keys = records.filter { $0.type == .dnskey }
    var verified = 0
    for key in keys.prefix(2) {
        _ = ZoneKey(key.data.octets)
        for type in [DigestType.sha1, .sha256, .sha384] { _ = SecurityPrimitives.digest(of: key, type) }
    }
    for signature in records.filter({ $0.type == .rrsig }).prefix(4) {
        guard let details = RecordSignature(signature.data.octets) else { continue }
        let set = records.filter { $0.type == details.covered && $0.name == signature.name }
        for key in keys.prefix(2) where SecurityPrimitives.verify(set, signature: signature, key: key) { verified += 1 }
    }
    for record in records.prefix(64) {
        _ = DelegationSigner(record.data.octets)
        _ = NextSecure(record.data.octets)
        guard record.type == .nsec3, let denial = NextSecure3(record.data.octets) else { continue }
        _ = record.name.labels.first.flatMap { Base32Hex.decode($0) }
        _ = SecurityPrimitives.hash(record.name, iterations: min(denial.iterations, 100), salt: denial.salt)
    }
    return verified
}

let arguments = CommandLine.arguments.dropFirst().compactMap { UInt64($0) }
let count = arguments.first ?? 1_000_000
var random = Repeatable(state: arguments.dropFirst().first ?? 1)
let seeds = try Seeds.packets() + SignedSeeds.packets()
var decoded = 0
var unencodable = 0
var verified = 0
let start = ContinuousClock.now
for number in 0..<count {
    let seed = seeds[Int(number % UInt64(seeds.count))]
    let octets = mutated(seed, using: &random)
    let limit: MessageCodec.RecordLimit = number % 2 == 0 ? .datagram : .stream
    guard let message = try? MessageCodec.decode(octets, limit: limit) else { continue }
    decoded += 1
    for record in message.answers + message.authorities + message.additionals { _ = record.data.zoneText }
    verified += validate(message)
    if MessageCodec.encode(message) == nil { unencodable += 1 }
}
var usage = rusage()
getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
StandardOutput.lineOrExit(
    "\(seeds.count) seeds, \(count) packets, \(decoded) decoded, \(unencodable) of them not encodable, "
        + "\(verified) signatures verified, "
        + "\(usage.ru_maxrss / 1024) MiB at most, \(start.duration(to: .now))")
