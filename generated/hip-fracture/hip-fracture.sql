-- Best practice in hip fracture: what is paid, worked out from a log of events.
-- Made from hip-fracture (sha256:09725fadd3390ec41471f9c6407541140da529d3c24f1d47c3b2ea9287900851).
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
SELECT CAST(NULL AS VARCHAR) AS "event_id", CAST(NULL AS VARCHAR) AS "event", CAST(NULL AS VARCHAR) AS "provider", CAST(NULL AS VARCHAR) AS "person", CAST(NULL AS VARCHAR) AS "occurred_on", CAST(NULL AS VARCHAR) AS "recorded_at", CAST(NULL AS VARCHAR) AS "recorded_by", CAST(NULL AS VARCHAR) AS "hours-to-surgery", CAST(NULL AS VARCHAR) AS "lead-geriatrician", CAST(NULL AS VARCHAR) AS "agreed-protocol", CAST(NULL AS VARCHAR) AS "seen-within-72-hours", CAST(NULL AS VARCHAR) AS "rehabilitation", CAST(NULL AS VARCHAR) AS "falls-assessed", CAST(NULL AS VARCHAR) AS "mental-test-score", CAST(NULL AS VARCHAR) AS "supersedes", CAST(NULL AS VARCHAR) AS "retracts" WHERE false;

-- The same as days, scaled whole numbers and names.
CREATE OR REPLACE TABLE log_event AS
SELECT event_id, event_id AS id_order, event, provider, person,
  as_day(CAST(occurred_on AS DATE)) AS occurred_on,
  epoch_us(CAST(recorded_at AS TIMESTAMP)) + 719163 * 86400000000 AS recorded_at,
  as_day(CAST(CAST(recorded_at AS TIMESTAMP) AS DATE)) AS recorded_on,
  CAST(CAST(nullif(CAST("hours-to-surgery" AS VARCHAR), '') AS DECIMAL(24, 2)) * 100 AS BIGINT) AS "hours-to-surgery",
  CASE nullif(CAST("lead-geriatrician" AS VARCHAR), '') WHEN 'yes' THEN 1 WHEN 'no' THEN 0 END AS "lead-geriatrician",
  CASE nullif(CAST("agreed-protocol" AS VARCHAR), '') WHEN 'yes' THEN 1 WHEN 'no' THEN 0 END AS "agreed-protocol",
  CASE nullif(CAST("seen-within-72-hours" AS VARCHAR), '') WHEN 'yes' THEN 1 WHEN 'no' THEN 0 END AS "seen-within-72-hours",
  CASE nullif(CAST("rehabilitation" AS VARCHAR), '') WHEN 'yes' THEN 1 WHEN 'no' THEN 0 END AS "rehabilitation",
  CASE nullif(CAST("falls-assessed" AS VARCHAR), '') WHEN 'yes' THEN 1 WHEN 'no' THEN 0 END AS "falls-assessed",
  CASE nullif(CAST("mental-test-score" AS VARCHAR), '') WHEN 'yes' THEN 1 WHEN 'no' THEN 0 END AS "mental-test-score",
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

-- Picked from: discharge-summary.
CREATE OR REPLACE TABLE picked_event AS
SELECT event, event_id, id_order, person, provider, occurred_on, recorded_on, "agreed-protocol", "falls-assessed", "hours-to-surgery", "lead-geriatrician", "mental-test-score", "rehabilitation", "seen-within-72-hours"
FROM event WHERE event IN ('discharge-summary');

-- patients.joins-on, line 23: the first discharge-summary where the discharge-summary is during the term
-- patients.belongs-to, line 24: the first discharge-summary
CREATE OR REPLACE TABLE "people 1" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p."patients.first-discharge-summary event".event_id AS "patients.first-discharge-summary",
    CASE WHEN p."patients.first-discharge-summary event" IS NULL THEN least(740071, 740099) ELSE p."patients.first-discharge-summary event".occurred_on END AS "patients.first-discharge-summary settled",
    p."patients.first-discharge-summary-2 event".event_id AS "patients.first-discharge-summary-2",
    CASE WHEN p."patients.first-discharge-summary-2 event" IS NULL THEN 740099 ELSE p."patients.first-discharge-summary-2 event".occurred_on END AS "patients.first-discharge-summary-2 settled",
    p."patients.first-discharge-summary-2 event"."provider" AS "patients.first-discharge-summary-2 provider"
  FROM (
    SELECT
      e.person,
      min({"occurred_on": e."occurred_on", "event_id": e."event_id"}) FILTER (WHERE e.event = 'discharge-summary' AND e.occurred_on >= 739707 AND e.occurred_on <= 740071) AS "patients.first-discharge-summary event",
      min({"occurred_on": e."occurred_on", "event_id": e."event_id", "provider": e."provider"}) FILTER (WHERE e.event = 'discharge-summary') AS "patients.first-discharge-summary-2 event"
    FROM picked_event e
    GROUP BY e.person
  ) p
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    "patients.first-discharge-summary" IS NOT NULL AS "patients.joined",
    "patients.first-discharge-summary-2 provider" AS "patients.first-discharge-summary-2-provider"
  FROM row_0
)
SELECT person, "patients.first-discharge-summary", "patients.first-discharge-summary settled", "patients.joined", "patients.first-discharge-summary-2-provider", "patients.first-discharge-summary-2 settled"
FROM row_1;

