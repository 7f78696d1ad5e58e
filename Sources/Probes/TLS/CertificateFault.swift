import DNS

/// What keeps a careful client from believing a server, in the order in which it would say so.
enum CertificateFault {
    /// The first fault, for a sentence; `nil` for a valid chain.
    static func first(of served: [CertificateHandle], for name: DomainName, _ settings: ProbeSettings) -> String? {
        all(of: served, for: name, settings).first
    }

    /// Every fault, for a sentence each. Without roots on this machine nothing is said of trust.
    static func all(of served: [CertificateHandle], for name: DomainName, _ settings: ProbeSettings) -> [String] {
        guard let leaf = served.first?.certificate else { return ["the server shows no certificate"] }
        var faults: [String] = []
        if !settings.roots.isEmpty {
            let verification = ChainVerification(served, roots: settings.roots, at: settings.now)
            switch ChainTrust(verification, of: served, settings) {
            case .trusted: break
            case .selfSigned: faults.append("the certificate is self-signed")
            case .untrusted(let issuer): faults.append("its chain ends at \(issuer), which is no trusted root")
            case .incomplete(let missing, _): faults.append("the intermediate certificate of \(missing) is not served")
            case .invalid(let words): faults.append("its chain is invalid: \(words)")
            case .noCertificate: faults.append("the server shows no certificate")
            }
            for problem in verification.problems where VerifyCode.times.contains(problem.code) {
                faults.append("\(problem.subject): \(problem.text)")
            }
        }
        if !leaf.covers(name) {
            let names = leaf.names.isEmpty ? "no name" : leaf.names.prefix(5).joined(separator: ", ")
            faults.append("the certificate is for \(names), not for \(name.text)")
        }
        return faults
    }
}
