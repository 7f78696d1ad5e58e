private import CCrypto

/// SHA-256 (FIPS 180-4), by libcrypto.
package enum SHA256 {
    /// 64 lower-case hexadecimal digits.
    package static func hexadecimal(_ text: String) -> String {
        Library.start()
        var text = text
        var result = [UInt8](repeating: 0, count: 32)
        let isDone = text.withUTF8 { EVP_Digest($0.baseAddress, $0.count, &result, nil, EVP_sha256(), nil) == 1 }
        // libcrypto fails here only when it is out of memory or SHA-256 is disabled.
        guard isDone else { return "" }
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: result.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
