/// The part of the text report about mailbox providers: a line for each, and one for each way that differs from the whole.
struct ProviderText {
    let providers: [ProviderReadiness]
    let style: TextStyle
    let layout: TextLayout

    var lines: [String] {
        guard !providers.isEmpty else { return [] }
        var lines = ["", style(layout.heading("Mailbox providers"), .bold)]
        for (provider, names) in Self.folded(providers) {
            lines +=
                [""] + line("  \(names.joined(separator: ", ")): ", provider.verdict, provider.failing, provider.undetermined)
            let paths = Self.folded(provider.paths)
            guard paths.count > 1 else { continue }
            for (path, keys) in paths {
                lines += line("    \(keys.joined(separator: ", ")): ", path.verdict, path.failing, path.undetermined)
            }
        }
        return lines
    }

    /// Providers that say the same of every way stand together, in the order of the first.
    private static func folded(_ providers: [ProviderReadiness]) -> [(ProviderReadiness, [String])] {
        grouped(providers.map { ($0, printable($0.profile)) }) { $0.verdict == $1.verdict && $0.paths == $1.paths }
    }

    /// Ways of which the same is true stand together, in the order of the first.
    private static func folded(_ paths: [ProviderReadiness.Path]) -> [(ProviderReadiness.Path, [String])] {
        grouped(paths.map { ($0, printable($0.key)) }) { $0.failing == $1.failing && $0.undetermined == $1.undetermined }
    }

    private static func grouped<Item>(
        _ items: [(Item, String)], _ isSame: (Item, Item) -> Bool
    ) -> [(Item, [String])] {
        var groups: [(item: Item, names: [String])] = []
        for (item, name) in items {
            if let same = groups.firstIndex(where: { isSame($0.item, item) }) {
                groups[same].names.append(name)
            } else {
                groups.append((item, [name]))
            }
        }
        return groups.map { ($0.item, $0.names) }
    }

    private func line(_ start: String, _ verdict: Verdict, _ failing: [String], _ undetermined: [String]) -> [String] {
        let parts = [Self.listed(failing)] + (undetermined.isEmpty ? [] : ["undetermined: \(Self.listed(undetermined))"])
        let reasons = parts.filter { !$0.isEmpty }.joined(separator: "; ")
        let indent = String(start.prefix { $0 == " " })
        let text = start.dropFirst(indent.count) + verdict.words + (reasons.isEmpty ? "" : ": " + reasons)
        return layout.wrapped(String(text), first: indent, rest: indent + "    ")
            .map { $0.replacing(": \(verdict.words)", with: ": " + style(verdict.words, verdict.emphasis), maxReplacements: 1) }
    }

    /// As many as a reader takes in; the JSON report has them all.
    private static func listed(_ rules: [String]) -> String {
        let most = 5
        let more = rules.count > most + 1 ? " and \(rules.count - most) more" : ""
        return rules.prefix(more.isEmpty ? rules.count : most).joined(separator: ", ") + more
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
