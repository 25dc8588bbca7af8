-- Fewer convictions after a short sentence: what is paid, worked out from a log of events.
-- Made from peterborough (sha256:2240f07d20fd0bf3c0639f4df2ad0412646e5a580288cdc338abfbe42067d815).
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
SELECT CAST(NULL AS VARCHAR) AS "event_id", CAST(NULL AS VARCHAR) AS "event", CAST(NULL AS VARCHAR) AS "provider", CAST(NULL AS VARCHAR) AS "person", CAST(NULL AS VARCHAR) AS "occurred_on", CAST(NULL AS VARCHAR) AS "recorded_at", CAST(NULL AS VARCHAR) AS "recorded_by", CAST(NULL AS VARCHAR) AS "convictions", CAST(NULL AS VARCHAR) AS "comparison", CAST(NULL AS VARCHAR) AS "supersedes", CAST(NULL AS VARCHAR) AS "retracts" WHERE false;

-- The same as days, scaled whole numbers and names.
CREATE OR REPLACE TABLE log_event AS
SELECT event_id, event_id AS id_order, event, provider, person,
  as_day(CAST(occurred_on AS DATE)) AS occurred_on,
  epoch_us(CAST(recorded_at AS TIMESTAMP)) + 719163 * 86400000000 AS recorded_at,
  as_day(CAST(CAST(recorded_at AS TIMESTAMP) AS DATE)) AS recorded_on,
  CAST(CAST(nullif(CAST("convictions" AS VARCHAR), '') AS DECIMAL(24, 4)) * 10000 AS BIGINT) AS "convictions",
  CAST(CAST(nullif(CAST("comparison" AS VARCHAR), '') AS DECIMAL(24, 4)) * 10000 AS BIGINT) AS "comparison",
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

-- Picked from: .
CREATE OR REPLACE TABLE picked_event AS
SELECT event, event_id, id_order, person, provider, occurred_on, recorded_on
FROM event WHERE event IN (NULL);

