import ArgumentParser
import DNS
import Deployment
import Foundation
import Report
import Resolver
import StrictYAML

struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Write a deployment file from the answers to the placement guide's questions.",
        discussion: """
            Asks in a terminal, with what the DNS already says as defaults. Every question has a flag; without a terminal, \
            answers that are missing are an error that names their flags. Web hosts are given as HOST or HOST=ADDRESS,…; \
            sending addresses as ADDRESS, or as OWN=PUBLIC behind NAT.

            Hosts, each option may be repeated:
            \(RoleFlags.help)
            """)

    @Option(help: "Name of the deployment, as reports show it.")
    var name: String?

    @Option(help: "direct, relay or load-balanced.")
    var scheme: String?

    @Option(help: "From domain; may be repeated.")
    var from: [String] = []

    @Option(help: "MAIL FROM (Return-Path) domain; may be repeated.")
    var mailFrom: [String] = []

    @Option(help: "Who reaches the panel: public or internal.")
    var panelExposure: String?

    @Option(help: "Sending address; may be repeated.")
    var senderAddress: [String] = []

    @Option(help: "The announced name: ptr, from or a name.")
    var helo: String?

    @Option(help: "DKIM selector; - for none.")
    var dkimSelector: String?

    @Option(help: "File of the DKIM private key, to compare the published key with.")
    var dkimKey: String?

    @Option(help: "Host name of the SMTP relay.")
    var relay: String?

    @Option(help: "Address at which the relay accepts mail; may be repeated.")
    var relayAddress: [String] = []

    @Option(help: "Address from which the relay reaches the Internet; may be repeated. Default: where it accepts mail.")
    var relayEgress: [String] = []

    @Flag(inversion: .prefixedNo, help: "The MAIL FROM domain leads to the relay outside, and to the sender inside.")
    var splitDns: Bool?

    @Option(help: "Address of the balancer, to which the web names lead; may be repeated.")
    var balancerAddress: [String] = []

    @Option(help: "Address from which the balancer connects to the platform; may be repeated.")
    var balancerSource: [String] = []

    @Option(help: "Header in which the balancer passes the visitor's address.")
    var clientAddressHeader: String?

    @Option(help: "Resolver of the public view; may be repeated. Default: the system's.")
    var publicResolver: [String] = []

    @Option(help: "Resolver of the internal view; may be repeated.")
    var internalResolver: [String] = []

    @Option(help: "The file to write; - is standard output.")
    var output = "deployment.yaml"

    @Flag(help: "Take the place of a file that exists.")
    var force = false

    @Flag(help: "Take what the DNS says for every answer that is not given.")
    var acceptDefaults = false

    @Flag(name: .customLong("no-dns"), help: "Ask the DNS nothing.")
    var withoutDNS = false

    @Argument(parsing: .allUnrecognized, help: .hidden)
    var roleFlags: [String] = []

    func run() async throws {
        guard output == "-" || force || !FileManager.default.fileExists(atPath: output) else {
            throw CommandFailure(.usage, "'\(output)' exists already", hint: "--output FILE, or --force to replace it")
        }
        let interview = Interview(isInteractive: isatty(STDIN_FILENO) == 1, acceptsDefaults: acceptDefaults)
        var placement = Placement(flags: self, roles: try RoleFlags(roleFlags), interview: interview)
        let resolvers = try placement.resolvers()
        let client = withoutDNS ? nil : try Self.client(resolvers)
        defer { client?.shutdown() }
        let draft = try await placement.draft(DefaultsInDNS(lookup: client))
        try check(draft)
        if output == "-" {
            FileHandle.standardOutput.write(Data(draft.yaml.utf8))
        } else {
            try OutputFile.write(draft.yaml, to: output)
            Voice.write("sendready: wrote \(output)")
            Voice.hint("sendready audit \(output) looks at it, sendready plan \(output) says what to publish")
        }
    }

    /// Nothing is written that the audit would refuse.
    private func check(_ draft: DeploymentDraft) throws {
        let folder = output == "-" ? "" : (output as NSString).deletingLastPathComponent
        do {
            let (_, warnings) = try DeploymentFile.parse(
                text: draft.yaml, file: output == "-" ? "deployment" : output, folder: folder)
            for warning in warnings { Voice.write("sendready: \(warning.rendered)") }
        } catch {
            throw CommandFailure(error)
        }
    }

    private static func client(_ resolvers: [Endpoint]) throws -> DNSClient? {
        let servers = resolvers.isEmpty ? (try? NetworkOptions.systemResolvers()) ?? [] : resolvers
        guard !servers.isEmpty else { return nil }
        return try DNSClient(
            views: [View(name: ViewName.public.rawValue, servers: servers)], deadline: ContinuousClock.now + .seconds(600))
    }
}
