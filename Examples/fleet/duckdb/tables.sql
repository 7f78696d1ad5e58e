-- The reports of fleets in DuckDB: duckdb fleet.db < tables.sql, after `sendready … --emit findings --output out.ndjson`.
create table if not exists report (
    run varchar, key varchar, line integer, verdict varchar, deployment varchar, scheme varchar, observedAt timestamptz,
    elapsedMs integer, waitedMs integer, questions integer, counts map(varchar, integer), errors varchar[], warnings varchar[],
    toolVersion varchar, primary key (run, key));

create table if not exists finding (
    run varchar, key varchar, fingerprint varchar, rule varchar, outcome varchar, severity varchar, kind varchar, subjectKey varchar,
    name varchar, "view" varchar, address varchar, sender varchar, title varchar, message varchar, fix varchar, publish varchar[],
    evidence varchar[], cause varchar, question varchar, deployment varchar, observedAt timestamptz,
    primary key (run, key, fingerprint));

-- Types are written down: read_json_auto guesses a column that is null in its sample as JSON.
create or replace macro lines(file) as table
select * from read_json(file, format = 'newline_delimited', maximum_object_size = 67108864, columns = {
    type: 'varchar', run: 'varchar', key: 'varchar', line: 'integer', verdict: 'varchar', deployment: 'varchar', scheme: 'varchar',
    observedAt: 'timestamptz', elapsedMs: 'integer', waitedMs: 'integer', questions: 'integer', counts: 'map(varchar, integer)',
    errors: 'varchar[]', warnings: 'varchar[]', toolVersion: 'varchar', fingerprint: 'varchar', rule: 'varchar', outcome: 'varchar',
    severity: 'varchar', kind: 'varchar', subjectKey: 'varchar', name: 'varchar', "view": 'varchar', address: 'varchar',
    sender: 'varchar', title: 'varchar', message: 'varchar', fix: 'varchar', publish: 'varchar[]', evidence: 'varchar[]',
    cause: 'varchar', question: 'varchar'});

insert or replace into report by name
select run, key, line, verdict, deployment, scheme, observedAt, elapsedMs, waitedMs, questions, counts, errors, warnings, toolVersion
from lines('out.ndjson') where type = 'end' and key is not null;

insert or replace into finding by name
select run, key, fingerprint, rule, outcome, severity, kind, subjectKey, name, "view", address, sender, title, message, fix, publish,
    evidence, cause, question, deployment, observedAt
from lines('out.ndjson') where type = 'finding';
