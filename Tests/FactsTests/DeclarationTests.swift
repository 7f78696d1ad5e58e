import DNS
import Deployment
import MailPolicy
import Testing

@testable import Facts

@Suite("Facts are declared once", .timeLimit(.minutes(10)))
struct DeclarationTests {
    /// One field of each sort.
    private final class Sample: FactDeclaration {
        static let declared = Declared("Sample", "Of everything.", Sample())

        let first = Given<Int>("first", "A number.")
        let second = Field<DMARCRequest?>("second", .dns, "A word, or none.")
        let shared = ResolvedFields()
        let last = Field<[ViewName]>("last", .derived, "Words.")
    }

    @Test("the type has the fields in the order of the declaration, those of a group in its place")
    func order() {
        let type = Sample.declared.type
        #expect(type.fields.map(\.name) == ["first", "second", "a", "aaaa", "a_special", "aaaa_special", "aliases", "last"])
        #expect(type.fields.map(\.source) == [.config, .dns, .dns, .dns, .derived, .derived, .dns, .derived])
        #expect(type.field("second")?.isOptional == true)
        #expect(type.field("second")?.allowedValues == ["none", "quarantine", "reject"])
        #expect(type.field("last")?.type == .list(.string))
        #expect(type.field("last")?.allowedValues == ["public", "internal", "authoritative"])
    }

    @Test("a field reads back in each of the three states")
    func states() {
        var object = TypedObject<Sample>()
        #expect(object[\.first] == nil)
        #expect(object[\.second] == .unknown(Unknown(.notProbed)))
        object.set(\.first, 7)
        object.set(\.second, .quarantine, from: [3])
        object.set(\.shared.a, [IPAddress(family: .ipv4, number: 1)])
        object.set(\.last, [.internal])
        #expect(object[\.first] == 7)
        #expect(object[\.second] == .known(.quarantine))
        #expect(object.sources(of: \.second) == [3])
        #expect(object.object["second"] == .string("quarantine"))
        #expect(object.object["last"] == .list([.string("internal")]))
        object.set(\.second, nil)
        #expect(object[\.second] == .known(nil))
        #expect(object.object["second"] == .absent)
        let unknown = Unknown(.timeout)
        object.set(unknown: unknown, \.second, \.shared.a, from: [1, 2])
        #expect(object[\.second].unknown == unknown)
        #expect(object[\.shared.a].unknown == unknown)
        #expect(object.sources(of: \.shared.a) == [1, 2])
    }

    @Test("an object of another type is refused")
    func otherType() {
        #expect(TypedObject<Sample>(FactObject(WebNameFacts.declared.type)) == nil)
        #expect(TypedObject<WebNameFacts>(FactObject(WebNameFacts.declared.type)) != nil)
    }

    @Test("a field with a word of another version is unknown")
    func foreignWord() {
        let object = FactObject(Sample.declared.type).setting("second", .string("shrug"))
        #expect(TypedObject<Sample>(object)?[\.second].unknown != nil)
    }

    @Test("no two cases of a set have the same word")
    func words() {
        for type in FactSchema.current.types {
            for field in type.fields { #expect(Set(field.allowedValues).count == field.allowedValues.count, "\(field.name)") }
        }
    }
}

@Suite("Keys of subjects never change", .timeLimit(.minutes(10)))
struct SubjectKeyTests {
    private static func name(_ text: String) throws -> DomainName {
        let name: DomainName? = DomainName(text)
        return try #require(name)
    }

    @Test("every kind's key, byte for byte")
    func keys() throws {
        let (name, address) = (try Self.name("Panel.acme.example"), IPAddress(family: .ipv4, number: 0xcb00_710a))
        let endpoint = Endpoint(address: address, port: 443)
        let file = """
            version: 1
            name: t
            scheme: direct
            senders: [{ name: bulk, addresses: [203.0.113.10], from: [A.example], mail-from: [b.example] }]
            """
        let deployment = try DeploymentFile.parse(text: file, file: "t.yaml", folder: "/").deployment
        let path = try #require(Plan(deployment).paths.first)
        let keys: [(SubjectKey, String)] = [
            (.deployment("acme"), "acme"), (.question(.mailFrom, sender: "bulk"), "bulk/mail-from"),
            (.question(.trackingOrPixel, sender: nil), "tracking-or-pixel"),
            (.resolver(endpoint, .internal), "203.0.113.10:443/internal"), (.name(name, .public), "panel.acme.example/public"),
            (.zone(try Self.name("acme.example")), "acme.example/authoritative"),
            (.webName(.panel, name, .public), "panel/panel.acme.example/public"),
            (.webHost(.pixel, name), "pixel/panel.acme.example"),
            (.mailDomain(name, .internal), "panel.acme.example/internal"),
            (.exchangeHost(domain: name, host: try Self.name("MX.example"), .public), "panel.acme.example/mx.example/public"),
            (.returnPath(sender: "bulk", name, .public), "bulk/panel.acme.example/public"),
            (.sendingAddress(sender: "bulk", address), "bulk/203.0.113.10"),
            (.dkimKey(try Self.name("s1._domainkey.acme.example")), "s1._domainkey.acme.example"),
            (.mailPath(path), "bulk/203.0.113.10/a.example/b.example"),
            (.announcement(sender: "bulk", address, name: name), "bulk/203.0.113.10/panel.acme.example"),
            (.announcement(sender: "bulk", address, name: nil), "bulk/203.0.113.10/ptr"),
            (.internalZone(name), "panel.acme.example/internal"),
            (.record(owner: name, .mx, .public), "panel.acme.example MX/public"),
            (.listener(endpoint), "203.0.113.10:443"), (.addressClaim(address), "203.0.113.10"), (.balancer, "balancer"),
            (.platformSetting("WEBCONTROL_HOSTNAME"), "WEBCONTROL_HOSTNAME"), (.blockList("bl.test"), "bl.test"),
            (.listing(list: "bl.test", target: "203.0.113.10"), "bl.test/203.0.113.10"),
            (
                .smtpEndpoint(domain: try Self.name("acme.example"), host: try Self.name("mx.example"), address, .public),
                "acme.example/mx.example/203.0.113.10/public"
            ),
            (
                .tlsEndpoint(.web(.panel), name: "panel.acme.example", endpoint, .public),
                "panel/panel.acme.example:443/203.0.113.10/public"
            ),
            (.tlsEndpoint(.mailExchanger, name: "mx.example", endpoint, .public), "mx/mx.example:443/203.0.113.10/public"),
        ]
        for (key, text) in keys { #expect(key.text == text) }
    }
}
