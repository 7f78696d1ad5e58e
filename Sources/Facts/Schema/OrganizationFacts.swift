package import Deployment

package final class OrganizationFacts: SubjectDeclaration {
    package static let declared = Declared(
        "Organization", "The domain of an organization, at or below which names of the deployment lie.", OrganizationFacts())
    package static let kind = SubjectKind(
        "organization", variable: "organization", OrganizationFacts.self, in: "organizations", .dns,
        "an organization's domain, at or below which names of the deployment lie",
        all: "Organizations' domains that names of the deployment lie in.", concernsEveryLookup: true)

    package let subject = SubjectFacts.field
    package let name = Given<String>("name", "The domain.")
    package let view = Given<ViewName>("view", "The view that it was seen from.")
    package let names = Given<[String]>("names", "The names of the deployment at and below it.")
    package let exists = Field<Bool>("exists", .dns, "There is something at it or below it.")
}
