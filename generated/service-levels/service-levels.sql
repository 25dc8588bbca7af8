-- Service levels: what is paid, worked out from a log of events.
-- Made from service-levels (sha256:5382788ec16eb05eb6d678f9422d4312ba9de97be8614cc4b2929f1748afdd36).
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
SELECT CAST(NULL AS VARCHAR) AS "event_id", CAST(NULL AS VARCHAR) AS "event", CAST(NULL AS VARCHAR) AS "provider", CAST(NULL AS VARCHAR) AS "person", CAST(NULL AS VARCHAR) AS "occurred_on", CAST(NULL AS VARCHAR) AS "recorded_at", CAST(NULL AS VARCHAR) AS "recorded_by", CAST(NULL AS VARCHAR) AS "charge", CAST(NULL AS VARCHAR) AS "availability", CAST(NULL AS VARCHAR) AS "supersedes", CAST(NULL AS VARCHAR) AS "retracts" WHERE false;

-- The same as days, scaled whole numbers and names.
CREATE OR REPLACE TABLE log_event AS
SELECT event_id, event_id AS id_order, event, provider, person,
  as_day(CAST(occurred_on AS DATE)) AS occurred_on,
  epoch_us(CAST(recorded_at AS TIMESTAMP)) + 719163 * 86400000000 AS recorded_at,
  as_day(CAST(CAST(recorded_at AS TIMESTAMP) AS DATE)) AS recorded_on,
  CAST(CAST(nullif(CAST("charge" AS VARCHAR), '') AS DECIMAL(24, 2)) * 100 AS BIGINT) AS "charge",
  CAST(CAST(nullif(CAST("availability" AS VARCHAR), '') AS DECIMAL(24, 2)) * 100 AS BIGINT) AS "availability",
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

