extension ObjectType {
    package static let helo = ObjectType(
        "HELO", "A name that is announced from a sending address.",
        [
            .subject,
            .init("sender", .string, .config, "The sender."),
            .init("address", .address, .config, "The sending address as receivers see it."),
            .init("mode", .string, .config, allowed: ["ptr", "from", "name"], "Where the name comes from."),
            .init("name", .string, .dns, "The announced name."),
            .init("qualified", .boolean, .derived, "It is a fully qualified name of the public name space."),
            .init("ptr", .list(.string), .dns, "The PTR names of the address."),
            .init("others", .list(.address), .derived, "The other addresses from which the same name is announced."),
        ] + ObjectType.Field.resolved)

    package static let internalZone = ObjectType(
        "InternalZone", "A zone that the internal view shows in place of the public one.",
        [
            .subject,
            .init("zone", .string, .dns, "Its name."),
            .init("missing", .list(.string), .dns, "Names and types that the public view has and this zone lacks."),
        ])
}
