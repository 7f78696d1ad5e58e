import DNS
import Deployment
import ZonePlan

/// One fault planted into a published deployment, and the causes that a report must name for it.
struct PlantedFault: Sendable {
    let title: String
    /// `rule name` or `rule address` of every finding that reports the cause.
    let causes: Set<String>
    /// Names that it changes or that depend on it: two faults of one world must not share any.
    let touches: Set<String>
    let plant: @Sendable (inout MemoryWorld) -> Void

    private init(
        _ title: String, _ causes: [String], touching touches: [String], _ plant: @escaping @Sendable (inout MemoryWorld) -> Void
    ) {
        self.title = title
        self.causes = Set(causes)
        self.touches = Set(touches)
        self.plant = plant
    }

    /// Everything that can be broken independently in a deployment.
    static func all(_ world: MemoryWorld) -> [PlantedFault] {
        webNames(world) + senders(world) + sendingAddresses(world)
    }

    /// Faults that hide everything else; each is used alone.
    static func whole(_ world: MemoryWorld) -> [PlantedFault] {
        let domains = Set(world.plan.deployment.senders.flatMap(\.from).map { $0.name.lowercased.suffix(2).text }).sorted()
        return [
            PlantedFault("no resolver answers", ["dns/resolver-unreachable 127.0.0.1"], touching: []) { $0.failing = ["*"] },
            PlantedFault("the domain is gone", domains.map { "name/does-not-exist \($0)" }, touching: []) { world in
                world.outside.removeAll { line in domains.contains { Self.owner(line).hasSuffix("\($0).") } }
            },
        ]
    }

    private static func owner(_ line: String) -> String { line.prefix { $0 != " " }.lowercased() }

    private static func remove(_ owner: String, _ types: [String], _ lines: inout [String]) {
        lines.removeAll { line in types.contains { line.lowercased().hasPrefix("\(owner) \($0.lowercased()) ") } }
    }

    private static func webNames(_ world: MemoryWorld) -> [PlantedFault] {
        let names = world.plan.webNames.filter { $0.view == .public && $0.mustResolve && $0.alias == nil }
        let isBalanced = world.plan.deployment.balancer != nil
        return names.flatMap { web -> [PlantedFault] in
            let name = web.host.name.lowercased
            let (owner, text) = (name.absoluteText, name.text)
            return [
                PlantedFault("\(text) has no address", ["address/missing \(text)"], touching: [text]) {
                    remove(owner, ["A", "AAAA"], &$0.outside)
                },
                PlantedFault(
                    "\(text) leads to an old server too",
                    [isBalanced ? "address/bypasses-balancer \(text)" : "address/unexpected \(text)"], touching: [text]
                ) {
                    $0.outside.append("\(owner) A 198.18.200.9")
                },
                PlantedFault("\(text) is an alias to nothing", ["name/alias-dangling \(text)"], touching: [text]) {
                    remove(owner, ["A", "AAAA"], &$0.outside)
                    $0.outside.append("\(owner) CNAME nothing.gone.example.")
                },
                PlantedFault("questions to \(text) fail", ["dns/lookup-failed \(text)"], touching: [text]) {
                    $0.failing.insert(text)
                },
            ]
        }
    }

