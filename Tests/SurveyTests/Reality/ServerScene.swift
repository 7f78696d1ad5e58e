import DNS
import Facts
import Foundation
import Probes
import Synchronization
import TestPeers

/// The servers of a test, and their addresses in files and records.
final class ServerScene: Sendable {
    let hierarchy: CertificateHierarchy
    /// An authority that has CAA domains by its organization.
    let known: CertificateMint.Minted
    let folder: TemporaryFolder
    let now: Timestamp

    private struct State {
        var places: [Endpoint: Endpoint] = [:]
        var processes: [ServerProcess] = []
        var streams: [ScriptedStream] = []
        var webHosts = 0
        var mailHosts = 0
        var policyHosts = 0
    }
    private let state = Mutex(State())

    init() async throws {
        hierarchy = try await CertificateHierarchy()
        known = try await hierarchy.mint.authority("O=Let's Encrypt, CN=R99", by: hierarchy.root)
        folder = try TemporaryFolder()
        now = Timestamp(seconds: Int64(Date().timeIntervalSince1970))
    }

    /// Maps addresses to the servers; at other addresses there is none.
    func prober(roots: Bool = true, deadline: ContinuousClock.Instant? = nil) throws -> Prober {
        let store = try TrustStore(system: false, file: roots ? hierarchy.root.path : nil)
        var settings = ProbeSettings(roots: store, now: now.seconds, deadline: deadline)
        let places = state.withLock { $0.places }
        settings.endpointMapping = { places[$0] }
        settings.connectionTimeout = .seconds(2)
        settings.fetchTimeout = .seconds(3)
        settings.greetingTimeout = .seconds(3)
        settings.replyTimeout = .seconds(3)
        settings.dialogueTimeout = .seconds(6)
        return Prober(settings)
    }

    /// `203.0.113.NUMBER`
    static func endpoint(_ number: Int, _ port: UInt16) -> Endpoint {
        Endpoint(address: IPAddress(family: .ipv4, number: 0xcb00_7100 + UInt128(number)), port: port)
    }

    var webHosts: Int { state.withLock { $0.webHosts } }
    var mailHosts: Int { state.withLock { $0.mailHosts } }
    /// The name of the next web host.
    var nextName: String { "h\(webHosts + 1).acme.example" }

    func wish() -> CertificateMint.Wish { CertificateMint.Wish("CN=\(nextName)", names: [nextName]) }

    /// Serves a certificate of the hierarchy, or of another authority below its root.
    func serve(
        issuer: CertificateMint.Minted? = nil, options: [String] = [],
        _ change: (inout CertificateMint.Wish) -> Void = { _ in }
    ) async throws {
        let issuer = issuer ?? hierarchy.intermediate
        var wish = wish()
        change(&wish)
        let leaf = try await hierarchy.mint.mint(wish, by: issuer)
        place(try await OpenSSLServer.start(leaf, chain: [issuer], options: options))
    }

    /// Places the next web host.
    func place(_ endpoint: Endpoint?, port80: Endpoint? = nil) {
        state.withLock { state in
            state.webHosts += 1
            if let endpoint { state.places[Self.endpoint(state.webHosts, 443)] = endpoint }
            if let port80 { state.places[Self.endpoint(state.webHosts, 80)] = port80 }
        }
    }

    func place(_ process: ServerProcess, port80: ScriptedStream? = nil) {
        state.withLock {
            $0.processes.append(process)
            $0.streams += [port80].compactMap(\.self)
        }
        place(process.endpoint, port80: port80?.endpoint)
    }

    func place(_ stream: ScriptedStream, port80: ScriptedStream? = nil) {
        state.withLock { $0.streams += [stream, port80].compactMap(\.self) }
        place(stream.endpoint, port80: port80?.endpoint)
    }

    /// Places the next mail host.
    func placeMail(_ endpoint: Endpoint?) {
        state.withLock { state in
            state.mailHosts += 1
            if let endpoint { state.places[Self.endpoint(100 + state.mailHosts, 25)] = endpoint }
        }
    }

    func placeMail(_ process: ServerProcess) {
        state.withLock { $0.processes.append(process) }
        placeMail(process.endpoint)
    }

    func placeMail(_ stream: ScriptedStream) {
        state.withLock { $0.streams.append(stream) }
        placeMail(stream.endpoint)
    }

    /// Places the next policy host.
    func placePolicy(_ process: ServerProcess) {
        state.withLock { state in
            state.processes.append(process)
            state.policyHosts += 1
            state.places[Self.endpoint(150 + state.policyHosts, 443)] = process.endpoint
        }
    }

    func stop() async {
        let (processes, streams) = state.withLock { ($0.processes, $0.streams) }
        for stream in streams { stream.stop() }
        for process in processes { await process.stop() }
    }
}
