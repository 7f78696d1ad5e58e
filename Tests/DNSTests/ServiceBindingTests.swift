import Testing

@testable import DNS

@Suite("HTTPS and SVCB data", .timeLimit(.minutes(10)))
struct ServiceBindingTests {
    /// RFC 9460 Appendix D, and malformed data.
    @Test("are read as far as they say where clients go")
    func reading() throws {
        let target: [UInt8] = [3] + Array("foo".utf8) + [7] + Array("example".utf8) + [3] + Array("com".utf8) + [0]
        let alias = try #require(ServiceBinding([0, 0] + target))
        #expect(alias.isAlias && alias.target == DomainName("foo.example.com") && alias.hints.isEmpty)
        let port = try #require(ServiceBinding([0, 16] + target + [0, 3, 0, 2, 0, 53]))
        #expect(port.priority == 16 && port.port == 53 && !port.isAlias)
        let hints = try #require(ServiceBinding([0, 1, 0, 0, 4, 0, 8, 192, 0, 2, 1, 192, 0, 2, 2]))
        #expect(hints.target.isRoot && hints.hints.map(\.description) == ["192.0.2.1", "192.0.2.2"])
        let six: [UInt8] = [0x20, 0x01, 0x0d, 0xb8] + Array(repeating: 0, count: 11) + [1]
        #expect(ServiceBinding([0, 1, 0, 0, 6, 0, 16] + six)?.hints.map(\.description) == ["2001:db8::1"])
        for broken: [UInt8] in [
            [], [0], [0, 1, 3, 1], [0, 1, 0, 0, 4, 0, 3, 1, 2, 3], [0, 1, 0, 0, 3, 0, 1, 1], [0, 1, 0, 0, 4],
        ] {
            #expect(ServiceBinding(broken) == nil, "\(broken)")
        }
        #expect(ServiceBinding([0, 1, 0, 0x12, 0x34, 0, 1, 9]) != nil, "unknown keys are passed over")
        let mandatory: [UInt8] = [0, 1, 0, 0, 0, 0, 2]
        #expect(ServiceBinding(mandatory + [0, 1])?.isIgnored == false)
        #expect(ServiceBinding(mandatory + [0x12, 0x34])?.isIgnored == true, "nobody can use it")
        #expect(ServiceBinding([0, 1, 0, 0, 0, 0, 1, 0]) == nil)
        #expect(ServiceBinding([0, 0, 0])?.deniesService == true && !alias.deniesService)
    }

    @Test("stand at the host for port 443, and at a name made of the port otherwise")
    func names() throws {
        let host = try #require(DomainName("a.example"))
        #expect(ServiceBinding.httpsName(of: host, port: 443) == host)
        #expect(ServiceBinding.httpsName(of: host, port: 8443)?.text == "_8443._https.a.example")
    }
}
