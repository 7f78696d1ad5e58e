import DNS

/// Why a careful client rejects a server's certificate, in the order in which it would report it.
enum CertificateFault {
    /// The first fault, for a sentence; `nil` for a valid chain.
    static func first(of served: [CertificateHandle], for name: DomainName, _ settings: ProbeSettings) -> String? {
        all(of: served, for: name, settings).first
    }

    /// All faults, one sentence each. Without roots on this machine, trust is not judged.
    static func all(of served: [CertificateHandle], for name: DomainName, _ settings: ProbeSettings) -> [String] {
        guard let leaf = served.first?.certificate else { return ["the server sends no certificate"] }
        var faults: [String] = []
        if !settings.roots.isEmpty {
            let verification = ChainVerification(served, roots: settings.roots, at: settings.now)
            if let fault = ChainTrust(verification, of: served, settings).fault { faults.append(fault) }
            for problem in verification.problems where problem.kind == .dates {
                faults.append("\(problem.subject): \(problem.text)")
            }
        }
        if !leaf.covers(name) { faults.append("the certificate is for \(leaf.namesPhrase), not for \(name.text)") }
        return faults
    }
}
