import DNS
import Deployment
import Facts
import MailPolicy
import Probes

/// The shared context of one survey's collectors.
struct SurveyContext: Sendable {
    let plan: Plan
    /// The servers of each view; missing views cannot be checked.
    let resolvers: [ViewName: [Endpoint]]
    let network: any SurveyNetwork
    let publicSuffixes: PublicSuffixList?
    /// The public half of each DKIM key in the deployment file, by the name of its record.
    let givenKeys: [DomainName: DKIMPublicKey]
    let platformConfiguration: PlatformConfiguration?
    let authority: Authority?
    let prober: Prober?
    /// The fields of the root object that some rule reads; `nil` for all.
    let needs: Set<String>?
    /// The domain that is surveyed without a deployment file; `nil` for a deployment's survey.
    var firstContact: FirstContact?
    /// Everything published at the domain of a first contact is collected; not to prove a repair.
    var collectsOverview = true
    /// Authoritative servers are compared with resolvers' answers; otherwise they are only used for DNSSEC validation.
    var asksZones = true
    let log = ObservationLog()

    /// The client of a view; `nil` for one that the deployment file does not describe.
    func client(_ view: ViewName) -> ViewClient? {
        guard resolvers[view] != nil else { return nil }
        return ViewClient(view: view, network: network, log: log, isPublic: plan.isPublic)
    }

    /// What texts call a sender. Without a deployment file nobody named it: it goes by its domain there, and only keys of
    /// subjects contain the word that stands for it.
    func title(ofSender name: String) -> String { firstContact?.domain.written ?? name }

    /// Whether some rule reads facts about subjects of one of these kinds. Facts from the deployment file are always there.
    func needs(_ subjects: [any SubjectDeclaration.Type]) -> Bool {
        guard let needs else { return true }
        let kinds = subjects.map { $0.kind }
        return kinds.contains { needs.contains($0.field) || $0.source == .config }
            || FactSchema.current.kinds.contains { $0.concernsEveryLookup && needs.contains($0.field) }
    }

    /// Whether the sources of facts about subjects of a kind are available.
    func canLearn(_ subject: any SubjectDeclaration.Type) -> Bool {
        subject.kind.requirements.allSatisfy { requirement in
            switch requirement {
            case .authoritativeView: authority != nil
            case .internalView: resolvers[.internal] != nil
            case .tlsProbes: prober != nil && plan.deployment.probes.tls
            case .smtpProbes: prober != nil && plan.deployment.probes.smtp
            }
        }
    }

    /// The authority, if authoritative servers are checked.
    var zoneAuthority: Authority? { asksZones ? authority : nil }

    /// The prober, if facts about subjects of a kind may be collected by connecting to servers.
    func prober(for subject: any SubjectDeclaration.Type) -> Prober? { canLearn(subject) ? prober : nil }

    /// The prober, if pages may be fetched.
    var pageProber: Prober? { plan.deployment.probes.http ? prober : nil }

    /// Without a public suffix list, two labels: such a domain may be a public suffix.
    func organization(of name: DomainName) -> DomainName {
        publicSuffixes.map { $0.organizationalDomain(of: name).lowercased } ?? name.lowercased.suffix(2)
    }

    var organizations: Organizations { Organizations(publicSuffixes: publicSuffixes) }

    /// Whether a name is in an organization of the deployment, if that can be determined.
    func organizationFact(_ isKnown: Bool?) -> Learned<Bool> {
        isKnown.map(Learned.known) ?? .unknown(Self.noPublicSuffixList)
    }

    static let noPublicSuffixList = Unknown(
        .notProbed, detail: "the public suffix list is not installed here (Debian package publicsuffix)")

    /// A name can only be checked from views that the deployment file describes.
    static func notDescribed(_ host: HostName, _ view: ViewName) -> Unknown {
        Unknown(
            .notProbed, question: Question(host.name, .a).description, view: view.word,
            detail: "the deployment file describes no \(view.word) view: add views.\(view.word) with its resolvers")
    }
}