-- monthly-charge.pays, line 29: the month-end
-- monthly-charge.pays, line 29: the month-end is on or after 1 April 2026
-- monthly-charge.pays, line 29
-- monthly-charge.pays, line 29: the amount can be worked out
-- monthly-charge, line 28
-- low-service.when, line 34: the month-end
-- low-service.when, line 34: availability is at least 98%, less than 99.8%
-- low-service.takes, line 33
-- low-service.takes, line 33: amount
-- low-service.takes, line 33: the amount can be worked out
-- low-service, line 32
-- poor-service.when, line 39: availability is less than 98%
-- poor-service.takes, line 38
-- poor-service.takes, line 38: amount
-- poor-service.takes, line 38: the amount can be worked out
-- poor-service, line 37
CREATE OR REPLACE TABLE "each-month-end 1" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p.event_id,
    p."monthly-charge.own-month-end event".event_id AS "monthly-charge.own-month-end",
    CASE WHEN p."monthly-charge.own-month-end event" IS NULL THEN 740465 ELSE p."monthly-charge.own-month-end event".occurred_on END AS "monthly-charge.own-month-end settled",
    p."monthly-charge.own-month-end event"."availability" AS "monthly-charge.own-month-end availability",
    p."monthly-charge.own-month-end event"."charge" AS "monthly-charge.own-month-end charge",
    p."monthly-charge.own-month-end event"."id_order" AS "monthly-charge.own-month-end id_order",
    p."monthly-charge.own-month-end event"."occurred_on" AS "monthly-charge.own-month-end occurred_on",
    p."monthly-charge.own-month-end event"."provider" AS "monthly-charge.own-month-end provider"
  FROM (
    SELECT e.person, e.event_id, {"occurred_on": e."occurred_on", "event_id": e."event_id", "availability": e."availability", "charge": e."charge", "id_order": e."id_order", "provider": e."provider"} AS "monthly-charge.own-month-end event"
    FROM event e
    WHERE e.event = 'month-end'
  ) p
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    "monthly-charge.own-month-end" IS NOT NULL AS "monthly-charge.month-end-there",
    "monthly-charge.own-month-end occurred_on" AS "monthly-charge.own-month-end-occurred-on",
    "monthly-charge.own-month-end charge" AS "monthly-charge.own-month-end-charge",
    "monthly-charge.own-month-end provider" AS "monthly-charge.own-month-end-provider",
    "monthly-charge.own-month-end availability" AS "low-service.own-month-end-availability"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("monthly-charge.own-month-end-occurred-on" >= 739707, false) AS "monthly-charge.month-end-not-before-term",
    CASE WHEN "monthly-charge.own-month-end-occurred-on" IS NULL THEN least("monthly-charge.own-month-end settled", 740465) ELSE greatest("monthly-charge.own-month-end-occurred-on", "monthly-charge.own-month-end settled") END AS "monthly-charge.month-end-not-before-term settled",
    CASE WHEN "monthly-charge.own-month-end-charge" + 0 IS NOT NULL THEN greatest("monthly-charge.own-month-end-charge", 0) END AS "monthly-charge.amount-or-nothing",
    coalesce("low-service.own-month-end-availability" >= 9800, false) AS "low-service.own-month-end-availability-test",
    coalesce("low-service.own-month-end-availability" < 9980, false) AS "low-service.own-month-end-availability-test-2",
    "monthly-charge.own-month-end-charge" * 2 AS "low-service.product-by-2",
    coalesce("low-service.own-month-end-availability" < 9800, false) AS "poor-service.own-month-end-availability-test",
    "monthly-charge.own-month-end-charge" * 3 AS "poor-service.product-by-3"
  FROM row_1
),
row_3 AS NOT MATERIALIZED (
  SELECT *,
    "monthly-charge.amount-or-nothing" IS NOT NULL AS "monthly-charge.amount-known",
    "low-service.own-month-end-availability-test" AND "low-service.own-month-end-availability-test-2" AS "low-service.own-month-end-availability-test-3",
    CASE WHEN "low-service.own-month-end-availability-test" AND "low-service.own-month-end-availability-test-2" THEN "monthly-charge.own-month-end settled" ELSE least(CASE WHEN NOT "low-service.own-month-end-availability-test" THEN "monthly-charge.own-month-end settled" END, CASE WHEN NOT "low-service.own-month-end-availability-test-2" THEN "monthly-charge.own-month-end settled" END) END AS "low-service.own-month-end-availability-test-3 settled",
    "low-service.product-by-2" * 100 AS "low-service.product-by-100",
    "poor-service.product-by-3" * 100 AS "poor-service.product-by-100"
  FROM row_2
),
row_4 AS NOT MATERIALIZED (
  SELECT *,
    "monthly-charge.month-end-there" AND "monthly-charge.month-end-not-before-term" AND "monthly-charge.amount-known" AS "monthly-charge.conditions",
    CASE WHEN "monthly-charge.month-end-there" AND "monthly-charge.month-end-not-before-term" AND "monthly-charge.amount-known" THEN greatest("monthly-charge.own-month-end settled", "monthly-charge.month-end-not-before-term settled") ELSE least(CASE WHEN NOT "monthly-charge.month-end-there" THEN "monthly-charge.own-month-end settled" END, CASE WHEN NOT "monthly-charge.month-end-not-before-term" THEN "monthly-charge.month-end-not-before-term settled" END, CASE WHEN NOT "monthly-charge.amount-known" THEN "monthly-charge.own-month-end settled" END) END AS "monthly-charge.conditions settled",
    CASE WHEN 10000 <> 0 THEN CAST("low-service.product-by-100" AS HUGEINT) * sign(10000) END AS "low-service.quotient-by-10000",
    CAST(10000 AS HUGEINT) * sign(10000) AS "low-service.quotient-by-10000 under",
    CASE WHEN 10000 <> 0 THEN CAST("poor-service.product-by-100" AS HUGEINT) * sign(10000) END AS "poor-service.quotient-by-10000",
    CAST(10000 AS HUGEINT) * sign(10000) AS "poor-service.quotient-by-10000 under"
  FROM row_3
),
row_5 AS NOT MATERIALIZED (
  SELECT *,
    CAST(half_up("low-service.quotient-by-10000", "low-service.quotient-by-10000 under") AS BIGINT) AS "low-service.amount-rounded",
    CAST(half_up("poor-service.quotient-by-10000", "poor-service.quotient-by-10000 under") AS BIGINT) AS "poor-service.amount-rounded"
  FROM row_4
),
row_6 AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN "low-service.amount-rounded" + 0 IS NOT NULL THEN greatest("low-service.amount-rounded", 0) END AS "low-service.amount-or-nothing",
    CASE WHEN "poor-service.amount-rounded" + 0 IS NOT NULL THEN greatest("poor-service.amount-rounded", 0) END AS "poor-service.amount-or-nothing"
  FROM row_5
),
row_7 AS NOT MATERIALIZED (
  SELECT *,
    "low-service.amount-or-nothing" * -1 AS "low-service.taken",
    "poor-service.amount-or-nothing" * -1 AS "poor-service.taken"
  FROM row_6
),
row_8 AS NOT MATERIALIZED (
  SELECT *,
    "low-service.taken" IS NOT NULL AS "low-service.amount-known",
    "poor-service.taken" IS NOT NULL AS "poor-service.amount-known"
  FROM row_7
),
row_9 AS NOT MATERIALIZED (
  SELECT *,
    "monthly-charge.month-end-there" AND "monthly-charge.month-end-not-before-term" AND "low-service.own-month-end-availability-test-3" AND "low-service.amount-known" AS "low-service.conditions",
    CASE WHEN "monthly-charge.month-end-there" AND "monthly-charge.month-end-not-before-term" AND "low-service.own-month-end-availability-test-3" AND "low-service.amount-known" THEN greatest("monthly-charge.own-month-end settled", "monthly-charge.month-end-not-before-term settled", "low-service.own-month-end-availability-test-3 settled") ELSE least(CASE WHEN NOT "monthly-charge.month-end-there" THEN "monthly-charge.own-month-end settled" END, CASE WHEN NOT "monthly-charge.month-end-not-before-term" THEN "monthly-charge.month-end-not-before-term settled" END, CASE WHEN NOT "low-service.own-month-end-availability-test-3" THEN "low-service.own-month-end-availability-test-3 settled" END, CASE WHEN NOT "low-service.amount-known" THEN "monthly-charge.own-month-end settled" END) END AS "low-service.conditions settled",
    "monthly-charge.month-end-there" AND "monthly-charge.month-end-not-before-term" AND "poor-service.own-month-end-availability-test" AND "poor-service.amount-known" AS "poor-service.conditions",
    CASE WHEN "monthly-charge.month-end-there" AND "monthly-charge.month-end-not-before-term" AND "poor-service.own-month-end-availability-test" AND "poor-service.amount-known" THEN greatest("monthly-charge.own-month-end settled", "monthly-charge.month-end-not-before-term settled") ELSE least(CASE WHEN NOT "monthly-charge.month-end-there" THEN "monthly-charge.own-month-end settled" END, CASE WHEN NOT "monthly-charge.month-end-not-before-term" THEN "monthly-charge.month-end-not-before-term settled" END, CASE WHEN NOT "poor-service.own-month-end-availability-test" THEN "monthly-charge.own-month-end settled" END, CASE WHEN NOT "poor-service.amount-known" THEN "monthly-charge.own-month-end settled" END) END AS "poor-service.conditions settled"
  FROM row_8
)
SELECT person, event_id, "monthly-charge.own-month-end", "monthly-charge.own-month-end settled", "monthly-charge.own-month-end id_order", "monthly-charge.month-end-there", "monthly-charge.month-end-not-before-term", "monthly-charge.month-end-not-before-term settled", "monthly-charge.amount-or-nothing", "monthly-charge.amount-known", "monthly-charge.conditions", "monthly-charge.conditions settled", "monthly-charge.own-month-end-provider", "low-service.own-month-end-availability-test-3", "low-service.own-month-end-availability-test-3 settled", "low-service.taken", "low-service.amount-known", "low-service.conditions", "low-service.conditions settled", "poor-service.own-month-end-availability-test", "poor-service.taken", "poor-service.amount-known", "poor-service.conditions", "poor-service.conditions settled"
FROM row_9;