-- final-payment.pays, line 44: the all-assessed
-- final-payment.pays, line 44: the all-assessed is on or after 9 September 2010
-- fall-of-all.is, line 36: the all-assessed
-- fall-of-all.is, line 36
-- final-payment.when, line 45
-- final-payment.when, line 45: fall-of-all is at least 7.5%
-- final-payment.pays, line 44
-- final-payment, line 43
CREATE OR REPLACE TABLE "each-all-assessed 1" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p.event_id,
    p."final-payment.own-all-assessed event".event_id AS "final-payment.own-all-assessed",
    CASE WHEN p."final-payment.own-all-assessed event" IS NULL THEN 737148 ELSE p."final-payment.own-all-assessed event".occurred_on END AS "final-payment.own-all-assessed settled",
    p."final-payment.own-all-assessed event"."comparison" AS "final-payment.own-all-assessed comparison",
    p."final-payment.own-all-assessed event"."convictions" AS "final-payment.own-all-assessed convictions",
    p."final-payment.own-all-assessed event"."id_order" AS "final-payment.own-all-assessed id_order",
    p."final-payment.own-all-assessed event"."occurred_on" AS "final-payment.own-all-assessed occurred_on",
    p."final-payment.own-all-assessed event"."provider" AS "final-payment.own-all-assessed provider"
  FROM (
    SELECT e.person, e.event_id, {"occurred_on": e."occurred_on", "event_id": e."event_id", "comparison": e."comparison", "convictions": e."convictions", "id_order": e."id_order", "provider": e."provider"} AS "final-payment.own-all-assessed event"
    FROM event e
    WHERE e.event = 'all-assessed'
  ) p
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    "final-payment.own-all-assessed" IS NOT NULL AS "final-payment.all-assessed-there",
    "final-payment.own-all-assessed occurred_on" AS "final-payment.own-all-assessed-occurred-on",
    "final-payment.own-all-assessed comparison" AS "fall-of-all.own-all-assessed-comparison",
    "final-payment.own-all-assessed convictions" AS "fall-of-all.own-all-assessed-convictions",
    "final-payment.own-all-assessed provider" AS "final-payment.own-all-assessed-provider"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("final-payment.own-all-assessed-occurred-on" >= 734024, false) AS "final-payment.all-assessed-not-before-term",
    CASE WHEN "final-payment.own-all-assessed-occurred-on" IS NULL THEN least("final-payment.own-all-assessed settled", 737148) ELSE greatest("final-payment.own-all-assessed-occurred-on", "final-payment.own-all-assessed settled") END AS "final-payment.all-assessed-not-before-term settled",
    "fall-of-all.own-all-assessed-comparison" - "fall-of-all.own-all-assessed-convictions" AS "fall-of-all.difference",
    CAST("final-payment.all-assessed-there" AS BIGINT) * 200000000 AS "final-payment.price"
  FROM row_1
),
row_3 AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN "fall-of-all.own-all-assessed-comparison" <> 0 THEN CAST("fall-of-all.difference" AS HUGEINT) * sign("fall-of-all.own-all-assessed-comparison") END AS "fall-of-all.quotient",
    CAST("fall-of-all.own-all-assessed-comparison" AS HUGEINT) * sign("fall-of-all.own-all-assessed-comparison") AS "fall-of-all.quotient under"
  FROM row_2
),
row_4 AS NOT MATERIALIZED (
  SELECT *,
    CAST(CAST("fall-of-all.quotient" AS HUGEINT) AS HUGEINT) * 10000 AS "fall-of-all.product-by-10000",
    "fall-of-all.quotient under" AS "fall-of-all.product-by-10000 under"
  FROM row_3
),
row_5 AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN 10000 <> 0 THEN CAST("fall-of-all.product-by-10000" AS HUGEINT) * sign(10000) END AS "fall-of-all.quotient-by-10000",
    CAST(CAST(10000 AS HUGEINT) * "fall-of-all.product-by-10000 under" AS HUGEINT) * sign(10000) AS "fall-of-all.quotient-by-10000 under"
  FROM row_4
),
row_6 AS NOT MATERIALIZED (
  SELECT *,
    CAST(CAST("fall-of-all.quotient-by-10000" AS HUGEINT) AS HUGEINT) * 1000 AS "final-payment.product-by-1000",
    "fall-of-all.quotient-by-10000 under" AS "final-payment.product-by-1000 under"
  FROM row_5
),
row_7 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("final-payment.product-by-1000" >= CAST(75 AS HUGEINT) * "final-payment.product-by-1000 under", false) AS "final-payment.fall-of-all-test"
  FROM row_6
),
row_8 AS NOT MATERIALIZED (
  SELECT *,
    "final-payment.all-assessed-there" AND "final-payment.all-assessed-not-before-term" AND "final-payment.fall-of-all-test" AS "final-payment.conditions",
    CASE WHEN "final-payment.all-assessed-there" AND "final-payment.all-assessed-not-before-term" AND "final-payment.fall-of-all-test" THEN greatest("final-payment.own-all-assessed settled", "final-payment.all-assessed-not-before-term settled") ELSE least(CASE WHEN NOT "final-payment.all-assessed-there" THEN "final-payment.own-all-assessed settled" END, CASE WHEN NOT "final-payment.all-assessed-not-before-term" THEN "final-payment.all-assessed-not-before-term settled" END, CASE WHEN NOT "final-payment.fall-of-all-test" THEN "final-payment.own-all-assessed settled" END) END AS "final-payment.conditions settled"
  FROM row_7
)
SELECT person, event_id, "final-payment.own-all-assessed", "final-payment.own-all-assessed settled", "final-payment.own-all-assessed id_order", "final-payment.all-assessed-there", "final-payment.all-assessed-not-before-term", "final-payment.all-assessed-not-before-term settled", "final-payment.fall-of-all-test", "final-payment.price", "final-payment.conditions", "final-payment.conditions settled", "final-payment.own-all-assessed-provider"
FROM row_8;

-- final-payment.pays, line 44
CREATE OR REPLACE TABLE "each-all-assessed lines" AS
SELECT
  CAST(1 AS TINYINT) AS rule,
  rowid AS row_no,
  nullif("final-payment.own-all-assessed-provider", '') AS provider,
  CASE WHEN "final-payment.conditions settled" > getvariable('as_at') THEN 'pending' WHEN "final-payment.conditions" THEN 'payable' ELSE 'not-due' END AS status,
  CASE WHEN "final-payment.conditions" AND "final-payment.conditions settled" <= getvariable('as_at') THEN "final-payment.price" ELSE coalesce("final-payment.price", 0) END AS amount,
  CASE WHEN "final-payment.conditions" AND "final-payment.conditions settled" <= getvariable('as_at') THEN "final-payment.conditions settled" END AS earned_on,
  CASE WHEN "final-payment.conditions" AND "final-payment.conditions settled" <= getvariable('as_at') THEN "final-payment.conditions settled" + 30 END AS payable_on
FROM "each-all-assessed 1"
WHERE "final-payment.all-assessed-there" AND "final-payment.own-all-assessed settled" <= getvariable('as_at') AND (("final-payment.conditions" AND "final-payment.conditions settled" <= getvariable('as_at') AND coalesce("final-payment.price", 0) <> 0)
  OR NOT "final-payment.conditions" OR "final-payment.conditions settled" > getvariable('as_at'));

