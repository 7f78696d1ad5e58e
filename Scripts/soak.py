"""The endurance test of Scripts/soak: run it through that."""

import importlib.machinery
import importlib.util
import json
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time

MINUTES = float(sys.argv[1])
RATE = float(os.environ.get("SOAK_RATE", "20"))
DEPLOYMENTS = 200
# Seconds between changes of zones, and of certificates.
ZONES, CERTIFICATES = 10, 60
# How old a cached answer may be, and how long an audit may take.
STALE = 300 + 40
SAMPLE = 5
# The growth allowed between start and end: memory in MiB and relative, descriptors, threads.
MEMORY, PART, OTHERS = 8, 0.10, 4

sys.argv = ["bench-fleet", str(DEPLOYMENTS)]
place = os.path.join(os.path.dirname(os.path.abspath(__file__)), "bench-fleet.py")
loader = importlib.machinery.SourceFileLoader("bench_fleet", place)
fleet = importlib.util.module_from_spec(importlib.util.spec_from_loader("bench_fleet", loader))
loader.exec_module(fleet)


class World:
    """The fleet's zones, in which some domains lack the SPF record of their bounces; which ones, changes."""

    def __init__(self):
        self.broken = []
        fleet.write_zones()
        with open("example.zone") as file:
            self.lines = file.readlines()
        fleet.write_authority()
        fleet.write_certificates()
        self.nsd = fleet.start_nsd()
        self.nginx = fleet.start("nginx", "-c", f"{os.getcwd()}/nginx.conf")
        fleet.wait_for(fleet.NSD)
        self.serial = 1
        self.certificates = 1
        self.change(set())

    def change(self, broken):
        self.serial += 1
        names = {f"bounce.d{number}" for number in broken}
        with open("example.zone.new", "w") as file:
            for line in self.lines:
                if line.split(" ")[0] in names and " TXT " in line:
                    continue
                file.write(line.replace("hostmaster.example. 1 ", f"hostmaster.example. {self.serial} "))
        os.replace("example.zone.new", "example.zone")
        self.broken.append((time.monotonic(), broken))
        self.nsd.send_signal(signal.SIGHUP)

    def renew(self):
        fleet.write_certificates()
        self.certificates += 1
        self.nginx.send_signal(signal.SIGHUP)

    def truths(self, number, begin, end):
        """Every verdict that was right at some time between these."""
        truths = set()
        for index, (since, broken) in enumerate(self.broken):
            until = self.broken[index + 1][0] if index + 1 < len(self.broken) else end
            # A server needs a moment to serve changed data.
            if since <= end and until + 5 >= begin:
                truths.add("not-ready" if number in broken else "ready")
        return truths


def change_world(world, end):
    generator = random.Random(1)
    renewed = time.monotonic()
    while time.monotonic() < end:
        time.sleep(ZONES)
        world.change(set(generator.sample(range(DEPLOYMENTS), generator.randrange(DEPLOYMENTS // 4))))
        if time.monotonic() - renewed > CERTIFICATES:
            world.renew()
            renewed = time.monotonic()


def feed(pipe, end):
    number = 0
    try:
        while time.monotonic() < end:
            line = {"key": f"k{number}", "values": fleet.values(number % DEPLOYMENTS)}
            pipe.write(json.dumps(line).encode() + b"\n")
            pipe.flush()
            number += 1
            time.sleep(1 / RATE)
    finally:
        pipe.close()


def sample(process, samples):
    """Resident MiB, descriptors and threads, as long as it runs."""
    folder = f"/proc/{process.pid}"
    while process.poll() is None:
        try:
            with open(f"{folder}/status") as file:
                fields = dict(line.split(":", 1) for line in file)
            samples.append((time.monotonic(), int(fields["VmRSS"].split()[0]) / 1024, len(os.listdir(f"{folder}/fd")), int(fields["Threads"])))
        except (OSError, KeyError):
            return
        time.sleep(SAMPLE)


def main():
    world = World()
    fleet.write_template("template.yaml", (f"127.0.0.1:{fleet.UNBOUND}", f"127.0.0.1:{fleet.NSD}"))
    begin = time.monotonic()
    end = begin + 60 * MINUTES
    process = subprocess.Popen(
        [fleet.PROGRAM, "audit", "--stream", "--template", "template.yaml", "--state", "state.db", "--emit", "report"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    samples, wrong, verdicts = [], [], {}
    threads = [
        threading.Thread(target=work, args=arguments, daemon=True)
        for work, arguments in ((change_world, (world, end)), (feed, (process.stdin, end)), (sample, (process, samples)))
    ]
    for thread in threads:
        thread.start()
    for line in process.stdout:
        report = json.loads(line)
        now = time.monotonic()
        number = int(report["key"][1:]) % DEPLOYMENTS
        verdicts[report["verdict"]] = verdicts.get(report["verdict"], 0) + 1
        if report["verdict"] not in world.truths(number, now - STALE, now):
            wrong.append(f"{report['key']}: {report['verdict']}")
    status = process.wait()
    fleet.stop(world.nsd, world.nginx)
    return judge(samples, wrong, verdicts, status, world, begin, process)


def judge(samples, wrong, verdicts, status, world, begin, process):
    # Whatever fills up at the start (caches, pools) is full after a third of the time.
    third = max(len(samples) // 3, 1)
    early, late = samples[third:2 * third], samples[-third:]
    print(f"{sum(verdicts.values())} deployments in {(time.monotonic() - begin) / 60:.1f} minutes, {len(world.broken)} states of the zones, "
          f"{world.certificates} certificates: {verdicts}")
    failed = status != 0 or bool(wrong) or not early
    for index, (name, unit) in enumerate((("memory", "MiB"), ("descriptors", ""), ("threads", "")), start=1):
        if not early:
            break
        first, last = (statistics.median(row[index] for row in part) for part in (early, late))
        allowed = max(MEMORY, PART * first) if index == 1 else OTHERS
        greatest = max(row[index] for row in samples)
        over = last - first > allowed
        failed = failed or over
        print(f"  {name:<12}{first:8.1f} in the second third, {last:8.1f} in the last, {greatest:8.1f} at most {unit}"
              + ("  <- grows" if over else ""))
    if wrong:
        print(f"  {len(wrong)} answers that were not true: {', '.join(wrong[:10])}")
    if status != 0:
        print(f"  it ended with {status}: {process.stderr.read().decode()}")
    return 1 if failed else 0


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.chmod(folder, 0o755)
        os.chdir(folder)
        sys.exit(main())
