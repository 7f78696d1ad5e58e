import DNS
import Deployment
import Facts

/// Queries one view of the DNS, and logs the answers.
struct ViewClient: Sendable {
    let view: ViewName
    let network: any SurveyNetwork
    let log: ObservationLog
    let isPublic: @Sendable (IPAddress) -> Bool

    /// An answer, and the observation that it was logged as.
    struct Answer: Sendable {
        let result: LookupResult
        let source: Int

        /// What the records say; unknown when the query failed.
        func learned<Value>(_ make: ([Record]) -> Value) -> Learned<Value> {
            if let unknown = result.unknown { return .unknown(unknown) }
            return .known(make(result.records ?? []))
        }

        /// A value that is certain once the query succeeded.
        func learned<Value>(_ value: Value) -> Learned<Value> { Learned(value, unless: result.unknown) }
    }

    /// Queries the view; `incidentally` when no verdict depends on the answer, so that its failure is not a finding;
    /// `optionally` when a verdict does, but no record is required, so that an alias to nothing is not a fault.
    func ask(
        _ name: DomainName, _ type: RecordType, incidentally: Bool = false, optionally: Bool = false
    ) async -> Answer {
        let result = await network.lookup(Question(name, type), in: view.rawValue)
        let source = log.record(result, isNeeded: !incidentally, isRequired: !incidentally && !optionally)
        return Answer(result: result, source: source)
    }

    /// The texts of TXT records at a name, strings joined.
    func texts(
        at name: DomainName, incidentally: Bool = false, optionally: Bool = false
    ) async -> (texts: [String]?, answer: Answer) {
        let answer = await ask(name, .txt, incidentally: incidentally, optionally: optionally)
        return (answer.result.records.map { $0.compactMap(\.data.joinedText).sorted() }, answer)
    }

    /// The names at which what is wanted was published, and why others are unknown. What a wildcard answers was published elsewhere.
    func names(
        _ names: [DomainName], holding isWanted: @Sendable @escaping ([String]) -> Bool
    ) async -> (names: Learned<[String]>, sources: [Int]) {
        let answers = await concurrently(names) { name in
            let (texts, answer) = await texts(at: name, incidentally: true)
            guard isWanted(texts ?? []) else { return (name: name, found: answer.learned(false), sources: [answer.source]) }
            let wildcard = await comesFromWildcard(answer, Self.texts)
            return (name: name, found: wildcard.value.map { !$0 }, sources: [answer.source] + wildcard.sources)
        }
        let unknown = Unknown.merging(answers.compactMap(\.found.unknown))
        let found = answers.filter { $0.found == .known(true) }.map(\.name.lowercased.text)
        return (.found(found, unless: unknown), answers.flatMap(\.sources))
    }

    /// A name's addresses in both families, queried concurrently.
    func addresses(of name: DomainName) async -> ResolvedName {
        async let ipv4 = ask(name, .a)
        async let ipv6 = ask(name, .aaaa)
        return await ResolvedName(ipv4: ipv4, ipv6: ipv6, isPublic: isPublic)
    }
}
