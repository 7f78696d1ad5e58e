import DNS
import HostNames

/// The sender's identity (RFC 7208 §2.4, §4.3).
struct SPFIdentity: Sendable {
    let localPart: String
    /// As given, or as A-labels when it came as Unicode (RFC 8616 §4); without a final dot.
    let domain: String
    let helo: String

    /// A longer reverse-path is cut: RFC 5321 §4.5.3.1.3 allows 256 octets.
    static let maximumLength = 1024

    /// An empty sender means `postmaster` at the HELO name; a sender without a local part means `postmaster` at its domain.
    init(sender: String, helo: String) {
        self.helo = String(decoding: helo.utf8.prefix(Self.maximumLength), as: UTF8.self)
        let sender = String(decoding: sender.utf8.suffix(Self.maximumLength), as: UTF8.self)
        let mailbox = sender.isEmpty ? self.helo : sender
        let at = sender.isEmpty ? nil : mailbox.lastIndex(of: "@")
        let local = at.map { mailbox[..<$0] } ?? ""
        localPart = local.isEmpty ? "postmaster" : String(local)
        domain = Self.asciiDomain(at.map { mailbox[mailbox.index(after: $0)...] } ?? mailbox[...])
    }

    private static func asciiDomain(_ text: Substring) -> String {
        var text = String(text)
        if !text.utf8.allSatisfy({ $0 < 0x80 }), let name = try? DomainName(unicode: text) { text = name.text }
        if text.hasSuffix(".") { text.removeLast() }
        return text
    }
}
