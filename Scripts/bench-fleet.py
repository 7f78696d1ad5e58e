"""The measurements of Scripts/bench-fleet: run them through that."""

import collections
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time

COUNT = int(sys.argv[1])
PARTS = sys.argv[2:] or ["fleet", "dns"]
PROGRAM = os.environ["SENDREADY"]
NSD, DELAYED, UNBOUND = 5301, 5302, 5300
# The limits of the figures.
RATIO, MEMORY, FIRST, CPU, CPU_DNS, RATE = 1.5, 256, 1.0, 5.0, 3.0, 10

# A deployment that is ready: no repairs need to be proven.
TEMPLATE = f"""version: 1
name: ${{key}}
scheme: direct
views: {{ public: {{ resolvers: ["127.0.0.1:{UNBOUND}"] }} }}
networks: {{ public: [127.0.0.0/8] }}
tls: {{ ca-file: ca.pem }}
probes: {{ tls: true, http: false }}
panel: [{{ host: "panel.${{domain}}", addresses: ["${{panel}}"] }}]
tracking: [{{ host: "click.${{domain}}", addresses: ["${{click}}"] }}]
senders:
  - name: bulk
    addresses: ["${{one}}", "${{two}}"]
    from: ["${{domain}}"]
    mail-from: ["bounce.${{domain}}"]
    dkim: [{{ domain: "${{domain}}", selector: s1 }}]
"""
SOA = "@ 300 IN SOA ns.example. hostmaster.example. 1 3600 600 86400 60\n@ 300 IN NS ns.example.\n"


def address(number, role=1):
    """Of loopback: a network of 60 for each role."""
    return f"127.{60 * role - 59 + number // 62500}.{number // 250 % 250}.{number % 250 + 1}"


def values(number):
    roles = ("panel", "click", "one", "two")
    return {"domain": f"d{number}.example"} | {role: address(number, index + 1) for index, role in enumerate(roles)}


def run(*command, **options):
    return subprocess.run(command, check=True, capture_output=True, text=True, **options).stdout


def make_key():
    text = run("openssl", "genrsa", "2048")
    public = subprocess.run(["openssl", "rsa", "-pubout"], input=text, check=True, capture_output=True, text=True).stdout
    octets = "".join(line for line in public.splitlines() if "-" not in line)
    return f'"v=DKIM1; k=rsa; p={octets[:200]}" "{octets[200:]}"'


def write_zones():
    key = make_key()
    names, pointers = [SOA, "ns 300 IN A 127.0.0.1\n"], [SOA]
    for number in range(COUNT):
        own, domain = values(number), f"d{number}"
        names.append(f"""panel.{domain} 300 IN A {own["panel"]}
click.{domain} 300 IN A {own["click"]}
{domain} 300 IN MX 10 mta1.{domain}
{domain} 300 IN TXT "v=spf1 mx -all"
bounce.{domain} 300 IN MX 10 mta1.{domain}
bounce.{domain} 300 IN MX 10 mta2.{domain}
bounce.{domain} 300 IN TXT "v=spf1 ip4:{own["one"]} ip4:{own["two"]} -all"
s1._domainkey.{domain} 300 IN TXT {key}
_dmarc.{domain} 300 IN TXT "v=DMARC1; p=reject; rua=mailto:d@{domain}.example"
""")
        for name, place in (("mta1", own["one"]), ("mta2", own["two"])):
            names.append(f'{name}.{domain} 300 IN A {place}\n{name}.{domain} 300 IN TXT "v=spf1 a -all"\n')
            pointers.append(f"{'.'.join(reversed(place.split('.')))}.in-addr.arpa. 300 IN PTR {name}.{domain}.example.\n")
    for zone, lines in (("example", names), ("in-addr.arpa", pointers)):
        with open(f"{zone}.zone", "w") as file:
            file.writelines(lines)


def write_authority():
    run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "ca.key", "-out", "ca.pem", "-days", "30", "-subj", "/CN=Bench",
        "-addext", "keyUsage=critical,keyCertSign")


