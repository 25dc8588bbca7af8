-- Medicare shared savings, 2014: what is paid, worked out from a log of events.
-- Made from shared-savings (sha256:de7ede1e5e2e5841b3ee81181fb0ff7a63091682c921b92c0f99980d4f40126e).
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
SELECT CAST(NULL AS VARCHAR) AS "event_id", CAST(NULL AS VARCHAR) AS "event", CAST(NULL AS VARCHAR) AS "provider", CAST(NULL AS VARCHAR) AS "person", CAST(NULL AS VARCHAR) AS "occurred_on", CAST(NULL AS VARCHAR) AS "recorded_at", CAST(NULL AS VARCHAR) AS "recorded_by", CAST(NULL AS VARCHAR) AS "benchmark", CAST(NULL AS VARCHAR) AS "expenditure", CAST(NULL AS VARCHAR) AS "minimum-savings-rate", CAST(NULL AS VARCHAR) AS "final-share-rate", CAST(NULL AS VARCHAR) AS "supersedes", CAST(NULL AS VARCHAR) AS "retracts" WHERE false;

-- The same as days, scaled whole numbers and names.
CREATE OR REPLACE TABLE log_event AS
SELECT event_id, event_id AS id_order, event, provider, person,
  as_day(CAST(occurred_on AS DATE)) AS occurred_on,
  epoch_us(CAST(recorded_at AS TIMESTAMP)) + 719163 * 86400000000 AS recorded_at,
  as_day(CAST(CAST(recorded_at AS TIMESTAMP) AS DATE)) AS recorded_on,
  CAST(CAST(nullif(CAST("benchmark" AS VARCHAR), '') AS DECIMAL(24, 2)) * 100 AS BIGINT) AS "benchmark",
  CAST(CAST(nullif(CAST("expenditure" AS VARCHAR), '') AS DECIMAL(24, 2)) * 100 AS BIGINT) AS "expenditure",
  CAST(CAST(nullif(CAST("minimum-savings-rate" AS VARCHAR), '') AS DECIMAL(24, 0)) * 1 AS BIGINT) AS "minimum-savings-rate",
  CAST(CAST(nullif(CAST("final-share-rate" AS VARCHAR), '') AS DECIMAL(24, 0)) * 1 AS BIGINT) AS "final-share-rate",
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

