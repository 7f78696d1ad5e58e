package import DNS

/// A host that a DMARC record sends reports to, and whether that host must authorise them (RFC 9990 §4).
package struct DMARCReportDestination: Sendable, Hashable {
    /// The domain below whose `_dmarc` the record is.
    package let policyDomain: DomainName
    package let uri: ReportURI
    package let host: DomainName

    package enum Authorisation: String, Sendable, Hashable {
        /// The host belongs to the same organizational domain: no authorisation is needed.
        case notNeeded = "not-needed"
        case authorised
        case notAuthorised = "not-authorised"
        case undetermined
    }

    /// The most destinations of one record that are checked. Reporters had to support two and could stop there (RFC 7489
    /// §6.2); each costs a dozen queries.
    package static let maximum = 16

    /// The destinations of `rua` and `ruf` to which receivers send reports, without duplicates; the first `maximum`. Those are valid
    /// `mailto:` URIs: receivers send reports by mail alone (RFC 9990).
    package static func all(of record: DMARCRecord, at policyDomain: DomainName) -> [DMARCReportDestination] {
        Array(distinct(record).prefix(maximum)).map { uri, host in
            DMARCReportDestination(policyDomain: policyDomain, uri: uri, host: host)
        }
    }

    /// How many destinations `all` leaves out because there are more than `maximum`; 0 for any usual record.
    package static func leftOut(of record: DMARCRecord) -> Int { max(0, distinct(record).count - maximum) }

    private static func distinct(_ record: DMARCRecord) -> [(uri: ReportURI, host: DomainName)] {
        var seen: Set<String> = []
        return (record.aggregateReports + record.failureReports).compactMap { uri in
            guard uri.takesDMARCReports, let host = uri.host, seen.insert(uri.text.lowercased()).inserted else {
                return nil
            }
            return (uri, host)
        }
    }

    /// Whether the host is external, that is, in another organizational domain; `nil` when one of the two is unknown.
    package func isExternal(organizational: (DomainName) -> DomainName?) -> Bool? {
        if host == policyDomain { return false }
        guard let ours = organizational(policyDomain), let theirs = organizational(host) else { return nil }
        return ours != theirs
    }

    /// The name to query for TXT: `<policy domain>._report._dmarc.<host>`; `nil` when it is too long, which counts as no
    /// authorisation.
    package var authorisationName: DomainName? {
        DomainName(labels: policyDomain.labels + [Array("_report".utf8), Array("_dmarc".utf8)] + host.labels)
    }

    /// What the answer at `authorisationName` means: one record that begins `v=DMARC1` authorises, other records are
    /// ignored.
    package func authorisation(isExternal: Bool?, answer: DMARCDiscovery.Answer) -> Authorisation {
        if isExternal == false { return .notNeeded }
        guard authorisationName != nil else { return isExternal == true ? .notAuthorised : .undetermined }
        guard case .texts(let texts) = answer else { return .undetermined }
        if texts.contains(where: { DMARCRecord($0) != nil }) { return .authorised }
        return isExternal == true ? .notAuthorised : .undetermined
    }

    /// The text that the host must publish as TXT at `authorisationName`.
    package static let authorisingText = "v=DMARC1;"
}
