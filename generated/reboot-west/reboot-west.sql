-- Support for young people who leave care: what is paid, worked out from a log of events.
-- Made from reboot-west (sha256:edff1fc3259239682a1b61fcb0c9ba54911494936f9468df841564edf3b193af).
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
CREATE OR REPLACE MACRO quarter_start(d) AS as_day(CAST(date_trunc('month', as_date(d)) - to_months((CAST(extract('month' FROM as_date(d)) AS INTEGER) - 1 + 12) % 3) AS DATE));
CREATE OR REPLACE MACRO quarter_end(d) AS as_day(CAST(as_date(quarter_start(d)) + to_months(3) AS DATE)) - 1;
CREATE OR REPLACE MACRO year_start(d) AS as_day(CAST(date_trunc('month', as_date(d)) - to_months((CAST(extract('month' FROM as_date(d)) AS INTEGER) - 1 + 12) % 12) AS DATE));
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
SELECT CAST(NULL AS VARCHAR) AS "event_id", CAST(NULL AS VARCHAR) AS "event", CAST(NULL AS VARCHAR) AS "provider", CAST(NULL AS VARCHAR) AS "person", CAST(NULL AS VARCHAR) AS "occurred_on", CAST(NULL AS VARCHAR) AS "recorded_at", CAST(NULL AS VARCHAR) AS "recorded_by", CAST(NULL AS VARCHAR) AS "metric", CAST(NULL AS VARCHAR) AS "supersedes", CAST(NULL AS VARCHAR) AS "retracts" WHERE false;

-- The same as days, scaled whole numbers and names.
CREATE OR REPLACE TABLE log_event AS
SELECT event_id, event_id AS id_order, event, provider, person,
  as_day(CAST(occurred_on AS DATE)) AS occurred_on,
  epoch_us(CAST(recorded_at AS TIMESTAMP)) + 719163 * 86400000000 AS recorded_at,
  as_day(CAST(CAST(recorded_at AS TIMESTAMP) AS DATE)) AS recorded_on,
  nullif(CAST("metric" AS VARCHAR), '') AS "metric",
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

-- Picked from: referral, milestone.
CREATE OR REPLACE TABLE picked_event AS
SELECT event, event_id, id_order, person, provider, occurred_on, recorded_on, "metric"
FROM event WHERE event IN ('referral', 'milestone');

-- young-people.joins-on, line 26: the first referral where the referral is during the term
-- young-people.belongs-to, line 27: the first milestone
CREATE OR REPLACE TABLE "people 1" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p."young-people.first-referral event".event_id AS "young-people.first-referral",
    CASE WHEN p."young-people.first-referral event" IS NULL THEN least(738245, 738609) ELSE p."young-people.first-referral event".occurred_on END AS "young-people.first-referral settled",
    p."young-people.first-milestone event".event_id AS "young-people.first-milestone",
    CASE WHEN p."young-people.first-milestone event" IS NULL THEN 738609 ELSE p."young-people.first-milestone event".occurred_on END AS "young-people.first-milestone settled",
    p."young-people.first-milestone event"."provider" AS "young-people.first-milestone provider"
  FROM (
    SELECT
      e.person,
      min({"occurred_on": e."occurred_on", "event_id": e."event_id"}) FILTER (WHERE e.event = 'referral' AND e.occurred_on >= 737150 AND e.occurred_on <= 738245) AS "young-people.first-referral event",
      min({"occurred_on": e."occurred_on", "event_id": e."event_id", "provider": e."provider"}) FILTER (WHERE e.event = 'milestone') AS "young-people.first-milestone event"
    FROM picked_event e
    GROUP BY e.person
  ) p
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    "young-people.first-referral" IS NOT NULL AS "young-people.joined",
    "young-people.first-milestone provider" AS "young-people.first-milestone-provider"
  FROM row_0
)
SELECT person, "young-people.first-referral", "young-people.first-referral settled", "young-people.joined", "young-people.first-milestone-provider", "young-people.first-milestone settled"
FROM row_1;

