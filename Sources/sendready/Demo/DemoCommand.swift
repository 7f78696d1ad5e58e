import ArgumentParser
import AuthoritativeServer
import DNS
import Deployment
import LDNSCodec
import Report
import Rules
import SystemIO

struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Audit a deployment with typical faults, without leaving this machine.",
        discussion: """
            Starts a name server and web servers on loopback with the demonstration's records and certificates, audits its deployment \
            against them, and exits with 2, like any audit of such a deployment. Needs no network and no privileges.
            """)

    @Flag(help: "Print the deployment file and the zone instead of the report.")
    var files = false

    @OptionGroup var options: ReportOptions

    func run() async throws {
        guard !files else {
            let file = DemoDeployment.file(resolver: "127.0.0.1:5300")
            return try StandardOutput.writeLine(file + "\n" + DemoDeployment.zone)
        }
        let book = try RulesFolder(path: nil).book()
        try options.checkRules(of: book)
        let (server, resolver) = try Self.startServer()
        defer { server.stop() }
        let plan: Plan
        do {
            let file = DemoDeployment.file(resolver: resolver.description)
            plan = Plan(try DeploymentFile.parse(text: file, file: "demo.yaml", folder: ".").deployment)
        } catch {
            throw CommandFailure(error)
        }
        let servers = try DemoServers()
        defer { servers.stop() }
        Voice.hint("a name server with the demonstration's records answers on \(resolver)")
        Voice.hint("web servers with the demonstration's certificates listen on loopback, ports \(servers.ports)")
        var settings = AuditSettings()
        settings.demonstration = servers
        let run = AuditRun(settings: settings, showsProgress: false)
        let job = AuditRun.Job(plan: plan, rules: try RuleConfiguration(book: book, rules: options.rule))
        try options.end(with: try await run.run([job]).map(\.report), interrupted: run.interruption.status)
    }

    private static func startServer() throws -> (AuthoritativeServer, Endpoint) {
        do {
            let records = try ZoneFile(parsing: DemoDeployment.zone, file: "demo.zone").records
            let data = AuthoritativeData(zones: [try Zone(origin: .root, records: records)])
            let server = AuthoritativeServer(data: data, recursionAvailable: true) { question in
                question.name.lowercased.absoluteText == DemoDeployment.brokenName ? .servfail : .answer
            }
            guard let resolver = try server.start().first else {
                throw CommandFailure(.internal, "the demonstration's name server did not start")
            }
            return (server, resolver)
        } catch let failure as CommandFailure {
            throw failure
        } catch {
            throw CommandFailure(.internal, "the demonstration's name server did not start: \(error)")
        }
    }
}
