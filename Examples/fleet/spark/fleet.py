"""A fleet in Spark: each partition runs one `sendready audit --stream`. spark-submit fleet.py INPUT OUTPUT RUN TEMPLATE"""

import subprocess
import sys
import threading

from pyspark.sql import SparkSession
from pyspark.sql.types import ArrayType, IntegerType, LongType, MapType, StringType, StructField, StructType

# Written down: what is null in all lines of a sample would be guessed wrong.
REPORT = StructType([
    StructField("run", StringType(), False), StructField("key", StringType()), StructField("line", LongType(), False),
    StructField("verdict", StringType(), False), StructField("deployment", StringType()), StructField("scheme", StringType()),
    StructField("observedAt", StringType()), StructField("elapsedMs", IntegerType(), False),
    StructField("waitedMs", IntegerType(), False), StructField("questions", IntegerType(), False),
    StructField("counts", MapType(StringType(), IntegerType()), False), StructField("errors", ArrayType(StringType()), False),
])


def audit(run, template):
    def partition(lines):
        command = ["sendready", "audit", "--stream", "--template", template, "--run", run, "--emit", "summary", "--quiet"]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        asked = 0

        def feed():
            nonlocal asked
            with process.stdin:
                for line in lines:
                    process.stdin.write(line + "\n")
                    asked += 1

        feeder = threading.Thread(target=feed)
        feeder.start()
        answered = 0
        for line in process.stdout:
            answered += 1
            yield line
        feeder.join()
        # A partition whose filter failed must fail, and be done again: no row may be lost in silence.
        if process.wait() != 0 or answered != asked:
            raise RuntimeError(f"sendready ended with {process.returncode}: {answered} of {asked} lines answered")

    return partition


if __name__ == "__main__":
    source, target, run, template = sys.argv[1:]
    spark = SparkSession.builder.appName(f"sendready {run}").getOrCreate()
    answers = spark.sparkContext.textFile(source).mapPartitions(audit(run, template))
    reports = spark.read.schema(REPORT).json(answers)
    # The committer renames: what a task that was killed has written is never seen.
    reports.dropDuplicates(["run", "key"]).write.mode("overwrite").parquet(f"{target}/run={run}")