-- step.achieved-on, line 31: the milestone
-- young-people.joins-on, line 26: the first referral where the referral is during the term
-- step.achieved-on, line 31: metric is one of plan-agreed, trusted-relationship, feels-safe, manages-home, own-goal, course-begun, course-quarter-done, course-half-done, level-1-gained, level-2-gained, level-3-gained
-- step.counts, line 30
-- step.achieved-on, line 31: the milestone is on or after 1 April 2019
-- step, line 29
-- result.achieved-on, line 35: metric is one of degree-begun, degree-year-1-done, degree-year-2-done, degree-done, placement-begun, placement-1-week, placement-4-weeks, job-begun, earned-768, earned-1631, earned-3350, earned-8155
-- result.counts, line 34: the milestone
-- card.by, line 38: card
-- steps.pays, line 65
-- steps.pays, line 65: the amount can be worked out
-- steps, line 64
-- young-people.belongs-to, line 27: the first milestone
CREATE OR REPLACE TABLE "each-milestone 1" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p.event_id,
    p."step.own-milestone event".event_id AS "step.own-milestone",
    CASE WHEN p."step.own-milestone event" IS NULL THEN 738609 ELSE p."step.own-milestone event".occurred_on END AS "step.own-milestone settled",
    p."step.own-milestone event"."id_order" AS "step.own-milestone id_order",
    p."step.own-milestone event"."metric" AS "step.own-milestone metric",
    p."step.own-milestone event"."occurred_on" AS "step.own-milestone occurred_on",
    o."young-people.joined" AS "young-people.joined-for-each-milestone",
    o."young-people.first-referral settled" AS "young-people.joined-for-each-milestone settled",
    o."young-people.first-milestone-provider" AS "young-people.first-milestone-provider-for-each-milestone",
    o."young-people.first-milestone settled" AS "young-people.first-milestone-provider-for-each-milestone settled"
  FROM (
    SELECT e.person, e.event_id, {"occurred_on": e."occurred_on", "event_id": e."event_id", "id_order": e."id_order", "metric": e."metric"} AS "step.own-milestone event"
    FROM event e
    WHERE e.event = 'milestone'
  ) p
  JOIN "people 1" o ON o.person = p.person
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    "step.own-milestone metric" AS "step.own-milestone-metric",
    "step.own-milestone occurred_on" AS "step.own-milestone-occurred-on",
    "step.own-milestone" AS "result.own-milestone-event-id"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("step.own-milestone-metric" IN ('plan-agreed', 'trusted-relationship', 'feels-safe', 'manages-home', 'own-goal', 'course-begun', 'course-quarter-done', 'course-half-done', 'level-1-gained', 'level-2-gained', 'level-3-gained'), false) AS "step.own-milestone-metric-test",
    coalesce("step.own-milestone-occurred-on" >= 737150, false) AS "step.milestone-not-before-term",
    CASE WHEN "step.own-milestone-occurred-on" IS NULL THEN least("step.own-milestone settled", 738609) ELSE greatest("step.own-milestone-occurred-on", "step.own-milestone settled") END AS "step.milestone-not-before-term settled",
    coalesce("step.own-milestone-metric" IN ('degree-begun', 'degree-year-1-done', 'degree-year-2-done', 'degree-done', 'placement-begun', 'placement-1-week', 'placement-4-weeks', 'job-begun', 'earned-768', 'earned-1631', 'earned-3350', 'earned-8155'), false) AS "result.own-milestone-metric-test",
    CAST(CASE WHEN "step.own-milestone-metric" = 'plan-agreed' THEN 22000 WHEN "step.own-milestone-metric" = 'trusted-relationship' THEN 22000 WHEN "step.own-milestone-metric" = 'feels-safe' THEN 22000 WHEN "step.own-milestone-metric" = 'manages-home' THEN 22000 WHEN "step.own-milestone-metric" = 'own-goal' THEN 22000 WHEN "step.own-milestone-metric" = 'course-begun' THEN 22000 WHEN "step.own-milestone-metric" = 'course-quarter-done' THEN 22000 WHEN "step.own-milestone-metric" = 'course-half-done' THEN 22000 WHEN "step.own-milestone-metric" = 'level-1-gained' THEN 176000 WHEN "step.own-milestone-metric" = 'level-2-gained' THEN 473000 WHEN "step.own-milestone-metric" = 'level-3-gained' THEN 473000 WHEN "step.own-milestone-metric" = 'degree-begun' THEN 66000 WHEN "step.own-milestone-metric" = 'degree-year-1-done' THEN 275000 WHEN "step.own-milestone-metric" = 'degree-year-2-done' THEN 275000 WHEN "step.own-milestone-metric" = 'degree-done' THEN 473000 WHEN "step.own-milestone-metric" = 'placement-begun' THEN 11000 WHEN "step.own-milestone-metric" = 'placement-1-week' THEN 22000 WHEN "step.own-milestone-metric" = 'placement-4-weeks' THEN 33000 WHEN "step.own-milestone-metric" = 'job-begun' THEN 66000 WHEN "step.own-milestone-metric" = 'earned-768' THEN 275000 WHEN "step.own-milestone-metric" = 'earned-1631' THEN 275000 WHEN "step.own-milestone-metric" = 'earned-3350' THEN 275000 WHEN "step.own-milestone-metric" = 'earned-8155' THEN 275000 END AS BIGINT) AS "card.rate"
  FROM row_1
),
row_3 AS NOT MATERIALIZED (
  SELECT *,
    "young-people.joined-for-each-milestone" AND "step.own-milestone-metric-test" AS "step.counted",
    CASE WHEN "young-people.joined-for-each-milestone" AND "step.own-milestone-metric-test" THEN greatest("young-people.joined-for-each-milestone settled", "step.own-milestone settled") ELSE least(CASE WHEN NOT "young-people.joined-for-each-milestone" THEN "young-people.joined-for-each-milestone settled" END, CASE WHEN NOT "step.own-milestone-metric-test" THEN "step.own-milestone settled" END) END AS "step.counted settled",
    CASE WHEN "card.rate" + 0 IS NOT NULL THEN greatest("card.rate", 0) END AS "steps.amount-or-nothing"
  FROM row_2
),
row_4 AS NOT MATERIALIZED (
  SELECT *,
    "step.counted" AND "young-people.joined-for-each-milestone" AND "step.own-milestone-metric-test" AND "step.milestone-not-before-term" AS "step.conditions",
    CASE WHEN "step.counted" AND "young-people.joined-for-each-milestone" AND "step.own-milestone-metric-test" AND "step.milestone-not-before-term" THEN greatest("step.counted settled", "young-people.joined-for-each-milestone settled", "step.own-milestone settled", "step.milestone-not-before-term settled") ELSE least(CASE WHEN NOT "step.counted" THEN "step.counted settled" END, CASE WHEN NOT "young-people.joined-for-each-milestone" THEN "young-people.joined-for-each-milestone settled" END, CASE WHEN NOT "step.own-milestone-metric-test" THEN "step.own-milestone settled" END, CASE WHEN NOT "step.milestone-not-before-term" THEN "step.milestone-not-before-term settled" END) END AS "step.conditions settled",
    "steps.amount-or-nothing" IS NOT NULL AS "steps.amount-known"
  FROM row_3
),
row_5 AS NOT MATERIALIZED (
  SELECT *,
    "step.counted" AND "young-people.joined-for-each-milestone" AND "step.own-milestone-metric-test" AND "step.milestone-not-before-term" AND "steps.amount-known" AS "steps.conditions",
    CASE WHEN "step.counted" AND "young-people.joined-for-each-milestone" AND "step.own-milestone-metric-test" AND "step.milestone-not-before-term" AND "steps.amount-known" THEN greatest("step.counted settled", "young-people.joined-for-each-milestone settled", "step.own-milestone settled", "step.milestone-not-before-term settled") ELSE least(CASE WHEN NOT "step.counted" THEN "step.counted settled" END, CASE WHEN NOT "young-people.joined-for-each-milestone" THEN "young-people.joined-for-each-milestone settled" END, CASE WHEN NOT "step.own-milestone-metric-test" THEN "step.own-milestone settled" END, CASE WHEN NOT "step.milestone-not-before-term" THEN "step.milestone-not-before-term settled" END, CASE WHEN NOT "steps.amount-known" THEN "step.own-milestone settled" END) END AS "steps.conditions settled"
  FROM row_4
)
SELECT person, event_id, "step.own-milestone", "step.own-milestone settled", "step.own-milestone id_order", "young-people.joined-for-each-milestone", "young-people.joined-for-each-milestone settled", "step.own-milestone-metric", "step.own-milestone-metric-test", "step.counted", "step.counted settled", "step.milestone-not-before-term", "step.milestone-not-before-term settled", "step.conditions", "step.conditions settled", "result.own-milestone-metric-test", "result.own-milestone-event-id", "steps.amount-or-nothing", "steps.amount-known", "steps.conditions", "steps.conditions settled", "young-people.first-milestone-provider-for-each-milestone", "young-people.first-milestone-provider-for-each-milestone settled"
FROM row_5;

