/// Public certification authorities: the organization that their certificates name, and the domains by which CAA records
/// know them (the "CAA identifiers" of the Common CA Database and of each authority's practice statement).
package enum CertificationAuthority {
    /// The organizations that issue under a domain's permission stand beside it; several names of one house share a line.
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

    /// The domains of an authority; `nil` when its organization is not known.
    package static func domains(ofOrganization name: String) -> [String]? { domainsByOrganization[name.lowercased()] }

    /// Whether it is known who issues under a domain's permission.
    package static func isKnown(domain: String) -> Bool { knownDomains.contains(domain.lowercased()) }
}

extension CAASet {
    /// Whether the authority that has issued a certificate may do so again.
    ///
    /// - Parameter organization: of the certificate's issuer.
    /// - Parameter hosts: host names that the certificate itself points to for its issuer. They can only speak for a
    ///   permission: an authority's servers need not stand under its domain.
    package func permission(organization: String?, hosts: [String], wildcard: Bool) -> Permission {
        let own = organization.flatMap { CertificationAuthority.domains(ofOrganization: $0) }
        let permission = permission(for: (own ?? []) + hosts.flatMap(Self.suffixes), wildcard: wildcard)
        guard case .forbidden(.otherIssuers(let others)) = permission, own == nil else { return permission }
        // Nobody knows by which domain this authority goes. It is none of those whom everybody knows.
        return others.allSatisfy { CertificationAuthority.isKnown(domain: $0) } ? permission : .undetermined
    }

    /// The record that, beside those that stand there, would let an authority issue; `nil` when it may, when it is not known by
    /// which domain it goes, or when more than a record is missing.
    package func missingRecord(organization: String?, wildcard: Bool) -> CAARecord? {
        guard case .forbidden(.otherIssuers) = permission(organization: organization, hosts: [], wildcard: wildcard),
            let domain = organization.flatMap({ CertificationAuthority.domains(ofOrganization: $0) })?.first
        else { return nil }
        let hasOwnForWildcards = records.contains { $0.tag == "issuewild" }
        return CAARecord(flags: 0, tag: wildcard && hasOwnForWildcards ? "issuewild" : "issue", value: domain)
    }

    /// `crt.sectigo.com` and `sectigo.com`.
    private static func suffixes(_ host: String) -> [String] {
        let labels = host.lowercased().split(separator: ".")
        guard labels.count >= 2 else { return [] }
        return (0...(labels.count - 2)).map { labels[$0...].joined(separator: ".") }
    }
}
