import Glibc

/// Why something could not be written, for the operator: `cannot write 'report.json': No space left on device`.
package struct WriteFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// How far writing got.
    package enum Step: Sendable { case creating, writing }

    package let step: Step
    /// `standard output`, or a file's name in quotes.
    package let target: String
    /// An `errno`.
    package let code: Int32
    private let reason: String

    init(_ step: Step, _ target: String, _ code: Int32, reason: String? = nil) {
        self.step = step
        self.target = target
        self.code = code
        self.reason = reason ?? errorText(code)
    }

    /// The reader of the pipe is gone, so there is no one left to report it to.
    package var isBrokenPipe: Bool { step == .writing && code == EPIPE }

    package var description: String { "cannot write \(target): \(reason)" }
}

/// Why something could not be read.
package struct ReadFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file's name in quotes, or `standard input`.
    package let target: String
    /// An `errno`; `EFBIG` for input longer than the caller's limit.
    package let code: Int32
    /// The system's words for it.
    package let reason: String

    init(_ target: String, _ code: Int32, reason: String? = nil) {
        self.target = target
        self.code = code
        self.reason = reason ?? errorText(code)
    }

    package var isAbsent: Bool { code == ENOENT }
    package var isTooLong: Bool { code == EFBIG }
    /// A pipe, a device or a socket, where only a regular file is read.
    package var isIrregular: Bool { code == EINVAL }
    package var description: String { "cannot read \(target): \(reason)" }
}

/// The C library's text for an `errno`.
package func errorText(_ code: Int32) -> String { String(cString: strerror(code)) }
