/// What a web name of the platform serves.
///
/// A role is a single case with its texts: its key in the deployment file, the file's schema and reader, the question and
/// flag of `init`, the report's sections and picture, the words of facts and the certificate metric derive from `allCases`.
package enum WebRole: String, Hashable, Sendable, CaseIterable {
    /// Control panel and API.
    case panel
    /// Click redirects, unsubscription, the open pixel.
    case tracking
    /// Site tracking and web push.
    case pixel
    /// One-click unsubscription (RFC 8058) and preference pages.
    case unsubscribe
    /// Images in mail.
    case media

    /// The texts about a role.
    package struct Texts: Sendable {
        /// The heading of its part of a report.
        package let title: String
        /// What the names are for: a sentence for the schema, and for a file that `init` writes.
        package let meaning: String
        /// Completes "click.acme.example serves …".
        package let purpose: String
        /// The question of `init`.
        package let question: String
        /// The help of `init` for someone who does not know the answer.
        package let help: String
        /// Common first labels of such names.
        package let labels: [String]
    }

    package var texts: Texts {
        switch self {
        case .panel:
            Texts(
                title: "Panel and API", meaning: "Control panel and API.", purpose: "the control panel or the API",
                question: "Names of the control panel and the API?",
                help: "The names that people open to work with the platform, and that programs call.",
                labels: ["panel", "admin", "app"])
        case .tracking:
            Texts(
                title: "Tracking", meaning: "Clicks, opens, unsubscription: best below the From domain.",
                purpose: "clicks, opens and unsubscription", question: "Names that clicks and opens are tracked by?",
                help: "The names that the links in mail lead to: they count the click and pass it on.",
                labels: ["click", "links", "t", "track"])
        case .pixel:
            Texts(
                title: "Pixel and push", meaning: "Pixel and push: a name of its own, which never changes.",
                purpose: "the pixel and push", question: "Names of the pixel and push, if they are used?",
                help: "The name from which web sites load the pixel, and under which web push runs. Cookies hang on it.",
                labels: ["px", "pixel"])
        case .unsubscribe:
            Texts(
                title: "Unsubscription", meaning: "One-click unsubscription (RFC 8058) and preference pages.",
                purpose: "unsubscription and preferences",
                question: "Names of the unsubscription and preference pages, if they have their own?",
                help: "The name in List-Unsubscribe: mailbox providers post to it, and people change there what they get.",
                labels: ["leave", "unsubscribe", "preferences"])
        case .media:
            Texts(
                title: "Images", meaning: "Images in mail.", purpose: "the images in mail",
                question: "Names that the images in mail are loaded from, if they have their own?",
                help: "Often the name of a CDN's customer: the images that open with a mail come from there.",
                labels: ["img", "media", "static"])
        }
    }

    /// Roles with equal servers may share an address and port: one web server serves them all.
    package var server: WebRole {
        switch self {
        case .panel, .tracking, .pixel: self
        case .unsubscribe, .media: .tracking
        }
    }

    /// Whether such a name may be internal only; recipients open the others from anywhere.
    package var mayBeInternal: Bool { self == .panel }
}
