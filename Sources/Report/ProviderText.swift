import Rules

/// The part of the text report about mailbox providers: a line for those that say the same, and with `--all` one for each path that mail
/// takes.
struct ProviderText {
    let report: Report
    let all: Bool
    let style: TextStyle
    let layout: TextLayout

    var lines: [String] {
        let providers = report.providers
        guard !providers.isEmpty else { return [] }
        var lines = ["", style(layout.heading("Mailbox providers"), .bold)]
        guard all else { return lines + [""] + Self.alike(providers).flatMap(summary) }
        for same in Self.folded(providers) {
            let provider = same[0]
            let names = same.map { printable($0.profile) }
            lines +=
                [""]
                + line(
                    "  \(names.joined(separator: ", ")): ", provider.verdict, provider.failing, provider.undetermined,
                    open: report.openness(of: provider))
            let ways = Self.folded(provider.paths)
            guard ways.count > 1 else { continue }
            let longest = ways.map(\.count).max()
            for paths in ways {
                let path = paths[0]
                // The most common result of the paths is shown as the rule, and the others by name.
                let others = provider.paths.count - paths.count
                let keys =
                    paths.count > Self.mostWays && paths.count == longest
                    ? "all paths except \(others)" : Self.listed(paths.map { printable($0.key) })
                lines += line("    \(keys): ", path.verdict, path.failing, path.undetermined)
            }
        }
        return lines
    }

    private static let mostWays = 6

    /// `gmail, yahoo: not ready (1 of 4 paths is ready): ptr/missing; undetermined: spf/missing`
    private func summary(_ same: [ProviderReadiness]) -> [String] {
        let provider = same[0]
        let names = same.map { printable($0.profile) }.joined(separator: ", ")
        let ready = Self.readyWays(provider)
        let ways = ready == 0 ? "" : " (\(ready) of \(provider.paths.count) paths \(ready == 1 ? "is" : "are") ready)"
        return line(
            "  \(names): ", provider.verdict, provider.failing, provider.undetermined.filter { !provider.failing.contains($0) },
            ways, open: report.openness(of: provider))
    }

    /// The paths that a provider is content with, where it is not with all.
    private static func readyWays(_ provider: ProviderReadiness) -> Int {
        guard provider.verdict == .notReady else { return 0 }
        return provider.paths.count { $0.verdict == .ready || $0.verdict == .warnings }
    }

    private struct SummaryKey: Hashable {
        let verdict: Verdict
        let failing: [String]
        let undetermined: [String]
        let readyWays: Int
    }

    /// Providers whose lines say the same stand together, in the order of the first.
    private static func alike(_ providers: [ProviderReadiness]) -> [[ProviderReadiness]] {
        providers.grouped {
            SummaryKey(
                verdict: $0.verdict, failing: $0.failing, undetermined: $0.undetermined, readyWays: readyWays($0))
        }
    }

    /// Providers that say the same of every path stand together, in the order of the first.
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

    private func line(
        _ start: String, _ verdict: Verdict, _ failing: [String], _ undetermined: [String], _ ways: String = "",
        open: String? = nil
    ) -> [String] {
        // A verdict that says so already needs no second word for it.
        let word = verdict == .undetermined && failing.isEmpty ? "" : "undetermined: "
        let parts = [Self.listed(failing)] + (undetermined.isEmpty ? [] : [word + Self.listed(undetermined)]) + [open ?? ""]
        let reasons = parts.filter { !$0.isEmpty }.joined(separator: "; ")
        let indent = String(start.prefix { $0 == " " })
        let text = start.dropFirst(indent.count) + verdict.words + ways + (reasons.isEmpty ? "" : ": " + reasons)
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

extension Report {
    /// The options of `check` without which mail paths are not known, or not whole.
    private static let optionsOfPaths = ["--ip", "--selector"]

    /// What was not given, and without which a provider's verdict stays open.
    func notGiven(for provider: ProviderReadiness) -> [String] {
        guard provider.verdict == .undetermined, provider.failing.isEmpty, provider.undetermined.isEmpty else { return [] }
        return overview?.omissions.map(\.option).filter(Self.optionsOfPaths.contains) ?? []
    }

    /// Why a provider's verdict is undetermined although no rule is: `without --ip and --selector`.
    func openness(of provider: ProviderReadiness) -> String? {
        let options = notGiven(for: provider)
        guard options.isEmpty else { return "without \(options.joined(separator: " and "))" }
        let isSilent = provider.verdict == .undetermined && provider.paths.isEmpty && provider.undetermined.isEmpty
        return isSilent ? "no path of mail is described" : nil
    }
}