-- best-care.achieved-on, line 28: the discharge-summary
-- patients.joins-on, line 23: the first discharge-summary where the discharge-summary is during the term
-- best-care.achieved-on, line 28: the discharge-summary is on or after 1 April 2026
-- best-care.when, line 29: the discharge-summary
-- best-care.when, line 29: hours-to-surgery is up to and including 36
-- best-care.when, line 29: lead-geriatrician is yes
-- best-care.when, line 29: agreed-protocol is yes
-- best-care.when, line 29: seen-within-72-hours is yes
-- best-care.when, line 29: rehabilitation is yes
-- best-care.when, line 29: falls-assessed is yes
-- best-care.when, line 29: mental-test-score is yes
-- best-care, line 26
-- best-practice.pays, line 40
-- patients.belongs-to, line 24: the first discharge-summary
CREATE OR REPLACE TABLE "each-discharge-summary 1" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p.event_id,
    p."best-care.own-discharge-summary event".event_id AS "best-care.own-discharge-summary",
    CASE WHEN p."best-care.own-discharge-summary event" IS NULL THEN 740099 ELSE p."best-care.own-discharge-summary event".occurred_on END AS "best-care.own-discharge-summary settled",
    p."best-care.own-discharge-summary event"."agreed-protocol" AS "best-care.own-discharge-summary agreed-protocol",
    p."best-care.own-discharge-summary event"."falls-assessed" AS "best-care.own-discharge-summary falls-assessed",
    p."best-care.own-discharge-summary event"."hours-to-surgery" AS "best-care.own-discharge-summary hours-to-surgery",
    p."best-care.own-discharge-summary event"."id_order" AS "best-care.own-discharge-summary id_order",
    p."best-care.own-discharge-summary event"."lead-geriatrician" AS "best-care.own-discharge-summary lead-geriatrician",
    p."best-care.own-discharge-summary event"."mental-test-score" AS "best-care.own-discharge-summary mental-test-score",
    p."best-care.own-discharge-summary event"."occurred_on" AS "best-care.own-discharge-summary occurred_on",
    p."best-care.own-discharge-summary event"."rehabilitation" AS "best-care.own-discharge-summary rehabilitation",
    p."best-care.own-discharge-summary event"."seen-within-72-hours" AS "best-care.own-discharge-summary seen-within-72-hours",
    o."patients.first-discharge-summary",
    o."patients.joined" AS "patients.joined-for-each-discharge-summary",
    o."patients.first-discharge-summary settled" AS "patients.joined-for-each-discharge-summary settled",
    o."patients.first-discharge-summary-2-provider" AS "patients.first-discharge-summary-2-provider-for-each-discharge-summary",
    o."patients.first-discharge-summary-2 settled" AS "patients.first-discharge-summary-2-provider-for-each-discharge-summary settled"
  FROM (
    SELECT e.person, e.event_id, {"occurred_on": e."occurred_on", "event_id": e."event_id", "agreed-protocol": e."agreed-protocol", "falls-assessed": e."falls-assessed", "hours-to-surgery": e."hours-to-surgery", "id_order": e."id_order", "lead-geriatrician": e."lead-geriatrician", "mental-test-score": e."mental-test-score", "rehabilitation": e."rehabilitation", "seen-within-72-hours": e."seen-within-72-hours"} AS "best-care.own-discharge-summary event"
    FROM event e
    WHERE e.event = 'discharge-summary'
  ) p
  JOIN "people 1" o ON o.person = p.person
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    "best-care.own-discharge-summary occurred_on" AS "best-care.own-discharge-summary-occurred-on",
    "best-care.own-discharge-summary hours-to-surgery" AS "best-care.own-discharge-summary-hours-to-surgery",
    "best-care.own-discharge-summary lead-geriatrician" AS "best-care.own-discharge-summary-lead-geriatrician",
    "best-care.own-discharge-summary agreed-protocol" AS "best-care.own-discharge-summary-agreed-protocol",
    "best-care.own-discharge-summary seen-within-72-hours" AS "best-care.own-discharge-summary-seen-within-72-hours",
    "best-care.own-discharge-summary rehabilitation" AS "best-care.own-discharge-summary-rehabilitation",
    "best-care.own-discharge-summary falls-assessed" AS "best-care.own-discharge-summary-falls-assessed",
    "best-care.own-discharge-summary mental-test-score" AS "best-care.own-discharge-summary-mental-test-score",
    CAST("patients.joined-for-each-discharge-summary" AS BIGINT) * 133500 AS "best-practice.price"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("best-care.own-discharge-summary-occurred-on" >= 739707, false) AS "best-care.discharge-summary-not-before-term",
    CASE WHEN "best-care.own-discharge-summary-occurred-on" IS NULL THEN least("best-care.own-discharge-summary settled", 740099) ELSE greatest("best-care.own-discharge-summary-occurred-on", "best-care.own-discharge-summary settled") END AS "best-care.discharge-summary-not-before-term settled",
    coalesce("best-care.own-discharge-summary-hours-to-surgery" <= 3600, false) AS "best-care.own-discharge-summary-hours-to-surgery-test",
    coalesce("best-care.own-discharge-summary-lead-geriatrician" IN (1), false) AS "best-care.own-discharge-summary-lead-geriatrician-test",
    coalesce("best-care.own-discharge-summary-agreed-protocol" IN (1), false) AS "best-care.own-discharge-summary-agreed-protocol-test",
    coalesce("best-care.own-discharge-summary-seen-within-72-hours" IN (1), false) AS "best-care.own-discharge-summary-seen-within-72-hours-test",
    coalesce("best-care.own-discharge-summary-rehabilitation" IN (1), false) AS "best-care.own-discharge-summary-rehabilitation-test",
    coalesce("best-care.own-discharge-summary-falls-assessed" IN (1), false) AS "best-care.own-discharge-summary-falls-assessed-test",
    coalesce("best-care.own-discharge-summary-mental-test-score" IN (1), false) AS "best-care.own-discharge-summary-mental-test-score-test"
  FROM row_1
),
row_3 AS NOT MATERIALIZED (
  SELECT *,
    "patients.joined-for-each-discharge-summary" AND "best-care.discharge-summary-not-before-term" AND "best-care.own-discharge-summary-hours-to-surgery-test" AND "best-care.own-discharge-summary-lead-geriatrician-test" AND "best-care.own-discharge-summary-agreed-protocol-test" AND "best-care.own-discharge-summary-seen-within-72-hours-test" AND "best-care.own-discharge-summary-rehabilitation-test" AND "best-care.own-discharge-summary-falls-assessed-test" AND "best-care.own-discharge-summary-mental-test-score-test" AS "best-care.conditions",
    CASE WHEN "patients.joined-for-each-discharge-summary" AND "best-care.discharge-summary-not-before-term" AND "best-care.own-discharge-summary-hours-to-surgery-test" AND "best-care.own-discharge-summary-lead-geriatrician-test" AND "best-care.own-discharge-summary-agreed-protocol-test" AND "best-care.own-discharge-summary-seen-within-72-hours-test" AND "best-care.own-discharge-summary-rehabilitation-test" AND "best-care.own-discharge-summary-falls-assessed-test" AND "best-care.own-discharge-summary-mental-test-score-test" THEN greatest("patients.joined-for-each-discharge-summary settled", "best-care.discharge-summary-not-before-term settled", "best-care.own-discharge-summary settled") ELSE least(CASE WHEN NOT "patients.joined-for-each-discharge-summary" THEN "patients.joined-for-each-discharge-summary settled" END, CASE WHEN NOT "best-care.discharge-summary-not-before-term" THEN "best-care.discharge-summary-not-before-term settled" END, CASE WHEN NOT "best-care.own-discharge-summary-hours-to-surgery-test" THEN "best-care.own-discharge-summary settled" END, CASE WHEN NOT "best-care.own-discharge-summary-lead-geriatrician-test" THEN "best-care.own-discharge-summary settled" END, CASE WHEN NOT "best-care.own-discharge-summary-agreed-protocol-test" THEN "best-care.own-discharge-summary settled" END, CASE WHEN NOT "best-care.own-discharge-summary-seen-within-72-hours-test" THEN "best-care.own-discharge-summary settled" END, CASE WHEN NOT "best-care.own-discharge-summary-rehabilitation-test" THEN "best-care.own-discharge-summary settled" END, CASE WHEN NOT "best-care.own-discharge-summary-falls-assessed-test" THEN "best-care.own-discharge-summary settled" END, CASE WHEN NOT "best-care.own-discharge-summary-mental-test-score-test" THEN "best-care.own-discharge-summary settled" END) END AS "best-care.conditions settled"
  FROM row_2
)
SELECT person, event_id, "patients.first-discharge-summary", "best-care.own-discharge-summary", "best-care.own-discharge-summary settled", "best-care.own-discharge-summary id_order", "patients.joined-for-each-discharge-summary", "patients.joined-for-each-discharge-summary settled", "best-care.discharge-summary-not-before-term", "best-care.discharge-summary-not-before-term settled", "best-care.own-discharge-summary-hours-to-surgery-test", "best-care.own-discharge-summary-lead-geriatrician-test", "best-care.own-discharge-summary-agreed-protocol-test", "best-care.own-discharge-summary-seen-within-72-hours-test", "best-care.own-discharge-summary-rehabilitation-test", "best-care.own-discharge-summary-falls-assessed-test", "best-care.own-discharge-summary-mental-test-score-test", "best-care.conditions", "best-care.conditions settled", "best-practice.price", "patients.first-discharge-summary-2-provider-for-each-discharge-summary", "patients.first-discharge-summary-2-provider-for-each-discharge-summary settled"
FROM row_3;

