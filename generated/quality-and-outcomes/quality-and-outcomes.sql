-- Quality and outcomes of general practice: what is paid, worked out from a log of events.
-- Made from quality-and-outcomes (sha256:c32e847a27ba8cb7f10bc5c341376fdf0993a32dab0049db44e09bd3da3ac40e).
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
SELECT CAST(NULL AS VARCHAR) AS "event_id", CAST(NULL AS VARCHAR) AS "event", CAST(NULL AS VARCHAR) AS "provider", CAST(NULL AS VARCHAR) AS "person", CAST(NULL AS VARCHAR) AS "occurred_on", CAST(NULL AS VARCHAR) AS "recorded_at", CAST(NULL AS VARCHAR) AS "recorded_by", CAST(NULL AS VARCHAR) AS "achievement", CAST(NULL AS VARCHAR) AS "patients", CAST(NULL AS VARCHAR) AS "prevalence", CAST(NULL AS VARCHAR) AS "supersedes", CAST(NULL AS VARCHAR) AS "retracts" WHERE false;

-- The same as days, scaled whole numbers and names.
CREATE OR REPLACE TABLE log_event AS
SELECT event_id, event_id AS id_order, event, provider, person,
  as_day(CAST(occurred_on AS DATE)) AS occurred_on,
  epoch_us(CAST(recorded_at AS TIMESTAMP)) + 719163 * 86400000000 AS recorded_at,
  as_day(CAST(CAST(recorded_at AS TIMESTAMP) AS DATE)) AS recorded_on,
  CAST(CAST(nullif(CAST("achievement" AS VARCHAR), '') AS DECIMAL(24, 2)) * 100 AS BIGINT) AS "achievement",
  CAST(CAST(nullif(CAST("patients" AS VARCHAR), '') AS DECIMAL(24, 0)) * 1 AS BIGINT) AS "patients",
  CAST(CAST(nullif(CAST("prevalence" AS VARCHAR), '') AS DECIMAL(24, 2)) * 100 AS BIGINT) AS "prevalence",
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

