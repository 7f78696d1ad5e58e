/// A command line and its purpose.
struct CommandExample {
    let says: String
    /// As typed, the program's name first; one line, without a pipe.
    let command: String
}

/// The examples on the manual pages, by command.
enum CommandExamples {
    /// - Parameter path: from the program's name on.
    static func of(_ path: [String]) -> [CommandExample] {
        (all[path.joined(separator: " ")] ?? []).map { CommandExample(says: $0, command: $1) }
    }

    static let all: [String: [(says: String, command: String)]] = [
        "sendready": [
            ("See what an audit says, without a network:", "sendready demo"),
            ("Describe a deployment, plan its records, check it:", "sendready init --output deployment.yaml"),
            ("The records that it needs, compared with those that exist:", "sendready plan deployment.yaml"),
            ("The verdict:", "sendready audit deployment.yaml"),
        ],
        "sendready audit": [
            ("Audit a deployment:", "sendready audit /etc/sendready/deployment.yaml"),
            (
                "From cron: print only changes:",
                "sendready audit /etc/sendready/deployment.yaml --state /var/lib/sendready/state.json --confirm 2 --quiet"
            ),
            (
                "A page for people and metrics for Prometheus from one run:",
                "sendready audit deployment.yaml --format html --output report.html --format prometheus --output sendready.prom"
            ),
            (
                "As if the records in a file were already published:",
                "sendready audit deployment.yaml --overlay new-records.zone --profile gmail --profile yahoo"
            ),
        ],
        "sendready judge": [
            ("Judge facts saved by sendready audit --facts-out:", "sendready judge facts.json"),
            ("With one area of rules only:", "sendready judge facts.json --rule 'spf/*' --all"),
        ],
        "sendready check": [
            ("The records of two domains, and what is wrong:", "sendready check acme.example news.acme.example"),
            (
                "With a key, a sending address and the domain that bounces go to:",
                "sendready check acme.example --selector s2026 --ip 203.0.113.20 --mail-from bounce.acme.example"
            ),
        ],
        "sendready history": [
            ("Findings and readiness of the last thirty days:", "sendready history /var/lib/sendready/history.db --since 30d"),
            (
                "Delete what is older than 400 days:",
                "sendready history /var/lib/sendready/history.db --forget-before 400d --quiet"
            ),
        ],
        "sendready rules list": [("The rules about SPF:", "sendready rules list 'spf/*'")],
        "sendready rules explain": [("What a finding means, and what to do:", "sendready rules explain ptr/missing")],
        "sendready rules show": [
            (
                "A rule's settings for a deployment, and the source of each:",
                "sendready rules show tls/expires-soon --effective --deployment deployment.yaml"
            )
        ],
        "sendready rules facts": [("The facts for a rule about web names:", "sendready rules facts web_name")],
        "sendready rules new": [
            ("Start your own rule:", "sendready rules new web/no-ipv6 --for-each web_name --rules my-rules")
        ],
        "sendready rules lint": [("Check your own rules:", "sendready rules lint my-rules")],
        "sendready rules test": [("Run the tests in your own rules:", "sendready rules test my-rules --verbose")],
        "sendready rules docs": [("Pages of all rules, yours among them:", "sendready rules docs pages --rules my-rules")],
        "sendready dns query": [
            ("One query to the system's resolvers:", "sendready dns query acme.example MX"),
            (
                "The path from the root, each server's answer, and its DNSSEC validation:",
                "sendready dns query acme.example TXT --authoritative"
            ),
        ],
        "sendready plan": [
            ("The required changes, with the existing records:", "sendready plan deployment.yaml --only changes"),
            ("As updates for nsupdate, without querying the DNS:", "sendready plan deployment.yaml --form nsupdate --no-dns"),
        ],
        "sendready init": [
            ("Answer questions in a terminal:", "sendready init --output deployment.yaml"),
            (
                "Answer them by flags:",
                "sendready init --scheme direct --from acme.example --mail-from bounce.acme.example --sender-address 203.0.113.20"
            ),
        ],
        "sendready spf eval": [
            (
                "How a receiver evaluates a connection:",
                "sendready spf eval --ip 203.0.113.20 --mail-from bounce.acme.example --helo mta.acme.example"
            )
        ],
        "sendready spf tree": [("What a record includes, and its lookups:", "sendready spf tree acme.example")],
        "sendready tls probe": [
            ("The chains of a web server:", "sendready tls probe panel.acme.example"),
            ("A mail server, with the matching TLSA record:", "sendready tls probe mx.acme.example:25 --starttls smtp"),
        ],
        "sendready dkim show": [("A key, and what is wrong with its record:", "sendready dkim show s2026 acme.example")],
        "sendready dmarc discover": [("Which policy applies, and why:", "sendready dmarc discover news.acme.example")],
        "sendready record lint": [
            ("What is wrong with a text before it is published:", "sendready record lint spf 'v=spf1 ip4:203.0.113.20 -all'")
        ],
        "sendready demo": [
            ("An audit of a deliberately broken deployment:", "sendready demo"),
            ("The same as a page:", "sendready demo --format html --output demo.html"),
        ],
        "sendready version": [("What a bug report should name:", "sendready version --format json")],
    ]
}
