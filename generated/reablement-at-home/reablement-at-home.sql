-- Reablement at Home: what is paid, worked out from a log of events.
-- Made from reablement-at-home (sha256:40688c339e5e42ad8831bae27c724aae8b78ac7ebea14849d647edc94347470c).
--
-- Days are whole numbers, 1 being 1 January of the year 1; money is in whole pence. Every column
-- named after a rule has a second one, `settled`: the day from which nothing can change it.
--
-- To run it:
--   duckdb -cmd "SET VARIABLE log = 'log.csv'; SET VARIABLE as_at = DATE '2027-03-31'" < this file
-- `log` is a CSV or Parquet file; `known_at` may be set too, to a moment. Rows that `ocdsl
-- evaluate` would refuse are not looked for here.

CREATE OR REPLACE MACRO as_date(d) AS DATE '0001-01-01' + (CAST(d AS INTEGER) - 1);
CREATE OR REPLACE MACRO as_day(d) AS CAST(d - DATE '0001-01-01' AS INTEGER) + 1;
CREATE OR REPLACE MACRO iso(d) AS CAST(as_date(d) AS VARCHAR);
CREATE OR REPLACE MACRO week_start(d) AS d - (d - 1 - 0 + 7) % 7;
CREATE OR REPLACE MACRO week_end(d) AS week_start(d) + 6;
CREATE OR REPLACE MACRO month_start(d) AS as_day(CAST(date_trunc('month', as_date(d)) AS DATE));
CREATE OR REPLACE MACRO month_end(d) AS as_day(last_day(as_date(d)));
CREATE OR REPLACE MACRO months_to_last_day(d, n) AS CASE WHEN 12 * extract('year' FROM as_date(d)) + extract('month' FROM as_date(d)) + n <= 12 THEN 0 ELSE as_day(CAST(as_date(d) + to_months(n) AS DATE)) END;
CREATE OR REPLACE MACRO months_run_on(d, n) AS months_to_last_day(d, n) + CAST(extract('day' FROM as_date(months_to_last_day(d, n))) < extract('day' FROM as_date(d)) AS INTEGER);
CREATE OR REPLACE MACRO in_person(p) AS CASE WHEN contains(p, '%') OR contains(p, '/') OR contains(p, '#') THEN replace(replace(replace(p, '%', '%25'), '/', '%2F'), '#', '%23') ELSE p END;
CREATE OR REPLACE MACRO half_up(a, b) AS CASE WHEN a < 0 THEN -((2 * -CAST(a AS HUGEINT) + b) // (2 * b)) ELSE (2 * CAST(a AS HUGEINT) + b) // (2 * b) END;
CREATE OR REPLACE MACRO quarter_start(d) AS as_day(CAST(date_trunc('month', as_date(d)) - to_months((CAST(extract('month' FROM as_date(d)) AS INTEGER) - 4 + 12) % 3) AS DATE));
CREATE OR REPLACE MACRO quarter_end(d) AS as_day(CAST(as_date(quarter_start(d)) + to_months(3) AS DATE)) - 1;
CREATE OR REPLACE MACRO year_start(d) AS as_day(CAST(date_trunc('month', as_date(d)) - to_months((CAST(extract('month' FROM as_date(d)) AS INTEGER) - 4 + 12) % 12) AS DATE));
CREATE OR REPLACE MACRO year_end(d) AS as_day(CAST(as_date(year_start(d)) + to_months(12) AS DATE)) - 1;
CREATE OR REPLACE MACRO calendar_quarter_start(d) AS as_day(CAST(date_trunc('month', as_date(d)) - to_months((CAST(extract('month' FROM as_date(d)) AS INTEGER) - 1 + 12) % 3) AS DATE));
CREATE OR REPLACE MACRO calendar_quarter_end(d) AS as_day(CAST(as_date(calendar_quarter_start(d)) + to_months(3) AS DATE)) - 1;
CREATE OR REPLACE MACRO calendar_year_start(d) AS as_day(CAST(date_trunc('month', as_date(d)) - to_months((CAST(extract('month' FROM as_date(d)) AS INTEGER) - 1 + 12) % 12) AS DATE));
CREATE OR REPLACE MACRO calendar_year_end(d) AS as_day(CAST(as_date(calendar_year_start(d)) + to_months(12) AS DATE)) - 1;
CREATE OR REPLACE MACRO escaped(t) AS replace(replace(t, '\', '\\'), '"', '\"');
CREATE OR REPLACE MACRO in_pounds(a) AS CAST(CAST(a AS DECIMAL(16, 0)) * 0.01 AS VARCHAR);

SET VARIABLE log = coalesce(getvariable('log'), 'log.csv');
SET VARIABLE as_at = as_day(CAST(coalesce(getvariable('as_at'), DATE '9999-12-31') AS DATE));
SET VARIABLE known_at = epoch_us(CAST(coalesce(getvariable('known_at'), TIMESTAMP '9999-12-31 00:00:00') AS TIMESTAMP)) + 719163 * 86400000000;

-- The log as it stands in the file; a column that the file leaves out is empty.
CREATE OR REPLACE TABLE log_row AS
SELECT * FROM query(CASE WHEN getvariable('log') LIKE '%.parquet'
  THEN 'FROM read_parquet(getvariable(''log''))'
  ELSE 'FROM read_csv(getvariable(''log''), header = true, all_varchar = true)' END)
UNION ALL BY NAME
SELECT CAST(NULL AS VARCHAR) AS "event_id", CAST(NULL AS VARCHAR) AS "event", CAST(NULL AS VARCHAR) AS "provider", CAST(NULL AS VARCHAR) AS "person", CAST(NULL AS VARCHAR) AS "occurred_on", CAST(NULL AS VARCHAR) AS "recorded_at", CAST(NULL AS VARCHAR) AS "recorded_by", CAST(NULL AS VARCHAR) AS "age", CAST(NULL AS VARCHAR) AS "independence", CAST(NULL AS VARCHAR) AS "reason", CAST(NULL AS VARCHAR) AS "hours", CAST(NULL AS VARCHAR) AS "supersedes", CAST(NULL AS VARCHAR) AS "retracts" WHERE false;

-- The same as days, scaled whole numbers and names.
CREATE OR REPLACE TABLE log_event AS
SELECT event_id, event_id AS id_order, event, provider, person,
  as_day(CAST(occurred_on AS DATE)) AS occurred_on,
  epoch_us(CAST(recorded_at AS TIMESTAMP)) + 719163 * 86400000000 AS recorded_at,
  as_day(CAST(CAST(recorded_at AS TIMESTAMP) AS DATE)) AS recorded_on,
  CAST(CAST(nullif(CAST("age" AS VARCHAR), '') AS DECIMAL(24, 0)) * 1 AS BIGINT) AS "age",
  CAST(CAST(nullif(CAST("independence" AS VARCHAR), '') AS DECIMAL(24, 2)) * 100 AS BIGINT) AS "independence",
  nullif(CAST("reason" AS VARCHAR), '') AS "reason",
  CAST(CAST(nullif(CAST("hours" AS VARCHAR), '') AS DECIMAL(24, 2)) * 100 AS BIGINT) AS "hours",
  nullif(supersedes, '') AS supersedes, nullif(retracts, '') AS retracts
FROM log_row;

-- What had happened by the as-at day and was recorded by the known-at moment, in its last form.
CREATE OR REPLACE TABLE event AS
WITH known AS (
  SELECT * FROM log_event WHERE recorded_at <= getvariable('known_at')
)
SELECT * FROM known
WHERE occurred_on <= getvariable('as_at') AND retracts IS NULL AND event_id NOT IN (
  SELECT coalesce(supersedes, retracts) FROM known WHERE coalesce(supersedes, retracts) IS NOT NULL
);

-- Picked from: referral, service-start, closure, readmission, assessment.
CREATE OR REPLACE TABLE picked_event AS
SELECT event, event_id, id_order, person, provider, occurred_on, recorded_on, "age", "independence", "reason"
FROM event WHERE event IN ('referral', 'service-start', 'closure', 'readmission', 'assessment');

-- weekly-support.pays, line 94: the end of the week
CREATE OR REPLACE TABLE "weekly-support sums" AS

    SELECT *, greatest(least(week_end(period_start), greatest(741222, period_start)), last_day) AS settled
    FROM (
      SELECT e."person" AS person, e."provider" AS provider, (week_start(e."occurred_on")) AS period_start,
        CAST(sum(e."hours") AS BIGINT) AS total, max(e.occurred_on) AS last_day,
        min(e.id_order) AS first_id, count(*) AS events,
        string_agg(e.event_id, chr(31)) AS event_ids
      FROM event e
      WHERE e.event = 'support-day' AND (coalesce(e."occurred_on" >= 739707, false))
      GROUP BY ALL
    );

-- older-people.joins-on, line 45: the first referral where age is at least 65 and the referral is during the term
-- older-people.belongs-to, line 48: the first service-start
-- independent.achieved-on, line 54: the first closure where reason is needs-no-care
-- independent.achieved-on, line 54: the closure is on or after 1 April 2026
-- independent.when, line 55: the first service-start
-- independent.when, line 55
-- independent.when, line 55: the closure is within 8 weeks after the first service-start
-- independent.needs, line 59: the first closure where reason is needs-no-care
-- independent.needs, line 59
-- independent.needs, line 59: the closure is recorded within 28 days
-- older-people.sets-aside, line 49: the first referral where age is at least 65 and the referral is during the term
-- still-independent.achieved-on, line 64
-- still-independent.when, line 65: the first assessment
-- still-independent.when, line 65
-- reablement-rate.counts, line 70
-- reablement-rate.counts, line 70: the first service-start
-- start-fee.on, line 79: the first service-start
-- start-fee.on, line 79: the service-start is on or after 1 April 2026
-- start-fee.pays, line 78
-- start-fee, line 77
-- outcome-fee.pays, line 83
-- outcome-fee.withhold, line 84
-- weekly-support.when, line 99
CREATE OR REPLACE TABLE "people 1" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p."older-people.first-referral event".event_id AS "older-people.first-referral",
    CASE WHEN p."older-people.first-referral event" IS NULL THEN least(740802, 741222) ELSE p."older-people.first-referral event".occurred_on END AS "older-people.first-referral settled",
    p."older-people.first-referral event"."occurred_on" AS "older-people.first-referral occurred_on",
    p."older-people.first-service-start event".event_id AS "older-people.first-service-start",
    CASE WHEN p."older-people.first-service-start event" IS NULL THEN 741222 ELSE p."older-people.first-service-start event".occurred_on END AS "older-people.first-service-start settled",
    p."older-people.first-service-start event"."id_order" AS "older-people.first-service-start id_order",
    p."older-people.first-service-start event"."occurred_on" AS "older-people.first-service-start occurred_on",
    p."older-people.first-service-start event"."provider" AS "older-people.first-service-start provider",
    p."independent.first-closure event".event_id AS "independent.first-closure",
    CASE WHEN p."independent.first-closure event" IS NULL THEN 741222 ELSE p."independent.first-closure event".occurred_on END AS "independent.first-closure settled",
    p."independent.first-closure event"."id_order" AS "independent.first-closure id_order",
    p."independent.first-closure event"."occurred_on" AS "independent.first-closure occurred_on",
    p."independent.first-closure event"."recorded_on" AS "independent.first-closure recorded_on",
    p."still-independent.first-assessment-2 event".event_id AS "still-independent.first-assessment-2",
    CASE WHEN p."still-independent.first-assessment-2 event" IS NULL THEN 741222 ELSE p."still-independent.first-assessment-2 event".occurred_on END AS "still-independent.first-assessment-2 settled",
    p."still-independent.first-assessment-2 event"."independence" AS "still-independent.first-assessment-2 independence"
  FROM (
    SELECT
      e.person,
      min({"occurred_on": e."occurred_on", "event_id": e."event_id"}) FILTER (WHERE e.event = 'referral' AND (coalesce(e."age" >= 65, false)) AND e.occurred_on >= 739707 AND e.occurred_on <= 740802) AS "older-people.first-referral event",
      min({"occurred_on": e."occurred_on", "event_id": e."event_id", "id_order": e."id_order", "provider": e."provider"}) FILTER (WHERE e.event = 'service-start') AS "older-people.first-service-start event",
      min({"occurred_on": e."occurred_on", "event_id": e."event_id", "id_order": e."id_order", "recorded_on": e."recorded_on"}) FILTER (WHERE e.event = 'closure' AND (coalesce(e."reason" IN ('needs-no-care'), false))) AS "independent.first-closure event",
      min({"occurred_on": e."occurred_on", "event_id": e."event_id", "independence": e."independence"}) FILTER (WHERE e.event = 'assessment') AS "still-independent.first-assessment-2 event"
    FROM picked_event e
    GROUP BY e.person
  ) p
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    "older-people.first-referral" IS NOT NULL AS "older-people.joined",
    "older-people.first-service-start provider" AS "older-people.first-service-start-provider",
    "independent.first-closure" IS NOT NULL AS "independent.first-closure-present",
    "independent.first-closure occurred_on" AS "independent.first-closure-occurred-on",
    "older-people.first-service-start occurred_on" AS "independent.first-service-start-occurred-on",
    "independent.first-closure recorded_on" AS "independent.first-closure-recorded-on",
    "older-people.first-referral occurred_on" AS "older-people.first-referral-occurred-on",
    "still-independent.first-assessment-2 independence" AS "still-independent.first-assessment-2-independence",
    "older-people.first-service-start" IS NOT NULL AS "start-fee.first-service-start-present"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("independent.first-closure-occurred-on" >= 739707, false) AS "independent.closure-not-before-term",
    CASE WHEN "independent.first-closure-occurred-on" IS NULL THEN least("independent.first-closure settled", 741222) ELSE greatest("independent.first-closure-occurred-on", "independent.first-closure settled") END AS "independent.closure-not-before-term settled",
    "independent.first-service-start-occurred-on" + 56 AS "independent.first-service-start-occurred-on-plus-56-days",
    "independent.first-closure-occurred-on" + 28 AS "independent.first-closure-occurred-on-plus-28-days",
    "independent.first-closure-occurred-on" + 28 AS "independent.closure-evidence-day",
    "independent.first-service-start-occurred-on" + 364 AS "still-independent.first-service-start-occurred-on-plus-364-days",
    "independent.first-service-start-occurred-on" + 420 AS "still-independent.first-service-start-occurred-on-plus-420-days",
    "still-independent.first-assessment-2-independence" + 500 AS "still-independent.first-assessment-2-independence-above-500",
    quarter_start("independent.first-service-start-occurred-on") AS "reablement-rate.first-service-start-occurred-on-quarter-start",
    "independent.first-service-start-occurred-on" IS NOT NULL AS "reablement-rate.first-service-start-occurred-on-present",
    coalesce("independent.first-service-start-occurred-on" >= 739707, false) AS "start-fee.service-start-not-before-term",
    CASE WHEN "independent.first-service-start-occurred-on" IS NULL THEN least("older-people.first-service-start settled", 741222) ELSE greatest("independent.first-service-start-occurred-on", "older-people.first-service-start settled") END AS "start-fee.service-start-not-before-term settled",
    CAST("older-people.joined" AS BIGINT) * 30000 AS "start-fee.price",
    CAST("older-people.joined" AS BIGINT) * 157500 AS "outcome-fee.price",
    "independent.first-service-start-occurred-on" + 84 AS "weekly-support.first-service-start-occurred-on-plus-84-days"
  FROM row_1
),
row_3 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("independent.first-closure-occurred-on" >= "independent.first-service-start-occurred-on" AND "independent.first-closure-occurred-on" <= "independent.first-service-start-occurred-on-plus-56-days", false) AS "independent.first-closure-occurred-on-in-time",
    CASE WHEN "independent.first-service-start-occurred-on" IS NULL THEN "older-people.first-service-start settled" WHEN "independent.first-service-start-occurred-on-plus-56-days" IS NULL THEN "older-people.first-service-start settled" WHEN "independent.first-closure-occurred-on" IS NULL THEN greatest(least("independent.first-closure settled", least("independent.first-service-start-occurred-on-plus-56-days", 741222)), "older-people.first-service-start settled") WHEN "independent.first-closure-occurred-on" > "independent.first-service-start-occurred-on-plus-56-days" THEN greatest(least("independent.first-service-start-occurred-on-plus-56-days", 741222), "older-people.first-service-start settled") ELSE greatest("independent.first-closure-occurred-on", "independent.first-closure settled", "older-people.first-service-start settled") END AS "independent.first-closure-occurred-on-in-time settled",
    coalesce("independent.first-closure-recorded-on" >= "independent.first-closure-occurred-on" AND "independent.first-closure-recorded-on" <= "independent.closure-evidence-day", false) AS "independent.closure-recorded-in-time",
    CASE WHEN "independent.first-closure-occurred-on" IS NULL THEN "independent.first-closure settled" WHEN "independent.closure-evidence-day" IS NULL THEN "independent.first-closure settled" WHEN "independent.first-closure-recorded-on" IS NULL THEN greatest(least("independent.first-closure settled", least("independent.closure-evidence-day", 741222)), "independent.first-closure settled") WHEN "independent.first-closure-recorded-on" > "independent.closure-evidence-day" THEN greatest(least("independent.closure-evidence-day", 741222), "independent.first-closure settled") ELSE greatest("independent.first-closure-recorded-on", "independent.first-closure settled") END AS "independent.closure-recorded-in-time settled",
    CASE WHEN "older-people.joined" THEN "reablement-rate.first-service-start-occurred-on-quarter-start" END AS "reablement-rate.quarter-of-members",
    greatest("older-people.first-service-start settled", "older-people.first-referral settled") AS "reablement-rate.quarter-of-members settled",
    "older-people.joined" AND "start-fee.first-service-start-present" AND "start-fee.service-start-not-before-term" AS "start-fee.conditions",
    CASE WHEN "older-people.joined" AND "start-fee.first-service-start-present" AND "start-fee.service-start-not-before-term" THEN greatest("older-people.first-referral settled", "older-people.first-service-start settled", "start-fee.service-start-not-before-term settled") ELSE least(CASE WHEN NOT "older-people.joined" THEN "older-people.first-referral settled" END, CASE WHEN NOT "start-fee.first-service-start-present" THEN "older-people.first-service-start settled" END, CASE WHEN NOT "start-fee.service-start-not-before-term" THEN "start-fee.service-start-not-before-term settled" END) END AS "start-fee.conditions settled",
    "outcome-fee.price" * 17 // 20 + CAST(CAST("outcome-fee.price" * 3 % 20 > "outcome-fee.price" * 17 % 20 AS INTEGER) < "outcome-fee.price" - "outcome-fee.price" * 17 // 20 - "outcome-fee.price" * 3 // 20 AS INTEGER) AS "outcome-fee.paid-now",
    "outcome-fee.price" * 3 // 20 + CAST(CAST("outcome-fee.price" * 17 % 20 >= "outcome-fee.price" * 3 % 20 AS INTEGER) < "outcome-fee.price" - "outcome-fee.price" * 17 // 20 - "outcome-fee.price" * 3 // 20 AS INTEGER) AS "outcome-fee.held-back"
  FROM row_2
)
SELECT person, "older-people.first-referral", "older-people.first-referral settled", "older-people.joined", "older-people.first-service-start", "older-people.first-service-start settled", "older-people.first-service-start id_order", "older-people.first-service-start-provider", "independent.first-closure", "independent.first-closure settled", "independent.first-closure id_order", "independent.first-closure-present", "independent.first-closure-occurred-on", "independent.closure-not-before-term", "independent.closure-not-before-term settled", "independent.first-service-start-occurred-on", "independent.first-closure-occurred-on-in-time", "independent.first-closure-occurred-on-in-time settled", "independent.first-closure-occurred-on-plus-28-days", "independent.closure-recorded-in-time", "independent.closure-recorded-in-time settled", "older-people.first-referral-occurred-on", "still-independent.first-service-start-occurred-on-plus-364-days", "still-independent.first-service-start-occurred-on-plus-420-days", "still-independent.first-assessment-2-independence-above-500", "still-independent.first-assessment-2 settled", "reablement-rate.first-service-start-occurred-on-quarter-start", "reablement-rate.quarter-of-members", "reablement-rate.quarter-of-members settled", "reablement-rate.first-service-start-occurred-on-present", "start-fee.first-service-start-present", "start-fee.service-start-not-before-term", "start-fee.service-start-not-before-term settled", "start-fee.price", "start-fee.conditions", "start-fee.conditions settled", "outcome-fee.price", "outcome-fee.paid-now", "outcome-fee.held-back", "weekly-support.first-service-start-occurred-on-plus-84-days"
FROM row_3;

-- independent.when, line 55: no readmission
-- independent.when, line 55: no readmission is within 28 days after the closure
-- independent, line 51
-- older-people.sets-aside, line 49: a closure where reason is one of died, moved-away
-- independent, line 51: set aside on a closure where reason is one of died, moved-away
-- independent, line 51: the person is not set aside on a closure where reason is one of died, moved-away
-- still-independent.achieved-on, line 64: the first assessment where the assessment is at least 52 weeks, up to and including 60 weeks after the first service-start
-- still-independent.achieved-on, line 64: the assessment is on or after 1 April 2026
-- still-independent.when, line 65: the first assessment where the assessment is at least 52 weeks, up to and including 60 weeks after the first service-start
-- still-independent.when, line 65: independence is at least 5 points above independence at the first assessment
-- still-independent, line 62
-- still-independent, line 62: set aside on a closure where reason is one of died, moved-away
-- still-independent, line 62: the person is not set aside on a closure where reason is one of died, moved-away
-- reablement-rate.counts, line 70
-- reablement-rate.is, line 71
-- start-fee, line 77: set aside on a closure where reason is one of died, moved-away
-- start-fee, line 77: the person is not set aside on a closure where reason is one of died, moved-away
-- start-fee, line 77
-- outcome-fee.recover, line 90
CREATE OR REPLACE TABLE "people 2" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p."older-people.first-referral",
    p."older-people.first-referral settled",
    p."older-people.joined",
    p."older-people.first-service-start",
    p."older-people.first-service-start settled",
    p."older-people.first-service-start id_order",
    p."older-people.first-service-start-provider",
    p."independent.first-closure",
    p."independent.first-closure settled",
    p."independent.first-closure id_order",
    p."independent.first-closure-present",
    p."independent.first-closure-occurred-on",
    p."independent.closure-not-before-term",
    p."independent.closure-not-before-term settled",
    p."independent.first-service-start-occurred-on",
    p."independent.first-closure-occurred-on-in-time",
    p."independent.first-closure-occurred-on-in-time settled",
    p."independent.first-closure-occurred-on-plus-28-days",
    p."independent.closure-recorded-in-time",
    p."independent.closure-recorded-in-time settled",
    p."older-people.first-referral-occurred-on",
    p."still-independent.first-service-start-occurred-on-plus-364-days",
    p."still-independent.first-service-start-occurred-on-plus-420-days",
    p."still-independent.first-assessment-2-independence-above-500",
    p."still-independent.first-assessment-2 settled",
    p."reablement-rate.first-service-start-occurred-on-quarter-start",
    p."reablement-rate.quarter-of-members",
    p."reablement-rate.quarter-of-members settled",
    p."reablement-rate.first-service-start-occurred-on-present",
    p."start-fee.first-service-start-present",
    p."start-fee.service-start-not-before-term",
    p."start-fee.service-start-not-before-term settled",
    p."start-fee.price",
    p."start-fee.conditions",
    p."start-fee.conditions settled",
    p."outcome-fee.price",
    p."outcome-fee.paid-now",
    p."outcome-fee.held-back",
    p."weekly-support.first-service-start-occurred-on-plus-84-days",
    w."independent.first-readmission event".event_id AS "independent.first-readmission",
    CASE WHEN p."independent.first-closure-occurred-on" IS NULL THEN p."independent.first-closure settled" WHEN p."independent.first-closure-occurred-on-plus-28-days" IS NULL THEN p."independent.first-closure settled" WHEN w."independent.first-readmission event" IS NULL THEN greatest(least(p."independent.first-closure-occurred-on-plus-28-days", 741222), p."independent.first-closure settled") ELSE greatest(w."independent.first-readmission event".occurred_on, p."independent.first-closure settled") END AS "independent.first-readmission settled",
    w."older-people.first-closure event".event_id AS "older-people.first-closure",
    CASE WHEN p."older-people.first-referral-occurred-on" IS NULL THEN p."older-people.first-referral settled" WHEN w."older-people.first-closure event" IS NULL THEN greatest(741222, p."older-people.first-referral settled") ELSE greatest(w."older-people.first-closure event".occurred_on, p."older-people.first-referral settled") END AS "older-people.first-closure settled",
    w."older-people.first-closure event"."occurred_on" AS "older-people.first-closure occurred_on",
    w."still-independent.first-assessment event".event_id AS "still-independent.first-assessment",
    CASE WHEN p."still-independent.first-service-start-occurred-on-plus-364-days" IS NULL THEN p."older-people.first-service-start settled" WHEN p."still-independent.first-service-start-occurred-on-plus-420-days" IS NULL THEN p."older-people.first-service-start settled" WHEN w."still-independent.first-assessment event" IS NULL THEN greatest(least(p."still-independent.first-service-start-occurred-on-plus-420-days", 741222), p."older-people.first-service-start settled") ELSE greatest(w."still-independent.first-assessment event".occurred_on, p."older-people.first-service-start settled") END AS "still-independent.first-assessment settled",
    w."still-independent.first-assessment event"."independence" AS "still-independent.first-assessment independence",
    w."still-independent.first-assessment event"."occurred_on" AS "still-independent.first-assessment occurred_on"
  FROM "people 1" p
  LEFT JOIN (
    SELECT p.rowid AS row_no,
      min({"occurred_on": e."occurred_on", "event_id": e."event_id"}) FILTER (WHERE e.event = 'readmission' AND e.occurred_on >= p."independent.first-closure-occurred-on" AND e.occurred_on <= p."independent.first-closure-occurred-on-plus-28-days") AS "independent.first-readmission event",
      min({"occurred_on": e."occurred_on", "event_id": e."event_id"}) FILTER (WHERE e.event = 'closure' AND (coalesce(e."reason" IN ('died', 'moved-away'), false)) AND e.occurred_on >= p."older-people.first-referral-occurred-on") AS "older-people.first-closure event",
      min({"occurred_on": e."occurred_on", "event_id": e."event_id", "independence": e."independence"}) FILTER (WHERE e.event = 'assessment' AND e.occurred_on >= p."still-independent.first-service-start-occurred-on-plus-364-days" AND e.occurred_on <= p."still-independent.first-service-start-occurred-on-plus-420-days") AS "still-independent.first-assessment event"
    FROM "people 1" p JOIN picked_event e ON e.person = p.person
    WHERE e.event IN ('readmission', 'closure', 'assessment')
    GROUP BY p.rowid
  ) w ON w.row_no = p.rowid
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    "independent.first-readmission" IS NULL AND "independent.first-closure-occurred-on-plus-28-days" IS NOT NULL AS "independent.absent-readmission",
    "older-people.first-closure occurred_on" AS "older-people.first-closure-occurred-on",
    "still-independent.first-assessment" IS NOT NULL AS "still-independent.first-assessment-present",
    "still-independent.first-assessment occurred_on" AS "still-independent.first-assessment-occurred-on",
    "still-independent.first-assessment independence" AS "still-independent.first-assessment-independence"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    "older-people.joined" AND "independent.first-closure-present" AND "independent.closure-not-before-term" AND "independent.first-closure-occurred-on-in-time" AND "independent.absent-readmission" AND "independent.closure-recorded-in-time" AS "independent.conditions",
    CASE WHEN "older-people.joined" AND "independent.first-closure-present" AND "independent.closure-not-before-term" AND "independent.first-closure-occurred-on-in-time" AND "independent.absent-readmission" AND "independent.closure-recorded-in-time" THEN greatest("older-people.first-referral settled", "independent.first-closure settled", "independent.closure-not-before-term settled", "independent.first-closure-occurred-on-in-time settled", "independent.first-readmission settled", "independent.closure-recorded-in-time settled") ELSE least(CASE WHEN NOT "older-people.joined" THEN "older-people.first-referral settled" END, CASE WHEN NOT "independent.first-closure-present" THEN "independent.first-closure settled" END, CASE WHEN NOT "independent.closure-not-before-term" THEN "independent.closure-not-before-term settled" END, CASE WHEN NOT "independent.first-closure-occurred-on-in-time" THEN "independent.first-closure-occurred-on-in-time settled" END, CASE WHEN NOT "independent.absent-readmission" THEN "independent.first-readmission settled" END, CASE WHEN NOT "independent.closure-recorded-in-time" THEN "independent.closure-recorded-in-time settled" END) END AS "independent.conditions settled",
    coalesce("still-independent.first-assessment-occurred-on" >= 739707, false) AS "still-independent.assessment-not-before-term",
    CASE WHEN "still-independent.first-assessment-occurred-on" IS NULL THEN least("still-independent.first-assessment settled", 741222) ELSE greatest("still-independent.first-assessment-occurred-on", "still-independent.first-assessment settled") END AS "still-independent.assessment-not-before-term settled",
    coalesce("still-independent.first-assessment-independence" >= "still-independent.first-assessment-2-independence-above-500", false) AS "still-independent.first-assessment-independence-test",
    greatest("still-independent.first-assessment settled", "still-independent.first-assessment-2 settled") AS "still-independent.first-assessment-independence-test settled",
    coalesce("older-people.first-closure-occurred-on" < "start-fee.conditions settled", false) AS "start-fee.left-before-conditions",
    CASE WHEN coalesce("older-people.first-closure-occurred-on" < "start-fee.conditions settled", false) THEN "older-people.first-closure-occurred-on" ELSE "start-fee.conditions settled" END AS "start-fee.left-before-conditions settled"
  FROM row_1
),
row_3 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("older-people.first-closure-occurred-on" < "independent.conditions settled", false) AS "independent.left-before-conditions",
    CASE WHEN coalesce("older-people.first-closure-occurred-on" < "independent.conditions settled", false) THEN "older-people.first-closure-occurred-on" ELSE "independent.conditions settled" END AS "independent.left-before-conditions settled",
    "older-people.joined" AND "still-independent.first-assessment-present" AND "still-independent.assessment-not-before-term" AND "still-independent.first-assessment-independence-test" AS "still-independent.conditions",
    CASE WHEN "older-people.joined" AND "still-independent.first-assessment-present" AND "still-independent.assessment-not-before-term" AND "still-independent.first-assessment-independence-test" THEN greatest("older-people.first-referral settled", "still-independent.first-assessment settled", "still-independent.assessment-not-before-term settled", "still-independent.first-assessment-independence-test settled") ELSE least(CASE WHEN NOT "older-people.joined" THEN "older-people.first-referral settled" END, CASE WHEN NOT "still-independent.first-assessment-present" THEN "still-independent.first-assessment settled" END, CASE WHEN NOT "still-independent.assessment-not-before-term" THEN "still-independent.assessment-not-before-term settled" END, CASE WHEN NOT "still-independent.first-assessment-independence-test" THEN "still-independent.first-assessment-independence-test settled" END) END AS "still-independent.conditions settled",
    NOT "start-fee.left-before-conditions" AS "start-fee.stayed-until-conditions"
  FROM row_2
),
row_4 AS NOT MATERIALIZED (
  SELECT *,
    NOT "independent.left-before-conditions" AS "independent.stayed-until-conditions",
    coalesce("older-people.first-closure-occurred-on" < "still-independent.conditions settled", false) AS "still-independent.left-before-conditions",
    CASE WHEN coalesce("older-people.first-closure-occurred-on" < "still-independent.conditions settled", false) THEN "older-people.first-closure-occurred-on" ELSE "still-independent.conditions settled" END AS "still-independent.left-before-conditions settled",
    "start-fee.conditions" AND "start-fee.stayed-until-conditions" AS "start-fee.conditions-and-stayed",
    CASE WHEN "start-fee.conditions" AND "start-fee.stayed-until-conditions" THEN greatest("start-fee.conditions settled", "start-fee.left-before-conditions settled") ELSE least(CASE WHEN NOT "start-fee.conditions" THEN "start-fee.conditions settled" END, CASE WHEN NOT "start-fee.stayed-until-conditions" THEN "start-fee.left-before-conditions settled" END) END AS "start-fee.conditions-and-stayed settled"
  FROM row_3
),
row_5 AS NOT MATERIALIZED (
  SELECT *,
    "independent.conditions" AND "independent.stayed-until-conditions" AS "independent.conditions-and-stayed",
    CASE WHEN "independent.conditions" AND "independent.stayed-until-conditions" THEN greatest("independent.conditions settled", "independent.left-before-conditions settled") ELSE least(CASE WHEN NOT "independent.conditions" THEN "independent.conditions settled" END, CASE WHEN NOT "independent.stayed-until-conditions" THEN "independent.left-before-conditions settled" END) END AS "independent.conditions-and-stayed settled",
    NOT "still-independent.left-before-conditions" AS "still-independent.stayed-until-conditions",
    "older-people.joined" AND "reablement-rate.first-service-start-occurred-on-present" AND "independent.stayed-until-conditions" AS "reablement-rate.counted",
    CASE WHEN "older-people.joined" AND "reablement-rate.first-service-start-occurred-on-present" AND "independent.stayed-until-conditions" THEN greatest("older-people.first-referral settled", "older-people.first-service-start settled", "independent.left-before-conditions settled") ELSE least(CASE WHEN NOT "older-people.joined" THEN "older-people.first-referral settled" END, CASE WHEN NOT "reablement-rate.first-service-start-occurred-on-present" THEN "older-people.first-service-start settled" END, CASE WHEN NOT "independent.stayed-until-conditions" THEN "independent.left-before-conditions settled" END) END AS "reablement-rate.counted settled"
  FROM row_4
),
row_6 AS NOT MATERIALIZED (
  SELECT *,
    "still-independent.conditions" AND "still-independent.stayed-until-conditions" AS "still-independent.conditions-and-stayed",
    CASE WHEN "still-independent.conditions" AND "still-independent.stayed-until-conditions" THEN greatest("still-independent.conditions settled", "still-independent.left-before-conditions settled") ELSE least(CASE WHEN NOT "still-independent.conditions" THEN "still-independent.conditions settled" END, CASE WHEN NOT "still-independent.stayed-until-conditions" THEN "still-independent.left-before-conditions settled" END) END AS "still-independent.conditions-and-stayed settled",
    "reablement-rate.counted" AND "independent.conditions-and-stayed" AS "reablement-rate.achieved",
    CASE WHEN "reablement-rate.counted" AND "independent.conditions-and-stayed" THEN greatest("reablement-rate.counted settled", "independent.conditions-and-stayed settled") ELSE least(CASE WHEN NOT "reablement-rate.counted" THEN "reablement-rate.counted settled" END, CASE WHEN NOT "independent.conditions-and-stayed" THEN "independent.conditions-and-stayed settled" END) END AS "reablement-rate.achieved settled",
    CASE WHEN "independent.conditions-and-stayed" THEN "independent.conditions-and-stayed settled" END AS "outcome-fee.day-of-earning"
  FROM row_5
),
row_7 AS NOT MATERIALIZED (
  SELECT *,
    month_end("outcome-fee.day-of-earning") + 30 AS "outcome-fee.day-of-earning-month-end-plus-30-days",
    "outcome-fee.day-of-earning" + 1 AS "outcome-fee.day-of-earning-plus-1-days"
  FROM row_6
),
row_8 AS NOT MATERIALIZED (
  SELECT *,
    "outcome-fee.day-of-earning-month-end-plus-30-days" + 28 AS "outcome-fee.day-of-earning-month-end-plus-30-days-plus-28-days"
  FROM row_7
)
SELECT person, "older-people.first-referral", "older-people.first-referral settled", "older-people.joined", "older-people.first-service-start", "older-people.first-service-start settled", "older-people.first-service-start id_order", "older-people.first-service-start-provider", "independent.first-closure", "independent.first-closure settled", "independent.first-closure id_order", "independent.first-closure-present", "independent.closure-not-before-term", "independent.closure-not-before-term settled", "independent.first-service-start-occurred-on", "independent.first-closure-occurred-on-in-time", "independent.first-closure-occurred-on-in-time settled", "independent.closure-recorded-in-time", "independent.closure-recorded-in-time settled", "reablement-rate.first-service-start-occurred-on-quarter-start", "reablement-rate.quarter-of-members", "reablement-rate.quarter-of-members settled", "start-fee.first-service-start-present", "start-fee.service-start-not-before-term", "start-fee.service-start-not-before-term settled", "start-fee.price", "outcome-fee.price", "outcome-fee.paid-now", "outcome-fee.held-back", "weekly-support.first-service-start-occurred-on-plus-84-days", "independent.first-readmission", "independent.first-readmission settled", "independent.absent-readmission", "older-people.first-closure", "older-people.first-closure settled", "older-people.first-closure-occurred-on", "independent.left-before-conditions", "independent.left-before-conditions settled", "independent.stayed-until-conditions", "independent.conditions-and-stayed", "independent.conditions-and-stayed settled", "still-independent.left-before-conditions", "still-independent.left-before-conditions settled", "still-independent.conditions-and-stayed", "still-independent.conditions-and-stayed settled", "reablement-rate.counted", "reablement-rate.counted settled", "reablement-rate.achieved", "reablement-rate.achieved settled", "start-fee.stayed-until-conditions", "start-fee.left-before-conditions settled", "start-fee.conditions-and-stayed", "start-fee.conditions-and-stayed settled", "outcome-fee.day-of-earning-month-end-plus-30-days-plus-28-days", "outcome-fee.day-of-earning-plus-1-days"
FROM row_8;

