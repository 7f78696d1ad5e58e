/// A question: a name, a type, a class.
package struct Question: Hashable, Sendable {
    package let name: DomainName
    package let type: RecordType
    /// Class number; 1 is IN.
    package let recordClass: UInt16

    package init(_ name: DomainName, _ type: RecordType, recordClass: UInt16 = 1) {
        self.name = name
        self.type = type
        self.recordClass = recordClass
    }
}

extension Question: CustomStringConvertible {
    /// `bounce.example.com. TXT`, as reports quote it.
    package var description: String { "\(name.absoluteText) \(type)" }
}
