/// What a finding is about, as reports, waivers and dashboards know it.
package struct FindingSubject: Sendable, Hashable {
    /// The name of a subject kind of the schema: `mx_target`.
    package let kind: String
    /// Unique within the kind, and stable.
    package let key: String
    package let role: String?
    package let name: String?
    package let view: String?
    package let address: String?
    package let sender: String?

    package init(
        kind: String, key: String, role: String? = nil, name: String? = nil, view: String? = nil, address: String? = nil,
        sender: String? = nil
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
