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
        let octets = octets(input)
        return String(unsafeUninitializedCapacity: 2 * octets.count) { text in
            for (index, octet) in octets.enumerated() {
                for (place, digit) in [octet >> 4, octet & 15].enumerated() {
                    text[2 * index + place] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
                }
            }
            return 2 * octets.count
        }
    }
}