-- best-practice.pays, line 40
CREATE OR REPLACE TABLE "each-discharge-summary lines" AS
SELECT
  CAST(0 AS TINYINT) AS rule,
  rowid AS row_no,
  nullif("patients.first-discharge-summary-2-provider-for-each-discharge-summary", '') AS provider,
  CASE WHEN "best-care.conditions settled" > getvariable('as_at') THEN 'pending' WHEN "best-care.conditions" THEN 'payable' ELSE 'not-due' END AS status,
  CASE WHEN "best-care.conditions" AND "best-care.conditions settled" <= getvariable('as_at') THEN "best-practice.price" ELSE coalesce("best-practice.price", 0) END AS amount,
  CASE WHEN "best-care.conditions" AND "best-care.conditions settled" <= getvariable('as_at') THEN "best-care.conditions settled" END AS earned_on,
  CASE WHEN "best-care.conditions" AND "best-care.conditions settled" <= getvariable('as_at') THEN month_end("best-care.conditions settled") + 30 END AS payable_on
FROM "each-discharge-summary 1"
WHERE "patients.joined-for-each-discharge-summary" AND "patients.joined-for-each-discharge-summary settled" <= getvariable('as_at') AND (("best-care.conditions" AND "best-care.conditions settled" <= getvariable('as_at') AND coalesce("best-practice.price", 0) <> 0)
  OR NOT "best-care.conditions" OR "best-care.conditions settled" > getvariable('as_at'));