-- shared.pays, line 43: the year-settled
-- shared.pays, line 43: the year-settled is on or after 1 January 2014
-- savings.is, line 27: the year-settled
-- savings.is, line 27
-- least-savings.is, line 31: the year-settled
-- least-savings.is, line 31
-- shared.when, line 44
-- shared.when, line 44: savings is at least least-savings
-- share.is, line 35: the year-settled
-- share.is, line 35
-- earned-share.is, line 39
-- earned-share.rounding, line 40: earned-share
-- shared.pays, line 43
-- shared.pays, line 43: the amount can be worked out
-- shared, line 42
CREATE OR REPLACE TABLE "each-year-settled 1" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p.event_id,
    p."shared.own-year-settled event".event_id AS "shared.own-year-settled",
    CASE WHEN p."shared.own-year-settled event" IS NULL THEN 735962 ELSE p."shared.own-year-settled event".occurred_on END AS "shared.own-year-settled settled",
    p."shared.own-year-settled event"."benchmark" AS "shared.own-year-settled benchmark",
    p."shared.own-year-settled event"."expenditure" AS "shared.own-year-settled expenditure",
    p."shared.own-year-settled event"."final-share-rate" AS "shared.own-year-settled final-share-rate",
    p."shared.own-year-settled event"."id_order" AS "shared.own-year-settled id_order",
    p."shared.own-year-settled event"."minimum-savings-rate" AS "shared.own-year-settled minimum-savings-rate",
    p."shared.own-year-settled event"."occurred_on" AS "shared.own-year-settled occurred_on",
    p."shared.own-year-settled event"."provider" AS "shared.own-year-settled provider"
  FROM (
    SELECT e.person, e.event_id, {"occurred_on": e."occurred_on", "event_id": e."event_id", "benchmark": e."benchmark", "expenditure": e."expenditure", "final-share-rate": e."final-share-rate", "id_order": e."id_order", "minimum-savings-rate": e."minimum-savings-rate", "provider": e."provider"} AS "shared.own-year-settled event"
    FROM event e
    WHERE e.event = 'year-settled'
  ) p
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    "shared.own-year-settled" IS NOT NULL AS "shared.year-settled-there",
    "shared.own-year-settled occurred_on" AS "shared.own-year-settled-occurred-on",
    "shared.own-year-settled benchmark" AS "savings.own-year-settled-benchmark",
    "shared.own-year-settled expenditure" AS "savings.own-year-settled-expenditure",
    "shared.own-year-settled minimum-savings-rate" AS "least-savings.own-year-settled-minimum-savings-rate",
    "shared.own-year-settled final-share-rate" AS "share.own-year-settled-final-share-rate",
    "shared.own-year-settled provider" AS "shared.own-year-settled-provider"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("shared.own-year-settled-occurred-on" >= 735234, false) AS "shared.year-settled-not-before-term",
    CASE WHEN "shared.own-year-settled-occurred-on" IS NULL THEN least("shared.own-year-settled settled", 735962) ELSE greatest("shared.own-year-settled-occurred-on", "shared.own-year-settled settled") END AS "shared.year-settled-not-before-term settled",
    "savings.own-year-settled-benchmark" - "savings.own-year-settled-expenditure" AS "savings.difference",
    CASE WHEN 1 <> 0 THEN CAST("least-savings.own-year-settled-minimum-savings-rate" AS HUGEINT) * sign(1) END AS "least-savings.quotient-by-1",
    CAST(1 AS HUGEINT) * sign(1) AS "least-savings.quotient-by-1 under",
    CASE WHEN 1 <> 0 THEN CAST("share.own-year-settled-final-share-rate" AS HUGEINT) * sign(1) END AS "share.quotient-by-1",
    CAST(1 AS HUGEINT) * sign(1) AS "share.quotient-by-1 under"
  FROM row_1
),
row_3 AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN 100000000000 <> 0 THEN CAST("least-savings.quotient-by-1" AS HUGEINT) * sign(100000000000) END AS "least-savings.quotient-by-100000000000",
    CAST(CAST(100000000000 AS HUGEINT) * "least-savings.quotient-by-1 under" AS HUGEINT) * sign(100000000000) AS "least-savings.quotient-by-100000000000 under",
    CASE WHEN 100 <> 0 THEN CAST("savings.difference" AS HUGEINT) * sign(100) END AS "shared.quotient-by-100",
    CAST(100 AS HUGEINT) * sign(100) AS "shared.quotient-by-100 under",
    CASE WHEN 1000000000 <> 0 THEN CAST("share.quotient-by-1" AS HUGEINT) * sign(1000000000) END AS "share.quotient-by-1000000000",
    CAST(CAST(1000000000 AS HUGEINT) * "share.quotient-by-1 under" AS HUGEINT) * sign(1000000000) AS "share.quotient-by-1000000000 under"
  FROM row_2
),
row_4 AS NOT MATERIALIZED (
  SELECT *,
    CAST(CAST("savings.own-year-settled-benchmark" AS HUGEINT) AS HUGEINT) * "least-savings.quotient-by-100000000000" AS "least-savings.product",
    "least-savings.quotient-by-100000000000 under" AS "least-savings.product under",
    CAST("share.quotient-by-1000000000" AS HUGEINT) * 98 AS "share.product-by-98",
    "share.quotient-by-1000000000 under" AS "share.product-by-98 under"
  FROM row_3
),
row_5 AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN 100 <> 0 THEN CAST("least-savings.product" AS HUGEINT) * sign(100) END AS "least-savings.quotient-by-100",
    CAST(CAST(100 AS HUGEINT) * "least-savings.product under" AS HUGEINT) * sign(100) AS "least-savings.quotient-by-100 under",
    CASE WHEN 100 <> 0 THEN CAST("share.product-by-98" AS HUGEINT) * sign(100) END AS "share.quotient-by-100",
    CAST(CAST(100 AS HUGEINT) * "share.product-by-98 under" AS HUGEINT) * sign(100) AS "share.quotient-by-100 under"
  FROM row_4
),
row_6 AS NOT MATERIALIZED (
  SELECT *,
    coalesce(CAST("shared.quotient-by-100" AS HUGEINT) * "least-savings.quotient-by-100 under" >= CAST("least-savings.quotient-by-100" AS HUGEINT) * "shared.quotient-by-100 under", false) AS "shared.savings-test",
    CAST(CAST("savings.difference" AS HUGEINT) AS HUGEINT) * "share.quotient-by-100" AS "earned-share.product",
    "share.quotient-by-100 under" AS "earned-share.product under"
  FROM row_5
),
row_7 AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN 100 <> 0 THEN CAST("earned-share.product" AS HUGEINT) * sign(100) END AS "earned-share.quotient-by-100",
    CAST(CAST(100 AS HUGEINT) * "earned-share.product under" AS HUGEINT) * sign(100) AS "earned-share.quotient-by-100 under"
  FROM row_6
),
row_8 AS NOT MATERIALIZED (
  SELECT *,
    CAST("earned-share.quotient-by-100" AS HUGEINT) * 100 AS "earned-share.product-by-100",
    "earned-share.quotient-by-100 under" AS "earned-share.product-by-100 under"
  FROM row_7
),
row_9 AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN 100 <> 0 THEN CAST("earned-share.product-by-100" AS HUGEINT) * sign(100) END AS "earned-share.quotient-by-100-2",
    CAST(CAST(100 AS HUGEINT) * "earned-share.product-by-100 under" AS HUGEINT) * sign(100) AS "earned-share.quotient-by-100-2 under"
  FROM row_8
),
row_10 AS NOT MATERIALIZED (
  SELECT *,
    CAST(half_up("earned-share.quotient-by-100-2", "earned-share.quotient-by-100-2 under") AS BIGINT) AS "earned-share.earned-share-rounded"
  FROM row_9
),
row_11 AS NOT MATERIALIZED (
  SELECT *,
    "earned-share.earned-share-rounded" * 100 AS "shared.product-by-100"
  FROM row_10
),
row_12 AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN "shared.product-by-100" + 0 IS NOT NULL THEN greatest("shared.product-by-100", 0) END AS "shared.amount-or-nothing"
  FROM row_11
),
row_13 AS NOT MATERIALIZED (
  SELECT *,
    "shared.amount-or-nothing" IS NOT NULL AS "shared.amount-known"
  FROM row_12
),
row_14 AS NOT MATERIALIZED (
  SELECT *,
    "shared.year-settled-there" AND "shared.year-settled-not-before-term" AND "shared.savings-test" AND "shared.amount-known" AS "shared.conditions",
    CASE WHEN "shared.year-settled-there" AND "shared.year-settled-not-before-term" AND "shared.savings-test" AND "shared.amount-known" THEN greatest("shared.own-year-settled settled", "shared.year-settled-not-before-term settled") ELSE least(CASE WHEN NOT "shared.year-settled-there" THEN "shared.own-year-settled settled" END, CASE WHEN NOT "shared.year-settled-not-before-term" THEN "shared.year-settled-not-before-term settled" END, CASE WHEN NOT "shared.savings-test" THEN "shared.own-year-settled settled" END, CASE WHEN NOT "shared.amount-known" THEN "shared.own-year-settled settled" END) END AS "shared.conditions settled"
  FROM row_13
)
SELECT person, event_id, "shared.own-year-settled", "shared.own-year-settled settled", "shared.own-year-settled id_order", "shared.year-settled-there", "shared.year-settled-not-before-term", "shared.year-settled-not-before-term settled", "shared.savings-test", "shared.amount-or-nothing", "shared.amount-known", "shared.conditions", "shared.conditions settled", "shared.own-year-settled-provider"
FROM row_14;