-- weekly-support.pays, line 94: the end of the week
-- weekly-support.pays, line 94: a price for hours
-- older-people.joins-on, line 45: the first referral where age is at least 65 and the referral is during the term
-- weekly-support.when, line 99
-- independent.when, line 55: the first service-start
-- weekly-support.when, line 99: the week ends within 12 weeks after the first service-start
-- weekly-support, line 93
-- older-people.sets-aside, line 49: a closure where reason is one of died, moved-away
-- weekly-support, line 93: set aside on a closure where reason is one of died, moved-away
-- weekly-support, line 93: the person is not set aside on a closure where reason is one of died, moved-away
CREATE OR REPLACE TABLE "weekly-support 2" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p.provider,
    p.period_start,
    p.events,
    p.event_ids,
    p.first_id,
    p.total AS "weekly-support.total-hours",
    p.settled AS "weekly-support.total-hours settled",
    o."older-people.first-referral",
    o."older-people.first-service-start",
    o."older-people.first-closure",
    o."older-people.joined" AS "older-people.joined-for-weekly-support",
    o."older-people.first-referral settled" AS "older-people.joined-for-weekly-support settled",
    o."independent.first-service-start-occurred-on" AS "independent.first-service-start-occurred-on-for-weekly-support",
    o."older-people.first-service-start settled" AS "independent.first-service-start-occurred-on-for-weekly-support settled",
    o."weekly-support.first-service-start-occurred-on-plus-84-days" AS "weekly-support.first-service-start-occurred-on-plus-84-days-for-weekly-support",
    o."older-people.first-closure-occurred-on" AS "older-people.first-closure-occurred-on-for-weekly-support",
    o."older-people.first-closure settled" AS "older-people.first-closure-occurred-on-for-weekly-support settled"
  FROM "weekly-support sums" p
  JOIN "people 2" o ON o.person = p.person
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    CAST(CASE WHEN "weekly-support.total-hours" > 0 AND "weekly-support.total-hours" <= 500 THEN 7500 WHEN "weekly-support.total-hours" > 500 AND "weekly-support.total-hours" <= 1400 THEN 15000 WHEN "weekly-support.total-hours" > 1400 THEN 32000 END AS BIGINT) AS "weekly-support.price",
    "weekly-support.total-hours" IS NOT NULL AS "weekly-support.week-ended",
    week_end(period_start) AS "weekly-support.week-end"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("weekly-support.week-end" >= "independent.first-service-start-occurred-on-for-weekly-support" AND "weekly-support.week-end" <= "weekly-support.first-service-start-occurred-on-plus-84-days-for-weekly-support", false) AS "weekly-support.week-end-in-time",
    CASE WHEN "independent.first-service-start-occurred-on-for-weekly-support" IS NULL THEN "independent.first-service-start-occurred-on-for-weekly-support settled" WHEN "weekly-support.first-service-start-occurred-on-plus-84-days-for-weekly-support" IS NULL THEN "independent.first-service-start-occurred-on-for-weekly-support settled" WHEN "weekly-support.week-end" IS NULL THEN greatest(least(0, least("weekly-support.first-service-start-occurred-on-plus-84-days-for-weekly-support", 741222)), "independent.first-service-start-occurred-on-for-weekly-support settled") WHEN "weekly-support.week-end" > "weekly-support.first-service-start-occurred-on-plus-84-days-for-weekly-support" THEN greatest(least("weekly-support.first-service-start-occurred-on-plus-84-days-for-weekly-support", 741222), "independent.first-service-start-occurred-on-for-weekly-support settled") ELSE greatest("weekly-support.week-end", "independent.first-service-start-occurred-on-for-weekly-support settled") END AS "weekly-support.week-end-in-time settled",
    "weekly-support.price" IS NOT NULL AS "weekly-support.price-present"
  FROM row_1
),
row_3 AS NOT MATERIALIZED (
  SELECT *,
    "older-people.joined-for-weekly-support" AND "weekly-support.week-ended" AND "weekly-support.week-end-in-time" AND "weekly-support.price-present" AS "weekly-support.conditions",
    CASE WHEN "older-people.joined-for-weekly-support" AND "weekly-support.week-ended" AND "weekly-support.week-end-in-time" AND "weekly-support.price-present" THEN greatest("older-people.joined-for-weekly-support settled", "weekly-support.total-hours settled", "weekly-support.week-end-in-time settled") ELSE least(CASE WHEN NOT "older-people.joined-for-weekly-support" THEN "older-people.joined-for-weekly-support settled" END, CASE WHEN NOT "weekly-support.week-ended" THEN "weekly-support.total-hours settled" END, CASE WHEN NOT "weekly-support.week-end-in-time" THEN "weekly-support.week-end-in-time settled" END, CASE WHEN NOT "weekly-support.price-present" THEN "weekly-support.total-hours settled" END) END AS "weekly-support.conditions settled"
  FROM row_2
),
row_4 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("older-people.first-closure-occurred-on-for-weekly-support" < "weekly-support.conditions settled", false) AS "weekly-support.left-before-conditions",
    CASE WHEN coalesce("older-people.first-closure-occurred-on-for-weekly-support" < "weekly-support.conditions settled", false) THEN "older-people.first-closure-occurred-on-for-weekly-support" ELSE "weekly-support.conditions settled" END AS "weekly-support.left-before-conditions settled"
  FROM row_3
),
row_5 AS NOT MATERIALIZED (
  SELECT *,
    NOT "weekly-support.left-before-conditions" AS "weekly-support.stayed-until-conditions"
  FROM row_4
),
row_6 AS NOT MATERIALIZED (
  SELECT *,
    "weekly-support.conditions" AND "weekly-support.stayed-until-conditions" AS "weekly-support.conditions-and-stayed",
    CASE WHEN "weekly-support.conditions" AND "weekly-support.stayed-until-conditions" THEN greatest("weekly-support.conditions settled", "weekly-support.left-before-conditions settled") ELSE least(CASE WHEN NOT "weekly-support.conditions" THEN "weekly-support.conditions settled" END, CASE WHEN NOT "weekly-support.stayed-until-conditions" THEN "weekly-support.left-before-conditions settled" END) END AS "weekly-support.conditions-and-stayed settled"
  FROM row_5
)
SELECT person, provider, period_start, events, event_ids, first_id, "older-people.first-referral", "older-people.first-service-start", "older-people.first-closure", "weekly-support.total-hours", "weekly-support.total-hours settled", "weekly-support.price", "older-people.joined-for-weekly-support", "older-people.joined-for-weekly-support settled", "weekly-support.week-ended", "weekly-support.week-end-in-time", "weekly-support.week-end-in-time settled", "weekly-support.price-present", "weekly-support.stayed-until-conditions", "weekly-support.left-before-conditions settled", "weekly-support.conditions-and-stayed", "weekly-support.conditions-and-stayed settled"
FROM row_6;