-- monthly-charge.pays, line 29
-- low-service.takes, line 33
-- poor-service.takes, line 38
CREATE OR REPLACE TABLE "each-month-end lines" AS
SELECT
  CAST(0 AS TINYINT) AS rule,
  rowid AS row_no,
  nullif("monthly-charge.own-month-end-provider", '') AS provider,
  "monthly-charge.own-month-end id_order" AS id_order,
  CASE WHEN "monthly-charge.own-month-end id_order" IS NULL THEN concat('monthly-charge/', CASE WHEN person = '' THEN '' ELSE in_person(person) || '/' END, in_person(event_id)) END AS line_id,
  CASE WHEN "monthly-charge.conditions settled" > getvariable('as_at') THEN 'pending' WHEN "monthly-charge.conditions" THEN 'payable' ELSE 'not-due' END AS status,
  CASE WHEN "monthly-charge.conditions" AND "monthly-charge.conditions settled" <= getvariable('as_at') THEN "monthly-charge.amount-or-nothing" ELSE coalesce("monthly-charge.amount-or-nothing", 0) END AS amount,
  CASE WHEN "monthly-charge.conditions" AND "monthly-charge.conditions settled" <= getvariable('as_at') THEN "monthly-charge.conditions settled" END AS earned_on,
  CASE WHEN "monthly-charge.conditions" AND "monthly-charge.conditions settled" <= getvariable('as_at') THEN month_end("monthly-charge.conditions settled") + 30 END AS payable_on
FROM "each-month-end 1"
WHERE "monthly-charge.month-end-there" AND "monthly-charge.own-month-end settled" <= getvariable('as_at') AND (("monthly-charge.conditions" AND "monthly-charge.conditions settled" <= getvariable('as_at') AND coalesce("monthly-charge.amount-or-nothing", 0) <> 0)
  OR NOT "monthly-charge.conditions" OR "monthly-charge.conditions settled" > getvariable('as_at'))
UNION ALL
SELECT
  CAST(1 AS TINYINT) AS rule,
  rowid AS row_no,
  nullif("monthly-charge.own-month-end-provider", '') AS provider,
  "monthly-charge.own-month-end id_order" AS id_order,
  CASE WHEN "monthly-charge.own-month-end id_order" IS NULL THEN concat('low-service/', CASE WHEN person = '' THEN '' ELSE in_person(person) || '/' END, in_person(event_id)) END AS line_id,
  CASE WHEN "low-service.conditions settled" > getvariable('as_at') THEN 'pending' WHEN "low-service.conditions" THEN 'payable' ELSE 'not-due' END AS status,
  CASE WHEN "low-service.conditions" AND "low-service.conditions settled" <= getvariable('as_at') THEN "low-service.taken" ELSE coalesce("low-service.taken", 0) END AS amount,
  CASE WHEN "low-service.conditions" AND "low-service.conditions settled" <= getvariable('as_at') THEN "low-service.conditions settled" END AS earned_on,
  CASE WHEN "low-service.conditions" AND "low-service.conditions settled" <= getvariable('as_at') THEN month_end("low-service.conditions settled") + 30 END AS payable_on
FROM "each-month-end 1"
WHERE "monthly-charge.month-end-there" AND "monthly-charge.own-month-end settled" <= getvariable('as_at') AND (("low-service.conditions" AND "low-service.conditions settled" <= getvariable('as_at') AND coalesce("low-service.taken", 0) <> 0)
  OR NOT "low-service.conditions" OR "low-service.conditions settled" > getvariable('as_at'))
UNION ALL
SELECT
  CAST(2 AS TINYINT) AS rule,
  rowid AS row_no,
  nullif("monthly-charge.own-month-end-provider", '') AS provider,
  "monthly-charge.own-month-end id_order" AS id_order,
  CASE WHEN "monthly-charge.own-month-end id_order" IS NULL THEN concat('poor-service/', CASE WHEN person = '' THEN '' ELSE in_person(person) || '/' END, in_person(event_id)) END AS line_id,
  CASE WHEN "poor-service.conditions settled" > getvariable('as_at') THEN 'pending' WHEN "poor-service.conditions" THEN 'payable' ELSE 'not-due' END AS status,
  CASE WHEN "poor-service.conditions" AND "poor-service.conditions settled" <= getvariable('as_at') THEN "poor-service.taken" ELSE coalesce("poor-service.taken", 0) END AS amount,
  CASE WHEN "poor-service.conditions" AND "poor-service.conditions settled" <= getvariable('as_at') THEN "poor-service.conditions settled" END AS earned_on,
  CASE WHEN "poor-service.conditions" AND "poor-service.conditions settled" <= getvariable('as_at') THEN month_end("poor-service.conditions settled") + 30 END AS payable_on
