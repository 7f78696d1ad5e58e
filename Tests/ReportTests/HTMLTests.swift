import Foundation
import Rules
import TestPeers
import Testing

@testable import Report

@Suite("The page for people", .timeLimit(.minutes(10)))
struct HTMLTests {
    @Test(
        "the W3C's checker accepts it",
        .enabled(if: Program.isInstalled("java") && Checker.isFetched("vnu.jar"), "run Scripts/validators first"))
    func markup() async throws {
        let folder = try TemporaryFolder()
        let both = GoldenTests.run(
            [SampleReports.broken, SampleReports.changed], refusals: [.init(file: "<bad>.yaml", reasons: ["\u{1b}[2J & so on"])])
        let files =
            GoldenTests.reports.map { Checker.golden($0.0, "html") } + [try folder.write(HTMLReport.text(both), to: "both.html")]
        try await Program.run("java", ["-jar", Checker.fetched("vnu.jar"), "--Werror"] + files)
        let bad = try folder.write("<!DOCTYPE html><p aria-nonsense=x>", to: "bad.html")
        await #expect(throws: Program.Failure.self) {
            try await Program.run("java", ["-jar", Checker.fetched("vnu.jar"), "--Werror", bad])
        }
    }

    @Test(
        "its security policy allows its style and its script", .enabled(if: Program.isInstalled("openssl"), "openssl is absent"))
    func hashes() async throws {
        let folder = try TemporaryFolder()
        for (text, hash) in [(HTMLStyle.text, HTMLStyle.hash), (HTMLScript.text, HTMLScript.hash)] {
            let file = try folder.write(text.description, to: "text")
            let digest = try await Checker.shell("openssl dgst -sha256 -binary \"$1\" | base64", file)
            #expect(digest == hash + "\n", "put this into the source")
        }
        let page = HTMLReport.text(GoldenTests.run([]))
        #expect(page.contains("sha256-\(HTMLStyle.hash)&#39;") && page.contains("sha256-\(HTMLScript.hash)&#39;"))
    }

    @Test("it is self-contained, and external text never becomes markup")
    func selfContained() {
        for report in [SampleReports.broken, SampleReports.undetermined, SampleReports.changed] {
            let page = HTMLReport.text(GoldenTests.run([report]))
            for word in ["src=", "url(", "@import", "<link", "<iframe", "javascript:", "<script>alert"] {
                #expect(!page.contains(word), "\(word)")
            }
            #expect(
                page.split(separator: "http").dropFirst().allSatisfy {
                    $0.hasPrefix("://www.w3.org/2000/svg") || $0.hasPrefix("-equiv")
                })
            #expect(!page.unicodeScalars.contains { ($0.value < 0x20 && $0 != "\n") || $0.properties.isBidiControl })
            #expect(page.components(separatedBy: "<script>").count == 2)
        }
    }

    @Test("every link has a target, and anchors are unique")
    func links() {
        let page = HTMLReport.text(GoldenTests.run([SampleReports.broken, SampleReports.broken]))
        let ids = page.components(separatedBy: " id=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
        let targets = page.components(separatedBy: " href=\"#").dropFirst().map { $0.prefix { $0 != "\"" } }
        #expect(Set(ids).count == ids.count)
        #expect(Set(targets).isSubset(of: Set(ids)))
        #expect(targets.contains { $0.hasPrefix("f-") })
    }
}

@Suite("The picture of a deployment", .timeLimit(.minutes(10)))
struct PictureTests {
    private static func states(_ report: Report) -> [String] {
        report.picture.bands.flatMap { band in
            band.names.flatMap { name in
                ["\(band.role) > \(name.text): \(name.state)"]
                    + name.addresses.map { address in
                        "\(name.text) > \(address.text): \(address.state)"
                            + (address.destination.map { ", to \($0.text): \($0.state)" } ?? "")
                    }
            }
        }
    }

    @Test("a ready deployment has no broken edge")
    func ready() {
        #expect(
            Self.states(SampleReports.ready) == [
                "Panel and API > panel.acme.example: good", "panel.acme.example > 203.0.113.10: good",
                "Sender bulk > acme.example: good", "Sender bulk > bounce.acme.example: good",
                "bounce.acme.example > 203.0.113.20: good, to Sender bulk: good", "Sender bulk > mta1.acme.example: good",
                "mta1.acme.example > 203.0.113.20: good",
            ])
        #expect(!PictureDrawing(SampleReports.ready.picture).markup.rendered(.html).contains("✕"))
    }

    @Test("wrong, missing and unknown edges are marked as such")
    func broken() {
        let states = Self.states(SampleReports.broken)
        for expected in [
            "Panel and API > panel.acme.example: warned", "Sender bulk > bounce.acme.example: wrong",
            "panel.acme.example > 10.0.0.10: wrong",
            "panel.acme.example > 203.0.113.10: missing", "panel.acme.example > 10.0.0.10: good",
            "click.acme.example > 203.0.113.11: good", "click.acme.example > 2001:db8::11: missing",
            "bounce.acme.example > 198.51.100.25: wrong, to Somebody else: wrong", "bounce.acme.example > no address: missing",
            "bounce.acme.example > 203.0.113.20: missing, to Sender bulk: missing", "Sender bulk > not learned: unknown",
            "mta2.acme.example > 203.0.113.21: wrong", "no name > 2001:db8::20: missing",
        ] { #expect(states.contains(expected), "\(expected)") }
        let unknown = Self.states(SampleReports.undetermined)
        #expect(
            unknown == [
                "Panel and API > a.example: unknown", "a.example > 203.0.113.10: unknown", "a.example > 2001:db8::10: unknown",
                "Sender bulk > acme.example: good", "Sender bulk > bounce.acme.example: good",
                "bounce.acme.example > 203.0.113.20: unknown, to Sender bulk: unknown", "Sender bulk > not learned: unknown",
                "not learned > 203.0.113.20: unknown",
            ])
    }

    @Test("a name too long for its box is shown with both ends, and in full in its title")
    func long() {
        let drawing = PictureDrawing(SampleReports.broken.picture).markup.rendered(.html)
        #expect(drawing.contains("<title>a-very-long-name-of-a-pixel-host.brand.acme.example (public)</title>"))
        #expect(drawing.contains(">a-very-long-na….acme.example</text>"))
    }
}
