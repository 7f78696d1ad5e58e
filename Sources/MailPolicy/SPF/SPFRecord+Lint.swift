package import DNS

extension SPFRecord {
    /// What is wrong with any text as an SPF record: everything that `lint(at:)` reports for a record, and for other texts
    /// why receivers do not recognise them as one.
    static func problems(of text: String, names: HostNameConversion) -> [PolicyProblem] {
        if let other = AnnouncedRecord.problem(in: text, unless: .spf) { return [other] }
        let zone = ZoneFileText.problem(in: text).map { [$0] } ?? []
        let data = EditedText(text, making: zone)
        if let lookalike = SPFLookalike(data.text, names: names) {
            let whole = PolicyProblem(
                .error, SPFProblem.Code.notSPF.rawValue, 0..<data.text.utf8.count, lookalike.message, repair: lookalike.repair)
            return (zone + [data.original(whole)]).inTextOrder()
        }
        let found = SPFRecord(parsing: data.text, names: names).lint().map { data.original(PolicyProblem($0)) }
        return (zone + found).inTextOrder()
    }

    /// The syntax errors and everything unwise, as far as the text alone shows it; in the order of the text.
    ///
    /// - Parameter owner: the name of the record, to recognise a record that includes itself.
    package func lint(at owner: DomainName? = nil) -> [SPFProblem] {
        var lint = SPFLint(record: self, owner: owner)
        lint.run()
        let problems = (syntaxErrors + lint.problems).enumerated()
        return problems.sorted { ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset) }
            .map(\.element)
    }
}

/// The problems that are visible without querying the DNS.
struct SPFLint {
    /// Octets of a record that still fits into a 512-octet answer with the question and its name (RFC 7208 §3.4).
    static let largestRecord = 450
    /// Blocks with a shorter prefix are wider than any sender's network.
    static let widestBlock: [IPAddress.Family: Int] = [.ipv4: 16, .ipv6: 32]

    let record: SPFRecord
    let owner: DomainName?
    private(set) var problems: [SPFProblem] = []

    init(record: SPFRecord, owner: DomainName?) {
        self.record = record
        self.owner = owner
    }

    mutating func run() {
        for term in record.terms {
            switch term.content {
            case .mechanism(let mechanism): inspect(mechanism, term)
            case .modifier(let modifier): inspect(modifier, term)
            case .malformed: break
            }
            inspectTarget(term)
        }
        findUnreachable()
        findRepeated()
        findEveryone()
        let whole = 0..<record.text.utf8.count
        if record.all == nil, record.effectiveRedirect == nil, record.isValid {
            note(
                .noAll, .warning, whole.upperBound..<whole.upperBound,
                "the record ends without all or redirect: every other sender is neutral", repair: " ~all")
        }
        let lookups = (record.reachableTerms + (record.effectiveRedirect.map { [$0] } ?? [])).filter(\.causesLookup)
        if lookups.count > SPFLimits().lookups {
            note(
                .tooManyLookups, .error, lookups[SPFLimits().lookups].range,
                "this is the \(SPFLimits().lookups + 1)th term that queries the DNS; receivers stop with an error at it")
        }
        if record.text.utf8.count > Self.largestRecord {
            note(
                .tooLarge, .warning, whole,
                "the record has \(record.text.utf8.count) octets; more than \(Self.largestRecord) may not fit into a UDP answer")
        }
    }

    private mutating func note(
        _ code: SPFProblem.Code, _ severity: SPFProblem.Severity, _ range: Range<Int>, _ message: String, repair: String? = nil
    ) {
        problems.append(SPFProblem(code, severity, range, message, repair: repair))
    }

    // MARK: - One term

    private mutating func inspect(_ mechanism: SPFMechanism, _ term: SPFTerm) {
        switch mechanism.kind {
        case .all where mechanism.qualifier == .neutral:
            note(.neutralAll, .warning, term.range, "?all says nothing about other senders", repair: "~all")
        case .all, .include, .exists: break
        case .a(_, let lengths), .mx(_, let lengths):
            for family in IPAddress.Family.allCases { inspectWidth(lengths[family], family, term) }
        case .ptr:
            note(
                .ptrMechanism, .warning, term.range,
                "ptr is slow and unreliable, and should not be published (RFC 7208 §5.5)")
        case .ip(let address, let length): inspect(address, length, mechanism.qualifier, term)
        }
    }

