-- The reports of fleets in ClickHouse: every column typed, since a column that is null in the first lines is guessed wrong.
create database if not exists fleet;

create table if not exists fleet.report (
    type LowCardinality(String),
    format UInt8,
    run LowCardinality(String),
    key String,
    line UInt32,
    toolVersion LowCardinality(String),
    verdict LowCardinality(String),
    deployment Nullable(String),
    scheme LowCardinality(Nullable(String)),
    observedAt Nullable(DateTime64(0, 'UTC')),
    elapsedMs UInt32,
    waitedMs UInt32,
    questions UInt32,
    counts Map(LowCardinality(String), UInt32),
    errors Array(String),
    warnings Array(String)
) engine = ReplacingMergeTree order by (run, key);

create table if not exists fleet.finding (
    run LowCardinality(String),
    key String,
    subjectKey String,
    observedAt DateTime64(0, 'UTC'),
    deployment String,
    rule LowCardinality(String),
    outcome LowCardinality(String),
    severity LowCardinality(String),
    fingerprint FixedString(16),
    kind LowCardinality(String),
    name Nullable(String),
    view LowCardinality(Nullable(String)),
    address Nullable(String),
    sender Nullable(String),
    title String,
    message String,
    fix Nullable(String),
    publish Array(String),
    evidence Array(String),
    cause LowCardinality(Nullable(String)),
    question Nullable(String)
) engine = ReplacingMergeTree order by (run, key, fingerprint);
