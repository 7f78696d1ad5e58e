import DNS
import LDNSCodec
import Testing

@Suite("Zone files", .timeLimit(.minutes(10)))
struct ZoneFileTests {
    private let origin = DomainName("example.com") ?? .root

    @Test("directives, parentheses, comments and relative names are read")
    func reading() throws {
        let text = """
            $TTL 300
            @   IN SOA ns hostmaster ( 2026 ; serial
                  7200 3600 1209600 60 )
                IN NS ns
            $ORIGIN sub.example.com.
            www 60 IN A 192.0.2.1
            txt IN TXT ( "v=DKIM1; k=rsa; "
                         "p=abc" )
            """
        let records = try ZoneFile(parsing: text, origin: origin).records
        #expect(records.map(\.name.text) == ["example.com", "example.com", "www.sub.example.com", "txt.sub.example.com"])
        #expect(records.map(\.ttl) == [300, 300, 60, 300])
        #expect(records.last?.data.joinedText == "v=DKIM1; k=rsa; p=abc")
        guard case .startOfAuthority(let soa)? = records.first?.data else {
            Issue.record("no SOA")
            return
        }
        #expect(soa.mailbox.text == "hostmaster.example.com" && soa.minimum == 60)
    }

    @Test("an error gives the file and the line")
    func errors() {
        let error = #expect(throws: ZoneFileError.self) {
            try ZoneFile(parsing: "a IN A 192.0.2.1\n\nb IN A not-an-address\n", file: "demo.zone", origin: origin)
        }
        #expect(error?.description.hasPrefix("demo.zone:3: ") == true, "\(error?.description ?? "")")
    }

    @Test("$INCLUDE, a zero octet and a missing file are errors")
    func refusals() {
        #expect(throws: ZoneFileError.self) { try ZoneFile(parsing: "$INCLUDE /etc/passwd\n", origin: origin) }
        #expect(throws: ZoneFileError(file: "zone", line: 2, reason: "a zero octet")) {
            try ZoneFile(parsing: "a IN A 192.0.2.1\n\0", origin: origin)
        }
        #expect(throws: ZoneFileError(file: "/nonexistent/z", line: 0, reason: "No such file or directory")) {
            try ZoneFile(contentsOf: "/nonexistent/z")
        }
    }

    @Test("an empty file has no records")
    func empty() throws {
        #expect(try ZoneFile(parsing: "", origin: origin).records.isEmpty)
        #expect(try ZoneFile(parsing: "; only a comment", origin: origin).records.isEmpty)
    }

    @Test("one line makes one record, anything else is an error")
    func oneLine() throws {
        let record = try Record(zoneLine: "www 60 IN MX 10 mail", origin: origin)
        #expect(record.data == .mailExchange(preference: 10, exchange: try #require(DomainName("mail.example.com"))))
        #expect(throws: ZoneFileError.self) { try Record(zoneLine: "") }
        #expect(throws: ZoneFileError.self) { try Record(zoneLine: "a. IN A 192.0.2.1\nb. IN A 192.0.2.1") }
    }
}
