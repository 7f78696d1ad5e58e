"""The engines of Examples/fleet that come by pip, each with a fleet that is killed in the middle: run it through Scripts/test-fleet."""

import importlib.util
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "Examples/fleet"
COUNT = int(sys.argv[1])


def load_bench():
    """The world of the benchmark: NSD and Unbound with so many deployments."""
    specification = importlib.util.spec_from_file_location("bench_fleet", ROOT / "Scripts/bench-fleet.py")
    bench = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(bench)
    return bench


def expect(condition, words):
    if not condition:
        raise SystemExit(f"FAILED: {words}")


def audit_killed(path, *options):
    """A run that is killed twice and then goes on to its end."""
    command = [os.environ["SENDREADY"], "audit", "--stream", "fleet.ndjson", "--template", "template.yaml", "--run", "r",
               "--output", path, "--resume", "--quiet", *options]
    pathlib.Path(path).touch()
    torn = 0
    for part in (1, 2):
        process = subprocess.Popen(command)
        while torn <= part * COUNT // 4 and process.poll() is None:
            time.sleep(0.02)
            with open(path) as file:
                torn = sum('"type":"end"' in line or '"type":"report"' in line for line in file)
        process.send_signal(signal.SIGKILL)
        process.wait()
    subprocess.run(command, check=True)
    return torn


def answered(path):
    with open(path) as file:
        return [json.loads(line) for line in file]


