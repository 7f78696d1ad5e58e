import ArgumentParser
import DNS
import HostNames

/// A host name as people write it.
struct HostArgument: ExpressibleByArgument {
    let written: String
    let name: DomainName

    init?(argument: String) {
        guard let name = (try? DomainName(unicode: argument)) ?? DomainName(argument), !name.isRoot else { return nil }
        written = argument.hasSuffix(".") ? String(argument.dropLast()) : argument
        self.name = name
    }

    /// A mail domain, as strict as in the deployment file: URLs and mail addresses are refused.
    init(reading argument: String) throws {
        if let hint = Self.hint(argument) { throw ValidationError("'\(argument)' is not a domain; write '\(hint)'") }
        do {
            let name = try DomainName(unicode: argument)
            guard name.labelCount > 1 else {
                throw ValidationError("'\(argument)' is a single label; write the whole name")
            }
            guard name.labels.last?.allSatisfy({ (0x30...0x39).contains($0) }) == false else {
                throw ValidationError("'\(argument)' ends in a number, which no domain does")
            }
            written = argument.hasSuffix(".") ? String(argument.dropLast()) : argument
            self.name = name
        } catch let error as NameError {
            throw ValidationError("'\(argument)' is not a domain: \(error)")
        }
    }

    /// The domain in a URL or mail address; `nil` for other text.
    private static func hint(_ argument: String) -> String? {
        var text = Substring(argument)
        for scheme in ["https://", "http://", "mailto:"] where text.lowercased().hasPrefix(scheme) {
            text = text.dropFirst(scheme.count)
        }
        if let at = text.lastIndex(of: "@") { text = text[text.index(after: at)...] }
        let host = text.prefix { !"/?#:".contains($0) }
        guard host.count != argument.count, let name = try? DomainName(unicode: String(host)), name.labelCount > 1 else {
            return nil
        }
        return String(host)
    }
}

struct AddressArgument: ExpressibleByArgument {
    let address: IPAddress

    init?(argument: String) {
        guard let address = IPAddress(argument) else { return nil }
        self.address = address
    }
}
