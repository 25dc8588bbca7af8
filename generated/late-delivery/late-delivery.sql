-- Late delivery and penalty: what is paid, worked out from a log of events.
-- Made from late-delivery (sha256:5099c72ac59c9cd381ffe1d42cf58c45202bb2c93b09c82e4991706ce0d2e57f).
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
SELECT CAST(NULL AS VARCHAR) AS "event_id", CAST(NULL AS VARCHAR) AS "event", CAST(NULL AS VARCHAR) AS "provider", CAST(NULL AS VARCHAR) AS "person", CAST(NULL AS VARCHAR) AS "occurred_on", CAST(NULL AS VARCHAR) AS "recorded_at", CAST(NULL AS VARCHAR) AS "recorded_by", CAST(NULL AS VARCHAR) AS "price", CAST(NULL AS VARCHAR) AS "lateness", CAST(NULL AS VARCHAR) AS "supersedes", CAST(NULL AS VARCHAR) AS "retracts" WHERE false;

-- The same as days, scaled whole numbers and names.
CREATE OR REPLACE TABLE log_event AS
SELECT event_id, event_id AS id_order, event, provider, person,
  as_day(CAST(occurred_on AS DATE)) AS occurred_on,
  epoch_us(CAST(recorded_at AS TIMESTAMP)) + 719163 * 86400000000 AS recorded_at,
  as_day(CAST(CAST(recorded_at AS TIMESTAMP) AS DATE)) AS recorded_on,
  CAST(CAST(nullif(CAST("price" AS VARCHAR), '') AS DECIMAL(24, 2)) * 100 AS BIGINT) AS "price",
  CAST(CAST(nullif(CAST("lateness" AS VARCHAR), '') AS DECIMAL(24, 0)) * 1 AS BIGINT) AS "lateness",
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