-- result.counts, line 34: the first milestone where metric is one of degree-begun, degree-year-1-done, degree-year-2-done, degree-done, placement-begun, placement-1-week, placement-4-weeks, job-begun, earned-768, earned-1631, earned-3350, earned-8155, of each metric
-- result.counts, line 34: it is the first one of its metric
-- result.counts, line 34
-- result, line 33
-- results, line 68
CREATE OR REPLACE TABLE "each-milestone 2" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p.event_id,
    p."step.own-milestone",
    p."step.own-milestone settled",
    p."step.own-milestone id_order",
    p."young-people.joined-for-each-milestone",
    p."young-people.joined-for-each-milestone settled",
    p."step.own-milestone-metric",
    p."step.own-milestone-metric-test",
    p."step.counted",
    p."step.counted settled",
    p."step.milestone-not-before-term",
    p."step.milestone-not-before-term settled",
    p."step.conditions",
    p."step.conditions settled",
    p."result.own-milestone-metric-test",
    p."result.own-milestone-event-id",
    p."steps.amount-or-nothing",
    p."steps.amount-known",
    p."steps.conditions",
    p."steps.conditions settled",
    p."young-people.first-milestone-provider-for-each-milestone",
    p."young-people.first-milestone-provider-for-each-milestone settled",
    w."result.first-milestone-of-each-metric event".event_id AS "result.first-milestone-of-each-metric",
    CASE WHEN w."result.first-milestone-of-each-metric event" IS NULL THEN greatest(738609, p."step.own-milestone settled") ELSE greatest(w."result.first-milestone-of-each-metric event".occurred_on, p."step.own-milestone settled") END AS "result.first-milestone-of-each-metric settled",
    o."young-people.first-referral"
  FROM "each-milestone 1" p
  LEFT JOIN (
    SELECT p.rowid AS row_no,
      min({"occurred_on": e."occurred_on", "event_id": e."event_id"}) FILTER (WHERE e.event = 'milestone' AND (coalesce(e."metric" IN ('degree-begun', 'degree-year-1-done', 'degree-year-2-done', 'degree-done', 'placement-begun', 'placement-1-week', 'placement-4-weeks', 'job-begun', 'earned-768', 'earned-1631', 'earned-3350', 'earned-8155'), false)) AND e."metric" = p."step.own-milestone-metric") AS "result.first-milestone-of-each-metric event"
    FROM "each-milestone 1" p JOIN picked_event e ON e.person = p.person
    WHERE e.event IN ('milestone')
    GROUP BY p.rowid
  ) w ON w.row_no = p.rowid
  JOIN "people 1" o ON o.person = p.person
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    "result.first-milestone-of-each-metric" AS "result.first-milestone-of-each-metric-event-id"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("result.own-milestone-event-id" = "result.first-milestone-of-each-metric-event-id", false) AS "result.is-the-first-of-each-metric",
    greatest("step.own-milestone settled", "result.first-milestone-of-each-metric settled") AS "result.is-the-first-of-each-metric settled"
  FROM row_1
),
row_3 AS NOT MATERIALIZED (
  SELECT *,
    "young-people.joined-for-each-milestone" AND "result.own-milestone-metric-test" AND "result.is-the-first-of-each-metric" AS "result.counted",
    CASE WHEN "young-people.joined-for-each-milestone" AND "result.own-milestone-metric-test" AND "result.is-the-first-of-each-metric" THEN greatest("young-people.joined-for-each-milestone settled", "step.own-milestone settled", "result.is-the-first-of-each-metric settled") ELSE least(CASE WHEN NOT "young-people.joined-for-each-milestone" THEN "young-people.joined-for-each-milestone settled" END, CASE WHEN NOT "result.own-milestone-metric-test" THEN "step.own-milestone settled" END, CASE WHEN NOT "result.is-the-first-of-each-metric" THEN "result.is-the-first-of-each-metric settled" END) END AS "result.counted settled"
  FROM row_2
),
row_4 AS NOT MATERIALIZED (
  SELECT *,
    "result.counted" AND "young-people.joined-for-each-milestone" AND "result.own-milestone-metric-test" AND "result.is-the-first-of-each-metric" AND "step.milestone-not-before-term" AS "result.conditions",
    CASE WHEN "result.counted" AND "young-people.joined-for-each-milestone" AND "result.own-milestone-metric-test" AND "result.is-the-first-of-each-metric" AND "step.milestone-not-before-term" THEN greatest("result.counted settled", "young-people.joined-for-each-milestone settled", "step.own-milestone settled", "result.is-the-first-of-each-metric settled", "step.milestone-not-before-term settled") ELSE least(CASE WHEN NOT "result.counted" THEN "result.counted settled" END, CASE WHEN NOT "young-people.joined-for-each-milestone" THEN "young-people.joined-for-each-milestone settled" END, CASE WHEN NOT "result.own-milestone-metric-test" THEN "step.own-milestone settled" END, CASE WHEN NOT "result.is-the-first-of-each-metric" THEN "result.is-the-first-of-each-metric settled" END, CASE WHEN NOT "step.milestone-not-before-term" THEN "step.milestone-not-before-term settled" END) END AS "result.conditions settled",
    "result.counted" AND "young-people.joined-for-each-milestone" AND "result.own-milestone-metric-test" AND "result.is-the-first-of-each-metric" AND "step.milestone-not-before-term" AND "steps.amount-known" AS "results.conditions",
    CASE WHEN "result.counted" AND "young-people.joined-for-each-milestone" AND "result.own-milestone-metric-test" AND "result.is-the-first-of-each-metric" AND "step.milestone-not-before-term" AND "steps.amount-known" THEN greatest("result.counted settled", "young-people.joined-for-each-milestone settled", "step.own-milestone settled", "result.is-the-first-of-each-metric settled", "step.milestone-not-before-term settled") ELSE least(CASE WHEN NOT "result.counted" THEN "result.counted settled" END, CASE WHEN NOT "young-people.joined-for-each-milestone" THEN "young-people.joined-for-each-milestone settled" END, CASE WHEN NOT "result.own-milestone-metric-test" THEN "step.own-milestone settled" END, CASE WHEN NOT "result.is-the-first-of-each-metric" THEN "result.is-the-first-of-each-metric settled" END, CASE WHEN NOT "step.milestone-not-before-term" THEN "step.milestone-not-before-term settled" END, CASE WHEN NOT "steps.amount-known" THEN "step.own-milestone settled" END) END AS "results.conditions settled"
  FROM row_3
)
SELECT person, event_id, "young-people.first-referral", "step.own-milestone", "step.own-milestone settled", "step.own-milestone id_order", "young-people.joined-for-each-milestone", "young-people.joined-for-each-milestone settled", "step.own-milestone-metric-test", "step.counted", "step.counted settled", "step.milestone-not-before-term", "step.milestone-not-before-term settled", "step.conditions", "step.conditions settled", "result.own-milestone-metric-test", "steps.amount-or-nothing", "steps.amount-known", "steps.conditions", "steps.conditions settled", "young-people.first-milestone-provider-for-each-milestone", "young-people.first-milestone-provider-for-each-milestone settled", "result.first-milestone-of-each-metric", "result.first-milestone-of-each-metric settled", "result.is-the-first-of-each-metric", "result.is-the-first-of-each-metric settled", "result.counted", "result.counted settled", "result.conditions", "result.conditions settled", "results.conditions", "results.conditions settled"
FROM row_4;

