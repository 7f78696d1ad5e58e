/// How a finding is repaired.
public struct Fix: Sendable, Hashable {
    /// Empty when the records say it all.
    public let text: String
    public let publish: [PublishedRecord]

    public init(text: String, publish: [PublishedRecord] = []) {
        self.text = text
        self.publish = publish
    }
}

/// A record that a repair publishes.
public struct PublishedRecord: Sendable, Hashable {
    public let owner: String
    public let type: String
    public let value: String
    /// `nil` when it belongs into every view.
    public let view: String?

    public init(owner: String, type: String, value: String, view: String? = nil) {
        self.owner = owner
        self.type = type
        self.value = value
        self.view = view
    }
}
