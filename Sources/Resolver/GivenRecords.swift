package import DNS
package import LDNSCodec

/// Records that the operator supplies in a zone file, since the program has none built in.
package protocol GivenRecords: Sendable {
    /// What the file must contain, as part of a sentence: `DS or DNSKEY record`.
    static var content: String { get }

    /// `nil` when `records` contains none of the kind.
    init?(_ records: [Record])
}

/// Why a file of given records is unusable.
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
    /// - Parameter file: the name of the text in messages.
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
