import DNS
import Deployment
import HostNames

/// Parsers of single answers.
extension Placement {
    static func host(_ text: String) throws(Interview.Refusal) -> String {
        do {
            let name = try DomainName(unicode: text)
            guard name.labelCount >= 2 else { throw Interview.Refusal(reason: "is a single label; write the whole name") }
            return text.hasSuffix(".") ? String(text.dropLast()) : text
        } catch let refusal as Interview.Refusal {
            throw refusal
        } catch {
            throw Interview.Refusal(reason: "is not a host name: \(error)")
        }
    }

    static func address(_ text: String) throws(Interview.Refusal) -> IPAddress {
        guard let address = IPAddress(text) else { throw Interview.Refusal(reason: "is not an IP address") }
        return address.unmapped
    }

    static func endpoint(_ text: String) throws(Interview.Refusal) -> Endpoint {
        guard let endpoint = Endpoint(text, defaultPort: 53) else {
            throw Interview.Refusal(reason: "is not address[:port], with IPv6 in brackets before a port")
        }
        return endpoint
    }

    /// `HOST`, `HOST=ADDRESS,ADDRESS`, or `HOST=NAME` behind a CDN or managed balancer.
    static func webHost(_ text: String) throws(Interview.Refusal) -> DeploymentDraft.Web {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = try host(String(parts[0]))
        guard parts.count == 2 else { return DeploymentDraft.Web(host: name, addresses: []) }
        let words = parts[1].split(separator: ",").map(String.init)
        if words.count == 1, IPAddress(words[0]) == nil, let alias = try? host(words[0]) {
            return DeploymentDraft.Web(host: name, addresses: [], alias: alias)
        }
        var addresses: [IPAddress] = []
        for word in words { addresses.append(try address(word)) }
        return DeploymentDraft.Web(host: name, addresses: addresses)
    }

    /// An address, or a name used instead of one.
    enum Destination {
        case address(IPAddress)
        case alias(String)
    }

    static func destination(_ text: String) throws(Interview.Refusal) -> Destination {
        if let address = IPAddress(text) { return .address(address.unmapped) }
        guard let name = try? host(text) else { throw Interview.Refusal(reason: "is neither an IP address nor a host name") }
        return .alias(name)
    }

    /// `ADDRESS` or `ADDRESS=HELO`.
    static func egress(_ text: String) throws(Interview.Refusal) -> DeploymentDraft.Egress {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        return DeploymentDraft.Egress(address: try address(parts[0]), helo: parts.count == 2 ? try host(parts[1]) : nil)
    }

    /// `NAME=DOMAIN`.
    static func authority(_ text: String) throws(Interview.Refusal) -> (name: String, domain: String) {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { throw Interview.Refusal(reason: "is not NAME=DOMAIN, such as Acme CA=ca.acme.com") }
        return (parts[0], try host(parts[1]))
    }

    static func mailbox(_ text: String) throws(Interview.Refusal) -> String {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, !parts[0].isEmpty, !parts[0].contains(":") else {
            throw Interview.Refusal(reason: "is not a mail address such as dmarc@example.com")
        }
        return "\(parts[0])@\(try host(parts[1]))"
    }

    static func policy(_ text: String) throws(Interview.Refusal) -> DMARCWish.Policy {
        guard let policy = DMARCWish.Policy(rawValue: text) else {
            throw Interview.Refusal(reason: "is not one of none, quarantine, reject")
        }
        return policy
    }

    static func route(_ text: String) throws(Interview.Refusal) -> Route {
        guard let route = Route(rawValue: text) else { throw Interview.Refusal(reason: "is neither direct nor relay") }
        return route
    }

    /// `ADDRESS` or `OWN=PUBLIC`.
    static func sending(_ text: String) throws(Interview.Refusal) -> SenderDraft.Address {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let own = try address(parts[0])
        return SenderDraft.Address(own: own, seen: parts.count == 2 ? try address(parts[1]) : nil)
    }

    static func identifier(_ text: String) throws(Interview.Refusal) -> String {
        guard Identifier.isLegal(text) else { throw Interview.Refusal(reason: "is not a word of \(Identifier.form)") }
        return text
    }

    static func scheme(_ text: String) throws(Interview.Refusal) -> Scheme {
        guard let scheme = Scheme(rawValue: text) else {
            throw Interview.Refusal(reason: "is not one of direct, relay, load-balanced")
        }
        return scheme
    }

    static func exposure(_ text: String) throws(Interview.Refusal) -> Exposure {
        guard let exposure = Exposure(rawValue: text) else { throw Interview.Refusal(reason: "is neither public nor internal") }
        return exposure
    }

    static func decision(_ text: String) throws(Interview.Refusal) -> Bool {
        switch text.lowercased() {
        case "yes", "y": return true
        case "no", "n": return false
        default: throw Interview.Refusal(reason: "is neither yes nor no")
        }
    }

    /// Of what cannot be confirmed.
    static func surrender(_ text: String) throws(Interview.Refusal) -> Bool {
        guard try decision(text) == false else { throw Interview.Refusal(reason: "would be refused by sendready audit") }
        return false
    }

    static func helo(_ text: String) throws(Interview.Refusal) -> String {
        text == "ptr" || text == "from" ? text : try host(text)
    }

    static func selector(_ text: String) throws(Interview.Refusal) -> String {
        guard text == "-" || DomainName(text) != nil, !text.contains("_domainkey") else {
            throw Interview.Refusal(reason: "is not a selector such as s1")
        }
        return text
    }
}