def write_certificates():
    # One certificate for all names would need a wildcard over two labels, so each server block has a certificate with a list of names.
    blocks = []
    for start in range(0, COUNT, 100):
        names = [f"{role}.d{number}.example" for number in range(start, min(start + 100, COUNT)) for role in ("panel", "click")]
        with open("ext", "w") as file:
            file.write("subjectAltName=" + ",".join(f"DNS:{name}" for name in names) + "\nextendedKeyUsage=serverAuth\n")
        run("openssl", "req", "-newkey", "rsa:2048", "-nodes", "-keyout", f"{start}.key", "-out", "csr", "-subj", "/CN=bench.example")
        run("openssl", "x509", "-req", "-in", "csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-days", "29", "-extfile", "ext", "-out", f"{start}.pem")
        blocks.append(f"server {{ listen 443 ssl; server_name {' '.join(names)}; ssl_certificate {start}.pem; ssl_certificate_key {start}.key; }}")
    folder = os.getcwd()
    with open("nginx.conf", "w") as file:
        file.write(f"""daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log; worker_processes 1;
events {{ worker_connections 4096; }}
http {{ access_log off; server_names_hash_bucket_size 128; server_names_hash_max_size 65536;
client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3; uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
ssl_protocols TLSv1.2 TLSv1.3;
{chr(10).join(blocks)} }}
""".replace("ssl_certificate ", f"ssl_certificate {folder}/").replace("ssl_certificate_key ", f"ssl_certificate_key {folder}/"))


def start(*command):
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def start_nsd():
    folder = os.getcwd()
    zones = "".join(f'zone:\n  name: "{zone}"\n  zonefile: "{folder}/{zone}.zone"\n' for zone in ("example", "in-addr.arpa"))
    with open("nsd.conf", "w") as file:
        file.write(f"""server:
  ip-address: 127.0.0.1@{NSD}
  server-count: 1
  username: ""
  zonesdir: "{folder}"
  database: ""
  pidfile: "{folder}/nsd.pid"
  xfrdfile: "{folder}/xfrd.state"
  zonelistfile: "{folder}/zone.list"
  rrl-ratelimit: 0
  statistics: 1
  logfile: "{folder}/nsd.log"
remote-control:
  control-enable: no
{zones}""")
    return start("nsd", "-d", "-c", "nsd.conf")


def start_unbound(upstream, logs=False, dead=None):
    stubs = "".join(f'stub-zone:\n  name: "{zone}"\n  stub-addr: 127.0.0.1@{upstream}\n' for zone in ("example", "in-addr.arpa"))
    if dead:
        stubs += f'stub-zone:\n  name: "{dead}"\n  stub-addr: 127.255.0.1@{NSD}\n'
    with open("unbound.conf", "w") as file:
        file.write(f"""server:
  interface: 127.0.0.1
  port: {UNBOUND}
  username: ""
  chroot: ""
  directory: "{os.getcwd()}"
  pidfile: ""
  use-syslog: no
  logfile: "{os.getcwd()}/unbound.log"
  log-queries: {"yes" if logs else "no"}
  do-daemonize: no
  do-not-query-localhost: no
  qname-minimisation: no
  module-config: "iterator"
  num-queries-per-thread: 4096
  outgoing-range: 8192
  local-zone: "127.in-addr.arpa." nodefault
  local-zone: "example." nodefault
{stubs}""")
    process = start("unbound", "-d", "-c", "unbound.conf")
    wait_for(UNBOUND)
    return process


def wait_for(port):
    question = bytes.fromhex("123401000001000000000000076578616d706c650000060001")
    for _ in range(200):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.settimeout(0.1)
            try:
                probe.sendto(question, ("127.0.0.1", port))
                probe.recv(4096)
                return
            except OSError:
                time.sleep(0.05)
    raise SystemExit(f"nothing answers on port {port}")