-- weekly-support.pays, line 94
CREATE OR REPLACE TABLE "weekly-support lines" AS
SELECT
  CAST(6 AS TINYINT) AS rule,
  rowid AS row_no,
  provider AS provider,
  first_id AS id_order,
  CASE WHEN first_id IS NULL THEN concat('weekly-support/', in_person(person), '/', provider, '/', iso(period_start)) END AS line_id,
  CASE WHEN "weekly-support.conditions-and-stayed settled" > getvariable('as_at') THEN 'pending' WHEN "weekly-support.conditions-and-stayed" THEN 'payable' ELSE 'not-due' END AS status,
  CASE WHEN "weekly-support.conditions-and-stayed" AND "weekly-support.conditions-and-stayed settled" <= getvariable('as_at') THEN "weekly-support.price" ELSE coalesce("weekly-support.price", 0) END AS amount,
  CASE WHEN "weekly-support.conditions-and-stayed" AND "weekly-support.conditions-and-stayed settled" <= getvariable('as_at') THEN "weekly-support.conditions-and-stayed settled" END AS earned_on,
  CASE WHEN "weekly-support.conditions-and-stayed" AND "weekly-support.conditions-and-stayed settled" <= getvariable('as_at') THEN month_end("weekly-support.conditions-and-stayed settled") + 30 END AS payable_on
