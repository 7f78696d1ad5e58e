import Glibc

/// What must be so before anything is written or any file is opened.
package enum StandardStreams {
    /// Opens those of the descriptors 0 to 2 that are closed on `/dev/null`, so that no file takes their place, and lets a
    /// reader that has gone and a file that has reached its greatest size show as errors of `write(2)` rather than as signals.
    package static func prepare() {
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) == -1 && errno == EBADF {
            // The lowest free descriptor is this one, since those before it are open.
            _ = open("/dev/null", O_RDWR)
        }
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
    }
}

/// Standard output: it carries what was asked for, and nothing else.
package enum StandardOutput {
    package static func write(_ text: String) throws(WriteFailure) {
        let code = Descriptor.write(text, to: STDOUT_FILENO)
        guard code == 0 else { throw WriteFailure(.writing, "standard output", code) }
    }

    package static func writeLine(_ line: String) throws(WriteFailure) { try write(line + "\n") }

    /// A line of a program of the project's own, a benchmark or generator, which has nothing to tidy up: where it cannot be
    /// written, the program ends with `EX_IOERR`.
    package static func lineOrExit(_ line: String) {
        do { try writeLine(line) } catch {
            StandardError.writeLine("\(error)")
            exit(74)
        }
    }

    package static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    /// The width of the terminal; `nil` when it is none, or does not say.
    package static var columns: Int? {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }
}

/// Standard error. What cannot be written there is lost: there is no other place to say it.
package enum StandardError {
    package static func write(_ text: String) { _ = Descriptor.write(text, to: STDERR_FILENO) }

    package static func writeLine(_ line: String) { write(line + "\n") }

    package static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}

package enum StandardInput {
    package static var isTerminal: Bool { isatty(STDIN_FILENO) == 1 }
}
