-- Tiers that add up: what is paid, worked out from a log of events.
-- Made from collected-tiers (sha256:852bcf348c1e5ae617a840f4c67046e3c00ef57942014e33eccf0572a6f47426).
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
SELECT CAST(NULL AS VARCHAR) AS "event_id", CAST(NULL AS VARCHAR) AS "event", CAST(NULL AS VARCHAR) AS "provider", CAST(NULL AS VARCHAR) AS "person", CAST(NULL AS VARCHAR) AS "occurred_on", CAST(NULL AS VARCHAR) AS "recorded_at", CAST(NULL AS VARCHAR) AS "recorded_by", CAST(NULL AS VARCHAR) AS "score", CAST(NULL AS VARCHAR) AS "supersedes", CAST(NULL AS VARCHAR) AS "retracts" WHERE false;

-- The same as days, scaled whole numbers and names.
CREATE OR REPLACE TABLE log_event AS
SELECT event_id, event_id AS id_order, event, provider, person,
  as_day(CAST(occurred_on AS DATE)) AS occurred_on,
  epoch_us(CAST(recorded_at AS TIMESTAMP)) + 719163 * 86400000000 AS recorded_at,
  as_day(CAST(CAST(recorded_at AS TIMESTAMP) AS DATE)) AS recorded_on,
  CAST(CAST(nullif(CAST("score" AS VARCHAR), '') AS DECIMAL(24, 0)) * 1 AS BIGINT) AS "score",
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

-- tiers.pays, line 17: the case-scored
-- tiers.pays, line 17: the case-scored is on or after 1 April 2026
-- tiers.pays, line 17: a price in the table
-- tiers.pays, line 17: the amount can be worked out
-- tiers, line 16
CREATE OR REPLACE TABLE "each-case-scored 1" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p.event_id,
    p."tiers.own-case-scored event".event_id AS "tiers.own-case-scored",
    CASE WHEN p."tiers.own-case-scored event" IS NULL THEN 740071 ELSE p."tiers.own-case-scored event".occurred_on END AS "tiers.own-case-scored settled",
    p."tiers.own-case-scored event"."id_order" AS "tiers.own-case-scored id_order",
    p."tiers.own-case-scored event"."occurred_on" AS "tiers.own-case-scored occurred_on",
    p."tiers.own-case-scored event"."provider" AS "tiers.own-case-scored provider",
    p."tiers.own-case-scored event"."score" AS "tiers.own-case-scored score"
  FROM (
    SELECT e.person, e.event_id, {"occurred_on": e."occurred_on", "event_id": e."event_id", "id_order": e."id_order", "provider": e."provider", "score": e."score"} AS "tiers.own-case-scored event"
    FROM event e
    WHERE e.event = 'case-scored'
  ) p
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    "tiers.own-case-scored" IS NOT NULL AS "tiers.case-scored-there",
    "tiers.own-case-scored occurred_on" AS "tiers.own-case-scored-occurred-on",
    "tiers.own-case-scored score" AS "tiers.own-case-scored-score",
    "tiers.own-case-scored provider" AS "tiers.own-case-scored-provider"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("tiers.own-case-scored-occurred-on" >= 739707, false) AS "tiers.case-scored-not-before-term",
    CASE WHEN "tiers.own-case-scored-occurred-on" IS NULL THEN least("tiers.own-case-scored settled", 740071) ELSE greatest("tiers.own-case-scored-occurred-on", "tiers.own-case-scored settled") END AS "tiers.case-scored-not-before-term settled",
    CAST(CASE WHEN "tiers.own-case-scored-score" <= 1 THEN 0 WHEN "tiers.own-case-scored-score" > 1 AND "tiers.own-case-scored-score" <= 2 THEN 10000 WHEN "tiers.own-case-scored-score" > 2 AND "tiers.own-case-scored-score" <= 3 THEN 30000 WHEN "tiers.own-case-scored-score" > 3 AND "tiers.own-case-scored-score" <= 5 THEN 60000 WHEN "tiers.own-case-scored-score" > 5 THEN 110000 END AS BIGINT) AS "tiers.price"
  FROM row_1
),
row_3 AS NOT MATERIALIZED (
  SELECT *,
    "tiers.price" IS NOT NULL AS "tiers.amount-known"
  FROM row_2
),
row_4 AS NOT MATERIALIZED (
  SELECT *,
    "tiers.case-scored-there" AND "tiers.case-scored-not-before-term" AND "tiers.amount-known" AS "tiers.conditions",
    CASE WHEN "tiers.case-scored-there" AND "tiers.case-scored-not-before-term" AND "tiers.amount-known" THEN greatest("tiers.own-case-scored settled", "tiers.case-scored-not-before-term settled") ELSE least(CASE WHEN NOT "tiers.case-scored-there" THEN "tiers.own-case-scored settled" END, CASE WHEN NOT "tiers.case-scored-not-before-term" THEN "tiers.case-scored-not-before-term settled" END, CASE WHEN NOT "tiers.amount-known" THEN "tiers.own-case-scored settled" END) END AS "tiers.conditions settled"
  FROM row_3
)
SELECT person, event_id, "tiers.own-case-scored", "tiers.own-case-scored settled", "tiers.own-case-scored id_order", "tiers.case-scored-there", "tiers.case-scored-not-before-term", "tiers.case-scored-not-before-term settled", "tiers.price", "tiers.amount-known", "tiers.conditions", "tiers.conditions settled", "tiers.own-case-scored-provider"
FROM row_4;

