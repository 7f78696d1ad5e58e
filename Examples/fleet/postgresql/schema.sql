-- A queue of deployments and the sink of their reports. Run it once: psql -f schema.sql
create schema if not exists fleet;

-- One row for each deployment of a run. `entry` is a line of the stream's input; its "key" is the row's.
create table if not exists fleet.job (
    run         text        not null,
    key         text        not null,
    entry       jsonb       not null check (entry ->> 'key' = key),
    attempts    integer     not null default 0,
    -- Until then a worker has it; after that anybody may take it.
    lease_until timestamptz,
    worker      text,
    done_at     timestamptz,
    primary key (run, key)
);
create index if not exists job_open on fleet.job (run, lease_until nulls first) where done_at is null;

-- One row for each answer. Whoever answers a key again replaces the row.
create table if not exists fleet.report (
    run          text        not null,
    key          text        not null,
    verdict      text        not null check (verdict in ('ready', 'warnings', 'not-ready', 'undetermined', 'refused')),
    deployment   text,
    scheme       text,
    observed_at  timestamptz,
    elapsed_ms   integer     not null,
    waited_ms    integer     not null,
    questions    integer     not null,
    tool_version text        not null,
    line         jsonb       not null,
    written_at   timestamptz not null default now(),
    primary key (run, key)
);
create index if not exists report_verdict on fleet.report (run, verdict);

-- One row for each finding of a report.
create or replace view fleet.finding as
select r.run, r.key, r.deployment, f ->> 'rule' as rule, f ->> 'outcome' as outcome, f ->> 'severity' as severity,
    f ->> 'fingerprint' as fingerprint, f #>> '{subject,kind}' as kind, f #>> '{subject,key}' as subject_key,
    f ->> 'title' as title, f ->> 'message' as message
from fleet.report r cross join lateral jsonb_array_elements(r.line -> 'findings') f;

-- Takes up to `size` deployments for `lease`: those that nobody has, or whose worker has not ended in time.
create or replace function fleet.take(wanted text, who text, size integer, lease interval) returns setof jsonb
language sql as $$
    update fleet.job set lease_until = now() + lease, worker = who, attempts = attempts + 1
    where (run, key) in (
        select run, key from fleet.job
        where run = wanted and done_at is null and (lease_until is null or lease_until < now())
        order by lease_until nulls first
        limit size for update skip locked)
    returning entry
$$;

-- Keeps the answers in `lines` and closes their jobs: all of it, or nothing.
create or replace function fleet.keep(lines jsonb[]) returns bigint
language sql as $$
    with answer as (
        insert into fleet.report (run, key, verdict, deployment, scheme, observed_at, elapsed_ms, waited_ms, questions, tool_version, line)
        select l ->> 'run', l ->> 'key', l ->> 'verdict', l ->> 'deployment', l ->> 'scheme', (l ->> 'observedAt')::timestamptz,
            (l ->> 'elapsedMs')::integer, (l ->> 'waitedMs')::integer, (l ->> 'questions')::integer, l ->> 'toolVersion', l
        from unnest(lines) l where l ->> 'key' is not null
        on conflict (run, key) do update set
            verdict = excluded.verdict, deployment = excluded.deployment, scheme = excluded.scheme, observed_at = excluded.observed_at,
            elapsed_ms = excluded.elapsed_ms, waited_ms = excluded.waited_ms, questions = excluded.questions,
            tool_version = excluded.tool_version, line = excluded.line, written_at = now()
        returning run, key),
    closed as (
        update fleet.job j set done_at = now(), lease_until = null from answer a where j.run = a.run and j.key = a.key returning 1)
    select count(*) from closed
$$;
