-- Help to Live at Home: what is paid, worked out from a log of events.
-- Made from help-to-live-at-home (sha256:dbd042a3115882d5500a11a5a0f10aac23847f57a265436283dd91d30ef4d436).
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
SELECT CAST(NULL AS VARCHAR) AS "event_id", CAST(NULL AS VARCHAR) AS "event", CAST(NULL AS VARCHAR) AS "provider", CAST(NULL AS VARCHAR) AS "person", CAST(NULL AS VARCHAR) AS "occurred_on", CAST(NULL AS VARCHAR) AS "recorded_at", CAST(NULL AS VARCHAR) AS "recorded_by", CAST(NULL AS VARCHAR) AS "price", CAST(NULL AS VARCHAR) AS "supersedes", CAST(NULL AS VARCHAR) AS "retracts" WHERE false;

-- The same as days, scaled whole numbers and names.
CREATE OR REPLACE TABLE log_event AS
SELECT event_id, event_id AS id_order, event, provider, person,
  as_day(CAST(occurred_on AS DATE)) AS occurred_on,
  epoch_us(CAST(recorded_at AS TIMESTAMP)) + 719163 * 86400000000 AS recorded_at,
  as_day(CAST(CAST(recorded_at AS TIMESTAMP) AS DATE)) AS recorded_on,
  CAST(CAST(nullif(CAST("price" AS VARCHAR), '') AS DECIMAL(24, 2)) * 100 AS BIGINT) AS "price",
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

-- Picked from: plan, confirmation.
CREATE OR REPLACE TABLE picked_event AS
SELECT event, event_id, id_order, person, provider, occurred_on, recorded_on, "price"
FROM event WHERE event IN ('plan', 'confirmation');

