import DNS

/// The meanings of individual lists' codes where they differ from RFC 5782.
struct BlockListCodes: Sendable {
    /// Listed for what the address is, not for what it did.
    var policy: Set<String> = []
    /// Answers that are not listings.
    var harmless: Set<String> = []
    /// Answers by which the list refuses this resolver.
    var refusals: [String: String] = [:]

    /// Spamhaus error codes, which other lists have adopted
    /// (https://www.spamhaus.org/news/article/788/, https://www.securityzones.net/error-return-codes-for-spamhaus-public-mirrors/).
    static let errors = [
        "127.255.255.252": "the list's name is misspelt", "127.255.255.254": "the resolver is a public one",
        "127.255.255.255": "the resolver sends too many queries, or is not registered",
    ]

    /// By the zone, or the end of its name.
    private static let lists: [String: BlockListCodes] = [
        // PBL: https://docs.spamhaus.com/datasets/docs/source/10-data-type-documentation/datasets/040-zones.html
        "zen.spamhaus.org": BlockListCodes(policy: ["127.0.0.10", "127.0.0.11"]),
        "pbl.spamhaus.org": BlockListCodes(policy: ["127.0.0.10", "127.0.0.11"]),
        "zen.dq.spamhaus.net": BlockListCodes(policy: ["127.0.0.10", "127.0.0.11"]),
        "dbl.spamhaus.org": BlockListCodes(harmless: ["127.0.1.255"]),
        "dbl.dq.spamhaus.net": BlockListCodes(harmless: ["127.0.1.255"]),
        // Reputation, from worst (10) to best (20): rspamd's conf/modules.d/rbl.conf.
        "rep.mailspike.net": BlockListCodes(harmless: Set((13...20).map { "127.0.0.\($0)" })),
        "multi.surbl.org": BlockListCodes(refusals: ["127.0.0.1": "the resolver is not served"]),
        "multi.uribl.com": BlockListCodes(refusals: ["127.0.0.1": "the resolver is not served"]),
    ]

    /// Test entries of domain lists that differ from RFC 5782's.
    static let testPoints = [
        "dbl.spamhaus.org": "dbltest.com", "multi.surbl.org": "test.surbl.org", "multi.uribl.com": "test.uribl.com",
    ]

    static func of(_ zone: DomainName) -> BlockListCodes {
        let name = zone.lowercased.text
        return lists[name] ?? lists.first { name.hasSuffix("." + $0.key) }?.value ?? BlockListCodes()
    }
}
