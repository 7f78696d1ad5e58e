import ArgumentParser
import DNS
import HostNames

/// A name as people write it, refused in the words of the deployment file where it is the address of a page, a mailbox or a host.
struct HostArgument {
    let written: String
    let name: DomainName

    /// A mail domain or a host, as strict as the deployment file.
    static func domain(_ argument: String) throws -> HostArgument {
        let host = try HostArgument(argument, underscores: false)
        guard host.name.labelCount > 1 else {
            throw ValidationError("'\(argument)' is a single label; write the whole name")
        }
        guard host.name.labels.last?.allSatisfy({ (0x30...0x39).contains($0) }) == false else {
            throw ValidationError("'\(argument)' ends in a number, as no domain does")
        }
        return host
    }

    /// Any name in the DNS that a single step looks at: with underscores, or of one label.
    static func name(_ argument: String) throws -> HostArgument { try HostArgument(argument, underscores: true) }

    private init(_ argument: String, underscores: Bool) throws {
        do {
            name = try DomainName(unicode: argument, underscores: underscores)
        } catch {
            throw ValidationError("\(error)")
        }
        written = argument.hasSuffix(".") ? String(argument.dropLast()) : argument
    }
}

struct AddressArgument {
    let address: IPAddress

    init(parsing argument: String) throws {
        guard let address = IPAddress(argument) else {
            let isNetwork = argument.split(separator: "/", maxSplits: 1).first.flatMap { IPAddress(String($0)) } != nil
            throw ValidationError(
                isNetwork ? "'\(argument)' is a network; write one address" : "'\(argument)' is not an IPv4 or IPv6 address")
        }
        self.address = address
    }
}
