private import COpenSSL

/// Hashes, by OpenSSL.
package enum Digest: Sendable {
    case sha256, sha512

    package func octets(_ input: [UInt8]) -> [UInt8] {
        OpenSSLLibrary.start()
        var result = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var count: UInt32 = 0
        guard EVP_Digest(input, input.count, &result, &count, self == .sha256 ? EVP_sha256() : EVP_sha512(), nil) == 1 else {
            return []
        }
        return Array(result[..<Int(count)])
    }

    func hexadecimal(_ input: [UInt8]) -> String {
        octets(input).map { String(Int($0) + 256, radix: 16).dropFirst() }.joined()
    }
}