def delay(seconds):
    """Passes datagrams on to NSD, and holds each answer back."""
    front = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    front.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 22)
    front.bind(("127.0.0.1", DELAYED))
    back = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    back.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 22)
    back.connect(("127.0.0.1", NSD))
    askers, held, numbers = {}, collections.deque(), iter(range(1 << 62))

    def forward():
        while True:
            packet, asker = front.recvfrom(65535)
            number = next(numbers) & 0xFFFF
            askers[number] = (asker, packet[:2])
            back.send(number.to_bytes(2, "big") + packet[2:])

    def collect():
        while True:
            packet = back.recv(65535)
            asker = askers.pop(int.from_bytes(packet[:2], "big"), None)
            if asker:
                held.append((time.monotonic() + seconds, asker[0], asker[1] + packet[2:]))

    def release():
        while True:
            now = time.monotonic()
            while held and held[0][0] <= now:
                _, asker, packet = held.popleft()
                front.sendto(packet, asker)
            time.sleep(0.0005)

    for work in (forward, collect, release):
        threading.Thread(target=work, daemon=True).start()


def measure(template="template.yaml", fleet="fleet.ndjson", options=()):
    """Wall, time of the first line, reports by key, CPU and MiB of one run."""
    begin = time.monotonic()
    process = subprocess.Popen(
        [PROGRAM, "audit", "--stream", fleet, "--template", template, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    first, reports = None, {}
    for line in process.stdout:
        first = first or time.monotonic() - begin
        report = json.loads(line)
        reports[report["key"]] = report
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - begin
    if status != 0:
        raise SystemExit(process.stderr.read().decode())
    return wall, first, reports, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def verdicts(reports):
    return dict(collections.Counter(report["verdict"] for report in reports.values()))


def show(name, value, unit, limit, note=""):
    state = "" if value <= limit else "  <- over the limit"
    print(f"  {name:<12}{value:8.2f} {unit:<3} (limit {limit:g}){note}{state}", flush=True)


def write_fleet(name, numbers):
    with open(name, "w") as file:
        for number in numbers:
            file.write(json.dumps({"key": f"k{number}", "values": values(number)}) + "\n")


def write_template(name, *changes):
    text = TEMPLATE
    for old, new in changes:
        text = text.replace(old, new)
    with open(name, "w") as file:
        file.write(text)


def questions_of_a_run():
    """What one run asks the resolver, as dnsperf reads it."""
    unbound = start_unbound(NSD, logs=True)
    measure()
    stop(unbound)
    with open("unbound.log") as file:
        asked = set(re.findall(r"info: 127\.0\.0\.1 (\S+) (\S+) IN$", file.read(), re.MULTILINE))
    # Letter case is random (0x20); the names are equal.
    questions = sorted({(name.lower(), kind) for name, kind in asked})
    with open("questions", "w") as file:
        file.writelines(f"{name} {kind}\n" for name, kind in questions)
    return len(questions)


def stop(*processes):
    for process in processes:
        process.terminate()
        process.wait()


def time_of_dnsperf(upstream):
    unbound = start_unbound(upstream)
    shown = run("dnsperf", "-s", "127.0.0.1", "-p", str(UNBOUND), "-d", "questions", "-q", "1000", "-n", "1")
    stop(unbound)
    return float(re.search(r"Run time \(s\):\s+([\d.]+)", shown)[1])


def time_of_handshakes():
    """One handshake for each endpoint, as s_time makes them one after the other."""
    shown = run("openssl", "s_time", "-connect", f"{address(0)}:443", "-new", "-time", "3", "-cipher", "DEFAULT")
    made, seconds = re.search(r"(\d+) connections in (\d+) real", shown).groups()
    return 2 * COUNT * int(seconds) / int(made)


def compare(part, questions):
    """The fleet beside dnsperf and, with TLS, s_time, in turns, at 0 and at 20 ms."""
    hasTLS = part == "fleet"
    for milliseconds, upstream in ((0, NSD), (20, DELAYED)):
        yardstick = time_of_dnsperf(upstream)
        handshakes = time_of_handshakes() if hasTLS else 0
        unbound = start_unbound(upstream)
        wall, first, reports, cpu, memory = measure("template.yaml" if hasTLS else "dns.yaml")
        stop(unbound)
        endpoints = f"{2 * COUNT} endpoints" if hasTLS else "no TLS"
        print(f"{COUNT} deployments, {questions} questions, {endpoints}, {milliseconds} ms: {verdicts(reports)}")
        show("ratio", wall / (yardstick + handshakes), "", RATIO, f": {wall:.2f} s, dnsperf {yardstick:.2f} s + s_time {handshakes:.2f} s")
        show("CPU", 1000 * cpu / COUNT, "ms", CPU if hasTLS else CPU_DNS, " a deployment")
        show("memory", memory, "MiB", MEMORY)
        show("first line", first, "s", FIRST)
        show("undetermined", verdicts(reports).get("undetermined", 0), "", 0)


def dead():
    """One domain whose name servers never answer, among the others."""
    unbound = start_unbound(NSD)
    wall, _, before, _, _ = measure()
    stop(unbound)
    victim = COUNT // 2
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
        silent.bind(("127.255.0.1", NSD))
        unbound = start_unbound(NSD, dead=f"d{victim}.example")
        later, _, after, _, _ = measure()
        stop(unbound)
    essence = lambda report: [(finding["fingerprint"], finding["outcome"], finding["severity"]) for finding in report["findings"]]
    changed = sum(essence(before[key]) != essence(after[key]) or before[key]["verdict"] != after[key]["verdict"]
                  for key in before if key != f"k{victim}")
    print(f"one dead server of {COUNT}: {wall:.2f} s without, {later:.2f} s with it; its own verdict: {after[f'k{victim}']['verdict']}")
    show("others", changed, "", 0, " that changed")


def rate():
    """Packets that NSD counts a second, where it is the resolver itself."""
    wanted = 200.0
    count = min(COUNT, 60)
    write_fleet("few.ndjson", range(count))
    write_template("direct.yaml", (f"127.0.0.1:{UNBOUND}", f"127.0.0.1:{NSD}"), ("tls: true", "tls: false"))
    with open("nsd.log", "w"):
        pass
    wall, _, reports, _, _ = measure("direct.yaml", "few.ndjson", ("--server-rate", f"{wanted:g}", "--timeout", "10s"))
    time.sleep(2.5)
    counts = []
    with open("nsd.log") as file:
        for line in file:
            found = re.search(r"XSTATS \d+ \d+ .*?\bRQ=(\d+)", line)
            if found:
                counts.append(int(found[1]))
    steps = [later - earlier for earlier, later in zip(counts, counts[1:])]
    busy = [step for step in steps if step > 0][1:-1]
    seen = sum(busy) / max(len(busy), 1)
    print(f"--server-rate {wanted:g}, {count} deployments in {wall:.1f} s, seconds in NSD's log: {busy}")
    show("off by", abs(seen - wanted) / wanted * 100, "%", RATE, f": {seen:.1f} a second")
    show("greatest", max(busy, default=0) / wanted, "", 1 + RATE / 100, " times the rate in one second")


def main():
    write_zones()
    write_authority()
    write_certificates()
    write_template("template.yaml")
    write_template("dns.yaml", ("tls: true", "tls: false"))
    write_fleet("fleet.ndjson", range(COUNT))
    servers = [start_nsd(), start("nginx", "-c", f"{os.getcwd()}/nginx.conf")]
    wait_for(NSD)
    try:
        if {"fleet", "dns"} & set(PARTS):
            questions = questions_of_a_run()
            delay(0.020)
        for part in PARTS:
            {"dead": dead, "rate": rate}.get(part, lambda: compare(part, questions))()
    finally:
        stop(*servers)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.chmod(folder, 0o755)
        os.chdir(folder)
        main()
