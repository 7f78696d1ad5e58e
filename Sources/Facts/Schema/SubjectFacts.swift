package import DNS
package import Deployment

/// The identity of a finding's subject, common to all subject types: the key in reports, waivers and dashboards.
package final class SubjectFacts: FactDeclaration {
    package static let declared = Declared("Subject", "The identity of a finding's subject.", SubjectFacts())

    package let key = Given<String>("key", "Unique among the subjects of its kind, and stable.")
    package let role = Given<SubjectRole?>("role", "Its role: panel, mail-from, …")
    package let name = Given<String?>("name", "The name that it is about.")
    package let view = Given<ViewName?>("view", "The view that it was seen in.")
    package let address = Given<IPAddress?>("address", "The address that it is about.")
    package let sender = Given<String?>("sender", "The sender that it belongs to.")
}

extension SubjectFacts {
    /// The field `subject`, which every subject has.
    package static var field: Given<TypedObject<SubjectFacts>> { Given("subject", "Its identity.") }
}
