package import Foundation

/// Third-party conformance data outside the repository: in the folder in `SENDREADY_SUITES`, or next to the repository.
package enum ConformanceData {
    private static let environment = ProcessInfo.processInfo.environment
    private static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    package static func file(_ name: String) -> URL {
        (environment["SENDREADY_SUITES"].map { URL(filePath: $0) } ?? package.appending(path: "../shared/suites"))
            .appending(path: "\(name).json")
    }

    /// Whether a suite runs: its data is present, or nothing may be skipped (`SENDREADY_NO_SKIP=1`), in which case it fails
    /// without.
    package static func isExpected(_ names: [String]) -> Bool {
        environment["SENDREADY_NO_SKIP"] == "1" || names.allSatisfy { FileManager.default.fileExists(atPath: file($0).path) }
    }

    package static func isExpected(_ name: String) -> Bool { isExpected([name]) }

    /// Why a suite is skipped.
    package static let absence: String = "its data is absent; SENDREADY_SUITES names its folder"

    package static func load<Content: Decodable>(_ name: String, as _: Content.Type) throws -> Content {
        try JSONDecoder().decode(Content.self, from: Data(contentsOf: file(name)))
    }
}