-- cohort-payment.pays, line 39: the cohort-assessed
-- cohort-payment.pays, line 39: the cohort-assessed is on or after 9 September 2010
-- fall.is, line 32: the cohort-assessed
-- fall.is, line 32
-- cohort-payment.when, line 40
-- cohort-payment.when, line 40: fall is at least 10%
-- cohort-payment.pays, line 39
-- cohort-payment, line 38
CREATE OR REPLACE TABLE "each-cohort-assessed 1" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p.event_id,
    p."cohort-payment.own-cohort-assessed event".event_id AS "cohort-payment.own-cohort-assessed",
    CASE WHEN p."cohort-payment.own-cohort-assessed event" IS NULL THEN 737148 ELSE p."cohort-payment.own-cohort-assessed event".occurred_on END AS "cohort-payment.own-cohort-assessed settled",
    p."cohort-payment.own-cohort-assessed event"."comparison" AS "cohort-payment.own-cohort-assessed comparison",
    p."cohort-payment.own-cohort-assessed event"."convictions" AS "cohort-payment.own-cohort-assessed convictions",
    p."cohort-payment.own-cohort-assessed event"."id_order" AS "cohort-payment.own-cohort-assessed id_order",
    p."cohort-payment.own-cohort-assessed event"."occurred_on" AS "cohort-payment.own-cohort-assessed occurred_on",
    p."cohort-payment.own-cohort-assessed event"."provider" AS "cohort-payment.own-cohort-assessed provider"
  FROM (
    SELECT e.person, e.event_id, {"occurred_on": e."occurred_on", "event_id": e."event_id", "comparison": e."comparison", "convictions": e."convictions", "id_order": e."id_order", "provider": e."provider"} AS "cohort-payment.own-cohort-assessed event"
    FROM event e
    WHERE e.event = 'cohort-assessed'
  ) p
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    "cohort-payment.own-cohort-assessed" IS NOT NULL AS "cohort-payment.cohort-assessed-there",
    "cohort-payment.own-cohort-assessed occurred_on" AS "cohort-payment.own-cohort-assessed-occurred-on",
    "cohort-payment.own-cohort-assessed comparison" AS "fall.own-cohort-assessed-comparison",
    "cohort-payment.own-cohort-assessed convictions" AS "fall.own-cohort-assessed-convictions",
    "cohort-payment.own-cohort-assessed provider" AS "cohort-payment.own-cohort-assessed-provider"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("cohort-payment.own-cohort-assessed-occurred-on" >= 734024, false) AS "cohort-payment.cohort-assessed-not-before-term",
    CASE WHEN "cohort-payment.own-cohort-assessed-occurred-on" IS NULL THEN least("cohort-payment.own-cohort-assessed settled", 737148) ELSE greatest("cohort-payment.own-cohort-assessed-occurred-on", "cohort-payment.own-cohort-assessed settled") END AS "cohort-payment.cohort-assessed-not-before-term settled",
    "fall.own-cohort-assessed-comparison" - "fall.own-cohort-assessed-convictions" AS "fall.difference",
    CAST("cohort-payment.cohort-assessed-there" AS BIGINT) * 100000000 AS "cohort-payment.price"
  FROM row_1
),
row_3 AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN "fall.own-cohort-assessed-comparison" <> 0 THEN CAST("fall.difference" AS HUGEINT) * sign("fall.own-cohort-assessed-comparison") END AS "fall.quotient",
    CAST("fall.own-cohort-assessed-comparison" AS HUGEINT) * sign("fall.own-cohort-assessed-comparison") AS "fall.quotient under"
  FROM row_2
),
row_4 AS NOT MATERIALIZED (
  SELECT *,
    CAST(CAST("fall.quotient" AS HUGEINT) AS HUGEINT) * 10000 AS "fall.product-by-10000",
    "fall.quotient under" AS "fall.product-by-10000 under"
  FROM row_3
),
row_5 AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN 10000 <> 0 THEN CAST("fall.product-by-10000" AS HUGEINT) * sign(10000) END AS "fall.quotient-by-10000",
    CAST(CAST(10000 AS HUGEINT) * "fall.product-by-10000 under" AS HUGEINT) * sign(10000) AS "fall.quotient-by-10000 under"
  FROM row_4
),
row_6 AS NOT MATERIALIZED (
  SELECT *,
    CAST("fall.quotient-by-10000" AS HUGEINT) * 100 AS "cohort-payment.product-by-100",
    "fall.quotient-by-10000 under" AS "cohort-payment.product-by-100 under"
  FROM row_5
),
row_7 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("cohort-payment.product-by-100" >= CAST(10 AS HUGEINT) * "cohort-payment.product-by-100 under", false) AS "cohort-payment.fall-test"
  FROM row_6
),
row_8 AS NOT MATERIALIZED (
  SELECT *,
    "cohort-payment.cohort-assessed-there" AND "cohort-payment.cohort-assessed-not-before-term" AND "cohort-payment.fall-test" AS "cohort-payment.conditions",
    CASE WHEN "cohort-payment.cohort-assessed-there" AND "cohort-payment.cohort-assessed-not-before-term" AND "cohort-payment.fall-test" THEN greatest("cohort-payment.own-cohort-assessed settled", "cohort-payment.cohort-assessed-not-before-term settled") ELSE least(CASE WHEN NOT "cohort-payment.cohort-assessed-there" THEN "cohort-payment.own-cohort-assessed settled" END, CASE WHEN NOT "cohort-payment.cohort-assessed-not-before-term" THEN "cohort-payment.cohort-assessed-not-before-term settled" END, CASE WHEN NOT "cohort-payment.fall-test" THEN "cohort-payment.own-cohort-assessed settled" END) END AS "cohort-payment.conditions settled"
  FROM row_7
)
SELECT person, event_id, "cohort-payment.own-cohort-assessed", "cohort-payment.own-cohort-assessed settled", "cohort-payment.own-cohort-assessed id_order", "cohort-payment.cohort-assessed-there", "cohort-payment.cohort-assessed-not-before-term", "cohort-payment.cohort-assessed-not-before-term settled", "cohort-payment.fall-test", "cohort-payment.price", "cohort-payment.conditions", "cohort-payment.conditions settled", "cohort-payment.own-cohort-assessed-provider"
FROM row_8;

