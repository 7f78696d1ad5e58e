import Foundation

/// Signs zone texts with the tools of ldns.
package enum SignedZone {
    package static let isPossible = Program.isInstalled("ldns-signzone") && Program.isInstalled("ldns-keygen")

    /// The signed text of a zone, and its trust anchor.
    package static func sign(_ text: String, name: String) async throws -> (text: String, trustAnchor: String) {
        let folder = try TemporaryFolder()
        try folder.write("$ORIGIN \(name).\n\(text)\n", to: "zone")
        let key = try await Program.run(
            "ldns-keygen", ["-k", "-a", "ECDSAP256SHA256", "-r", "/dev/urandom", name], in: folder.url
        )
        .trimmingCharacters(in: .whitespacesAndNewlines)
        try await Program.run("ldns-signzone", ["-f", "signed", "zone", key], in: folder.url)
        let read = { (name: String) in try String(contentsOf: folder.url.appending(path: name), encoding: .utf8) }
        let anchor = try read("\(key).ds").trimmingCharacters(in: .whitespacesAndNewlines)
        return (try read("signed"), anchor.replacingOccurrences(of: "\t", with: " "))
    }
}
