import Glibc

/// Owns an open descriptor and closes it. A class, so that dictionaries can hold it; it never changes.
package final class FileDescriptor: Sendable {
    package let number: Int32

    /// - Throws: the error in `errno` when `number` is the -1 of a failed call.
    package init(adopting number: Int32, from call: StaticString) throws(SystemError) {
        guard number >= 0 else { throw SystemError(call) }
        self.number = number
    }

    deinit { close(number) }
}

/// A failed system call.
package struct SystemError: Error, Hashable, CustomStringConvertible {
    package let call: String
    package let code: Int32

    package init(_ call: StaticString, code: Int32 = errno) {
        self.call = "\(call)"
        self.code = code
    }

    /// The reason in the C library's words, in lower case: `connection refused`.
    package var reason: String {
        let text = String(cString: strerror(code))
        return text.prefix(1).lowercased() + text.dropFirst()
    }

    package var description: String { "\(call): \(reason)" }
}