-- steps.pays, line 65
-- results.pays, line 69
CREATE OR REPLACE TABLE "each-milestone lines" AS
SELECT
  CAST(0 AS TINYINT) AS rule,
  rowid AS row_no,
  nullif("young-people.first-milestone-provider-for-each-milestone", '') AS provider,
  CASE WHEN "steps.conditions settled" > getvariable('as_at') THEN 'pending' WHEN "steps.conditions" THEN 'payable' ELSE 'not-due' END AS status,
  CASE WHEN "steps.conditions" AND "steps.conditions settled" <= getvariable('as_at') THEN "steps.amount-or-nothing" ELSE coalesce("steps.amount-or-nothing", 0) END AS amount,
  CASE WHEN "steps.conditions" AND "steps.conditions settled" <= getvariable('as_at') THEN "steps.conditions settled" END AS earned_on,
  CASE WHEN "steps.conditions" AND "steps.conditions settled" <= getvariable('as_at') THEN month_end("steps.conditions settled") + 30 END AS payable_on
FROM "each-milestone 2"
WHERE "step.counted" AND "step.counted settled" <= getvariable('as_at') AND (("steps.conditions" AND "steps.conditions settled" <= getvariable('as_at') AND coalesce("steps.amount-or-nothing", 0) <> 0)
  OR NOT "steps.conditions" OR "steps.conditions settled" > getvariable('as_at'))
