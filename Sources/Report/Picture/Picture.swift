/// A deployment as a picture: its roles, the names that play them, the addresses that these lead to, and where bounces go.
///
/// A tree for each role, drawn from left to right. What is planned and not there is in it, and what is there and not
/// planned.
public struct Picture: Sendable, Hashable {
    public let bands: [Band]

    /// One role with its names.
    public struct Band: Sendable, Hashable {
        public let role: String
        public let names: [Name]
    }

    public struct Name: Sendable, Hashable {
        public let text: String
        /// What it is to the role: `From`, `MAIL FROM`, `announces`; and the view where there are several.
        public let detail: String
        /// How the role holds to it: broken when a rule about the name has failed.
        public let state: State
        public let addresses: [Address]
        /// The first finding about it, by fingerprint.
        public let finding: String?
    }

    public struct Address: Sendable, Hashable {
        public let text: String
        /// The host between the name and the address, or what else there is to say of it.
        public let detail: String
        public let state: State
        /// Where bounces that arrive here go; `nil` where none are expected.
        public let destination: Destination?
    }

    public struct Destination: Sendable, Hashable {
        public let text: String
        public let state: State
    }

    /// What becomes of an edge of the picture.
    public enum State: String, Sendable, Hashable {
        case good
        /// Planned, and not there.
        case missing
        /// There, and not planned or not right.
        case wrong
        case unknown

        public var isBroken: Bool { self == .missing || self == .wrong }
    }

    /// The deployment has nothing that could be drawn.
    public var isEmpty: Bool { bands.isEmpty }
}
