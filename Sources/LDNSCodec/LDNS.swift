private import CLDNS
import DNS
import Glibc

/// The only file that calls ldns. Every pointer is allocated, read and freed within one function or by one owner below;
/// only values leave. No call blocks, and ldns has no mutable globals, so all of it is thread-safe.
///
/// Never used: `ldns_resolver_*` (accepts forged answers), `ldns_pkt2str` (crashes on a CHAIN option in 1.8.3).
enum LDNS {
    /// Owns a packet and everything in it.
    private struct Packet: ~Copyable {
        let pointer: UnsafeMutablePointer<ldns_pkt>
        init(adopting pointer: UnsafeMutablePointer<ldns_pkt>) { self.pointer = pointer }
        deinit { ldns_pkt_free(pointer) }
    }

    /// Owns a record.
    private struct ResourceRecord: ~Copyable {
        let pointer: UnsafeMutablePointer<ldns_rr>
        init(adopting pointer: UnsafeMutablePointer<ldns_rr>) { self.pointer = pointer }
        deinit { ldns_rr_free(pointer) }

        /// Gives up ownership of the record.
        consuming func release() -> UnsafeMutablePointer<ldns_rr> {
            let pointer = self.pointer
            discard self
            return pointer
        }
    }

    // MARK: Decoding

    /// Decodes a packet that passed the header and outline checks.
    static func decode(_ octets: [UInt8], header: MessageHeader) throws(MalformedMessage) -> Message {
        var raw: UnsafeMutablePointer<ldns_pkt>?
        let status = ldns_wire2pkt(&raw, octets, octets.count)
        guard status == LDNS_STATUS_OK, let raw else { throw .undecodable(text(of: status)) }
        let packet = Packet(adopting: raw)
        var message = Message(
            id: header.id, flags: header.flags, opcode: header.opcode, code: header.code, question: header.question)
        message.answers = try records(ldns_pkt_answer(packet.pointer))
        message.authorities = try records(ldns_pkt_authority(packet.pointer))
        message.additionals = try records(ldns_pkt_additional(packet.pointer))
        if ldns_pkt_edns(packet.pointer) {
            let data = ldns_pkt_edns_data(packet.pointer).map(Self.octets) ?? []
            guard let options = EDNS.options(in: data) else { throw .illegalOptions }
            message.edns = EDNS(
                udpPayloadSize: ldns_pkt_edns_udp_size(packet.pointer), version: ldns_pkt_edns_version(packet.pointer),
                dnssecOK: ldns_pkt_edns_do(packet.pointer), options: options)
            let high = UInt16(ldns_pkt_edns_extended_rcode(packet.pointer))
            message.code = ResponseCode(rawValue: high << 4 | header.code.rawValue)
        }
        return message
    }

    private static func records(_ list: UnsafeMutablePointer<ldns_rr_list>?) throws(MalformedMessage) -> [Record] {
        var result: [Record] = []
        for index in 0..<ldns_rr_list_rr_count(list) {
            guard let record = ldns_rr_list_rr(list, index), let values = values(record) else {
                throw .undecodable("a record without a legal owner name")
            }
            result.append(values)
        }
        return result
    }

    /// A copy of a borrowed record.
    private static func values(_ record: UnsafeMutablePointer<ldns_rr>) -> Record? {
        guard let owner = ldns_rr_owner(record), let name = DomainName(wire: octets(owner)) else { return nil }
        let type = RecordType(rawValue: UInt16(truncatingIfNeeded: ldns_rr_get_type(record).rawValue))
        let data = (0..<ldns_rr_rd_count(record)).flatMap { index in ldns_rr_rdf(record, index).map(octets) ?? [] }
        return Record(
            name: name, type: type, recordClass: UInt16(truncatingIfNeeded: ldns_rr_get_class(record).rawValue),
            ttl: ttl(ldns_rr_ttl(record)), data: RecordData(type: type, octets: data, text: dataText(record, type, data)))
    }