-- quality.pays, line 40: the year-end
-- quality.pays, line 40: the year-end is on or after 1 April 2026
-- points.is, line 25: the year-end
-- points.is, line 25
-- points.at-least, line 26
-- points.at-most, line 27
-- quality.pays, line 40
-- list-factor.is, line 31: the year-end
-- list-factor.is, line 31
-- list-factor.rounding, line 32
-- list-factor.rounding, line 32: list-factor
-- prevalence-factor.is, line 36: the year-end
-- prevalence-factor.is, line 36
-- prevalence-factor.rounding, line 37
-- prevalence-factor.rounding, line 37: prevalence-factor
-- quality.pays, line 40: amount
-- quality.pays, line 40: the amount can be worked out
-- quality, line 39
CREATE OR REPLACE TABLE "each-year-end 1" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p.event_id,
    p."quality.own-year-end event".event_id AS "quality.own-year-end",
    CASE WHEN p."quality.own-year-end event" IS NULL THEN 740099 ELSE p."quality.own-year-end event".occurred_on END AS "quality.own-year-end settled",
    p."quality.own-year-end event"."achievement" AS "quality.own-year-end achievement",
    p."quality.own-year-end event"."id_order" AS "quality.own-year-end id_order",
    p."quality.own-year-end event"."occurred_on" AS "quality.own-year-end occurred_on",
    p."quality.own-year-end event"."patients" AS "quality.own-year-end patients",
    p."quality.own-year-end event"."prevalence" AS "quality.own-year-end prevalence",
    p."quality.own-year-end event"."provider" AS "quality.own-year-end provider"
  FROM (
    SELECT e.person, e.event_id, {"occurred_on": e."occurred_on", "event_id": e."event_id", "achievement": e."achievement", "id_order": e."id_order", "patients": e."patients", "prevalence": e."prevalence", "provider": e."provider"} AS "quality.own-year-end event"
    FROM event e
    WHERE e.event = 'year-end'
  ) p
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    "quality.own-year-end" IS NOT NULL AS "quality.year-end-there",
    "quality.own-year-end occurred_on" AS "quality.own-year-end-occurred-on",
    "quality.own-year-end achievement" AS "points.own-year-end-achievement",
    "quality.own-year-end patients" AS "list-factor.own-year-end-patients",
    "quality.own-year-end prevalence" AS "prevalence-factor.own-year-end-prevalence",
    "quality.own-year-end provider" AS "quality.own-year-end-provider"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("quality.own-year-end-occurred-on" >= 739707, false) AS "quality.year-end-not-before-term",
    CASE WHEN "quality.own-year-end-occurred-on" IS NULL THEN least("quality.own-year-end settled", 740099) ELSE greatest("quality.own-year-end-occurred-on", "quality.own-year-end settled") END AS "quality.year-end-not-before-term settled",
    "points.own-year-end-achievement" - 4000 AS "points.difference-by-4000",
    CASE WHEN 1 <> 0 THEN CAST("list-factor.own-year-end-patients" AS HUGEINT) * sign(1) END AS "list-factor.quotient-by-1",
    CAST(1 AS HUGEINT) * sign(1) AS "list-factor.quotient-by-1 under",
    CASE WHEN 10000 <> 0 THEN CAST("prevalence-factor.own-year-end-prevalence" AS HUGEINT) * sign(10000) END AS "prevalence-factor.quotient-by-10000",
    CAST(10000 AS HUGEINT) * sign(10000) AS "prevalence-factor.quotient-by-10000 under"
  FROM row_1
),
row_3 AS NOT MATERIALIZED (
  SELECT *,
    "points.difference-by-4000" * 29 AS "points.product-by-29",
    CASE WHEN 9374 <> 0 THEN CAST("list-factor.quotient-by-1" AS HUGEINT) * sign(9374) END AS "list-factor.quotient-by-9374",
    CAST(CAST(9374 AS HUGEINT) * "list-factor.quotient-by-1 under" AS HUGEINT) * sign(9374) AS "list-factor.quotient-by-9374 under",
    CAST(CAST("prevalence-factor.quotient-by-10000" AS HUGEINT) AS HUGEINT) * 1000 AS "prevalence-factor.product-by-1000",
    "prevalence-factor.quotient-by-10000 under" AS "prevalence-factor.product-by-1000 under"
  FROM row_2
),
row_4 AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN 10000 <> 0 THEN CAST("points.product-by-29" AS HUGEINT) * sign(10000) END AS "points.quotient-by-10000",
    CAST(10000 AS HUGEINT) * sign(10000) AS "points.quotient-by-10000 under",
    CAST("list-factor.quotient-by-9374" AS HUGEINT) * 100 AS "list-factor.product-by-100",
    "list-factor.quotient-by-9374 under" AS "list-factor.product-by-100 under",
    CASE WHEN 21 <> 0 THEN CAST("prevalence-factor.product-by-1000" AS HUGEINT) * sign(21) END AS "prevalence-factor.quotient-by-21",
    CAST(CAST(21 AS HUGEINT) * "prevalence-factor.product-by-1000 under" AS HUGEINT) * sign(21) AS "prevalence-factor.quotient-by-21 under"
  FROM row_3
),
row_5 AS NOT MATERIALIZED (
  SELECT *,
    CAST("points.quotient-by-10000" AS HUGEINT) * 100 AS "points.product-by-100",
    "points.quotient-by-10000 under" AS "points.product-by-100 under",
    CAST(half_up("list-factor.product-by-100", "list-factor.product-by-100 under") AS BIGINT) AS "list-factor.list-factor-rounded",
    CAST("prevalence-factor.quotient-by-21" AS HUGEINT) * 100 AS "prevalence-factor.product-by-100",
    "prevalence-factor.quotient-by-21 under" AS "prevalence-factor.product-by-100 under"
  FROM row_4
),
row_6 AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN 50 <> 0 THEN CAST("points.product-by-100" AS HUGEINT) * sign(50) END AS "points.quotient-by-50",
    CAST(CAST(50 AS HUGEINT) * "points.product-by-100 under" AS HUGEINT) * sign(50) AS "points.quotient-by-50 under",
    CAST(half_up("prevalence-factor.product-by-100", "prevalence-factor.product-by-100 under") AS BIGINT) AS "prevalence-factor.prevalence-factor-rounded"
  FROM row_5
),
row_7 AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN "points.quotient-by-50" + CAST(0 AS HUGEINT) * "points.quotient-by-50 under" IS NOT NULL THEN greatest("points.quotient-by-50", CAST(0 AS HUGEINT) * "points.quotient-by-50 under") END AS "points.at-least-by-0",
    "points.quotient-by-50 under" AS "points.at-least-by-0 under"
  FROM row_6
),
row_8 AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN "points.at-least-by-0" + CAST(29 AS HUGEINT) * "points.at-least-by-0 under" IS NOT NULL THEN least("points.at-least-by-0", CAST(29 AS HUGEINT) * "points.at-least-by-0 under") END AS "points.at-most-by-29",
    "points.at-least-by-0 under" AS "points.at-most-by-29 under"
  FROM row_7
),
row_9 AS NOT MATERIALIZED (
  SELECT *,
    CAST(CAST("points.at-most-by-29" AS HUGEINT) AS HUGEINT) * 20756 AS "quality.product-by-20756",
    "points.at-most-by-29 under" AS "quality.product-by-20756 under"
  FROM row_8
),
row_10 AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN 100 <> 0 THEN CAST("quality.product-by-20756" AS HUGEINT) * sign(100) END AS "quality.quotient-by-100",
    CAST(CAST(100 AS HUGEINT) * "quality.product-by-20756 under" AS HUGEINT) * sign(100) AS "quality.quotient-by-100 under"
  FROM row_9
),
row_11 AS NOT MATERIALIZED (
  SELECT *,
    CAST(CAST("list-factor.list-factor-rounded" AS HUGEINT) AS HUGEINT) * "quality.quotient-by-100" AS "quality.product",
    "quality.quotient-by-100 under" AS "quality.product under"
  FROM row_10
),
row_12 AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN 100 <> 0 THEN CAST("quality.product" AS HUGEINT) * sign(100) END AS "quality.quotient-by-100-2",
    CAST(CAST(100 AS HUGEINT) * "quality.product under" AS HUGEINT) * sign(100) AS "quality.quotient-by-100-2 under"
  FROM row_11
),
row_13 AS NOT MATERIALIZED (
  SELECT *,
    CAST(CAST("prevalence-factor.prevalence-factor-rounded" AS HUGEINT) AS HUGEINT) * "quality.quotient-by-100-2" AS "quality.product-2",
    "quality.quotient-by-100-2 under" AS "quality.product-2 under"
  FROM row_12
),
row_14 AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN 100 <> 0 THEN CAST("quality.product-2" AS HUGEINT) * sign(100) END AS "quality.quotient-by-100-3",
    CAST(CAST(100 AS HUGEINT) * "quality.product-2 under" AS HUGEINT) * sign(100) AS "quality.quotient-by-100-3 under"
  FROM row_13
),
row_15 AS NOT MATERIALIZED (
  SELECT *,
    CAST("quality.quotient-by-100-3" AS HUGEINT) * 100 AS "quality.product-by-100",
    "quality.quotient-by-100-3 under" AS "quality.product-by-100 under"
  FROM row_14
),
row_16 AS NOT MATERIALIZED (
  SELECT *,
    CAST(half_up("quality.product-by-100", "quality.product-by-100 under") AS BIGINT) AS "quality.amount-rounded"
  FROM row_15
),
row_17 AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN "quality.amount-rounded" + 0 IS NOT NULL THEN greatest("quality.amount-rounded", 0) END AS "quality.amount-or-nothing"
  FROM row_16
),
row_18 AS NOT MATERIALIZED (
  SELECT *,
    "quality.amount-or-nothing" IS NOT NULL AS "quality.amount-known"
  FROM row_17
),
row_19 AS NOT MATERIALIZED (
  SELECT *,
    "quality.year-end-there" AND "quality.year-end-not-before-term" AND "quality.amount-known" AS "quality.conditions",
    CASE WHEN "quality.year-end-there" AND "quality.year-end-not-before-term" AND "quality.amount-known" THEN greatest("quality.own-year-end settled", "quality.year-end-not-before-term settled") ELSE least(CASE WHEN NOT "quality.year-end-there" THEN "quality.own-year-end settled" END, CASE WHEN NOT "quality.year-end-not-before-term" THEN "quality.year-end-not-before-term settled" END, CASE WHEN NOT "quality.amount-known" THEN "quality.own-year-end settled" END) END AS "quality.conditions settled"
  FROM row_18
)
SELECT person, event_id, "quality.own-year-end", "quality.own-year-end settled", "quality.own-year-end id_order", "quality.year-end-there", "quality.year-end-not-before-term", "quality.year-end-not-before-term settled", "quality.amount-or-nothing", "quality.amount-known", "quality.conditions", "quality.conditions settled", "quality.own-year-end-provider"
FROM row_19;

