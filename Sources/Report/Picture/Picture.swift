/// A deployment as a picture: its roles, the names that play them, the addresses that these lead to, and where bounces go.
///
/// A tree for each role, drawn from left to right. What is planned and not there is in it, and what is there and not
/// planned.
package struct Picture: Sendable, Hashable {
    package let bands: [Band]

    /// One role with its names.
    package struct Band: Sendable, Hashable {
        package let role: String
        package let names: [Name]
    }

    package struct Name: Sendable, Hashable {
        package let text: String
        /// What it is to the role: `From`, `MAIL FROM`, `announces`; and the view where there are several.
        package let detail: String
        /// How the role holds to it: broken when a rule about the name has failed.
        package let state: State
        package let addresses: [Address]
        /// The first finding about it, by fingerprint.
        package let finding: String?
    }

    package struct Address: Sendable, Hashable {
        package let text: String
        /// The host between the name and the address, or what else there is to say of it.
        package let detail: String
        package let state: State
        /// Where bounces that arrive here go; `nil` where none are expected.
        package let destination: Destination?
    }

    package struct Destination: Sendable, Hashable {
        package let text: String
        package let state: State
    }

    /// What becomes of an edge of the picture.
    package enum State: String, Sendable, Hashable {
        case good
        /// Planned, and not there.
        case missing
        /// There, and not planned or not right.
        case wrong
        case unknown

        package var isBroken: Bool { self == .missing || self == .wrong }
    }

    /// The deployment has nothing that could be drawn.
    package var isEmpty: Bool { bands.isEmpty }
}
