import ArgumentParser
import Deployment
import LDNSCodec
import Report
import Survey

/// Records that count as published.
struct OverlayOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Zone file whose records count as published; may be repeated.",
            discussion: "internal=FILE is for the internal view, FILE or public=FILE for the public one.",
            valueName: "[view=]file"))
    var overlay: [String] = []

    /// The overlays by view.
    func overlays() throws(CommandFailure) -> [String: Overlay] {
        var files: [ViewName: [String]] = [:]
        for text in overlay {
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            if parts.count == 2, let view = ViewName(rawValue: parts[0]), view != .authoritative {
                files[view, default: []].append(parts[1])
            } else {
                files[.public, default: []].append(text)
            }
        }
        var overlays: [String: Overlay] = [:]
        for (view, paths) in files {
            do {
                overlays[view.rawValue] = Overlay(try paths.flatMap { try ZoneFile(contentsOf: $0).records })
            } catch {
                throw CommandFailure(.refused, "--overlay: \(error)")
            }
        }
        return overlays
    }
}
