import Cryptography

/// One value for the content of a set of rule files, to verify that two runs used the same rules.
enum RuleDigest {
    /// The SHA-256, in hexadecimal, of the output of `sha256sum` for the files, sorted by the octets of their paths:
    /// `cd Rules && find . -name '*.yaml' -printf '%P\n' | LC_ALL=C sort | xargs sha256sum | sha256sum`.
    static func of(_ sources: [RuleSource]) -> String {
        let lines = sources.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
            .map { "\(SHA256.hexadecimal($0.text))  \($0.path)\n" }
        return SHA256.hexadecimal(lines.joined())
    }
}
