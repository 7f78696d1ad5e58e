import Deployment

/// What a deployment file may say and this version does not act on: said aloud, so that nobody relies on it.
enum IneffectiveSettings {
    static func list(_ deployment: Deployment) -> [String] {
        var list: [String] = []
        if deployment.probes.smtp { list.append("probes.smtp has no effect in this version: no SMTP server is probed") }
        if deployment.extraRoots != nil { list.append("tls.ca-file has no effect in this version: no certificate is looked at") }
        if !deployment.blockLists.isEmpty { list.append("dnsbl has no effect in this version: no block list is asked") }
        let profiles = deployment.rules.profiles.map(\.name).filter { $0 != "default" }
        if !profiles.isEmpty { list.append("rules.profiles has no effect in this version: \(profiles.joined(separator: ", "))") }
        if !deployment.rules.overrides.isEmpty {
            list.append("rules.override has no effect in this version: every rule keeps its severity and parameters")
        }
        if deployment.rules.waivers != nil { list.append("rules.waivers has no effect in this version: every finding counts") }
        if let view = deployment.view(.authoritative), view.place != nil {
            list.append("views.authoritative has no effect in this version: zones' own servers are not asked")
        }
        return list
    }
}
