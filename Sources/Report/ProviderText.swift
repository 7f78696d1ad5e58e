import Rules

/// The mailbox providers in the text report: a line for each, and one for each path with another result.
struct ProviderText {
    let providers: [ProviderReadiness]
    let style: TextStyle
    let layout: TextLayout

    var lines: [String] {
        guard !providers.isEmpty else { return [] }
        var lines = ["", style(layout.heading("Mailbox providers"), .bold)]
        for same in Self.folded(providers) {
            let provider = same[0]
            let names = same.map { printable($0.profile) }
            lines +=
                [""] + line("  \(names.joined(separator: ", ")): ", provider.verdict, provider.failing, provider.undetermined)
            let ways = Self.folded(provider.paths)
            guard ways.count > 1 else { continue }
            let longest = ways.map(\.count).max()
            for paths in ways {
                let path = paths[0]
                // The most common result of the paths is shown as the rule, and the others by name.
                let others = provider.paths.count - paths.count
                let keys =
                    paths.count > Self.mostWays && paths.count == longest
                    ? "all ways but \(others)" : Self.listed(paths.map { printable($0.key) })
                lines += line("    \(keys): ", path.verdict, path.failing, path.undetermined)
            }
        }
        return lines
    }

    private static let mostWays = 6

    /// Providers with the same results for all paths are combined, in the order of the first.
    static func folded(_ providers: [ProviderReadiness]) -> [[ProviderReadiness]] {
        providers.grouped { ProviderKey(verdict: $0.verdict, paths: $0.paths) }
    }

    private struct ProviderKey: Hashable {
        let verdict: Verdict
        let paths: [ProviderReadiness.Path]
    }

    /// Paths with the same result are combined, in the order of the first.
    static func folded(_ paths: [ProviderReadiness.Path]) -> [[ProviderReadiness.Path]] {
        paths.grouped { [$0.failing, $0.undetermined] }
    }

    private func line(_ start: String, _ verdict: Verdict, _ failing: [String], _ undetermined: [String]) -> [String] {
        // A verdict that already says so needs no second word for it.
        let word = verdict == .undetermined && failing.isEmpty ? "" : "undetermined: "
        let parts = [Self.listed(failing)] + (undetermined.isEmpty ? [] : [word + Self.listed(undetermined)])
        let reasons = parts.filter { !$0.isEmpty }.joined(separator: "; ")
        let indent = String(start.prefix { $0 == " " })
        let text = start.dropFirst(indent.count) + verdict.words + (reasons.isEmpty ? "" : ": " + reasons)
        return layout.wrapped(String(text), first: indent, rest: indent + "    ")
            .map { $0.replacing(": \(verdict.words)", with: ": " + style(verdict.words, verdict.emphasis), maxReplacements: 1) }
    }

    /// As many as a reader can take in; the JSON report has all.
    private static func listed(_ texts: [String]) -> String {
        let most = 5
        let more = texts.count > most + 1 ? " and \(texts.count - most) more" : ""
        return texts.prefix(more.isEmpty ? texts.count : most).joined(separator: ", ") + more
    }
}

extension Verdict {
    /// `not ready`
    var words: String { phrase.lowercased() }

    var emphasis: TextStyle.Emphasis {
        switch self {
        case .ready: .green
        case .warnings: .yellow
        case .notReady: .red
        case .undetermined: .magenta
        }
    }
}
