import Cryptography

/// One value for everything in a set of rule files, so that two runs can be known to have judged by the same rules.
enum RuleDigest {
    /// SHA-256, in hexadecimal, of what `sha256sum` prints for the files in the order of their paths' octets:
    /// `cd Rules && find . -name '*.yaml' -printf '%P\n' | LC_ALL=C sort | xargs sha256sum | sha256sum`.
    static func of(_ sources: [RuleSource]) -> String {
        let lines = sources.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
            .map { "\(SHA256.hexadecimal($0.text))  \($0.path)\n" }
        return SHA256.hexadecimal(lines.joined())
    }
}