FROM "weekly-support 2"
WHERE "older-people.joined-for-weekly-support" AND "older-people.joined-for-weekly-support settled" <= getvariable('as_at') AND (("weekly-support.conditions-and-stayed" AND "weekly-support.conditions-and-stayed settled" <= getvariable('as_at') AND coalesce("weekly-support.price", 0) <> 0)
  OR NOT "weekly-support.conditions-and-stayed" OR "weekly-support.conditions-and-stayed settled" > getvariable('as_at'));

-- outcome-fee.recover, line 90: a readmission
CREATE OR REPLACE TABLE "people 3" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p."older-people.first-referral",
    p."older-people.first-referral settled",
    p."older-people.joined",
    p."older-people.first-service-start",
    p."older-people.first-service-start settled",
    p."older-people.first-service-start id_order",
    p."older-people.first-service-start-provider",
    p."independent.first-closure",
    p."independent.first-closure settled",
    p."independent.first-closure id_order",
    p."independent.first-closure-present",
    p."independent.closure-not-before-term",
    p."independent.closure-not-before-term settled",
    p."independent.first-service-start-occurred-on",
    p."independent.first-closure-occurred-on-in-time",
    p."independent.first-closure-occurred-on-in-time settled",
    p."independent.first-readmission",
    p."independent.first-readmission settled",
    p."independent.absent-readmission",
    p."independent.closure-recorded-in-time",
    p."independent.closure-recorded-in-time settled",
    p."older-people.first-closure",
    p."older-people.first-closure settled",
    p."older-people.first-closure-occurred-on",
    p."independent.left-before-conditions",
    p."independent.left-before-conditions settled",
    p."independent.stayed-until-conditions",
    p."independent.conditions-and-stayed",
    p."independent.conditions-and-stayed settled",
    p."still-independent.left-before-conditions",
    p."still-independent.left-before-conditions settled",
    p."still-independent.conditions-and-stayed",
    p."still-independent.conditions-and-stayed settled",
    p."reablement-rate.first-service-start-occurred-on-quarter-start",
    p."reablement-rate.quarter-of-members",
    p."reablement-rate.quarter-of-members settled",
    p."reablement-rate.counted",
    p."reablement-rate.counted settled",
    p."reablement-rate.achieved",
    p."reablement-rate.achieved settled",
    p."start-fee.first-service-start-present",
    p."start-fee.service-start-not-before-term",
    p."start-fee.service-start-not-before-term settled",
    p."start-fee.price",
    p."start-fee.stayed-until-conditions",
    p."start-fee.left-before-conditions settled",
    p."start-fee.conditions-and-stayed",
    p."start-fee.conditions-and-stayed settled",
    p."outcome-fee.price",
    p."outcome-fee.day-of-earning-month-end-plus-30-days-plus-28-days",
    p."outcome-fee.day-of-earning-plus-1-days",
    p."outcome-fee.paid-now",
    p."outcome-fee.held-back",
    p."weekly-support.first-service-start-occurred-on-plus-84-days",
    w."outcome-fee.first-readmission event".event_id AS "outcome-fee.first-readmission",
    CASE WHEN p."outcome-fee.day-of-earning-plus-1-days" IS NULL THEN p."independent.conditions-and-stayed settled" WHEN p."outcome-fee.day-of-earning-month-end-plus-30-days-plus-28-days" IS NULL THEN p."independent.conditions-and-stayed settled" WHEN w."outcome-fee.first-readmission event" IS NULL THEN greatest(least(p."outcome-fee.day-of-earning-month-end-plus-30-days-plus-28-days", 741222), p."independent.conditions-and-stayed settled") ELSE greatest(w."outcome-fee.first-readmission event".occurred_on, p."independent.conditions-and-stayed settled") END AS "outcome-fee.first-readmission settled",
    w."outcome-fee.first-readmission event"."occurred_on" AS "outcome-fee.first-readmission occurred_on"
  FROM "people 2" p
  LEFT JOIN (
    SELECT p.rowid AS row_no,
      min({"occurred_on": e."occurred_on", "event_id": e."event_id"}) FILTER (WHERE e.event = 'readmission' AND e.occurred_on >= p."outcome-fee.day-of-earning-plus-1-days" AND e.occurred_on <= p."outcome-fee.day-of-earning-month-end-plus-30-days-plus-28-days") AS "outcome-fee.first-readmission event"
    FROM "people 2" p JOIN picked_event e ON e.person = p.person
    WHERE e.event IN ('readmission')
    GROUP BY p.rowid
  ) w ON w.row_no = p.rowid
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    "outcome-fee.first-readmission occurred_on" AS "outcome-fee.first-readmission-occurred-on"
  FROM row_0
)
SELECT person, "older-people.first-referral", "older-people.first-referral settled", "older-people.joined", "older-people.first-service-start", "older-people.first-service-start settled", "older-people.first-service-start id_order", "older-people.first-service-start-provider", "independent.first-closure", "independent.first-closure settled", "independent.first-closure id_order", "independent.first-closure-present", "independent.closure-not-before-term", "independent.closure-not-before-term settled", "independent.first-closure-occurred-on-in-time", "independent.first-closure-occurred-on-in-time settled", "independent.first-readmission", "independent.first-readmission settled", "independent.absent-readmission", "independent.closure-recorded-in-time", "independent.closure-recorded-in-time settled", "older-people.first-closure", "older-people.first-closure settled", "independent.left-before-conditions", "independent.left-before-conditions settled", "independent.stayed-until-conditions", "independent.conditions-and-stayed", "independent.conditions-and-stayed settled", "still-independent.left-before-conditions", "still-independent.left-before-conditions settled", "still-independent.conditions-and-stayed", "still-independent.conditions-and-stayed settled", "reablement-rate.first-service-start-occurred-on-quarter-start", "reablement-rate.quarter-of-members", "reablement-rate.quarter-of-members settled", "reablement-rate.counted", "reablement-rate.counted settled", "reablement-rate.achieved", "reablement-rate.achieved settled", "start-fee.first-service-start-present", "start-fee.service-start-not-before-term", "start-fee.service-start-not-before-term settled", "start-fee.price", "start-fee.stayed-until-conditions", "start-fee.left-before-conditions settled", "start-fee.conditions-and-stayed", "start-fee.conditions-and-stayed settled", "outcome-fee.price", "outcome-fee.paid-now", "outcome-fee.held-back", "outcome-fee.first-readmission", "outcome-fee.first-readmission settled", "outcome-fee.first-readmission occurred_on", "outcome-fee.first-readmission-occurred-on"
FROM row_1;

-- reablement-rate, line 68
CREATE OR REPLACE TABLE "provider-and-quarter 3" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.provider,
    p.period_start,
    p.period_end,
    coalesce(g1."reablement-rate.people-achieved", 0) AS "reablement-rate.people-achieved",
    greatest(p.period_end, g1."reablement-rate.people-achieved settled") AS "reablement-rate.people-achieved settled",
    coalesce(g1."reablement-rate.people-counted", 0) AS "reablement-rate.people-counted",
    greatest(p.period_end, g1."reablement-rate.people-counted settled") AS "reablement-rate.people-counted settled"
  FROM (
    SELECT provider, period_start, period_end
    FROM (VALUES ('alder-care'), ('bryn-support')) s (provider), (VALUES
      (739707, 739797),
      (739798, 739889),
      (739890, 739981),
      (739982, 740071),
      (740072, 740162),
      (740163, 740254),
      (740255, 740346),
      (740347, 740437),
      (740438, 740528),
      (740529, 740620),
      (740621, 740712),
      (740713, 740802),
      (740803, 740893),
      (740894, 740985),
      (740986, 741077),
      (741078, 741167),
      (741168, 741222)
    ) t (period_start, period_end)
  ) p
  LEFT JOIN (
    SELECT "older-people.first-service-start-provider" AS provider,
      "reablement-rate.quarter-of-members" AS period_start,
      count(*) FILTER (WHERE "reablement-rate.achieved") AS "reablement-rate.people-achieved",
      max("reablement-rate.achieved settled") FILTER (WHERE "reablement-rate.achieved" IS NOT NULL) AS "reablement-rate.people-achieved settled",
      count(*) FILTER (WHERE "reablement-rate.counted") AS "reablement-rate.people-counted",
      max("reablement-rate.counted settled") FILTER (WHERE "reablement-rate.counted" IS NOT NULL) AS "reablement-rate.people-counted settled"
    FROM "people 2"
    WHERE true AND "older-people.first-service-start-provider" IS NOT NULL AND "reablement-rate.quarter-of-members" IS NOT NULL
    GROUP BY ALL
  ) g1 ON g1.provider = p.provider AND g1.period_start = p.period_start
)
SELECT provider, period_start, period_end, "reablement-rate.people-achieved", "reablement-rate.people-achieved settled", "reablement-rate.people-counted", "reablement-rate.people-counted settled"
FROM row_0;

