import Foundation
import TestPeers
import Testing

private let mustNotSkip = ProcessInfo.processInfo.environment["SENDREADY_NO_SKIP"] == "1"

@Suite("Nothing is skipped with SENDREADY_NO_SKIP", .timeLimit(.minutes(10)))
struct InstalledPeersTests {
    @Test(
        "every server that tests need is installed",
        .enabled(if: mustNotSkip, "SENDREADY_NO_SKIP is not set: tests without their servers are skipped"),
        arguments: [
            "openssl", "nginx", "exim4",
            "nsd", "unbound", "ldns-signzone", "ldns-keygen", "promtool", "xmllint", "cmark-gfm", "sqlite3", "perl", "java",
            "named-checkzone", "faketime",
        ])
    func installed(_ program: String) {
        #expect(Program.isInstalled(program))
    }

    @Test(
        "name servers can use port 53 of loopback addresses",
        .enabled(if: mustNotSkip, "SENDREADY_NO_SKIP is not set: tests without the test world are skipped"))
    func world() {
        #expect(DNSWorld.isPossible)
    }

    @Test(
        "mail and web servers can use their standard ports",
        .enabled(if: mustNotSkip, "SENDREADY_NO_SKIP is not set: tests without these ports are skipped"),
        arguments: [25, 80, 443] as [UInt16])
    func ports(_ port: UInt16) {
        #expect(Loopback.mayListen(on: port))
    }
}