-- quality.pays, line 40
CREATE OR REPLACE TABLE "each-year-end lines" AS
SELECT
  CAST(0 AS TINYINT) AS rule,
  rowid AS row_no,
  nullif("quality.own-year-end-provider", '') AS provider,
  CASE WHEN "quality.conditions settled" > getvariable('as_at') THEN 'pending' WHEN "quality.conditions" THEN 'payable' ELSE 'not-due' END AS status,
  CASE WHEN "quality.conditions" AND "quality.conditions settled" <= getvariable('as_at') THEN "quality.amount-or-nothing" ELSE coalesce("quality.amount-or-nothing", 0) END AS amount,
  CASE WHEN "quality.conditions" AND "quality.conditions settled" <= getvariable('as_at') THEN "quality.conditions settled" END AS earned_on,
  CASE WHEN "quality.conditions" AND "quality.conditions settled" <= getvariable('as_at') THEN "quality.conditions settled" + 30 END AS payable_on
FROM "each-year-end 1"
WHERE "quality.year-end-there" AND "quality.own-year-end settled" <= getvariable('as_at') AND (("quality.conditions" AND "quality.conditions settled" <= getvariable('as_at') AND coalesce("quality.amount-or-nothing", 0) <> 0)
  OR NOT "quality.conditions" OR "quality.conditions settled" > getvariable('as_at'));