-- reablement-rate.needs, line 73: reablement-rate
-- outcome-fee.withhold, line 84: reablement-rate of the quarter of the first service-start
CREATE OR REPLACE TABLE "provider-and-quarter 4" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.provider,
    p.period_start,
    p.period_end,
    p."reablement-rate.people-achieved",
    p."reablement-rate.people-achieved settled",
    p."reablement-rate.people-counted",
    p."reablement-rate.people-counted settled",
    m1.achieved AS "reablement-rate.ratio",
    m1.settled AS "reablement-rate.ratio settled",
    m1.counted AS "reablement-rate.ratio under",
    m1.group_start AS "reablement-rate.group",
    m1.settled AS "reablement-rate.group settled"
  FROM "provider-and-quarter 3" p
  LEFT JOIN (
    WITH RECURSIVE numbered AS (
      SELECT provider, period_start, "reablement-rate.people-achieved" AS reached, "reablement-rate.people-counted" AS people,
        greatest("reablement-rate.people-achieved settled", "reablement-rate.people-counted settled") AS settled,
        row_number() OVER (PARTITION BY provider ORDER BY period_start) AS n
      FROM "provider-and-quarter 3"
    ), walk AS (
      SELECT *, 1 AS group_no, people AS so_far FROM numbered WHERE n = 1
      UNION ALL
      SELECT b.*, a.group_no + CAST(a.so_far >= 30 AS INTEGER),
        b.people + CASE WHEN a.so_far >= 30 THEN 0 ELSE a.so_far END
      FROM walk a JOIN numbered b ON b.provider = a.provider AND b.n = a.n + 1
    ), grouped AS (
      SELECT provider, group_no, max(period_start) AS group_start,
        CAST(sum(reached) AS BIGINT) AS reached, CAST(sum(people) AS BIGINT) AS people,
        max(settled) AS settled, sum(people) >= 30 AS enough
      FROM walk GROUP BY provider, group_no
    ), after AS (
      SELECT *, lag(reached) OVER w AS before_achieved, lag(people) OVER w AS before_people
      FROM grouped WINDOW w AS (PARTITION BY provider ORDER BY group_no)
    )
    SELECT walk.provider, walk.period_start, group_start,
      CASE WHEN enough THEN after.reached ELSE coalesce(before_achieved, CASE WHEN after.people > 0 THEN after.reached END) END AS achieved,
      CASE WHEN enough THEN after.people ELSE coalesce(before_people, CASE WHEN after.people > 0 THEN after.people END) END AS counted,
      CASE WHEN enough THEN after.settled ELSE 741222 END AS settled
    FROM walk JOIN after USING (provider, group_no)
  ) m1 ON m1.provider = p.provider AND m1.period_start = p.period_start
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    CAST(CASE WHEN "reablement-rate.ratio" * 10000 < 5000 * "reablement-rate.ratio under" THEN 0 WHEN "reablement-rate.ratio" * 10000 >= 5000 * "reablement-rate.ratio under" AND "reablement-rate.ratio" * 10000 < 6000 * "reablement-rate.ratio under" THEN 0 * "reablement-rate.ratio under" + 1 * ("reablement-rate.ratio" * 10000 - 5000 * "reablement-rate.ratio under") WHEN "reablement-rate.ratio" * 10000 >= 6000 * "reablement-rate.ratio under" THEN 1 END AS HUGEINT) AS "outcome-fee.share-released",
    CAST(CASE WHEN "reablement-rate.ratio" * 10000 < 5000 * "reablement-rate.ratio under" THEN 1 WHEN "reablement-rate.ratio" * 10000 >= 5000 * "reablement-rate.ratio under" AND "reablement-rate.ratio" * 10000 < 6000 * "reablement-rate.ratio under" THEN 1000 * "reablement-rate.ratio under" WHEN "reablement-rate.ratio" * 10000 >= 6000 * "reablement-rate.ratio under" THEN 1 END AS HUGEINT) AS "outcome-fee.share-released under"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("outcome-fee.share-released", 0) AS "outcome-fee.share-released-or-none",
    CASE WHEN "outcome-fee.share-released" IS NULL THEN 1 ELSE "outcome-fee.share-released under" END AS "outcome-fee.share-released-or-none under"
  FROM row_1
)
SELECT provider, period_start, period_end, "reablement-rate.people-achieved", "reablement-rate.people-achieved settled", "reablement-rate.people-counted", "reablement-rate.people-counted settled", "reablement-rate.ratio", "reablement-rate.ratio settled", "reablement-rate.ratio under", "reablement-rate.group", "reablement-rate.group settled", "outcome-fee.share-released-or-none", "outcome-fee.share-released-or-none under"
FROM row_2;

-- outcome-fee.withhold, line 84: reablement-rate of the quarter of the first service-start
-- outcome-fee.withhold, line 84
CREATE OR REPLACE VIEW "people 5" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p."older-people.first-referral",
    p."older-people.first-referral settled",
    p."older-people.joined",
    p."older-people.first-service-start",
    p."older-people.first-service-start settled",
    p."older-people.first-service-start id_order",
    p."older-people.first-service-start-provider",
    p."independent.first-closure",
    p."independent.first-closure settled",
    p."independent.first-closure id_order",
    p."independent.first-closure-present",
    p."independent.closure-not-before-term",
    p."independent.closure-not-before-term settled",
    p."independent.first-closure-occurred-on-in-time",
    p."independent.first-closure-occurred-on-in-time settled",
    p."independent.first-readmission",
    p."independent.first-readmission settled",
    p."independent.absent-readmission",
    p."independent.closure-recorded-in-time",
    p."independent.closure-recorded-in-time settled",
    p."older-people.first-closure",
    p."older-people.first-closure settled",
    p."independent.left-before-conditions",
    p."independent.left-before-conditions settled",
    p."independent.stayed-until-conditions",
    p."independent.conditions-and-stayed",
    p."independent.conditions-and-stayed settled",
    p."still-independent.left-before-conditions",
    p."still-independent.left-before-conditions settled",
    p."still-independent.conditions-and-stayed",
    p."still-independent.conditions-and-stayed settled",
    p."reablement-rate.first-service-start-occurred-on-quarter-start",
    p."start-fee.first-service-start-present",
    p."start-fee.service-start-not-before-term",
    p."start-fee.service-start-not-before-term settled",
    p."start-fee.price",
    p."start-fee.stayed-until-conditions",
    p."start-fee.left-before-conditions settled",
    p."start-fee.conditions-and-stayed",
    p."start-fee.conditions-and-stayed settled",
    p."outcome-fee.price",
    p."outcome-fee.first-readmission",
    p."outcome-fee.first-readmission settled",
    p."outcome-fee.first-readmission occurred_on",
    p."outcome-fee.paid-now",
    p."outcome-fee.held-back",
    p."outcome-fee.first-readmission-occurred-on",
    q1."reablement-rate.group" AS "outcome-fee.group-of-line",
    greatest(q1."reablement-rate.group settled", p."older-people.first-service-start settled") AS "outcome-fee.group-of-line settled",
    q1."outcome-fee.share-released-or-none" AS "outcome-fee.share-of-line",
    greatest(q1."reablement-rate.ratio settled", p."older-people.first-service-start settled") AS "outcome-fee.share-of-line settled",
    q1."outcome-fee.share-released-or-none under" AS "outcome-fee.share-of-line under"
  FROM "people 3" p
  LEFT JOIN "provider-and-quarter 4" q1 ON q1.provider = p."older-people.first-service-start-provider" AND q1.period_start = p."reablement-rate.first-service-start-occurred-on-quarter-start"
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("outcome-fee.first-readmission-occurred-on" <= "outcome-fee.share-of-line settled", false) AS "outcome-fee.taken-back-first",
    CASE WHEN coalesce("outcome-fee.first-readmission-occurred-on" <= "outcome-fee.share-of-line settled", false) THEN "outcome-fee.first-readmission-occurred-on" ELSE "outcome-fee.share-of-line settled" END AS "outcome-fee.taken-back-first settled"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    NOT "outcome-fee.taken-back-first" AS "outcome-fee.not-taken-back",
    "independent.conditions-and-stayed" AND "outcome-fee.taken-back-first" AS "outcome-fee.taken-back-when",
    CASE WHEN "independent.conditions-and-stayed" AND "outcome-fee.taken-back-first" THEN greatest("independent.conditions-and-stayed settled", "outcome-fee.taken-back-first settled") ELSE least(CASE WHEN NOT "independent.conditions-and-stayed" THEN "independent.conditions-and-stayed settled" END, CASE WHEN NOT "outcome-fee.taken-back-first" THEN "outcome-fee.taken-back-first settled" END) END AS "outcome-fee.taken-back-when settled"
  FROM row_1
),
row_3 AS NOT MATERIALIZED (
  SELECT *,
    "independent.conditions-and-stayed" AND "outcome-fee.not-taken-back" AS "outcome-fee.released-when",
    CASE WHEN "independent.conditions-and-stayed" AND "outcome-fee.not-taken-back" THEN greatest("independent.conditions-and-stayed settled", "outcome-fee.taken-back-first settled") ELSE least(CASE WHEN NOT "independent.conditions-and-stayed" THEN "independent.conditions-and-stayed settled" END, CASE WHEN NOT "outcome-fee.not-taken-back" THEN "outcome-fee.taken-back-first settled" END) END AS "outcome-fee.released-when settled"
  FROM row_2
),
row_4 AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN "outcome-fee.released-when" THEN "outcome-fee.held-back" END AS "outcome-fee.still-held",
    greatest("older-people.first-referral settled", "outcome-fee.released-when settled") AS "outcome-fee.still-held settled"
  FROM row_3
)
SELECT person, "older-people.first-referral", "older-people.first-referral settled", "older-people.joined", "older-people.first-service-start", "older-people.first-service-start settled", "older-people.first-service-start id_order", "older-people.first-service-start-provider", "independent.first-closure", "independent.first-closure settled", "independent.first-closure id_order", "independent.first-closure-present", "independent.closure-not-before-term", "independent.closure-not-before-term settled", "independent.first-closure-occurred-on-in-time", "independent.first-closure-occurred-on-in-time settled", "independent.first-readmission", "independent.first-readmission settled", "independent.absent-readmission", "independent.closure-recorded-in-time", "independent.closure-recorded-in-time settled", "older-people.first-closure", "older-people.first-closure settled", "independent.left-before-conditions", "independent.left-before-conditions settled", "independent.stayed-until-conditions", "independent.conditions-and-stayed", "independent.conditions-and-stayed settled", "still-independent.left-before-conditions", "still-independent.left-before-conditions settled", "still-independent.conditions-and-stayed", "still-independent.conditions-and-stayed settled", "start-fee.first-service-start-present", "start-fee.service-start-not-before-term", "start-fee.service-start-not-before-term settled", "start-fee.price", "start-fee.stayed-until-conditions", "start-fee.left-before-conditions settled", "start-fee.conditions-and-stayed", "start-fee.conditions-and-stayed settled", "outcome-fee.price", "outcome-fee.first-readmission", "outcome-fee.first-readmission settled", "outcome-fee.first-readmission occurred_on", "outcome-fee.paid-now", "outcome-fee.held-back", "outcome-fee.group-of-line", "outcome-fee.group-of-line settled", "outcome-fee.taken-back-first", "outcome-fee.taken-back-first settled", "outcome-fee.released-when", "outcome-fee.released-when settled", "outcome-fee.still-held", "outcome-fee.still-held settled", "outcome-fee.taken-back-when", "outcome-fee.taken-back-when settled"
FROM row_4;

-- outcome-fee.withhold, line 84
CREATE OR REPLACE TABLE "provider-and-quarter 6" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.provider,
    p.period_start,
    p.period_end,
    p."reablement-rate.people-achieved",
    p."reablement-rate.people-achieved settled",
    p."reablement-rate.people-counted",
    p."reablement-rate.people-counted settled",
    p."reablement-rate.ratio",
    p."reablement-rate.ratio settled",
    p."reablement-rate.ratio under",
    p."reablement-rate.group",
    p."reablement-rate.group settled",
    p."outcome-fee.share-released-or-none",
    p."outcome-fee.share-released-or-none under",
    coalesce(g1."outcome-fee.total-held", 0) AS "outcome-fee.total-held",
    greatest(p.period_end, g1."outcome-fee.total-held settled") AS "outcome-fee.total-held settled"
  FROM "provider-and-quarter 4" p
  LEFT JOIN (
    SELECT "older-people.first-service-start-provider" AS provider,
      "outcome-fee.group-of-line" AS period_start,
      CAST(sum("outcome-fee.still-held") AS BIGINT) AS "outcome-fee.total-held",
      max("outcome-fee.still-held settled") FILTER (WHERE "outcome-fee.still-held" IS NOT NULL) AS "outcome-fee.total-held settled"
    FROM "people 5"
    WHERE true AND "older-people.first-service-start-provider" IS NOT NULL AND "outcome-fee.group-of-line" IS NOT NULL
    GROUP BY ALL
  ) g1 ON g1.provider = p.provider AND g1.period_start = p.period_start
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    CAST(CAST("outcome-fee.total-held" AS HUGEINT) AS HUGEINT) * "outcome-fee.share-released-or-none" AS "outcome-fee.total-released-exact",
    greatest("outcome-fee.total-held settled", "reablement-rate.ratio settled") AS "outcome-fee.total-released-exact settled",
    "outcome-fee.share-released-or-none under" AS "outcome-fee.total-released-exact under"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    CAST(half_up("outcome-fee.total-released-exact", "outcome-fee.total-released-exact under") AS BIGINT) AS "outcome-fee.total-released"
  FROM row_1
)
SELECT provider, period_start, period_end, "reablement-rate.people-achieved", "reablement-rate.people-achieved settled", "reablement-rate.people-counted", "reablement-rate.people-counted settled", "reablement-rate.ratio", "reablement-rate.ratio settled", "reablement-rate.ratio under", "reablement-rate.group", "reablement-rate.group settled", "outcome-fee.total-released", "outcome-fee.total-released-exact settled"
FROM row_2;

