import DNS
import Deployment
import HostNames

/// How single answers are read.
extension Placement {
    static func host(_ text: String) throws(Interview.Refusal) -> String {
        do {
            let name = try DomainName(unicode: text)
            guard name.labelCount >= 2 else { throw Interview.Refusal(reason: "is a single label; write the whole name") }
            return text.hasSuffix(".") ? String(text.dropLast()) : text
        } catch let refusal as Interview.Refusal {
            throw refusal
        } catch {
            throw Interview.Refusal(reason: "is no host name: \(error)")
        }
    }

    static func address(_ text: String) throws(Interview.Refusal) -> IPAddress {
        guard let address = IPAddress(text) else { throw Interview.Refusal(reason: "is no IP address") }
        return address.unmapped
    }

    static func endpoint(_ text: String) throws(Interview.Refusal) -> Endpoint {
        guard let endpoint = Endpoint(text, defaultPort: 53) else {
            throw Interview.Refusal(reason: "is not address[:port], with IPv6 in brackets before a port")
        }
        return endpoint
    }

    /// `HOST` or `HOST=ADDRESS,ADDRESS`.
    static func webHost(_ text: String) throws(Interview.Refusal) -> (String, [IPAddress]) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = try host(String(parts[0]))
        guard parts.count == 2 else { return (name, []) }
        var addresses: [IPAddress] = []
        for part in parts[1].split(separator: ",") { addresses.append(try address(String(part))) }
        return (name, addresses)
    }

    /// `ADDRESS` or `OWN=PUBLIC`.
    static func sending(_ text: String) throws(Interview.Refusal) -> DeploymentDraft.Sending {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let own = try address(parts[0])
        return DeploymentDraft.Sending(own: own, seen: parts.count == 2 ? try address(parts[1]) : nil)
    }

    static func scheme(_ text: String) throws(Interview.Refusal) -> Scheme {
        guard let scheme = Scheme(rawValue: text) else {
            throw Interview.Refusal(reason: "is none of direct, relay, load-balanced")
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

    static func helo(_ text: String) throws(Interview.Refusal) -> String {
        text == "ptr" || text == "from" ? text : try host(text)
    }

    static func selector(_ text: String) throws(Interview.Refusal) -> String {
        guard text == "-" || DomainName(text) != nil, !text.contains("_domainkey") else {
            throw Interview.Refusal(reason: "is no selector, such as s1")
        }
        return text
    }
}
