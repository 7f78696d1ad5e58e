package import DNS

package final class HELOFacts: SubjectDeclaration, ResolvedDeclaration {
    package static let declared = Declared("HELO", "A name that is announced from a sending address.", HELOFacts())
    package static let kind = SubjectKind(
        "helo", variable: "helo", HELOFacts.self, in: "helos", .dns, "a name that is announced from a sending address",
        all: "Names that are announced, by sending address.")

    package let subject = SubjectFacts.field
    package let sender = Given<String>("sender", "The sender.")
    package let address = Given<IPAddress>("address", "The sending address as receivers see it.")
    package let mode = Given<AnnouncedBy>("mode", "Where the name comes from.")
    package let name = Field<String>("name", .dns, "The announced name.")
    package let qualified = Field<Bool>("qualified", .derived, "It is a fully qualified name of the public name space.")
    package let ptr = Field<[String]>("ptr", .dns, "The PTR names of the address.")
    package let others = Field<[IPAddress]>("others", .derived, "The other addresses from which the same name is announced.")
    package let unplanned = Field<[IPAddress]>(
        "unplanned", .derived,
        "Addresses of it, and of the address's PTR names, that the deployment file does not name; names of the platform and From domains are left out."
    )
    package let resolved = ResolvedFields()
}

package final class InternalZoneFacts: SubjectDeclaration {
    package static let declared = Declared(
        "InternalZone", "A zone of the internal view that replaces a public one.", InternalZoneFacts())
    package static let kind = SubjectKind(
        "internal_zone", variable: "inside", InternalZoneFacts.self, in: "internal_zones", .dns,
        "a zone of the internal view that replaces a public one",
        all: "Zones of the internal view that replace public ones.", needs: [.internalView])

    package let subject = SubjectFacts.field
    package let zone = Field<String>("zone", .dns, "Its name.")
    package let missing = Field<[String]>("missing", .dns, "Names and types that the public view has and this zone lacks.")
}
