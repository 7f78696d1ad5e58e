import Synchronization

/// Recent verification results for one trust store: servers send the same chain again and again.
final class VerifiedChains: Sendable {
    struct Verdict: Sendable {
        let verification: ChainVerification
        let trust: ChainTrust
    }

    private struct Entry {
        let verdict: Verdict
        /// The time of the verification.
        let seconds: Int64
        /// The first and last seconds of all certificates in the chain and the path.
        let limits: [Int64]
    }

    private static let kept = 256

    private let entries = Mutex<[[String]: Entry]>([:])

    /// The verdict on the same certificates at another time, if no certificate becomes valid or expires between then and
    /// `seconds`.
    ///
    /// - Parameter fingerprints: of the certificates as served.
    func verdict(on fingerprints: [String], at seconds: Int64) -> Verdict? {
        guard let entry = entries.withLock({ $0[fingerprints] }) else { return nil }
        let span = min(entry.seconds, seconds)...max(entry.seconds, seconds)
        // A certificate is valid in its first and last second.
        return entry.limits.contains { span.contains($0) && entry.seconds != seconds } ? nil : entry.verdict
    }

    func keep(_ verdict: Verdict, on served: [Certificate], at seconds: Int64) {
        let certificates = served + verdict.verification.path
        let limits = certificates.flatMap { [$0.notBefore, $0.notAfter] }.compactMap(\.self)
        guard limits.count == 2 * certificates.count else { return }
        entries.withLock { entries in
            if entries.count >= Self.kept { entries = [:] }
            entries[served.map(\.fingerprint)] = Entry(verdict: verdict, seconds: seconds, limits: limits)
        }
    }
}