-- customers.joins-on, line 21: the first plan where the plan is during the term
-- customers.belongs-to, line 22: the first plan
-- confirmed.achieved-on, line 26: the first plan
-- plan-price.on, line 30: the first plan
-- plan-price.on, line 30: the plan is on or after 1 April 2026
-- plan-price.pays, line 29: the first plan
-- plan-price.pays, line 29
-- plan-price.pays, line 29: the amount can be worked out
-- plan-price, line 28
-- plan-price.withhold, line 31
CREATE OR REPLACE TABLE "people 1" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p."customers.first-plan event".event_id AS "customers.first-plan",
    CASE WHEN p."customers.first-plan event" IS NULL THEN least(740802, 741222) ELSE p."customers.first-plan event".occurred_on END AS "customers.first-plan settled",
    p."customers.first-plan-2 event".event_id AS "customers.first-plan-2",
    CASE WHEN p."customers.first-plan-2 event" IS NULL THEN 741222 ELSE p."customers.first-plan-2 event".occurred_on END AS "customers.first-plan-2 settled",
    p."customers.first-plan-2 event"."id_order" AS "customers.first-plan-2 id_order",
    p."customers.first-plan-2 event"."occurred_on" AS "customers.first-plan-2 occurred_on",
    p."customers.first-plan-2 event"."price" AS "customers.first-plan-2 price",
    p."customers.first-plan-2 event"."provider" AS "customers.first-plan-2 provider"
  FROM (
    SELECT
      e.person,
      min({"occurred_on": e."occurred_on", "event_id": e."event_id"}) FILTER (WHERE e.event = 'plan' AND e.occurred_on >= 739707 AND e.occurred_on <= 740802) AS "customers.first-plan event",
      min({"occurred_on": e."occurred_on", "event_id": e."event_id", "id_order": e."id_order", "price": e."price", "provider": e."provider"}) FILTER (WHERE e.event = 'plan') AS "customers.first-plan-2 event"
    FROM picked_event e
    GROUP BY e.person
  ) p
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    "customers.first-plan" IS NOT NULL AS "customers.joined",
    "customers.first-plan-2 provider" AS "customers.first-plan-2-provider",
    "customers.first-plan-2 occurred_on" AS "confirmed.first-plan-2-occurred-on",
    "customers.first-plan-2" IS NOT NULL AS "plan-price.first-plan-2-present",
    "customers.first-plan-2 price" AS "plan-price.first-plan-2-price"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("confirmed.first-plan-2-occurred-on" >= 739707, false) AS "plan-price.plan-not-before-term",
    CASE WHEN "confirmed.first-plan-2-occurred-on" IS NULL THEN least("customers.first-plan-2 settled", 741222) ELSE greatest("confirmed.first-plan-2-occurred-on", "customers.first-plan-2 settled") END AS "plan-price.plan-not-before-term settled",
    CASE WHEN "plan-price.first-plan-2-price" + 0 IS NOT NULL THEN greatest("plan-price.first-plan-2-price", 0) END AS "plan-price.amount-or-nothing"
  FROM row_1
),
row_3 AS NOT MATERIALIZED (
  SELECT *,
    "plan-price.amount-or-nothing" IS NOT NULL AS "plan-price.amount-known",
    "plan-price.amount-or-nothing" * 1 // 5 + CAST(CAST("plan-price.amount-or-nothing" * 4 % 5 > "plan-price.amount-or-nothing" * 1 % 5 AS INTEGER) < "plan-price.amount-or-nothing" - "plan-price.amount-or-nothing" * 1 // 5 - "plan-price.amount-or-nothing" * 4 // 5 AS INTEGER) AS "plan-price.paid-now",
    "plan-price.amount-or-nothing" * 4 // 5 + CAST(CAST("plan-price.amount-or-nothing" * 1 % 5 >= "plan-price.amount-or-nothing" * 4 % 5 AS INTEGER) < "plan-price.amount-or-nothing" - "plan-price.amount-or-nothing" * 1 // 5 - "plan-price.amount-or-nothing" * 4 // 5 AS INTEGER) AS "plan-price.held-back"
  FROM row_2
),
row_4 AS NOT MATERIALIZED (
  SELECT *,
    "customers.joined" AND "plan-price.first-plan-2-present" AND "plan-price.plan-not-before-term" AND "plan-price.amount-known" AS "plan-price.conditions",
    CASE WHEN "customers.joined" AND "plan-price.first-plan-2-present" AND "plan-price.plan-not-before-term" AND "plan-price.amount-known" THEN greatest("customers.first-plan settled", "customers.first-plan-2 settled", "plan-price.plan-not-before-term settled") ELSE least(CASE WHEN NOT "customers.joined" THEN "customers.first-plan settled" END, CASE WHEN NOT "plan-price.first-plan-2-present" THEN "customers.first-plan-2 settled" END, CASE WHEN NOT "plan-price.plan-not-before-term" THEN "plan-price.plan-not-before-term settled" END, CASE WHEN NOT "plan-price.amount-known" THEN "customers.first-plan-2 settled" END) END AS "plan-price.conditions settled"
  FROM row_3
),
row_5 AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN "plan-price.conditions" THEN "plan-price.conditions settled" END AS "plan-price.day-of-earning"
  FROM row_4
),
row_6 AS NOT MATERIALIZED (
  SELECT *,
    "plan-price.day-of-earning" + 364 AS "plan-price.day-of-earning-plus-364-days"
  FROM row_5
)
SELECT person, "customers.first-plan", "customers.first-plan settled", "customers.joined", "customers.first-plan-2", "customers.first-plan-2 settled", "customers.first-plan-2 id_order", "customers.first-plan-2-provider", "confirmed.first-plan-2-occurred-on", "plan-price.first-plan-2-present", "plan-price.plan-not-before-term", "plan-price.plan-not-before-term settled", "plan-price.amount-or-nothing", "plan-price.amount-known", "plan-price.conditions", "plan-price.conditions settled", "plan-price.paid-now", "plan-price.held-back", "plan-price.day-of-earning-plus-364-days"
FROM row_6;

