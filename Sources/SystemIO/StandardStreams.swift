import Glibc

/// Prepares the process before anything is written or any file is opened.
package enum StandardStreams {
    /// Opens closed descriptors among 0 to 2 on `/dev/null`, so that no file takes their numbers, and makes a closed
    /// pipe and the file size limit show as errors of `write(2)` rather than as signals.
    package static func prepare() {
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) == -1 && errno == EBADF {
            // All lower descriptors are open, so this is the one that `open` returns.
            _ = open("/dev/null", O_RDWR)
        }
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
    }
}

/// Standard output: only what was asked for.
package enum StandardOutput {
    package static func write(_ text: String) throws(WriteFailure) {
        let code = Descriptor.write(text, to: STDOUT_FILENO)
        guard code == 0 else { throw WriteFailure(.writing, "standard output", code) }
    }

    package static func writeLine(_ line: String) throws(WriteFailure) { try write(line + "\n") }

    /// A line of one of the project's own programs (benchmark, generator), which has nothing to clean up: if it cannot
    /// be written, the program exits with `EX_IOERR`.
    package static func lineOrExit(_ line: String) {
        do { try writeLine(line) } catch {
            StandardError.writeLine("\(error)")
            exit(74)
        }
    }

    package static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    /// The width of the terminal; `nil` when standard output is not one, or its width is unknown.
    package static var columns: Int? {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }
}

/// Standard error. Errors in writing to it are ignored: there is nowhere left to report them.
package enum StandardError {
    package static func write(_ text: String) { _ = Descriptor.write(text, to: STDERR_FILENO) }

    package static func writeLine(_ line: String) { write(line + "\n") }

    package static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}

package enum StandardInput {
    package static var isTerminal: Bool { isatty(STDIN_FILENO) == 1 }
}
