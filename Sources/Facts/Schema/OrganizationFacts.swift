package import Deployment

package final class OrganizationFacts: SubjectDeclaration {
    package static let declared = Declared(
        "Organization", "The domain of an organization, at or below which the deployment has names.", OrganizationFacts())
    package static let kind = SubjectKind(
        "organization", variable: "organization", OrganizationFacts.self, in: "organizations", .dns,
        "an organization's domain, at or below which the deployment has names",
        all: "Organizations' domains in which the deployment has names.", concernsEveryLookup: true)

    package let subject = SubjectFacts.field
    package let name = Given<String>("name", "The domain.")
    package let view = Given<ViewName>("view", "The view that it was seen in.")
    package let names = Given<[String]>("names", "The names of the deployment at and below it.")
    package let exists = Field<Bool>("exists", .dns, "There are records at or below it.")
}
