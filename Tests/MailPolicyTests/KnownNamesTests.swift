import DNS
import Testing

@testable import MailPolicy

@Suite("Mail operators by host names", .timeLimit(.minutes(10)))
struct KnownNamesTests {
    @Test("an operator is found by the longest known domain")
    func operators() throws {
        let name = { (host: String) in DomainName(host).flatMap(MailOperators.name) }
        #expect(name("ASPMX.L.Google.com") == "Google")
        #expect(name("acme-example.mail.protection.outlook.com") == "Microsoft 365")
        #expect(name("outlook-com.olc.protection.outlook.com") == "Outlook.com")
        #expect(name("mx.acme.example") == nil && name("notgoogle.com") == nil)
    }

    @Test("every selector is a label, and is listed once")
    func selectors() {
        let all = KnownSelectors.all
        #expect(Set(all.map(\.selector)).count == all.count && all.count > 40)
        for entry in all {
            let isLabel = entry.selector.utf8.allSatisfy {
                ($0 >= 0x61 && $0 <= 0x7a) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2d
            }
            #expect(isLabel, "\(entry.selector)")
        }
        #expect(all.first { $0.selector == "google" }?.platforms == ["Google Workspace"])
    }

    @Test("the tags of a DMARC record in force, defaults included")
    func tags() throws {
        let tags = { (text: String) in
            (DMARCRecord(text)?.effectiveTags ?? []).map { "\($0.name)=\($0.value)\($0.isDefault ? "*" : "")" }.joined(
                separator: " ")
        }
        #expect(tags("v=DMARC1; p=reject") == "p=reject sp=reject* np=reject* t=n* psd=u* adkim=r* aspf=r* fo=0*")
        #expect(
            tags("v=DMARC1; p=quarantine; sp=none; t=y; aspf=s; fo=1; ruf=mailto:f@a.example; pct=50")
                == "p=quarantine sp=none np=none* t=y psd=u* adkim=r* aspf=s fo=1 ruf=mailto:f@a.example pct=50")
        // Illegal, but with a valid address for reports: every policy counts as none.
        #expect(tags("v=DMARC1; p=rejct; rua=mailto:d@a.example").hasPrefix("p=none* sp=none* np=none* "))
        // Without one, the record does not count at all.
        #expect(tags("v=DMARC1; p=rejct") == "")
    }
}