-- confirmed.achieved-on, line 26: the first confirmation where the confirmation is on or after the first plan
-- confirmed.achieved-on, line 26: the confirmation is on or after 1 April 2026
-- confirmed, line 24
-- plan-price.withhold, line 31
-- plan-price.withhold, line 31: confirmed
CREATE OR REPLACE TABLE "people 2" AS
WITH row_0 AS NOT MATERIALIZED (
  SELECT
    p.person,
    p."customers.first-plan",
    p."customers.first-plan settled",
    p."customers.joined",
    p."customers.first-plan-2",
    p."customers.first-plan-2 settled",
    p."customers.first-plan-2 id_order",
    p."customers.first-plan-2-provider",
    p."confirmed.first-plan-2-occurred-on",
    p."plan-price.first-plan-2-present",
    p."plan-price.plan-not-before-term",
    p."plan-price.plan-not-before-term settled",
    p."plan-price.amount-or-nothing",
    p."plan-price.amount-known",
    p."plan-price.conditions",
    p."plan-price.conditions settled",
    p."plan-price.paid-now",
    p."plan-price.held-back",
    p."plan-price.day-of-earning-plus-364-days",
    w."confirmed.first-confirmation event".event_id AS "confirmed.first-confirmation",
    CASE WHEN p."confirmed.first-plan-2-occurred-on" IS NULL THEN p."customers.first-plan-2 settled" WHEN w."confirmed.first-confirmation event" IS NULL THEN greatest(741222, p."customers.first-plan-2 settled") ELSE greatest(w."confirmed.first-confirmation event".occurred_on, p."customers.first-plan-2 settled") END AS "confirmed.first-confirmation settled",
    w."confirmed.first-confirmation event"."occurred_on" AS "confirmed.first-confirmation occurred_on"
  FROM "people 1" p
  LEFT JOIN (
    SELECT p.rowid AS row_no,
      min({"occurred_on": e."occurred_on", "event_id": e."event_id"}) FILTER (WHERE e.event = 'confirmation' AND e.occurred_on >= p."confirmed.first-plan-2-occurred-on") AS "confirmed.first-confirmation event"
    FROM "people 1" p JOIN picked_event e ON e.person = p.person
    WHERE e.event IN ('confirmation')
    GROUP BY p.rowid
  ) w ON w.row_no = p.rowid
),
row_1 AS NOT MATERIALIZED (
  SELECT *,
    "confirmed.first-confirmation" IS NOT NULL AS "confirmed.first-confirmation-present",
    "confirmed.first-confirmation occurred_on" AS "confirmed.first-confirmation-occurred-on"
  FROM row_0
),
row_2 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("confirmed.first-confirmation-occurred-on" >= 739707, false) AS "confirmed.confirmation-not-before-term",
    CASE WHEN "confirmed.first-confirmation-occurred-on" IS NULL THEN least("confirmed.first-confirmation settled", 741222) ELSE greatest("confirmed.first-confirmation-occurred-on", "confirmed.first-confirmation settled") END AS "confirmed.confirmation-not-before-term settled"
  FROM row_1
),
row_3 AS NOT MATERIALIZED (
  SELECT *,
    "customers.joined" AND "confirmed.first-confirmation-present" AND "confirmed.confirmation-not-before-term" AS "confirmed.conditions",
    CASE WHEN "customers.joined" AND "confirmed.first-confirmation-present" AND "confirmed.confirmation-not-before-term" THEN greatest("customers.first-plan settled", "confirmed.first-confirmation settled", "confirmed.confirmation-not-before-term settled") ELSE least(CASE WHEN NOT "customers.joined" THEN "customers.first-plan settled" END, CASE WHEN NOT "confirmed.first-confirmation-present" THEN "confirmed.first-confirmation settled" END, CASE WHEN NOT "confirmed.confirmation-not-before-term" THEN "confirmed.confirmation-not-before-term settled" END) END AS "confirmed.conditions settled"
  FROM row_2
),
row_4 AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN "confirmed.conditions" THEN "confirmed.conditions settled" END AS "plan-price.day-of-outcome"
  FROM row_3
),
row_5 AS NOT MATERIALIZED (
  SELECT *,
    coalesce("plan-price.day-of-outcome" <= "plan-price.day-of-earning-plus-364-days", false) AS "plan-price.achieved-in-time",
    CASE WHEN "plan-price.day-of-earning-plus-364-days" IS NULL THEN "plan-price.conditions settled" WHEN "plan-price.day-of-outcome" IS NULL THEN greatest(least("confirmed.conditions settled", least("plan-price.day-of-earning-plus-364-days", 741222)), "plan-price.conditions settled") WHEN "plan-price.day-of-outcome" > "plan-price.day-of-earning-plus-364-days" THEN greatest(least("plan-price.day-of-earning-plus-364-days", 741222), "plan-price.conditions settled") ELSE greatest("plan-price.day-of-outcome", "confirmed.conditions settled", "plan-price.conditions settled") END AS "plan-price.achieved-in-time settled"
  FROM row_4
),
row_6 AS NOT MATERIALIZED (
  SELECT *,
    "plan-price.achieved-in-time" IS NOT NULL AS "plan-price.share-known",
    NOT "plan-price.achieved-in-time" AS "plan-price.not-free"
  FROM row_5
),
row_7 AS NOT MATERIALIZED (
  SELECT *,
    NOT "plan-price.share-known" AS "plan-price.never-taken-back"
  FROM row_6
),
row_8 AS NOT MATERIALIZED (
  SELECT *,
    NOT "plan-price.never-taken-back" AS "plan-price.not-taken-back"
  FROM row_7
),
row_9 AS NOT MATERIALIZED (
  SELECT *,
    "plan-price.conditions" AND "plan-price.not-taken-back" AS "plan-price.released-when",
    CASE WHEN "plan-price.conditions" AND "plan-price.not-taken-back" THEN greatest("plan-price.conditions settled", "plan-price.achieved-in-time settled") ELSE least(CASE WHEN NOT "plan-price.conditions" THEN "plan-price.conditions settled" END, CASE WHEN NOT "plan-price.not-taken-back" THEN "plan-price.achieved-in-time settled" END) END AS "plan-price.released-when settled"
  FROM row_8
),
row_10 AS NOT MATERIALIZED (
  SELECT *,
    "plan-price.released-when" AND "plan-price.achieved-in-time" AS "plan-price.freed-when",
    CASE WHEN "plan-price.released-when" AND "plan-price.achieved-in-time" THEN greatest("plan-price.released-when settled", "plan-price.achieved-in-time settled") ELSE least(CASE WHEN NOT "plan-price.released-when" THEN "plan-price.released-when settled" END, CASE WHEN NOT "plan-price.achieved-in-time" THEN "plan-price.achieved-in-time settled" END) END AS "plan-price.freed-when settled",
    "plan-price.released-when" AND "plan-price.not-free" AS "plan-price.too-late-when",
    CASE WHEN "plan-price.released-when" AND "plan-price.not-free" THEN greatest("plan-price.released-when settled", "plan-price.achieved-in-time settled") ELSE least(CASE WHEN NOT "plan-price.released-when" THEN "plan-price.released-when settled" END, CASE WHEN NOT "plan-price.not-free" THEN "plan-price.achieved-in-time settled" END) END AS "plan-price.too-late-when settled"
  FROM row_9
)
SELECT person, "customers.first-plan", "customers.first-plan settled", "customers.joined", "customers.first-plan-2", "customers.first-plan-2 settled", "customers.first-plan-2 id_order", "customers.first-plan-2-provider", "confirmed.first-plan-2-occurred-on", "plan-price.first-plan-2-present", "plan-price.plan-not-before-term", "plan-price.plan-not-before-term settled", "plan-price.amount-or-nothing", "plan-price.amount-known", "plan-price.conditions", "plan-price.conditions settled", "plan-price.paid-now", "plan-price.held-back", "confirmed.first-confirmation", "confirmed.first-confirmation settled", "confirmed.conditions", "confirmed.conditions settled", "plan-price.never-taken-back", "plan-price.achieved-in-time settled", "plan-price.freed-when", "plan-price.freed-when settled", "plan-price.too-late-when", "plan-price.too-late-when settled"
FROM row_10;

