package import DNS
package import LDNSCodec

/// Records that the operator gives in a zone file of their own, since nothing of the kind is compiled in.
package protocol GivenRecords: Sendable {
    /// What a file must have, for a sentence: `DS or DNSKEY record`.
    static var content: String { get }

    /// `nil` when nothing of the kind is among them.
    init?(_ records: [Record])
}

/// Why a file of given records is of no use.
package enum GivenRecordsFailure: Error, Hashable, Sendable, CustomStringConvertible {
    case file(ZoneFileError)
    case none(file: String, content: String)

    package var description: String {
        switch self {
        case .file(let error): error.description
        case .none(let file, let content): "\(file): no \(content)"
        }
    }
}

extension GivenRecords {
    /// Reads zone-file text.
    ///
    /// - Parameter file: the text's name in messages.
    package init(parsing text: String, file: String = "given records") throws(GivenRecordsFailure) {
        try self.init(file) { () throws(ZoneFileError) in try ZoneFile(parsing: text, file: file) }
    }

    /// Reads a zone file.
    package init(contentsOf path: String) throws(GivenRecordsFailure) {
        try self.init(path) { () throws(ZoneFileError) in try ZoneFile(contentsOf: path) }
    }

    private init(_ file: String, _ read: () throws(ZoneFileError) -> ZoneFile) throws(GivenRecordsFailure) {
        let records: [Record]
        do throws(ZoneFileError) { records = try read().records } catch { throw .file(error) }
        guard let given = Self(records) else { throw .none(file: file, content: Self.content) }
        self = given
    }
}
