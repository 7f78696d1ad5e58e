import Foundation
import StrictYAML
import SystemIO

/// Inspects the files that a deployment file names. Their contents never become part of a value.
struct FileInspector {
    let values: ValueReader
    /// The base of relative paths.
    let folder: String

    /// A readable file.
    func file(_ value: YAMLValue, _ what: String) -> FileReference? {
        guard let text = values.text(value, what) else { return nil }
        let path = text.hasPrefix("/") ? text : (folder as NSString).appendingPathComponent(text)
        guard let attributes = attributes(of: path) else {
            values.error(
                "\(what): there is no file '\(text)'\(path == text ? "" : " next to the deployment file")", at: value.position)
            return nil
        }
        // Pipes and devices may block, and can be read only once.
        guard attributes[.type] as? FileAttributeType == .typeRegular else {
            values.error("\(what): '\(text)' is not a regular file", at: value.position)
            return nil
        }
        guard FileManager.default.isReadableFile(atPath: path) else {
            values.error("\(what): '\(text)' is not readable by this user", at: value.position)
            return nil
        }
        return FileReference(written: text, path: path, place: values.place(value.position))
    }

    /// A PEM file with at least one certificate.
    func certificates(_ value: YAMLValue, _ what: String) -> FileReference? {
        guard let file = file(value, what) else { return nil }
        guard blocks(of: file).contains("CERTIFICATE") else {
            values.error("\(what): '\(file)' contains no certificate in PEM form", at: value.position)
            return nil
        }
        return file
    }

    /// A PEM file with an unencrypted private key; warns when others than its owner can read it.
    func privateKey(_ value: YAMLValue) -> FileReference? {
        guard let file = file(value, "private-key") else { return nil }
        let blocks = blocks(of: file)
        if blocks.contains("ENCRYPTED PRIVATE KEY") {
            values.error("private-key: '\(file)' is encrypted; give its public half as public-key", at: value.position)
        } else if blocks.contains(where: { $0.hasSuffix("PRIVATE KEY") }) {
            warnIfShared(file, at: value.position)
            return file
        } else if blocks.contains(where: { $0.hasSuffix("PUBLIC KEY") }) {
            values.error("private-key: '\(file)' contains a public key; write public-key", at: value.position)
        } else {
            values.error("private-key: '\(file)' contains no key in PEM form", at: value.position)
        }
        return nil
    }

    /// A PEM file with a public key.
    func publicKey(_ value: YAMLValue) -> FileReference? {
        guard let file = file(value, "public-key") else { return nil }
        let blocks = blocks(of: file)
        if blocks.contains(where: { $0.hasSuffix("PRIVATE KEY") }) {
            values.error("public-key: '\(file)' contains a private key; write private-key", at: value.position)
        } else if blocks.contains(where: { $0.hasSuffix("PUBLIC KEY") }) {
            return file
        } else {
            values.error("public-key: '\(file)' contains no key in PEM form", at: value.position)
        }
        return nil
    }

    private func warnIfShared(_ file: FileReference, at position: SourcePosition) {
        guard let permissions = (attributes(of: file.path)?[.posixPermissions] as? NSNumber)?.intValue else {
            values.warning("private-key: the permissions of '\(file)' are unknown", at: position)
            return
        }
        let others = [(0o040, "its group"), (0o004, "everyone")].filter { permissions & $0.0 != 0 }.map(\.1)
        guard !others.isEmpty else { return }
        values.warning("private-key: '\(file)' is readable by \(others.joined(separator: " and ")); chmod 600", at: position)
    }

    /// The attributes of the file behind symbolic links.
    private func attributes(of path: String) -> [FileAttributeKey: Any]? {
        try? FileManager.default.attributesOfItem(atPath: URL(fileURLWithPath: path).resolvingSymlinksInPath().path)
    }

    /// The labels of the PEM blocks (RFC 7468 §2) that start in the first octets of a file. An encrypted key in the older
    /// format (RFC 1421) gets the label of an encrypted key.
    private func blocks(of file: FileReference) -> [String] {
        guard let head = try? InputFile.head(of: file.path, length: DeploymentLimits.keyFileLength) else { return [] }
        var labels: [String] = []
        for line in String(decoding: head, as: UTF8.self).split(whereSeparator: \.isNewline) {
            if line.hasPrefix("Proc-Type:"), line.contains("ENCRYPTED") { labels.append("ENCRYPTED PRIVATE KEY") }
            guard line.hasPrefix("-----BEGIN "), let end = line.range(of: "-----", options: .backwards) else { continue }
            labels.append(String(line[line.index(line.startIndex, offsetBy: 11)..<end.lowerBound]))
        }
        return labels
    }
}
