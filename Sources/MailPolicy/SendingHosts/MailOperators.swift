package import DNS

/// The operators of the hosts that receive mail for a domain, as far as the hosts' names show them.
package enum MailOperators {
    /// By the domains of their hosts (from the operators' setup guides, as of November 2026).
    private static let domains: [(name: String, domains: [String])] = [
        ("Google", ["google.com", "googlemail.com", "smtp.goog"]),
        ("Microsoft 365", ["mail.protection.outlook.com", "mx.microsoft", "mail.protection.office365.us"]),
        ("Outlook.com", ["olc.protection.outlook.com"]),
        ("Proton Mail", ["protonmail.ch", "proton.ch"]),
        ("Fastmail", ["messagingengine.com"]),
        ("iCloud Mail", ["mail.icloud.com"]),
        ("Zoho Mail", ["zoho.com", "zoho.eu", "zoho.in", "zohomail.com"]),
        ("Yandex 360", ["mx.yandex.net", "mx.yandex.ru"]),
        ("VK WorkMail", ["emx.mail.ru"]),
        ("Yahoo", ["yahoodns.net"]),
        ("Amazon SES", ["amazonaws.com"]),
        ("Amazon WorkMail", ["awsapps.com"]),
        ("Proofpoint", ["pphosted.com", "ppe-hosted.com"]),
        ("Mimecast", ["mimecast.com", "mimecast.co.za"]),
        ("Barracuda", ["barracudanetworks.com", "ess.barracuda.com"]),
        ("Cisco Secure Email", ["iphmx.com"]),
        ("Trend Micro", ["in.hes.trendmicro.com", "in.hes.trendmicro.eu"]),
        ("Forcepoint", ["mailcontrol.com"]),
        ("Hornetsecurity", ["hornetsecurity.com", "antispameurope.com"]),
        ("Cloudflare Email Routing", ["mx.cloudflare.net"]),
        ("IONOS", ["kundenserver.de", "ionos.com", "1and1.com", "ionos.co.uk"]),
        ("STRATO", ["rzone.de"]),
        ("Hetzner", ["your-server.de"]),
        ("OVHcloud", ["ovh.net"]),
        ("Gandi", ["mail.gandi.net"]),
        ("Infomaniak", ["infomaniak.ch"]),
        ("mailbox.org", ["mailbox.org"]),
        ("Migadu", ["migadu.com"]),
        ("Tuta", ["tutanota.de"]),
        ("Rackspace", ["emailsrvr.com"]),
        ("GoDaddy", ["secureserver.net"]),
        ("Namecheap", ["privateemail.com", "registrar-servers.com"]),
        ("ImprovMX", ["improvmx.com"]),
        ("ForwardEmail", ["forwardemail.net"]),
        ("Mailgun", ["mailgun.org"]),
        ("SendGrid", ["sendgrid.net"]),
        ("Postmark", ["postmarkapp.com"]),
        ("Tencent Exmail", ["qq.com"]),
        ("Alibaba Mail", ["mxhichina.com", "aliyun.com"]),
    ]

    private static let byDomain: [DomainName: String] = {
        let pairs = domains.flatMap { entry in entry.domains.compactMap { DomainName($0).map { ($0, entry.name) } } }
        return Dictionary(pairs) { first, _ in first }
    }()

    /// The operator of a host, by the longest known domain; `nil` for an unknown host.
    package static func name(of host: DomainName) -> String? {
        let host = host.lowercased
        return stride(from: host.labelCount, to: 0, by: -1).lazy.compactMap { byDomain[host.suffix($0)] }.first
    }
}
