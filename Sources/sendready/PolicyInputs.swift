import DNS
import Deployment
import Facts
import Foundation
import MailPolicy
import Report
import Survey
import SystemIO

/// Inputs of mail policy besides the deployment file.
enum PolicyInputs {
    /// Where Debian's package `publicsuffix` installs the list.
    private static let publicSuffixFile = "/usr/share/publicsuffix/public_suffix_list.dat"

    /// The public suffix list of the system; `nil` when it is not installed.
    static func publicSuffixes() -> PublicSuffixList? {
        (try? String(contentsOfFile: publicSuffixFile, encoding: .utf8)).map { PublicSuffixList($0) }
    }

    /// The public half of each DKIM key in the deployment file, by the name of its record.
    static func givenKeys(_ plan: Plan) throws(CommandFailure) -> [DomainName: DKIMPublicKey] {
        var keys: [DomainName: DKIMPublicKey] = [:]
        for planned in plan.dkimKeys {
            guard let file = planned.keyFile?.reference else { continue }
            guard let text = try? String(contentsOfFile: file.path, encoding: .utf8) else {
                throw CommandFailure(.refused, "\(file.place): the key file '\(file.written)' cannot be read")
            }
            do throws(DKIMKeyFile.Fault) {
                keys[planned.recordName] = try DKIMKeyFile(text).key
            } catch {
                throw CommandFailure(
                    .refused, "\(file.place): the key file '\(file.written)' contains no usable key: \(error.rawValue)")
            }
        }
        return keys
    }

    /// The platform's own configuration; `nil` when the deployment file names none. With `warns`, prints a warning if it
    /// contains nothing to compare.
    static func platformConfiguration(_ plan: Plan, warns: Bool = false) throws(CommandFailure) -> PlatformConfiguration? {
        guard let file = plan.deployment.platformConfiguration else { return nil }
        let refused = { (reason: String) in
            CommandFailure(.refused, "\(file.place): the platform's configuration '\(file.written)' \(reason)")
        }
        let octets: [UInt8]
        do { octets = try InputFile.read(file.path, limit: platformFileLimit) } catch {
            throw refused(error.isTooLong ? "is larger than \(platformFileLimit >> 20) MiB" : "cannot be read")
        }
        guard let text = String(validating: octets, as: UTF8.self) else { throw refused("is not UTF-8") }
        do {
            let configuration = PlatformConfiguration(file: file.written, try JSONParser.parse(text))
            if warns, !configuration.holds(anyOf: plan.platformSettings) {
                let keys = plan.platformSettings.map(\.key).joined(separator: ", ")
                Voice.warning("\(file.place): '\(file.written)' contains nothing to compare: none of \(keys)")
            }
            return configuration
        } catch {
            throw refused("is not JSON: \(error)")
        }
    }

    private static let platformFileLimit = 4 << 20
}
