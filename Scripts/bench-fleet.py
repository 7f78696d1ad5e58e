"""The measurement of Scripts/bench-fleet: run it through that."""

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
PROGRAM = os.environ["SENDREADY"]
NSD, DELAYED, UNBOUND = 5301, 5302, 5300
# What the figures are held against.
RATIO, MEMORY, FIRST, CPU = 1.5, 256, 1.0, 5.0

TEMPLATE = f"""version: 1
name: ${{key}}
scheme: direct
views: {{ public: {{ resolvers: ["127.0.0.1:{UNBOUND}"] }} }}
networks: {{ public: [127.0.0.0/8] }}
tls: {{ ca-file: ca.pem }}
probes: {{ tls: true, http: false }}
panel: [{{ host: "panel.${{domain}}", addresses: ["${{address}}"] }}]
tracking: [{{ host: "click.${{domain}}", addresses: ["${{address}}"] }}]
senders:
  - name: bulk
    addresses: ["${{address}}"]
    from: ["${{domain}}"]
    mail-from: ["bounce.${{domain}}"]
    dkim: [{{ domain: "${{domain}}", selector: s1 }}]
"""
SOA = "@ 300 IN SOA ns.example. hostmaster.example. 1 3600 600 86400 60\n@ 300 IN NS ns.example.\n"


def address(number):
    return f"127.1.{number // 250}.{number % 250 + 1}"


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
        own, domain = address(number), f"d{number}"
        names.append(f"""panel.{domain} 300 IN A {own}
click.{domain} 300 IN A {own}
{domain} 300 IN MX 10 mta.{domain}
{domain} 300 IN TXT "v=spf1 mx -all"
bounce.{domain} 300 IN MX 10 mta.{domain}
bounce.{domain} 300 IN TXT "v=spf1 ip4:{own} -all"
mta.{domain} 300 IN A {own}
mta.{domain} 300 IN TXT "v=spf1 a -all"
s1._domainkey.{domain} 300 IN TXT {key}
_dmarc.{domain} 300 IN TXT "v=DMARC1; p=reject; rua=mailto:d@{domain}.example"
""")
        pointers.append(f"{'.'.join(reversed(own.split('.')))}.in-addr.arpa. 300 IN PTR mta.{domain}.example.\n")
    for zone, lines in (("example", names), ("in-addr.arpa", pointers)):
        with open(f"{zone}.zone", "w") as file:
            file.writelines(lines)


def write_certificate():
    # One certificate for all names would need a wildcard of two levels: a list of names serves, a few for each server block.
    run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "ca.key", "-out", "ca.pem", "-days", "30", "-subj", "/CN=Bench",
        "-addext", "keyUsage=critical,keyCertSign")
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
remote-control:
  control-enable: no
{zones}""")
    return start("nsd", "-d", "-c", "nsd.conf")


def start_unbound(upstream, logs=False):
    stubs = "".join(f'stub-zone:\n  name: "{zone}"\n  stub-addr: 127.0.0.1@{upstream}\n' for zone in ("example", "in-addr.arpa"))
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


def measure():
    begin = time.monotonic()
    process = subprocess.Popen(
        [PROGRAM, "audit", "--stream", "fleet.ndjson", "--template", "template.yaml"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    first, verdicts = None, {}
    for line in process.stdout:
        first = first or time.monotonic() - begin
        report = json.loads(line)
        verdicts[report["verdict"]] = verdicts.get(report["verdict"], 0) + 1
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - begin
    if status != 0:
        raise SystemExit(process.stderr.read().decode())
    return wall, first, verdicts, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    write_zones()
    write_certificate()
    with open("template.yaml", "w") as file:
        file.write(TEMPLATE)
    with open("fleet.ndjson", "w") as file:
        for number in range(COUNT):
            values = {"domain": f"d{number}.example", "address": address(number)}
            file.write(json.dumps({"key": f"k{number}", "values": values}) + "\n")
    servers = [start_nsd(), start("nginx", "-c", f"{os.getcwd()}/nginx.conf")]
    wait_for(NSD)
    try:
        unbound = start_unbound(NSD, logs=True)
        measure()
        unbound.terminate()
        unbound.wait()
        asked = set(re.findall(r"info: 127\.0\.0\.1 (\S+) (\S+) IN$", open("unbound.log").read(), re.MULTILINE))
        # Letter case is random (0x20): the names are the same.
        questions = sorted({(name.lower(), kind) for name, kind in asked})
        with open("questions", "w") as file:
            file.writelines(f"{name} {kind}\n" for name, kind in questions)
        shown = run("openssl", "s_time", "-connect", "127.1.0.1:443", "-new", "-time", "3", "-cipher", "DEFAULT")
        made, seconds = re.search(r"(\d+) connections in (\d+) real", shown).groups()
        rate = int(made) / int(seconds)
        handshakes = 2 * COUNT / rate
        delay(0.020)
        for milliseconds, upstream in ((0, NSD), (20, DELAYED)):
            unbound = start_unbound(upstream)
            shown = run("dnsperf", "-s", "127.0.0.1", "-p", str(UNBOUND), "-d", "questions", "-q", "1000", "-n", "1")
            yardstick = float(re.search(r"Run time \(s\):\s+([\d.]+)", shown)[1])
            unbound.terminate()
            unbound.wait()
            unbound = start_unbound(upstream)
            wall, first, verdicts, cpu, memory = measure()
            unbound.terminate()
            unbound.wait()
            print(f"{COUNT} deployments, {len(questions)} questions, {2 * COUNT} endpoints, {milliseconds} ms: {verdicts}")
            print(f"  wall        {wall:8.2f} s   dnsperf {yardstick:.2f} s + s_time {handshakes:.2f} s, ratio {wall / (yardstick + handshakes):.2f} (limit {RATIO})")
            print(f"  CPU         {1000 * cpu / COUNT:8.2f} ms  a deployment (limit {CPU})")
            print(f"  memory      {memory:8.0f} MiB (limit {MEMORY})")
            print(f"  first line  {first:8.2f} s   (limit {FIRST})", flush=True)
    finally:
        for server in servers:
            server.terminate()
            server.wait()


with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
    os.chmod(folder, 0o755)
    os.chdir(folder)
    main()