def duckdb():
    import duckdb
    torn = audit_killed("out.ndjson", "--emit", "findings")
    ends = [line for line in answered("out.ndjson") if line["type"] == "end"]
    base = duckdb.connect("fleet.db")
    tables = (EXAMPLES / "duckdb/tables.sql").read_text()
    for _ in range(2):
        base.execute(tables)
    reports = base.execute("select count(*), count(distinct key) from report where run = 'r'").fetchone()
    findings = base.execute("select count(*), count(distinct (run, key, fingerprint)) from finding").fetchone()
    expect(reports == (COUNT, COUNT) and len(ends) == COUNT, f"reports {reports}, {len(ends)} ends")
    expect(findings[0] >= COUNT // 5, f"only {findings} findings")
    expect(findings[0] == findings[1] == sum(line["type"] == "finding" for line in answered("out.ndjson")), f"findings {findings}")
    kinds = base.execute("select typeof(counts), typeof(observedAt), typeof(errors) from report limit 1").fetchone()
    expect(kinds == ("MAP(VARCHAR, INTEGER)", "TIMESTAMP WITH TIME ZONE", "VARCHAR[]"), kinds)
    print(f"DuckDB {duckdb.__version__}: {reports[0]} keys, {findings[0]} findings, loaded twice, killed the second time at {torn} keys")


def clickhouse():
    from chdb import session
    base = session.Session("clickhouse")
    if not pathlib.Path("out.ndjson").exists():
        audit_killed("out.ndjson", "--emit", "findings")
    for statement in (EXAMPLES / "clickhouse/tables.sql").read_text().split(";"):
        if statement.strip():
            base.query(statement)
    # As the page says, but with a file instead of the client's standard input.
    for kind, table in (("end", "report"), ("finding", "finding")):
        lines = [line for line in open("out.ndjson") if f'"type":"{kind}"' in line]
        pathlib.Path(f"{kind}.ndjson").write_text("".join(lines))
        for _ in range(2):
            base.query(f"insert into fleet.{table} from infile '{os.getcwd()}/{kind}.ndjson' "
                       "settings input_format_skip_unknown_fields = 1, date_time_input_format = 'best_effort' format JSONEachRow")
    reports = str(base.query("select count(), uniqExact(key) from fleet.report final where run = 'r'")).strip()
    findings = str(base.query("select count(), uniqExact(key, fingerprint) from fleet.finding final")).strip()
    expect(reports == f"{COUNT},{COUNT}", f"reports {reports}")
    expect(len(set(findings.split(","))) == 1, f"findings {findings}")
    print(f"ClickHouse (chdb): {COUNT} keys, {findings.split(',')[0]} findings, loaded twice")


def kubernetes():
    tool = shutil.which("kubernetes-validate") or pathlib.Path(sys.executable).parent / "kubernetes-validate"
    job = EXAMPLES / "kubernetes/job.yaml"
    shown = subprocess.run([tool, "--strict", job], capture_output=True, text=True)
    expect(shown.returncode == 0, shown.stdout + shown.stderr)
    # The validator must be able to reject.
    pathlib.Path("wrong.yaml").write_text(job.read_text().replace("completionMode:", "completionModus:"))
    expect(subprocess.run([tool, "--strict", "wrong.yaml"], capture_output=True).returncode != 0, "a wrong key is not refused")
    print(f"Kubernetes: {shown.stderr.count('passed for') + shown.stdout.count('passed for')} resources valid, strictly")


def spark():
    import duckdb
    environment = os.environ | {"PATH": f"{os.path.dirname(os.environ['SENDREADY'])}:{os.environ['PATH']}"}
    command = [sys.executable, "-m", "pyspark.find_spark_home"]
    home = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    # Two tasks at a time, with four attempts each.
    submit = [f"{home}/bin/spark-submit", "--master", "local[2,4]", "--conf", "spark.ui.enabled=false", "--conf",
              "spark.driver.bindAddress=127.0.0.1", "--conf", "spark.driver.host=127.0.0.1",
              EXAMPLES / "spark/fleet.py", "fleet.ndjson", "reports", "r", f"{os.getcwd()}/template.yaml"]
    environment["PYSPARK_PYTHON"] = sys.executable

    def begin():
        return subprocess.Popen(submit, env=environment, stdout=subprocess.DEVNULL, stderr=open("spark.log", "a"), start_new_session=True)

    def filters():
        found = subprocess.run(["pgrep", "-f", "sendready audit --stream --template"], capture_output=True, text=True).stdout.split()
        return [int(number) for number in found]

    def wait_for_filter():
        for _ in range(600):
            if filters():
                return
            time.sleep(0.1)
        raise SystemExit("FAILED: Spark began no filter: " + open("spark.log").read()[-2000:])

    # All of it is killed.
    driver = begin()
    wait_for_filter()
    time.sleep(1)
    os.killpg(driver.pid, signal.SIGKILL)
    driver.wait()
    for number in filters():
        os.kill(number, signal.SIGKILL)
    # One filter is killed, and its task is retried.
    driver = begin()
    wait_for_filter()
    time.sleep(1)
    killed = filters()
    for number in killed[:1]:
        os.kill(number, signal.SIGKILL)
    expect(driver.wait() == 0, open("spark.log").read()[-3000:])
    base = duckdb.connect()
    rows = base.execute("select count(*), count(distinct key) from read_parquet('reports/run=r/*.parquet')").fetchone()
    expect(rows == (COUNT, COUNT), f"rows {rows}")
    verdicts = base.execute("select count(*) from read_parquet('reports/run=r/*.parquet') where verdict = 'ready'").fetchone()
    expect(verdicts[0] == COUNT - COUNT // 5, f"{verdicts} ready")
    print(f"Spark: {rows[0]} keys, the driver killed once and {len(killed[:1])} filter")


def break_every_fifth():
    """Takes the SPF record of its MAIL FROM domain away."""
    zone = pathlib.Path("example.zone")
    kept = [line for line in zone.read_text().splitlines(keepends=True)
            if not (found := re.match(r"bounce\.d(\d+) 300 IN TXT", line)) or int(found[1]) % 5 != 4]
    zone.write_text("".join(kept))


def main():
    missing = []
    bench = load_bench()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.chmod(folder, 0o755)
        os.chdir(folder)
        bench.write_zones()
        break_every_fifth()
        bench.write_template("template.yaml", ("tls: true", "tls: false"), ("tls: { ca-file: ca.pem }\n", ""))
        bench.write_fleet("fleet.ndjson", range(COUNT))
        nsd = bench.start_nsd()
        bench.wait_for(bench.NSD)
        unbound = bench.start_unbound(bench.NSD)
        try:
            for module, engine in (("duckdb", duckdb), ("chdb", clickhouse), ("kubernetes_validate", kubernetes), ("pyspark", spark)):
                if importlib.util.find_spec(module):
                    engine()
                else:
                    missing.append(module)
        finally:
            bench.stop(unbound, nsd)
    if missing:
        print("not installed, not run: " + ", ".join(missing))


if __name__ == "__main__":
    main()