UNION ALL
SELECT
  CAST(1 AS TINYINT) AS rule,
  rowid AS row_no,
  nullif("young-people.first-milestone-provider-for-each-milestone", '') AS provider,
  CASE WHEN "results.conditions settled" > getvariable('as_at') THEN 'pending' WHEN "results.conditions" THEN 'payable' ELSE 'not-due' END AS status,
  CASE WHEN "results.conditions" AND "results.conditions settled" <= getvariable('as_at') THEN "steps.amount-or-nothing" ELSE coalesce("steps.amount-or-nothing", 0) END AS amount,
  CASE WHEN "results.conditions" AND "results.conditions settled" <= getvariable('as_at') THEN "results.conditions settled" END AS earned_on,
  CASE WHEN "results.conditions" AND "results.conditions settled" <= getvariable('as_at') THEN month_end("results.conditions settled") + 30 END AS payable_on
FROM "each-milestone 2"
WHERE "result.counted" AND "result.counted settled" <= getvariable('as_at') AND (("results.conditions" AND "results.conditions settled" <= getvariable('as_at') AND coalesce("steps.amount-or-nothing", 0) <> 0)
  OR NOT "results.conditions" OR "results.conditions settled" > getvariable('as_at'));

CREATE OR REPLACE VIEW payment_line AS
SELECT * FROM "each-milestone lines";