    private mutating func inspect(_ address: IPAddress, _ length: Int, _ qualifier: SPFQualifier, _ term: SPFTerm) {
        guard let network = Network(address, prefixLength: length) else { return }
        if address.unmapped != address {
            let repair = length >= 96 ? SPFMechanism(qualifier, .ip(address.unmapped, prefixLength: length - 96)) : nil
            note(
                .mappedAddress, .warning, term.range, "an IPv4-mapped address never matches: IPv4 addresses belong in ip4:",
                repair: repair?.description)
        }
        if network.base != address {
            let sense = SPFMechanism(qualifier, .ip(network.base, prefixLength: length))
            note(
                .hostBitsSet, .notice, term.range, "\(address)/\(length) is the block \(network): bits after the prefix are set",
                repair: sense.description)
        }
        // Both ends: a block that is half the Internet is too wide, not private.
        if qualifier == .pass, let kind = SpecialPurpose(network.base),
            kind == SpecialPurpose(network.addresses.upperBound)
        {
            note(
                .privateNetwork, .warning, term.range,
                "\(network) is not part of the public Internet (\(kind.rawValue)): receivers never see such a sender")
        }
        inspectWidth(length, address.family, term)
    }

    private mutating func inspectWidth(_ length: Int, _ family: IPAddress.Family, _ term: SPFTerm) {
        guard let widest = Self.widestBlock[family], length < widest, term.mechanism?.qualifier == .pass else { return }
        note(
            .networkTooWide, .warning, term.range,
            "\(term.text) authorises a whole /\(length) of \(family == .ipv4 ? "IPv4" : "IPv6"): wider than /\(widest)")
    }

    private mutating func inspect(_ modifier: SPFModifier, _ term: SPFTerm) {
        guard case .unknown(let name, _) = modifier else { return }
        if let meant = term.meantMechanism {
            note(
                .mechanismAsModifier, .warning, term.range,
                "\(term.text.excerpt) is an unknown modifier, which receivers ignore: a colon belongs in place of the =",
                repair: meant)
        } else {
            note(.unknownModifier, .notice, term.range, "receivers ignore the unknown modifier \(name)=")
        }
    }

    /// One term for each domain of a list that is joined by commas; `nil` for a modifier, which stands alone.
    private static func separated(_ term: String) -> String? {
        guard let colon = term.firstIndex(of: ":") else { return nil }
        let parts = term[term.index(after: colon)...].split(separator: ",")
        return parts.map { $0.contains(":") ? String($0) : "\(term[...colon])\($0)" }.joined(separator: " ")
    }

    private mutating func inspectTarget(_ term: SPFTerm) {
        guard let spec = term.domain else { return }
        if spec.usesValidatedName {
            note(.macroP, .warning, term.range, "%{p} is slow and unreliable, and should not be used (RFC 7208 §7.2)")
        }
        if term.namesURL {
            note(
                .urlAsDomain, .error, term.range, "\(term.text) names a URL: a domain name belongs there",
                repair: Self.withoutURL(term.text))
            return
        }
        guard !spec.hasMacros else { return }
        if term.namesSeveral {
            note(
                .malformedTarget, .error, term.range,
                "\(term.text) names several domains: each needs a term of its own, and no name has a comma",
                repair: Self.separated(term.text))
            return
        }
        guard let name = SPFTreeWalk.target(spec) else {
            note(
                .malformedTarget, .error, term.range,
                "\(term.text) names a domain with an empty or overlong label: it matches nothing")
            return
        }
        guard name == owner else { return }
        switch term.content {
        case .mechanism(let mechanism):
            guard case .include = mechanism.kind else { return }
            note(.includesItself, .error, term.range, "the record includes itself", repair: "")
        case .modifier(.redirect): note(.includesItself, .error, term.range, "the record redirects to itself", repair: "")
        case .modifier, .malformed: break
        }
    }