CREATE OR REPLACE VIEW payment_line AS
SELECT * FROM "each-discharge-summary lines";

-- What of every line is a decision.
CREATE OR REPLACE VIEW decided_part AS
SELECT *, CAST(NULL AS VARCHAR) AS credited, CAST(NULL AS VARCHAR) AS passed_on, CAST(NULL AS VARCHAR) AS payee, CAST(NULL AS VARCHAR) AS payer FROM (SELECT rule, row_no, provider, CAST('' AS VARCHAR) AS part, CAST(0 AS TINYINT) AS made_by, amount, status, earned_on, payable_on, CAST(NULL AS VARCHAR) AS taken_by FROM payment_line WHERE rule IN (0));

-- Every decision, with all of its columns.
CREATE OR REPLACE VIEW decision AS
SELECT concat('best-practice/', CASE WHEN p.person = '' THEN '' ELSE in_person(p.person) || '/' END, in_person(p.event_id), '#', CASE WHEN d.made_by = 0 AND d.status IN ('pending', 'not-due', 'shadow') THEN d.status ELSE 'payable' END, d.part, CASE WHEN d.made_by > 0 THEN concat(':', d.status) ELSE '' END) AS id,
  'best-practice' AS payment,
  40 AS clause,
  d.provider AS provider,
  nullif(p.person, '') AS person,
  CAST(NULL AS VARCHAR) AS period,
  d.amount AS amount,
  'GBP' AS currency,
  d.status AS status,
  d.earned_on AS earned_on,
  d.payable_on AS payable_on,
  array_to_string(list_sort([p."patients.first-discharge-summary", CASE WHEN p."best-care.own-discharge-summary" IS DISTINCT FROM p."patients.first-discharge-summary" THEN p."best-care.own-discharge-summary" END]), chr(31)) AS because,
  CASE WHEN d.status = 'pending' THEN concat(CASE WHEN p."patients.joined-for-each-discharge-summary settled" > getvariable('as_at') THEN 'the first discharge-summary where the discharge-summary is during the term' WHEN p."patients.joined-for-each-discharge-summary settled" > getvariable('as_at') THEN 'the first discharge-summary where the discharge-summary is during the term' WHEN p."best-care.discharge-summary-not-before-term settled" > getvariable('as_at') THEN 'the discharge-summary is on or after 1 April 2026' WHEN p."best-care.own-discharge-summary settled" > getvariable('as_at') THEN 'hours-to-surgery is up to and including 36' WHEN p."best-care.own-discharge-summary settled" > getvariable('as_at') THEN 'lead-geriatrician is yes' WHEN p."best-care.own-discharge-summary settled" > getvariable('as_at') THEN 'agreed-protocol is yes' WHEN p."best-care.own-discharge-summary settled" > getvariable('as_at') THEN 'seen-within-72-hours is yes' WHEN p."best-care.own-discharge-summary settled" > getvariable('as_at') THEN 'rehabilitation is yes' WHEN p."best-care.own-discharge-summary settled" > getvariable('as_at') THEN 'falls-assessed is yes' WHEN p."best-care.own-discharge-summary settled" > getvariable('as_at') THEN 'mental-test-score is yes' END, ', by ', iso(p."best-care.conditions settled")) END AS awaiting,
  CASE WHEN d.status = 'not-due' THEN concat('not met: ', CASE WHEN NOT p."patients.joined-for-each-discharge-summary" AND p."patients.joined-for-each-discharge-summary settled" = p."best-care.conditions settled" THEN 'the first discharge-summary where the discharge-summary is during the term' WHEN NOT p."patients.joined-for-each-discharge-summary" AND p."patients.joined-for-each-discharge-summary settled" = p."best-care.conditions settled" THEN 'the first discharge-summary where the discharge-summary is during the term' WHEN NOT p."best-care.discharge-summary-not-before-term" AND p."best-care.discharge-summary-not-before-term settled" = p."best-care.conditions settled" THEN 'the discharge-summary is on or after 1 April 2026' WHEN NOT p."best-care.own-discharge-summary-hours-to-surgery-test" AND p."best-care.own-discharge-summary settled" = p."best-care.conditions settled" THEN 'hours-to-surgery is up to and including 36' WHEN NOT p."best-care.own-discharge-summary-lead-geriatrician-test" AND p."best-care.own-discharge-summary settled" = p."best-care.conditions settled" THEN 'lead-geriatrician is yes' WHEN NOT p."best-care.own-discharge-summary-agreed-protocol-test" AND p."best-care.own-discharge-summary settled" = p."best-care.conditions settled" THEN 'agreed-protocol is yes' WHEN NOT p."best-care.own-discharge-summary-seen-within-72-hours-test" AND p."best-care.own-discharge-summary settled" = p."best-care.conditions settled" THEN 'seen-within-72-hours is yes' WHEN NOT p."best-care.own-discharge-summary-rehabilitation-test" AND p."best-care.own-discharge-summary settled" = p."best-care.conditions settled" THEN 'rehabilitation is yes' WHEN NOT p."best-care.own-discharge-summary-falls-assessed-test" AND p."best-care.own-discharge-summary settled" = p."best-care.conditions settled" THEN 'falls-assessed is yes' WHEN NOT p."best-care.own-discharge-summary-mental-test-score-test" AND p."best-care.own-discharge-summary settled" = p."best-care.conditions settled" THEN 'mental-test-score is yes' END) END AS reason,
  d.payer AS payer,
  d.payee AS payee
FROM decided_part d JOIN "each-discharge-summary 1" p ON p.rowid = d.row_no 
WHERE d.rule IN (0);

-- The decisions, sorted by id.
SELECT id, payment, clause, provider, person, period, in_pounds(amount) AS amount, currency,
  status, as_date(earned_on) AS earned_on, as_date(payable_on) AS payable_on,
  coalesce(string_split(because, chr(31)), []) AS because,
  awaiting, reason, payer, payee
FROM decision ORDER BY id;
