extension RecordKind {
    /// The texts at a name that readers take for its MTA-STS, TLS-RPT or BIMI records (RFC 8461 §3.1, RFC 8460 §3).
    ///
    /// Where they take none, the texts that were meant as one: readers ignore them, and their owner believes that they count.
    package func records(in texts: [String]) -> [String] {
        let read = texts.filter(isRead)
        return read.isEmpty ? texts.filter { AnnouncedRecord.appears(self, in: $0) } : read
    }

    private func isRead(_ text: String) -> Bool {
        switch self {
        case .mtaSTSRecord: MTASTSRecord.isCandidate(text)
        case .tlsRPT: TLSRPTRecord.isCandidate(text)
        case .bimi: BIMIRecord.isCandidate(text)
        case .spf, .dkim, .dmarc, .mtaSTSPolicy: AnnouncedRecord(text) == .record(self)
        }
    }
}
