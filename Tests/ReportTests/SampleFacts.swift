import DNS
import Facts

/// The facts behind the fixed reports: what their pictures show.
enum SampleFacts {
    static let ready = root(
        web: [web("panel", "panel.acme.example", expected: ["203.0.113.10"], a: ["203.0.113.10"])],
        returns: [returnPath(routes: [route("mta1.acme.example.", ["203.0.113.20"])])],
        sending: [sending("203.0.113.20", pointers: [("mta1.acme.example", ["203.0.113.20"])])])

    /// Everything that can be wrong: another address, none, bounces that go elsewhere, PTR names that lead elsewhere or lack.
    static let broken = root(
        web: [
            web("panel", "panel.acme.example", expected: ["203.0.113.10"], a: ["10.0.0.10"]),
            web("panel", "panel.acme.example", view: "internal", expected: ["10.0.0.10"], a: ["10.0.0.10"]),
            web("tracking", "click.acme.example", expected: ["203.0.113.11", "2001:db8::11"], a: ["203.0.113.11"]),
            web("pixel", "a-very-long-name-of-a-pixel-host.brand.acme.example", expected: ["203.0.113.12"], a: []),
        ],
        returns: [
            returnPath(routes: [route("mail.office.example.", ["198.51.100.25"]), route("<script>.example.", [])])
        ],
        sending: [
            sending("203.0.113.20", pointers: nil), sending("203.0.113.21", pointers: [("mta2.acme.example", ["203.0.113.99"])]),
            sending("2001:db8::20", pointers: []),
        ])

    static let undetermined = root(
        web: [web("panel", "a.example", expected: ["203.0.113.10", "2001:db8::10"], a: nil)],
        returns: [returnPath(routes: nil)], sending: [sending("203.0.113.20", pointers: nil)])

    private static func root(web: [FactObject], returns: [FactObject], sending: [FactObject]) -> FactObject {
        let path = FactObject(.mailPath).setting("sender", .string("bulk")).setting("from", .string("acme.example"))
        return FactObject(.facts).setting("web_names", .objects(web)).setting("return_paths", .objects(returns))
            .setting("sending_addresses", .objects(sending)).setting("paths", .objects([path]))
    }

    private static func addresses(_ texts: [String]?) -> FactValue {
        texts.map { .addresses($0.compactMap { IPAddress($0) }) } ?? .unknown(Unknown(.timeout))
    }

    private static func web(
        _ role: String, _ name: String, view: String = "public", expected: [String], a: [String]?
    ) -> FactObject {
        FactObject(.webName).setting("role", .string(role)).setting("name", .string(name)).setting("view", .string(view))
            .setting("must_resolve", .boolean(true)).setting("expected", addresses(expected)).setting("a", addresses(a))
            .setting("aaaa", addresses(a == nil ? nil : []))
    }

    private static func route(_ exchange: String, _ addresses: [String]) -> FactObject {
        FactObject(.route).setting("exchange", .string(exchange)).setting("implicit", .boolean(false))
            .setting("a", Self.addresses(addresses)).setting("aaaa", Self.addresses([]))
    }

    private static func returnPath(routes: [FactObject]?) -> FactObject {
        FactObject(.returnPath).setting("sender", .string("bulk")).setting("domain", .string("bounce.acme.example"))
            .setting("view", .string("public")).setting("destination", .string("sender"))
            .setting("expected", addresses(["203.0.113.20"]))
            .setting("routes", routes.map { .objects($0) } ?? .unknown(Unknown(.timeout)))
    }

    private static func sending(_ address: String, pointers: [(String, [String])]?) -> FactObject {
        let names = pointers.map { pointers in
            FactValue.objects(
                pointers.map { FactObject(.pointerName).setting("name", .string($0.0)).setting("addresses", addresses($0.1)) })
        }
        let object = FactObject(.sendingAddress).setting("sender", .string("bulk"))
        return (IPAddress(address).map { object.setting("address", .address($0)) } ?? object)
            .setting("ptr", names ?? .unknown(Unknown(.timeout)))
    }
}
