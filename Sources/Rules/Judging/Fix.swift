/// The repair of a finding.
package struct Fix: Sendable, Hashable {
    /// Empty when the records are enough.
    package let text: String
    package let publish: [PublishedRecord]

    package init(text: String, publish: [PublishedRecord] = []) {
        self.text = text
        self.publish = publish
    }
}

/// A record that a repair publishes.
package struct PublishedRecord: Sendable, Hashable {
    package let owner: String
    package let type: String
    package let value: String
    /// `nil` when it belongs in every view.
    package let view: String?
    /// What it replaces, as in `Repair.old`.
    package let replaces: String?

    package init(owner: String, type: String, value: String, view: String? = nil, replaces: String? = nil) {
        self.replaces = replaces
        self.owner = owner
        self.type = type
        self.value = value
        self.view = view
    }
}