-- outcome-fee.withhold, line 84
CREATE OR REPLACE VIEW "people 7" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p."older-people.first-referral",
    p."older-people.first-referral settled",
    p."older-people.joined",
    p."older-people.first-service-start",
    p."older-people.first-service-start settled",
    p."older-people.first-service-start id_order",
    p."older-people.first-service-start-provider",
    p."independent.first-closure",
    p."independent.first-closure settled",
    p."independent.first-closure id_order",
    p."independent.first-closure-present",
    p."independent.closure-not-before-term",
    p."independent.closure-not-before-term settled",
    p."independent.first-closure-occurred-on-in-time",
    p."independent.first-closure-occurred-on-in-time settled",
    p."independent.first-readmission",
    p."independent.first-readmission settled",
    p."independent.absent-readmission",
    p."independent.closure-recorded-in-time",
    p."independent.closure-recorded-in-time settled",
    p."older-people.first-closure",
    p."older-people.first-closure settled",
    p."independent.left-before-conditions",
    p."independent.left-before-conditions settled",
    p."independent.stayed-until-conditions",
    p."independent.conditions-and-stayed",
    p."independent.conditions-and-stayed settled",
    p."still-independent.left-before-conditions",
    p."still-independent.left-before-conditions settled",
    p."still-independent.conditions-and-stayed",
    p."still-independent.conditions-and-stayed settled",
    p."start-fee.first-service-start-present",
    p."start-fee.service-start-not-before-term",
    p."start-fee.service-start-not-before-term settled",
    p."start-fee.price",
    p."start-fee.stayed-until-conditions",
    p."start-fee.left-before-conditions settled",
    p."start-fee.conditions-and-stayed",
    p."start-fee.conditions-and-stayed settled",
    p."outcome-fee.price",
    p."outcome-fee.first-readmission",
    p."outcome-fee.first-readmission settled",
    p."outcome-fee.first-readmission occurred_on",
    p."outcome-fee.paid-now",
    p."outcome-fee.held-back",
    p."outcome-fee.group-of-line",
    p."outcome-fee.group-of-line settled",
    p."outcome-fee.taken-back-first",
    p."outcome-fee.taken-back-first settled",
    p."outcome-fee.released-when",
    p."outcome-fee.released-when settled",
    p."outcome-fee.still-held",
    p."outcome-fee.still-held settled",
    p."outcome-fee.taken-back-when",
    p."outcome-fee.taken-back-when settled",
    q1."outcome-fee.total-released" AS "outcome-fee.released-of-group",
    greatest(q1."outcome-fee.total-released-exact settled", greatest(p."older-people.first-service-start settled", p."outcome-fee.group-of-line settled")) AS "outcome-fee.released-of-group settled"
  FROM "people 5" p
  LEFT JOIN "provider-and-quarter 6" q1 ON q1.provider = p."older-people.first-service-start-provider" AND q1.period_start = p."outcome-fee.group-of-line"
)
SELECT person, "older-people.first-referral", "older-people.first-referral settled", "older-people.joined", "older-people.first-service-start", "older-people.first-service-start settled", "older-people.first-service-start id_order", "older-people.first-service-start-provider", "independent.first-closure", "independent.first-closure settled", "independent.first-closure id_order", "independent.first-closure-present", "independent.closure-not-before-term", "independent.closure-not-before-term settled", "independent.first-closure-occurred-on-in-time", "independent.first-closure-occurred-on-in-time settled", "independent.first-readmission", "independent.first-readmission settled", "independent.absent-readmission", "independent.closure-recorded-in-time", "independent.closure-recorded-in-time settled", "older-people.first-closure", "older-people.first-closure settled", "independent.left-before-conditions", "independent.left-before-conditions settled", "independent.stayed-until-conditions", "independent.conditions-and-stayed", "independent.conditions-and-stayed settled", "still-independent.left-before-conditions", "still-independent.left-before-conditions settled", "still-independent.conditions-and-stayed", "still-independent.conditions-and-stayed settled", "start-fee.first-service-start-present", "start-fee.service-start-not-before-term", "start-fee.service-start-not-before-term settled", "start-fee.price", "start-fee.stayed-until-conditions", "start-fee.left-before-conditions settled", "start-fee.conditions-and-stayed", "start-fee.conditions-and-stayed settled", "outcome-fee.price", "outcome-fee.first-readmission", "outcome-fee.first-readmission settled", "outcome-fee.first-readmission occurred_on", "outcome-fee.paid-now", "outcome-fee.held-back", "outcome-fee.group-of-line", "outcome-fee.group-of-line settled", "outcome-fee.taken-back-first", "outcome-fee.taken-back-first settled", "outcome-fee.released-when", "outcome-fee.released-when settled", "outcome-fee.still-held", "outcome-fee.still-held settled", "outcome-fee.taken-back-when", "outcome-fee.taken-back-when settled", "outcome-fee.released-of-group", "outcome-fee.released-of-group settled"
FROM row_0;

-- outcome-fee.withhold, line 84
CREATE OR REPLACE TABLE "people 8" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p."older-people.first-referral",
    p."older-people.first-referral settled",
    p."older-people.joined",
    p."older-people.first-service-start",
    p."older-people.first-service-start settled",
    p."older-people.first-service-start id_order",
    p."older-people.first-service-start-provider",
    p."independent.first-closure",
    p."independent.first-closure settled",
    p."independent.first-closure id_order",
    p."independent.first-closure-present",
    p."independent.closure-not-before-term",
    p."independent.closure-not-before-term settled",
    p."independent.first-closure-occurred-on-in-time",
    p."independent.first-closure-occurred-on-in-time settled",
    p."independent.first-readmission",
    p."independent.first-readmission settled",
    p."independent.absent-readmission",
    p."independent.closure-recorded-in-time",
    p."independent.closure-recorded-in-time settled",
    p."older-people.first-closure",
    p."older-people.first-closure settled",
    p."independent.left-before-conditions",
    p."independent.left-before-conditions settled",
    p."independent.stayed-until-conditions",
    p."independent.conditions-and-stayed",
    p."independent.conditions-and-stayed settled",
    p."still-independent.left-before-conditions",
    p."still-independent.left-before-conditions settled",
    p."still-independent.conditions-and-stayed",
    p."still-independent.conditions-and-stayed settled",
    p."start-fee.first-service-start-present",
    p."start-fee.service-start-not-before-term",
    p."start-fee.service-start-not-before-term settled",
    p."start-fee.price",
    p."start-fee.stayed-until-conditions",
    p."start-fee.left-before-conditions settled",
    p."start-fee.conditions-and-stayed",
    p."start-fee.conditions-and-stayed settled",
    p."outcome-fee.price",
    p."outcome-fee.first-readmission",
    p."outcome-fee.first-readmission settled",
    p."outcome-fee.first-readmission occurred_on",
    p."outcome-fee.paid-now",
    p."outcome-fee.held-back",
    p."outcome-fee.group-of-line",
    p."outcome-fee.group-of-line settled",
    p."outcome-fee.taken-back-first",
    p."outcome-fee.taken-back-first settled",
    p."outcome-fee.released-when",
    p."outcome-fee.released-when settled",
    p."outcome-fee.still-held",
    p."outcome-fee.still-held settled",
    p."outcome-fee.released-of-group",
    p."outcome-fee.released-of-group settled",
    p."outcome-fee.taken-back-when",
    p."outcome-fee.taken-back-when settled",
    a1.part AS "outcome-fee.released-part",
    greatest(p."outcome-fee.still-held settled", p."outcome-fee.released-of-group settled") AS "outcome-fee.released-part settled"
  FROM "people 7" p
  LEFT JOIN (
    SELECT row_no, CAST(share + CAST(row_number() OVER (
        PARTITION BY "older-people.first-service-start-provider", "outcome-fee.group-of-line" ORDER BY remainder DESC, ties NULLS FIRST, person
      ) <= amount - sum(share) OVER (PARTITION BY "older-people.first-service-start-provider", "outcome-fee.group-of-line") AS INTEGER) AS BIGINT) AS part
    FROM (
      SELECT person AS row_no, "older-people.first-service-start-provider", "outcome-fee.group-of-line", person, "outcome-fee.released-of-group" AS amount, "independent.first-closure id_order" AS ties,
        CASE WHEN whole = 0 THEN 0 ELSE CAST("outcome-fee.released-of-group" AS HUGEINT) * "outcome-fee.still-held" // whole END AS share,
        CASE WHEN whole = 0 THEN 0 ELSE CAST("outcome-fee.released-of-group" AS HUGEINT) * "outcome-fee.still-held" % whole END AS remainder
      FROM (
        SELECT person,
          "older-people.first-service-start-provider",
          "outcome-fee.group-of-line",
          "independent.first-closure id_order",
          "outcome-fee.released-of-group",
          "outcome-fee.still-held",
          sum("outcome-fee.still-held") OVER (PARTITION BY "older-people.first-service-start-provider", "outcome-fee.group-of-line") AS whole
        FROM "people 7"
        WHERE "outcome-fee.released-of-group" IS NOT NULL AND "outcome-fee.still-held" IS NOT NULL
      )
    )
  ) a1 ON a1.row_no = p.person
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("outcome-fee.released-part", 0) AS "outcome-fee.released"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    "outcome-fee.still-held" - "outcome-fee.released" AS "outcome-fee.not-released",
    greatest("outcome-fee.still-held settled", "outcome-fee.released-part settled") AS "outcome-fee.not-released settled"
  FROM row_1
)
SELECT person, "older-people.first-referral", "older-people.first-referral settled", "older-people.joined", "older-people.first-service-start", "older-people.first-service-start settled", "older-people.first-service-start id_order", "older-people.first-service-start-provider", "independent.first-closure", "independent.first-closure settled", "independent.first-closure id_order", "independent.first-closure-present", "independent.closure-not-before-term", "independent.closure-not-before-term settled", "independent.first-closure-occurred-on-in-time", "independent.first-closure-occurred-on-in-time settled", "independent.first-readmission", "independent.first-readmission settled", "independent.absent-readmission", "independent.closure-recorded-in-time", "independent.closure-recorded-in-time settled", "older-people.first-closure", "older-people.first-closure settled", "independent.left-before-conditions", "independent.left-before-conditions settled", "independent.stayed-until-conditions", "independent.conditions-and-stayed", "independent.conditions-and-stayed settled", "still-independent.left-before-conditions", "still-independent.left-before-conditions settled", "still-independent.conditions-and-stayed", "still-independent.conditions-and-stayed settled", "start-fee.first-service-start-present", "start-fee.service-start-not-before-term", "start-fee.service-start-not-before-term settled", "start-fee.price", "start-fee.stayed-until-conditions", "start-fee.left-before-conditions settled", "start-fee.conditions-and-stayed", "start-fee.conditions-and-stayed settled", "outcome-fee.price", "outcome-fee.first-readmission", "outcome-fee.first-readmission settled", "outcome-fee.first-readmission occurred_on", "outcome-fee.paid-now", "outcome-fee.held-back", "outcome-fee.taken-back-first", "outcome-fee.taken-back-first settled", "outcome-fee.released-when", "outcome-fee.released-when settled", "outcome-fee.taken-back-when", "outcome-fee.taken-back-when settled", "outcome-fee.released", "outcome-fee.released-part settled", "outcome-fee.not-released", "outcome-fee.not-released settled"
FROM row_2;

-- start-fee.pays, line 78
-- outcome-fee.pays, line 83
-- outcome-fee.withhold, line 84
-- outcome-fee.recover, line 90
-- outcome-fee.what-is-not-released, line 89
CREATE OR REPLACE TABLE "people lines" AS
SELECT
  CAST(0 AS TINYINT) AS rule,
  rowid AS row_no,
  "older-people.first-service-start-provider" AS provider,
  "older-people.first-service-start id_order" AS id_order,
  CASE WHEN "older-people.first-service-start id_order" IS NULL THEN concat('start-fee/', in_person(person)) END AS line_id,
  CASE WHEN "start-fee.conditions-and-stayed settled" > getvariable('as_at') THEN 'pending' WHEN "start-fee.conditions-and-stayed" THEN 'payable' ELSE 'not-due' END AS status,
  CASE WHEN "start-fee.conditions-and-stayed" AND "start-fee.conditions-and-stayed settled" <= getvariable('as_at') THEN "start-fee.price" ELSE coalesce("start-fee.price", 0) END AS amount,
  CASE WHEN "start-fee.conditions-and-stayed" AND "start-fee.conditions-and-stayed settled" <= getvariable('as_at') THEN "start-fee.conditions-and-stayed settled" END AS earned_on,
  CASE WHEN "start-fee.conditions-and-stayed" AND "start-fee.conditions-and-stayed settled" <= getvariable('as_at') THEN month_end("start-fee.conditions-and-stayed settled") + 30 END AS payable_on
FROM "people 8"
WHERE "older-people.joined" AND "older-people.first-referral settled" <= getvariable('as_at') AND (("start-fee.conditions-and-stayed" AND "start-fee.conditions-and-stayed settled" <= getvariable('as_at') AND coalesce("start-fee.price", 0) <> 0)
  OR NOT "start-fee.conditions-and-stayed" OR "start-fee.conditions-and-stayed settled" > getvariable('as_at'))
UNION ALL
SELECT
  CAST(1 AS TINYINT) AS rule,
  rowid AS row_no,
  "older-people.first-service-start-provider" AS provider,
  "independent.first-closure id_order" AS id_order,
  CASE WHEN "independent.first-closure id_order" IS NULL THEN concat('outcome-fee/', in_person(person)) END AS line_id,
  CASE WHEN "independent.conditions-and-stayed settled" > getvariable('as_at') THEN 'pending' WHEN "independent.conditions-and-stayed" THEN 'payable' ELSE 'not-due' END AS status,
  CASE WHEN "independent.conditions-and-stayed" AND "independent.conditions-and-stayed settled" <= getvariable('as_at') THEN "outcome-fee.paid-now" ELSE coalesce("outcome-fee.price", 0) END AS amount,
  CASE WHEN "independent.conditions-and-stayed" AND "independent.conditions-and-stayed settled" <= getvariable('as_at') THEN "independent.conditions-and-stayed settled" END AS earned_on,
  CASE WHEN "independent.conditions-and-stayed" AND "independent.conditions-and-stayed settled" <= getvariable('as_at') THEN month_end("independent.conditions-and-stayed settled") + 30 END AS payable_on
FROM "people 8"
WHERE "older-people.joined" AND "older-people.first-referral settled" <= getvariable('as_at') AND (("independent.conditions-and-stayed" AND "independent.conditions-and-stayed settled" <= getvariable('as_at') AND coalesce("outcome-fee.paid-now", 0) <> 0)
  OR NOT "independent.conditions-and-stayed" OR "independent.conditions-and-stayed settled" > getvariable('as_at'))
UNION ALL
SELECT
  CAST(2 AS TINYINT) AS rule,
  rowid AS row_no,
  "older-people.first-service-start-provider" AS provider,
  "independent.first-closure id_order" AS id_order,
  CASE WHEN "independent.first-closure id_order" IS NULL THEN concat('outcome-fee/', in_person(person)) END AS line_id,
  'withheld' AS status,
  "outcome-fee.held-back" AS amount,
  "independent.conditions-and-stayed settled" AS earned_on,
  CAST(NULL AS INTEGER) AS payable_on
FROM "people 8"
WHERE "older-people.joined" AND "older-people.first-referral settled" <= getvariable('as_at') AND ("independent.conditions-and-stayed" AND "independent.conditions-and-stayed settled" <= getvariable('as_at') AND coalesce("outcome-fee.held-back", 0) <> 0 AND "outcome-fee.taken-back-first settled" > getvariable('as_at'))
UNION ALL
SELECT
  CAST(3 AS TINYINT) AS rule,
  rowid AS row_no,
  "older-people.first-service-start-provider" AS provider,
  "independent.first-closure id_order" AS id_order,
  CASE WHEN "independent.first-closure id_order" IS NULL THEN concat('outcome-fee/', in_person(person)) END AS line_id,
  'forfeited' AS status,
  "outcome-fee.held-back" AS amount,
  "outcome-fee.taken-back-when settled" AS earned_on,
  CAST(NULL AS INTEGER) AS payable_on
