/// The first key block of a PEM text (RFC 7468 §3); certificates and parameters before it are skipped.
struct PEMBlock {
    let label: String
    private let body: ArraySlice<UInt8>
    /// Header lines mark the body as encrypted (RFC 1421).
    let isEncrypted: Bool

    /// `nil` when no line begins a block.
    static func first(in octets: [UInt8]) throws(DKIMKeyFile.Fault) -> PEMBlock? {
        var rest = octets[...]
        var other = false
        while let begin = rest.firstRange(of: Array("-----BEGIN ".utf8)) {
            let afterBegin = rest[begin.upperBound...]
            guard let labelEnd = afterBegin.firstRange(of: Array("-----".utf8)) else { throw .unfinished }
            let label = String(decoding: afterBegin[..<labelEnd.lowerBound], as: UTF8.self)
            let content = afterBegin[labelEnd.upperBound...]
            guard let end = content.firstRange(of: Array("-----END \(label)-----".utf8)) else { throw .unfinished }
            if label.hasSuffix("KEY") { return PEMBlock(label: label, content[..<end.lowerBound]) }
            other = true
            rest = content[end.upperBound...]
        }
        if other { throw .otherBlock }
        return nil
    }

    private init(label: String, _ content: ArraySlice<UInt8>) {
        self.label = label
        isEncrypted = content.firstRange(of: Array(",ENCRYPTED".utf8)) != nil
        body = content
    }

    func decoded() throws(DKIMKeyFile.Fault) -> [UInt8] {
        let base64 = Base64Text(body)
        switch base64.fault {
        case nil: return base64.octets
        case .cutShort: throw .truncated
        default: throw .notBase64
        }
    }
}