CREATE OR REPLACE VIEW payment_line AS
SELECT * FROM "each-year-end lines";

-- What of every line is a decision.
CREATE OR REPLACE VIEW decided_part AS
SELECT *, CAST(NULL AS VARCHAR) AS credited, CAST(NULL AS VARCHAR) AS passed_on, CAST(NULL AS VARCHAR) AS payee, CAST(NULL AS VARCHAR) AS payer FROM (SELECT rule, row_no, provider, CAST('' AS VARCHAR) AS part, CAST(0 AS TINYINT) AS made_by, amount, status, earned_on, payable_on, CAST(NULL AS VARCHAR) AS taken_by FROM payment_line WHERE rule IN (0));

-- Every decision, with all of its columns.
CREATE OR REPLACE VIEW decision AS
SELECT concat('quality/', CASE WHEN p.person = '' THEN '' ELSE in_person(p.person) || '/' END, in_person(p.event_id), '#', CASE WHEN d.made_by = 0 AND d.status IN ('pending', 'not-due', 'shadow') THEN d.status ELSE 'payable' END, d.part, CASE WHEN d.made_by > 0 THEN concat(':', d.status) ELSE '' END) AS id,
  'quality' AS payment,
  40 AS clause,
  d.provider AS provider,
  nullif(p.person, '') AS person,
  CAST(NULL AS VARCHAR) AS period,
  d.amount AS amount,
  'GBP' AS currency,
  d.status AS status,
  d.earned_on AS earned_on,
  d.payable_on AS payable_on,
  array_to_string(list_sort([p."quality.own-year-end"]), chr(31)) AS because,
  CASE WHEN d.status = 'pending' THEN concat(CASE WHEN p."quality.own-year-end settled" > getvariable('as_at') THEN 'the year-end' WHEN p."quality.year-end-not-before-term settled" > getvariable('as_at') THEN 'the year-end is on or after 1 April 2026' WHEN p."quality.own-year-end settled" > getvariable('as_at') THEN 'the amount can be worked out' END, ', by ', iso(p."quality.conditions settled")) END AS awaiting,
  CASE WHEN d.status = 'not-due' THEN concat('not met: ', CASE WHEN NOT p."quality.year-end-there" AND p."quality.own-year-end settled" = p."quality.conditions settled" THEN 'the year-end' WHEN NOT p."quality.year-end-not-before-term" AND p."quality.year-end-not-before-term settled" = p."quality.conditions settled" THEN 'the year-end is on or after 1 April 2026' WHEN NOT p."quality.amount-known" AND p."quality.own-year-end settled" = p."quality.conditions settled" THEN 'the amount can be worked out' END) END AS reason,
  d.payer AS payer,
  d.payee AS payee
FROM decided_part d JOIN "each-year-end 1" p ON p.rowid = d.row_no 
WHERE d.rule IN (0);

-- The decisions, sorted by id.
SELECT id, payment, clause, provider, person, period, in_pounds(amount) AS amount, currency,
  status, as_date(earned_on) AS earned_on, as_date(payable_on) AS payable_on,
  coalesce(string_split(because, chr(31)), []) AS because,
  awaiting, reason, payer, payee
FROM decision ORDER BY id;