-- plan-price.pays, line 29
-- plan-price.withhold, line 31
-- plan-price.what-is-not-released, line 32
CREATE OR REPLACE TABLE "people lines" AS
SELECT
  CAST(0 AS TINYINT) AS rule,
  rowid AS row_no,
  "customers.first-plan-2-provider" AS provider,
  CASE WHEN "plan-price.conditions settled" > getvariable('as_at') THEN 'pending' WHEN "plan-price.conditions" THEN 'payable' ELSE 'not-due' END AS status,
  CASE WHEN "plan-price.conditions" AND "plan-price.conditions settled" <= getvariable('as_at') THEN "plan-price.paid-now" ELSE coalesce("plan-price.amount-or-nothing", 0) END AS amount,
  CASE WHEN "plan-price.conditions" AND "plan-price.conditions settled" <= getvariable('as_at') THEN "plan-price.conditions settled" END AS earned_on,
  CASE WHEN "plan-price.conditions" AND "plan-price.conditions settled" <= getvariable('as_at') THEN "plan-price.conditions settled" + 30 END AS payable_on
FROM "people 2"
WHERE "customers.joined" AND "customers.first-plan settled" <= getvariable('as_at') AND (("plan-price.conditions" AND "plan-price.conditions settled" <= getvariable('as_at') AND coalesce("plan-price.paid-now", 0) <> 0)
  OR NOT "plan-price.conditions" OR "plan-price.conditions settled" > getvariable('as_at'))