    /// The term with the host in place of a URL; `nil` when the result is not a term.
    private static func withoutURL(_ text: String) -> String? {
        guard let mark = text.firstRange(of: "://"), let start = text[..<mark.lowerBound].lastIndex(where: { ":=".contains($0) })
        else { return nil }
        let host = text[mark.upperBound...].prefix { !"/:?#".contains($0) }
        let term = "\(text[...start])\(host)"
        guard (try? SPFTermParser.term(Array(term.utf8)[...])) != nil else { return nil }
        return term
    }

    // MARK: - Terms together

    private mutating func findUnreachable() {
        guard let all = record.all else { return }
        for term in record.terms {
            switch term.content {
            case .mechanism where term.range.lowerBound > all.range.lowerBound:
                note(
                    .unreachableTerm, .warning, term.range, "\(term.text) comes after \(all.text) and is never reached")
            case .modifier(.redirect):
                note(.redirectBesideAll, .warning, term.range, "redirect is ignored in a record with \(all.text)")
            case .mechanism, .modifier, .malformed: break
            }
        }
    }

    /// Terms that repeat an earlier one, and blocks inside another one with the same qualifier.
    private mutating func findRepeated() {
        var seen: Set<String> = []
        var blocks: [Block] = []
        var run = 0
        var qualifier: SPFQualifier?
        for term in record.reachableTerms {
            guard let mechanism = term.mechanism else { continue }
            // A term that queries the DNS may end the evaluation, so terms before it have their use.
            if mechanism.qualifier != qualifier || mechanism.causesLookup { run += 1 }
            qualifier = mechanism.qualifier
            if let network = mechanism.network { blocks.append(Block(network: network, term: term, run: run)) }
            guard mechanism.kind != .all, mechanism.network == nil else { continue }
            // Names are case-insensitive; the case of a macro letter has a meaning.
            guard !seen.insert(mechanism.hasMacros ? "\(mechanism)" : "\(mechanism)".lowercased()).inserted else { continue }
            note(.duplicateTerm, .notice, term.range, "\(term.text) is repeated", repair: "")
        }
        // Wider blocks first, then in text order: every containing block is open when its parts come.
        let sorted = blocks.sorted {
            ($0.network.base, $0.network.prefixLength, $0.term.range.lowerBound)
                < ($1.network.base, $1.network.prefixLength, $1.term.range.lowerBound)
        }
        var open: [Block] = []
        for block in sorted {
            while let last = open.last, !last.network.contains(block.network) { open.removeLast() }
            let holder = open.last { $0.replaces(block) }
            open.append(block)
            guard let holder else { continue }
            if holder.network == block.network {
                note(.duplicateTerm, .notice, block.term.range, "\(block.term.text) repeats \(holder.term.text)", repair: "")
            } else {
                note(.coveredTerm, .notice, block.term.range, "\(block.term.text) lies within \(holder.term.text)", repair: "")
            }
        }
    }

    private struct Block {
        let network: Network
        let term: SPFTerm
        /// Counts the changes of qualifier and the terms that query the DNS before the term.
        let run: Int

        /// Whether the narrower `block` is redundant for every sender: with a term of another qualifier between the two, it
        /// may be an exception to that term.
        func replaces(_ block: Block) -> Bool {
            term.mechanism?.qualifier == block.term.mechanism?.qualifier
                && (term.range.lowerBound < block.term.range.lowerBound || run == block.run)
        }
    }

    private mutating func findEveryone() {
        if let all = record.all, all.mechanism?.qualifier == .pass {
            note(.allowsEveryone, .error, all.range, "\(all.text) lets the whole Internet pass", repair: "~all")
        }
        let passing = record.reachableTerms.filter { $0.mechanism?.qualifier == .pass && $0.mechanism?.network != nil }
        let set = AddressSet(passing.compactMap { $0.mechanism?.network })
        for family in IPAddress.Family.allCases where set.holdsAll(family) {
            let terms = passing.filter { $0.mechanism?.network?.base.family == family }
            guard let first = terms.first, let last = terms.last else { continue }
            note(
                .allowsEveryone, .error, first.range.lowerBound..<last.range.upperBound,
                "the \(family == .ipv4 ? "ip4" : "ip6") terms together let every address pass")
        }
    }
}

extension SPFMechanism {
    fileprivate var hasMacros: Bool { domain?.hasMacros ?? false }
}
