import Rules

extension RepairOwner {
    /// Whom to ask for a repair, appended to its sentence; empty for the operator's own.
    var request: String {
        switch self {
        case .you: ""
        case .platform: " (ask the platform)"
        case .addressOwner: " (ask the owner of the address)"
        case .other: " (somebody else's to repair)"
        }
    }

    /// Whom to ask, as a sentence of its own; empty for what is the operator's own.
    var sentence: String {
        switch self {
        case .you: ""
        case .platform: " Ask whoever runs the platform."
        case .addressOwner: " Ask the owner of the address."
        case .other: " This is somebody else's to repair."
        }
    }

    /// As a choice of a filter.
    var title: String {
        switch self {
        case .you: "you"
        case .platform: "the platform"
        case .addressOwner: "the owner of the address"
        case .other: "somebody else"
        }
    }
}
