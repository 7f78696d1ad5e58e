import DNS
import Foundation
package import StrictYAML
import SystemIO

/// Deployment files: YAML, `version: 1`.
package enum DeploymentFile {
    /// The version of the format that this program reads.
    package static let version = DeploymentShape.version

    /// Reads the file at `path`; `values` replace `${name}` in it.
    /// - Parameter mayBlock: `false` where nobody may be kept waiting: then pipes and devices are refused, and `-` is a name.
    /// - Returns: the deployment, and its warnings in file order.
    package static func load(
        path: String, values: [String: String]? = nil, mayBlock: Bool = true
    ) throws(Diagnostics) -> (deployment: Deployment, warnings: [Diagnostic]) {
        let document = try document(path: path, mayBlock: mayBlock)
        let filled = try values.map { values throws(Diagnostics) in try YAMLSubstitution(values)(document) } ?? document
        return try read(filled, folder: folder(of: path))
    }

    /// Reads `text`. `file` is the name in diagnostics; relative paths start from `folder`.
    package static func parse(
        text: String, file: String, folder: String
    ) throws(Diagnostics) -> (deployment: Deployment, warnings: [Diagnostic]) {
        try read(try YAMLDocument(parsing: text, file: file), folder: folder)
    }

    /// The folder of a file; empty for the current one, and for standard input. (Foundation's own function crashes on a
    /// one-character name.)
    package static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "" }
        let folder = path[..<slash]
        return folder.isEmpty ? "/" : String(folder)
    }

    static func document(path: String, mayBlock: Bool = true) throws(Diagnostics) -> YAMLDocument {
        let octets: [UInt8]
        do {
            octets =
                mayBlock
                ? try InputFile.read(path, limit: maximumLength) : try InputFile.readRegular(path, limit: maximumLength)
        } catch {
            if error.isTooLong { throw failure(path, "is larger than \(maximumLength >> 20) MiB") }
            if !mayBlock, error.isIrregular { throw failure(path, "is not a regular file") }
            throw failure(path, error.isAbsent ? "there is no such file" : "cannot be read: \(error.reason)")
        }
        guard let text = String(validating: octets, as: UTF8.self) else { throw failure(path, "is not UTF-8") }
        return try YAMLDocument(parsing: text, file: path)
    }

    static func read(
        _ document: YAMLDocument, folder: String
    ) throws(Diagnostics) -> (deployment: Deployment, warnings: [Diagnostic]) {
        let yaml = YAMLReader(document)
        let values = ValueReader(yaml: yaml)
        try checkVersion(yaml)
        refuseTags(yaml.document.root, yaml)
        guard let root = ShapedMap(yaml.document.root, DeploymentShape.root, yaml) else {
            throw Diagnostics(yaml.sortedDiagnostics)
        }
        let deployment = read(root, values, FileInspector(values: values, folder: folder))
        if let deployment { Contradictions(root: root, deployment: deployment, values: values).report() }
        guard let deployment, !yaml.hasErrors else { throw Diagnostics(yaml.sortedDiagnostics) }
        return (deployment, yaml.sortedDiagnostics)
    }

    private static let maximumLength = YAMLDocument.maximumLength

    private static func failure(_ file: String, _ message: String) -> Diagnostics {
        Diagnostics([Diagnostic(file: file, position: .wholeFile, message: message)])
    }

    /// Checked first: another version may have other keys.
    private static func checkVersion(_ yaml: YAMLReader) throws(Diagnostics) {
        let root = yaml.document.root
        guard case .mapping(let entries) = root.content else { return }
        guard let value = entries.first(where: { $0.key == "version" })?.value else {
            yaml.report("\(DeploymentShape.root.what) lacks the key 'version'; write 'version: \(version)'", at: root.position)
            throw Diagnostics(yaml.sortedDiagnostics)
        }
        guard case .scalar(let text, .plain) = value.content, let number = Int(text) else {
            _ = yaml.integer(value, "version", in: version...version)
            throw Diagnostics(yaml.sortedDiagnostics)
        }
        guard number != version else { return }
        yaml.report(
            number > version
                ? "this file needs a newer sendready: it has version \(number), and this one reads version \(version)"
                : "version must be \(version), not '\(number)'",
            at: value.position)
        throw Diagnostics(yaml.sortedDiagnostics)
    }

    private static func refuseTags(_ value: YAMLValue, _ yaml: YAMLReader) {
        if let tag = value.tag { yaml.report("tag '\(tag)' is not allowed here", at: value.position) }
        switch value.content {
        case .scalar: break
        case .sequence(let items): for item in items { refuseTags(item, yaml) }
        case .mapping(let entries): for entry in entries { refuseTags(entry.value, yaml) }
        }
    }

    /// Reads every part, so that all mistakes are reported; `nil` when the deployment has no name or no scheme.
    private static func read(_ root: ShapedMap, _ values: ValueReader, _ files: FileInspector) -> Deployment? {
        _ = root["version"]
        let yaml = values.yaml
        let name = root["name"].flatMap { values.title($0, "name") }
        let scheme = root["scheme"].flatMap { yaml.word($0, "scheme", as: Scheme.self) }
        let views = ViewReader(values: values, files: files)
        let web = WebHostReader(values: values)
        let rules = RuleSettingsReader(values: values, files: files)
        let viewDefinitions = views.views(root["views"])
        let networks = root["networks"].flatMap(views.networks) ?? AddressScopes()
        let policies = PolicyReader(values: values, files: files)
        let trust = root["tls"].map(policies.tls)
        let infrastructure = root["infrastructure"].map(policies.infrastructure) ?? []
        let dmarc = root["dmarc"].flatMap(policies.dmarc) ?? DMARCWish()
        let hosts = WebRole.allCases.map { ($0, web.hosts(root, $0, scheme: scheme)) }
        let balancer = root["balancer"].flatMap(web.balancer)
        let relay = root["relay"].flatMap(RelayReader(values: values).relay)
        let senders = SenderReader(values: values, files: files).senders(root, scheme: scheme)
        let platform = root["platform"].flatMap { ShapedMap($0, DeploymentShape.platform, yaml) }
            .flatMap { $0["config"] }.flatMap { files.file($0, "config") }
        let probes = root["probes"].flatMap { self.probes($0, yaml) } ?? ActiveProbes()
        let blockLists = root.list("dnsbl", identity: \.name) { values.host($0, "dnsbl") }
        let settings = root["rules"].flatMap(rules.settings) ?? RuleSettings()
        guard let name, let scheme else { return nil }
        return Deployment(
            name: name, scheme: scheme, views: viewDefinitions, networks: networks, extraRoots: trust?.roots,
            authorities: trust?.authorities ?? [], infrastructure: infrastructure, dmarc: dmarc,
            web: Dictionary(uniqueKeysWithValues: hosts), balancer: balancer, relay: relay, senders: senders,
            platformConfiguration: platform, probes: probes, blockLists: blockLists, rules: settings, file: yaml.document.file)
    }

    private static func probes(_ value: YAMLValue, _ yaml: YAMLReader) -> ActiveProbes? {
        guard let map = ShapedMap(value, DeploymentShape.probes, yaml) else { return nil }
        let usual = ActiveProbes()
        return ActiveProbes(
            tls: map["tls"].flatMap { yaml.boolean($0, "tls") } ?? usual.tls,
            smtp: map["smtp"].flatMap { yaml.boolean($0, "smtp") } ?? usual.smtp,
            http: map["http"].flatMap { yaml.boolean($0, "http") } ?? usual.http)
    }
}
