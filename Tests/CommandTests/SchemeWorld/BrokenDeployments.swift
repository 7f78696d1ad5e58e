/// Deployments with one fault each, and all its consequences.
struct BrokenDeployment: Sendable {
    let deployment: SchemeDeployment
    /// `rule subject` of the failures, without notices; `D` and `N` as in the template.
    let defects: [String]

    private struct Case {
        let template: String
        var changes: [(String, String)] = []
        var fault = SchemeDeployment.Fault()
        let defects: [String]
    }

    static let all: [BrokenDeployment] = cases.enumerated().map { index, one in
        let template = one.changes.reduce(one.template) { $0.replacing($1.0, with: $1.1) }
        let deployment = SchemeDeployment(
            name: "case\(index)", template: template, number: index + 20, fault: one.fault)
        return BrokenDeployment(deployment: deployment, defects: one.defects.map(deployment.filled).sorted())
    }

    private static let (direct, nodes, relay) = (SchemeDeployment.direct, SchemeDeployment.nodes, SchemeDeployment.relay)
    private static let (split, balanced) = (SchemeDeployment.splitDNS, SchemeDeployment.balanced)

    private static let cases: [Case] = deploymentFile + webNames + mailDomains + returnPaths + sendingAddresses

    private static let deploymentFile: [Case] = [
        Case(
            template: direct, changes: [("mail-from: [bounce.news.D]", "mail-from: []")],
            defects: ["plan/role-missing bulk/mail-from"]),
        Case(
            template: relay.replacing("scheme: relay", with: "scheme: direct").replacing(
                "exposure: internal", with: "exposure: public"),
            changes: [("10.0.0.10", "N.10"), ("    relay:    { host: relay.D, addresses: [N.25] }\n", "")],
            defects: ["plan/too-few-sending-addresses case1"]),
        Case(
            template: nodes, changes: [("addresses: [N.11]", "addresses: [N.10]")],
            defects: [
                "address/web-roles-share-address panel/panel.D/public", "address/web-roles-share-address tracking/click.D/public",
                "plan/web-roles-share-address N.10:443",
            ]),
        Case(
            template: nodes, changes: [("addresses: [N.11]", "addresses: [N.20]")],
            defects: ["plan/sender-shares-web-address a/N.20"]),
        Case(
            template: SchemeDeployment.mixed, changes: [("addresses: [N.22]", "addresses: [N.20]")],
            defects: ["plan/address-claimed-twice N.20"]),
        Case(
            template: direct,
            changes: [("px.D", "click.news.D"), ("addresses: [N.12]", "addresses: [N.11, \"2001:db8:H::11\"]")],
            defects: ["plan/pixel-name-shared pixel/click.news.D"]),
        Case(
            template: nodes, changes: [("click.D", "click.x-D")], defects: ["plan/tracking-outside-from tracking/click.x-D"]),
        Case(
            template: balanced, changes: [("trusted: [10.0.0.5/32, 10.0.0.6/32]", "trusted: [10.0.0.5/32]")],
            defects: ["plan/balancer-not-trusted balancer"]),
        Case(
            template: balanced, changes: [("10.0.0.6/32", "10.0.0.0/24")], defects: ["plan/balancer-trust-too-wide balancer"]),
        Case(
            template: balanced, changes: [("  client-address-header: X-Forwarded-For\n", "")],
            defects: ["plan/client-address-not-passed balancer"]),
        Case(
            template: nodes + "\nplatform: { config: main.json }",
            defects: ["plan/platform-config-differs WEBCONTROL_HOSTNAME"]),
    ]