-- penalty.takes, line 19: the delivery
-- penalty.takes, line 19: the delivery is on or after 1 April 2026
-- penalty.takes, line 19
-- penalty.takes, line 19: the started period of 2 days of lateness
-- penalty.at-most, line 20
-- penalty.takes, line 19: amount
-- penalty.takes, line 19: the amount can be worked out
-- penalty, line 18
CREATE OR REPLACE TABLE "each-delivery 1" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p.event_id,
    p."penalty.own-delivery event".event_id AS "penalty.own-delivery",
    CASE WHEN p."penalty.own-delivery event" IS NULL THEN 740071 ELSE p."penalty.own-delivery event".occurred_on END AS "penalty.own-delivery settled",
    p."penalty.own-delivery event"."id_order" AS "penalty.own-delivery id_order",
    p."penalty.own-delivery event"."lateness" AS "penalty.own-delivery lateness",
    p."penalty.own-delivery event"."occurred_on" AS "penalty.own-delivery occurred_on",
    p."penalty.own-delivery event"."price" AS "penalty.own-delivery price",
    p."penalty.own-delivery event"."provider" AS "penalty.own-delivery provider"
  FROM (
    SELECT e.person, e.event_id, {"occurred_on": e."occurred_on", "event_id": e."event_id", "id_order": e."id_order", "lateness": e."lateness", "price": e."price", "provider": e."provider"} AS "penalty.own-delivery event"
    FROM event e
    WHERE e.event = 'delivery'
  ) p
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    "penalty.own-delivery" IS NOT NULL AS "penalty.delivery-there",
    "penalty.own-delivery occurred_on" AS "penalty.own-delivery-occurred-on",
    "penalty.own-delivery price" AS "penalty.own-delivery-price",
    "penalty.own-delivery lateness" AS "penalty.own-delivery-lateness",
    "penalty.own-delivery provider" AS "penalty.own-delivery-provider"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("penalty.own-delivery-occurred-on" >= 739707, false) AS "penalty.delivery-not-before-term",
    CASE WHEN "penalty.own-delivery-occurred-on" IS NULL THEN least("penalty.own-delivery settled", 740071) ELSE greatest("penalty.own-delivery-occurred-on", "penalty.own-delivery settled") END AS "penalty.delivery-not-before-term settled",
    "penalty.own-delivery-price" * 105 AS "penalty.product-by-105",
    CASE WHEN "penalty.own-delivery-lateness" + 0 IS NOT NULL THEN greatest("penalty.own-delivery-lateness", 0) END AS "penalty.lateness-or-none",
    "penalty.own-delivery-price" * 55 AS "penalty.product-by-55"
  FROM row_1
),
row_3 AS NOT MATERIALIZED (
  SELECT *,
    "penalty.lateness-or-none" * 2 AS "penalty.twice",
    "penalty.product-by-55" * 10 AS "penalty.product-by-10"
  FROM row_2
),
row_4 AS NOT MATERIALIZED (
  SELECT *,
    "penalty.twice" + 1 AS "penalty.moved"
  FROM row_3
),
row_5 AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN 4 <> 0 THEN CAST("penalty.moved" AS HUGEINT) * sign(4) END AS "penalty.periods-exact",
    CAST(4 AS HUGEINT) * sign(4) AS "penalty.periods-exact under"
  FROM row_4
),
row_6 AS NOT MATERIALIZED (
  SELECT *,
    CAST(half_up("penalty.periods-exact", "penalty.periods-exact under") AS BIGINT) AS "penalty.periods-of-lateness"
  FROM row_5
),
row_7 AS NOT MATERIALIZED (
  SELECT *,
    CAST("penalty.periods-of-lateness" AS HUGEINT) * "penalty.product-by-105" AS "penalty.product"
  FROM row_6
),
row_8 AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN "penalty.product" + "penalty.product-by-10" IS NOT NULL THEN least("penalty.product", "penalty.product-by-10") END AS "penalty.at-most"
  FROM row_7
),
row_9 AS NOT MATERIALIZED (
  SELECT *,
    "penalty.at-most" * 100 AS "penalty.product-by-100"
  FROM row_8
),
row_10 AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN 100000 <> 0 THEN CAST("penalty.product-by-100" AS HUGEINT) * sign(100000) END AS "penalty.quotient-by-100000",
    CAST(100000 AS HUGEINT) * sign(100000) AS "penalty.quotient-by-100000 under"
  FROM row_9
),
row_11 AS NOT MATERIALIZED (
  SELECT *,
    CAST(half_up("penalty.quotient-by-100000", "penalty.quotient-by-100000 under") AS BIGINT) AS "penalty.amount-rounded"
  FROM row_10
),
row_12 AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN "penalty.amount-rounded" + 0 IS NOT NULL THEN greatest("penalty.amount-rounded", 0) END AS "penalty.amount-or-nothing"
  FROM row_11
),
row_13 AS NOT MATERIALIZED (
  SELECT *,
    "penalty.amount-or-nothing" * -1 AS "penalty.taken"
  FROM row_12
),
row_14 AS NOT MATERIALIZED (
  SELECT *,
    "penalty.taken" IS NOT NULL AS "penalty.amount-known"
  FROM row_13
),
row_15 AS NOT MATERIALIZED (
  SELECT *,
    "penalty.delivery-there" AND "penalty.delivery-not-before-term" AND "penalty.amount-known" AS "penalty.conditions",
    CASE WHEN "penalty.delivery-there" AND "penalty.delivery-not-before-term" AND "penalty.amount-known" THEN greatest("penalty.own-delivery settled", "penalty.delivery-not-before-term settled") ELSE least(CASE WHEN NOT "penalty.delivery-there" THEN "penalty.own-delivery settled" END, CASE WHEN NOT "penalty.delivery-not-before-term" THEN "penalty.delivery-not-before-term settled" END, CASE WHEN NOT "penalty.amount-known" THEN "penalty.own-delivery settled" END) END AS "penalty.conditions settled"
  FROM row_14
)
SELECT person, event_id, "penalty.own-delivery", "penalty.own-delivery settled", "penalty.own-delivery id_order", "penalty.delivery-there", "penalty.delivery-not-before-term", "penalty.delivery-not-before-term settled", "penalty.taken", "penalty.amount-known", "penalty.conditions", "penalty.conditions settled", "penalty.own-delivery-provider"
FROM row_15;

