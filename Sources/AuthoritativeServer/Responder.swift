import DNS
import LDNSCodec

/// Turns a query's octets into the response's; no sockets.
struct Responder: Sendable {
    let data: AuthoritativeData
    let recursionAvailable: Bool
    let behaviour: (@Sendable (Question) -> Behaviour)?

    struct Response {
        let octets: [UInt8]
        let delay: Duration
    }

    /// `nil` when nothing is sent: for packets that are not queries, and for `.drop`.
    func response(to octets: [UInt8], overTCP: Bool) -> Response? {
        guard octets.count >= 12, octets[2] & 0x80 == 0 else { return nil }
        let query: Message
        do throws(MalformedMessage) { query = try MessageCodec.decode(octets) } catch {
            return refusal(octets, .formatError)
        }
        guard query.opcode == 0, let question = query.question else { return refusal(octets, .notImplemented) }
        let behaviour = self.behaviour?(question) ?? .answer
        var response = data.answer(question)
        var delay = Duration.zero
        switch behaviour {
        case .answer: break
        case .drop: return nil
        case .delay(let duration): delay = duration
        case .servfail: response = Message(flags: .response, code: .serverFailure, question: question)
        case .refused: response = Message(flags: .response, code: .refused, question: question)
        case .bogus:
            if !query.flags.contains(.checkingDisabled) {
                response = Message(flags: .response, code: .serverFailure, question: question)
            }
        case .truncate:
            if !overTCP { response = Message(flags: [.response, .truncated], question: question) }
        }
        if question.type == .axfr { response = Message(flags: .response, code: .refused, question: question) }
        response.id = query.id
        response.flags.formUnion(query.flags.intersection([.recursionDesired, .checkingDisabled]))
        if recursionAvailable {
            response.flags.insert(.recursionAvailable)
            response.flags.remove(.authoritative)
        }
        if let edns = query.edns {
            response.edns = EDNS()
            if edns.version > 0 {
                response = Message(
                    id: query.id, flags: response.flags, code: .badVersion, question: question, edns: EDNS())
            }
        }
        let offered = Int(query.edns?.udpPayloadSize ?? 512)
        let limit = overTCP ? 65_535 : min(max(offered, 512), Int(EDNS.recommendedPayloadSize))
        return MessageCodec.encode(response, limit: limit).map { Response(octets: $0, delay: delay) }
    }

    /// A header-only error: the question could not be parsed.
    private func refusal(_ octets: [UInt8], _ code: ResponseCode) -> Response? {
        let id = UInt16(octets[0]) << 8 | UInt16(octets[1])
        let message = Message(id: id, flags: .response, opcode: octets[2] >> 3 & 15, code: code, question: nil)
        return MessageCodec.encode(message).map { Response(octets: $0, delay: .zero) }
    }
}
