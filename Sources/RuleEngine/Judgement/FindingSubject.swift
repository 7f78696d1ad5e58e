/// What a finding is about, as reports, waivers and dashboards know it.
public struct FindingSubject: Sendable, Hashable {
    /// The name of a subject kind of the schema: `mx_target`.
    public let kind: String
    /// Unique within the kind, and stable.
    public let key: String
    public let role: String?
    public let name: String?
    public let view: String?
    public let address: String?
    public let sender: String?

    public init(
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