FROM "each-month-end 1"
WHERE "monthly-charge.month-end-there" AND "monthly-charge.own-month-end settled" <= getvariable('as_at') AND (("poor-service.conditions" AND "poor-service.conditions settled" <= getvariable('as_at') AND coalesce("poor-service.taken", 0) <> 0)
  OR NOT "poor-service.conditions" OR "poor-service.conditions settled" > getvariable('as_at'));

-- charges.is, line 21: the total of charge at each month-end
-- monthly-credits.at-most, line 44
-- monthly-credits.at-most, line 44: limit
CREATE OR REPLACE TABLE "provider-and-month 1" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.provider,
    p.period_start,
    p.period_end,
    coalesce(g1."charges.total-charge", 0) AS "charges.total-charge",
    greatest(p.period_end, g1."charges.total-charge settled") AS "charges.total-charge settled"
  FROM (
    SELECT provider, period_start, period_end
    FROM (VALUES ('alder-care'), ('bryn-support')) s (provider), (VALUES
      (739707, 739736),
      (739737, 739767),
      (739768, 739797),
      (739798, 739828),
      (739829, 739859),
      (739860, 739889),
      (739890, 739920),
      (739921, 739950),
      (739951, 739981),
      (739982, 740012),
      (740013, 740040),
      (740041, 740071),
      (740072, 740101),
      (740102, 740132),
      (740133, 740162),
      (740163, 740193),
      (740194, 740224),
      (740225, 740254),
      (740255, 740285),
      (740286, 740315),
      (740316, 740346),
      (740347, 740377),
      (740378, 740406),
      (740407, 740437),
      (740438, 740465)
    ) t (period_start, period_end)
  ) p
  LEFT JOIN (
    SELECT e."provider" AS provider,
      (month_start(e."occurred_on")) AS period_start,
      CAST(sum(e."charge") AS BIGINT) AS "charges.total-charge",
      max(e.occurred_on) FILTER (WHERE e."charge" IS NOT NULL) AS "charges.total-charge settled"
    FROM event e
    WHERE e.event = 'month-end' AND (coalesce(e."occurred_on" >= 739707, false)) AND e."provider" IS NOT NULL AND (month_start(e."occurred_on")) IS NOT NULL
    GROUP BY ALL
  ) g1 ON g1.provider = p.provider AND g1.period_start = p.period_start
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    "charges.total-charge" * 10 AS "monthly-credits.product-by-10"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    "monthly-credits.product-by-10" * 100 AS "monthly-credits.product-by-100"
  FROM row_1
),
row_3 AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN 10000 <> 0 THEN CAST("monthly-credits.product-by-100" AS HUGEINT) * sign(10000) END AS "monthly-credits.quotient-by-10000",
    CAST(10000 AS HUGEINT) * sign(10000) AS "monthly-credits.quotient-by-10000 under"
  FROM row_2
),
row_4 AS NOT MATERIALIZED (
  SELECT *,
    CAST(half_up("monthly-credits.quotient-by-10000", "monthly-credits.quotient-by-10000 under") AS BIGINT) AS "monthly-credits.limit-rounded"
  FROM row_3
)
SELECT provider, period_start, period_end, "charges.total-charge", "charges.total-charge settled", "monthly-credits.limit-rounded"
FROM row_4;

CREATE OR REPLACE VIEW payment_line AS
SELECT * FROM "each-month-end lines";

-- monthly-credits.at-most, line 44
CREATE OR REPLACE TABLE "monthly-credits.running-total" AS
SELECT *, after - (-amount) AS before
FROM (
  SELECT *, CAST(sum(-amount) OVER (
    PARTITION BY "provider", "month" ORDER BY earned_on, id_order NULLS FIRST, line_id, CASE rule WHEN 0 THEN 1 WHEN 1 THEN 0 WHEN 2 THEN 2 END
    ROWS UNBOUNDED PRECEDING
  ) AS BIGINT) AS after
  FROM (
    SELECT rule, row_no, provider, amount, status, earned_on, payable_on, id_order, line_id, month_start(earned_on) AS "month"
    FROM payment_line
    WHERE rule IN (1, 2) AND (status IN ('payable', 'released') AND rule IN (1, 2))
  )
);

