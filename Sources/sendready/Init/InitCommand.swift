import ArgumentParser
import DNS
import Deployment
import Foundation
import Report
import Resolver
import StrictYAML
import SystemIO

struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Write a deployment file from the answers to the placement guide's questions.",
        discussion: """
            Asks questions in a terminal, with defaults from the DNS. Every question has a flag; without a terminal, missing \
            answers are an error that names their flags. ? explains a question, < goes back to the previous one. \
            Web hosts are given as HOST, HOST=ADDRESS,… or HOST=NAME behind a CDN; sending addresses as ADDRESS, or as \
            OWN=PUBLIC behind NAT. The plain options describe the first sender; --sender adds others, as one text:
            "name=tx; address=203.0.113.22,203.0.113.23; from=acme.example; mail-from=bounce.acme.example; dkim=s1".

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

    @Option(help: "Who must reach the panel: public or internal.")
    var panelExposure: String?

    @Option(help: "Sending address; may be repeated.")
    var senderAddress: [String] = []

    @Option(help: "Name of the sender, as reports show it. Default: bulk.")
    var senderName: String?

    @Option(help: "Address that accepts bounces, if different from the sending addresses; may be repeated.")
    var inbound: [String] = []

    @Option(
        help:
            "Another sender: KEY=VALUE; … with the keys \(SenderDraft.keys.map(\.name).joined(separator: ", ")); may be repeated."
    )
    var sender: [String] = []

    @Option(help: "Domain whose names the platform publishes, not its customer; may be repeated.")
    var infrastructure: [String] = []

    @Option(
        help: "The policy of a new DMARC record, or of one that has p=none: none, quarantine or reject.")
    var dmarcPolicy: String?

    @Option(help: "Mailbox for DMARC reports. Default: dmarc@ the From domain.")
    var dmarcReports: String?

    @Option(help: "Your own certification authority, as NAME=DOMAIN with its CAA domain; may be repeated.")
    var authority: [String] = []

    @Option(help: "The announced name: ptr, from or a name.")
    var helo: String?

    @Option(help: "DKIM selector; - for none.")
    var dkimSelector: String?

    @Option(help: "File of the DKIM private key, to compare the published key with.", completion: .file())
    var dkimKey: String?

    @Option(help: "Host name of the SMTP relay.")
    var relay: String?

    @Option(help: "Address at which the relay accepts mail; may be repeated.")
    var relayAddress: [String] = []

    @Option(
        help:
            "Address that the relay sends from, ADDRESS or ADDRESS=HELO; may be repeated. Default: where it accepts mail."
    )
    var relayEgress: [String] = []

    @Flag(
        inversion: .prefixedNo,
        help: "The MAIL FROM domain leads to the relay in the public view, and to the sender in the internal one.")
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

    @Option(help: "The file to write; - is standard output.", completion: .yaml)
    var output = "deployment.yaml"

    @Flag(help: "Replace an existing file.")
    var force = false

    @Flag(help: "Accept the defaults from the DNS for every answer that is not given.")
    var acceptDefaults = false

    @Flag(name: .customLong("no-dns"), help: "Make no DNS queries.")
    var withoutDNS = false

    @Argument(parsing: .allUnrecognized, help: .hidden)
    var roleFlags: [String] = []

    func run() async throws {
        guard output == "-" || force || !FileManager.default.fileExists(atPath: output) else {
            throw CommandFailure(.usage, "'\(output)' exists already", hint: "--output FILE, or --force to replace it")
        }
        let draft = try await described()
        if let refusal = refusal(of: draft, warns: true) { throw refusal }
        if output == "-" {
            try StandardOutput.write(draft.yaml)
        } else {
            try OutputFile.write(draft.yaml, to: output)
            Voice.write("sendready: wrote \(output)")
            Voice.hint("sendready audit \(output) checks it, sendready plan \(output) says what to publish")
        }
    }

    /// Asks until the user no longer goes back.
    private func described() async throws -> DeploymentDraft {
        let roles = try RoleFlags(roleFlags)
        var back: Interview.Back?
        while true {
            let interview = Interview(isInteractive: isatty(STDIN_FILENO) == 1, acceptsDefaults: acceptDefaults, after: back)
            var placement = Placement(flags: self, roles: roles, interview: interview)
            do {
                let resolvers = try placement.resolvers()
                let client = withoutDNS ? nil : try Self.client(resolvers)
                defer { client?.shutdown() }
                let draft = try await placement.draft(DefaultsInDNS(lookup: client))
                guard try placement.isConfirmed(draft, output, refusal: refusal(of: draft)) else {
                    throw CommandFailure(.usage, "nothing was written")
                }
                return draft
            } catch let wish as Interview.Back {
                back = wish
            }
        }
    }

    /// Why the audit would refuse the file.
    private func refusal(of draft: DeploymentDraft, warns: Bool = false) -> CommandFailure? {
        let folder = output == "-" ? "" : DeploymentFile.folder(of: output)
        do {
            let (_, warnings) = try DeploymentFile.parse(
                text: draft.yaml, file: output == "-" ? "deployment" : output, folder: folder)
            if warns { for warning in warnings { Voice.write("sendready: \(warning.rendered)") } }
            return nil
        } catch {
            return CommandFailure(error)
        }
    }

    private static func client(_ resolvers: [Endpoint]) throws -> DNSClient? {
        let servers = resolvers.isEmpty ? (try? NetworkOptions.systemResolvers()) ?? [] : resolvers
        guard !servers.isEmpty else { return nil }
        return try DNSClient(
            views: [View(name: ViewName.public.rawValue, servers: servers)], deadline: ContinuousClock.now + .seconds(600))
    }
}
