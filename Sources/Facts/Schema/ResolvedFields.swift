package import DNS

/// What one name resolves to. The families stand apart, so that one that could not be had does not hide the other.
package final class ResolvedFields: Sendable {
    package let a = Field<[IPAddress]>("a", .dns, "The IPv4 addresses, aliases followed.")
    package let aaaa = Field<[IPAddress]>("aaaa", .dns, "The IPv6 addresses, aliases followed.")
    package let aSpecial = Field<[TypedObject<SpecialAddressFacts>]>("a_special", .derived, "Those of `a` that are not public.")
    package let aaaaSpecial = Field<[TypedObject<SpecialAddressFacts>]>(
        "aaaa_special", .derived, "Those of `aaaa` that are not public.")
    package let aliases = Field<[String]>("aliases", .dns, "The names that its CNAME records lead through, in order.")
}

/// Facts about something that resolves to addresses.
package protocol ResolvedDeclaration: FactDeclaration {
    var resolved: ResolvedFields { get }
}
