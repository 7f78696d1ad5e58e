/// What is asked: a name, a type, a class.
public struct Question: Hashable, Sendable {
    public let name: DomainName
    public let type: RecordType
    /// Class number; 1 is IN.
    public let recordClass: UInt16

    public init(_ name: DomainName, _ type: RecordType, recordClass: UInt16 = 1) {
        self.name = name
        self.type = type
        self.recordClass = recordClass
    }
}

extension Question: CustomStringConvertible {
    /// `bounce.example.com. TXT`, as reports quote it.
    public var description: String { "\(name.absoluteText) \(type)" }
}