    /// A TTL with its highest bit set counts as zero (RFC 2181 §8).
    private static func ttl(_ seconds: UInt32) -> UInt32 { seconds > UInt32(Int32.max) ? 0 : seconds }

    private static func octets(_ data: UnsafeMutablePointer<ldns_rdf>) -> [UInt8] {
        guard let bytes = ldns_rdf_data(data) else { return [] }
        return Array(UnsafeBufferPointer(start: bytes, count: ldns_rdf_size(data)))
    }

    /// The data in presentation form. ldns renders WKS through `getservbyport`, which is not thread-safe and differs
    /// between machines, so WKS is rendered in generic form.
    private static func dataText(_ record: UnsafeMutablePointer<ldns_rr>, _ type: RecordType, _ data: [UInt8]) -> String {
        let wellKnownServices = RecordType(rawValue: 11)
        var format = ldns_output_format(flags: 0, data: nil)
        guard type != wellKnownServices, let line = ldns_rr2str_fmt(&format, record) else {
            return RecordData.genericText(data)
        }
        defer { free(line) }
        // Owner, TTL, class, type, data; a tab inside the owner would be escaped.
        let fields = String(cString: line).split(separator: "\t", maxSplits: 4, omittingEmptySubsequences: false)
        guard fields.count == 5 else { return RecordData.genericText(data) }
        var text = fields[4]
        while let last = text.last, last == "\n" || last == " " { text.removeLast() }
        return String(text)
    }

    private static func text(of status: ldns_status) -> String {
        ldns_get_errorstr_by_id(status).map { String(cString: $0) } ?? "status \(status.rawValue)"
    }

    // MARK: Encoding

    /// The message in wire form, names compressed; `nil` when it cannot be encoded or is longer than 65,535 octets.
    static func encode(_ message: Message) -> [UInt8]? {
        guard let raw = ldns_pkt_new() else { return nil }
        let packet = Packet(adopting: raw)
        setHeader(of: packet.pointer, to: message)
        if let question = message.question {
            let entry = Record(
                name: question.name, type: question.type, recordClass: question.recordClass, ttl: 0,
                data: .other(octets: [], text: ""))
            guard push(entry.octets, to: packet, LDNS_SECTION_QUESTION) else { return nil }
        }
        for (records, section) in [
            (message.answers, LDNS_SECTION_ANSWER), (message.authorities, LDNS_SECTION_AUTHORITY),
            (message.additionals, LDNS_SECTION_ADDITIONAL),
        ] {
            for record in records {
                guard record.data.octets.count <= Int(UInt16.max), push(record.octets, to: packet, section) else { return nil }
            }
        }
        var wire: UnsafeMutablePointer<UInt8>?
        var size = 0
        guard ldns_pkt2wire(&wire, packet.pointer, &size) == LDNS_STATUS_OK, let wire else { return nil }
        defer { free(wire) }
        return size <= Int(UInt16.max) ? Array(UnsafeBufferPointer(start: wire, count: size)) : nil
    }

    private static func setHeader(of packet: UnsafeMutablePointer<ldns_pkt>, to message: Message) {
        ldns_pkt_set_id(packet, message.id)
        ldns_pkt_set_opcode(packet, ldns_pkt_opcode(rawValue: UInt32(message.opcode)))
        ldns_pkt_set_rcode(packet, UInt8(message.code.rawValue & 15))
        ldns_pkt_set_qr(packet, message.flags.contains(.response))
        ldns_pkt_set_aa(packet, message.flags.contains(.authoritative))
        ldns_pkt_set_tc(packet, message.flags.contains(.truncated))
        ldns_pkt_set_rd(packet, message.flags.contains(.recursionDesired))
        ldns_pkt_set_ra(packet, message.flags.contains(.recursionAvailable))
        ldns_pkt_set_ad(packet, message.flags.contains(.authenticatedData))
        ldns_pkt_set_cd(packet, message.flags.contains(.checkingDisabled))
        guard let edns = message.edns else { return }
        ldns_pkt_set_edns_udp_size(packet, edns.udpPayloadSize)
        ldns_pkt_set_edns_version(packet, edns.version)
        ldns_pkt_set_edns_extended_rcode(packet, UInt8(message.code.rawValue >> 4 & 0xff))
        ldns_pkt_set_edns_do(packet, edns.dnssecOK)
        let options = edns.optionOctets
        // The packet takes ownership of the data.
        if !options.isEmpty {
            ldns_pkt_set_edns_data(packet, ldns_rdf_new_frm_data(LDNS_RDF_TYPE_NONE, options.count, options))
        }
    }

