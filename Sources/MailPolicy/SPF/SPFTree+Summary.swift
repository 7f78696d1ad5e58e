import DNS

extension SPFTree {
    /// Summarises the nodes.
    init(root: Node) {
        self.root = root
        var sums = Sums()
        let sets = sums.read(root)
        problems = Self.problems(of: root)
        authorised = Authorised(sets.pass, isIncomplete: sums.isIncomplete)
        overlaps = Self.overlaps(among: sums.blocks)
        everyoneBy = IPAddress.Family.allCases.filter(authorised.everyone.contains).reduce(into: []) { places, family in
            for place in sums.covering(family) where !places.contains(place) { places.append(place) }
        }
    }

    /// A block of a pass term, with its place.
    fileprivate struct Block {
        let network: Network
        let domain: String
        let term: SPFTerm
    }

    /// First match decides: an address that an earlier term matches never reaches a later one.
    fileprivate struct Sums {
        var isIncomplete = false
        var blocks: [Block] = []
        /// `all` terms that pass.
        var openEnds: [Place] = []

        /// The terms that let every address of a family pass: `all`, or else the widest blocks that together do.
        func covering(_ family: IPAddress.Family) -> [Place] {
            guard openEnds.isEmpty else { return openEnds }
            var covered = AddressSet()
            var places: [Place] = []
            let own = blocks.filter { $0.network.base.family == family }
            for block in own.sorted(by: { $0.network.prefixLength < $1.network.prefixLength }) {
                guard !covered.holdsAll(family) else { break }
                covered = covered.union(AddressSet([block.network]))
                let place = Place(domain: block.domain, term: block.term)
                if !places.contains(place) { places.append(place) }
            }
            return places
        }

        /// The addresses that a record passes, and those that it matches at all.
        mutating func read(_ node: Node, isPass: Bool = true) -> (pass: AddressSet, decided: AddressSet) {
            if case .record = node.status {} else { isIncomplete = true }
            var pass = AddressSet()
            var decided = AddressSet()
            for branch in node.branches {
                guard let mechanism = branch.term.mechanism else {
                    // A redirect: its target decides about the rest.
                    for inner in branch.inner {
                        let next = read(inner, isPass: isPass)
                        pass = pass.union(next.pass.subtracting(decided))
                        decided = decided.union(next.decided)
                    }
                    continue
                }
                let passes = mechanism.qualifier == .pass
                var taken = AddressSet(branch.networks)
                if passes && isPass {
                    blocks += branch.networks.map { Block(network: $0, domain: node.domain, term: branch.term) }
                }
                if mechanism.kind == .all {
                    taken = .everything
                    if passes && isPass { openEnds.append(Place(domain: node.domain, term: branch.term)) }
                }
                for inner in branch.inner { taken = taken.union(read(inner, isPass: passes && isPass).pass) }
                if branch.isIncomplete, passes { isIncomplete = true }
                if passes { pass = pass.union(taken.subtracting(decided)) }
                decided = decided.union(taken)
            }
            return (pass, decided)
        }
    }

    /// Each block inside another one of the list; of two equal ones, the later.
    private static func overlaps(among blocks: [Block]) -> [Overlap] {
        let sorted = blocks.enumerated().sorted { left, right in
            (left.element.network.base, left.element.network.prefixLength, left.offset)
                < (right.element.network.base, right.element.network.prefixLength, right.offset)
        }
        var open: [Block] = []
        var overlaps: [Overlap] = []
        for (_, block) in sorted {
            while let last = open.last, !last.network.contains(block.network) { open.removeLast() }
            if let outer = open.last {
                overlaps.append(
                    Overlap(
                        network: block.network, domain: block.domain, term: block.term, within: outer.network,
                        otherDomain: outer.domain, otherTerm: outer.term))
            } else {
                open.append(block)
            }
        }
        return overlaps
    }

    // MARK: - Problems

