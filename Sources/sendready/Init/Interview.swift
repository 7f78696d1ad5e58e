import Foundation
import Report
import SystemIO

/// Asks questions in a terminal, or takes the answers from flags. Without a terminal, a missing answer is an error that
/// names its flag.
///
/// In a terminal, `?` explains a question and `<` goes back to the previous one: the interview restarts with the answers up
/// to there, and offers those that came after it again.
struct Interview {
    /// What is asked.
    struct Question {
        let flag: String
        let text: String
        /// What an answer that is not required stands for when it is empty.
        var empty = "none"
        /// What `?` says.
        var help = "There is no further help; an empty answer accepts the value in brackets."
        /// Whether there has to be an answer.
        var isRequired = true
        /// Whether several answers may be given, separated by blanks or commas.
        var takesSeveral = false
        /// Whether an answer may hold a list itself: `HOST=ADDRESS,ADDRESS`.
        var takesLists = false
    }

    /// The user wants to answer an earlier question again.
    struct Back: Error {
        /// The answers before it.
        let answers: [String]
        /// All answers so far, by question.
        let offered: [String: String]
    }

    struct Refusal: Error {
        let reason: String
    }

    let isInteractive: Bool
    /// Accepts the defaults that were found without asking.
    let acceptsDefaults: Bool
    private(set) var missing: [Question] = []
    /// Answers of an earlier interview, to be replayed.
    private var known: ArraySlice<String>
    /// What was answered before the user went back, by question.
    private let offered: [String: String]
    /// Every line that was accepted as an answer, with its question.
    private var given: [(question: String, line: String)] = []

    init(isInteractive: Bool, acceptsDefaults: Bool, after back: Back? = nil) {
        self.isInteractive = isInteractive
        self.acceptsDefaults = acceptsDefaults
        known = back?.answers[...] ?? []
        offered = back?.offered ?? [:]
    }

    /// Whether it asks questions instead of only reading flags.
    var asks: Bool { isInteractive && !acceptsDefaults }

    /// The answers to a question: from its flag, typed, or the default.
    ///
    /// - Parameter read: converts one answer into a value, or throws the reason as a sentence fragment.
    mutating func answers<Value>(
        _ question: Question, given: [String], default found: [String] = [], isConstant: Bool = false,
        read: (String) throws(Refusal) -> Value
    ) throws -> [Value] {
        if !given.isEmpty {
            let words = question.takesSeveral ? given.flatMap { Self.words($0, of: question) } : given
            return try words.map { word in
                do throws(Refusal) { return try read(word) } catch {
                    throw CommandFailure(.usage, "\(question.flag): '\(word)' \(error.reason)")
                }
            }
        }
        if asks { return try typed(question, default: found, read: read) }
        // A constant default can be accepted blindly; one that was found somewhere should be confirmed.
        let isTaken = acceptsDefaults || isConstant
        guard isTaken, !found.isEmpty else {
            if question.isRequired { missing.append(question) }
            return []
        }
        return found.compactMap { word in try? read(word) }
    }

    /// The single answer to a question.
    mutating func answer<Value>(
        _ question: Question, given: String?, default found: String? = nil, isConstant: Bool = false,
        read: (String) throws(Refusal) -> Value
    ) throws -> Value? {
        try answers(
            question, given: given.map { [$0] } ?? [], default: found.map { [$0] } ?? [], isConstant: isConstant, read: read
        ).first
    }

    /// Reports all missing answers at once.
    func checkComplete() throws {
        guard !missing.isEmpty else { return }
        let flags = missing.map(\.flag).joined(separator: ", ")
        let questions = missing.map { "\($0.flag): \($0.text)" }.joined(separator: "\nsendready: hint: ")
        throw CommandFailure(
            .usage, "without a terminal every answer needs its flag: \(flags)", hint: questions)
    }

    private mutating func typed<Value>(
        _ question: Question, default found: [String], read: (String) throws(Refusal) -> Value
    ) throws -> [Value] {
        // A question may be asked for each of several senders.
        let key = "\(question.text) \(given.count { $0.question.hasPrefix(question.text) })"
        var found = found
        var isOffered = false
        if let before = offered[key], known.isEmpty {
            let words = self.words(before, question)
            if !words.isEmpty { (found, isOffered) = (words, true) }
        }
        let shown = found.isEmpty ? (question.isRequired ? "" : " [\(question.empty)]") : " [\(found.joined(separator: " "))]"
        while true {
            let line: String
            let isRepeated = !known.isEmpty
            if let before = known.popFirst() {
                line = before
            } else {
                StandardError.write("\(question.text)\(printable(shown)) ")
                guard let typed = readLine() else { throw CommandFailure(.usage, "the answers ended before the questions") }
                line = typed
            }
            let text = line.trimmingCharacters(in: .whitespaces)
            switch text {
            case "?":
                Voice.write(question.help)
                continue
            case "<":
                guard !given.isEmpty else {
                    Voice.write("this is the first question")
                    continue
                }
                let all = Dictionary(given.map { ($0.question, $0.line) }) { _, last in last }
                throw Back(answers: given.dropLast().map(\.line), offered: offered.merging(all) { _, last in last })
            default: break
            }
            var words = self.words(text, question)
            if words.isEmpty { words = found }
            // What the DNS proposes may be another thing once an earlier answer has changed.
            let answer = (key, text.isEmpty && isOffered ? words.joined(separator: " ") : line)
            if !question.isRequired, words.isEmpty || words == ["-"] {
                given.append(answer)
                return []
            }
            guard !words.isEmpty else {
                Voice.write("an answer is needed; ? explains the question")
                continue
            }
            do throws(Refusal) {
                var values: [Value] = []
                for word in words { values.append(try read(word)) }
                given.append(answer)
                return values
            } catch {
                if !isRepeated { Voice.write("that \(error.reason)") }
            }
        }
    }

    private func words(_ line: String, _ question: Question) -> [String] {
        let text = line.trimmingCharacters(in: .whitespaces)
        return question.takesSeveral ? Self.words(text, of: question) : text.isEmpty ? [] : [text]
    }

    private static func words(_ text: String, of question: Question) -> [String] {
        text.split { $0 == " " || $0 == "\t" }.flatMap { word in
            question.takesLists && word.contains("=") ? [word] : word.split(separator: ",")
        }.map(String.init)
    }
}