    private static let webNames: [Case] = [
        Case(template: direct, fault: .init(removed: ["px.D."]), defects: ["address/missing pixel/px.D/public"]),
        Case(
            template: direct, fault: .init(added: ["click.news.D. A N.99"]),
            defects: ["address/unexpected tracking/click.news.D/public"]),
        Case(
            template: direct, fault: .init(removed: ["panel.D."], added: ["panel.D. A 10.0.0.9"]),
            defects: ["address/not-public panel/panel.D/public", "address/unexpected panel/panel.D/public"]),
        Case(
            template: direct, fault: .init(added: ["px.D. AAAA 2001:db8::9"]),
            defects: ["address/ipv6-unplanned pixel/px.D/public"]),
        Case(
            template: nodes, fault: .init(removed: ["click.D."], added: ["click.D. A N.10"]),
            defects: [
                "address/unexpected tracking/click.D/public", "address/web-roles-share-address panel/panel.D/public",
                "address/web-roles-share-address tracking/click.D/public",
            ]),
        Case(
            template: balanced, fault: .init(added: ["px.D. A N.9"]),
            defects: ["address/bypasses-balancer pixel/px.D/public"]),
        Case(
            template: relay, fault: .init(added: ["panel.D. A N.9"]),
            defects: ["address/internal-panel-exposed panel/panel.D/public"]),
        Case(
            template: split, fault: .init(removedInside: ["px.D."], addedInside: ["px.D. A N.99"]),
            defects: ["address/views-disagree pixel/px.D/internal"]),
        Case(
            template: nodes, fault: .init(removed: ["click.D."], added: ["click.D. CNAME gone.D."]),
            defects: [
                "address/missing tracking/click.D/public", "name/alias-dangling click.D/internal",
                "name/alias-dangling click.D/public",
            ]),
        Case(
            template: nodes, fault: .init(removed: ["click.D."], added: ["*.D. A N.11"]),
            defects: ["name/wildcard-answers click.D/internal", "name/wildcard-answers click.D/public"]),
    ]

    private static let mailDomains: [Case] = [
        Case(
            template: direct, fault: .init(removed: ["news.D. IN MX"]),
            defects: ["dmarc/report-destination-undeliverable news.D/public", "from/unreachable news.D/public"]),
        Case(
            template: direct, fault: .init(removed: ["news.D. IN MX"], added: ["news.D. MX 0 ."]),
            defects: ["dmarc/report-destination-undeliverable news.D/public", "mx/null-on-sending-domain news.D/public"]),
        Case(
            template: direct, fault: .init(added: ["news.D. MX 0 ."]),
            defects: ["mx/null-beside-others news.D/public", "mx/null-on-sending-domain news.D/public"]),
        Case(
            template: direct, fault: .init(removed: ["news.D. IN MX"], added: ["news.D. MX 10 al.D.", "al.D. CNAME panel.D."]),
            defects: ["mx/target-is-alias news.D/al.D/public"]),
        Case(
            template: direct, fault: .init(removed: ["news.D. IN MX"], added: ["news.D. MX 10 192.0.2.1."]),
            defects: ["mx/target-is-address news.D/192.0.2.1/public"]),
        Case(
            template: direct, fault: .init(removed: ["news.D. IN MX"], added: ["news.D. MX 10 gone.D."]),
            defects: ["mx/target-missing news.D/gone.D/public"]),
        Case(
            template: direct, fault: .init(removed: ["news.D. IN MX"], added: ["news.D. MX 10 in.D.", "in.D. A 10.9.9.9"]),
            defects: ["mx/target-not-public news.D/in.D/public"]),
    ]

    private static let office = ["office.D. A N.77"]

