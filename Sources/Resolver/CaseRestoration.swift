import DNS

/// Restores the original spelling of the question in a reply. The query goes out in random letter case (0x20), and servers
/// compress names against it, so that its random case appears in owners and data. Reports must not change from run to run.
struct CaseRestoration {
    private let sent: [UInt8]
    private let original: [UInt8]

    init(sent: DomainName, original: DomainName) {
        self.sent = sent.wire
        self.original = original.wire
    }

    func callAsFunction(_ message: Message) -> Message {
        var message = message
        message.question = message.question.map { Question(self($0.name), $0.type, recordClass: $0.recordClass) }
        message.answers = message.answers.map { self($0) }
        message.authorities = message.authorities.map { self($0) }
        message.additionals = message.additionals.map { self($0) }
        return message
    }

    private func callAsFunction(_ record: Record) -> Record {
        Record(
            name: self(record.name), type: record.type, recordClass: record.recordClass, ttl: record.ttl, data: self(record.data))
    }

    private func callAsFunction(_ data: RecordData) -> RecordData {
        switch data {
        case .name(let name): .name(self(name))
        case .mailExchange(let preference, let exchange): .mailExchange(preference: preference, exchange: self(exchange))
        case .service(let priority, let weight, let port, let target):
            .service(priority: priority, weight: weight, port: port, target: self(target))
        case .startOfAuthority(let soa):
            .startOfAuthority(
                StartOfAuthority(
                    primary: self(soa.primary), mailbox: self(soa.mailbox), serial: soa.serial, refresh: soa.refresh,
                    retry: soa.retry, expire: soa.expire, minimum: soa.minimum))
        case .address, .text, .certificationAuthority, .other: data
        }
    }

    /// Replaces the longest suffix that is spelled as it was sent.
    private func callAsFunction(_ name: DomainName) -> DomainName {
        var start = 0
        while start < sent.count - 1 {
            let tail = sent[start...]
            if name.wire.count >= tail.count, name.wire.suffix(tail.count) == tail {
                return DomainName(wire: name.wire.dropLast(tail.count) + original[start...]) ?? name
            }
            start += Int(sent[start]) + 1
        }
        return name
    }
}
