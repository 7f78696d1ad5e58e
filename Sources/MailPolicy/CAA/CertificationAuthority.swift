/// Public certification authorities: the organization named in their certificates, and the domains that identify them in
/// CAA records (the "CAA identifiers" of the Common CA Database and of each authority's practice statement).
package enum CertificationAuthority {
    /// Each line: organizations, and the domains under whose permission they issue; several names of one company share a
    /// line.
    private static let table: [(organizations: [String], domains: [String])] = [
        (["Let's Encrypt", "Internet Security Research Group"], ["letsencrypt.org"]),
        (
            [
                "DigiCert Inc", "DigiCert, Inc.", "GeoTrust Inc.", "thawte, Inc.", "RapidSSL", "Symantec Corporation",
                "Cybertrust Japan Co., Ltd.",
            ],
            [
                "digicert.com", "www.digicert.com", "digicert.ne.jp", "cybertrust.ne.jp", "symantec.com", "thawte.com",
                "geotrust.com", "rapidssl.com",
            ]
        ),
        (
            [
                "Sectigo Limited", "COMODO CA Limited", "The USERTRUST Network", "ZeroSSL", "cPanel, Inc.", "cPanel, LLC",
                "Gandi",
                "Gandi SAS", "Network Solutions L.L.C.", "Trust Provider B.V.",
            ],
            ["sectigo.com", "comodo.com", "comodoca.com", "usertrust.com", "trust-provider.com"]
        ),
        (["Google Trust Services", "Google Trust Services LLC", "Google UK Ltd."], ["pki.goog", "google.com"]),
        (["Amazon"], ["amazon.com", "amazontrust.com", "awstrust.com", "amazonaws.com"]),
        (["GlobalSign nv-sa", "GlobalSign"], ["globalsign.com"]),
        (["GoDaddy.com, Inc.", "Starfield Technologies, Inc."], ["godaddy.com", "starfieldtech.com"]),
        (["Entrust, Inc.", "Entrust Limited"], ["entrust.net", "affirmtrust.com"]),
        (["Buypass AS-983163327", "Buypass AS"], ["buypass.com", "buypass.no"]),
        (["SSL Corporation", "SSL Corp"], ["ssl.com"]),
        (["Actalis S.p.A.", "Actalis S.p.A./03358520967"], ["actalis.it"]),
        (["SwissSign AG"], ["swisssign.com", "swisssign.net"]),
        (["IdenTrust"], ["identrust.com"]),
        (
            ["Unizeto Technologies S.A.", "Asseco Data Systems S.A."], ["certum.pl", "certum.eu"]
        ),
        (["Deutsche Telekom Security GmbH", "T-Systems International GmbH"], ["telesec.de", "telekom.de"]),
        (["D-Trust GmbH"], ["d-trust.net", "dtrust.de"]),
        (["QuoVadis Limited", "QuoVadis Trustlink B.V."], ["quovadisglobal.com", "digicert.com"]),
        (["Microsoft Corporation"], ["microsoft.com"]),
        (["Apple Inc."], ["pki.apple.com"]),
        (["TrustAsia Technologies, Inc."], ["trustasia.com"]),
        (["HARICA", "Hellenic Academic and Research Institutions CA", "Greek Universities Network (GUnet)"], ["harica.gr"]),
        (["GEANT Vereniging"], ["sectigo.com", "harica.gr"]),
        (["WISeKey SA", "WISeKey"], ["wisekey.com"]),
        (["Dhimyotis"], ["certigna.com", "certigna.fr"]),
        (["FNMT-RCM"], ["fnmt.es"]),
        (["JSC GlobalSign"], ["globalsign.com"]),
        (["SECOM Trust Systems CO.,LTD.", "SECOM Trust Systems Co., Ltd."], ["secomtrust.net"]),
        (["Certainly"], ["certainly.com"]),
    ]

    private static let domainsByOrganization: [String: [String]] = {
        var result: [String: [String]] = [:]
        for entry in table { for name in entry.organizations { result[name.lowercased()] = entry.domains } }
        return result
    }()
    private static let knownDomains = Set(table.flatMap(\.domains))
    /// Domains of ACME servers that differ from the company's CAA domains, each with one of those.
    private static let accountDomains = ["zerossl.com": "sectigo.com"]
    private static let domainsOfHouse: [String: [String]] = {
        var result: [String: [String]] = [:]
        for entry in table { for domain in entry.domains { result[domain, default: []] += entry.domains } }
        return result
    }()

    /// The domains of an authority; `nil` when its organization is unknown.
    package static func domains(ofOrganization name: String) -> [String]? { domainsByOrganization[name.lowercased()] }

    /// Whether an account's host belongs to another authority than `issuer`; `false` also when the host's owner is unknown.
    static func isAccount(at host: String, ofOtherThan issuer: String) -> Bool {
        let labels = host.split(separator: ".")
        guard labels.count >= 2, let house = domainsOfHouse[issuer] else { return false }
        let suffixes = (0...(labels.count - 2)).map { labels[$0...].joined(separator: ".") }
        guard let domain = suffixes.first(where: { knownDomains.contains($0) || accountDomains[$0] != nil }) else { return false }
        return !house.contains(accountDomains[domain] ?? domain)
    }

    /// Whether the organizations that issue under a domain's permission are known.
    package static func isKnown(domain: String) -> Bool { knownDomains.contains(domain.lowercased()) }
}