    private static func push(_ octets: [UInt8], to packet: borrowing Packet, _ section: ldns_pkt_section) -> Bool {
        var raw: UnsafeMutablePointer<ldns_rr>?
        var position = 0
        guard ldns_wire2rr(&raw, octets, octets.count, &position, section) == LDNS_STATUS_OK, let raw else { return false }
        let record = ResourceRecord(adopting: raw)
        guard ldns_pkt_push_rr(packet.pointer, section, record.pointer) else { return false }
        _ = record.release()
        return true
    }

    // MARK: DNSSEC

    /// Owns a list and the records in it.
    private struct RecordList: ~Copyable {
        let pointer: UnsafeMutablePointer<ldns_rr_list>

        init(adopting pointer: UnsafeMutablePointer<ldns_rr_list>) { self.pointer = pointer }

        deinit { ldns_rr_list_deep_free(pointer) }
    }

    private static func list(_ records: [Record]) -> RecordList? {
        guard let raw = ldns_rr_list_new() else { return nil }
        let list = RecordList(adopting: raw)
        for record in records {
            guard let raw = LDNS.record(record) else { return nil }
            let owned = ResourceRecord(adopting: raw)
            guard ldns_rr_list_push_rr(list.pointer, owned.pointer) else { return nil }
            _ = owned.release()
        }
        return list
    }

    /// The record as an ldns object; the caller owns it.
    private static func record(_ record: Record) -> UnsafeMutablePointer<ldns_rr>? {
        guard record.data.octets.count <= Int(UInt16.max) else { return nil }
        var raw: UnsafeMutablePointer<ldns_rr>?
        var position = 0
        let octets = record.octets
        guard ldns_wire2rr(&raw, octets, octets.count, &position, LDNS_SECTION_ANSWER) == LDNS_STATUS_OK else { return nil }
        return raw
    }

    /// Whether one signature over an RRset was made with one key. `time` must lie in its validity period.
    static func verify(_ records: [Record], signature: Record, key: Record, at time: UInt32) -> Bool {
        guard let list = list(records), let rawSignature = record(signature) else { return false }
        let signature = ResourceRecord(adopting: rawSignature)
        guard let rawKey = record(key) else { return false }
        let key = ResourceRecord(adopting: rawKey)
        return ldns_verify_rrsig_time(list.pointer, signature.pointer, key.pointer, time_t(time)) == LDNS_STATUS_OK
    }

    /// The digest of a DNSKEY record for a DS record of this digest type.
    static func digest(of key: Record, _ type: UInt8) -> [UInt8]? {
        guard let rawKey = record(key) else { return nil }
        let key = ResourceRecord(adopting: rawKey)
        guard let rawSigner = ldns_key_rr2ds(key.pointer, ldns_hash(rawValue: UInt32(type))) else { return nil }
        let signer = ResourceRecord(adopting: rawSigner)
        return ldns_rr_rdf(signer.pointer, 3).map(octets)
    }

