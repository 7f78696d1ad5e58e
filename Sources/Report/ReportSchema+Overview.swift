import Facts

extension ReportSchema {
    /// The records at a domain. A topic that could not be determined has `unknown` in place of its members.
    static var overview: JSONValue {
        let why = ["unknown": list(text)]
        let topic = { (members: [String: JSONValue]) in object([:], optional: members.merging(why) { first, _ in first }) }
        let host = object(
            ["preference": count, "exchange": text, "addresses": list(text), "tlsa": list(text)],
            optional: ["operator": text, "dnssec": truth, "starttls": truth])
        let term = object(
            ["depth": count, "term": text, "lookups": count, "voidFor": list(text), "networks": list(text)],
            optional: ["leadsTo": text])
        let selector = object(
            ["selector": text, "given": truth, "platforms": list(text), "records": list(text)],
            optional: ["alias": text, "keyType": text, "bits": count, "usable": truth])
        let soa = object([
            "primary": text, "mailbox": text, "serial": count, "refresh": count, "retry": count, "expire": count,
            "minimum": count,
        ])
        let single = topic(["location": text, "records": list(text), "problems": list(text)])
        return object(
            [
                "domain": text, "assumed": list(text), "leftOpen": list(object(["option": text, "leavesOpen": text])),
                "mx": topic(["null": truth, "implicit": truth, "hosts": list(host)]),
                "spf": topic([
                    "records": list(text), "lookups": count, "voidLookups": object(["ipv4": count, "ipv6": count]),
                    "tree": list(term),
                ]),
                "dmarc": topic([
                    "record": text, "location": text, "policy": text, "ownRecords": list(text),
                    "tags": list(object(["tag": text, "value": text, "default": truth])),
                ]),
                "dkim": topic(["selectors": list(selector), "tried": list(text), "wildcard": truth]),
                "mtaSts": topic([
                    "records": list(text), "url": text, "served": truth, "failure": text, "mode": text, "maxAge": count,
                    "mx": list(text),
                ]),
                "tlsRpt": single, "bimi": single,
                "dnssec": topic([
                    "signed": truth, "delegationSigners": list(text), "resolverValidates": truth, "validated": text,
                ]),
                "nameServers": topic(["zone": text, "servers": list(text), "soa": soa]),
            ], optional: ["organization": text])
    }
}