extension CAASet {
    /// Whether the authority that issued a certificate may issue again.
    ///
    /// - Parameter organization: of the certificate's issuer.
    /// - Parameter hosts: host names in the certificate that point to its issuer. They can only support a permission: an
    ///   authority's servers need not be under its domain.
    /// - Parameter domains: the authority's CAA domains according to its operator; empty when not given.
    package func permission(
        organization: String?, hosts: [String], domains: [String] = [], wildcard: Bool
    ) -> Permission {
        let issuers = Self.issuers(organization: organization, hosts: hosts) + domains
        let permission = permission(for: issuers, wildcard: wildcard)
        let isKnown = !domains.isEmpty || organization.flatMap { CertificationAuthority.domains(ofOrganization: $0) } != nil
        guard case .forbidden(.otherIssuers(let others)) = permission, !isKnown else { return permission }
        // The CAA domain of this authority is unknown, but it is not one of the known authorities.
        return others.allSatisfy { CertificationAuthority.isKnown(domain: $0) } ? permission : .undetermined
    }

    /// The change that lets the authority issue.
    package enum Repair: Sendable, Hashable {
        /// One record in addition to the existing ones.
        case add(CAARecord)
        case replace(CAARecord, with: CAARecord)
        /// A critical property that no authority knows; without its critical flag it does no harm either.
        case remove(CAARecord)
    }

    /// `nil` when the authority may issue, and when its CAA domain is unknown.
    package func repair(organization: String?, domains: [String] = [], wildcard: Bool) -> Repair? {
        let permission = permission(organization: organization, hosts: [], domains: domains, wildcard: wildcard)
        guard case .forbidden(let reason) = permission else { return nil }
        if case .criticalUnknown(let record) = reason { return .remove(record) }
        let known = organization.flatMap { CertificationAuthority.domains(ofOrganization: $0) }
        guard let domain = domains.first ?? known?.first else { return nil }
        switch reason {
        case .trailingDot(let record):
            guard case .trailingDot(let issuer)? = record.grant else { return nil }
            return .replace(record, with: record.naming(issuer))
        case .nobody(let record):
            return .replace(record, with: CAARecord(flags: record.flags, tag: record.tag, value: domain))
        case .malformed(let records):
            guard let record = records.first else { return nil }
            return .replace(record, with: CAARecord(flags: record.flags, tag: record.tag, value: domain))
        case .otherIssuers, .criticalUnknown:
            let hasOwnForWildcards = records.contains { $0.tag == "issuewild" }
            return .add(CAARecord(flags: 0, tag: wildcard && hasOwnForWildcards ? "issuewild" : "issue", value: domain))
        }
    }

    /// The record that must be added, or must replace another one, so that an authority may issue.
    package func missingRecord(organization: String?, wildcard: Bool) -> CAARecord? {
        switch repair(organization: organization, wildcard: wildcard) {
        case .add(let record)?, .replace(_, with: let record)?: record
        case .remove?, nil: nil
        }
    }

    /// The domains by which CAA records may name the authority that issued a certificate.
    package static func issuers(organization: String?, hosts: [String]) -> [String] {
        (organization.flatMap { CertificationAuthority.domains(ofOrganization: $0) } ?? []) + hosts.flatMap(suffixes)
    }

    /// `crt.sectigo.com` and `sectigo.com`.
    private static func suffixes(_ host: String) -> [String] {
        let labels = host.lowercased().split(separator: ".")
        guard labels.count >= 2 else { return [] }
        return (0...(labels.count - 2)).map { labels[$0...].joined(separator: ".") }
    }
}