-- What of every line is a decision.
CREATE OR REPLACE VIEW decided_part AS
SELECT *, CAST(NULL AS VARCHAR) AS credited, CAST(NULL AS VARCHAR) AS passed_on, CAST(NULL AS VARCHAR) AS payee, CAST(NULL AS VARCHAR) AS payer FROM (SELECT rule, row_no, provider, CAST('' AS VARCHAR) AS part, CAST(0 AS TINYINT) AS made_by, amount, status, earned_on, payable_on, CAST(NULL AS VARCHAR) AS taken_by FROM payment_line WHERE rule IN (0, 1));

-- Every decision, with all of its columns.
CREATE OR REPLACE VIEW decision AS
SELECT concat(CASE WHEN d.rule IN (0) THEN 'steps/' WHEN d.rule IN (1) THEN 'results/' END, CASE WHEN p.person = '' THEN '' ELSE in_person(p.person) || '/' END, in_person(p.event_id), '#', CASE WHEN d.made_by = 0 AND d.status IN ('pending', 'not-due', 'shadow') THEN d.status ELSE 'payable' END, d.part, CASE WHEN d.made_by > 0 THEN concat(':', d.status) ELSE '' END) AS id,
  CASE WHEN d.rule IN (0) THEN 'steps' WHEN d.rule IN (1) THEN 'results' END AS payment,
  CASE WHEN d.rule IN (0) THEN 65 WHEN d.rule IN (1) THEN 69 END AS clause,
  d.provider AS provider,
  nullif(p.person, '') AS person,
  CAST(NULL AS VARCHAR) AS period,
  d.amount AS amount,
  'GBP' AS currency,
  d.status AS status,
  d.earned_on AS earned_on,
  d.payable_on AS payable_on,
  CASE WHEN d.rule IN (0) THEN array_to_string(list_sort([p."young-people.first-referral", p."step.own-milestone"]), chr(31)) WHEN d.rule IN (1) THEN array_to_string(list_sort([p."young-people.first-referral", p."step.own-milestone", CASE WHEN p."result.first-milestone-of-each-metric" IS DISTINCT FROM p."step.own-milestone" THEN p."result.first-milestone-of-each-metric" END]), chr(31)) END AS because,
  CASE WHEN d.rule IN (0) THEN CASE WHEN d.status = 'pending' THEN concat(CASE WHEN p."step.counted settled" > getvariable('as_at') THEN '' WHEN p."young-people.joined-for-each-milestone settled" > getvariable('as_at') THEN 'the first referral where the referral is during the term' WHEN p."step.own-milestone settled" > getvariable('as_at') THEN 'metric is one of plan-agreed, trusted-relationship, feels-safe, manages-home, own-goal, course-begun, course-quarter-done, course-half-done, level-1-gained, level-2-gained, level-3-gained' WHEN p."step.milestone-not-before-term settled" > getvariable('as_at') THEN 'the milestone is on or after 1 April 2019' WHEN p."step.own-milestone settled" > getvariable('as_at') THEN 'the amount can be worked out' END, ', by ', iso(p."steps.conditions settled")) END WHEN d.rule IN (1) THEN CASE WHEN d.status = 'pending' THEN concat(CASE WHEN p."result.counted settled" > getvariable('as_at') THEN '' WHEN p."young-people.joined-for-each-milestone settled" > getvariable('as_at') THEN 'the first referral where the referral is during the term' WHEN p."step.own-milestone settled" > getvariable('as_at') THEN 'metric is one of degree-begun, degree-year-1-done, degree-year-2-done, degree-done, placement-begun, placement-1-week, placement-4-weeks, job-begun, earned-768, earned-1631, earned-3350, earned-8155' WHEN p."result.is-the-first-of-each-metric settled" > getvariable('as_at') THEN 'it is the first one of its metric' WHEN p."step.milestone-not-before-term settled" > getvariable('as_at') THEN 'the milestone is on or after 1 April 2019' WHEN p."step.own-milestone settled" > getvariable('as_at') THEN 'the amount can be worked out' END, ', by ', iso(p."results.conditions settled")) END END AS awaiting,
  CASE WHEN d.rule IN (0) THEN CASE WHEN d.status = 'not-due' THEN concat('not met: ', CASE WHEN NOT p."step.counted" AND p."step.counted settled" = p."steps.conditions settled" THEN '' WHEN NOT p."young-people.joined-for-each-milestone" AND p."young-people.joined-for-each-milestone settled" = p."steps.conditions settled" THEN 'the first referral where the referral is during the term' WHEN NOT p."step.own-milestone-metric-test" AND p."step.own-milestone settled" = p."steps.conditions settled" THEN 'metric is one of plan-agreed, trusted-relationship, feels-safe, manages-home, own-goal, course-begun, course-quarter-done, course-half-done, level-1-gained, level-2-gained, level-3-gained' WHEN NOT p."step.milestone-not-before-term" AND p."step.milestone-not-before-term settled" = p."steps.conditions settled" THEN 'the milestone is on or after 1 April 2019' WHEN NOT p."steps.amount-known" AND p."step.own-milestone settled" = p."steps.conditions settled" THEN 'the amount can be worked out' END) END WHEN d.rule IN (1) THEN CASE WHEN d.status = 'not-due' THEN concat('not met: ', CASE WHEN NOT p."result.counted" AND p."result.counted settled" = p."results.conditions settled" THEN '' WHEN NOT p."young-people.joined-for-each-milestone" AND p."young-people.joined-for-each-milestone settled" = p."results.conditions settled" THEN 'the first referral where the referral is during the term' WHEN NOT p."result.own-milestone-metric-test" AND p."step.own-milestone settled" = p."results.conditions settled" THEN 'metric is one of degree-begun, degree-year-1-done, degree-year-2-done, degree-done, placement-begun, placement-1-week, placement-4-weeks, job-begun, earned-768, earned-1631, earned-3350, earned-8155' WHEN NOT p."result.is-the-first-of-each-metric" AND p."result.is-the-first-of-each-metric settled" = p."results.conditions settled" THEN 'it is the first one of its metric' WHEN NOT p."step.milestone-not-before-term" AND p."step.milestone-not-before-term settled" = p."results.conditions settled" THEN 'the milestone is on or after 1 April 2019' WHEN NOT p."steps.amount-known" AND p."step.own-milestone settled" = p."results.conditions settled" THEN 'the amount can be worked out' END) END END AS reason,
  d.payer AS payer,
  d.payee AS payee
FROM decided_part d JOIN "each-milestone 2" p ON p.rowid = d.row_no 
WHERE d.rule IN (0, 1);

-- The decisions, sorted by id.
SELECT id, payment, clause, provider, person, period, in_pounds(amount) AS amount, currency,
  status, as_date(earned_on) AS earned_on, as_date(payable_on) AS payable_on,
  coalesce(string_split(because, chr(31)), []) AS because,
  awaiting, reason, payer, payee
FROM decision ORDER BY id;