-- shared.pays, line 43
CREATE OR REPLACE TABLE "each-year-settled lines" AS
SELECT
  CAST(0 AS TINYINT) AS rule,
  rowid AS row_no,
  nullif("shared.own-year-settled-provider", '') AS provider,
  CASE WHEN "shared.conditions settled" > getvariable('as_at') THEN 'pending' WHEN "shared.conditions" THEN 'payable' ELSE 'not-due' END AS status,
  CASE WHEN "shared.conditions" AND "shared.conditions settled" <= getvariable('as_at') THEN "shared.amount-or-nothing" ELSE coalesce("shared.amount-or-nothing", 0) END AS amount,
  CASE WHEN "shared.conditions" AND "shared.conditions settled" <= getvariable('as_at') THEN "shared.conditions settled" END AS earned_on,
  CASE WHEN "shared.conditions" AND "shared.conditions settled" <= getvariable('as_at') THEN "shared.conditions settled" + 30 END AS payable_on
FROM "each-year-settled 1"
WHERE "shared.year-settled-there" AND "shared.own-year-settled settled" <= getvariable('as_at') AND (("shared.conditions" AND "shared.conditions settled" <= getvariable('as_at') AND coalesce("shared.amount-or-nothing", 0) <> 0)
  OR NOT "shared.conditions" OR "shared.conditions settled" > getvariable('as_at'));

