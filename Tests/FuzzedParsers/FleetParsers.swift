import Deployment
import Fleet
import Glibc
import StrictYAML

extension FuzzedParser {
    /// The lines of a fleet, its template, and what a run before has answered.
    static let fleets: [FuzzedParser] = [
        text("fleet", jsonTokens + csvTokens) { text in
            let octets = Array(text.utf8)
            for hasTemplate in [true, false] {
                let whole = readings(of: [octets], hasTemplate: hasTemplate)
                guard whole == readings(of: octets.map { [$0] }, hasTemplate: hasTemplate) else {
                    return "octets that come one by one say something else"
                }
                let lines = octets.count { $0 == 0x0a } + 1
                let keys = whole.compactMap { try? $0.get() }
                if let stray = keys.first(where: { !(1...lines).contains($0.line) || $0.key.isEmpty }) {
                    return "the key '\(stray.key)' in line \(stray.line) of \(lines)"
                }
            }
            return nil
        },
        text(
            "template",
            yamlTokens + ["${key}", "${domain}", "${resolver}", "version: 1\n", "scheme: direct\n", "from: [${domain}]"]
        ) { text in
            let path = "/dev/shm/sendready-fuzz-\(getpid()).yaml"
            guard write(Array(text.utf8), to: path) else { return "cannot write \(path)" }
            defer { unlink(path) }
            for values in [["key": "k", "domain": "acme.example", "resolver": "192.0.2.53"], ["key": "k: [", "domain": "a\nb"]] {
                guard let template = try? DeploymentTemplate(path: path) else { return nil }
                let made = try? template.deployment(values)
                if made != nil, !template.names.isSubset(of: values.keys) { return "made of fewer values than it names" }
            }
            return nil
        },
        text(
            "answered",
            jsonTokens + ["{\"type\":\"report\",\"run\":\"r\",\"key\":\"k\"}\n", "\"type\":\"end\"", "\"line\":1", "\n"]
        ) { text in
            let octets = Array(text.utf8)
            var whole = AnsweredLines(run: "r")
            whole.read(octets)
            var single = AnsweredLines(run: "r")
            for octet in octets { single.read([octet]) }
            guard whole.count == single.count, whole.wholeLength == single.wholeLength else {
                return "octets that come one by one say something else"
            }
            let end = whole.wholeLength
            return end == 0 || end <= octets.count && octets[end - 1] == 0x0a ? nil : "cuts a line at \(end)"
        },
    ]

    private static func readings(of pieces: [[UInt8]], hasTemplate: Bool) -> [FleetInput.Reading] {
        var splitter = LineSplitter()
        var input = FleetInput(hasTemplate: hasTemplate)
        var lines = pieces.flatMap { splitter.append($0) }
        if let last = splitter.finish() { lines.append(last) }
        return lines.compactMap { input.read($0) } + (input.finish().map { [$0] } ?? [])
    }

    private static let csvTokens = [
        "key,domain,resolver\n", "k1,acme.example,192.0.2.53\n", "\"a,b\"", "\"\"", "\"", ",", "\r\n", "\n",
        "{\"key\":\"k\",\"file\":\"a.yaml\"}\n",
        "{\"key\":\"k\",\"values\":{\"domain\":\"a.example\"}}\n", "\"deployment\"", "\"values\"", "a.yaml\n", "\u{feff}",
    ]
}