    /// The NSEC3 hash of a name, decoded from the label that ldns returns.
    static func hash(_ name: DomainName, iterations: UInt16, salt: [UInt8]) -> [UInt8]? {
        guard let raw = ldns_rdf_new_frm_data(LDNS_RDF_TYPE_DNAME, name.wire.count, name.wire) else { return nil }
        defer { ldns_rdf_deep_free(raw) }
        guard let hashed = ldns_nsec3_hash_name(raw, 1, iterations, UInt8(truncatingIfNeeded: salt.count), salt) else {
            return nil
        }
        defer { ldns_rdf_deep_free(hashed) }
        let wire = octets(hashed)
        guard let length = wire.first, wire.count > Int(length) else { return nil }
        return Base32Hex.decode(wire[1...Int(length)])
    }

    // MARK: Zone files

    /// The parser's state in a zone file. Owns the text, the stream over it, the origin and the last owner name.
    private struct ZoneReader: ~Copyable {
        private let text: UnsafeMutableBufferPointer<UInt8>
        let stream: UnsafeMutablePointer<FILE>
        var origin: UnsafeMutablePointer<ldns_rdf>?
        var previous: UnsafeMutablePointer<ldns_rdf>?
        var line: Int32 = 0
        var ttl: UInt32

        init?(_ octets: [UInt8], origin: DomainName, ttl: UInt32) {
            let text = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: octets.count)
            _ = text.initialize(from: octets)
            guard let stream = fmemopen(text.baseAddress, text.count, "r") else {
                text.deallocate()
                return nil
            }
            self.text = text
            self.stream = stream
            self.origin = ldns_rdf_new_frm_data(LDNS_RDF_TYPE_DNAME, origin.wire.count, origin.wire)
            self.previous = ldns_rdf_new_frm_data(LDNS_RDF_TYPE_DNAME, origin.wire.count, origin.wire)
            self.ttl = ttl
        }

        deinit {
            fclose(stream)
            text.deallocate()
            ldns_rdf_deep_free(origin)
            ldns_rdf_deep_free(previous)
        }
    }

    /// Reads zone-file text (RFC 1035 §5). `$INCLUDE` is refused: a zone file must not make the program read other files.
    static func parse(zone text: [UInt8], file: String, origin: DomainName, ttl: UInt32) throws(ZoneFileError) -> [Record] {
        guard var reader = ZoneReader(text, origin: origin, ttl: ttl) else {
            throw ZoneFileError(file: file, line: 0, reason: "cannot be read")
        }
        var result: [Record] = []
        while feof(reader.stream) == 0 {
            var raw: UnsafeMutablePointer<ldns_rr>?
            let status = ldns_rr_new_frm_fp_l(
                &raw, reader.stream, &reader.ttl, &reader.origin, &reader.previous, &reader.line)
            switch status {
            case LDNS_STATUS_OK:
                guard let raw else { continue }
                let record = ResourceRecord(adopting: raw)
                guard let values = values(record.pointer) else {
                    throw ZoneFileError(file: file, line: line(reader.line, of: text), reason: "illegal owner name")
                }
                result.append(values)
            case LDNS_STATUS_SYNTAX_EMPTY, LDNS_STATUS_SYNTAX_TTL, LDNS_STATUS_SYNTAX_ORIGIN: continue
            case LDNS_STATUS_SYNTAX_INCLUDE:
                throw ZoneFileError(file: file, line: line(reader.line, of: text), reason: "$INCLUDE is not supported")
            default:
                throw ZoneFileError(file: file, line: line(reader.line, of: text), reason: Self.text(of: status))
            }
        }
        return result
    }

    /// ldns counts the empty lines after a record as part of it; this returns the record's own last line.
    private static func line(_ counted: Int32, of text: [UInt8]) -> Int {
        let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).prefix(Int(counted))
        return (lines.lastIndex { !$0.isEmpty } ?? 0) + 1
    }
}

/// The library behind this module.
package enum LibLDNS {
    /// The version of the loaded library, not of the headers: `1.8.3`.
    package static var version: String { String(cString: ldns_version()) }
}
