import Report
import SystemIO

/// Text files that the command line names.
enum InputText {
    /// A text file, or standard input for `-`.
    static func read(_ path: String) throws(CommandFailure) -> String {
        let octets: [UInt8]
        do { octets = try InputFile.read(path) } catch { throw CommandFailure(error) }
        guard let text = String(validating: octets, as: UTF8.self) else {
            throw CommandFailure(.refused, "\(path == "-" ? "standard input" : "'\(path)'") is not UTF-8 text")
        }
        return text
    }
}