FROM "people 8"
WHERE "older-people.joined" AND "older-people.first-referral settled" <= getvariable('as_at') AND ("outcome-fee.taken-back-when" AND "outcome-fee.taken-back-when settled" <= getvariable('as_at') AND coalesce("outcome-fee.held-back", 0) <> 0)
UNION ALL
SELECT
  CAST(4 AS TINYINT) AS rule,
  rowid AS row_no,
  "older-people.first-service-start-provider" AS provider,
  "independent.first-closure id_order" AS id_order,
  CASE WHEN "independent.first-closure id_order" IS NULL THEN concat('outcome-fee/', in_person(person)) END AS line_id,
  'forfeited' AS status,
  "outcome-fee.not-released" AS amount,
  "outcome-fee.released-when settled" AS earned_on,
  CAST(NULL AS INTEGER) AS payable_on
FROM "people 8"
WHERE "older-people.joined" AND "older-people.first-referral settled" <= getvariable('as_at') AND ("outcome-fee.released-when" AND "outcome-fee.released-when settled" <= getvariable('as_at') AND coalesce("outcome-fee.not-released", 0) <> 0)
UNION ALL
SELECT
  CAST(5 AS TINYINT) AS rule,
  rowid AS row_no,
  "older-people.first-service-start-provider" AS provider,
  "independent.first-closure id_order" AS id_order,
  CASE WHEN "independent.first-closure id_order" IS NULL THEN concat('outcome-fee/', in_person(person)) END AS line_id,
  'released' AS status,
  "outcome-fee.released" AS amount,
  "outcome-fee.released-when settled" AS earned_on,
  month_end("outcome-fee.released-when settled") + 30 AS payable_on
FROM "people 8"
WHERE "older-people.joined" AND "older-people.first-referral settled" <= getvariable('as_at') AND ("outcome-fee.released-when" AND "outcome-fee.released-when settled" <= getvariable('as_at') AND coalesce("outcome-fee.released", 0) <> 0);

CREATE OR REPLACE VIEW payment_line AS
SELECT * FROM "people lines"
UNION ALL SELECT * FROM "weekly-support lines";

-- monthly-ceiling.at-most, line 104
CREATE OR REPLACE VIEW "monthly-ceiling.running-total" AS
SELECT *, after - (amount) AS before
FROM (
  SELECT *, CAST(sum(amount) OVER (
    PARTITION BY "provider" ORDER BY earned_on, id_order NULLS FIRST, line_id, CASE rule WHEN 0 THEN 4 WHEN 1 THEN 1 WHEN 2 THEN 3 WHEN 3 THEN 0 WHEN 4 THEN 0 WHEN 5 THEN 2 WHEN 6 THEN 5 END
    ROWS UNBOUNDED PRECEDING
  ) AS BIGINT) AS after
  FROM (
    SELECT rule, row_no, provider, amount, status, earned_on, payable_on, id_order, line_id
    FROM payment_line
    WHERE rule IN (0, 1, 5, 6) AND (status IN ('payable', 'released') AND rule IN (0, 1, 2, 3, 4, 5, 6))
  )
);

-- monthly-ceiling.at-most, line 104
CREATE OR REPLACE TABLE "monthly-ceiling.running-total by day" AS
SELECT *, CAST(sum(amount) OVER (PARTITION BY "provider" ORDER BY earned_on) AS BIGINT) AS after
FROM (
  SELECT "provider", earned_on, CAST(sum(amount) AS BIGINT) AS amount, min(amount) AS least
  FROM (SELECT rule, row_no, provider, amount, status, earned_on, payable_on, id_order, line_id
    FROM payment_line
    WHERE rule IN (0, 1, 5, 6) AND (status IN ('payable', 'released') AND rule IN (0, 1, 2, 3, 4, 5, 6))) GROUP BY ALL
);

-- monthly-ceiling.excess, line 106
CREATE OR REPLACE TABLE "monthly-ceiling.paid-by-end" AS
WITH t AS (
  SELECT * FROM (VALUES (1, 739707), (2, 739737), (3, 739768), (4, 739798), (5, 739829), (6, 739860), (7, 739890), (8, 739921), (9, 739951), (10, 739982), (11, 740013), (12, 740041), (13, 740072), (14, 740102), (15, 740133), (16, 740163), (17, 740194), (18, 740225), (19, 740255), (20, 740286), (21, 740316), (22, 740347), (23, 740378), (24, 740407), (25, 740438), (26, 740468), (27, 740499), (28, 740529), (29, 740560), (30, 740591), (31, 740621), (32, 740652), (33, 740682), (34, 740713), (35, 740744), (36, 740772), (37, 740803), (38, 740833), (39, 740864), (40, 740894), (41, 740925), (42, 740956), (43, 740986), (44, 741017), (45, 741047), (46, 741078), (47, 741109), (48, 741137), (49, 741168), (50, 741198)) t (n, starts_on) WHERE starts_on <= getvariable('as_at')
), e AS (
  SELECT "provider", month_start(earned_on) AS starts_on, sum(amount) AS amount
  FROM "monthly-ceiling.running-total by day" GROUP BY ALL
), months AS (
  SELECT s."provider", t.n, t.starts_on, CAST(coalesce(e.amount, 0) AS BIGINT) AS amount
  FROM (SELECT DISTINCT "provider" FROM e) s CROSS JOIN t
    LEFT JOIN e ON e.starts_on = t.starts_on AND e."provider" IS NOT DISTINCT FROM s."provider"
), so_far AS (
  SELECT *, n * CAST(12000000 AS HUGEINT) AS room,
    sum(amount) OVER (PARTITION BY "provider" ORDER BY n) AS earned
  FROM months
), paid AS (
  SELECT *, CAST(room + least(0, min(earned - room) OVER (PARTITION BY "provider" ORDER BY n)) AS BIGINT) AS high
  FROM so_far
)
SELECT "provider", starts_on, '@' || left(iso(starts_on), 7) AS later, high,
  coalesce(lag(high) OVER (PARTITION BY "provider" ORDER BY n), 0) AS low, month_end(starts_on) + 30 AS due_0, CAST(NULL AS INTEGER) AS due_1
FROM paid;

CREATE OR REPLACE TABLE "monthly-ceiling.running-total whole days" AS
SELECT d.*, b.starts_on, b.later, b.due_0, b.due_1
FROM "monthly-ceiling.running-total by day" d LEFT JOIN "monthly-ceiling.paid-by-end" b
  ON d.after - d.amount >= b.low AND d.after <= b.high AND d."provider" IS NOT DISTINCT FROM b."provider"
WHERE d.least > 0 AND (b.starts_on IS NOT NULL OR d.after - d.amount >= coalesce((SELECT max(high) FROM "monthly-ceiling.paid-by-end" b WHERE true AND d."provider" IS NOT DISTINCT FROM b."provider"), 0));

CREATE OR REPLACE TABLE "monthly-ceiling.running-total split days" AS
SELECT l.*, CAST(d.after - d.amount + sum(l.amount) OVER w AS BIGINT) AS after,
  CAST(d.after - d.amount + sum(l.amount) OVER w - l.amount AS BIGINT) AS before
FROM (SELECT rule, row_no, provider, amount, status, earned_on, payable_on, id_order, line_id
    FROM payment_line
    WHERE rule IN (0, 1, 5, 6) AND (status IN ('payable', 'released') AND rule IN (0, 1, 2, 3, 4, 5, 6))) l
  JOIN (SELECT * FROM "monthly-ceiling.running-total by day" a ANTI JOIN "monthly-ceiling.running-total whole days" w ON a.earned_on = w.earned_on AND a."provider" IS NOT DISTINCT FROM w."provider") d
  ON l.earned_on = d.earned_on AND l."provider" IS NOT DISTINCT FROM d."provider"
WINDOW w AS (PARTITION BY l."provider", l.earned_on ORDER BY id_order NULLS FIRST, line_id, CASE rule WHEN 0 THEN 4 WHEN 1 THEN 1 WHEN 2 THEN 3 WHEN 3 THEN 0 WHEN 4 THEN 0 WHEN 5 THEN 2 WHEN 6 THEN 5 END ROWS UNBOUNDED PRECEDING);

-- monthly-ceiling.at-most, line 104
CREATE OR REPLACE TABLE "monthly-ceiling.paid-under-cap parts" AS
SELECT rule, row_no, provider, part, made_by, amount, status, earned_on, payable_on, taken_by
FROM (SELECT rule, row_no, provider, CAST('' AS VARCHAR) AS part, CAST(0 AS TINYINT) AS made_by, amount, status, earned_on, payable_on, CAST(NULL AS VARCHAR) AS taken_by FROM payment_line WHERE rule IN (0, 1, 5, 6))
WHERE NOT (status IN ('payable', 'released') AND rule IN (0, 1, 2, 3, 4, 5, 6))
UNION ALL
SELECT r.rule, r.row_no, r.provider, CASE WHEN b.starts_on IS NULL THEN CAST('' AS VARCHAR) ELSE CASE WHEN b.starts_on = month_start(r.earned_on) THEN '' ELSE concat('', b.later) END END AS part, CASE WHEN b.starts_on IS NULL THEN CAST(1 AS TINYINT) ELSE CAST(0 AS TINYINT) END AS made_by, r.amount, CASE WHEN b.starts_on IS NULL THEN CASE WHEN getvariable('as_at') >= 741222 THEN 'capped' ELSE 'carried-forward' END ELSE r.status END AS status, r.earned_on, CASE WHEN b.starts_on IS NULL THEN CASE WHEN (CASE WHEN getvariable('as_at') >= 741222 THEN 'capped' ELSE 'carried-forward' END) = 'payable' THEN CASE r.rule WHEN 0 THEN month_end(741222) + 30 WHEN 1 THEN month_end(741222) + 30 WHEN 2 THEN CAST(NULL AS INTEGER) WHEN 3 THEN CAST(NULL AS INTEGER) WHEN 4 THEN CAST(NULL AS INTEGER) WHEN 5 THEN month_end(741222) + 30 WHEN 6 THEN month_end(741222) + 30 END END ELSE CASE WHEN b.starts_on = month_start(r.earned_on) THEN r.payable_on ELSE CASE r.rule WHEN 0 THEN b.due_0 WHEN 1 THEN b.due_0 WHEN 2 THEN b.due_1 WHEN 3 THEN b.due_1 WHEN 4 THEN b.due_1 WHEN 5 THEN b.due_0 WHEN 6 THEN b.due_0 END END END AS payable_on, CAST(NULL AS VARCHAR) AS taken_by
FROM (SELECT rule, row_no, provider, amount, status, earned_on, payable_on, id_order, line_id
    FROM payment_line
    WHERE rule IN (0, 1, 5, 6) AND (status IN ('payable', 'released') AND rule IN (0, 1, 2, 3, 4, 5, 6))) r JOIN "monthly-ceiling.running-total whole days" b ON r.earned_on = b.earned_on AND r."provider" IS NOT DISTINCT FROM b."provider"
UNION ALL
SELECT r.rule, r.row_no, r.provider, CASE WHEN b.starts_on = month_start(r.earned_on) THEN '' ELSE concat('', b.later) END AS part, CAST(0 AS TINYINT) AS made_by, least(r.after, b.high) - greatest(r.before, b.low) AS amount, r.status, r.earned_on, CASE WHEN b.starts_on = month_start(r.earned_on) THEN r.payable_on ELSE CASE r.rule WHEN 0 THEN b.due_0 WHEN 1 THEN b.due_0 WHEN 2 THEN b.due_1 WHEN 3 THEN b.due_1 WHEN 4 THEN b.due_1 WHEN 5 THEN b.due_0 WHEN 6 THEN b.due_0 END END AS payable_on, CAST(NULL AS VARCHAR) AS taken_by
FROM "monthly-ceiling.running-total split days" r JOIN "monthly-ceiling.paid-by-end" b ON r.after > b.low AND r.before < b.high AND b.high > b.low AND r."provider" IS NOT DISTINCT FROM b."provider"
UNION ALL
SELECT r.rule, r.row_no, r.provider, CAST('' AS VARCHAR) AS part, CAST(1 AS TINYINT) AS made_by, (r.after - greatest(r.before, coalesce(b.high, 0))) AS amount, CASE WHEN getvariable('as_at') >= 741222 THEN 'capped' ELSE 'carried-forward' END AS status, r.earned_on, CASE WHEN (CASE WHEN getvariable('as_at') >= 741222 THEN 'capped' ELSE 'carried-forward' END) = 'payable' THEN CASE r.rule WHEN 0 THEN month_end(741222) + 30 WHEN 1 THEN month_end(741222) + 30 WHEN 2 THEN CAST(NULL AS INTEGER) WHEN 3 THEN CAST(NULL AS INTEGER) WHEN 4 THEN CAST(NULL AS INTEGER) WHEN 5 THEN month_end(741222) + 30 WHEN 6 THEN month_end(741222) + 30 END END AS payable_on, CAST(NULL AS VARCHAR) AS taken_by
FROM "monthly-ceiling.running-total split days" r LEFT JOIN (SELECT "provider", max(high) AS high FROM "monthly-ceiling.paid-by-end" GROUP BY "provider") b ON r."provider" IS NOT DISTINCT FROM b."provider"
WHERE r.after > coalesce(b.high, 0);

