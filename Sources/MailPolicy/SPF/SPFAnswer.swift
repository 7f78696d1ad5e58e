package import DNS

/// A question and its answer.
package struct SPFAnswer: Hashable, Sendable {
    package let question: Question
    /// `noerror`, `nodata`, `nxdomain`, or the failure's name.
    package let status: String
    /// `nil` unless the query failed.
    package let failure: LookupResult.Failure?
    /// The data of the records, as text.
    package let data: [String]

    init(_ result: LookupResult) {
        question = result.question
        status = result.status
        if case .failed(let failure) = result.outcome { self.failure = failure } else { failure = nil }
        data = (result.records ?? []).map { record in
            // Most TXT records have one string, so there is nothing to join.
            if case .text(let strings) = record.data, strings.count == 1 { return String(decoding: strings[0], as: UTF8.self) }
            return record.data.joinedText ?? record.data.zoneText
        }
    }

    /// Answered without records: a void lookup (RFC 7208 §4.6.4).
    package var isVoid: Bool { failure == nil && data.isEmpty }

    static func addresses(in result: LookupResult) -> [IPAddress] {
        (result.records ?? []).compactMap { record in
            guard case .address(let address) = record.data else { return nil }
            return address
        }
    }

    /// In order of preference.
    static func exchanges(in result: LookupResult) -> [DomainName] {
        let hosts = (result.records ?? []).compactMap { record -> (preference: UInt16, name: DomainName)? in
            guard case .mailExchange(let preference, let exchange) = record.data else { return nil }
            return (preference, exchange)
        }
        return hosts.sorted { $0.preference < $1.preference }.map(\.name)
    }

    static func names(in result: LookupResult) -> [DomainName] {
        (result.records ?? []).compactMap { record in
            guard case .name(let name) = record.data else { return nil }
            return name
        }
    }
}