UNION ALL
SELECT
  CAST(1 AS TINYINT) AS rule,
  rowid AS row_no,
  "customers.first-plan-2-provider" AS provider,
  'withheld' AS status,
  "plan-price.held-back" AS amount,
  "plan-price.conditions settled" AS earned_on,
  CAST(NULL AS INTEGER) AS payable_on
FROM "people 2"
WHERE "customers.joined" AND "customers.first-plan settled" <= getvariable('as_at') AND ("plan-price.conditions" AND "plan-price.conditions settled" <= getvariable('as_at') AND coalesce("plan-price.held-back", 0) <> 0 AND "plan-price.achieved-in-time settled" > getvariable('as_at'))
UNION ALL
SELECT
  CAST(2 AS TINYINT) AS rule,
  rowid AS row_no,
  "customers.first-plan-2-provider" AS provider,
  'forfeited' AS status,
  "plan-price.held-back" AS amount,
  "plan-price.too-late-when settled" AS earned_on,
  CAST(NULL AS INTEGER) AS payable_on
FROM "people 2"
WHERE "customers.joined" AND "customers.first-plan settled" <= getvariable('as_at') AND ("plan-price.too-late-when" AND "plan-price.too-late-when settled" <= getvariable('as_at') AND coalesce("plan-price.held-back", 0) <> 0)
UNION ALL
SELECT
  CAST(3 AS TINYINT) AS rule,
  rowid AS row_no,
  "customers.first-plan-2-provider" AS provider,
  'released' AS status,
  "plan-price.held-back" AS amount,
  "plan-price.freed-when settled" AS earned_on,
  "plan-price.freed-when settled" + 30 AS payable_on
FROM "people 2"
WHERE "customers.joined" AND "customers.first-plan settled" <= getvariable('as_at') AND ("plan-price.freed-when" AND "plan-price.freed-when settled" <= getvariable('as_at') AND coalesce("plan-price.held-back", 0) <> 0);

CREATE OR REPLACE VIEW payment_line AS
SELECT * FROM "people lines";

-- What of every line is a decision.
CREATE OR REPLACE VIEW decided_part AS
SELECT *, CAST(NULL AS VARCHAR) AS credited, CAST(NULL AS VARCHAR) AS passed_on, CAST(NULL AS VARCHAR) AS payee, CAST(NULL AS VARCHAR) AS payer FROM (SELECT rule, row_no, provider, CAST('' AS VARCHAR) AS part, CAST(0 AS TINYINT) AS made_by, amount, status, earned_on, payable_on, CAST(NULL AS VARCHAR) AS taken_by FROM payment_line WHERE rule IN (0, 3, 1, 2));

