package import DNS
package import Deployment
package import MailPolicy

/// Computes the records that a deployment needs, and compares them with what stands in the DNS.
///
/// Values are computed, not copied from a template: what already does its work stays as it is, a record that nearly does
/// is repaired, and only what is missing is made anew.
package struct ZonePlanner: Sendable {
    let plan: Plan
    let live: LiveAnswers
    let givenKeys: [DomainName: DKIMPublicKey]
    let organizations: Organizations

    /// - Parameters:
    ///   - lookup: answers for the views of the plan; `nil` compares nothing.
    ///   - givenKeys: by the name of its record, the public half of each DKIM key that the deployment file names.
    package init(
        plan: Plan, lookup: (any Lookup)?, givenKeys: [DomainName: DKIMPublicKey] = [:], publicSuffixes: PublicSuffixList? = nil
    ) {
        self.plan = plan
        self.live = LiveAnswers(network: lookup)
        self.givenKeys = givenKeys
        self.organizations = Organizations(publicSuffixes: publicSuffixes)
    }

    /// Every set of records that the plan's views need, compared, in canonical order.
    package func recordSets() async -> [RecordSetPlan] {
        var table = WantedTable()
        var sets: [RecordSetPlan] = []
        wantWebNames(&table)
        let isPublic = plan.views.contains { $0.name == .public }
        if isPublic {
            let names = await addressNames()
            wantHosts(names, &table)
            sets += await wantRoutes(names, &table)
            sets += await policyRecords(names)
        } else {
            sets += await wantRoutes([], &table)
        }
        let wanted = table.sets.values.sorted {
            ($0.owner, $0.view, $0.type.rawValue) < ($1.owner, $1.view, $1.type.rawValue)
        }
        sets += await concurrently(wanted) { await self.compared($0) }.compactMap(\.self)
        return sets.sorted { left, right in
            if left.view != right.view { return left.view < right.view }
            return left.owner == right.owner ? left.type.rawValue < right.type.rawValue : left.owner < right.owner
        }
    }

    private func wantWebNames(_ table: inout WantedTable) {
        for name in plan.webNames where name.mustResolve {
            // What else stands there is reached by visitors, too: both families are exact.
            table.want(name.host.name, at: name.expected, name.view, exact: true, why: name.why)
        }
    }

    /// A host name with its address for every sending address, and the PTR record that says it.
    private func wantHosts(_ names: [AddressName], _ table: inout WantedTable) {
        for name in names {
            table.want(
                name.name, at: [name.address], .public, exact: false,
                why: "\(name.holder) announces \(name.name) from \(name.address), and its PTR record must lead back")
            table.want(
                name.address.reverseName, .ptr, .public, [.name(name.name)], exact: true,
                why: "receivers look for the name of \(name.address), from which \(name.holder) sends", holder: name.holder,
                address: name.address)
        }
    }
}