    private static let returnPaths: [Case] = [
        Case(
            template: direct, fault: .init(removed: ["bounce.news.D. IN MX"]),
            defects: ["return-path/unroutable bulk/bounce.news.D/public"]),
        Case(
            template: direct, fault: .init(removed: ["bounce.news.D. IN MX"], added: ["bounce.news.D. A N.20"]),
            defects: ["return-path/implicit-mx bulk/bounce.news.D/public"]),
        Case(
            template: direct, fault: .init(removed: ["bounce.news.D. IN MX"], added: office + ["bounce.news.D. MX 10 office.D."]),
            defects: ["return-path/not-at-sender bulk/bounce.news.D/public"]),
        Case(
            template: direct, fault: .init(added: office + ["bounce.news.D. MX 20 office.D."]),
            defects: ["return-path/partly-elsewhere bulk/bounce.news.D/public"]),
        Case(
            template: split, fault: .init(removed: ["bounce.news.D. IN MX"], added: office + ["bounce.news.D. MX 10 office.D."]),
            defects: ["return-path/relay-not-public-route bulk/bounce.news.D/public"]),
        Case(
            template: split,
            fault: .init(
                removedInside: ["bounce.news.D. IN MX"], addedInside: ["bounce.news.D. MX 10 office.D.", "office.D. A 10.0.0.77"]),
            defects: ["return-path/internal-not-at-sender bulk/bounce.news.D/internal"]),
        Case(
            template: split,
            fault: .init(
                removedInside: ["bounce.news.D. IN MX"], addedInside: ["bounce.news.D. MX 10 mx.relay.D."]),
            defects: [
                "return-path/internal-not-at-sender bulk/bounce.news.D/internal",
                "return-path/views-identical bulk/bounce.news.D/internal",
            ]),
        Case(
            template: relay, fault: .init(removed: ["mta.bounce.D. IN A"], added: ["mta.bounce.D. A 10.0.0.20"]),
            defects: [
                "mx/target-not-public D/mta.bounce.D/public", "mx/target-not-public bounce.D/mta.bounce.D/public",
                "return-path/not-at-sender bulk/bounce.D/public",
                "return-path/private-address-leaked bulk/bounce.D/public",
            ]),
        Case(
            template: split, fault: .init(removedInside: ["_dmarc.news.D."]),
            defects: ["return-path/internal-zone-incomplete D/internal"]),
        Case(
            template: nodes, changes: [("mail-from: [a.bounce.D]", "mail-from: [D]")],
            fault: .init(added: office + ["D. MX 20 office.D."]),
            defects: ["return-path/partly-elsewhere a/D/public", "return-path/shared-with-mailboxes a/D/public"]),
    ]

    private static let sendingAddresses: [Case] = [
        Case(template: nodes, fault: .init(removed: ["20.R."]), defects: ["ptr/missing a/N.20"]),
        Case(
            template: direct, fault: .init(removed: ["20.R."], added: ["20.R. PTR panel.D."]),
            defects: ["ptr/not-confirmed bulk/N.20"]),
        Case(
            template: direct,
            fault: .init(removed: ["20.R."], added: ["20.R. PTR ip-N-20.D.", "ip-N-20.D. A N.20"]),
            defects: ["ptr/generic bulk/N.20"]),
        Case(
            template: nodes, changes: [("helo: mta3.D", "helo: mta3")], defects: ["helo/not-fqdn b/N.22/mta3"]),
        Case(
            template: nodes, fault: .init(removed: ["mta3.D. IN A"]),
            defects: [
                "helo/unresolvable b/N.22/mta3.D", "mx/target-missing b.bounce.D/mta3.D/public", "ptr/not-confirmed b/N.22",
                "return-path/not-at-sender b/b.bounce.D/public",
            ]),
        Case(
            template: nodes, changes: [("helo: mta2.D", "helo: mail.D")],
            fault: .init(removed: ["mail.D. IN A"], added: ["mail.D. A N.88"]),
            defects: [
                "helo/not-at-sender a/N.21/mail.D", "ptr/not-confirmed a/N.21",
                "return-path/partly-elsewhere a/a.bounce.D/public",
            ]),
        Case(
            template: nodes, fault: .init(removed: ["22.R."], added: ["22.R. PTR other.D.", "other.D. A N.22"]),
            defects: ["helo/differs-from-ptr b/N.22/mta3.D"]),
        Case(
            template: nodes, changes: [("helo: mta2.D", "helo: mta1.D")], fault: .init(removed: ["mta1.D. IN A N.21"]),
            defects: [
                "helo/not-at-sender a/N.21/mta1.D", "helo/shared a/N.21/mta1.D", "ptr/not-confirmed a/N.21",
            ]),
    ]
}
