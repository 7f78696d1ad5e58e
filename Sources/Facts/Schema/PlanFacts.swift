package import DNS
package import Deployment

package final class WebHostFacts: SubjectDeclaration {
    package static let declared = Declared(
        "WebHost", "A web name as the deployment file gives it, whatever the view.", WebHostFacts())
    package static let kind = SubjectKind(
        "web_host", variable: "host", WebHostFacts.self, in: "web_hosts", .config, "a web name as the deployment file gives it",
        all: "Web names as the deployment file gives them.")

    package let subject = SubjectFacts.field
    package let role = Given<WebRole>("role", "Its role.")
    package let name = Given<String>("name", "The name, as the deployment file spells it.")
    package let sharedWith = Given<[WebRole]>("shared_with", "The other roles that the same name plays.")
    package let fromDomains = Given<[String]>("from_domains", "The From domains of the deployment.")
    package let underFrom = Field<Bool>(
        "under_from", .derived, "It lies within the organizational domain of one of the From domains; of tracking names.")
}

package final class ListenerFacts: SubjectDeclaration {
    package static let declared = Declared(
        "Listener", "An address and port on which web servers of the platform listen.", ListenerFacts())
    package static let kind = SubjectKind(
        "listener", variable: "listener", ListenerFacts.self, in: "listeners", .config,
        "an address and port of the platform's web servers", all: "Addresses and ports of the platform's web servers.")

    package let subject = SubjectFacts.field
    package let address = Given<IPAddress>("address", "The address: behind NAT, the platform's own.")
    package let port = Given<Int>("port", "The port.")
    package let roles = Given<[WebRole]>("roles", "The roles that listen there.")
    package let names = Given<[String]>("names", "The names that are served there.")
}

package final class AddressClaimFacts: SubjectDeclaration {
    package static let declared = Declared(
        "AddressClaim", "An address that mail is sent from, and who sends from it.", AddressClaimFacts())
    package static let kind = SubjectKind(
        "address_claim", variable: "claim", AddressClaimFacts.self, in: "address_claims", .config,
        "an address and who sends from it", all: "Addresses that mail is sent from, and by whom.")

    package let subject = SubjectFacts.field
    package let address = Given<IPAddress>("address", "The address.")
    package let owners = Given<[String]>("owners", "Senders of one kind on one node, or the relay: one entry each.")
    package let senders = Given<[String]>("senders", "The senders that name it.")
}

package final class BalancerFacts: SubjectDeclaration {
    package static let declared = Declared("Balancer", "The balancer in front of the web names.", BalancerFacts())
    package static let kind = SubjectKind(
        "balancer", variable: "balancer", BalancerFacts.self, in: "balancers", .config, "the balancer in front of the web names",
        all: "The balancer, if there is one.")

    package let subject = SubjectFacts.field
    package let addresses = Given<[IPAddress]>("addresses", "What the public web names must resolve to.")
    package let sources = Given<[IPAddress]>("sources", "The addresses from which it connects to the platform.")
    package let trusted = Given<[Network]>("trusted", "The networks that the platform trusts to name the client.")
    package let excessive = Given<[Network]>("excessive", "Those of `trusted` that contain more than the sources.")
    package let clientAddressHeader = Given<String?>(
        "client_address_header", "The header in which it passes the client's address.")
}

package final class RecordFacts: SubjectDeclaration {
    package static let declared = Declared(
        "Record", "Records of one name and type that the deployment needs in a view, as `sendready plan` compares them.",
        RecordFacts())
    package static let kind = SubjectKind(
        "record", variable: "record", RecordFacts.self, in: "records", .dns,
        "records of one name and type that must exist in a view", all: "Records that must exist, and what has to change in them.",
        concernsEveryLookup: true)

    package let subject = SubjectFacts.field
    package let owner = Given<String>("owner", "The name.")
    package let type = Given<String>("type", "The record type.")
    package let view = Given<ViewName>("view", "The view.")
    package let changes = Field<Bool>("changes", .derived, "A published record is wrong or superfluous.")
    package let was = Field<[String]>("was", .dns, "Published records that must be removed.")
    package let becomes = Field<[String]>("becomes", .derived, "Records that must be published instead.")
    package let ttl = Field<Duration?>("ttl", .dns, "How long the published records may be cached.")
}

package final class PlatformSettingFacts: SubjectDeclaration {
    package static let declared = Declared(
        "PlatformSetting", "A key of the platform's own configuration file.", PlatformSettingFacts())
    package static let kind = SubjectKind(
        "platform_setting", variable: "setting", PlatformSettingFacts.self, in: "platform_settings", .config,
        "a key of the platform's own configuration file", all: "Keys of the platform's configuration file.")

    package let subject = SubjectFacts.field
    package let file = Given<String>("file", "The file.")
    package let key = Given<String>("key", "The key, and what its value was made from.")
    package let values = Given<[String]>("values", "Its values.")
    package let expected = Given<[String]>("expected", "What the deployment file says instead: one of these.")
    package let agrees = Given<Bool>("agrees", "Every value is among the expected ones.")
}