-- outcome-fee.recover, line 90: a readmission
CREATE OR REPLACE TABLE "outcome-fee.recovered parts" AS
SELECT rule, row_no, provider, concat(part, CASE WHEN made_by > 0 THEN concat(':', status) ELSE '' END) AS part, CAST(2 AS TINYINT) AS made_by, -least(amount, most - before) AS amount, 'recovered' AS status, trigger_day AS earned_on, greatest(trigger_day, payable_on) AS payable_on, trigger AS taken_by
FROM (
  SELECT *, coalesce(sum(amount) OVER (
    PARTITION BY row_no ORDER BY payable_on, concat(CASE rule WHEN 0 THEN 'payable' WHEN 1 THEN 'payable' WHEN 2 THEN 'withheld' WHEN 3 THEN 'forfeited' WHEN 4 THEN 'forfeited' WHEN 5 THEN 'released' WHEN 6 THEN 'payable' END, part, CASE WHEN made_by > 0 THEN concat(':', status) ELSE '' END)
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before
  FROM (
    SELECT c.*, t."outcome-fee.first-readmission occurred_on" AS trigger_day, t."outcome-fee.first-readmission" AS trigger, t."outcome-fee.price" AS most
    FROM (SELECT rule, row_no, provider, part, made_by, amount, status, earned_on, payable_on, taken_by FROM "monthly-ceiling.paid-under-cap parts") c
      JOIN "people 8" t ON t.rowid = c.row_no
    WHERE c.rule IN (1, 2, 3, 4, 5) AND c.status IN ('payable', 'released')
      AND c.payable_on IS NOT NULL AND t."outcome-fee.first-readmission occurred_on" <= getvariable('as_at')
  )
)
WHERE least(amount, most - before) > 0;

-- What of every line is a decision.
CREATE OR REPLACE VIEW decided_part AS
SELECT *, CAST(NULL AS VARCHAR) AS credited, CAST(NULL AS VARCHAR) AS passed_on, CAST(NULL AS VARCHAR) AS payee, CAST(NULL AS VARCHAR) AS payer FROM (SELECT rule, row_no, provider, CAST('' AS VARCHAR) AS part, CAST(0 AS TINYINT) AS made_by, amount, status, earned_on, payable_on, CAST(NULL AS VARCHAR) AS taken_by FROM payment_line WHERE rule IN (2, 4, 3)
  UNION ALL SELECT rule, row_no, provider, part, made_by, amount, status, earned_on, payable_on, taken_by FROM "monthly-ceiling.paid-under-cap parts"
  UNION ALL SELECT rule, row_no, provider, part, made_by, amount, status, earned_on, payable_on, taken_by FROM "outcome-fee.recovered parts");

-- Every decision, with all of its columns.
CREATE OR REPLACE VIEW decision AS
SELECT concat(CASE WHEN d.rule IN (0) THEN 'start-fee/' WHEN d.rule IN (1, 2, 3, 4, 5) THEN 'outcome-fee/' END, in_person(p.person), '#', CASE WHEN d.made_by = 0 AND d.status IN ('pending', 'not-due', 'shadow') THEN d.status ELSE CASE WHEN d.rule IN (0, 1) THEN 'payable' WHEN d.rule IN (2) THEN 'withheld' WHEN d.rule IN (3, 4) THEN 'forfeited' WHEN d.rule IN (5) THEN 'released' END END, d.part, CASE WHEN d.made_by > 0 THEN concat(':', d.status) ELSE '' END) AS id,
  CASE WHEN d.rule IN (0) THEN 'start-fee' WHEN d.rule IN (1, 2, 3, 4, 5) THEN 'outcome-fee' END AS payment,
  CASE d.made_by WHEN 1 THEN 104 WHEN 2 THEN 90 ELSE CASE WHEN d.rule IN (0) THEN 78 WHEN d.rule IN (1) THEN 83 WHEN d.rule IN (2, 5) THEN 84 WHEN d.rule IN (3) THEN 90 WHEN d.rule IN (4) THEN 89 END END AS clause,
  d.provider AS provider,
  p.person AS person,
  CAST(NULL AS VARCHAR) AS period,
  d.amount AS amount,
  'GBP' AS currency,
  d.status AS status,
  d.earned_on AS earned_on,
  d.payable_on AS payable_on,
  CASE WHEN d.rule IN (0) THEN array_to_string(list_sort([p."older-people.first-referral", p."older-people.first-service-start", p."older-people.first-closure"]), chr(31)) WHEN d.rule IN (1, 2) THEN array_to_string(list_sort([p."older-people.first-referral", p."older-people.first-service-start", p."independent.first-closure", p."independent.first-readmission", CASE WHEN p."older-people.first-closure" IS DISTINCT FROM p."independent.first-closure" THEN p."older-people.first-closure" END, CASE WHEN d.taken_by IS DISTINCT FROM p."independent.first-readmission" THEN d.taken_by END]), chr(31)) WHEN d.rule IN (3, 4, 5) THEN array_to_string(list_sort([p."older-people.first-referral", p."older-people.first-service-start", p."independent.first-closure", p."independent.first-readmission", CASE WHEN p."older-people.first-closure" IS DISTINCT FROM p."independent.first-closure" THEN p."older-people.first-closure" END, CASE WHEN p."outcome-fee.first-readmission" IS DISTINCT FROM p."independent.first-readmission" THEN p."outcome-fee.first-readmission" END, CASE WHEN d.taken_by IS DISTINCT FROM p."independent.first-readmission" AND d.taken_by IS DISTINCT FROM p."outcome-fee.first-readmission" THEN d.taken_by END]), chr(31)) END AS because,
  CASE d.made_by WHEN 1 THEN CASE WHEN d.status = 'carried-forward' THEN 'room under monthly-ceiling, by 2030-05-25' END WHEN 2 THEN CAST(NULL AS VARCHAR) ELSE CASE WHEN d.rule IN (0) THEN CASE WHEN d.status = 'pending' THEN concat(CASE WHEN p."older-people.first-referral settled" > getvariable('as_at') THEN 'the first referral where age is at least 65 and the referral is during the term' WHEN p."older-people.first-service-start settled" > getvariable('as_at') THEN 'the first service-start' WHEN p."start-fee.service-start-not-before-term settled" > getvariable('as_at') THEN 'the service-start is on or after 1 April 2026' WHEN p."start-fee.left-before-conditions settled" > getvariable('as_at') THEN 'the person is not set aside on a closure where reason is one of died, moved-away' END, ', by ', iso(p."start-fee.conditions-and-stayed settled")) END WHEN d.rule IN (1) THEN CASE WHEN d.status = 'pending' THEN concat(CASE WHEN p."older-people.first-referral settled" > getvariable('as_at') THEN 'the first referral where age is at least 65 and the referral is during the term' WHEN p."independent.first-closure settled" > getvariable('as_at') THEN 'the first closure where reason is needs-no-care' WHEN p."independent.closure-not-before-term settled" > getvariable('as_at') THEN 'the closure is on or after 1 April 2026' WHEN p."independent.first-closure-occurred-on-in-time settled" > getvariable('as_at') THEN 'the closure is within 8 weeks after the first service-start' WHEN p."independent.first-readmission settled" > getvariable('as_at') THEN 'no readmission is within 28 days after the closure' WHEN p."independent.closure-recorded-in-time settled" > getvariable('as_at') THEN 'the closure is recorded within 28 days' WHEN p."independent.left-before-conditions settled" > getvariable('as_at') THEN 'the person is not set aside on a closure where reason is one of died, moved-away' END, ', by ', iso(p."independent.conditions-and-stayed settled")) END WHEN d.rule IN (2) THEN CASE WHEN d.status = 'withheld' THEN concat('reablement-rate of the quarter of the first service-start, by ', iso(p."outcome-fee.taken-back-first settled")) END WHEN d.rule IN (3, 4, 5) THEN CAST(NULL AS VARCHAR) END END AS awaiting,
  CASE d.made_by WHEN 1 THEN 'over monthly-ceiling' WHEN 2 THEN 'taken back on a readmission' ELSE CASE WHEN d.rule IN (0) THEN CASE WHEN d.status = 'not-due' THEN concat('not met: ', CASE WHEN NOT p."older-people.joined" AND p."older-people.first-referral settled" = p."start-fee.conditions-and-stayed settled" THEN 'the first referral where age is at least 65 and the referral is during the term' WHEN NOT p."start-fee.first-service-start-present" AND p."older-people.first-service-start settled" = p."start-fee.conditions-and-stayed settled" THEN 'the first service-start' WHEN NOT p."start-fee.service-start-not-before-term" AND p."start-fee.service-start-not-before-term settled" = p."start-fee.conditions-and-stayed settled" THEN 'the service-start is on or after 1 April 2026' WHEN NOT p."start-fee.stayed-until-conditions" AND p."start-fee.left-before-conditions settled" = p."start-fee.conditions-and-stayed settled" THEN 'the person is not set aside on a closure where reason is one of died, moved-away' END) END WHEN d.rule IN (1) THEN CASE WHEN d.status = 'not-due' THEN concat('not met: ', CASE WHEN NOT p."older-people.joined" AND p."older-people.first-referral settled" = p."independent.conditions-and-stayed settled" THEN 'the first referral where age is at least 65 and the referral is during the term' WHEN NOT p."independent.first-closure-present" AND p."independent.first-closure settled" = p."independent.conditions-and-stayed settled" THEN 'the first closure where reason is needs-no-care' WHEN NOT p."independent.closure-not-before-term" AND p."independent.closure-not-before-term settled" = p."independent.conditions-and-stayed settled" THEN 'the closure is on or after 1 April 2026' WHEN NOT p."independent.first-closure-occurred-on-in-time" AND p."independent.first-closure-occurred-on-in-time settled" = p."independent.conditions-and-stayed settled" THEN 'the closure is within 8 weeks after the first service-start' WHEN NOT p."independent.absent-readmission" AND p."independent.first-readmission settled" = p."independent.conditions-and-stayed settled" THEN 'no readmission is within 28 days after the closure' WHEN NOT p."independent.closure-recorded-in-time" AND p."independent.closure-recorded-in-time settled" = p."independent.conditions-and-stayed settled" THEN 'the closure is recorded within 28 days' WHEN NOT p."independent.stayed-until-conditions" AND p."independent.left-before-conditions settled" = p."independent.conditions-and-stayed settled" THEN 'the person is not set aside on a closure where reason is one of died, moved-away' END) END WHEN d.rule IN (2) THEN CAST(NULL AS VARCHAR) WHEN d.rule IN (3) THEN CASE WHEN d.status = 'forfeited' THEN 'taken back on a readmission' END WHEN d.rule IN (4) THEN CASE WHEN d.status = 'forfeited' THEN 'not released by reablement-rate of the quarter of the first service-start' END WHEN d.rule IN (5) THEN CASE WHEN d.status = 'released' THEN 'reablement-rate of the quarter of the first service-start' END END END AS reason,
  d.payer AS payer,
  d.payee AS payee
FROM decided_part d JOIN "people 8" p ON p.rowid = d.row_no 
WHERE d.rule IN (0, 1, 2, 3, 4, 5)
UNION ALL
SELECT concat('weekly-support/', in_person(p.person), '/', p.provider, '/', iso(p.period_start), '#', CASE WHEN d.made_by = 0 AND d.status IN ('pending', 'not-due', 'shadow') THEN d.status ELSE 'payable' END, d.part, CASE WHEN d.made_by > 0 THEN concat(':', d.status) ELSE '' END) AS id,
  'weekly-support' AS payment,
  CASE d.made_by WHEN 1 THEN 104 WHEN 2 THEN 90 ELSE 94 END AS clause,
  d.provider AS provider,
  p.person AS person,
  concat(iso(p.period_start), '/', iso(week_end(p.period_start))) AS period,
  d.amount AS amount,
  'GBP' AS currency,
  d.status AS status,
  d.earned_on AS earned_on,
  d.payable_on AS payable_on,
  array_to_string(list_sort(string_split(nullif(concat_ws(chr(31), p."older-people.first-referral", p."older-people.first-service-start", p."older-people.first-closure", p.event_ids), ''), chr(31))), chr(31)) AS because,
  CASE d.made_by WHEN 1 THEN CASE WHEN d.status = 'carried-forward' THEN 'room under monthly-ceiling, by 2030-05-25' END WHEN 2 THEN CAST(NULL AS VARCHAR) ELSE CASE WHEN d.status = 'pending' THEN concat(CASE WHEN p."older-people.joined-for-weekly-support settled" > getvariable('as_at') THEN 'the first referral where age is at least 65 and the referral is during the term' WHEN p."weekly-support.total-hours settled" > getvariable('as_at') THEN 'the end of the week' WHEN p."weekly-support.week-end-in-time settled" > getvariable('as_at') THEN 'the week ends within 12 weeks after the first service-start' WHEN p."weekly-support.total-hours settled" > getvariable('as_at') THEN 'a price for hours' WHEN p."weekly-support.left-before-conditions settled" > getvariable('as_at') THEN 'the person is not set aside on a closure where reason is one of died, moved-away' END, ', by ', iso(p."weekly-support.conditions-and-stayed settled")) END END AS awaiting,
  CASE d.made_by WHEN 1 THEN 'over monthly-ceiling' WHEN 2 THEN 'taken back on a readmission' ELSE CASE WHEN d.status = 'not-due' THEN concat('not met: ', CASE WHEN NOT p."older-people.joined-for-weekly-support" AND p."older-people.joined-for-weekly-support settled" = p."weekly-support.conditions-and-stayed settled" THEN 'the first referral where age is at least 65 and the referral is during the term' WHEN NOT p."weekly-support.week-ended" AND p."weekly-support.total-hours settled" = p."weekly-support.conditions-and-stayed settled" THEN 'the end of the week' WHEN NOT p."weekly-support.week-end-in-time" AND p."weekly-support.week-end-in-time settled" = p."weekly-support.conditions-and-stayed settled" THEN 'the week ends within 12 weeks after the first service-start' WHEN NOT p."weekly-support.price-present" AND p."weekly-support.total-hours settled" = p."weekly-support.conditions-and-stayed settled" THEN 'a price for hours' WHEN NOT p."weekly-support.stayed-until-conditions" AND p."weekly-support.left-before-conditions settled" = p."weekly-support.conditions-and-stayed settled" THEN 'the person is not set aside on a closure where reason is one of died, moved-away' END) END END AS reason,
  d.payer AS payer,
  d.payee AS payee
FROM decided_part d JOIN "weekly-support 2" p ON p.rowid = d.row_no 
WHERE d.rule IN (6);

-- The decisions, sorted by id.
SELECT id, payment, clause, provider, person, period, in_pounds(amount) AS amount, currency,
  status, as_date(earned_on) AS earned_on, as_date(payable_on) AS payable_on,
  coalesce(string_split(because, chr(31)), []) AS because,
  awaiting, reason, payer, payee
FROM decision ORDER BY id;
