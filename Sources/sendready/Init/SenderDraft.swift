import DNS
import Deployment

/// A sender under construction.
struct SenderDraft {
    struct Address {
        let own: IPAddress
        let seen: IPAddress?
    }

    var name = "bulk"
    /// `nil` if the scheme decides.
    var route: Route?
    var addresses: [Address] = []
    var inbound: [IPAddress] = []
    /// `nil` if not given.
    var helo: String?
    var from: [String] = []
    var mailFrom: [String] = []
    var selector: String?
    var keyFile: String?
}

extension SenderDraft {
    /// The keys of `--sender "KEY=VALUE; …"` and their meanings.
    static let keys: [(name: String, meaning: String)] = [
        ("name", "its name"), ("route", "direct or relay"), ("address", "addresses, OWN/PUBLIC behind NAT"),
        ("inbound", "where its bounces are accepted"), ("helo", "ptr, from or a name"), ("from", "From domains"),
        ("mail-from", "MAIL FROM domains"), ("dkim", "the selector"), ("key", "file of the private key"),
    ]

    /// An additional sender, from the text of its flag.
    init(flag text: String) throws(Interview.Refusal) {
        var values: [String: String] = [:]
        for part in text.split(separator: ";") {
            let pair = part.split(separator: "=", maxSplits: 1).map { $0.trimmingPrefix { $0 == " " } }
            let key = pair.first.map(String.init) ?? ""
            guard pair.count == 2, Self.keys.contains(where: { $0.name == key }) else {
                throw Interview.Refusal(
                    reason: "has '\(part)', which is not one of \(Self.keys.map { "\($0.name)=" }.joined(separator: ", "))")
            }
            values[key] = String(pair[1])
        }
        for key in ["name", "address", "from", "mail-from"] where values[key] == nil {
            throw Interview.Refusal(reason: "lacks \(key)=")
        }
        let list = { (key: String) in (values[key] ?? "").split { $0 == "," || $0 == " " }.map(String.init) }
        name = try Placement.identifier(values["name"] ?? "")
        if let word = values["route"] {
            guard let route = Route(rawValue: word) else { throw Interview.Refusal(reason: "has no route 'direct' or 'relay'") }
            self.route = route
        }
        for word in list("address") { addresses.append(try Placement.sending(word.replacing("/", with: "="))) }
        for word in list("inbound") { inbound.append(try Placement.address(word)) }
        if let word = values["helo"] { helo = try Placement.helo(word) }
        for word in list("from") { from.append(try Placement.host(word)) }
        for word in list("mail-from") { mailFrom.append(try Placement.host(word)) }
        if let word = values["dkim"] { selector = try Placement.selector(word) }
        keyFile = values["key"]
    }
}