-- penalty.takes, line 19
CREATE OR REPLACE TABLE "each-delivery lines" AS
SELECT
  CAST(0 AS TINYINT) AS rule,
  rowid AS row_no,
  nullif("penalty.own-delivery-provider", '') AS provider,
  CASE WHEN "penalty.conditions settled" > getvariable('as_at') THEN 'pending' WHEN "penalty.conditions" THEN 'payable' ELSE 'not-due' END AS status,
  CASE WHEN "penalty.conditions" AND "penalty.conditions settled" <= getvariable('as_at') THEN "penalty.taken" ELSE coalesce("penalty.taken", 0) END AS amount,
  CASE WHEN "penalty.conditions" AND "penalty.conditions settled" <= getvariable('as_at') THEN "penalty.conditions settled" END AS earned_on,
  CASE WHEN "penalty.conditions" AND "penalty.conditions settled" <= getvariable('as_at') THEN "penalty.conditions settled" + 30 END AS payable_on
FROM "each-delivery 1"
WHERE "penalty.delivery-there" AND "penalty.own-delivery settled" <= getvariable('as_at') AND (("penalty.conditions" AND "penalty.conditions settled" <= getvariable('as_at') AND coalesce("penalty.taken", 0) <> 0)
  OR NOT "penalty.conditions" OR "penalty.conditions settled" > getvariable('as_at'));

CREATE OR REPLACE VIEW payment_line AS
SELECT * FROM "each-delivery lines";

-- What of every line is a decision.
CREATE OR REPLACE VIEW decided_part AS
SELECT *, CAST(NULL AS VARCHAR) AS credited, CAST(NULL AS VARCHAR) AS passed_on, CAST(NULL AS VARCHAR) AS payee, CAST(NULL AS VARCHAR) AS payer FROM (SELECT rule, row_no, provider, CAST('' AS VARCHAR) AS part, CAST(0 AS TINYINT) AS made_by, amount, status, earned_on, payable_on, CAST(NULL AS VARCHAR) AS taken_by FROM payment_line WHERE rule IN (0));

-- Every decision, with all of its columns.
CREATE OR REPLACE VIEW decision AS
SELECT concat('penalty/', CASE WHEN p.person = '' THEN '' ELSE in_person(p.person) || '/' END, in_person(p.event_id), '#', CASE WHEN d.made_by = 0 AND d.status IN ('pending', 'not-due', 'shadow') THEN d.status ELSE 'payable' END, d.part, CASE WHEN d.made_by > 0 THEN concat(':', d.status) ELSE '' END) AS id,
  'penalty' AS payment,
  19 AS clause,
  d.provider AS provider,
  nullif(p.person, '') AS person,
  CAST(NULL AS VARCHAR) AS period,
  d.amount AS amount,
  'GBP' AS currency,
  d.status AS status,
  d.earned_on AS earned_on,
  d.payable_on AS payable_on,
  array_to_string(list_sort([p."penalty.own-delivery"]), chr(31)) AS because,
  CASE WHEN d.status = 'pending' THEN concat(CASE WHEN p."penalty.own-delivery settled" > getvariable('as_at') THEN 'the delivery' WHEN p."penalty.delivery-not-before-term settled" > getvariable('as_at') THEN 'the delivery is on or after 1 April 2026' WHEN p."penalty.own-delivery settled" > getvariable('as_at') THEN 'the amount can be worked out' END, ', by ', iso(p."penalty.conditions settled")) END AS awaiting,
  CASE WHEN d.status = 'not-due' THEN concat('not met: ', CASE WHEN NOT p."penalty.delivery-there" AND p."penalty.own-delivery settled" = p."penalty.conditions settled" THEN 'the delivery' WHEN NOT p."penalty.delivery-not-before-term" AND p."penalty.delivery-not-before-term settled" = p."penalty.conditions settled" THEN 'the delivery is on or after 1 April 2026' WHEN NOT p."penalty.amount-known" AND p."penalty.own-delivery settled" = p."penalty.conditions settled" THEN 'the amount can be worked out' END) END AS reason,
  d.payer AS payer,
  d.payee AS payee
FROM decided_part d JOIN "each-delivery 1" p ON p.rowid = d.row_no 
WHERE d.rule IN (0);

-- The decisions, sorted by id.
SELECT id, payment, clause, provider, person, period, in_pounds(amount) AS amount, currency,
  status, as_date(earned_on) AS earned_on, as_date(payable_on) AS payable_on,
  coalesce(string_split(because, chr(31)), []) AS because,
  awaiting, reason, payer, payee
FROM decision ORDER BY id;