CREATE OR REPLACE VIEW payment_line AS
SELECT * FROM "each-year-settled lines";

-- What of every line is a decision.
CREATE OR REPLACE VIEW decided_part AS
SELECT *, CAST(NULL AS VARCHAR) AS credited, CAST(NULL AS VARCHAR) AS passed_on, CAST(NULL AS VARCHAR) AS payee, CAST(NULL AS VARCHAR) AS payer FROM (SELECT rule, row_no, provider, CAST('' AS VARCHAR) AS part, CAST(0 AS TINYINT) AS made_by, amount, status, earned_on, payable_on, CAST(NULL AS VARCHAR) AS taken_by FROM payment_line WHERE rule IN (0));

-- Every decision, with all of its columns.
CREATE OR REPLACE VIEW decision AS
SELECT concat('shared/', CASE WHEN p.person = '' THEN '' ELSE in_person(p.person) || '/' END, in_person(p.event_id), '#', CASE WHEN d.made_by = 0 AND d.status IN ('pending', 'not-due', 'shadow') THEN d.status ELSE 'payable' END, d.part, CASE WHEN d.made_by > 0 THEN concat(':', d.status) ELSE '' END) AS id,
  'shared' AS payment,
  43 AS clause,
  d.provider AS provider,
  nullif(p.person, '') AS person,
  CAST(NULL AS VARCHAR) AS period,
  d.amount AS amount,
  'GBP' AS currency,
  d.status AS status,
  d.earned_on AS earned_on,
  d.payable_on AS payable_on,
  array_to_string(list_sort([p."shared.own-year-settled"]), chr(31)) AS because,
  CASE WHEN d.status = 'pending' THEN concat(CASE WHEN p."shared.own-year-settled settled" > getvariable('as_at') THEN 'the year-settled' WHEN p."shared.year-settled-not-before-term settled" > getvariable('as_at') THEN 'the year-settled is on or after 1 January 2014' WHEN p."shared.own-year-settled settled" > getvariable('as_at') THEN 'savings is at least least-savings' WHEN p."shared.own-year-settled settled" > getvariable('as_at') THEN 'the amount can be worked out' END, ', by ', iso(p."shared.conditions settled")) END AS awaiting,
  CASE WHEN d.status = 'not-due' THEN concat('not met: ', CASE WHEN NOT p."shared.year-settled-there" AND p."shared.own-year-settled settled" = p."shared.conditions settled" THEN 'the year-settled' WHEN NOT p."shared.year-settled-not-before-term" AND p."shared.year-settled-not-before-term settled" = p."shared.conditions settled" THEN 'the year-settled is on or after 1 January 2014' WHEN NOT p."shared.savings-test" AND p."shared.own-year-settled settled" = p."shared.conditions settled" THEN 'savings is at least least-savings' WHEN NOT p."shared.amount-known" AND p."shared.own-year-settled settled" = p."shared.conditions settled" THEN 'the amount can be worked out' END) END AS reason,
  d.payer AS payer,
  d.payee AS payee
FROM decided_part d JOIN "each-year-settled 1" p ON p.rowid = d.row_no 
WHERE d.rule IN (0);

-- The decisions, sorted by id.
SELECT id, payment, clause, provider, person, period, in_pounds(amount) AS amount, currency,
  status, as_date(earned_on) AS earned_on, as_date(payable_on) AS payable_on,
  coalesce(string_split(because, chr(31)), []) AS because,
  awaiting, reason, payer, payee
FROM decision ORDER BY id;