    private static func senders(_ world: MemoryWorld) -> [PlantedFault] {
        let senders = world.plan.deployment.senders
        let froms = Set(senders.flatMap(\.from).map(\.name.lowercased)).sorted()
        let mailFroms = Set(senders.flatMap(\.mailFrom).map(\.name.lowercased)).subtracting(froms).sorted()
        let bounces = mailFroms.flatMap { name -> [PlantedFault] in
            let (owner, text) = (name.absoluteText, name.text)
            return [
                PlantedFault("\(text) has no SPF", ["spf/missing \(text)"], touching: [text]) { world in
                    remove(owner, ["TXT"], &world.outside)
                },
                PlantedFault("\(text) has two SPF records", ["spf/multiple-records \(text)"], touching: [text]) {
                    $0.outside.append("\(owner) TXT \"v=spf1 ip4:198.18.200.9 -all\"")
                },
                PlantedFault("\(text) has a broken SPF record", ["spf/syntax-error \(text)"], touching: [text]) { world in
                    world.outside = world.outside.map { line in
                        Self.owner(line) == owner ? line.replacing("v=spf1 ", with: "v=spf1 ipv4:198.18.200.9 ") : line
                    }
                },
                PlantedFault(
                    "\(text) includes a vendor's broken SPF record", ["spf/included-record-broken spf.vendor.example"],
                    touching: [text, "vendor"]
                ) { world in
                    world.outside = world.outside.map { line in
                        Self.owner(line) == owner ? line.replacing("v=spf1 ", with: "v=spf1 include:spf.vendor.example ") : line
                    }
                    world.outside.append("spf.vendor.example. TXT \"v=spf1 ip4:198.18.200.300 -all\"")
                },
                PlantedFault("bounces to \(text) have no way", ["return-path/unroutable \(text)"], touching: [text]) {
                    remove(owner, ["MX"], &$0.outside)
                },
            ]
        }
        let keys = world.plan.dkimKeys.flatMap { key -> [PlantedFault] in
            let name = key.recordName.lowercased
            let (owner, text) = (name.absoluteText, name.text)
            let revoked = "v=DKIM1; p="
            return [
                PlantedFault("no key at \(text)", ["dkim/missing \(text)"], touching: [text]) {
                    remove(owner, ["TXT"], &$0.outside)
                },
                PlantedFault("a revoked key at \(text)", ["dkim/revoked \(text)"], touching: [text]) {
                    remove(owner, ["TXT"], &$0.outside)
                    $0.outside.append("\(owner) TXT \"\(revoked)\"")
                },
            ]
        }
        let policies = froms.flatMap { name -> [PlantedFault] in
            let text = name.text
            let owner = "_dmarc.\(name.absoluteText)"
            // A domain below another one inherits its policy.
            let isBelow = froms.contains { name != $0 && name.isEqualOrSubdomain(of: $0) }
            let hasOwn = world.outside.contains { Self.owner($0) == owner }
            let absent = PlantedFault("\(text) has no DMARC policy", ["dmarc/missing \(text)"], touching: [text, "_dmarc"]) {
                remove(owner, ["TXT"], &$0.outside)
            }
            let twice = PlantedFault(
                "\(text) has two DMARC policies", ["dmarc/multiple-records \(text)"], touching: [text, "_dmarc"]
            ) { $0.outside.append("\(owner) TXT \"v=DMARC1; p=none\"") }
            let deaf = PlantedFault("\(text) takes no mail", ["from/unreachable \(text)"], touching: [text, "_dmarc"]) {
                remove(name.absoluteText, ["MX"], &$0.outside)
            }
            return (hasOwn && !isBelow ? [absent, twice] : []) + [deaf]
        }
        return bounces + keys + policies
    }

    private static func sendingAddresses(_ world: MemoryWorld) -> [PlantedFault] {
        world.plan.sendingAddresses.flatMap { sending -> [PlantedFault] in
            let address = sending.address
            let owner = address.reverseName.lowercased.absoluteText
            guard world.outside.contains(where: { Self.owner($0) == owner }) else { return [] }
            // What reports say of several addresses of a sender in one sentence is one cause.
            let touched = ["\(address)", "PTR of \(sending.sender)"]
            return [
                PlantedFault("\(address) has no PTR", ["ptr/missing \(address)"], touching: touched) {
                    remove(owner, ["PTR"], &$0.outside)
                },
                PlantedFault("the PTR of \(address) leads elsewhere", ["ptr/not-confirmed \(address)"], touching: touched) {
                    remove(owner, ["PTR"], &$0.outside)
                    $0.outside += ["\(owner) PTR stranger.other.example.", "stranger.other.example. A 198.18.200.9"]
                },
            ]
        }
    }
}
