/// Every type, field and subject kind that rules can use, collected from the declarations: the basis of the rule checker,
/// the reader of fact files and the documentation.
package struct FactSchema: Sendable {
    package let root: ObjectType
    package let kinds: [SubjectKind]
    private let typesByName: [String: ObjectType]
    private let kindsByName: [String: SubjectKind]

    /// The types are those of the kinds' subjects, and of the objects in their fields.
    package init(kinds: [SubjectKind]) {
        self.kinds = kinds
        root = ObjectType("Facts", "All facts of an audit.", kinds.map(\.rootField))
        kindsByName = Dictionary(kinds.map { ($0.name, $0) }) { first, _ in first }
        var types: [String: ObjectType] = [:]
        var open = [root]
        while let type = open.popLast() {
            guard types.updateValue(type, forKey: type.name) == nil else { continue }
            open += type.fields.compactMap(\.objectType)
        }
        typesByName = types
    }

    package func type(_ name: String) -> ObjectType? { typesByName[name] }
    package func kind(_ name: String) -> SubjectKind? { kindsByName[name] }
    package var types: [ObjectType] { typesByName.values.sorted { $0.name < $1.name } }

    /// The subject kinds of this version, in documentation order.
    private static let subjects: [any SubjectDeclaration.Type] = [
        DeploymentFacts.self, RoleDecisionFacts.self, ResolverFacts.self, NameFacts.self, ZoneFacts.self,
        OrganizationFacts.self, WebNameFacts.self,
        MailDomainFacts.self, ExchangeHostFacts.self, ReturnPathFacts.self, SendingAddressFacts.self, SPFDomainFacts.self,
        MailPathFacts.self, WebHostFacts.self, RecordFacts.self, ListenerFacts.self, AddressClaimFacts.self,
        BalancerFacts.self, PlatformSettingFacts.self, HELOFacts.self, InternalZoneFacts.self, SMTPEndpointFacts.self,
        TLSEndpointFacts.self, BlockListFacts.self, ListingFacts.self, DKIMKeyFacts.self, SPFIncludeFacts.self,
        DomainOverviewFacts.self,
    ]

    /// The schema of this version.
    package static let current = FactSchema(kinds: subjects.map { $0.kind })
}

extension ObjectType {
    /// The type of the root object: one field per subject kind.
    package static var facts: ObjectType { FactSchema.current.root }
}
