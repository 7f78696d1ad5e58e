private import COpenSSL
import Glibc

/// The OpenSSL library: its initialisation, and its per-thread error queue.
package enum OpenSSLLibrary {
    /// Initialises the library without the system's `openssl.cnf`, so that a host's policy changes no finding. Every owner
    /// of an OpenSSL object calls this first.
    static func start() { _ = isStarted }

    private static let isStarted: Bool =
        OPENSSL_init_ssl(UInt64(OPENSSL_INIT_NO_LOAD_CONFIG), nil) == 1

    /// `OpenSSL 3.0.19`
    package static var version: String {
        let words = String(cString: OpenSSL_version(OPENSSL_VERSION)).split(separator: " ")
        return words.prefix(2).joined(separator: " ")
    }

    /// Empties the queue, so that later entries belong to the next call.
    static func clearErrors() { ERR_clear_error() }

    /// An entry of the queue.
    struct Fault {
        /// The text of the reason: `sslv3 alert handshake failure`.
        let text: String
        /// The alert that the peer sent.
        let alert: Alert?
    }

    /// Empties the queue and returns its first entry, the original cause.
    static func takeFault() -> Fault? {
        let code = ERR_get_error()
        defer { ERR_clear_error() }
        guard code != 0 else { return nil }
        // Of a system call that failed, the number is the system's (ERR_SYSTEM_FLAG).
        let system = code & UInt(Int32.max)
        let text =
            code != system
            ? String(cString: strerror(Int32(truncatingIfNeeded: system)))
            : ERR_reason_error_string(code).map { String(cString: $0) } ?? "error \(code)"
        let reason = Int(ERR_GET_REASON(code))
        guard ERR_GET_LIB(code) == Int32(ERR_LIB_SSL), reason >= Int(SSL_AD_REASON_OFFSET) else {
            return Fault(text: text, alert: nil)
        }
        let number = UInt8(clamping: reason - Int(SSL_AD_REASON_OFFSET))
        let words = String(cString: SSL_alert_desc_string_long(Int32(number)))
        let name = newerAlerts[number] ?? (words == "unknown" ? "number \(number)" : words)
        return Fault(text: text, alert: Alert(number: number, name: name.split(separator: " ").joined(separator: "_")))
    }

    /// Registered alerts that OpenSSL 3.0 has no text for (RFC 8446 §6.2, RFC 7301 §3.2, RFC 4279 §6).
    private static let newerAlerts: [UInt8: String] = [
        109: "missing extension", 115: "unknown psk identity", 116: "certificate required", 120: "no application protocol",
    ]

    /// What `write` puts into an OpenSSL memory BIO, as text.
    static func text(_ write: (OpaquePointer) -> Void) -> String {
        guard let memory = BIO_new(BIO_s_mem()) else { return "" }
        defer { BIO_free_all(memory) }
        write(memory)
        var octets: UnsafeMutablePointer<CChar>?
        let count = sendready_memory(memory, &octets)
        guard let octets, count > 0 else { return "" }
        return String(decoding: UnsafeRawBufferPointer(start: octets, count: count), as: UTF8.self)
    }
}

/// A fatal alert that a server sent (RFC 8446 §6.2), by its registered name: `handshake_failure`.
package struct Alert: Hashable, Sendable {
    package let number: UInt8
    package let name: String
}
