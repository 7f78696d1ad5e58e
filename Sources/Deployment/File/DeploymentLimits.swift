/// How much one deployment file may describe. Far more than operators run; a larger file is a mistake, and its audit would
/// not finish before the deadline.
enum DeploymentLimits {
    static let resolvers = 16
    static let networks = 256
    static let webHosts = 500
    static let addressesOfHost = 64
    static let balancerAddresses = 256
    static let senders = 100
    static let addressesOfSender = 256
    static let domainsOfSender = 500
    static let keysOfSender = 500
    /// Sending address × From domain × MAIL FROM domain, over all senders.
    static let paths = 20_000
    static let authorities = 64
    static let domainsOfAuthority = 16
    static let infrastructure = 64
    static let blockLists = 64
    static let profiles = 32
    static let overrides = 500
    static let overrideEntries = 64
    /// Length of a name, in characters.
    static let nameLength = 100
    /// Octets of a key file that are read; PEM key files have less than 8 KiB.
    static let keyFileLength = 1 << 16
}
