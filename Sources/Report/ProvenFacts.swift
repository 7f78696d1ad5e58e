package import Facts
package import Rules

/// The proven repairs of a run, stored in its fact file: a judgement with the same failures has the same repairs.
package enum ProvenFacts {
    /// The fact file with the repairs proven in the same run.
    package static func added(to file: JSONValue, _ report: Report) -> JSONValue {
        guard let proven = report.repairs, case .object(var members) = file else { return file }
        members["proven"] = [
            "failing": .strings(failing(report.findings)), "repairs": .array(proven.repairs.map(JSONReport.value)),
            "afterRepairs": JSONReport.afterRepairs(proven),
        ]
        return .object(members)
    }

    /// The judgement with the proven repairs of the fact file; unchanged if its failures differ from that run's.
    package static func applied(to judgement: Judgement, from file: JSONValue) -> Judgement {
        guard let proven = file["proven"], texts(proven["failing"]) == failing(judgement.findings),
            case .array(let repairs)? = proven["repairs"], case .array(let left)? = proven["afterRepairs"]?["left"],
            let verdict = proven["afterRepairs"]?["verdict"]?.text.flatMap(Verdict.init)
        else { return judgement.unproven }
        return judgement.with(
            ProvenRepairs(repairs: repairs.compactMap(repair), verdict: verdict, left: left.compactMap(self.left)))
    }

    private static func failing(_ findings: [Finding]) -> [String] {
        findings.filter { $0.outcome == .fail }.map(\.fingerprint).sorted()
    }

    private static func texts(_ json: JSONValue?) -> [String] {
        guard case .array(let items)? = json else { return [] }
        return items.compactMap(\.text)
    }

    private static func repair(_ json: JSONValue) -> Repair? {
        guard let owner = json["owner"]?.text, let type = json["type"]?.text, let view = json["view"]?.text,
            let zone = json["zone"]?.text, let by = json["by"]?.text.flatMap(RepairOwner.init)
        else { return nil }
        return Repair(
            owner: owner, type: type, view: view, zone: zone, old: json["old"]?.text, new: json["new"]?.text,
            clears: texts(json["clears"]), by: by, reasons: texts(json["why"]), note: json["note"]?.text)
    }

    private static func left(_ json: JSONValue) -> ProvenRepairs.Left? {
        guard let rule = json["rule"]?.text, let outcome = json["outcome"]?.text.flatMap(Outcome.init),
            let severity = json["severity"]?.text.flatMap(Severity.init), let title = json["title"]?.text,
            let subject = json["subject"], let kind = subject["kind"]?.text, let key = subject["key"]?.text,
            let by = json["by"]?.text.flatMap(RepairOwner.init)
        else { return nil }
        let identity = FindingSubject(
            kind: kind, key: key, role: subject["role"]?.text, name: subject["name"]?.text, view: subject["view"]?.text,
            address: subject["address"]?.text, sender: subject["sender"]?.text)
        return ProvenRepairs.Left(
            Finding(rule: rule, outcome: outcome, severity: severity, subject: identity, title: title, message: ""), by: by)
    }
}