-- cohort-payment.pays, line 39
CREATE OR REPLACE TABLE "each-cohort-assessed lines" AS
SELECT
  CAST(0 AS TINYINT) AS rule,
  rowid AS row_no,
  nullif("cohort-payment.own-cohort-assessed-provider", '') AS provider,
  CASE WHEN "cohort-payment.conditions settled" > getvariable('as_at') THEN 'pending' WHEN "cohort-payment.conditions" THEN 'payable' ELSE 'not-due' END AS status,
  CASE WHEN "cohort-payment.conditions" AND "cohort-payment.conditions settled" <= getvariable('as_at') THEN "cohort-payment.price" ELSE coalesce("cohort-payment.price", 0) END AS amount,
  CASE WHEN "cohort-payment.conditions" AND "cohort-payment.conditions settled" <= getvariable('as_at') THEN "cohort-payment.conditions settled" END AS earned_on,
  CASE WHEN "cohort-payment.conditions" AND "cohort-payment.conditions settled" <= getvariable('as_at') THEN "cohort-payment.conditions settled" + 30 END AS payable_on
FROM "each-cohort-assessed 1"
WHERE "cohort-payment.cohort-assessed-there" AND "cohort-payment.own-cohort-assessed settled" <= getvariable('as_at') AND (("cohort-payment.conditions" AND "cohort-payment.conditions settled" <= getvariable('as_at') AND coalesce("cohort-payment.price", 0) <> 0)
  OR NOT "cohort-payment.conditions" OR "cohort-payment.conditions settled" > getvariable('as_at'));

CREATE OR REPLACE VIEW payment_line AS
SELECT * FROM "each-cohort-assessed lines"
UNION ALL SELECT * FROM "each-all-assessed lines";

-- What of every line is a decision.
CREATE OR REPLACE VIEW decided_part AS
SELECT *, CAST(NULL AS VARCHAR) AS credited, CAST(NULL AS VARCHAR) AS passed_on, CAST(NULL AS VARCHAR) AS payee, CAST(NULL AS VARCHAR) AS payer FROM (SELECT rule, row_no, provider, CAST('' AS VARCHAR) AS part, CAST(0 AS TINYINT) AS made_by, amount, status, earned_on, payable_on, CAST(NULL AS VARCHAR) AS taken_by FROM payment_line WHERE rule IN (0, 1));