-- monthly-credits.at-most, line 44
CREATE OR REPLACE TABLE "monthly-credits.paid-under-cap parts" AS
SELECT rule, row_no, provider, part, made_by, amount, status, earned_on, payable_on, taken_by, id_order, line_id
FROM (SELECT rule, row_no, provider, CAST('' AS VARCHAR) AS part, CAST(0 AS TINYINT) AS made_by, amount, status, earned_on, payable_on, CAST(NULL AS VARCHAR) AS taken_by, id_order, line_id FROM payment_line WHERE rule IN (1, 2))
WHERE NOT (status IN ('payable', 'released') AND rule IN (1, 2))
UNION ALL
SELECT r.rule, r.row_no, r.provider, CAST('' AS VARCHAR) AS part, CAST(0 AS TINYINT) AS made_by, -r.share AS amount, r.status, r.earned_on, CASE r.rule WHEN 0 THEN month_end(r.closes) + 30 WHEN 1 THEN month_end(r.closes) + 30 WHEN 2 THEN month_end(r.closes) + 30 END AS payable_on, CAST(NULL AS VARCHAR) AS taken_by, r.id_order, r.line_id
FROM (SELECT r.*, greatest(least(r.after, coalesce(coalesce(b.room, 0), 0)) - r.before, 0) AS share, greatest(coalesce(b.closes, 740465), r.earned_on) AS closes FROM "monthly-credits.running-total" r LEFT JOIN (SELECT provider, period_start AS "month", "monthly-credits.limit-rounded" AS room, "charges.total-charge settled" AS closes FROM "provider-and-month 1") b ON r."provider" IS NOT DISTINCT FROM b."provider" AND r."month" IS NOT DISTINCT FROM b."month") r
WHERE r.closes <= getvariable('as_at') AND r.share > 0
UNION ALL
SELECT r.rule, r.row_no, r.provider, CAST('' AS VARCHAR) AS part, CAST(1 AS TINYINT) AS made_by, -(r.after - r.before - r.share) AS amount, 'capped' AS status, r.earned_on, CAST(NULL AS INTEGER) AS payable_on, CAST(NULL AS VARCHAR) AS taken_by, r.id_order, r.line_id
FROM (SELECT r.*, greatest(least(r.after, coalesce(coalesce(b.room, 0), 0)) - r.before, 0) AS share, greatest(coalesce(b.closes, 740465), r.earned_on) AS closes FROM "monthly-credits.running-total" r LEFT JOIN (SELECT provider, period_start AS "month", "monthly-credits.limit-rounded" AS room, "charges.total-charge settled" AS closes FROM "provider-and-month 1") b ON r."provider" IS NOT DISTINCT FROM b."provider" AND r."month" IS NOT DISTINCT FROM b."month") r
WHERE r.closes <= getvariable('as_at') AND r.after - r.before - r.share > 0
UNION ALL
SELECT r.rule, r.row_no, r.provider, CAST('' AS VARCHAR) AS part, CAST(1 AS TINYINT) AS made_by, r.amount, 'pending' AS status, CAST(NULL AS INTEGER) AS earned_on, CAST(NULL AS INTEGER) AS payable_on, CAST(NULL AS VARCHAR) AS taken_by, r.id_order, r.line_id
FROM (SELECT r.*, greatest(least(r.after, coalesce(coalesce(b.room, 0), 0)) - r.before, 0) AS share, greatest(coalesce(b.closes, 740465), r.earned_on) AS closes FROM "monthly-credits.running-total" r LEFT JOIN (SELECT provider, period_start AS "month", "monthly-credits.limit-rounded" AS room, "charges.total-charge settled" AS closes FROM "provider-and-month 1") b ON r."provider" IS NOT DISTINCT FROM b."provider" AND r."month" IS NOT DISTINCT FROM b."month") r
WHERE r.closes > getvariable('as_at');

-- yearly-credits.at-most, line 50
CREATE OR REPLACE TABLE "yearly-credits.running-total" AS
SELECT *, after - (-amount) AS before
FROM (
  SELECT *, CAST(sum(-amount) OVER (
    PARTITION BY "provider", "month" ORDER BY earned_on, id_order NULLS FIRST, line_id, CASE rule WHEN 0 THEN 1 WHEN 1 THEN 0 WHEN 2 THEN 2 END, part
    ROWS UNBOUNDED PRECEDING
  ) AS BIGINT) AS after
  FROM (
    SELECT rule, row_no, provider, part, made_by, amount, status, earned_on, payable_on, taken_by, id_order, line_id, month_start(earned_on) AS "month"
    FROM (SELECT rule, row_no, provider, part, made_by, amount, status, earned_on, payable_on, taken_by, id_order, line_id FROM "monthly-credits.paid-under-cap parts")
    WHERE (status IN ('payable', 'released') AND rule IN (1, 2))
  )
);

