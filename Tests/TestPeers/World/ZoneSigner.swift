import Foundation

/// Keys of zones, generated once each, and ldns's signing tools.
actor ZoneSigner {
    private let folder: TemporaryFolder
    private var keys: [String: String] = [:]

    init(folder: TemporaryFolder) { self.folder = folder }

    /// The signed text of a zone, and its DS records for the requested digests, absolute.
    func sign(_ text: String, name: String, _ signing: WorldZone.Signing, digests: [Int]) async throws -> (
        text: String, signers: [String]
    ) {
        let key = try await key(name, signing)
        let unsigned = "\(UUID().uuidString).zone"
        try folder.write(text, to: unsigned)
        var arguments = ["-i", Self.stamp(signing.inception), "-e", Self.stamp(signing.expiration), "-o", Self.absolute(name)]
        if case .nsec3(let iterations, let salt, let optOut) = signing.denial {
            arguments += ["-n", "-t", "\(iterations)"] + (salt.isEmpty ? [] : ["-s", salt]) + (optOut ? ["-p"] : [])
        }
        try await Program.run("ldns-signzone", arguments + ["-f", "\(unsigned).signed", unsigned, key], in: folder.url)
        var signers: [String] = []
        for digest in digests {
            let option = [1: "-1", 2: "-2", 4: "-4"][digest] ?? "-2"
            let line = try await Program.run("ldns-key2ds", ["-n", option, "\(key).key"], in: folder.url)
            signers.append(line.trimmingCharacters(in: .whitespacesAndNewlines))
        }
        let signed = try String(contentsOf: folder.url.appending(path: "\(unsigned).signed"), encoding: .utf8)
        return (signed, signers)
    }

    private func key(_ name: String, _ signing: WorldZone.Signing) async throws -> String {
        let known = "\(name) \(signing.algorithm)"
        if let key = keys[known] { return key }
        let isRSA = signing.algorithm.hasPrefix("RSA")
        let key = try await Program.run(
            "ldns-keygen",
            ["-k", "-a", signing.algorithm] + (isRSA ? ["-b", "\(signing.bits)"] : []) + [
                "-r", "/dev/urandom", Self.absolute(name),
            ],
            in: folder.url
        ).trimmingCharacters(in: .whitespacesAndNewlines)
        keys[known] = key
        return key
    }

    private static func absolute(_ name: String) -> String { name == "." ? "." : "\(name)." }

    /// `20261122120000`, that far from now.
    private static func stamp(_ distance: Duration) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(secondsFromGMT: 0)
        formatter.dateFormat = "yyyyMMddHHmmss"
        return formatter.string(from: Date(timeIntervalSinceNow: TimeInterval(distance.components.seconds)))
    }
}