-- tiers.pays, line 17
CREATE OR REPLACE TABLE "each-case-scored lines" AS
SELECT
  CAST(0 AS TINYINT) AS rule,
  rowid AS row_no,
  nullif("tiers.own-case-scored-provider", '') AS provider,
  CASE WHEN "tiers.conditions settled" > getvariable('as_at') THEN 'pending' WHEN "tiers.conditions" THEN 'payable' ELSE 'not-due' END AS status,
  CASE WHEN "tiers.conditions" AND "tiers.conditions settled" <= getvariable('as_at') THEN "tiers.price" ELSE coalesce("tiers.price", 0) END AS amount,
  CASE WHEN "tiers.conditions" AND "tiers.conditions settled" <= getvariable('as_at') THEN "tiers.conditions settled" END AS earned_on,
  CASE WHEN "tiers.conditions" AND "tiers.conditions settled" <= getvariable('as_at') THEN "tiers.conditions settled" + 30 END AS payable_on
FROM "each-case-scored 1"
WHERE "tiers.case-scored-there" AND "tiers.own-case-scored settled" <= getvariable('as_at') AND (("tiers.conditions" AND "tiers.conditions settled" <= getvariable('as_at') AND coalesce("tiers.price", 0) <> 0)
  OR NOT "tiers.conditions" OR "tiers.conditions settled" > getvariable('as_at'));

CREATE OR REPLACE VIEW payment_line AS
SELECT * FROM "each-case-scored lines";

-- What of every line is a decision.
CREATE OR REPLACE VIEW decided_part AS
SELECT *, CAST(NULL AS VARCHAR) AS credited, CAST(NULL AS VARCHAR) AS passed_on, CAST(NULL AS VARCHAR) AS payee, CAST(NULL AS VARCHAR) AS payer FROM (SELECT rule, row_no, provider, CAST('' AS VARCHAR) AS part, CAST(0 AS TINYINT) AS made_by, amount, status, earned_on, payable_on, CAST(NULL AS VARCHAR) AS taken_by FROM payment_line WHERE rule IN (0));

-- Every decision, with all of its columns.
CREATE OR REPLACE VIEW decision AS
SELECT concat('tiers/', CASE WHEN p.person = '' THEN '' ELSE in_person(p.person) || '/' END, in_person(p.event_id), '#', CASE WHEN d.made_by = 0 AND d.status IN ('pending', 'not-due', 'shadow') THEN d.status ELSE 'payable' END, d.part, CASE WHEN d.made_by > 0 THEN concat(':', d.status) ELSE '' END) AS id,
  'tiers' AS payment,
  17 AS clause,
  d.provider AS provider,
  nullif(p.person, '') AS person,
  CAST(NULL AS VARCHAR) AS period,
  d.amount AS amount,
  'GBP' AS currency,
  d.status AS status,
  d.earned_on AS earned_on,
  d.payable_on AS payable_on,
  array_to_string(list_sort([p."tiers.own-case-scored"]), chr(31)) AS because,
  CASE WHEN d.status = 'pending' THEN concat(CASE WHEN p."tiers.own-case-scored settled" > getvariable('as_at') THEN 'the case-scored' WHEN p."tiers.case-scored-not-before-term settled" > getvariable('as_at') THEN 'the case-scored is on or after 1 April 2026' WHEN p."tiers.own-case-scored settled" > getvariable('as_at') THEN 'the amount can be worked out' END, ', by ', iso(p."tiers.conditions settled")) END AS awaiting,
  CASE WHEN d.status = 'not-due' THEN concat('not met: ', CASE WHEN NOT p."tiers.case-scored-there" AND p."tiers.own-case-scored settled" = p."tiers.conditions settled" THEN 'the case-scored' WHEN NOT p."tiers.case-scored-not-before-term" AND p."tiers.case-scored-not-before-term settled" = p."tiers.conditions settled" THEN 'the case-scored is on or after 1 April 2026' WHEN NOT p."tiers.amount-known" AND p."tiers.own-case-scored settled" = p."tiers.conditions settled" THEN 'the amount can be worked out' END) END AS reason,
  d.payer AS payer,
  d.payee AS payee
FROM decided_part d JOIN "each-case-scored 1" p ON p.rowid = d.row_no 
WHERE d.rule IN (0);

-- The decisions, sorted by id.
SELECT id, payment, clause, provider, person, period, in_pounds(amount) AS amount, currency,
  status, as_date(earned_on) AS earned_on, as_date(payable_on) AS payable_on,
  coalesce(string_split(because, chr(31)), []) AS because,
  awaiting, reason, payer, payee
FROM decision ORDER BY id;