-- yearly-credits.at-most, line 50
CREATE OR REPLACE TABLE "yearly-credits.room-of-month" AS
WITH RECURSIVE t AS (
  SELECT * FROM (VALUES (1, 739707), (2, 739737), (3, 739768), (4, 739798), (5, 739829), (6, 739860), (7, 739890), (8, 739921), (9, 739951), (10, 739982), (11, 740013), (12, 740041), (13, 740072), (14, 740102), (15, 740133), (16, 740163), (17, 740194), (18, 740225), (19, 740255), (20, 740286), (21, 740316), (22, 740347), (23, 740378), (24, 740407), (25, 740438)) t (n, starts_on) WHERE starts_on <= getvariable('as_at')
), e AS (
  SELECT "provider", month_start(earned_on) AS starts_on, -sum(amount) AS amount
  FROM "yearly-credits.running-total" GROUP BY ALL
), months AS (
  SELECT s."provider", t.n, t.starts_on, CAST(coalesce(e.amount, 0) AS BIGINT) AS amount,
    coalesce(b."charges.total-charge", 0) AS base, max(b."charges.total-charge settled") OVER (PARTITION BY s.provider ORDER BY t.n ROWS 11 PRECEDING) AS closes
  FROM (SELECT DISTINCT "provider" FROM e) s CROSS JOIN t
    JOIN "provider-and-month 1" b ON b.provider = s.provider AND b.period_start = t.starts_on
    LEFT JOIN e ON e.starts_on = t.starts_on AND e."provider" IS NOT DISTINCT FROM s."provider"
), walk AS (
  SELECT m."provider", m.n, m.starts_on, m.closes, CAST(greatest(half_up((w.s12 + w.s13 + w.s14 + w.s15 + w.s16 + w.s17 + w.s18 + w.s19 + w.s20 + w.s21 + w.s22 + m.base) * 10, 100) - (w.s1 + w.s2 + w.s3 + w.s4 + w.s5 + w.s6 + w.s7 + w.s8 + w.s9 + w.s10 + w.s11), 0) AS BIGINT) AS room,
    CAST(w.s2 AS BIGINT) AS s1,
    CAST(w.s3 AS BIGINT) AS s2,
    CAST(w.s4 AS BIGINT) AS s3,
    CAST(w.s5 AS BIGINT) AS s4,
    CAST(w.s6 AS BIGINT) AS s5,
    CAST(w.s7 AS BIGINT) AS s6,
    CAST(w.s8 AS BIGINT) AS s7,
    CAST(w.s9 AS BIGINT) AS s8,
    CAST(w.s10 AS BIGINT) AS s9,
    CAST(w.s11 AS BIGINT) AS s10,
    CAST(least(m.amount, greatest(half_up((w.s12 + w.s13 + w.s14 + w.s15 + w.s16 + w.s17 + w.s18 + w.s19 + w.s20 + w.s21 + w.s22 + m.base) * 10, 100) - (w.s1 + w.s2 + w.s3 + w.s4 + w.s5 + w.s6 + w.s7 + w.s8 + w.s9 + w.s10 + w.s11), 0)) AS BIGINT) AS s11,
    CAST(w.s13 AS BIGINT) AS s12,
    CAST(w.s14 AS BIGINT) AS s13,
    CAST(w.s15 AS BIGINT) AS s14,
    CAST(w.s16 AS BIGINT) AS s15,
    CAST(w.s17 AS BIGINT) AS s16,
    CAST(w.s18 AS BIGINT) AS s17,
    CAST(w.s19 AS BIGINT) AS s18,
    CAST(w.s20 AS BIGINT) AS s19,
    CAST(w.s21 AS BIGINT) AS s20,
    CAST(w.s22 AS BIGINT) AS s21,
    CAST(m.base AS BIGINT) AS s22
  FROM months m CROSS JOIN (SELECT CAST(0 AS BIGINT) AS s1, CAST(0 AS BIGINT) AS s2, CAST(0 AS BIGINT) AS s3, CAST(0 AS BIGINT) AS s4, CAST(0 AS BIGINT) AS s5, CAST(0 AS BIGINT) AS s6, CAST(0 AS BIGINT) AS s7, CAST(0 AS BIGINT) AS s8, CAST(0 AS BIGINT) AS s9, CAST(0 AS BIGINT) AS s10, CAST(0 AS BIGINT) AS s11, CAST(0 AS BIGINT) AS s12, CAST(0 AS BIGINT) AS s13, CAST(0 AS BIGINT) AS s14, CAST(0 AS BIGINT) AS s15, CAST(0 AS BIGINT) AS s16, CAST(0 AS BIGINT) AS s17, CAST(0 AS BIGINT) AS s18, CAST(0 AS BIGINT) AS s19, CAST(0 AS BIGINT) AS s20, CAST(0 AS BIGINT) AS s21, CAST(0 AS BIGINT) AS s22) w WHERE m.n = 1
  UNION ALL
  SELECT m."provider", m.n, m.starts_on, m.closes, CAST(greatest(half_up((w.s12 + w.s13 + w.s14 + w.s15 + w.s16 + w.s17 + w.s18 + w.s19 + w.s20 + w.s21 + w.s22 + m.base) * 10, 100) - (w.s1 + w.s2 + w.s3 + w.s4 + w.s5 + w.s6 + w.s7 + w.s8 + w.s9 + w.s10 + w.s11), 0) AS BIGINT) AS room,
    CAST(w.s2 AS BIGINT) AS s1,
    CAST(w.s3 AS BIGINT) AS s2,
    CAST(w.s4 AS BIGINT) AS s3,
    CAST(w.s5 AS BIGINT) AS s4,
    CAST(w.s6 AS BIGINT) AS s5,
    CAST(w.s7 AS BIGINT) AS s6,
    CAST(w.s8 AS BIGINT) AS s7,
    CAST(w.s9 AS BIGINT) AS s8,
    CAST(w.s10 AS BIGINT) AS s9,
    CAST(w.s11 AS BIGINT) AS s10,
    CAST(least(m.amount, greatest(half_up((w.s12 + w.s13 + w.s14 + w.s15 + w.s16 + w.s17 + w.s18 + w.s19 + w.s20 + w.s21 + w.s22 + m.base) * 10, 100) - (w.s1 + w.s2 + w.s3 + w.s4 + w.s5 + w.s6 + w.s7 + w.s8 + w.s9 + w.s10 + w.s11), 0)) AS BIGINT) AS s11,
    CAST(w.s13 AS BIGINT) AS s12,
    CAST(w.s14 AS BIGINT) AS s13,
    CAST(w.s15 AS BIGINT) AS s14,
    CAST(w.s16 AS BIGINT) AS s15,
    CAST(w.s17 AS BIGINT) AS s16,
    CAST(w.s18 AS BIGINT) AS s17,
    CAST(w.s19 AS BIGINT) AS s18,
    CAST(w.s20 AS BIGINT) AS s19,
    CAST(w.s21 AS BIGINT) AS s20,
    CAST(w.s22 AS BIGINT) AS s21,
    CAST(m.base AS BIGINT) AS s22
  FROM walk w JOIN months m ON m.n = w.n + 1 AND m."provider" IS NOT DISTINCT FROM w."provider"
)
SELECT "provider", starts_on AS "month", room, closes FROM walk;