-- Every decision, with all of its columns.
CREATE OR REPLACE VIEW decision AS
SELECT concat('plan-price/', in_person(p.person), '#', CASE WHEN d.made_by = 0 AND d.status IN ('pending', 'not-due', 'shadow') THEN d.status ELSE CASE WHEN d.rule IN (0) THEN 'payable' WHEN d.rule IN (1) THEN 'withheld' WHEN d.rule IN (2) THEN 'forfeited' WHEN d.rule IN (3) THEN 'released' END END, d.part, CASE WHEN d.made_by > 0 THEN concat(':', d.status) ELSE '' END) AS id,
  'plan-price' AS payment,
  CASE WHEN d.rule IN (0) THEN 29 WHEN d.rule IN (1, 3) THEN 31 WHEN d.rule IN (2) THEN 32 END AS clause,
  d.provider AS provider,
  p.person AS person,
  CAST(NULL AS VARCHAR) AS period,
  d.amount AS amount,
  'GBP' AS currency,
  d.status AS status,
  d.earned_on AS earned_on,
  d.payable_on AS payable_on,
  CASE WHEN d.rule IN (0, 1) THEN array_to_string(list_sort([p."customers.first-plan", CASE WHEN p."customers.first-plan-2" IS DISTINCT FROM p."customers.first-plan" THEN p."customers.first-plan-2" END]), chr(31)) WHEN d.rule IN (2, 3) THEN array_to_string(list_sort([p."customers.first-plan", CASE WHEN p."customers.first-plan-2" IS DISTINCT FROM p."customers.first-plan" THEN p."customers.first-plan-2" END, p."confirmed.first-confirmation"]), chr(31)) END AS because,
  CASE WHEN d.rule IN (0) THEN CASE WHEN d.status = 'pending' THEN concat(CASE WHEN p."customers.first-plan settled" > getvariable('as_at') THEN 'the first plan where the plan is during the term' WHEN p."customers.first-plan-2 settled" > getvariable('as_at') THEN 'the first plan' WHEN p."plan-price.plan-not-before-term settled" > getvariable('as_at') THEN 'the plan is on or after 1 April 2026' WHEN p."customers.first-plan-2 settled" > getvariable('as_at') THEN 'the amount can be worked out' END, ', by ', iso(p."plan-price.conditions settled")) END WHEN d.rule IN (1) THEN CASE WHEN d.status = 'withheld' THEN concat('confirmed, by ', iso(p."plan-price.achieved-in-time settled")) END WHEN d.rule IN (2, 3) THEN CAST(NULL AS VARCHAR) END AS awaiting,
  CASE WHEN d.rule IN (0) THEN CASE WHEN d.status = 'not-due' THEN concat('not met: ', CASE WHEN NOT p."customers.joined" AND p."customers.first-plan settled" = p."plan-price.conditions settled" THEN 'the first plan where the plan is during the term' WHEN NOT p."plan-price.first-plan-2-present" AND p."customers.first-plan-2 settled" = p."plan-price.conditions settled" THEN 'the first plan' WHEN NOT p."plan-price.plan-not-before-term" AND p."plan-price.plan-not-before-term settled" = p."plan-price.conditions settled" THEN 'the plan is on or after 1 April 2026' WHEN NOT p."plan-price.amount-known" AND p."customers.first-plan-2 settled" = p."plan-price.conditions settled" THEN 'the amount can be worked out' END) END WHEN d.rule IN (1) THEN CAST(NULL AS VARCHAR) WHEN d.rule IN (2) THEN CASE WHEN d.status = 'forfeited' THEN 'not released by confirmed' END WHEN d.rule IN (3) THEN CASE WHEN d.status = 'released' THEN 'confirmed' END END AS reason,
  d.payer AS payer,
  d.payee AS payee
FROM decided_part d JOIN "people 2" p ON p.rowid = d.row_no 
WHERE d.rule IN (0, 1, 2, 3);

-- The decisions, sorted by id.
SELECT id, payment, clause, provider, person, period, in_pounds(amount) AS amount, currency,
  status, as_date(earned_on) AS earned_on, as_date(payable_on) AS payable_on,
  coalesce(string_split(because, chr(31)), []) AS because,
  awaiting, reason, payer, payee
FROM decision ORDER BY id;