-- Every decision, with all of its columns.
CREATE OR REPLACE VIEW decision AS
SELECT concat('cohort-payment/', CASE WHEN p.person = '' THEN '' ELSE in_person(p.person) || '/' END, in_person(p.event_id), '#', CASE WHEN d.made_by = 0 AND d.status IN ('pending', 'not-due', 'shadow') THEN d.status ELSE 'payable' END, d.part, CASE WHEN d.made_by > 0 THEN concat(':', d.status) ELSE '' END) AS id,
  'cohort-payment' AS payment,
  39 AS clause,
  d.provider AS provider,
  nullif(p.person, '') AS person,
  CAST(NULL AS VARCHAR) AS period,
  d.amount AS amount,
  'GBP' AS currency,
  d.status AS status,
  d.earned_on AS earned_on,
  d.payable_on AS payable_on,
  array_to_string(list_sort([p."cohort-payment.own-cohort-assessed"]), chr(31)) AS because,
  CASE WHEN d.status = 'pending' THEN concat(CASE WHEN p."cohort-payment.own-cohort-assessed settled" > getvariable('as_at') THEN 'the cohort-assessed' WHEN p."cohort-payment.cohort-assessed-not-before-term settled" > getvariable('as_at') THEN 'the cohort-assessed is on or after 9 September 2010' WHEN p."cohort-payment.own-cohort-assessed settled" > getvariable('as_at') THEN 'fall is at least 10%' END, ', by ', iso(p."cohort-payment.conditions settled")) END AS awaiting,
  CASE WHEN d.status = 'not-due' THEN concat('not met: ', CASE WHEN NOT p."cohort-payment.cohort-assessed-there" AND p."cohort-payment.own-cohort-assessed settled" = p."cohort-payment.conditions settled" THEN 'the cohort-assessed' WHEN NOT p."cohort-payment.cohort-assessed-not-before-term" AND p."cohort-payment.cohort-assessed-not-before-term settled" = p."cohort-payment.conditions settled" THEN 'the cohort-assessed is on or after 9 September 2010' WHEN NOT p."cohort-payment.fall-test" AND p."cohort-payment.own-cohort-assessed settled" = p."cohort-payment.conditions settled" THEN 'fall is at least 10%' END) END AS reason,
  d.payer AS payer,
  d.payee AS payee
FROM decided_part d JOIN "each-cohort-assessed 1" p ON p.rowid = d.row_no 
WHERE d.rule IN (0)
UNION ALL
SELECT concat('final-payment/', CASE WHEN p.person = '' THEN '' ELSE in_person(p.person) || '/' END, in_person(p.event_id), '#', CASE WHEN d.made_by = 0 AND d.status IN ('pending', 'not-due', 'shadow') THEN d.status ELSE 'payable' END, d.part, CASE WHEN d.made_by > 0 THEN concat(':', d.status) ELSE '' END) AS id,
  'final-payment' AS payment,
  44 AS clause,
  d.provider AS provider,
  nullif(p.person, '') AS person,
  CAST(NULL AS VARCHAR) AS period,
  d.amount AS amount,
  'GBP' AS currency,
  d.status AS status,
  d.earned_on AS earned_on,
  d.payable_on AS payable_on,
  array_to_string(list_sort([p."final-payment.own-all-assessed"]), chr(31)) AS because,
  CASE WHEN d.status = 'pending' THEN concat(CASE WHEN p."final-payment.own-all-assessed settled" > getvariable('as_at') THEN 'the all-assessed' WHEN p."final-payment.all-assessed-not-before-term settled" > getvariable('as_at') THEN 'the all-assessed is on or after 9 September 2010' WHEN p."final-payment.own-all-assessed settled" > getvariable('as_at') THEN 'fall-of-all is at least 7.5%' END, ', by ', iso(p."final-payment.conditions settled")) END AS awaiting,
  CASE WHEN d.status = 'not-due' THEN concat('not met: ', CASE WHEN NOT p."final-payment.all-assessed-there" AND p."final-payment.own-all-assessed settled" = p."final-payment.conditions settled" THEN 'the all-assessed' WHEN NOT p."final-payment.all-assessed-not-before-term" AND p."final-payment.all-assessed-not-before-term settled" = p."final-payment.conditions settled" THEN 'the all-assessed is on or after 9 September 2010' WHEN NOT p."final-payment.fall-of-all-test" AND p."final-payment.own-all-assessed settled" = p."final-payment.conditions settled" THEN 'fall-of-all is at least 7.5%' END) END AS reason,
  d.payer AS payer,
  d.payee AS payee
FROM decided_part d JOIN "each-all-assessed 1" p ON p.rowid = d.row_no 
WHERE d.rule IN (1);

-- The decisions, sorted by id.
SELECT id, payment, clause, provider, person, period, in_pounds(amount) AS amount, currency,
  status, as_date(earned_on) AS earned_on, as_date(payable_on) AS payable_on,
  coalesce(string_split(because, chr(31)), []) AS because,
  awaiting, reason, payer, payee
FROM decision ORDER BY id;
