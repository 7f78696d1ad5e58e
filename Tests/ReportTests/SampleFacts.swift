import DNS
import Deployment
import Facts

/// The facts behind the fixed reports: the content of their pictures.
enum SampleFacts {
    static let ready = root(
        web: [web(.panel, "panel.acme.example", expected: ["203.0.113.10"], a: ["203.0.113.10"])],
        returns: [returnPath(routes: [route("mta1.acme.example.", ["203.0.113.20"])])],
        sending: [sending("203.0.113.20", pointers: [("mta1.acme.example", ["203.0.113.20"])])])

    /// All kinds of problems: a wrong address, none, bounces that go elsewhere, PTR names that lead elsewhere or are
    /// missing.
    static let broken = root(
        web: [
            web(.panel, "panel.acme.example", expected: ["203.0.113.10"], a: ["10.0.0.10"]),
            web(.panel, "panel.acme.example", view: .internal, expected: ["10.0.0.10"], a: ["10.0.0.10"]),
            web(.tracking, "click.acme.example", expected: ["203.0.113.11", "2001:db8::11"], a: ["203.0.113.11"]),
            web(.pixel, "a-very-long-name-of-a-pixel-host.brand.acme.example", expected: ["203.0.113.12"], a: []),
        ],
        returns: [
            returnPath(routes: [route("mail.office.example.", ["198.51.100.25"]), route("<script>.example.", [])])
        ],
        sending: [
            sending("203.0.113.20", pointers: nil), sending("203.0.113.21", pointers: [("mta2.acme.example", ["203.0.113.99"])]),
            sending("2001:db8::20", pointers: []),
        ])

    static let undetermined = root(
        web: [web(.panel, "a.example", expected: ["203.0.113.10", "2001:db8::10"], a: nil)],
        returns: [returnPath(routes: nil)], sending: [sending("203.0.113.20", pointers: nil)])

    private static func root(
        web: [TypedObject<WebNameFacts>], returns: [TypedObject<ReturnPathFacts>], sending: [TypedObject<SendingAddressFacts>]
    ) -> FactObject {
        let path = TypedObject<MailPathFacts> {
            $0.set(\.sender, "bulk")
            $0.set(\.from, "acme.example")
        }
        return FactObject(.facts).setting(web).setting(returns).setting(sending).setting([path])
    }

    private static func addresses(_ texts: [String]) -> [IPAddress] { texts.compactMap { IPAddress($0) } }

    private static func learned(_ texts: [String]?) -> Learned<[IPAddress]> {
        texts.map { .known(addresses($0)) } ?? .unknown(Unknown(.timeout))
    }

    private static func web(
        _ role: WebRole, _ name: String, view: ViewName = .public, expected: [String], a: [String]?
    ) -> TypedObject<WebNameFacts> {
        TypedObject {
            $0.set(\.role, role)
            $0.set(\.name, name)
            $0.set(\.view, view)
            $0.set(\.mustResolve, true)
            $0.set(\.expected, addresses(expected))
            $0.set(\.resolved.a, learned(a))
            $0.set(\.resolved.aaaa, learned(a == nil ? nil : []))
        }
    }

    private static func route(_ exchange: String, _ addresses: [String]) -> TypedObject<RouteFacts> {
        TypedObject {
            $0.set(\.exchange, exchange)
            $0.set(\.implicit, false)
            $0.set(\.resolved.a, learned(addresses))
            $0.set(\.resolved.aaaa, [])
        }
    }

    private static func returnPath(routes: [TypedObject<RouteFacts>]?) -> TypedObject<ReturnPathFacts> {
        TypedObject {
            $0.set(\.sender, "bulk")
            $0.set(\.domain, "bounce.acme.example")
            $0.set(\.view, .public)
            $0.set(\.destination, .sender)
            $0.set(\.expected, addresses(["203.0.113.20"]))
            $0.set(\.routes, routes.map { .known($0) } ?? .unknown(Unknown(.timeout)))
        }
    }

    private static func sending(_ address: String, pointers: [(String, [String])]?) -> TypedObject<SendingAddressFacts> {
        let names = pointers.map { pointers in
            pointers.map { name, addresses in
                TypedObject<PointerNameFacts> {
                    $0.set(\.name, name)
                    $0.set(\.addresses, learned(addresses))
                }
            }
        }
        return TypedObject {
            $0.set(\.sender, "bulk")
            if let address = IPAddress(address) { $0.set(\.address, address) }
            $0.set(\.ptr, names.map { .known($0) } ?? .unknown(Unknown(.timeout)))
        }
    }
}