    private static func problems(of root: Node) -> [Problem] {
        var problems: [Problem] = []
        if let own = problem(with: root, in: root.domain, of: nil) { problems.append(own) }
        if let origin = root.name { collect(root, for: origin, &problems) }
        let limits = SPFLimits()
        func note(_ code: Problem.Code, _ message: String) {
            problems.append(Problem(code: code, domain: root.domain, term: nil, message: message, cause: nil))
        }
        if root.lookups > limits.lookups {
            note(.tooManyLookups, "\(root.lookups) terms query the DNS; receivers stop after \(limits.lookups)")
        }
        for family in IPAddress.Family.allCases where root.voidLookups(family) > limits.voidLookups {
            let client = family == .ipv4 ? "an IPv4" : "an IPv6"
            note(
                .tooManyVoidLookups,
                "\(root.voidLookups(family)) terms are void lookups for \(client) sender; receivers stop after \(limits.voidLookups)"
            )
        }
        return problems
    }

    private static func collect(_ node: Node, for origin: DomainName, _ problems: inout [Problem]) {
        for branch in node.branches {
            let term = branch.term
            func note(_ code: Problem.Code, _ message: String, _ cause: LookupResult.Failure? = nil) {
                problems.append(Problem(code: code, domain: node.domain, term: term, message: message, cause: cause))
            }
            if branch.inner.isEmpty, let spec = term.domain, let owner = node.name {
                if spec.fixedText(at: owner, for: origin) == nil {
                    note(.macroTarget, "\(term.text) differs by sender: its domain contains macros")
                } else if SPFTreeWalk.target(spec, at: owner, for: origin) == nil {
                    note(.malformedTarget, "\(term.text) names something that cannot be queried")
                }
            }
            for answer in branch.answers {
                guard let failure = answer.failure else { continue }
                note(.unresolved, "\(term.text): the query \(answer.question) failed: \(failure.rawValue)", failure)
            }
            if let exchanges = branch.exchanges, exchanges.count > SPFLimits().exchanges {
                note(
                    .tooManyExchanges,
                    "\(term.text) finds \(exchanges.count) hosts; receivers stop with an error after \(SPFLimits().exchanges)")
            }
            for inner in branch.inner {
                if let problem = problem(with: inner, in: node.domain, of: term) { problems.append(problem) }
                collect(inner, for: origin, &problems)
            }
        }
    }

    /// What is wrong with a record itself; `term` led to it.
    private static func problem(with node: Node, in domain: String, of term: SPFTerm?) -> Problem? {
        func problem(_ code: Problem.Code, _ message: String, _ cause: LookupResult.Failure? = nil) -> Problem {
            let message = term.map { "\($0.text): \(message)" } ?? message
            return Problem(code: code, domain: domain, term: term, message: message, cause: cause)
        }
        switch node.status {
        case .record: return nil
        case .invalid(let record):
            let error = record.syntaxErrors.first?.message ?? "it cannot be read"
            return problem(.syntaxError, "the record of \(node.domain) has a syntax error: \(error)")
        case .missing: return problem(.missingRecord, "\(node.domain) has no SPF record")
        case .several(let records): return problem(.multipleRecords, "\(node.domain) has \(records.count) SPF records")
        case .malformed: return problem(.malformedTarget, "\"\(node.domain)\" cannot be queried")
        case .unknown(let failure):
            return problem(.unresolved, "the record of \(node.domain) could not be read: \(failure.rawValue)", failure)
        case .macro: return problem(.macroTarget, "\(node.domain) differs by sender: it contains macros")
        case .loop: return problem(.loop, "\(node.domain) leads back to itself")
        case .unread: return problem(.tooLarge, "\(node.domain) was not read: the tree is too large")
        }
    }
}

extension SPFTree.Branch {
    /// The addresses that match the term; `nil` when they are not all known.
    var passes: AddressSet? {
        var sums = SPFTree.Sums()
        let set = inner.reduce(AddressSet(networks)) { $0.union(sums.read($1).pass) }
        return isIncomplete || sums.isIncomplete ? nil : set
    }
}

extension SPFTree.Authorised {
    fileprivate init(_ set: AddressSet, isIncomplete: Bool) {
        networks = set.networks.sorted { left, right in
            // By share of the address space, so that an IPv4 /16 ranks with an IPv6 /16.
            (left.prefixLength, left.base) < (right.prefixLength, right.base)
        }
        ipv4Addresses = set.count(.ipv4, blocksOf: 32)
        ipv6Subnets = set.count(.ipv6, blocksOf: 64)
        everyone = Set(IPAddress.Family.allCases.filter(set.holdsAll))
        self.isIncomplete = isIncomplete
    }
}