-- yearly-credits.at-most, line 50
CREATE OR REPLACE TABLE "yearly-credits.paid-under-cap parts" AS
SELECT rule, row_no, provider, part, made_by, amount, status, earned_on, payable_on, taken_by
FROM (SELECT rule, row_no, provider, part, made_by, amount, status, earned_on, payable_on, taken_by FROM "monthly-credits.paid-under-cap parts")
WHERE NOT (status IN ('payable', 'released') AND rule IN (1, 2))
UNION ALL
SELECT r.rule, r.row_no, r.provider, r.part, r.made_by, -r.share AS amount, r.status, r.earned_on, CASE r.rule WHEN 0 THEN month_end(r.closes) + 30 WHEN 1 THEN month_end(r.closes) + 30 WHEN 2 THEN month_end(r.closes) + 30 END AS payable_on, r.taken_by
FROM (SELECT r.*, greatest(least(r.after, coalesce(b.room, 0)) - r.before, 0) AS share, greatest(coalesce(b.closes, 740465), r.earned_on) AS closes FROM "yearly-credits.running-total" r LEFT JOIN "yearly-credits.room-of-month" b ON r."provider" IS NOT DISTINCT FROM b."provider" AND r."month" IS NOT DISTINCT FROM b."month") r
WHERE r.closes <= getvariable('as_at') AND r.share > 0
UNION ALL
SELECT r.rule, r.row_no, r.provider, r.part, CAST(2 AS TINYINT) AS made_by, -(r.after - r.before - r.share) AS amount, 'capped' AS status, r.earned_on, CAST(NULL AS INTEGER) AS payable_on, r.taken_by
FROM (SELECT r.*, greatest(least(r.after, coalesce(b.room, 0)) - r.before, 0) AS share, greatest(coalesce(b.closes, 740465), r.earned_on) AS closes FROM "yearly-credits.running-total" r LEFT JOIN "yearly-credits.room-of-month" b ON r."provider" IS NOT DISTINCT FROM b."provider" AND r."month" IS NOT DISTINCT FROM b."month") r
WHERE r.closes <= getvariable('as_at') AND r.after - r.before - r.share > 0
UNION ALL
SELECT r.rule, r.row_no, r.provider, r.part, CAST(2 AS TINYINT) AS made_by, r.amount, 'pending' AS status, CAST(NULL AS INTEGER) AS earned_on, CAST(NULL AS INTEGER) AS payable_on, r.taken_by
FROM (SELECT r.*, greatest(least(r.after, coalesce(b.room, 0)) - r.before, 0) AS share, greatest(coalesce(b.closes, 740465), r.earned_on) AS closes FROM "yearly-credits.running-total" r LEFT JOIN "yearly-credits.room-of-month" b ON r."provider" IS NOT DISTINCT FROM b."provider" AND r."month" IS NOT DISTINCT FROM b."month") r
WHERE r.closes > getvariable('as_at');

-- What of every line is a decision.
CREATE OR REPLACE VIEW decided_part AS
SELECT *, CAST(NULL AS VARCHAR) AS credited, CAST(NULL AS VARCHAR) AS passed_on, CAST(NULL AS VARCHAR) AS payee, CAST(NULL AS VARCHAR) AS payer FROM (SELECT rule, row_no, provider, CAST('' AS VARCHAR) AS part, CAST(0 AS TINYINT) AS made_by, amount, status, earned_on, payable_on, CAST(NULL AS VARCHAR) AS taken_by FROM payment_line WHERE rule IN (0)
  UNION ALL SELECT rule, row_no, provider, part, made_by, amount, status, earned_on, payable_on, taken_by FROM "yearly-credits.paid-under-cap parts");

