/// The subject of a finding, as identified in reports, waivers and dashboards. Stored once, however many rules evaluate it.
package struct FindingSubject: Sendable, Hashable {
    private final class Content: Sendable {
        let kind: String
        let key: String
        let role: String?
        let name: String?
        let view: String?
        let address: String?
        let sender: String?

        init(
            kind: String, key: String, role: String?, name: String?, view: String?, address: String?, sender: String?
        ) {
            self.kind = kind
            self.key = key
            self.role = role
            self.name = name
            self.view = view
            self.address = address
            self.sender = sender
        }
    }

    private let content: Content

    package init(
        kind: String, key: String, role: String? = nil, name: String? = nil, view: String? = nil, address: String? = nil,
        sender: String? = nil
    ) {
        content = Content(kind: kind, key: key, role: role, name: name, view: view, address: address, sender: sender)
    }

    /// The name of a subject kind of the schema: `mx_target`.
    package var kind: String { content.kind }
    /// Unique within the kind, and stable.
    package var key: String { content.key }
    package var role: String? { content.role }
    package var name: String? { content.name }
    package var view: String? { content.view }
    package var address: String? { content.address }
    package var sender: String? { content.sender }

    /// The key without its view: that of the same thing as every view sees it.
    package var keyInAnyView: String {
        guard let view, key.hasSuffix("/\(view)") else { return key }
        return String(key.dropLast(view.utf8.count + 1))
    }

    /// Equal for copies of one value, different for all other values alive at the same time.
    var identity: ObjectIdentifier { ObjectIdentifier(content) }

    package static func == (left: FindingSubject, right: FindingSubject) -> Bool {
        left.content === right.content
            || (left.key == right.key && left.kind == right.kind && left.role == right.role && left.name == right.name
                && left.view == right.view && left.address == right.address && left.sender == right.sender)
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(kind)
        hasher.combine(key)
    }
}