-- Every decision, with all of its columns.
CREATE OR REPLACE VIEW decision AS
SELECT concat(CASE WHEN d.rule IN (0) THEN 'monthly-charge/' WHEN d.rule IN (1) THEN 'low-service/' WHEN d.rule IN (2) THEN 'poor-service/' END, CASE WHEN p.person = '' THEN '' ELSE in_person(p.person) || '/' END, in_person(p.event_id), '#', CASE WHEN d.made_by = 0 AND d.status IN ('pending', 'not-due', 'shadow') THEN d.status ELSE 'payable' END, d.part, CASE WHEN d.made_by = 2 AND d.status = 'capped' AND d.rule IN (1, 2) THEN ':capped-by-yearly-credits' WHEN d.made_by > 0 THEN concat(':', d.status) ELSE '' END) AS id,
  CASE WHEN d.rule IN (0) THEN 'monthly-charge' WHEN d.rule IN (1) THEN 'low-service' WHEN d.rule IN (2) THEN 'poor-service' END AS payment,
  CASE d.made_by WHEN 1 THEN 44 WHEN 2 THEN 50 ELSE CASE WHEN d.rule IN (0) THEN 29 WHEN d.rule IN (1) THEN 33 WHEN d.rule IN (2) THEN 38 END END AS clause,
  d.provider AS provider,
  nullif(p.person, '') AS person,
  CAST(NULL AS VARCHAR) AS period,
  d.amount AS amount,
  'GBP' AS currency,
  d.status AS status,
  d.earned_on AS earned_on,
  d.payable_on AS payable_on,
  array_to_string(list_sort([p."monthly-charge.own-month-end"]), chr(31)) AS because,
  CASE d.made_by WHEN 1 THEN CASE WHEN d.status = 'pending' THEN concat('10% of charges, by ', iso(greatest(coalesce((SELECT b.closes FROM (SELECT provider, period_start AS "month", "monthly-credits.limit-rounded" AS room, "charges.total-charge settled" AS closes FROM "provider-and-month 1") b WHERE b.provider = d.provider AND b."month" = month_start(CASE WHEN d.rule IN (0) THEN p."monthly-charge.conditions settled" WHEN d.rule IN (1) THEN p."low-service.conditions settled" WHEN d.rule IN (2) THEN p."poor-service.conditions settled" END)), 740465), CASE WHEN d.rule IN (0) THEN p."monthly-charge.conditions settled" WHEN d.rule IN (1) THEN p."low-service.conditions settled" WHEN d.rule IN (2) THEN p."poor-service.conditions settled" END))) END WHEN 2 THEN CASE WHEN d.status = 'pending' THEN concat('10% of charges of 12 months, by ', iso(greatest(coalesce((SELECT b.closes FROM "yearly-credits.room-of-month" b WHERE b.provider = d.provider AND b."month" = month_start(CASE WHEN d.rule IN (0) THEN p."monthly-charge.conditions settled" WHEN d.rule IN (1) THEN p."low-service.conditions settled" WHEN d.rule IN (2) THEN p."poor-service.conditions settled" END)), 740465), CASE WHEN d.rule IN (0) THEN p."monthly-charge.conditions settled" WHEN d.rule IN (1) THEN p."low-service.conditions settled" WHEN d.rule IN (2) THEN p."poor-service.conditions settled" END))) END ELSE CASE WHEN d.rule IN (0) THEN CASE WHEN d.status = 'pending' THEN concat(CASE WHEN p."monthly-charge.own-month-end settled" > getvariable('as_at') THEN 'the month-end' WHEN p."monthly-charge.month-end-not-before-term settled" > getvariable('as_at') THEN 'the month-end is on or after 1 April 2026' WHEN p."monthly-charge.own-month-end settled" > getvariable('as_at') THEN 'the amount can be worked out' END, ', by ', iso(p."monthly-charge.conditions settled")) END WHEN d.rule IN (1) THEN CASE WHEN d.status = 'pending' THEN concat(CASE WHEN p."monthly-charge.own-month-end settled" > getvariable('as_at') THEN 'the month-end' WHEN p."monthly-charge.month-end-not-before-term settled" > getvariable('as_at') THEN 'the month-end is on or after 1 April 2026' WHEN p."low-service.own-month-end-availability-test-3 settled" > getvariable('as_at') THEN 'availability is at least 98%, less than 99.8%' WHEN p."monthly-charge.own-month-end settled" > getvariable('as_at') THEN 'the amount can be worked out' END, ', by ', iso(p."low-service.conditions settled")) END WHEN d.rule IN (2) THEN CASE WHEN d.status = 'pending' THEN concat(CASE WHEN p."monthly-charge.own-month-end settled" > getvariable('as_at') THEN 'the month-end' WHEN p."monthly-charge.month-end-not-before-term settled" > getvariable('as_at') THEN 'the month-end is on or after 1 April 2026' WHEN p."monthly-charge.own-month-end settled" > getvariable('as_at') THEN 'availability is less than 98%' WHEN p."monthly-charge.own-month-end settled" > getvariable('as_at') THEN 'the amount can be worked out' END, ', by ', iso(p."poor-service.conditions settled")) END END END AS awaiting,
  CASE d.made_by WHEN 1 THEN CASE WHEN d.status <> 'pending' THEN 'over monthly-credits' END WHEN 2 THEN CASE WHEN d.status <> 'pending' THEN 'over yearly-credits' END ELSE CASE WHEN d.rule IN (0) THEN CASE WHEN d.status = 'not-due' THEN concat('not met: ', CASE WHEN NOT p."monthly-charge.month-end-there" AND p."monthly-charge.own-month-end settled" = p."monthly-charge.conditions settled" THEN 'the month-end' WHEN NOT p."monthly-charge.month-end-not-before-term" AND p."monthly-charge.month-end-not-before-term settled" = p."monthly-charge.conditions settled" THEN 'the month-end is on or after 1 April 2026' WHEN NOT p."monthly-charge.amount-known" AND p."monthly-charge.own-month-end settled" = p."monthly-charge.conditions settled" THEN 'the amount can be worked out' END) END WHEN d.rule IN (1) THEN CASE WHEN d.status = 'not-due' THEN concat('not met: ', CASE WHEN NOT p."monthly-charge.month-end-there" AND p."monthly-charge.own-month-end settled" = p."low-service.conditions settled" THEN 'the month-end' WHEN NOT p."monthly-charge.month-end-not-before-term" AND p."monthly-charge.month-end-not-before-term settled" = p."low-service.conditions settled" THEN 'the month-end is on or after 1 April 2026' WHEN NOT p."low-service.own-month-end-availability-test-3" AND p."low-service.own-month-end-availability-test-3 settled" = p."low-service.conditions settled" THEN 'availability is at least 98%, less than 99.8%' WHEN NOT p."low-service.amount-known" AND p."monthly-charge.own-month-end settled" = p."low-service.conditions settled" THEN 'the amount can be worked out' END) END WHEN d.rule IN (2) THEN CASE WHEN d.status = 'not-due' THEN concat('not met: ', CASE WHEN NOT p."monthly-charge.month-end-there" AND p."monthly-charge.own-month-end settled" = p."poor-service.conditions settled" THEN 'the month-end' WHEN NOT p."monthly-charge.month-end-not-before-term" AND p."monthly-charge.month-end-not-before-term settled" = p."poor-service.conditions settled" THEN 'the month-end is on or after 1 April 2026' WHEN NOT p."poor-service.own-month-end-availability-test" AND p."monthly-charge.own-month-end settled" = p."poor-service.conditions settled" THEN 'availability is less than 98%' WHEN NOT p."poor-service.amount-known" AND p."monthly-charge.own-month-end settled" = p."poor-service.conditions settled" THEN 'the amount can be worked out' END) END END END AS reason,
  d.payer AS payer,
  d.payee AS payee
FROM decided_part d JOIN "each-month-end 1" p ON p.rowid = d.row_no 
WHERE d.rule IN (0, 1, 2);

-- The decisions, sorted by id.
SELECT id, payment, clause, provider, person, period, in_pounds(amount) AS amount, currency,
  status, as_date(earned_on) AS earned_on, as_date(payable_on) AS payable_on,
  coalesce(string_split(because, chr(31)), []) AS because,
  awaiting, reason, payer, payee
FROM decision ORDER BY id;
